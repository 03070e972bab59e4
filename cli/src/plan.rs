//! From options to steps: what will be run, as data. Pure, apart from asking whether inputs exist.

mod device_file;
mod link;

use std::path::{Path, PathBuf};

use anywarp_diag::{Code, Diagnostic};
use anywarp_frontend::{DependencyFile, DependencyRule, Emit, Preprocessor, Source, TargetLayout};

use crate::device::DeviceOptions;
use crate::device_file::DeviceFile;
use crate::error::{Failure, Fatal};
use crate::host_compiler::HostCompiler;
use crate::input::{Input, Language};
use crate::options::{Options, Phase};
use crate::toolkit::Toolkit;

/// Where things are.
#[derive(Clone, Debug)]
pub struct Places {
    pub toolkit: Toolkit,
    pub host_compiler: HostCompiler,
    /// Directory of LLVM's OpenMP runtime, if it is installed.
    pub openmp: Option<PathBuf>,
    /// Directory for intermediate files.
    pub scratch: PathBuf,
    /// Messages are for a terminal.
    pub color: bool,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Both halves of a `.cu` file, into an object.
    Cuda(Box<CudaStep>),
    /// The device half of a `.cu` file alone, into a file of that kind.
    DeviceFile(Box<CudaStep>, DeviceFile),
    /// Relocatable device code of several objects, into an object.
    DeviceLink(Box<DeviceLinkStep>),
    /// clang's host half for something other than an object.
    CudaText { source: Box<Source>, emit: Emit, output: Option<PathBuf> },
    /// Another program.
    Tool(ToolStep),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CudaStep {
    pub source: Source,
    pub device: DeviceOptions,
    pub dependencies: Option<DependencyFile>,
    pub output: PathBuf,
    /// Name of intermediate files in the scratch directory, without suffix.
    pub stem: PathBuf,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceLinkStep {
    /// Objects and static libraries.
    pub inputs: Vec<PathBuf>,
    pub device: DeviceOptions,
    /// The C file around the linked code.
    pub text: PathBuf,
    /// The host compiler's command that makes the object of it, or what makes a file of the container beside it.
    pub compile: ToolStep,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolStep {
    pub program: String,
    /// Arguments before the output.
    pub before: Vec<String>,
    pub output: ToolOutput,
    /// Arguments after the output.
    pub after: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToolOutput {
    /// Standard output, or none.
    None,
    /// `-o FILE`.
    Option(PathBuf),
    /// The bare name.
    Name(PathBuf),
}

/// The steps of a command line, in order.
pub fn plan(options: &Options, places: &Places) -> Result<Vec<Step>, Failure> {
    let inputs = options.inputs.iter().map(|name| Input::new(name, options.language));
    let inputs: Vec<Input> = inputs.collect::<Result<_, _>>()?;
    check(options, &inputs)?;
    let planner = Planner { options, places };
    match options.phase {
        Phase::Link => planner.link(&inputs),
        Phase::Archive => planner.archive(&inputs),
        Phase::Compile => {
            let sources = inputs.iter().filter(|input| input.language.is_some());
            sources.map(|input| planner.compile(input, planner.output_of(input))).collect()
        }
        Phase::DeviceFile(kind) => planner.device_files(&inputs, kind),
        Phase::DeviceLink(None) => planner.device_link(&inputs),
        Phase::DeviceLink(Some(kind)) => planner.device_link_to(&inputs, kind),
        Phase::Preprocess => planner.texts(&inputs, &|_| Emit::Preprocessed, &|_| vec!["-E".into()]),
        Phase::Dependencies { system_headers } => planner.dependencies(&inputs, system_headers),
    }
}

fn check(options: &Options, inputs: &[Input]) -> Result<(), Fatal> {
    if inputs.is_empty() {
        return Err(Fatal::new("No input files specified; use option --help for more information"));
    }
    let sources = inputs.iter().filter(|input| input.language.is_some()).count();
    if compiles(options.phase) && options.output.is_some() && sources > 1 {
        let rule = "A single input file is required for a non-link phase when an outputfile is specified";
        return Err(Fatal::new(rule));
    }
    if !matches!(options.phase, Phase::Link | Phase::Archive | Phase::DeviceLink(_)) && sources == 0 {
        return Err(Fatal::new("No source files among the inputs: there is nothing to compile"));
    }
    let cuda = |input: &&Input| input.language == Some(Language::Cuda);
    match inputs.iter().filter(cuda).find(|input| !input.path.exists()) {
        Some(input) => Err(Fatal::new(format!("Could not open input file '{}'", input.path.display()))),
        None => Ok(()),
    }
}

struct Planner<'a> {
    options: &'a Options,
    places: &'a Places,
}

impl Planner<'_> {
    fn archive(&self, inputs: &[Input]) -> Result<Vec<Step>, Failure> {
        let (mut steps, objects) = self.objects(inputs)?;
        let mut before = vec!["qcs".to_owned()];
        before.extend(self.options.archiver_flags.iter().cloned());
        steps.push(Step::Tool(ToolStep {
            program: self.options.archiver.clone().unwrap_or_else(|| "ar".into()),
            before,
            output: ToolOutput::Name(
                self.options.output.clone().unwrap_or_else(|| self.in_output_directory("a.a")),
            ),
            after: objects.iter().map(|path| text(path)).collect(),
        }));
        Ok(steps)
    }

    /// Compiles the sources into the scratch directory; returns every object in the order of the inputs.
    fn objects(&self, inputs: &[Input]) -> Result<(Vec<Step>, Vec<PathBuf>), Failure> {
        let mut steps = Vec::new();
        let mut objects = Vec::new();
        for input in inputs {
            if input.language.is_none() {
                objects.push(input.path.clone());
                continue;
            }
            let mut object = self.places.scratch.join(stem(input)).with_extension("o");
            if objects.contains(&object) {
                object = self.places.scratch.join(format!("{}-{}.o", stem(input), steps.len()));
            }
            steps.push(self.compile(input, object.clone())?);
            objects.push(object);
        }
        Ok((steps, objects))
    }

    fn compile(&self, input: &Input, output: PathBuf) -> Result<Step, Failure> {
        let dependencies = self.dependency_file(input, &output);
        let Some(Language::Cuda) = input.language else {
            let mut before = self.host_words(input);
            if let Some(file) = &dependencies {
                before.push(if file.system_headers { "-MD".into() } else { "-MMD".into() });
                before.extend(["-MF".into(), text(&file.path)]);
                before.extend(file.rule.arguments());
            }
            before.extend(["-c".into(), text(&input.path)]);
            let program = self.host_program(input);
            return Ok(Step::Tool(ToolStep {
                program,
                before,
                output: ToolOutput::Option(output),
                after: Vec::new(),
            }));
        };
        if self.uses_openmp() && self.places.openmp.is_none() {
            let message = "-fopenmp in a .cu file needs LLVM's OpenMP runtime, which is not installed";
            let diagnostic = Diagnostic::new(Code::MissingTool, message);
            return Err(diagnostic.note("on Debian or Ubuntu: apt-get install libomp-22-dev").into());
        }
        Ok(Step::Cuda(Box::new(CudaStep {
            source: self.source(input),
            device: self.device(),
            dependencies,
            stem: self.places.scratch.join(stem(input)),
            output,
        })))
    }

    fn device(&self) -> DeviceOptions {
        DeviceOptions {
            layout: TargetLayout::Native64,
            math: self.options.math,
            debug: self.options.device_debug,
            relocatable: self.options.relocatable,
            own: self.options.own.clone(),
            include_dir: self.places.toolkit.include_dir(),
        }
    }

    fn source(&self, input: &Input) -> Source {
        let options = self.options;
        Source {
            input: input.path.clone(),
            layout: TargetLayout::Native64,
            include_dir: self.places.toolkit.include_dir(),
            standard: options.standard.clone(),
            preprocessor: options.preprocessor.clone(),
            arch: options.architectures.chosen(),
            arch_list: options.architectures.all().to_vec(),
            math: options.math,
            device_debug: options.device_debug,
            host_debug: options.debug,
            host_optimization: options.optimization.clone(),
            relocatable: options.relocatable,
            relaxed_constexpr: options.relaxed_constexpr,
            extended_lambda: options.extended_lambda,
            per_thread_default_stream: options.per_thread_default_stream,
            warnings: options.warnings.clone(),
            host_flags: options.host_flags.clone(),
            color: self.places.color,
        }
    }

    fn dependencies(&self, inputs: &[Input], system_headers: bool) -> Result<Vec<Step>, Failure> {
        let rule = |input: &Input| {
            let targets = match &self.options.dependency_targets {
                none if none.is_empty() => vec![format!("{}.o", stem(input))],
                targets => targets.clone(),
            };
            DependencyRule { targets, phony: self.options.dependency_phony }
        };
        let word = if system_headers { "-M" } else { "-MM" };
        self.texts(inputs, &|input| Emit::Dependencies { system_headers, rule: rule(input) }, &|input| {
            std::iter::once(word.to_owned()).chain(rule(input).arguments()).collect()
        })
    }

    /// Steps that print text: `-E`, `-M` and `-MM`.
    fn texts(
        &self,
        inputs: &[Input],
        emit: &dyn Fn(&Input) -> Emit,
        words: &dyn Fn(&Input) -> Vec<String>,
    ) -> Result<Vec<Step>, Failure> {
        let output = self.options.output.clone();
        let sources = inputs.iter().filter(|input| input.language.is_some());
        let step = |input: &Input| match input.language {
            Some(Language::Cuda) => Step::CudaText {
                source: Box::new(self.source(input)),
                emit: emit(input),
                output: output.clone(),
            },
            _ => {
                let mut before = self.host_words(input);
                before.extend(words(input));
                before.push(text(&input.path));
                let output = output.clone().map_or(ToolOutput::None, ToolOutput::Option);
                Step::Tool(ToolStep { program: self.host_program(input), before, output, after: Vec::new() })
            }
        };
        Ok(sources.map(step).collect())
    }

    /// What the host compiler gets to compile C and C++: nvcc's macros and headers, not its dialect.
    fn host_words(&self, input: &Input) -> Vec<String> {
        let options = self.options;
        let c = input.language == Some(Language::C);
        let mut words: Vec<String> = vec!["-x".into(), if c { "c".into() } else { "c++".into() }];
        words.extend(
            ["-D__NVCC__", "-D__CUDACC_VER_MAJOR__=12", "-D__CUDACC_VER_MINOR__=8"].map(String::from),
        );
        words.push("-D__CUDACC_VER_BUILD__=93".into());
        words.extend(options.standard.iter().filter(|_| !c).map(|standard| format!("-std={standard}")));
        words.extend(options.optimization.iter().map(|level| format!("-O{level}")));
        words.extend((options.debug || options.device_debug).then(|| "-g".to_owned()));
        words.extend(options.warnings.off.then(|| "-w".to_owned()));
        words.extend(options.warnings.flags.iter().filter(|flag| flag.starts_with("-W")).cloned());
        for option in &options.preprocessor {
            match option {
                Preprocessor::Define(name) => words.push(format!("-D{name}")),
                Preprocessor::Undefine(name) => words.push(format!("-U{name}")),
                Preprocessor::Include(dir) => words.push(format!("-I{dir}")),
                Preprocessor::SystemInclude(dir) => words.extend(["-isystem".into(), dir.clone()]),
                Preprocessor::PreInclude(file) => words.extend(["-include".into(), file.clone()]),
            }
        }
        words.extend(["-isystem".into(), text(&self.places.toolkit.include_dir())]);
        words.extend(options.host_flags.iter().cloned());
        words
    }

    fn host_program(&self, input: &Input) -> String {
        let compiler = &self.places.host_compiler;
        if input.language == Some(Language::C) { compiler.c.clone() } else { compiler.cxx.clone() }
    }

    fn uses_openmp(&self) -> bool {
        self.options.host_flags.iter().any(|flag| flag == "-fopenmp")
    }

    fn dependency_file(&self, input: &Input, object: &Path) -> Option<DependencyFile> {
        let system_headers = self.options.dependencies_too?;
        let named = self.options.output.as_ref().map(|output| output.with_extension("d"));
        let path = self.options.dependency_file.clone().or(named);
        let path = path.unwrap_or_else(|| self.in_output_directory(&format!("{}.d", stem(input))));
        let targets = match &self.options.dependency_targets {
            none if none.is_empty() && compiles(self.options.phase) => vec![text(object)],
            none if none.is_empty() => vec![format!("{}.o", stem(input))],
            targets => targets.clone(),
        };
        let rule = DependencyRule { targets, phony: self.options.dependency_phony };
        Some(DependencyFile { path, system_headers, rule })
    }

    /// The object of `-c`.
    fn output_of(&self, input: &Input) -> PathBuf {
        let default = || self.in_output_directory(&format!("{}.o", stem(input)));
        self.options.output.clone().unwrap_or_else(default)
    }

    fn in_output_directory(&self, name: &str) -> PathBuf {
        self.options.output_directory.as_ref().map_or_else(|| PathBuf::from(name), |dir| dir.join(name))
    }
}

impl ToolStep {
    /// The command when its output goes to `output` instead of the planned place.
    pub fn command(&self, output: &Path) -> llvm_config::process::Command {
        let mut words = self.before.clone();
        match self.output {
            ToolOutput::None => {}
            ToolOutput::Option(_) => words.extend(["-o".into(), text(output)]),
            ToolOutput::Name(_) => words.push(text(output)),
        }
        words.extend(self.after.iter().cloned());
        llvm_config::process::Command::new(self.program.clone(), words)
    }

    pub fn planned_output(&self) -> Option<&Path> {
        match &self.output {
            ToolOutput::None => None,
            ToolOutput::Option(path) | ToolOutput::Name(path) => Some(path),
        }
    }
}

/// Each source becomes a file of its own.
fn compiles(phase: Phase) -> bool {
    matches!(phase, Phase::Compile | Phase::DeviceFile(_))
}

fn stem(input: &Input) -> String {
    input.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
