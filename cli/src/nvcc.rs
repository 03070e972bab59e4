//! The `nvcc` command: parse, plan, execute.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anywarp_diag::Diagnostic;
use llvm_config::process::{Command, Ended, Scratch};
use llvm_config::tools::Tools;

use crate::clean::clean;
use crate::error::{Failure, Fatal};
use crate::execute::{Reports, execute};
use crate::host_compiler::HostCompiler;
use crate::options::{Inquiry, Options};
use crate::plan::{Places, Step, plan};
use crate::timing::Times;
use crate::toolkit::Toolkit;
use crate::{parse, show, texts};

/// The environment that the command reads.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Path of the running program.
    pub executable: PathBuf,
    pub search_path: Option<String>,
    /// `ANYWARP_LLVM`.
    pub llvm: Option<PathBuf>,
    pub prepend_flags: Option<String>,
    pub append_flags: Option<String>,
    pub host_compiler: Option<String>,
    /// `TMPDIR`'s meaning.
    pub temporary: PathBuf,
}

impl Environment {
    /// The environment of this process.
    pub fn of_process() -> Self {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            executable: std::env::current_exe().unwrap_or_default(),
            search_path: variable("PATH"),
            llvm: variable("ANYWARP_LLVM").map(PathBuf::from),
            prepend_flags: variable("NVCC_PREPEND_FLAGS"),
            append_flags: variable("NVCC_APPEND_FLAGS"),
            host_compiler: variable("NVCC_CCBIN"),
            temporary: std::env::temp_dir(),
        }
    }

    pub fn tools(&self) -> Result<Tools, Diagnostic> {
        Tools::find(self.llvm.as_deref(), self.search_path.as_deref())
    }
}

/// Runs the command; the arguments are those after the program's name.
pub fn run(arguments: Vec<String>, environment: &Environment) -> Result<(), Failure> {
    let options = Options::new(parse::parse(all_arguments(arguments, environment)?)?)?;
    if let Some(inquiry) = options.inquiry {
        return answer(inquiry);
    }
    for remark in &options.remarks {
        say(remark);
    }
    let toolkit = Toolkit::of(&environment.executable)?;
    if options.dry_run || options.verbose {
        let lines = show::variables(&toolkit, environment.search_path.as_deref().unwrap_or_default());
        lines.iter().for_each(|line| say(&format!("#$ {line}")));
    }
    let chosen = options.host_compiler.as_deref().or(environment.host_compiler.as_deref());
    if let Some(chosen) = chosen {
        HostCompiler::check(chosen, environment.search_path.as_deref())?;
    }
    let scratch = scratch(&options, environment)?;
    let tools = environment.tools();
    let places = Places {
        toolkit,
        host_compiler: HostCompiler::new(chosen),
        openmp: tools.as_ref().ok().and_then(Tools::openmp_library_dir),
        scratch: scratch.path().to_owned(),
        color: std::io::stderr().is_terminal(),
    };
    let steps = plan(&options, &places)?;
    if options.clean {
        return clean(&steps, &options, &places.scratch);
    }
    let needs_tools = steps.iter().any(|step| !matches!(step, Step::Tool(_)));
    // A machine without LLVM still links objects and compiles C++.
    let tools = if needs_tools { Some(tools?) } else { None };
    let mut times = options.time.as_deref().map(Times::new);
    for step in &steps {
        if options.dry_run || options.verbose {
            show::lines(step, tools.as_ref()).iter().for_each(|line| say(&format!("#$ {line}")));
        }
        if !options.dry_run {
            let reports = Reports { resource_usage: options.resource_usage, keep: options.keep };
            match &mut times {
                Some(times) => times.measure(step, || execute(step, tools.as_ref(), reports))?,
                None => execute(step, tools.as_ref(), reports)?,
            }
        }
    }
    if let Some(times) = times {
        times.write()?;
    }
    if options.run && !options.dry_run { run_program(&options) } else { Ok(()) }
}

/// `NVCC_PREPEND_FLAGS`, the arguments, `NVCC_APPEND_FLAGS`.
fn all_arguments(arguments: Vec<String>, environment: &Environment) -> Result<Vec<String>, Fatal> {
    let words = |name: &str, flags: &Option<String>| {
        let split = shell_words::split(flags.as_deref().unwrap_or_default());
        split.map_err(|error| Fatal::new(format!("Malformed environment variable {name}: {error}")))
    };
    let mut all = words("NVCC_PREPEND_FLAGS", &environment.prepend_flags)?;
    all.extend(arguments);
    all.extend(words("NVCC_APPEND_FLAGS", &environment.append_flags)?);
    Ok(all)
}

fn scratch(options: &Options, environment: &Environment) -> Result<Scratch, Diagnostic> {
    if options.keep {
        let directory = options.keep_directory.as_deref().unwrap_or(Path::new("."));
        std::fs::create_dir_all(directory)
            .map_err(|error| llvm_config::process::file_access("create", directory, &error))?;
        return Ok(Scratch::kept(directory));
    }
    Scratch::new_in(&environment.temporary)
}

fn answer(inquiry: Inquiry) -> Result<(), Failure> {
    let text = match inquiry {
        Inquiry::Help => texts::help(),
        Inquiry::Version => texts::VERSION.to_owned(),
        Inquiry::ListCode => texts::architectures("sm_"),
        Inquiry::ListArchitectures => texts::architectures("compute_"),
    };
    // A reader that closes the pipe early (`nvcc --help | head`) has read enough.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Ok(())
}

fn run_program(options: &Options) -> Result<(), Failure> {
    let output = options.output.clone().unwrap_or_else(|| "a.out".into());
    let program = std::path::absolute(&output).unwrap_or(output).to_string_lossy().into_owned();
    match Command::new(program, options.run_arguments.clone()).run()? {
        Ended::Success => Ok(()),
        Ended::Failure(status) => Err(Failure::Tool(status)),
        Ended::Signal(signal) => Err(Failure::Tool(128 + signal)),
    }
}

pub(crate) fn say(line: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
