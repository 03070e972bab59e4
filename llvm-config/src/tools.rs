//! Finds the tools of LLVM 22: clang, wasm-ld, clang's resource directory and the wasm32 builtins.
//!
//! The version is checked without starting a process: an installation of LLVM N keeps its resources in
//! `lib/clang/N`, so an installation without `lib/clang/22` is another version and is never used.

use std::path::{Path, PathBuf};

use anywarp_diag::{Code, Diagnostic};

/// The only major version of LLVM that is used.
pub const MAJOR: u32 = 22;

/// Where Debian and apt.llvm.org install that version.
const DEBIAN_PREFIX: &str = "/usr/lib/llvm-22";

/// The tools of one LLVM installation, all of them present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tools {
    /// Root of the installation, `/usr/lib/llvm-22` on Debian.
    pub prefix: PathBuf,
    pub clang: PathBuf,
    pub wasm_ld: PathBuf,
    /// clang's own headers and libraries, `PREFIX/lib/clang/22`.
    pub resource_dir: PathBuf,
    /// compiler-rt's builtins for wasm32, for what LLVM's wasm backend calls (128-bit division, `fmodf`…).
    pub wasm_builtins: PathBuf,
}

impl Tools {
    /// Finds LLVM 22 below `chosen` (the user's `ANYWARP_LLVM`), or else where Debian installs it, or else next to
    /// the `clang-22` of `search_path` (the value of `PATH`).
    ///
    /// # Errors
    /// [`Code::MissingTool`] names every missing piece and the packages that hold them.
    pub fn find(chosen: Option<&Path>, search_path: Option<&str>) -> Result<Self, Diagnostic> {
        if let Some(prefix) = chosen {
            return Self::below(prefix);
        }
        let debian = Path::new(DEBIAN_PREFIX);
        if debian.join("bin").is_dir() {
            return Self::below(debian);
        }
        match search_path.and_then(prefix_of_clang) {
            Some(prefix) => Self::below(&prefix),
            None => Err(missing(&["clang-22", "lld-22", "libclang-rt-22-dev-wasm32"], debian)),
        }
    }

    /// The tools of the installation at `prefix`.
    fn below(prefix: &Path) -> Result<Self, Diagnostic> {
        let resource_dir = prefix.join("lib/clang").join(MAJOR.to_string());
        let builtins =
            ["lib/wasi/libclang_rt.builtins-wasm32.a", "lib/wasm32-unknown-unknown/libclang_rt.builtins.a"];
        let builtins = builtins.map(|name| resource_dir.join(name));
        let tools = Self {
            prefix: prefix.to_owned(),
            clang: prefix.join("bin/clang"),
            wasm_ld: prefix.join("bin/wasm-ld"),
            wasm_builtins: builtins.iter().find(|path| path.is_file()).unwrap_or(&builtins[0]).clone(),
            resource_dir,
        };
        let pieces = [
            (tools.clang.is_file() && tools.resource_dir.join("include").is_dir(), "clang-22"),
            (tools.wasm_ld.is_file(), "lld-22"),
            (tools.wasm_builtins.is_file(), "libclang-rt-22-dev-wasm32"),
        ];
        let absent: Vec<&str> =
            pieces.iter().filter(|(present, _)| !present).map(|&(_, package)| package).collect();
        if absent.is_empty() { Ok(tools) } else { Err(missing(&absent, prefix)) }
    }

    /// The directory of LLVM's OpenMP runtime (package `libomp-22-dev`), if it is installed.
    pub fn openmp_library_dir(&self) -> Option<PathBuf> {
        let dir = self.prefix.join("lib");
        dir.join("libomp.so").exists().then_some(dir)
    }
}

/// The prefix of the `clang-22` that a shell would start.
fn prefix_of_clang(search_path: &str) -> Option<PathBuf> {
    let name = format!("clang-{MAJOR}");
    let found = search_path.split(':').map(|dir| Path::new(dir).join(&name)).find(|path| path.is_file())?;
    Some(found.canonicalize().ok()?.parent()?.parent()?.to_owned())
}

fn missing(packages: &[&str], prefix: &Path) -> Diagnostic {
    let pieces = packages.join(" ");
    let message =
        format!("LLVM {MAJOR} is incomplete below {}: no {}", prefix.display(), packages.join(", no "));
    let diagnostic = Diagnostic::new(Code::MissingTool, message)
        .note(format!("on Debian or Ubuntu install it with: apt-get install {pieces}"))
        .note("an installation elsewhere is named by the environment variable ANYWARP_LLVM");
    match other_version(prefix) {
        Some(other) => {
            diagnostic.note(format!("the LLVM that is there is version {other}, which is not used"))
        }
        None => diagnostic,
    }
}

/// The version of an LLVM at `prefix` that is not ours.
fn other_version(prefix: &Path) -> Option<String> {
    let entries = std::fs::read_dir(prefix.join("lib/clang")).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| *name != MAJOR.to_string()).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// An installation of LLVM `major` without the pieces of `without`.
    fn installation(major: u32, without: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let resources = format!("lib/clang/{major}");
        for file in [
            "bin/clang",
            "bin/wasm-ld",
            &format!("{resources}/include/stddef.h"),
            &format!("{resources}/lib/wasi/libclang_rt.builtins-wasm32.a"),
        ] {
            if !without.iter().any(|name| file.ends_with(name)) {
                let path = dir.path().join(file);
                fs::create_dir_all(path.parent().expect("inside the directory")).expect("directories");
                fs::write(path, "").expect("an empty file");
            }
        }
        dir
    }

    #[test]
    fn a_complete_installation_is_found() {
        let dir = installation(MAJOR, &[]);
        let tools = Tools::find(Some(dir.path()), None).expect("everything is there");
        assert_eq!(tools.resource_dir, dir.path().join("lib/clang/22"));
    }

    #[test]
    fn another_version_is_never_picked() {
        let dir = installation(14, &[]);
        let error = Tools::find(Some(dir.path()), None).expect_err("version 14").to_string();
        assert!(error.contains("version 14") && error.contains("[AW3001]"), "{error}");
    }

    #[test]
    fn the_message_names_the_missing_package_only() {
        let dir = installation(MAJOR, &["wasm-ld"]);
        let error = Tools::find(Some(dir.path()), None).expect_err("no linker").to_string();
        assert!(error.contains("apt-get install lld-22\n"), "{error}");
    }

    #[test]
    fn clang_on_the_search_path_names_its_installation() {
        let dir = installation(MAJOR, &[]);
        fs::copy(dir.path().join("bin/clang"), dir.path().join("bin/clang-22")).expect("a copy");
        let search_path = format!("/nonexistent:{}", dir.path().join("bin").display());
        let found = prefix_of_clang(&search_path).expect("clang-22 is on the path");
        assert_eq!(found, dir.path().canonicalize().expect("the directory exists"));
    }
}
