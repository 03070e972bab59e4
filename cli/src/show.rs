//! `--dryrun` and `-v`: the commands as text that build systems parse.
//!
//! CMake reads `#$ TOP=`, `#$ LIBRARIES=`, `#$ NVVMIR_LIBRARY_DIR=`, the first `-arch compute_NN` and the line that
//! holds the value of LIBRARIES word for word (the link); sccache runs the printed commands.

use std::path::{Path, PathBuf};

use anywarp_frontend::{Blob, DeviceJob, Emit, HostJob, command};
use llvm_config::process::Command;
use llvm_config::tools::Tools;

use crate::plan::{CudaStep, DeviceLinkStep, Step};
use crate::toolkit::Toolkit;

/// The variables that nvcc prints before the commands. `search_path` is the value of `PATH`.
pub fn variables(toolkit: &Toolkit, search_path: &str) -> Vec<String> {
    let (bin, root, library_dir) = (toolkit.bin_dir(), &toolkit.root, toolkit.library_dir());
    let (bin, root, library_dir) = (bin.display(), root.display(), library_dir.display());
    vec![
        "_NVVM_BRANCH_=nvvm".into(),
        "_SPACE_= ".into(),
        "_CUDART_=cudart".into(),
        format!("_HERE_={bin}"),
        format!("_THERE_={bin}"),
        "_TARGET_SIZE_=".into(),
        "_TARGET_DIR_=".into(),
        format!("_TARGET_DIR_={}", Toolkit::target_dir()),
        format!("TOP={root}"),
        format!("NVVMIR_LIBRARY_DIR={}", toolkit.libdevice_dir().display()),
        format!("LD_LIBRARY_PATH={library_dir}:"),
        format!("PATH={bin}:{search_path}"),
        format!("INCLUDES=\"-I{}\"", toolkit.include_dir().display()),
        format!("LIBRARIES=  \"-L{library_dir}/stubs\" \"-L{library_dir}\""),
        "CUDAFE_FLAGS=".into(),
        "PTXAS_FLAGS=".into(),
    ]
}

/// The commands of a step, in the order in which they can be run one by one.
pub fn lines(step: &Step, tools: Option<&Tools>) -> Vec<String> {
    match (step, tools) {
        (Step::Tool(tool), _) => {
            vec![to_shell(&tool.command(tool.planned_output().unwrap_or(Path::new(""))))]
        }
        (Step::DeviceLink(step), _) => device_link(step),
        (Step::CudaText { source, emit, output }, Some(tools)) => {
            let job = HostJob { source, emit: emit.clone(), output: output.clone(), dependencies: None };
            vec![to_shell(&command(tools, job.arguments()))]
        }
        (Step::Cuda(step), Some(tools)) => cuda(step, tools),
        (Step::DeviceFile(step, kind), Some(tools)) => {
            crate::device_file::commands(step, *kind, tools).iter().map(to_shell).collect()
        }
        (Step::CudaText { .. } | Step::Cuda(_) | Step::DeviceFile(..), None) => Vec::new(),
    }
}

fn cuda(step: &CudaStep, tools: &Tools) -> Vec<String> {
    let files = Intermediate::of(step);
    let device = DeviceJob { source: &step.source, output: files.bitcode.clone() };
    let host = HostJob {
        source: &step.source,
        emit: Emit::Object(Blob::File(files.container.clone())),
        output: Some(step.output.clone()),
        dependencies: step.dependencies.clone(),
    };
    let image = Command::new("anywarp", crate::image::arguments(step, &files));
    [command(tools, device.arguments()), image, command(tools, host.arguments())]
        .iter()
        .map(to_shell)
        .collect()
}

fn device_link(step: &DeviceLinkStep) -> Vec<String> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let mut words = vec!["device-link".to_owned()];
    words.extend(step.device.debug.then(|| "--debug".to_owned()));
    words.extend(step.device.own.words());
    words.extend(["-o".to_owned(), text(&step.text)]);
    words.extend(step.inputs.iter().map(|path| text(path)));
    let compile = step.compile.command(step.compile.planned_output().unwrap_or(Path::new("")));
    vec![to_shell(&Command::new("anywarp", words)), to_shell(&compile)]
}

/// The intermediate files of a `.cu` file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intermediate {
    pub bitcode: PathBuf,
    pub container: PathBuf,
    /// PTX without what runs.
    pub assembly: PathBuf,
    /// What clang reads in place of the source, if they differ.
    pub text: PathBuf,
    pub device_messages: PathBuf,
    pub host_messages: PathBuf,
}

impl Intermediate {
    pub fn of(step: &CudaStep) -> Self {
        let with = |suffix: &str| {
            let mut name = step.stem.clone().into_os_string();
            name.push(suffix);
            PathBuf::from(name)
        };
        let (device_messages, host_messages) = (with(".device.txt"), with(".host.txt"));
        Self {
            bitcode: with(".bc"),
            container: with(".anywarp"),
            assembly: with(".s"),
            text: with(".text.cu"),
            device_messages,
            host_messages,
        }
    }
}

/// As a shell reads it; library directories always in double quotes, as nvcc writes them.
fn to_shell(command: &Command) -> String {
    let words = std::iter::once(&command.program).chain(&command.arguments);
    let quoted = words.map(|word| match word.strip_prefix("-L") {
        Some(_) => format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$")),
        None => quote(word),
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// Quotes a word only if a shell would read it differently.
fn quote(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@%+=:,./-_".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        word.to_owned()
    } else {
        shell_words::quote(word).into_owned()
    }
}
