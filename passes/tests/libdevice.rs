//! The device math library: is it complete, self-contained, and as accurate as CUDA's guide promises?
//!
//! The C sources are compiled for the host as well and compared with quadruple precision (libquadmath) and with the
//! host's IEEE arithmetic by the program in `libdevice/test`.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use anywarp_passes::libdevice::BITCODE;

/// Inputs for every function; docs/math.md says how to run more.
const ACCURACY_INPUTS: &str = "8000";
const EXACT_INPUTS: &str = "20000";

/// Intrinsics that every target of this project has as instructions, or LLVM expands without a call.
const NATIVE_INTRINSICS: [&str; 28] = [
    "abs",
    "assume",
    "bitreverse",
    "bswap",
    "ceil",
    "copysign",
    "ctlz",
    "ctpop",
    "cttz",
    "fabs",
    "floor",
    "fshl",
    "fshr",
    "is.fpclass",
    "lifetime.end",
    "lifetime.start",
    "memcpy",
    "rint",
    "sadd.sat",
    "smax",
    "smin",
    "sqrt",
    "ssub.sat",
    "trunc",
    "uadd.sat",
    "umax",
    "umin",
    "usub.sat",
];

fn source_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("libdevice")
}

/// A tool of LLVM 22 by its Debian name on `PATH`, or in Debian's directory.
fn llvm_tool(name: &str) -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .map(|dir| dir.join(format!("{name}-22")))
        .find(|tool| tool.is_file())
        .unwrap_or_else(|| Path::new("/usr/lib/llvm-22/bin").join(name))
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|e| panic!("cannot start {command:?}: {e}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{text}{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

/// A fresh file for one test; cargo gives integration tests a directory of their own.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn disassembly() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let bitcode = scratch("libdevice.bc");
        fs::write(&bitcode, BITCODE).unwrap();
        run(Command::new(llvm_tool("llvm-dis")).arg(&bitcode).args(["-o", "-"]))
    })
}

/// The names that follow `@` in lines that begin with `keyword`.
fn symbols(keyword: &str) -> BTreeSet<String> {
    let lines = disassembly().lines().filter(|line| line.starts_with(keyword));
    lines.filter_map(|line| Some(line.split_once('@')?.1.split('(').next()?.to_owned())).collect()
}

fn resource_dir() -> PathBuf {
    run(Command::new(llvm_tool("clang")).arg("-print-resource-dir")).trim().into()
}

#[test]
fn every_function_of_clangs_header_is_defined() {
    let header =
        fs::read_to_string(resource_dir().join("include/__clang_cuda_libdevice_declares.h")).unwrap();
    let declared: BTreeSet<String> = header
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| word.starts_with("__nv_"))
        .map(str::to_owned)
        .collect();
    assert!(declared.len() > 400, "the header was not understood: {declared:?}");
    let missing: Vec<_> = declared.difference(&symbols("define")).cloned().collect();
    assert!(missing.is_empty(), "not defined: {missing:?}");
}

#[test]
fn nothing_is_called_that_a_target_may_lack() {
    for name in symbols("declare") {
        let native = name.strip_prefix("llvm.").is_some_and(|rest| {
            NATIVE_INTRINSICS.iter().any(|known| rest == *known || rest.starts_with(&format!("{known}.")))
        });
        assert!(native, "the library must not refer to {name}");
    }
    for wide in ["i128", "fp128", "x86_fp80"] {
        // Atomic operations on 16 bytes only move them.
        let moves = |line: &&str| line.contains("@__anywarp_atomic_");
        let mut inside = false;
        let code = disassembly().lines().filter(|line| !line.starts_with("target ")).filter(|line| {
            inside = moves(line) || (inside && !line.starts_with('}'));
            !inside || [" mul ", " udiv ", " sdiv ", " urem ", " srem "].iter().any(|bad| line.contains(bad))
        });
        let found = code.into_iter().find(|line| line.split([' ', ',', '(']).any(|word| word == wide));
        assert!(found.is_none(), "{wide} needs library calls on some targets: {found:?}");
    }
}

/// Attributes that would keep LLVM from inlining the library into user code or from moving its calls.
#[test]
fn no_attribute_forbids_inlining() {
    for line in disassembly().lines().filter(|line| line.starts_with("attributes")) {
        for attribute in ["no-builtins", "convergent", "noinline", "optnone"] {
            assert!(!line.contains(attribute), "{line}");
        }
    }
}

/// The native test program, built once.
fn harness() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(build_harness)
}

fn c_files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|x| x == "c")).collect();
    files.sort();
    files
}

fn build_harness() -> PathBuf {
    let library = scratch("libdevice-native.so");
    run(Command::new(llvm_tool("clang"))
        .args([
            "-x",
            "c",
            "-std=c23",
            "-O2",
            "-ffp-contract=off",
            "-fno-math-errno",
            "-fPIC",
            "-shared",
            "-o",
        ])
        .arg(&library)
        .args(c_files(&source_dir())));
    // The declarations alone: clang's other headers are not for gcc.
    let include = scratch("include");
    fs::create_dir_all(&include).unwrap();
    let header = "__clang_cuda_libdevice_declares.h";
    fs::copy(resource_dir().join("include").join(header), include.join(header)).unwrap();
    let program = scratch("libdevice-harness");
    run(Command::new("gcc")
        .args(["-std=gnu2x", "-O2", "-frounding-math", "-I"])
        .arg(&include)
        .args(c_files(&source_dir().join("test")))
        .arg(&library)
        .args(["-lquadmath", "-lm"])
        .arg(format!("-Wl,-rpath,{}", env!("CARGO_TARGET_TMPDIR")))
        .arg("-o")
        .arg(&program));
    program
}

/// `name bound unit` of bounds.txt.
fn bounds() -> BTreeMap<String, (f64, String)> {
    let text = fs::read_to_string(source_dir().join("bounds.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(' ').collect();
            (fields[0].to_owned(), (fields[1].parse().unwrap(), fields[2].to_owned()))
        })
        .collect()
}

/// The value of `key=` in a line of the harness.
fn field(line: &str, key: &str) -> f64 {
    let value = line
        .split(' ')
        .find_map(|word| word.strip_prefix(key))
        .unwrap_or_else(|| panic!("no {key} in {line}"));
    value.parse().unwrap()
}

#[test]
fn errors_are_within_the_guides_bounds() {
    let output = run(Command::new(harness()).args(["accuracy", ACCURACY_INPUTS]));
    let bounds = bounds();
    let mut measured = BTreeSet::new();
    let mut bad = Vec::new();
    for line in output.lines() {
        let name = line.split(' ').next().unwrap();
        let (bound, unit) = bounds.get(name).unwrap_or_else(|| panic!("{name} has no line in bounds.txt"));
        let error = field(line, if unit == "abs" { "abs=" } else { "diff=" });
        if error > *bound || field(line, "wrong=") != 0.0 || field(line, "inputs=") == 0.0 {
            bad.push(format!("bound {bound} {unit}: {line}"));
        }
        measured.insert(name.to_owned());
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    let unmeasured: Vec<_> = bounds.keys().filter(|name| !measured.contains(*name)).collect();
    assert!(unmeasured.is_empty(), "in bounds.txt but not measured: {unmeasured:?}");
}

#[test]
fn exact_functions_are_exact() {
    run(Command::new(harness()).args(["exact", EXACT_INPUTS]));
}

#[test]
fn special_operands_give_the_documented_results() {
    run(Command::new(harness()).arg("special"));
}
