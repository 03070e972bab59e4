//! What an input file is, by its name.

use std::path::{Path, PathBuf};

use crate::error::Fatal;

/// The language of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Cuda,
    C,
    Cxx,
}

impl Language {
    /// The language of `-x NAME`.
    pub fn named(name: &str) -> Self {
        match name {
            "c" => Self::C,
            "c++" => Self::Cxx,
            _ => Self::Cuda,
        }
    }
}

/// One input; without a language it is for the linker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub path: PathBuf,
    pub language: Option<Language>,
}

impl Input {
    /// Classifies `name` by its suffix; `chosen` (`-x`) wins for sources.
    pub fn new(name: &str, chosen: Option<Language>) -> Result<Self, Fatal> {
        let path = PathBuf::from(name);
        // Not `Path::extension`: build systems ask `nvcc .c -Xcompiler --version`.
        let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
        let language = match suffix {
            "o" | "obj" | "a" | "lib" | "so" => None,
            _ if is_versioned_library(&path) => None,
            "ptx" | "cubin" | "fatbin" => {
                let what = "is NVIDIA machine code, which this compiler neither reads nor runs";
                return Err(Fatal::new(format!("'{}' {what}: give it the source instead", path.display())));
            }
            _ if chosen.is_some() => chosen,
            "cu" => Some(Language::Cuda),
            "c" | "i" => Some(Language::C),
            "cc" | "cpp" | "cxx" | "c++" | "C" | "ii" => Some(Language::Cxx),
            _ => return Err(Fatal::new(format!("Don't know what to do with '{}'", path.display()))),
        };
        Ok(Self { path, language })
    }
}

/// `libfoo.so.1.2`.
fn is_versioned_library(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.split_once(".so.")
        .is_some_and(|(_, version)| version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_decide_unless_the_user_does() {
        let language = |name: &str, chosen| Input::new(name, chosen).map(|input| input.language);
        assert_eq!(language("a.cu", None), Ok(Some(Language::Cuda)));
        assert_eq!(language("a.cpp", None), Ok(Some(Language::Cxx)));
        assert_eq!(language("a.cpp", Some(Language::Cuda)), Ok(Some(Language::Cuda)));
        assert_eq!(language(".c", None), Ok(Some(Language::C)));
        assert_eq!(language("a.o", Some(Language::Cuda)), Ok(None));
        assert_eq!(language("libz.so.1.2", None), Ok(None));
        assert!(
            language("a.txt", None).is_err_and(|error| error.message == "Don't know what to do with 'a.txt'")
        );
        assert!(language("a.ptx", None).is_err());
    }
}
