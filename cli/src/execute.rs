//! Runs the steps; the only place that writes the user's files and to the terminal.

use std::io::Write;
use std::path::Path;

use anywarp_artifact::{Artifact, Kernel, Relocatable};
use anywarp_diag::{Code, Diagnostic, Location};
use anywarp_frontend::{
    Blob, DeviceJob, Emit, Finished, Half, HostJob, QualifiedMember, command, merge, plain_launches,
    qualified_members, register_first, settle_shadows,
};
use llvm_config::process::{Command, Ended, file_access};
use llvm_config::tools::Tools;

use crate::advice;
use crate::device;
use crate::device_file::{self, DeviceFile};
use crate::device_link;
use crate::error::Failure;
use crate::output::Staged;
use crate::plan::{CudaStep, Step, ToolStep};
use crate::show::Intermediate;

/// What a run leaves besides files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reports {
    /// Print what each kernel uses.
    pub resource_usage: bool,
    /// Keep the container of device code in the scratch directory.
    pub keep: bool,
}

/// Runs one step. `tools` are there if the step needs LLVM.
pub fn execute(step: &Step, tools: Option<&Tools>, reports: Reports) -> Result<(), Failure> {
    match (step, tools) {
        (Step::Tool(tool), _) => run_tool(tool),
        (Step::Cuda(step), Some(tools)) => compile(step, tools, reports),
        (Step::DeviceFile(step, kind), Some(tools)) => device_file(step, *kind, tools, reports),
        (Step::DeviceLink(step), Some(tools)) => {
            let artifact = device_link::run(&step.inputs, &step.device, tools, &step.text)?;
            if reports.resource_usage {
                print(&resource_usage(&artifact));
            }
            run_tool(&step.compile)
        }
        (Step::CudaText { source, emit, output }, Some(tools)) => {
            let staged = output.as_deref().map(Staged::new).transpose()?;
            let to = staged.as_ref().map(Staged::path);
            let job = HostJob { source, emit: emit.clone(), output: to, dependencies: None };
            succeed(&command(tools, job.arguments()))?;
            Ok(staged.map_or(Ok(()), Staged::publish)?)
        }
        (Step::Cuda(_) | Step::DeviceFile(..) | Step::DeviceLink(_) | Step::CudaText { .. }, None) => {
            Err(Diagnostic::new(Code::Internal, "a CUDA source was planned without LLVM: please report it")
                .into())
        }
    }
}

fn run_tool(tool: &ToolStep) -> Result<(), Failure> {
    let Some(output) = tool.planned_output() else { return succeed(&tool.command(Path::new(""))) };
    let staged = Staged::new(output)?;
    succeed(&tool.command(&staged.path()))?;
    Ok(staged.publish()?)
}

fn succeed(command: &Command) -> Result<(), Failure> {
    match command.run()? {
        Ended::Success => Ok(()),
        Ended::Failure(status) => Err(Failure::Tool(status)),
        Ended::Signal(signal) => Err(Diagnostic::new(
            Code::ToolFailed,
            format!("{} was ended by signal {signal}", command.program),
        )
        .into()),
    }
}

/// Both halves at the same time: the host half reads the container when it reaches the end of the source.
fn compile(step: &CudaStep, tools: &Tools, reports: Reports) -> Result<(), Failure> {
    let files = Intermediate::of(step);
    let staged = Staged::new(&step.output)?;
    let device_job = DeviceJob { source: &step.source, output: files.bitcode.clone() };
    let host_job = HostJob {
        source: &step.source,
        emit: Emit::Object(Blob::Stdin),
        output: Some(staged.path()),
        dependencies: step.dependencies.clone(),
    };
    let text = other_text(step, &files)?;
    let with_text = |arguments: Vec<String>| [arguments, text.clone()].concat();
    let device_half = Half::start(tools, with_text(device_job.arguments()), &files.device_messages)?;
    let mut host_half = Half::start(tools, with_text(host_job.arguments()), &files.host_messages)?;

    let device_half = device_half.finish()?;
    if !device_half.accepted {
        return Err(rejected(step, &device_half.messages));
    }
    let (container, resource_usage) = match container(step, &files, tools, reports) {
        Ok(made) => made,
        Err(failure) => {
            print(&device_half.messages);
            return Err(failure);
        }
    };
    if reports.keep {
        crate::output::write(&files.container, &container)?;
    }
    host_half.feed(&container);
    let Finished { messages, accepted } = host_half.finish()?;
    let messages = merge(&device_half.messages, &messages);
    if !accepted {
        return Err(rejected(step, &messages));
    }
    print(&messages);
    if reports.resource_usage {
        print(&resource_usage);
    }
    settle(&staged.path())?;
    Ok(staged.publish()?)
}

/// The device half alone.
fn device_file(step: &CudaStep, kind: DeviceFile, tools: &Tools, reports: Reports) -> Result<(), Failure> {
    let files = Intermediate::of(step);
    let job = DeviceJob { source: &step.source, output: files.bitcode.clone() };
    let arguments = [job.arguments(), other_text(step, &files)?].concat();
    let half = Half::start(tools, arguments, &files.device_messages)?.finish()?;
    if !half.accepted {
        return Err(rejected(step, &half.messages));
    }
    print(&half.messages);
    if kind == DeviceFile::Ptx {
        succeed(&device_file::assemble(step, &files, tools))?;
        let source = step.source.input.to_string_lossy();
        return device_file::join(&source, &files.bitcode, &files.assembly, &step.output);
    }
    let (container, resource_usage) = container(step, &files, tools, reports)?;
    if reports.resource_usage {
        print(&resource_usage);
    }
    Ok(crate::output::write(&step.output, &container)?)
}

/// What clang's object needs before a linker sees it. Nothing to do where clang wrote to a pipe, or nothing since it was
/// asked for something else.
fn settle(path: &Path) -> Result<(), Failure> {
    if !path.is_file() {
        return Ok(());
    }
    let mut object = std::fs::read(path).map_err(|error| file_access("read", path, &error))?;
    register_first(&mut object)?;
    settle_shadows(&mut object)?;
    Ok(std::fs::write(path, object).map_err(|error| file_access("write", path, &error))?)
}

/// clang's arguments for reading another text in place of the source's, where the source has what only nvcc parses.
fn other_text(step: &CudaStep, files: &Intermediate) -> Result<Vec<String>, Failure> {
    let input = &step.source.input;
    // A file that cannot be read is clang's to report.
    let Some(text) = std::fs::read(input).ok().and_then(|text| plain_launches(&text)) else {
        return Ok(Vec::new());
    };
    crate::output::write(&files.text, &text)?;
    let mapping = format!("{};{}", input.display(), files.text.display());
    Ok(["-Xclang", "-remap-file", "-Xclang", &mapping].map(str::to_owned).into())
}

/// Members of classes that cannot be device variables, which clang takes for such.
fn check_members(step: &CudaStep, bitcode: &[u8]) -> Result<(), Failure> {
    let input = &step.source.input;
    let text = std::fs::read(input).map_err(|error| file_access("read", input, &error))?;
    let file = input.to_string_lossy();
    let error = |member: QualifiedMember| {
        let message = format!("memory qualifier on data member is not allowed: `{}`", member.name);
        let at = Location { file: file.to_string(), line: member.line, column: member.column };
        Diagnostic::new(Code::QualifiedMember, message)
            .at(Some(at))
            .note("make it a variable of a namespace, or `static constexpr` without a qualifier")
    };
    let errors: Vec<Diagnostic> = qualified_members(&text, bitcode).into_iter().map(error).collect();
    if errors.is_empty() { Ok(()) } else { Err(errors.into()) }
}

/// What the host half embeds, and what its kernels use.
fn container(
    step: &CudaStep,
    files: &Intermediate,
    tools: &Tools,
    reports: Reports,
) -> Result<(Vec<u8>, String), Failure> {
    let bitcode =
        std::fs::read(&files.bitcode).map_err(|error| file_access("read", &files.bitcode, &error))?;
    check_members(step, &bitcode)?;
    if step.device.relocatable {
        let mut usage = String::new();
        if reports.resource_usage {
            for kernel in device::usage(&bitcode, &step.device, tools)? {
                usage += &format!("{}\n", usage_of(&kernel));
            }
        }
        let source = step.source.input.to_string_lossy().into_owned();
        return Ok((Relocatable { source, bitcode }.to_bytes(), usage));
    }
    let scratch = files.bitcode.parent().unwrap_or(Path::new("."));
    let artifact = device::build(&bitcode, &step.device, tools, scratch)?;
    Ok((artifact.to_bytes(), resource_usage(&artifact)))
}

/// clang's messages, then nvcc's last line.
pub(crate) fn rejected(step: &CudaStep, messages: &str) -> Failure {
    print(messages);
    let input = step.source.input.display();
    let rejected =
        Diagnostic::new(Code::ClangRejected, format!("errors detected in the compilation of \"{input}\""));
    advice::notes(messages).into_iter().fold(rejected, Diagnostic::note).into()
}

/// What `-Xptxas -v` prints, as far as it means something here.
fn resource_usage(artifact: &Artifact) -> String {
    let line = |kernel: &Kernel| format!("{}, {} bytes local memory\n", usage_of(kernel), kernel.local_bytes);
    artifact.kernels.iter().map(line).collect()
}

/// What is known of a kernel before the device link: all but its local memory.
fn usage_of(kernel: &Kernel) -> String {
    format!(
        "info    : {}: {} bytes parameters, {} bytes smem",
        kernel.display_name, kernel.parameter_bytes, kernel.static_shared_bytes
    )
}

fn print(text: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
