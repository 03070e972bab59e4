//! One compilation as data, and the clang command lines that it means.

use std::path::{Path, PathBuf};

use crate::TargetLayout;

/// What both halves of one `.cu` file's compilation share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    pub input: PathBuf,
    pub layout: TargetLayout,
    /// Our headers; searched after the user's directories, before clang's and the host's.
    pub include_dir: PathBuf,
    /// Value of `-std`, nvcc's spelling (`c++17`); clang's default otherwise.
    pub standard: Option<String>,
    /// `-I`, `-isystem`, `-D`, `-U` and `-include` in the user's order.
    pub preprocessor: Vec<Preprocessor>,
    /// `__CUDA_ARCH__ / 10` of the device half: 80 for `sm_80`.
    pub arch: u32,
    /// Every requested architecture, ascending: `__CUDA_ARCH_LIST__`.
    pub arch_list: Vec<u32>,
    pub math: Math,
    /// `-G`: device code that a debugger can follow.
    pub device_debug: bool,
    /// `-g`: debug information of the host half.
    pub host_debug: bool,
    /// Value of `-O`, for the host half only: nvcc optimises device code unless `-G` says otherwise.
    pub host_optimization: Option<String>,
    /// `-rdc=true`: device code that refers to other sources'.
    pub relocatable: bool,
    pub relaxed_constexpr: bool,
    pub extended_lambda: bool,
    /// `--default-stream per-thread`.
    pub per_thread_default_stream: bool,
    pub warnings: Warnings,
    /// `-Xcompiler`, split into words.
    pub host_flags: Vec<String>,
    /// Messages are for a terminal.
    pub color: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Preprocessor {
    Define(String),
    Undefine(String),
    Include(String),
    SystemInclude(String),
    PreInclude(String),
}

impl Source {
    /// Whether launches that name no stream go to the host thread's own: by option, or by the macro that stands for it.
    fn launches_on_threads_stream(&self) -> bool {
        let names = |define: &str| define.split('=').next() == Some("CUDA_API_PER_THREAD_DEFAULT_STREAM");
        let defined = |word: &Preprocessor| matches!(word, Preprocessor::Define(define) if names(define));
        self.per_thread_default_stream || self.preprocessor.iter().any(defined)
    }
}

/// The floating-point switches of nvcc; the defaults are nvcc's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Math {
    pub use_fast_math: bool,
    pub flush_denormals: bool,
    pub precise_division: bool,
    pub precise_sqrt: bool,
    pub contract: bool,
}

impl Default for Math {
    fn default() -> Self {
        let (flush_denormals, precise_division, precise_sqrt, contract) = (false, true, true, true);
        Self { use_fast_math: false, flush_denormals, precise_division, precise_sqrt, contract }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
    /// `-w`.
    pub off: bool,
    /// clang's spellings of `-Werror KIND,…` and friends.
    pub flags: Vec<String>,
}

/// The device half: NVVM bitcode with the optimiser's annotations, on which no pass has run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceJob<'a> {
    pub source: &'a Source,
    pub output: PathBuf,
}

/// The host half: an object whose kernels register themselves and that embeds the device code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostJob<'a> {
    pub source: &'a Source,
    pub emit: Emit,
    /// `None`: standard output.
    pub output: Option<PathBuf>,
    pub dependencies: Option<DependencyFile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Emit {
    Object(Blob),
    Preprocessed,
    /// A make rule instead of code (`-M`, or `-MM` without system headers).
    Dependencies {
        system_headers: bool,
        rule: DependencyRule,
    },
}

/// Where the bytes of the fat section come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blob {
    /// From standard input, so that the host half is compiled while the device code is still being made.
    Stdin,
    File(PathBuf),
}

/// `-MD` or `-MMD`: a make rule beside the object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DependencyFile {
    pub path: PathBuf,
    pub system_headers: bool,
    pub rule: DependencyRule,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DependencyRule {
    /// `-MT`, or the object's name.
    pub targets: Vec<String>,
    /// `-MP`.
    pub phony: bool,
}

impl DependencyRule {
    /// The compiler options that mean this rule; gcc's and clang's are the same.
    pub fn arguments(&self) -> Vec<String> {
        let targets = self.targets.iter().flat_map(|target| ["-MT".to_owned(), target.clone()]);
        targets.chain(self.phony.then(|| "-MP".to_owned())).collect()
    }
}

impl DeviceJob<'_> {
    /// clang's arguments.
    pub fn arguments(&self) -> Vec<String> {
        let source = self.source;
        let mut line = Line::begin("--cuda-device-only", source);
        line.add([&*format!("--offload-arch=sm_{}", source.arch), "--cuda-feature=+ptx82"]);
        line.device_code(source);
        line.common(source);
        line.owned(source.host_flags.iter().filter(|flag| reaches_device(flag)).cloned());
        line.add(["-c", "-emit-llvm", "-o", &path(&self.output), &path(&source.input)]);
        line.0
    }
}

impl HostJob<'_> {
    /// clang's arguments.
    pub fn arguments(&self) -> Vec<String> {
        let source = self.source;
        let mut line = Line::begin("--cuda-host-only", source);
        line.owned(source.host_optimization.iter().map(|level| format!("-O{level}")));
        if source.host_debug || source.device_debug {
            line.add(["-g"]);
        }
        line.common(source);
        line.owned(source.host_flags.iter().filter(|flag| !is_for_the_linker(flag)).cloned());
        if let Some(file) = &self.dependencies {
            line.add([if file.system_headers { "-MD" } else { "-MMD" }, "-MF", &path(&file.path)]);
            line.owned(file.rule.arguments());
        }
        match &self.emit {
            Emit::Object(blob) => {
                let blob = match blob {
                    Blob::Stdin => "/dev/stdin".to_owned(),
                    Blob::File(file) => path(file),
                };
                line.cc1(["-fcuda-include-gpubinary", &blob]);
                line.add(["-c"]);
            }
            Emit::Preprocessed => line.add(["-E"]),
            Emit::Dependencies { system_headers, rule } => {
                line.add([if *system_headers { "-M" } else { "-MM" }]);
                line.owned(rule.arguments());
            }
        }
        if let Some(output) = &self.output {
            line.add(["-o", &path(output)]);
        }
        line.add([&*path(&source.input)]);
        line.0
    }
}

/// A command line that grows.
struct Line(Vec<String>);

impl Line {
    fn add<const N: usize>(&mut self, words: [&str; N]) {
        self.0.extend(words.map(str::to_owned));
    }

    fn owned(&mut self, words: impl IntoIterator<Item = String>) {
        self.0.extend(words);
    }

    /// Arguments that only the compiler proper knows.
    fn cc1<const N: usize>(&mut self, words: [&str; N]) {
        for word in words {
            self.add(["-Xclang", word]);
        }
    }

    /// What selects the half, the dialect and nvcc's macros.
    fn begin(half: &str, source: &Source) -> Self {
        let mut line = Self(Vec::new());
        line.add(["-x", "cuda", half]);
        line.add(["-nogpuinc", "-nogpulib", "--no-cuda-version-check", "-no-canonical-prefixes"]);
        line.owned(source.layout.arguments().iter().map(|&word| word.to_owned()));
        // Kernels register and launch as since CUDA 9.2; without a version clang assumes the older protocol.
        line.cc1(["-target-sdk-version=12.8"]);
        // Static device variables get the same unique name in both halves.
        line.owned([format!("-cuid={}", unique_id(source))]);
        line.owned(source.standard.iter().map(|standard| format!("-std={standard}")));
        line.macros(source);
        if source.relocatable {
            // Units then register as nvcc's do, through a function that the device link defines.
            line.add(["-fgpu-rdc", "--no-offload-new-driver"]);
        }
        if source.launches_on_threads_stream() {
            // The stub of a kernel then calls `cudaLaunchKernel_ptsz`.
            line.cc1(["-fgpu-default-stream=per-thread"]);
        }
        line.dialect();
        line
    }

    /// The macros of "CUDA Compiler Driver NVCC", section 4.1.2 (`__CUDACC__` comes from our headers).
    fn macros(&mut self, source: &Source) {
        self.add(["-D__NVCC__", "-D__NVCC_DIAG_PRAGMA_SUPPORT__=1"]);
        self.add(["-D__CUDACC_VER_MAJOR__=12", "-D__CUDACC_VER_MINOR__=8", "-D__CUDACC_VER_BUILD__=93"]);
        let list: Vec<String> = source.arch_list.iter().map(|arch| format!("{arch}0")).collect();
        // clang's driver knows only the one architecture that is compiled.
        self.owned(["-U__CUDA_ARCH_LIST__".to_owned(), format!("-D__CUDA_ARCH_LIST__={}", list.join(","))]);
        let math = source.math;
        let switches = [
            (source.device_debug, "-D__CUDACC_DEBUG__"),
            (source.relocatable, "-D__CUDACC_RDC__"),
            (source.relaxed_constexpr, "-D__CUDACC_RELAXED_CONSTEXPR__"),
            (source.extended_lambda, "-D__CUDACC_EXTENDED_LAMBDA__"),
            (source.per_thread_default_stream, "-DCUDA_API_PER_THREAD_DEFAULT_STREAM=1"),
            (math.use_fast_math, "-D__USE_FAST_MATH__=1"),
            (math.flush_denormals, "-D__CUDA_FTZ=1"),
            (!math.precise_division, "-D__CUDA_PREC_DIV=0"),
            (!math.precise_sqrt, "-D__CUDA_PREC_SQRT=0"),
        ];
        self.owned(switches.iter().filter(|(on, _)| *on).map(|&(_, word)| word.to_owned()));
    }

    /// Where nvcc is more tolerant than clang.
    fn dialect(&mut self) {
        self.add([
            // nvcc only warns about `register` in C++17 and about narrowing in braces.
            "-Wno-register",
            "-Wno-error=c++11-narrowing",
            // gcc's and nvcc's own warning names, pragmas and attributes are no news to the user.
            "-Wno-unknown-warning-option",
            "-Wno-unknown-pragmas",
            "-Wno-unknown-attributes",
            "-Wno-ignored-optimization-argument",
            "-Wno-unused-command-line-argument",
            // `#pragma unroll` is a hint.
            "-Wno-pass-failed",
            // 16-byte atomic operations are what the program asked for.
            "-Wno-atomic-alignment",
        ]);
    }

    /// How device code is generated.
    fn device_code(&mut self, source: &Source) {
        let math = source.math;
        // -O3 so that clang writes what optimisers need (alias types, lifetimes); the passes that run are ours.
        self.add([if source.device_debug { "-O0" } else { "-O3" }, "-fomit-frame-pointer"]);
        self.cc1(["-disable-llvm-passes"]);
        // Faults are reported with source lines whatever the user asked for.
        let lines = if source.device_debug { "standalone" } else { "line-tables-only" };
        // File names stay as the user and clang's messages write them.
        self.add(["-g", "-fdebug-compilation-dir=."]);
        self.cc1([&*format!("-debug-info-kind={lines}"), "-dwarf-version=4"]);
        self.add([if math.contract { "-ffp-contract=fast" } else { "-ffp-contract=off" }]);
        if math.flush_denormals {
            self.add(["-fgpu-flush-denormals-to-zero"]);
        }
        if math.use_fast_math {
            self.add(["-fgpu-approx-transcendentals"]);
        }
    }

    /// Warnings, headers and the user's preprocessor options.
    fn common(&mut self, source: &Source) {
        if source.warnings.off {
            self.add(["-w"]);
        }
        self.owned(source.warnings.flags.iter().cloned());
        self.add([if source.color { "-fdiagnostics-color=always" } else { "-fno-color-diagnostics" }]);
        // Wrappers around headers of others (`<cmath>`, CCCL's compiler detection) that must be found first.
        self.owned([format!("-I{}", path(&source.include_dir.join("anywarp/overlay")))]);
        for option in &source.preprocessor {
            match option {
                Preprocessor::Define(name) => self.owned([format!("-D{name}")]),
                Preprocessor::Undefine(name) => self.owned([format!("-U{name}")]),
                Preprocessor::Include(dir) => self.owned([format!("-I{dir}")]),
                Preprocessor::SystemInclude(dir) => self.add(["-isystem", dir]),
                Preprocessor::PreInclude(_) => {}
            }
        }
        // nvcc includes its runtime's header before anything else.
        self.add(["-isystem", &path(&source.include_dir), "-include", "cuda_runtime.h"]);
        for option in &source.preprocessor {
            if let Preprocessor::PreInclude(file) = option {
                self.add(["-include", file]);
            }
        }
    }
}

/// Host flags change what headers and macros the device half sees, but neither its optimisation nor its warnings
/// (the host half has reported those).
fn reaches_device(flag: &str) -> bool {
    !is_for_the_linker(flag)
        && !["-W", "-O", "-g", "-ffast-math", "-fsanitize", "-p"].iter().any(|start| flag.starts_with(start))
}

/// Flags that gcc takes when it compiles, but that only mean something when it links.
fn is_for_the_linker(flag: &str) -> bool {
    flag.starts_with("-Wl,")
        || ["-rdynamic", "-static", "-shared", "-static-libgcc", "-static-libstdc++"].contains(&flag)
}

/// The same 16 digits for both halves of this compilation, others for other files and options.
fn unique_id(source: &Source) -> String {
    let file = std::path::absolute(&source.input).unwrap_or_else(|_| source.input.clone());
    let options = format!("{:?}{:?}", source.preprocessor, source.arch_list);
    format!("{:08x}{:08x}", crc32fast::hash(path(&file).as_bytes()), crc32fast::hash(options.as_bytes()))
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
#[path = "job_tests.rs"]
mod tests;
