//! Names the shared library as CUDA 12 does, so that programs linked with it look for `libcudart.so.12`.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libcudart.so.12");
}
