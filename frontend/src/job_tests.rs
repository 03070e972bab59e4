//! The command lines of both halves, as data.

use super::*;

fn source() -> Source {
    Source {
        input: "a.cu".into(),
        include_dir: "/toolkit/include".into(),
        arch: 80,
        arch_list: vec![70, 80],
        ..Source::default()
    }
}

fn device(source: &Source) -> Vec<String> {
    DeviceJob { source, output: "a.bc".into() }.arguments()
}

fn host(source: &Source) -> Vec<String> {
    let emit = Emit::Object(Blob::Stdin);
    HostJob { source, emit, output: Some("a.o".into()), dependencies: None }.arguments()
}

/// Whether `words` follow each other in `line`.
fn has(line: &[String], words: &[&str]) -> bool {
    line.windows(words.len()).any(|window| window == words)
}

#[test]
fn the_device_half_is_bitcode_that_no_pass_has_touched() {
    let line = device(&source());
    for words in [
        &["-x", "cuda", "--cuda-device-only"][..],
        &["--offload-arch=sm_80"],
        &["--cuda-feature=+ptx82"],
        &["-O3"],
        &["-Xclang", "-disable-llvm-passes"],
        &["-g", "-fdebug-compilation-dir=.", "-Xclang", "-debug-info-kind=line-tables-only"],
        &["-ffp-contract=fast"],
        &["-c", "-emit-llvm", "-o", "a.bc", "a.cu"],
    ] {
        assert!(has(&line, words), "{words:?} in {line:?}");
    }
}

#[test]
fn the_host_half_embeds_what_it_reads_from_standard_input() {
    let line = host(&Source { host_optimization: Some("2".into()), ..source() });
    for words in [
        &["-x", "cuda", "--cuda-host-only"][..],
        &["-O2"],
        &["-Xclang", "-target-sdk-version=12.8"],
        &["-Xclang", "-fcuda-include-gpubinary", "-Xclang", "/dev/stdin", "-c", "-o", "a.o", "a.cu"],
    ] {
        assert!(has(&line, words), "{words:?} in {line:?}");
    }
    assert!(!line.iter().any(|word| word.starts_with("--offload-arch") || word == "-g"), "{line:?}");
}

#[test]
fn both_halves_agree_on_macros_and_names() {
    let source = source();
    let shared = |line: Vec<String>| -> Vec<String> {
        let kept =
            |word: &String| word.starts_with("-D") || word.starts_with("-U") || word.starts_with("-cuid=");
        line.into_iter().filter(kept).collect()
    };
    assert_eq!(shared(device(&source)), shared(host(&source)));
    assert!(has(&host(&source), &["-U__CUDA_ARCH_LIST__", "-D__CUDA_ARCH_LIST__=700,800"]));
}

#[test]
fn the_users_directories_come_before_ours() {
    let preprocessor =
        vec![Preprocessor::SystemInclude("theirs".into()), Preprocessor::PreInclude("p.h".into())];
    let line = device(&Source { preprocessor, ..source() });
    let expected = [
        "-isystem",
        "theirs",
        "-isystem",
        "/toolkit/include",
        "-include",
        "cuda_runtime.h",
        "-include",
        "p.h",
    ];
    assert!(has(&line, &expected), "{line:?}");
}

#[test]
fn fast_math_is_the_devices_alone() {
    let math =
        Math { use_fast_math: true, flush_denormals: true, precise_division: false, ..Math::default() };
    let source = Source { math, ..source() };
    assert!(has(&device(&source), &["-fgpu-flush-denormals-to-zero", "-fgpu-approx-transcendentals"]));
    assert!(has(&host(&source), &["-D__USE_FAST_MATH__=1", "-D__CUDA_FTZ=1", "-D__CUDA_PREC_DIV=0"]));
    assert!(!has(&host(&source), &["-fgpu-approx-transcendentals"]));
}

#[test]
fn contraction_and_optimisation_can_be_switched_off() {
    let math = Math { contract: false, ..Math::default() };
    let line = device(&Source { math, device_debug: true, ..source() });
    assert!(has(&line, &["-O0", "-fomit-frame-pointer"]) && has(&line, &["-ffp-contract=off"]), "{line:?}");
    assert!(has(&line, &["-D__CUDACC_DEBUG__"]), "{line:?}");
}

#[test]
fn the_threads_own_stream_is_chosen_by_option_or_by_macro() {
    let own = ["-Xclang", "-fgpu-default-stream=per-thread"];
    assert!(has(&host(&Source { per_thread_default_stream: true, ..source() }), &own));
    let define = |text: &str| Source { preprocessor: vec![Preprocessor::Define(text.into())], ..source() };
    assert!(has(&host(&define("CUDA_API_PER_THREAD_DEFAULT_STREAM=1")), &own));
    assert!(!has(&host(&define("CUDA_API_PER_THREAD")), &own));
}

#[test]
fn host_flags_reach_the_half_they_are_for() {
    let flags = ["-Wall", "-march=native", "-fopenmp", "-O2", "-Wl,-rpath,x", "-rdynamic"].map(str::to_owned);
    let source = Source { host_flags: flags.to_vec(), ..source() };
    assert!(has(&host(&source), &["-Wall", "-march=native", "-fopenmp", "-O2"]));
    assert!(has(&device(&source), &["-march=native", "-fopenmp"]));
    for line in [host(&source), device(&source)] {
        assert!(!line.iter().any(|word| word.starts_with("-Wl,") || word == "-rdynamic"), "{line:?}");
    }
}

#[test]
fn a_dependency_file_names_the_object() {
    let source = source();
    let rule = DependencyRule { targets: vec!["out/a.o".into()], phony: true };
    let dependencies = Some(DependencyFile { path: "a.d".into(), system_headers: false, rule: rule.clone() });
    let emit = Emit::Object(Blob::File("a.fatbin".into()));
    let line = HostJob { source: &source, emit, output: Some("a.o".into()), dependencies }.arguments();
    assert!(has(&line, &["-MMD", "-MF", "a.d", "-MT", "out/a.o", "-MP"]), "{line:?}");
    assert!(has(&line, &["-fcuda-include-gpubinary", "-Xclang", "a.fatbin"]), "{line:?}");

    let emit = Emit::Dependencies { system_headers: true, rule };
    let line = HostJob { source: &source, emit, output: None, dependencies: None }.arguments();
    assert!(line.ends_with(&["-M", "-MT", "out/a.o", "-MP", "a.cu"].map(str::to_owned)), "{line:?}");
}

#[test]
fn a_wasm_host_changes_the_layout_of_both_halves() {
    let source = Source { layout: TargetLayout::Wasm32, ..source() };
    for line in [host(&source), device(&source)] {
        assert!(has(&line, &["--target=wasm32-wasip1"]), "{line:?}");
    }
    assert_eq!(TargetLayout::Wasm32.device_triple(), "nvptx-nvidia-cuda");
}
