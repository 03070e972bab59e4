//! The host's own C and C++ compiler, for sources without device code and for linking.

use std::path::Path;

use crate::error::Fatal;

/// Programs as typed or as found by the shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostCompiler {
    pub c: String,
    pub cxx: String,
}

impl HostCompiler {
    /// Fails if the chosen compiler is nowhere: not every command runs it, but every one is written for it.
    ///
    /// # Errors
    /// In nvcc's words.
    pub fn check(chosen: &str, search_path: Option<&str>) -> Result<(), Fatal> {
        let compiler = Self::new(Some(chosen));
        let is_there = if compiler.cxx.contains('/') {
            Path::new(&compiler.cxx).is_file()
        } else {
            let folders = std::env::split_paths(search_path.unwrap_or_default());
            folders.map(|folder| folder.join(&compiler.cxx)).any(|program| program.is_file())
        };
        if is_there {
            return Ok(());
        }
        let why = "Failed to preprocess host compiler properties.";
        Err(Fatal::new(format!("{why} '{}' is not there: name a compiler, or its folder", compiler.cxx)))
    }

    /// From `-ccbin` or `NVCC_CCBIN`: a program (gcc, g++-12, clang++, mpicxx…) or the directory of one.
    pub fn new(chosen: Option<&str>) -> Self {
        let Some(chosen) = chosen else { return Self { c: "gcc".into(), cxx: "g++".into() } };
        let path = Path::new(chosen);
        if path.is_dir() {
            let inside = |name: &str| path.join(name).to_string_lossy().into_owned();
            return Self { c: inside("gcc"), cxx: inside("g++") };
        }
        Self { c: chosen.to_owned(), cxx: cxx_of(chosen) }
    }
}

/// The C++ compiler that belongs to a C compiler; other names stay.
fn cxx_of(program: &str) -> String {
    let (dir, name) = program.rfind('/').map_or(("", program), |slash| program.split_at(slash + 1));
    let versioned = |c: &str, cxx: &str| {
        let version = name.strip_prefix(c)?;
        (version.is_empty() || version.starts_with('-')).then(|| format!("{dir}{cxx}{version}"))
    };
    let known =
        versioned("gcc", "g++").or_else(|| versioned("clang", "clang++")).or_else(|| versioned("cc", "c++"));
    known.unwrap_or_else(|| program.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_linked_by_the_cxx_compiler() {
        for (chosen, cxx) in [
            ("gcc", "g++"),
            ("/opt/gcc-12", "/opt/g++-12"),
            ("/usr/bin/clang", "/usr/bin/clang++"),
            ("g++", "g++"),
            ("mpicxx", "mpicxx"),
            ("clang++-22", "clang++-22"),
        ] {
            assert_eq!(HostCompiler::new(Some(chosen)).cxx, cxx);
        }
    }

    #[test]
    fn a_compiler_that_is_nowhere_is_named() {
        assert_eq!(HostCompiler::check("sh", Some("/nowhere:/bin")), Ok(()));
        for (chosen, path) in [("nosuch", Some("/bin")), ("/nowhere/g++", None), ("/", None)] {
            let error = HostCompiler::check(chosen, path).expect_err("it is nowhere");
            assert!(error.message.contains("is not there"), "{}", error.message);
        }
    }

    #[test]
    fn a_directory_holds_the_compilers() {
        assert_eq!(HostCompiler::new(Some("/usr/bin")).cxx, "/usr/bin/g++");
    }
}
