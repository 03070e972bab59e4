//! Projects of build systems, as their users write them: configured, built and run with the toolkit's nvcc.

use std::path::Path;
use std::time::Duration;

use anywarp_tests::process::{command, run};
use anywarp_tests::toolkit::Toolkit;

/// Runs lines of shell in an empty folder with nvcc on the search path; `$project` is the folder of the project.
#[track_caller]
fn passes(project: &str, script: &str) {
    let toolkit = Toolkit::find().expect("a toolkit");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut sh = command(Path::new("/bin/sh"), folder.path());
    let path = std::env::var("PATH").expect("a search path");
    sh.args(["-exc", script])
        .env("PATH", format!("{}:{path}", toolkit.root().join("bin").display()))
        .env("project", Path::new(env!("CARGO_MANIFEST_DIR")).join("builds").join(project));
    let finished = run(sh, folder.path(), Duration::from_secs(240)).expect("it ends");
    assert!(finished.status.success(), "{}\n{}", finished.stdout, finished.stderr);
    assert!(finished.stdout.ends_with("PASS\n"), "{}\n{}", finished.stdout, finished.stderr);
}

/// The system's CMake: detection, `find_package(CUDAToolkit)`, C++20, a device link through a static library, PTX that
/// carries what runs.
#[test]
fn cmake_detects_builds_and_links() {
    passes(
        "cmake",
        "cmake -S $project -B built
         cmake --build built
         grep -q 'anywarp: NVVM IR ends' $(find built -name kernel.ptx)
         cmake --fresh -S $project -B built -DCMAKE_CUDA_ARCHITECTURES=all-major
         built/app",
    );
}

/// `--query-gpu=compute_cap` as bindgen_cuda and cudaforge ask it, and pkg-config's answer.
#[test]
fn build_scripts_learn_the_architecture_and_the_directories() {
    passes(
        ".",
        "test \"$(nvidia-smi --query-gpu=compute_cap --format=csv | head -2 | tr '\\n' ' ')\" = 'compute_cap 8.0 '
         if nvidia-smi --query-gpu=frobnicate --format=csv; then exit 1; fi
         nvidia-smi -L | grep -q 'GPU 0: '
         root=$(dirname $(dirname $(command -v nvcc)))
         grep -q '^Version: 12.8' $root/lib64/pkgconfig/cudart-12.8.pc
         echo PASS",
    );
}
