//! What `--version`, `--help` and the lists print.

use std::fmt::Write;

use crate::arch;
use crate::flags::{Arity, FLAGS, Flag, Status};

/// The banner. CMake wants the first line's words, everyone `release X.Y, VX.Y.Z`; Meson takes the last capital V of
/// the text for the version's, so none may follow.
pub const VERSION: &str = concat!(
    "nvcc: NVIDIA (R) Cuda compiler driver compatible: anywarp ",
    env!("CARGO_PKG_VERSION"),
    "\nCopyright (c) 2026 the anywarp authors\nNot made by NVIDIA; runs CUDA on other devices\n",
    "Cuda compilation tools, release 12.8, V12.8.93\n",
);

/// One line an architecture, `sm_80`…
pub fn architectures(prefix: &str) -> String {
    arch::KNOWN.iter().filter(|&&arch| arch >= 50).map(|arch| format!("{prefix}{arch}\n")).collect()
}

/// Usage, then every option with its names and what it does here.
pub fn help() -> String {
    let mut text = String::from("Usage  : nvcc [options] <inputfile>...\n\nOptions\n=======\n");
    for flag in FLAGS.iter().copied().flatten() {
        let _ = writeln!(text, "\n{}\n        {}.", heading(flag), flag.help);
        let _ = match flag.status {
            Status::Works => Ok(()),
            Status::NoEffect(why) => writeln!(text, "        Accepted without effect: {why}."),
            Status::Refused(why) => writeln!(text, "        Refused: {why}."),
        };
    }
    text
}

fn heading(flag: &Flag) -> String {
    let value = match flag.arity {
        Arity::Switch => "",
        Arity::One | Arity::Repeated => " <value>",
        Arity::List => " <value>,...",
    };
    let short: Vec<String> = flag.short.iter().map(|name| format!(" (-{name})")).collect();
    format!("--{}{value}{}", flag.long, short.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_banner_is_what_build_systems_parse() {
        assert!(VERSION.starts_with("nvcc: NVIDIA (R) Cuda compiler driver"));
        assert!(VERSION.contains("release 12.8, V12.8.93"));
        let last = VERSION.rfind('V').expect("a version");
        assert!(VERSION[last..].starts_with("V12.8.93"));
    }

    #[test]
    fn the_help_names_every_option() {
        let help = help();
        for flag in FLAGS.iter().copied().flatten() {
            assert!(help.contains(&format!("--{}", flag.long)), "{}", flag.long);
        }
    }
}
