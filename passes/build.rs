//! Compiles the device math library (`libdevice/*.c`) with clang for NVPTX and links it into one bitcode file.
//!
//! The result is `$OUT_DIR/libdevice.bc`, embedded by `src/libdevice.rs`. clang must be the LLVM version that the
//! rest of the toolkit links, because bitcode is only readable by the same or a newer LLVM.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Where Debian's packages put a versioned LLVM that is not on `PATH`.
const DEBIAN_LLVM: &str = "/usr/lib/llvm-22/bin";

/// Contraction, vectorisation and libm idioms are off: the library's error bounds rest on every operation being
/// rounded once, the vectoriser of this project comes later, and no target has a libm to call. `-ffreestanding` must
/// not be added: its "no-builtins" attribute would forbid inlining into user code, and "convergent" would pin calls.
const FLAGS: [&str; 18] = [
    "--target=nvptx64-nvidia-cuda",
    "-x",
    "c",
    "-std=c23",
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
    "-emit-llvm",
    "-c",
];

fn main() {
    let sources_dir =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo")).join("libdevice");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    println!("cargo::rerun-if-changed={}", sources_dir.display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PATH");

    let clang = tool("clang-22", "clang");
    let link = tool("llvm-link-22", "llvm-link");
    let objects: Vec<PathBuf> = sources(&sources_dir).iter().map(|c| compile(&clang, c, &out)).collect();
    let linked = out.join("libdevice.bc");
    run(Command::new(link).args(&objects).arg("-o").arg(&linked));
}

/// The C files in a stable order, so that the build is reproducible.
fn sources(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|e| panic!("cannot list {}: {e}", dir.display()));
    let mut files: Vec<PathBuf> = entries
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|x| x == "c"))
        .collect();
    files.sort();
    files
}

fn compile(clang: &Path, source: &Path, out: &Path) -> PathBuf {
    let object = out.join(source.file_name().expect("a listed file has a name")).with_extension("bc");
    run(Command::new(clang).args(FLAGS).arg(source).arg("-o").arg(&object));
    object
}

fn run(command: &mut Command) {
    let status = command.status().unwrap_or_else(|e| panic!("cannot start {command:?}: {e}"));
    assert!(status.success(), "{command:?} failed: {status}");
}

/// `versioned` on `PATH`, or `plain` in Debian's directory.
fn tool(versioned: &str, plain: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).map(|dir| dir.join(versioned)).find(|p| p.is_file());
    on_path.or_else(|| Some(Path::new(DEBIAN_LLVM).join(plain)).filter(|p| p.is_file())).unwrap_or_else(|| {
        panic!(
            "{versioned} was found neither on PATH nor in {DEBIAN_LLVM}; install LLVM 22 (Debian: clang-22 llvm-22)"
        )
    })
}
