//! What the vector mode's code must not have: the benchmarks' kernels, compiled for the CPU, are read as WebAssembly.
//!
//! No function of floating-point numbers may be called (LLVM's backend makes calls of `fminf`, `fmaf`, `roundf` where the
//! instruction set has none of its own), and no element may be taken out of a vector or put into one but to access memory.
//! Where that cannot be, or is not yet, [`BY_ELEMENT`] has the exact count.

#[path = "vector_code/moves.rs"]
mod moves;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anywarp_tests::process::{command, run};
use anywarp_tests::toolkit::Toolkit;
use moves::Moves;

/// Kernels whose code works element by element: (extracts, inserts) and what they are.
const BY_ELEMENT: &[(&str, usize, usize, &str)] = &[
    (
        "compaction",
        32,
        25,
        "`1 << lane` is shifted one by one where lanes may differ: there is no vector form",
    ),
    ("saxpy_cached", 109, 84, "`%`: the instruction set divides no vectors of integers"),
    ("shuffle_reduction", 2, 0, "the last sum of a warp, which only the first thread keeps"),
];

/// The code of a program's kernels for the CPU.
fn image(source: &Path) -> Vec<u8> {
    let anywarp = Toolkit::find().expect("a toolkit").root().join("bin/anywarp");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut emit = command(&anywarp, folder.path());
    emit.args(["emit", "--stage=image", "-o", "image.wasm", "--", "-O3", "-std=c++17", "-arch=sm_90"])
        .arg(source);
    let finished = run(emit, folder.path(), Duration::from_secs(120)).expect("it ends");
    assert!(finished.status.success(), "{}: {}", source.display(), finished.stderr);
    std::fs::read(folder.path().join("image.wasm")).expect("the image")
}

fn moves(source: &Path) -> Moves {
    moves::of_module(&image(source)).expect("a valid module")
}

/// The programs of `scripts/bench cpu`, in the order of their names.
fn programs() -> Vec<PathBuf> {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bench").canonicalize().expect("it is there");
    let files = |folder| {
        std::fs::read_dir(bench.join(folder)).expect("a folder").map(|entry| entry.expect("a file").path())
    };
    let mut found: Vec<PathBuf> = ["kernels", "costs"].into_iter().flat_map(files).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "cu"));
    found.sort();
    found
}

#[test]
fn benchmarks_work_on_whole_vectors() {
    let mut wrong = Vec::new();
    let mut names = Vec::new();
    for source in programs() {
        let name = source.file_stem().expect("a name").to_string_lossy().into_owned();
        let row = BY_ELEMENT.iter().find(|row| row.0 == name);
        let (extracts, inserts) = row.map_or((0, 0), |row| (row.1, row.2));
        let found = moves(&source);
        if found.vector == 0 {
            wrong.push(format!("{name}: nothing computes with vectors"));
        }
        if (found.calls, found.extracts, found.inserts) != (0, extracts, inserts) {
            wrong.push(format!(
                "{name}: {} calls with floating-point numbers, {} extracts, {} inserts; expected are 0, {extracts}, {inserts}",
                found.calls, found.extracts, found.inserts
            ));
        }
        names.push(name);
    }
    let unknown = BY_ELEMENT.iter().filter(|row| !names.iter().any(|name| name == row.0));
    wrong.extend(unknown.map(|row| format!("{}: there is no such program", row.0)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn calls_with_floating_point_numbers_are_seen() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let source = folder.path().join("recursive.cu");
    // A function that calls itself twice stays a function.
    let text =
        "__device__ float grow(float x, int n) { return n < 2 ? x : grow(x * 0.5f, n - 1) + grow(x, n - 2); }
        __global__ void kernel(float *out, int n) { out[threadIdx.x] = grow(out[threadIdx.x], n); }
        int main() {}";
    std::fs::write(&source, text).expect("a file");
    assert!(moves(&source).calls > 0);
}
