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
    let tools = toolkit.root().with_file_name("build-tools");
    sh.args(["-exc", script])
        .env("tools", tools)
        .env("PATH", format!("{}:{path}", toolkit.root().join("bin").display()))
        .env("project", Path::new(env!("CARGO_MANIFEST_DIR")).join("builds").join(project));
    let finished = run(sh, folder.path(), Duration::from_secs(240)).expect("it ends");
    assert!(finished.status.success(), "{}\n{}", finished.stdout, finished.stderr);
    assert!(finished.stdout.ends_with("PASS\n"), "{}\n{}", finished.stdout, finished.stderr);
}

/// Detection, `find_package(CUDAToolkit)`, device links through static, object and shared libraries, host code of g++, PTX
/// that carries what runs; what depends on a header is compiled again when that changes.
#[track_caller]
fn cmake(version: &str, options: &str) {
    passes(
        "cmake",
        &format!(
            "PATH=$tools/bin:$PATH
             cmake=$tools/{version}/bin/cmake
             export LD_LIBRARY_PATH=$(dirname $(dirname $(command -v nvcc)))/lib64
             cp -r $project source
             $cmake -S source -B built -DCMAKE_CUDA_ARCHITECTURES={options}
             $cmake --build built
             grep -q 'anywarp: NVVM IR ends' $(find built -name kernel.ptx -o -name 'kernel.cu.ptx')
             test $(built/host) = PASS
             test $(built/app | head -1) = 7
             sed -i 's/SHIFT 7/SHIFT 9/' source/shift.h
             $cmake --build built
             test $(built/app | head -1) = 9
             $cmake --build built
             built/app"
        ),
    );
}

#[test]
fn cmake_3_18_builds_for_virtual_and_real_architectures() {
    cmake("cmake-3.18", "'80-real;90-virtual'");
}

#[test]
fn cmake_3_28_builds_for_the_machine_with_ninja() {
    cmake("cmake-3.28", "native -G Ninja -DCMAKE_CUDA_STANDARD=20");
}

#[test]
fn cmake_4_builds_for_all_major_architectures() {
    cmake("cmake-4", "all-major -DCMAKE_CUDA_STANDARD=20 -DCMAKE_BUILD_TYPE=Release");
}

/// The runtime as a shared library, and host code compiled by clang.
#[test]
fn cmake_takes_the_shared_runtime_and_another_host_compiler() {
    cmake("cmake-4", "80 -G Ninja -DCMAKE_CUDA_RUNTIME_LIBRARY=Shared -DCMAKE_CUDA_HOST_COMPILER=clang++-22");
}

#[test]
fn meson_builds_a_library_with_kernels() {
    passes(
        "meson",
        "PATH=$tools/bin:$PATH
         export CUDA_PATH=$(dirname $(dirname $(command -v nvcc)))
         meson setup built $project
         ninja -C built
         LD_LIBRARY_PATH=$CUDA_PATH/lib64 built/app",
    );
}

/// `-dc` with dependency files, `-lib`, `-dlink`; the final link by g++ and by nvcc.
#[test]
fn make_links_device_code_by_itself() {
    passes(
        "make",
        "cp -r $project/. .
         make
         test $(./by_nvcc | head -1) = 7
         sed -i 's/SHIFT 7/SHIFT 9/' shift.h
         make
         test $(./by_host | head -1) = 9
         test -z \"$(make -q || echo again)\"
         ./by_nvcc",
    );
}

/// A crate whose build script has the `cc` crate compile kernels, linked by Rust's own linker.
#[test]
fn cargo_links_kernels_that_cc_compiled() {
    passes(
        "cargo-cc",
        "cp -r $project/. .
         export CUDA_HOME=$(dirname $(dirname $(command -v nvcc)))
         env -u RUSTFLAGS cargo build --locked
         target/debug/cargo-cc",
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

/// bin2c, and the driver's stub without the directory of the runtime's library.
#[test]
fn what_else_projects_take_from_the_toolkit() {
    passes(
        ".",
        "printf 'PASS' >text
         bin2c --const --padd 10,0 --name=text text >text.c
         echo '#include <stdio.h>' >main.c
         echo 'extern const unsigned char text[]; int main(void) { printf(\"%s\", (const char *)text); }' >>main.c
         root=$(dirname $(dirname $(command -v nvcc)))
         gcc text.c main.c $root/lib64/stubs/libcuda.so -o program
         bin2c --type longlong text | grep -q '^0x0000000053534150,$'
         if bin2c absent; then exit 1; fi
         ./program",
    );
}
