//! Where the toolkit under test is.

use std::path::{Path, PathBuf};

/// An unpacked toolkit in CUDA's layout.
pub struct Toolkit {
    root: PathBuf,
}

impl Toolkit {
    /// The toolkit named by `ANYWARP_TOOLKIT`, or the one that `scripts/build` leaves in the workspace.
    pub fn find() -> Result<Self, String> {
        let root = std::env::var_os("ANYWARP_TOOLKIT")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/toolkit"), PathBuf::from);
        // nvcc names its own files by their real paths.
        match root.canonicalize() {
            Ok(real) if real.join("bin/nvcc").is_file() => Ok(Self { root: real }),
            _ => Err(format!("no toolkit at {}: run scripts/build, or set ANYWARP_TOOLKIT", root.display())),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn nvcc(&self) -> PathBuf {
        self.root.join("bin/nvcc")
    }
}
