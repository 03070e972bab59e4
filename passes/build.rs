//! Compiles the device math library (`libdevice/*.c`, `*.cpp`) with clang for NVPTX and links it into one bitcode file.
//!
//! The result is `$OUT_DIR/libdevice.bc`, embedded by `src/libdevice.rs`; folders inside become files of their own. clang must be the LLVM version that the
//! rest of the toolkit links, because bitcode is only readable by the same or a newer LLVM.

use llvm_config::bitcode::compile_folder;
use llvm_config::tools::Tools;
use std::path::{Path, PathBuf};

/// Contraction, vectorisation and libm idioms are off: the library's error bounds rest on every operation being
/// rounded once, the vectoriser of this project comes later, and no target has a libm to call. `-ffreestanding` must
/// not be added: its "no-builtins" attribute would forbid inlining into user code, and "convergent" would pin calls.
const FLAGS: [&str; 15] = [
    "--target=nvptx64-nvidia-cuda",
    // Halves are those of the headers.
    "-I../frontend/include",
    "-fno-exceptions",
    "-fno-convergent-functions",
    "-fomit-frame-pointer",
    "-nogpulib",
    "-nogpuinc",
    "-O2",
    "-fno-vectorize",
    "-fno-slp-vectorize",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-Wall",
    "-Wextra",
    "-Werror",
];

fn main() {
    println!("cargo::rerun-if-changed=libdevice");
    println!("cargo::rerun-if-changed=../frontend/include/anywarp/half/core.h");
    println!("cargo::rerun-if-changed=build.rs");
    let tools = Tools::find(None, std::env::var("PATH").ok().as_deref());
    let output = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo")).join("libdevice.bc");
    tools
        .and_then(|tools| {
            compile_folder(&tools, Path::new("libdevice"), &FLAGS, &output)?;
            for part in ["gpu", "services"] {
                let output = output.with_file_name(format!("{part}.bc"));
                compile_folder(&tools, &Path::new("libdevice").join(part), &FLAGS, &output)?;
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}
