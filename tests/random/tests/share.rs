//! The same few kernels every time: on the wasm device with one, two and eight workers, and in every width of the vector mode.
//! More of them, and other devices, are for `random-kernels`.

use std::path::Path;
use std::time::Duration;

use anywarp_random::columns::columns;
use anywarp_random::generate::generate;
use anywarp_random::runner::Place;

/// A program of so many takes a few seconds.
const KERNELS: u64 = 48;
/// In each width, of other seeds.
const KERNELS_IN_WIDTHS: u64 = 12;

/// Makes the kernels of these seeds and compares them in these columns with the interpreter.
fn compare(seeds: std::ops::Range<u64>, names: &str, written: &[String]) {
    let root = std::env::var_os("ANYWARP_TOOLKIT");
    let built = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/toolkit");
    let toolkit = root.map_or_else(built, Into::into).canonicalize();
    let toolkit = toolkit.expect("a toolkit: run scripts/build, or set ANYWARP_TOOLKIT");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place =
        Place { toolkit, work: folder.path().to_owned(), driver: None, limit: Duration::from_secs(60) };
    let first = seeds.start;
    let kernels: Vec<_> = seeds.map(|seed| generate(seed).expect("the generator keeps its rules")).collect();
    let batch: Vec<_> = kernels.iter().map(|(kernel, outcome)| (kernel, outcome)).collect();
    let found = place.differences(&batch, &columns(names, written).expect("there are these columns"));
    assert!(found.is_empty(), "the number of a kernel is its seed less {first}: {found:#?}");
}

#[test]
fn some_random_kernels_give_what_the_interpreter_gives() {
    compare(0..KERNELS, "wasm-1,wasm-2,wasm-8", &[]);
}

#[test]
fn some_random_kernels_give_it_in_every_width() {
    let widths = ["scalar", "4", "8", "16", "32"];
    let column =
        |width| format!("width-{width} ANYWARP_DEVICES=wasm ANYWARP_WORKERS=2 -Xanywarp --width={width}");
    compare(1000..1000 + KERNELS_IN_WIDTHS, "", &widths.map(column));
}
