//! Command lines from the outside: files, messages, exit statuses.

use crate::common::{Place, is_elf};

#[test]
fn compiles_to_an_object_named_after_the_source() {
    let place = Place::new();
    place.nvcc("-c a.cu").good();
    assert!(is_elf(&place.path("a.o")));
    assert_eq!(place.created(), ["a.o"]);
}

#[test]
fn several_sources_make_several_objects_in_the_output_directory() {
    let place = Place::new();
    place.write("b.cu", "__global__ void other() {}\n");
    place.write("c.cpp", "int c() { return 0; }\n");
    std::fs::create_dir(place.path("out")).expect("a directory");
    place.nvcc("-c a.cu b.cu c.cpp -odir out").good();
    assert!(["out/a.o", "out/b.o", "out/c.o"].iter().all(|name| is_elf(&place.path(name))));
    place.nvcc("-c a.cu b.cu -o x.o").fails(1, "A single input file is required");
}

#[test]
fn the_host_compiler_compiles_and_links_what_is_not_cuda() {
    let place = Place::new();
    place.write("part.c", "#ifndef __NVCC__\n#error no nvcc\n#endif\nint part(void) { return NUMBER; }\n");
    place.write(
        "main.cpp",
        "#ifdef __CUDACC__\n#error CUDA\n#endif\nextern \"C\" int part();\nint main() { return part() - 7; }\n",
    );
    place
        .nvcc("-cudart none -std=c++17 -O2 -DNUMBER=7 -Xcompiler -Wall,-Werror main.cpp part.c -o program")
        .good();
    place.run(&place.path("program").to_string_lossy(), "").good();
    assert_eq!(place.created(), ["main.cpp", "part.c", "program"]);
}

#[test]
fn relocatable_sources_become_objects() {
    let place = Place::new();
    place.write(
        "rdc.cu",
        "#ifndef __CUDACC_RDC__\n#error not relocatable\n#endif\nextern __device__ int x;\n",
    );
    place.nvcc("-dc rdc.cu").good();
    place.nvcc("-rdc=true -c rdc.cu -o b.o").good();
    assert!(["rdc.o", "b.o"].iter().all(|name| is_elf(&place.path(name))));
}

#[test]
fn a_device_link_of_complete_objects_is_empty() {
    let place = Place::new();
    place.nvcc("-c a.cu").good();
    place.nvcc("-Xcompiler=-fPIC -shared -dlink a.o -o device_link.o -lcudart_static").good();
    assert!(is_elf(&place.path("device_link.o")));
}

#[test]
fn archives_hold_the_objects() {
    let place = Place::new();
    place.write("b.cpp", "int b() { return 0; }\n");
    place.nvcc("--lib -o liball.a a.cu b.cpp").good();
    let members = place.run("ar", "t liball.a").good().out;
    assert_eq!(members.split_whitespace().collect::<Vec<_>>(), ["a.o", "b.o"]);
}

#[test]
fn wrong_command_lines_say_what_is_wrong() {
    let place = Place::new();
    place.nvcc("-c a.cu -frobnicate").fails(1, "nvcc fatal   : Unknown option '-frobnicate'");
    place.nvcc("-c missing.cu").fails(1, "missing.cu");
    place.nvcc("notes.txt").fails(1, "Don't know what to do with 'notes.txt'");
    place.nvcc("").fails(1, "No input files specified");
    place.nvcc("-ltoir a.cu").fails(1, "'-ltoir' is not supported");
    place.nvcc("-arch=sm_1 -c a.cu").fails(1, "Unsupported gpu architecture 'sm_1'");
    assert!(place.created().is_empty(), "{:?}", place.created());
}

#[test]
fn a_rejected_source_leaves_the_old_object_alone() {
    let place = Place::new();
    place.write("bad.cu", "__global__ void k() { undeclared(); }\n");
    place.write("bad.o", "old");
    let ran = place.nvcc("-c bad.cu").fails(2, "bad.cu:1:23: error: use of undeclared identifier");
    assert_eq!(
        ran.err.matches("undeclared identifier").count(),
        1,
        "one message although two halves: {}",
        ran.err
    );
    assert!(ran.err.contains("[AW0002]"), "{}", ran.err);
    assert_eq!(place.read("bad.o"), "old");
    assert_eq!(place.created(), ["bad.cu", "bad.o"]);
}

#[test]
fn a_warning_is_printed_once_and_can_be_an_error_or_nothing() {
    let place = Place::new();
    place.write("warn.cu", "__global__ void k() {}\nint f() { 1 + 1; return 0; }\n");
    let ran = place.nvcc("-c warn.cu").good();
    assert_eq!(ran.err.matches(": warning: ").count(), 1, "{}", ran.err);
    assert!(!ran.err.contains("generated"), "{}", ran.err);
    assert_eq!(place.nvcc("-w -c warn.cu").good().err, "");
    place.nvcc("-Werror all-warnings -c warn.cu").fails(2, "[-Werror");
}

#[test]
fn preprocessing_prints_or_writes() {
    let place = Place::new();
    let printed = place.nvcc("-E a.cu").good().out;
    assert!(printed.contains("*p = 1;"), "{printed}");
    place.nvcc("-E a.cu -o a.ii").good();
    assert!(place.read("a.ii").contains("*p = 1;"));
    place.write("b.cpp", "int b = __CUDACC_VER_MAJOR__;\n");
    assert!(place.nvcc("-E b.cpp").good().out.contains("int b = 12;"));
}

#[test]
fn dependencies_are_printed_for_every_phase() {
    let place = Place::new();
    let all = place.nvcc("-M a.cu").good().out;
    assert!(all.starts_with("a.o:") && all.contains("own.h") && all.contains("cuda_runtime.h"), "{all}");
    let own = place.nvcc("-MM -MT target a.cu").good().out;
    assert_eq!(own, "target: a.cu own.h\n");
}

#[test]
fn dependencies_are_written_beside_the_object() {
    let place = Place::new();
    place.nvcc("-MMD -c a.cu -o x.o").good();
    assert_eq!(place.read("x.d"), "x.o: a.cu own.h\n");
    place.nvcc("-MD -MF deps -MT one -MT two -MP -c a.cu").good();
    let text = place.read("deps");
    assert!(
        text.starts_with("one two:") && text.contains("cuda_runtime.h") && text.contains("\nown.h:\n"),
        "{text}"
    );
    place.write("b.cpp", "#include \"own.h\"\n");
    place.nvcc("-MMD -c b.cpp").good();
    assert_eq!(place.read("b.d"), "b.o: b.cpp own.h\n");
}

#[test]
fn environment_and_options_files_add_options() {
    let place = Place::new();
    place.write("flags", "-DOWN2=2 -c\n-o 'x y.o'");
    place.nvcc("--options-file flags a.cu").good();
    assert!(is_elf(&place.path("x y.o")));
    let program = place.path("nvcc");
    let mut command = place.command(&program.to_string_lossy());
    command.env("NVCC_PREPEND_FLAGS", "-c").env("NVCC_APPEND_FLAGS", "-o appended.o").arg("a.cu");
    assert!(command.status().expect("nvcc starts").success());
    assert!(is_elf(&place.path("appended.o")));
}

#[test]
fn a_special_file_is_written_and_stays_special() {
    let place = Place::new();
    place.nvcc("-c a.cu -o /dev/null").good();
    assert!(!std::fs::metadata("/dev/null").expect("there").is_file());
}

#[test]
fn the_host_compiler_can_be_asked_for_its_version() {
    let place = Place::new();
    let ran = place.nvcc(".c -Xcompiler --version").good();
    assert!(ran.out.contains("Free Software Foundation"), "{}", ran.out);
}

#[test]
fn flags_of_gcc_reach_the_host_half() {
    let place = Place::new();
    place.write("m.cu", "#ifndef __AVX2__\n#error no AVX2\n#endif\n__global__ void k() {}\n");
    place.nvcc("-Xcompiler -Wall,-fPIC,-mavx2,-fno-strict-aliasing,-O2,-m64 -c m.cu").good();
    place.nvcc("-Xcompiler -fno-such-flag -c m.cu").fails(2, "unknown argument: '-fno-such-flag'");
}

#[test]
fn openmp_in_both_kinds_of_sources_is_one_runtime() {
    let place = Place::new();
    let sum =
        "\n#pragma omp parallel for reduction(+:s)\nfor (int i = 0; i < 100; ++i) s += i; return s; }\n";
    place.write("part.cpp", &format!("int part() {{ int s = 0;{sum}"));
    place.write(
        "main.cu",
        &format!("int part();\nint own() {{ int s = 0;{sum}int main() {{ return own() != part(); }}\n"),
    );
    place.nvcc("-cudart none -Xcompiler -fopenmp main.cu part.cpp -o program").good();
    place.run(&place.path("program").to_string_lossy(), "").good();
}

#[test]
fn without_llvm_the_message_says_what_to_install() {
    let place = Place::new();
    let program = place.path("nvcc").to_string_lossy().into_owned();
    let mut command = place.command(&program);
    let output = command
        .env("ANYWARP_LLVM", place.path("nothing"))
        .args(["-c", "a.cu"])
        .output()
        .expect("nvcc starts");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(
        err.contains("apt-get install clang-22 lld-22 libclang-rt-22-dev-wasm32") && err.contains("[AW3001]"),
        "{err}"
    );
    assert!(place.created().is_empty(), "{:?}", place.created());
}

#[test]
fn device_code_keeps_the_file_names_of_the_user() {
    let place = Place::new();
    let anywarp = place.path("toolkit/bin/anywarp").to_string_lossy().into_owned();
    let source = place.path("a.cu").to_string_lossy().into_owned();
    place.run(&anywarp, &format!("emit --stage=bitcode -o a.bc {source}")).good();
    let bitcode = std::fs::read(place.path("a.bc")).expect("bitcode");
    assert!(bitcode.windows(source.len()).any(|window| window == source.as_bytes()));
}

#[test]
fn the_version_and_lists_are_answered_without_a_toolkit() {
    let place = Place::new();
    assert!(place.nvcc("--version").good().out.contains("release 12.8, V12.8.93"));
    assert!(place.nvcc("--list-gpu-code").good().out.lines().any(|line| line == "sm_80"));
    assert!(place.nvcc("--help").good().out.contains("--use_fast_math"));
}

#[test]
fn inspect_tells_device_code_from_damage() {
    let place = Place::new();
    place.nvcc("-c a.cu").good();
    let anywarp = place.path("toolkit/bin/anywarp").to_string_lossy().into_owned();
    assert!(place.run(&anywarp, "inspect a.o").good().out.starts_with("a.o:\n"));
    let mut bytes = std::fs::read(place.path("a.o")).expect("the object");
    let at = bytes.windows(8).position(|window| window == b"ANYWARP\0").expect("a container");
    bytes[at + 12] ^= 1;
    std::fs::write(place.path("a.o"), bytes).expect("written");
    place.run(&anywarp, "inspect a.o").fails(2, "[AW0004]");
    place.run(&anywarp, "inspect a.cu").fails(2, "[AW0004]");
}

#[test]
fn inspect_tells_relocatable_code() {
    let place = Place::new();
    place.write("rdc.cu", "__global__ void kernel(int *p) { *p = 1; }\n");
    place.nvcc("-dc rdc.cu").good();
    place.nvcc("-rdc=true -lib rdc.cu -o librdc.a").good();
    let anywarp = place.path("toolkit/bin/anywarp").to_string_lossy().into_owned();
    for (file, title) in [("rdc.o", "rdc.o:\n"), ("librdc.a", "librdc.a(")] {
        let out = place.run(&anywarp, &format!("inspect {file}")).good().out;
        assert!(out.starts_with(title) && out.contains("  relocatable code of rdc.cu, "), "{out}");
        assert!(out.ends_with(" bytes: needs a device link\n"), "{out}");
    }
}

#[test]
fn resource_usage_of_relocatable_code_comes_with_each_step() {
    let place = Place::new();
    place.write("rdc.cu", "__global__ void kernel(int *p) { *p = 1; }\n");
    place.nvcc("-dc rdc.cu").good();
    let report = place.nvcc("-dlink -Xptxas -v rdc.o -o linked.o").good().err;
    assert!(report.contains("kernel(int*): 8 bytes parameters"), "{report}");
    // Of what is compiled alone the local memory is not known: it depends on what others define.
    place.write("calls.cu", "__device__ int f(int);\n__global__ void caller(int *p) { *p = f(*p); }\n");
    let compiled = place.nvcc("-dc -Xptxas -v calls.cu").good().err;
    assert_eq!(compiled, "info    : caller(int*): 8 bytes parameters, 0 bytes smem\n");
}

#[test]
fn emit_writes_the_device_half() {
    let place = Place::new();
    let anywarp = place.path("toolkit/bin/anywarp").to_string_lossy().into_owned();
    place.run(&anywarp, "emit --stage=bitcode -o a.bc a.cu -arch=sm_80").good();
    assert!(std::fs::read(place.path("a.bc")).expect("bitcode").starts_with(b"BC"));
    let command =
        format!("{anywarp} emit --stage=unit a.cu > unit.ll && {anywarp} emit --stage=nvvm a.cu -o nvvm.ll");
    assert!(place.command("sh").args(["-c", &command]).status().expect("a shell").success());
    assert!(place.read("unit.ll").contains("wasm32") && place.read("nvvm.ll").contains("nvptx64"));
    assert!(std::path::Path::new("/dev/stdout").is_symlink());
}

#[test]
fn emit_runs_single_passes() {
    let place = Place::new();
    let anywarp = place.path("toolkit/bin/anywarp").to_string_lossy().into_owned();
    let module = "define i32 @f(i32 %a, i32 %b) {\n  %q = udiv i32 %a, %b\n  ret i32 %q\n}\n";
    std::fs::write(place.path("a.ll"), module).expect("written");
    place.run(&anywarp, "emit --passes=guard-division -o b.ll a.ll").good();
    assert!(place.read("b.ll").contains("icmp eq i32 %b, 0"));
    let unknown = place.run(&anywarp, "emit --passes=guard-division,no-such-pass a.ll");
    unknown.fails(2, "no pass is called `no-such-pass` [AW0001]");
    place.run(&anywarp, "emit --passes=guard-division a.cu").fails(2, "[AW0004]");
}
