//! The device math library: every `__nv_*` function that clang's CUDA headers call, as LLVM bitcode.

/// One LLVM 22 module for `nvptx64-nvidia-cuda`, built from `passes/libdevice/` by `build.rs`.
///
/// It has no undefined symbols and calls only intrinsics that every target has natively. Link it with
/// `LLVMLinkModules2` and internalize what is not a kernel; functions carry `target-cpu`/`target-features`
/// attributes of NVPTX, which must be removed before code for another target is generated.
pub const BITCODE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/libdevice.bc"));
