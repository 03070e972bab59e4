//! Compiles the block scheduler (`device/*.c`) to bitcode, which `src/lib.rs` embeds.

use llvm_config::tools::Tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The features of images; `anywarp_passes` gives compiled kernels the same.
const FLAGS: [&str; 17] = [
    "--target=wasm32-unknown-unknown",
    "-std=c23",
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
    "-emit-llvm",
];

fn main() {
    println!("cargo::rerun-if-changed=device");
    println!("cargo::rerun-if-changed=build.rs");
    let tools = Tools::find(None, std::env::var("PATH").ok().as_deref())
        .unwrap_or_else(|missing| panic!("{missing}"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo"));
    let mut sources: Vec<PathBuf> = std::fs::read_dir("device")
        .expect("the folder beside this file")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "c"))
        .collect();
    sources.sort();
    let objects: Vec<PathBuf> = sources.iter().map(|source| compile(&tools.clang, source, &out)).collect();
    run(Command::new(tools.prefix.join("bin/llvm-link")).args(&objects).arg("-o").arg(out.join("device.bc")));
}

fn compile(clang: &Path, source: &Path, out: &Path) -> PathBuf {
    let object = out.join(source.file_stem().expect("a .c file")).with_extension("bc");
    run(Command::new(clang).args(FLAGS).arg("-c").arg(source).arg("-o").arg(&object));
    object
}

fn run(command: &mut Command) {
    let status = command.status().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?} failed");
}
