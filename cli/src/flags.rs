//! Every option of nvcc, once: names, arity, whether it has an effect here, and its help text.
//!
//! Source of names and arities: NVIDIA, "CUDA Compiler Driver NVCC", chapter 4 (12.8). The parser, `--help` and
//! `docs/nvcc-flags.md` read this table; an option that is not in it is an error.

/// One option.
#[derive(Debug)]
pub struct Flag {
    /// Name without dashes; either number of dashes is accepted for either name.
    pub long: &'static str,
    /// Other names, without dashes.
    pub short: &'static [&'static str],
    pub arity: Arity,
    pub meaning: Meaning,
    pub status: Status,
    pub help: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// No value.
    Switch,
    /// One value; a second use replaces the first.
    One,
    /// One value a use, every use counts, commas belong to the value.
    Repeated,
    /// Values separated by commas, every use adds to them.
    List,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Does what nvcc's documentation says.
    Works,
    /// Accepted because nothing in the program's results depends on it; the text says why.
    NoEffect(&'static str),
    /// Recognised and refused; the text says what is missing.
    Refused(&'static str),
}

/// What an option does; the interpreter matches on this. Options without effect share [`Meaning::Nothing`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    Nothing,
    // Files and paths.
    Output,
    OutputDirectory,
    PreInclude,
    Library,
    Define,
    Undefine,
    Include,
    SystemInclude,
    LibraryPath,
    HostCompiler,
    Archiver,
    CudaRuntime,
    DependencyFile,
    DependencyTarget,
    DependencyPhony,
    // Phases.
    Link,
    Archive,
    Compile,
    Ptx,
    Cubin,
    Fatbin,
    DeviceCompile,
    DeviceLink,
    Preprocess,
    Dependencies,
    UserDependencies,
    DependenciesToo,
    UserDependenciesToo,
    Run,
    RunArguments,
    Clean,
    NoDeviceLink,
    // Language and code.
    Language,
    Standard,
    Debug,
    DeviceDebug,
    Optimize,
    Shared,
    Machine,
    RelaxedConstexpr,
    ExtendedLambda,
    DefaultStream,
    Architecture,
    Code,
    GenerateCode,
    Relocatable,
    Profile,
    NoExceptions,
    TemplateDepth,
    TemplateBacktrace,
    FastMath,
    FlushDenormals,
    PreciseDivision,
    PreciseSqrt,
    Contract,
    // Pass-through.
    ForHostCompiler,
    ForLinker,
    ForArchiver,
    ForPtxas,
    ForAnywarp,
    ForwardToCompiler,
    ForwardToLinker,
    ForwardBoth,
    // Messages.
    WarningsOff,
    WarningsAsErrors,
    MaxErrors,
    WarnReorder,
    NoWarnDeprecated,
    ResourceUsage,
    // The driver itself.
    DryRun,
    Verbose,
    Keep,
    KeepDirectory,
    Time,
    Help,
    Version,
    OptionsFile,
    ListCode,
    ListArchitectures,
}

impl Flag {
    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.long).chain(self.short.iter().copied())
    }

    /// Whether a value may follow the one-letter name without a separator (`-Idir`).
    pub fn glued(&self) -> Option<&'static str> {
        self.names().find(|name| name.len() == 1 && "ILlDUOoxtm".contains(name))
    }
}

/// The option called `name`.
pub fn find(name: &str) -> Option<&'static Flag> {
    FLAGS.iter().copied().flatten().find(|flag| flag.names().any(|known| known == name))
}

/// The table, by the chapters of NVIDIA's document.
pub const FLAGS: &[&[Flag]] =
    &[crate::flag_rows::FILES, crate::flag_rows::PHASES, crate::flag_rows::CODE, crate::flag_rows::DRIVER];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_is_used_twice() {
        let mut seen = BTreeSet::new();
        for name in FLAGS.iter().copied().flatten().flat_map(Flag::names) {
            assert!(seen.insert(name), "{name} is in two rows");
        }
    }

    #[test]
    fn only_options_that_work_have_a_meaning() {
        for flag in FLAGS.iter().copied().flatten() {
            assert_eq!(flag.status == Status::Works, flag.meaning != Meaning::Nothing, "{}", flag.long);
        }
    }
}
