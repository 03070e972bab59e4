//! The same few kernels every time, on the wasm device with one, two and eight workers. More of them, and other devices,
//! are for `random-kernels`.

use std::path::Path;
use std::time::Duration;

use anywarp_random::columns::columns;
use anywarp_random::generate::generate;
use anywarp_random::runner::Place;

/// A program of so many takes a few seconds.
const KERNELS: u64 = 48;

#[test]
fn some_random_kernels_give_what_the_interpreter_gives() {
    let root = std::env::var_os("ANYWARP_TOOLKIT");
    let built = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/toolkit");
    let toolkit = root.map_or_else(built, Into::into).canonicalize();
    let toolkit = toolkit.expect("a toolkit: run scripts/build, or set ANYWARP_TOOLKIT");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place =
        Place { toolkit, work: folder.path().to_owned(), driver: None, limit: Duration::from_secs(60) };
    let kernels: Vec<_> =
        (0..KERNELS).map(|seed| generate(seed).expect("the generator keeps its rules")).collect();
    let batch: Vec<_> = kernels.iter().map(|(kernel, outcome)| (kernel, outcome)).collect();
    let found =
        place.differences(&batch, &columns("wasm-1,wasm-2,wasm-8", &[]).expect("there are these columns"));
    assert!(found.is_empty(), "the number of a kernel is its seed: {found:#?}");
}
