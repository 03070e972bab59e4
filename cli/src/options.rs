//! What the command line means: from the options as typed to what the driver does.

use std::path::PathBuf;

use anywarp_frontend::{Math, Preprocessor, Warnings};

use crate::arch::Architectures;
use crate::device_file::DeviceFile;
use crate::error::Fatal;
use crate::flags::Meaning;
use crate::input::Language;
use crate::own_options::OwnOptions;
use crate::parse::{Given, Typed};
use crate::values::{STANDARDS, boolean, cuda_runtime, into_words, level, one_of, warnings_as_errors};

/// How far the inputs are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    #[default]
    Link,
    Archive,
    Compile,
    /// `-ptx`, `-cubin`, `-fatbin`.
    DeviceFile(DeviceFile),
    /// `-dlink`: into an object, or a file of that kind (`-dlink -cubin`).
    DeviceLink(Option<DeviceFile>),
    Preprocess,
    Dependencies {
        system_headers: bool,
    },
}

/// What asks for a text instead of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inquiry {
    Help,
    Version,
    ListCode,
    ListArchitectures,
}

/// The CUDA runtime that is linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CudaRuntime {
    #[default]
    Static,
    Shared,
    None,
}

/// A command line, understood.
#[derive(Debug, Default)]
pub struct Options {
    pub inquiry: Option<Inquiry>,
    pub phase: Phase,
    /// As typed; [`crate::plan`] classifies them.
    pub inputs: Vec<String>,
    /// `-x`.
    pub language: Option<Language>,
    pub output: Option<PathBuf>,
    pub output_directory: Option<PathBuf>,
    /// `-MD` (true) or `-MMD` (false).
    pub dependencies_too: Option<bool>,
    pub dependency_file: Option<PathBuf>,
    pub dependency_targets: Vec<String>,
    pub dependency_phony: bool,
    pub preprocessor: Vec<Preprocessor>,
    pub standard: Option<String>,
    pub architectures: Architectures,
    pub math: Math,
    pub debug: bool,
    pub device_debug: bool,
    pub optimization: Option<String>,
    pub relocatable: bool,
    pub relaxed_constexpr: bool,
    pub extended_lambda: bool,
    pub per_thread_default_stream: bool,
    pub warnings: Warnings,
    /// `-Xcompiler`, `-pg` and forwarded options, split into words.
    pub host_flags: Vec<String>,
    pub linker_flags: Vec<String>,
    /// Forwarded to the host compiler when it links.
    pub link_words: Vec<String>,
    pub archiver_flags: Vec<String>,
    pub library_paths: Vec<String>,
    pub libraries: Vec<String>,
    pub cuda_runtime: CudaRuntime,
    pub shared: bool,
    pub host_compiler: Option<String>,
    pub archiver: Option<String>,
    pub resource_usage: bool,
    /// `-Xanywarp`.
    pub own: OwnOptions,
    pub dry_run: bool,
    pub verbose: bool,
    pub keep: bool,
    pub keep_directory: Option<PathBuf>,
    /// The table of `--time`; `-` is standard output.
    pub time: Option<PathBuf>,
    pub clean: bool,
    pub no_device_link: bool,
    pub run: bool,
    pub run_arguments: Vec<String>,
    /// Remarks that are not errors.
    pub remarks: Vec<String>,
}

/// Options that wait for the others.
#[derive(Default)]
struct Pending {
    arch: Option<String>,
    code: Vec<String>,
    generate: Vec<String>,
    to_compiler: bool,
    to_linker: bool,
    fast_math: bool,
    own: Vec<String>,
}

impl Options {
    pub fn new(typed: Typed) -> Result<Self, Fatal> {
        let mut options = Self { remarks: redefinitions(&typed.options), ..Self::default() };
        let mut pending = Pending::default();
        for given in &typed.options {
            options.interpret(given, &mut pending)?;
        }
        options.forward(typed.unknown, &pending)?;
        options.architectures =
            Architectures::from_options(pending.arch.as_deref(), &pending.code, &pending.generate)?;
        if pending.fast_math {
            let (precise_division, precise_sqrt) = (false, false);
            let fast = Math {
                flush_denormals: true,
                precise_division,
                precise_sqrt,
                contract: true,
                use_fast_math: true,
            };
            options.math = fast;
        }
        options.own = OwnOptions::parse(&pending.own)
            .map_err(|error| Fatal::new(format!("Option '-Xanywarp': {error}")))?;
        options.inputs = typed.inputs;
        options.check()?;
        Ok(options)
    }

    /// Applies one option; false if it has no meaning.
    fn interpret(&mut self, given: &Given, pending: &mut Pending) -> Result<bool, Fatal> {
        Ok(self.files(given)
            || self.phases(given)
            || self.code(given, pending)?
            || self.driver(given, pending)?)
    }

    fn files(&mut self, given: &Given) -> bool {
        let values = || given.values.iter().cloned();
        let last = given.values.last();
        match given.flag.meaning {
            Meaning::Output => self.output = last.map(PathBuf::from),
            Meaning::OutputDirectory => self.output_directory = last.map(PathBuf::from),
            Meaning::PreInclude => self.preprocessor.extend(values().map(Preprocessor::PreInclude)),
            Meaning::Define => self.preprocessor.extend(values().map(Preprocessor::Define)),
            Meaning::Undefine => self.preprocessor.extend(values().map(Preprocessor::Undefine)),
            Meaning::Include => self.preprocessor.extend(values().map(Preprocessor::Include)),
            Meaning::SystemInclude => self.preprocessor.extend(values().map(Preprocessor::SystemInclude)),
            Meaning::Library => self.libraries.extend(values()),
            Meaning::LibraryPath => self.library_paths.extend(values()),
            Meaning::HostCompiler => self.host_compiler = last.cloned(),
            Meaning::Archiver => self.archiver = last.cloned(),
            Meaning::DependencyFile => self.dependency_file = last.map(PathBuf::from),
            Meaning::DependencyTarget => self.dependency_targets.extend(values()),
            Meaning::DependencyPhony => self.dependency_phony = true,
            _ => return false,
        }
        true
    }

    fn phases(&mut self, given: &Given) -> bool {
        match given.flag.meaning {
            Meaning::Link => self.phase = Phase::Link,
            Meaning::Archive => self.phase = Phase::Archive,
            Meaning::Compile => self.phase = Phase::Compile,
            Meaning::DeviceCompile => (self.phase, self.relocatable) = (Phase::Compile, true),
            Meaning::Ptx => self.phase = Phase::DeviceFile(DeviceFile::Ptx),
            Meaning::Cubin => self.phase = DeviceFile::Cubin.phase_after(self.phase),
            Meaning::Fatbin => self.phase = DeviceFile::Fatbin.phase_after(self.phase),
            Meaning::Clean => self.clean = true,
            Meaning::NoDeviceLink => self.no_device_link = true,
            Meaning::DeviceLink => self.phase = Phase::DeviceLink(DeviceFile::linked_after(self.phase)),
            Meaning::Preprocess => self.phase = Phase::Preprocess,
            Meaning::Dependencies => self.phase = Phase::Dependencies { system_headers: true },
            Meaning::UserDependencies => self.phase = Phase::Dependencies { system_headers: false },
            Meaning::DependenciesToo => self.dependencies_too = Some(true),
            Meaning::UserDependenciesToo => self.dependencies_too = Some(false),
            Meaning::Run => self.run = true,
            Meaning::RunArguments => self.run_arguments.extend(given.values.iter().cloned()),
            _ => return false,
        }
        true
    }

    fn code(&mut self, given: &Given, pending: &mut Pending) -> Result<bool, Fatal> {
        let last = given.values.last();
        match given.flag.meaning {
            Meaning::Language => self.language = Some(Language::named(&one_of(given, &["cu", "c", "c++"])?)),
            Meaning::Standard => self.standard = Some(one_of(given, STANDARDS)?),
            Meaning::Debug => self.debug = true,
            Meaning::DeviceDebug => self.device_debug = true,
            Meaning::Optimize => self.optimization = Some(level(given)?),
            Meaning::Shared => self.shared = true,
            Meaning::Machine => drop(one_of(given, &["64"])?),
            Meaning::RelaxedConstexpr => self.relaxed_constexpr = true,
            Meaning::ExtendedLambda => self.extended_lambda = true,
            Meaning::DefaultStream => {
                self.per_thread_default_stream =
                    one_of(given, &["legacy", "null", "per-thread"])? == "per-thread";
            }
            Meaning::CudaRuntime => self.cuda_runtime = cuda_runtime(given)?,
            Meaning::Architecture => pending.arch = last.cloned(),
            Meaning::Code => pending.code.extend(given.values.iter().map(|name| trim_list(name))),
            Meaning::GenerateCode => pending.generate.extend(given.values.iter().cloned()),
            Meaning::Relocatable => self.relocatable = boolean(given)?,
            Meaning::Profile => self.host_flags.push("-pg".into()),
            Meaning::NoExceptions => self.host_flags.push("-fno-exceptions".into()),
            Meaning::TemplateDepth => {
                self.host_flags.extend(last.map(|value| format!("-ftemplate-depth={value}")))
            }
            Meaning::TemplateBacktrace => {
                self.host_flags.extend(last.map(|value| format!("-ftemplate-backtrace-limit={value}")));
            }
            Meaning::FastMath => pending.fast_math = true,
            Meaning::FlushDenormals => self.math.flush_denormals = boolean(given)?,
            Meaning::PreciseDivision => self.math.precise_division = boolean(given)?,
            Meaning::PreciseSqrt => self.math.precise_sqrt = boolean(given)?,
            Meaning::Contract => self.math.contract = boolean(given)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn driver(&mut self, given: &Given, pending: &mut Pending) -> Result<bool, Fatal> {
        match given.flag.meaning {
            Meaning::ForHostCompiler => self.host_flags.extend(into_words(given)?),
            Meaning::ForLinker => self.linker_flags.extend(into_words(given)?),
            Meaning::ForArchiver => self.archiver_flags.extend(into_words(given)?),
            Meaning::ForPtxas => {
                let words = into_words(given)?;
                self.resource_usage |= words.iter().any(|word| word == "-v" || word == "--verbose");
            }
            Meaning::ForAnywarp => pending.own.extend(into_words(given)?),
            Meaning::ForwardToCompiler => pending.to_compiler = true,
            Meaning::ForwardToLinker => pending.to_linker = true,
            Meaning::ForwardBoth => (pending.to_compiler, pending.to_linker) = (true, true),
            Meaning::WarningsOff => self.warnings.off = true,
            Meaning::WarningsAsErrors => self.warnings.flags.extend(warnings_as_errors(given)?),
            Meaning::MaxErrors => {
                self.warnings.flags.extend(given.values.iter().map(|count| format!("-ferror-limit={count}")));
            }
            Meaning::WarnReorder => self.warnings.flags.push("-Wreorder".into()),
            Meaning::NoWarnDeprecated => self.warnings.flags.push("-Wno-deprecated-declarations".into()),
            Meaning::ResourceUsage => self.resource_usage = true,
            Meaning::DryRun => self.dry_run = true,
            Meaning::Verbose => self.verbose = true,
            Meaning::Keep => self.keep = true,
            Meaning::Time => self.time = given.values.last().map(PathBuf::from),
            Meaning::KeepDirectory => self.keep_directory = given.values.last().map(PathBuf::from),
            Meaning::Help => self.inquiry = Some(Inquiry::Help),
            Meaning::Version => self.inquiry = Some(Inquiry::Version),
            Meaning::ListCode => self.inquiry = Some(Inquiry::ListCode),
            Meaning::ListArchitectures => self.inquiry = Some(Inquiry::ListArchitectures),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Options that nvcc does not know go where the user said, or are an error.
    fn forward(&mut self, unknown: Vec<String>, pending: &Pending) -> Result<(), Fatal> {
        for word in unknown {
            if !pending.to_compiler && !pending.to_linker {
                return Err(Fatal::new(format!("Unknown option '{word}'")));
            }
            if pending.to_compiler {
                self.host_flags.push(word.clone());
            } else {
                self.link_words.push(word);
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Fatal> {
        if self.dependencies_too.is_some() && self.phase == Phase::Preprocess {
            return Err(Fatal::new("Options '-MD' and '-MMD' compile: they exclude '-E'"));
        }
        if self.run && self.phase != Phase::Link {
            return Err(Fatal::new(
                "Option '--run' needs a program: it excludes '-c', '-ptx', '-E', '-M' and '--lib'",
            ));
        }
        Ok(())
    }
}

fn trim_list(name: &str) -> String {
    name.trim_matches(['[', ']', '"']).to_owned()
}

/// nvcc's remark about options that were given twice with different values.
fn redefinitions(options: &[Given]) -> Vec<String> {
    let mut remarks = Vec::new();
    for (index, given) in options.iter().enumerate() {
        let same = |other: &&Given| std::ptr::eq(other.flag, given.flag);
        let earlier = options[..index].iter().rev().find(same);
        if given.flag.arity == crate::flags::Arity::One
            && earlier.is_some_and(|other| other.values != given.values)
        {
            let name = given.flag.long;
            remarks.push(format!(
                "nvcc warning : incompatible redefinition for option '{name}', the last value of this option was used"
            ));
        }
    }
    remarks
}

#[cfg(test)]
#[path = "options_tests.rs"]
mod tests;
