//! `--dryrun` and `-v`: what build systems parse, and that the printed commands do what the compiler does.

use crate::common::{Place, is_elf};

/// The lines after the variables, without their mark.
fn commands(err: &str) -> Vec<&str> {
    let lines = err.lines().filter_map(|line| line.strip_prefix("#$ "));
    lines.skip_while(|line| !line.starts_with("PTXAS_FLAGS=")).skip(1).collect()
}

/// The value of a `#$ NAME=value` line.
fn variable<'a>(err: &'a str, name: &str) -> &'a str {
    err.lines().find_map(|line| line.strip_prefix("#$ ")?.strip_prefix(name)?.strip_prefix('=')).expect(name)
}

#[test]
fn cmake_finds_the_toolkit_without_an_input() {
    let place = Place::new();
    let ran = place
        .nvcc("-v __cmake_determine_cuda")
        .fails(1, "Don't know what to do with '__cmake_determine_cuda'");
    let root = place.path("toolkit").canonicalize().expect("the toolkit");
    assert_eq!(variable(&ran.err, "TOP"), root.to_string_lossy());
    assert!(variable(&ran.err, "NVVMIR_LIBRARY_DIR").ends_with("nvvm/libdevice"));
}

#[test]
fn the_link_line_holds_the_libraries_word_for_word() {
    let place = Place::new();
    let err = place.nvcc("--dryrun a.cu -o program").good().err;
    let libraries = variable(&err, "LIBRARIES").trim();
    let link = *commands(&err).last().expect("a link line");
    assert!(
        link.starts_with("g++ ") && link.contains(libraries) && link.contains("-lcudart_static"),
        "{link}"
    );
    assert!(err.contains("-arch compute_52"), "CMake's default architecture: {err}");
    assert!(place.created().is_empty(), "a dry run writes nothing: {:?}", place.created());
}

#[test]
fn the_printed_commands_make_the_same_object() {
    let place = Place::new();
    place.nvcc("-O2 -use_fast_math -arch=sm_70 -c a.cu -o real.o").good();
    let err = place.nvcc("-O2 -use_fast_math -arch=sm_70 -c a.cu -o shown.o --dryrun --keep").good().err;
    assert!(!place.exists("shown.o"));
    let commands = commands(&err);
    assert_eq!(commands.len(), 3, "{commands:?}");
    for command in commands {
        let status = place.command("sh").args(["-c", command]).status().expect("a shell");
        assert!(status.success(), "{command}");
    }
    let bytes = |name: &str| std::fs::read(place.path(name)).expect(name);
    assert!(is_elf(&place.path("shown.o")) && bytes("shown.o") == bytes("real.o"));
}

#[test]
fn keep_leaves_the_intermediate_files() {
    let place = Place::new();
    place.nvcc("--keep --keep-dir kept -c a.cu").good();
    assert!(std::fs::read(place.path("kept/a.bc")).expect("bitcode").starts_with(b"BC"));
    assert!(std::fs::read(place.path("kept/a.anywarp")).expect("a container").starts_with(b"ANYWARP\0"));
}

#[test]
fn cpp_sources_go_to_the_chosen_host_compiler() {
    let place = Place::new();
    place.write("b.cpp", "");
    let err = place.nvcc("--dryrun -ccbin gcc-12 -c b.cpp -I inc -DX=1 -O3 -std=c++17").good().err;
    let expected = "g++-12 -x c++ -D__NVCC__ -D__CUDACC_VER_MAJOR__=12 -D__CUDACC_VER_MINOR__=8 \
                    -D__CUDACC_VER_BUILD__=93 -std=c++17 -O3 -Iinc -DX=1 -isystem ";
    assert!(commands(&err)[0].starts_with(expected), "{err}");
    assert!(commands(&err)[0].ends_with("-c b.cpp -o b.o"), "{err}");
}
