//! Compiles the block scheduler (`device/*.c`) to bitcode, which `src/lib.rs` embeds.

use llvm_config::bitcode::compile_folder;
use llvm_config::tools::Tools;
use std::path::{Path, PathBuf};

/// The features of images; `anywarp_passes` gives compiled kernels the same.
const FLAGS: [&str; 15] = [
    "--target=wasm32-unknown-unknown",
    "-ffreestanding",
    "-fno-builtin",
    "-O2",
    "-fno-vectorize",
    "-fno-slp-vectorize",
    "-mcpu=mvp",
    "-msimd128",
    "-matomics",
    "-mmultivalue",
    "-mnontrapping-fptoint",
    "-msign-ext",
    "-mmutable-globals",
    "-Wall",
    "-Werror",
];

fn main() {
    println!("cargo::rerun-if-changed=device");
    println!("cargo::rerun-if-changed=build.rs");
    let tools = Tools::find(None, std::env::var("PATH").ok().as_deref());
    let output = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo")).join("device.bc");
    tools
        .and_then(|tools| compile_folder(&tools, Path::new("device"), &FLAGS, &output))
        .unwrap_or_else(|error| panic!("{error}"));
}
