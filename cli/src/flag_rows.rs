//! The rows of [`crate::flags::FLAGS`].

use crate::flags::{Arity, Flag, Meaning, Status};

/// A row whose option does what nvcc's does.
const fn works(
    long: &'static str,
    short: &'static [&'static str],
    arity: Arity,
    meaning: Meaning,
    help: &'static str,
) -> Flag {
    Flag { long, short, arity, meaning, status: Status::Works, help }
}

/// A row whose option is accepted without effect, because of `why`.
const fn no_effect(
    long: &'static str,
    short: &'static [&'static str],
    arity: Arity,
    why: &'static str,
    help: &'static str,
) -> Flag {
    Flag { long, short, arity, meaning: Meaning::Nothing, status: Status::NoEffect(why), help }
}

/// A row whose option is refused, because of `why`.
const fn refused(
    long: &'static str,
    short: &'static [&'static str],
    arity: Arity,
    why: &'static str,
    help: &'static str,
) -> Flag {
    Flag { long, short, arity, meaning: Meaning::Nothing, status: Status::Refused(why), help }
}

const SEPARATE: &str =
    "not supported yet: compile with -rdc=true (or -dc) and join with -dlink or the final link";
const NVIDIA_CODE: &str = "it is NVIDIA machine code; objects carry portable device code instead";

/// File and path specifications, and options passed to other tools.
#[rustfmt::skip] // One row, one line.
pub(crate) const FILES: &[Flag] = &[
    works("output-file", &["o"], Arity::One, Meaning::Output, "name of the output file"),
    works("output-directory", &["odir"], Arity::One, Meaning::OutputDirectory, "directory of output files that have no name of their own"),
    works("pre-include", &["include"], Arity::List, Meaning::PreInclude, "include this file before the source"),
    works("library", &["l"], Arity::List, Meaning::Library, "link this library"),
    works("define-macro", &["D"], Arity::List, Meaning::Define, "define a macro"),
    works("undefine-macro", &["U"], Arity::List, Meaning::Undefine, "undefine a macro"),
    works("include-path", &["I"], Arity::List, Meaning::Include, "search this directory for headers"),
    works("system-include", &["isystem"], Arity::List, Meaning::SystemInclude, "search this directory for headers, without warnings about them"),
    works("library-path", &["L"], Arity::List, Meaning::LibraryPath, "search this directory for libraries"),
    works("dependency-output", &["MF"], Arity::One, Meaning::DependencyFile, "name of the dependency file"),
    works("dependency-target-name", &["MT"], Arity::List, Meaning::DependencyTarget, "target in the dependency file"),
    works("generate-dependency-targets", &["MP"], Arity::Switch, Meaning::DependencyPhony, "add an empty target for every header to the dependency file"),
    works("compiler-bindir", &["ccbin"], Arity::One, Meaning::HostCompiler, "host compiler for C and C++ sources and for linking: a program or its directory"),
    no_effect("allow-unsupported-compiler", &[], Arity::Switch, "every host compiler is accepted", "do not check the version of the host compiler"),
    works("archiver-binary", &["arbin"], Arity::One, Meaning::Archiver, "program for --lib"),
    works("cudart", &[], Arity::One, Meaning::CudaRuntime, "CUDA runtime to link: none, shared or static"),
    no_effect("cudadevrt", &[], Arity::One, "device code needs no separate library", "CUDA device runtime to link: none or static"),
    no_effect("libdevice-directory", &["ldir"], Arity::One, "the device library is part of the compiler", "directory of the device library"),
    no_effect("target-directory", &["target-dir"], Arity::One, "the host is the only target so far", "subdirectory of targets/"),
    no_effect("objdir-as-tempdir", &["objtemp"], Arity::Switch, "temporary files are made beside the object anyway", "put temporary files beside the object"),
    works("compiler-options", &["Xcompiler"], Arity::List, Meaning::ForHostCompiler, "options for the host compiler"),
    works("linker-options", &["Xlinker"], Arity::List, Meaning::ForLinker, "options for the host linker"),
    works("archive-options", &["Xarchive"], Arity::List, Meaning::ForArchiver, "options for the archiver"),
    works("ptxas-options", &["Xptxas"], Arity::List, Meaning::ForPtxas, "options for ptxas; -v prints what each kernel uses, the others tune NVIDIA machine code"),
    works("Xanywarp", &[], Arity::List, Meaning::ForAnywarp, "options of anywarp's own: --width=auto|scalar|4|8|16|32 threads run as one on a CPU, --remarks says how"),
    no_effect("nvlink-options", &["Xnvlink"], Arity::List, "there is no nvlink", "options for nvlink"),
    no_effect("nvprune-options", &["Xnvprune"], Arity::List, "there is no nvprune", "options for nvprune"),
    no_effect("Xcudafe", &[], Arity::List, "clang is the front end", "options for NVIDIA's front end"),
    no_effect("Xfatbin", &[], Arity::List, "there is no fatbinary", "options for fatbinary"),
    no_effect("Xcicc", &[], Arity::List, "there is no cicc", "options for NVIDIA's device compiler"),
];

/// Compilation phases.
#[rustfmt::skip] // One row, one line.
pub(crate) const PHASES: &[Flag] = &[
    works("link", &[], Arity::Switch, Meaning::Link, "compile and link (the default)"),
    works("lib", &[], Arity::Switch, Meaning::Archive, "compile and put the objects into a library"),
    works("compile", &["c"], Arity::Switch, Meaning::Compile, "compile each source to an object"),
    works("preprocess", &["E"], Arity::Switch, Meaning::Preprocess, "preprocess to standard output"),
    works("generate-dependencies", &["M"], Arity::Switch, Meaning::Dependencies, "print a make rule for each source"),
    works("generate-nonsystem-dependencies", &["MM"], Arity::Switch, Meaning::UserDependencies, "as -M, without system headers"),
    works("generate-dependencies-with-compile", &["MD"], Arity::Switch, Meaning::DependenciesToo, "compile and write a make rule"),
    works("generate-nonsystem-dependencies-with-compile", &["MMD"], Arity::Switch, Meaning::UserDependenciesToo, "as -MD, without system headers"),
    works("run", &[], Arity::Switch, Meaning::Run, "compile, link and run the program"),
    works("run-args", &[], Arity::List, Meaning::RunArguments, "arguments of the program for --run"),
    works("device-link", &["dlink"], Arity::Switch, Meaning::DeviceLink, "link the relocatable device code of objects and static libraries into one object for the final link"),
    works("device-c", &["dc"], Arity::Switch, Meaning::DeviceCompile, "same as -rdc=true -c"),
    works("device-w", &["dw"], Arity::Switch, Meaning::Compile, "compile to an object with complete device code"),
    works("ptx", &[], Arity::Switch, Meaning::Ptx, "compile device code to PTX, with its NVVM IR in comments at the end"),
    works("cubin", &[], Arity::Switch, Meaning::Cubin, "compile device code to a file: the container of portable code that objects embed"),
    works("fatbin", &[], Arity::Switch, Meaning::Fatbin, "as --cubin: one container serves every architecture"),
    refused("optix-ir", &[], Arity::Switch, NVIDIA_CODE, "compile device code to OptiX IR"),
    refused("ltoir", &[], Arity::Switch, NVIDIA_CODE, "compile device code to LTO IR"),
    refused("cuda", &[], Arity::Switch, "clang compiles CUDA without a C++ intermediate", "translate to C++"),
    refused("tilefatbin", &[], Arity::Switch, NVIDIA_CODE, "compile tile code"),
    refused("tilecubin", &[], Arity::Switch, NVIDIA_CODE, "compile tile code"),
    refused("tilebc", &[], Arity::Switch, NVIDIA_CODE, "compile tile code"),
    works("clean-targets", &["clean"], Arity::Switch, Meaning::Clean, "delete the files that the command would make"),
];

/// Language, host and device code generation.
#[rustfmt::skip] // One row, one line.
pub(crate) const CODE: &[Flag] = &[
    works("x", &[], Arity::One, Meaning::Language, "language of the sources: c, c++ or cu"),
    works("std", &[], Arity::One, Meaning::Standard, "language standard: c++03 to c++20"),
    works("profile", &["pg"], Arity::Switch, Meaning::Profile, "instrument host code for gprof"),
    works("debug", &["g"], Arity::Switch, Meaning::Debug, "debug information for host code"),
    works("device-debug", &["G"], Arity::Switch, Meaning::DeviceDebug, "debug information for device code, which is not optimised"),
    no_effect("generate-line-info", &["lineinfo"], Arity::Switch, "device code always carries line numbers", "line numbers for device code"),
    works("optimize", &["O"], Arity::One, Meaning::Optimize, "optimisation level of host code"),
    no_effect("Ofast-compile", &["Ofc"], Arity::One, "device code is always optimised unless -G", "trade speed of code for speed of compilation"),
    no_effect("dopt", &[], Arity::One, "device code is always optimised unless -G", "optimise device code"),
    no_effect("optimization-info", &["opt-info"], Arity::List, "there is no such report", "report optimisations"),
    works("shared", &[], Arity::Switch, Meaning::Shared, "link a shared library"),
    works("machine", &["m"], Arity::One, Meaning::Machine, "64: the only width"),
    no_effect("m64", &[], Arity::Switch, "64 bits are the only width", "same as --machine 64"),
    refused("m32", &[], Arity::Switch, "CUDA 12 has no 32-bit host", "same as --machine 32"),
    works("expt-relaxed-constexpr", &[], Arity::Switch, Meaning::RelaxedConstexpr, "host constexpr functions in device code, and the reverse"),
    works("extended-lambda", &["expt-extended-lambda"], Arity::Switch, Meaning::ExtendedLambda, "__device__ and __host__ __device__ lambdas"),
    works("default-stream", &[], Arity::One, Meaning::DefaultStream, "stream of launches that name none: legacy, null or per-thread"),
    works("gpu-architecture", &["arch"], Arity::One, Meaning::Architecture, "device architecture: sm_NN, compute_NN, native, all or all-major"),
    works("gpu-code", &["code"], Arity::List, Meaning::Code, "device architectures of the code"),
    works("generate-code", &["gencode"], Arity::Repeated, Meaning::GenerateCode, "arch=compute_NN,code=[…]: one pair of --gpu-architecture and --gpu-code"),
    works("relocatable-device-code", &["rdc"], Arity::One, Meaning::Relocatable, "relocatable device code (true): it may refer to device code of other sources"),
    works("no-exceptions", &["noeh"], Arity::Switch, Meaning::NoExceptions, "host code without exceptions"),
    works("ftemplate-depth", &[], Arity::One, Meaning::TemplateDepth, "limit of nested template instantiations"),
    works("ftemplate-backtrace-limit", &[], Arity::One, Meaning::TemplateBacktrace, "instantiation notes an error"),
    works("use_fast_math", &[], Arity::Switch, Meaning::FastMath, "same as -ftz=true -prec-div=false -prec-sqrt=false -fmad=true, and fast sin, exp…"),
    works("ftz", &[], Arity::One, Meaning::FlushDenormals, "flush single-precision denormals to zero"),
    works("prec-div", &[], Arity::One, Meaning::PreciseDivision, "correctly rounded single-precision division"),
    works("prec-sqrt", &[], Arity::One, Meaning::PreciseSqrt, "correctly rounded single-precision square root"),
    works("fmad", &[], Arity::One, Meaning::Contract, "contract a*b+c to one operation"),
    no_effect("maxrregcount", &[], Arity::One, "the device has no register file", "registers a thread may use"),
    no_effect("entries", &["e"], Arity::List, "every kernel is compiled", "kernels to compile"),
    no_effect("restrict", &[], Arity::Switch, "code is correct without that assumption", "assume that kernel pointers do not overlap"),
    no_effect("extra-device-vectorization", &[], Arity::Switch, "device code is always vectorised", "vectorise device code more"),
    no_effect("keep-device-functions", &[], Arity::Switch, "functions that nothing calls cannot be called", "keep unused device functions"),
    no_effect("source-in-ptx", &["src-in-ptx"], Arity::Switch, "PTX names files and lines", "write source lines into PTX"),
    no_effect("dlink-time-opt", &["dlto", "lto"], Arity::Switch, "device code is optimised as a whole", "optimise at link time"),
    no_effect("gen-opt-lto", &[], Arity::Switch, "device code is optimised as a whole", "optimise at link time"),
    no_effect("compress-mode", &[], Arity::One, "device code is stored as it is", "compress device code"),
    no_effect("no-compress", &[], Arity::Switch, "device code is stored as it is", "do not compress device code"),
    no_effect("frandom-seed", &[], Arity::One, "output is always reproducible", "seed of generated names"),
    no_effect("jump-table-density", &["jtd"], Arity::One, "it tunes NVIDIA machine code", "threshold of jump tables"),
    no_effect("skip-ptx-semantics-check", &[], Arity::Switch, "PTX is not checked: what runs is its NVVM IR", "do not check PTX"),
    no_effect("no-align-double", &[], Arity::Switch, "it changes nothing on 64-bit hosts", "no -malign-double on 32-bit hosts"),
    no_effect("no-host-device-initializer-list", &["nohdinitlist"], Arity::Switch, "std::initializer_list is a literal type", "std::initializer_list on the host only"),
    no_effect("static-global-template-stub", &[], Arity::One, "stubs of templates are weak either way", "linkage of kernel template stubs"),
    no_effect("device-entity-has-hidden-visibility", &[], Arity::One, "device code is never dynamically linked", "visibility of device symbols"),
    refused("extensible-whole-program", &["ewp"], Arity::Switch, SEPARATE, "whole-program compilation that may call the device runtime library"),
    refused("relocatable-ptx", &["reloc-ptx"], Arity::Switch, SEPARATE, "relocatable PTX"),
    refused("compile-as-tools-patch", &["astoolspatch"], Arity::Switch, NVIDIA_CODE, "code for tools"),
    refused("fdevice-sanitize", &[], Arity::One, "out-of-bounds accesses are always caught; there is no race detector yet", "check device code at run time"),
    refused("device-stack-protector", &[], Arity::One, "stack overflow in a kernel is always caught", "protect device stacks"),
    refused("enable-tile", &[], Arity::Switch, "there is no tile code", "tile code"),
    refused("tile-only", &[], Arity::Switch, "there is no tile code", "tile code"),
    refused("simt-only", &[], Arity::Switch, "there is no tile code", "tile code"),
    refused("host-linker-script", &["hls"], Arity::One, "the host linker needs no script", "use or generate a linker script"),
    refused("augment-host-linker-script", &["aug-hls"], Arity::One, "the host linker needs no script", "add to the linker script"),
    refused("relocatable-link", &["r"], Arity::Switch, SEPARATE, "link relocatable objects"),
];

/// The driver itself, its messages and its help.
#[rustfmt::skip] // One row, one line.
pub(crate) const DRIVER: &[Flag] = &[
    works("forward-unknown-to-host-compiler", &[], Arity::Switch, Meaning::ForwardToCompiler, "unknown options are for the host compiler"),
    works("forward-unknown-to-host-linker", &[], Arity::Switch, Meaning::ForwardToLinker, "unknown options are for the host linker"),
    works("forward-unknown-opts", &[], Arity::Switch, Meaning::ForwardBoth, "unknown options are for the host compiler and linker"),
    no_effect("forward-slash-prefix-opts", &[], Arity::Switch, "it concerns Windows", "options that begin with a slash"),
    no_effect("dont-use-profile", &["noprof"], Arity::Switch, "there is no nvcc.profile", "ignore nvcc.profile"),
    no_effect("threads", &["t"], Arity::One, "both halves of a source are always compiled at the same time", "threads that compile for several architectures"),
    no_effect("split-compile", &[], Arity::One, "it tunes the speed of compilation", "threads that optimise device code"),
    no_effect("split-compile-extended", &[], Arity::One, "it tunes the speed of compilation", "threads that optimise device code"),
    no_effect("jobserver", &[], Arity::Switch, "it tunes the speed of compilation", "take threads from make"),
    works("dryrun", &[], Arity::Switch, Meaning::DryRun, "print the commands instead of running them"),
    works("verbose", &["v"], Arity::Switch, Meaning::Verbose, "print the commands"),
    works("keep", &["save-temps"], Arity::Switch, Meaning::Keep, "keep intermediate files"),
    works("keep-dir", &[], Arity::One, Meaning::KeepDirectory, "directory for --keep"),
    no_effect("use-local-env", &[], Arity::Switch, "it concerns Windows", "host environment on Windows"),
    no_effect("force-cl-env-setup", &[], Arity::Switch, "it concerns Windows", "host environment on Windows"),
    no_effect("input-drive-prefix", &["idp"], Arity::One, "it concerns Windows", "prefix of drives"),
    no_effect("dependency-drive-prefix", &["ddp"], Arity::One, "it concerns Windows", "prefix of drives"),
    no_effect("drive-prefix", &["dp"], Arity::One, "it concerns Windows", "prefix of drives"),
    works("no-device-link", &["nodlink"], Arity::Switch, Meaning::NoDeviceLink, "leave out the device link: its object is among the inputs"),
    no_effect("prune", &[], Arity::Switch, "there is one image for all architectures", "prune device code"),
    no_effect("concat", &[], Arity::Switch, "there is one image for all architectures", "concatenate device code"),
    works("disable-warnings", &["w"], Arity::Switch, Meaning::WarningsOff, "no warnings"),
    works("Werror", &[], Arity::List, Meaning::WarningsAsErrors, "make warnings of these kinds errors: all-warnings, reorder, deprecated-declarations, …"),
    no_effect("Wno-deprecated-gpu-targets", &[], Arity::Switch, "no architecture is deprecated here", "no warnings about old architectures"),
    works("Wno-deprecated-declarations", &[], Arity::Switch, Meaning::NoWarnDeprecated, "no warnings about deprecated declarations"),
    works("Wreorder", &[], Arity::Switch, Meaning::WarnReorder, "warn about member initialisers in another order"),
    no_effect("Wdefault-stream-launch", &[], Arity::Switch, "clang has no such warning", "warn about launches on the default stream"),
    no_effect("Wmissing-launch-bounds", &[], Arity::Switch, "launch bounds do not matter here", "warn about kernels without launch bounds"),
    no_effect("Wext-lambda-captures-this", &[], Arity::Switch, "clang has no such warning", "warn about lambdas that capture this"),
    no_effect("Wconversion", &[], Arity::Switch, "use -Xcompiler -Wconversion", "warn about conversions"),
    works("fmax-errors", &[], Arity::One, Meaning::MaxErrors, "stop after so many errors"),
    no_effect("display-error-number", &["err-no"], Arity::Switch, "clang names its warnings", "numbers of diagnostics"),
    no_effect("no-display-error-number", &[], Arity::Switch, "clang names its warnings", "numbers of diagnostics"),
    no_effect("diag-error", &[], Arity::List, "the numbers are those of NVIDIA's front end", "change diagnostics by number"),
    no_effect("diag-suppress", &[], Arity::List, "the numbers are those of NVIDIA's front end", "change diagnostics by number"),
    no_effect("diag-warn", &[], Arity::List, "the numbers are those of NVIDIA's front end", "change diagnostics by number"),
    works("resource-usage", &["res-usage"], Arity::Switch, Meaning::ResourceUsage, "print what each kernel uses"),
    no_effect("utf-8", &[], Arity::Switch, "sources are UTF-8", "sources are UTF-8"),
    works("help", &["h"], Arity::Switch, Meaning::Help, "print this text"),
    works("version", &["V"], Arity::Switch, Meaning::Version, "print the version"),
    works("options-file", &["optf"], Arity::List, Meaning::OptionsFile, "read options from a file"),
    works("time", &[], Arity::One, Meaning::Time, "append the time of each phase to a table of comma-separated values; - is standard output"),
    refused("qpp-config", &[], Arity::One, "QNX is not a host", "configuration of q++"),
    refused("fdevice-time-trace", &[], Arity::One, "there is no such trace", "trace of the compilation"),
    refused("fdevice-syntax-only", &[], Arity::Switch, "use -E or compile to /dev/null", "check device code only"),
    works("list-gpu-code", &["code-ls"], Arity::Switch, Meaning::ListCode, "print the architectures that --gpu-code knows"),
    works("list-gpu-arch", &["arch-ls"], Arity::Switch, Meaning::ListArchitectures, "print the architectures that --gpu-architecture knows"),
];
