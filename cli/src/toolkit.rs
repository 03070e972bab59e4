//! The toolkit that this program is part of, in the layout of CUDA's.

use std::path::{Path, PathBuf};

use anywarp_diag::{Code, Diagnostic};

/// A directory with `bin/nvcc`, `include`, `lib64`…
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toolkit {
    pub root: PathBuf,
}

impl Toolkit {
    /// The toolkit whose `bin` holds the program at `executable`, symbolic links resolved.
    pub fn of(executable: &Path) -> Result<Self, Diagnostic> {
        let lost = |what: String| {
            Diagnostic::new(Code::FileAccess, what)
                .note("run nvcc from a toolkit (scripts/build makes target/toolkit), or through a link to it")
        };
        let real = executable.canonicalize();
        let real = real.map_err(|error| lost(format!("cannot resolve {}: {error}", executable.display())))?;
        let root = real.parent().and_then(Path::parent).map(Path::to_owned).unwrap_or_default();
        let toolkit = Self { root };
        if toolkit.include_dir().join("cuda_runtime.h").is_file() {
            return Ok(toolkit);
        }
        Err(lost(format!(
            "{} is not in a toolkit: no {}/cuda_runtime.h",
            real.display(),
            toolkit.include_dir().display()
        )))
    }

    /// `targets/x86_64-linux` on x86-64; NVIDIA calls 64-bit Arm servers `sbsa`.
    pub fn target_dir() -> String {
        let name = if std::env::consts::ARCH == "aarch64" { "sbsa" } else { std::env::consts::ARCH };
        format!("targets/{name}-linux")
    }

    pub fn include_dir(&self) -> PathBuf {
        self.root.join(Self::target_dir()).join("include")
    }

    pub fn library_dir(&self) -> PathBuf {
        self.root.join(Self::target_dir()).join("lib")
    }

    pub fn bin_dir(&self) -> PathBuf {
        self.root.join("bin")
    }

    pub fn libdevice_dir(&self) -> PathBuf {
        self.root.join("nvvm/libdevice")
    }
}
