//! How large pointers, `long` and `size_t` are on both sides of a program: the host's choice decides.

/// The data layout that host and device code of one program share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TargetLayout {
    /// A native host with 64-bit pointers; the device half is compiled for nvptx64, whose structures mean the same.
    #[default]
    Native64,
    /// A wasm32-wasip1 host with 32-bit pointers and `long`; the device half is compiled for 32-bit nvptx.
    Wasm32,
}

impl TargetLayout {
    /// clang's name of the device target.
    pub fn device_triple(self) -> &'static str {
        match self {
            Self::Native64 => "nvptx64-nvidia-cuda",
            Self::Wasm32 => "nvptx-nvidia-cuda",
        }
    }

    /// What tells clang's driver the host; it derives the device target from it.
    pub(crate) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Native64 => &[],
            Self::Wasm32 => &["--target=wasm32-wasip1"],
        }
    }
}
