//! Mistakes that are planted in what nvcc reads are found and made small, in the time that is given for it.

use std::path::Path;
use std::time::{Duration, Instant};

use anywarp_random::ast::Kernel;
use anywarp_random::columns::{Column, columns};
use anywarp_random::generate::{generate, predict};
use anywarp_random::interpret::Outcome;
use anywarp_random::print;
use anywarp_random::runner::{Difference, Expected, Kind, Only, Place};
use anywarp_random::shrink::{Shrunk, shrink};

/// A toolkit in `folder` whose nvcc reads `planted` in place of `__popc`, which is defined as in `definition`.
fn toolkit(folder: &Path, definition: &str) {
    let root = std::env::var_os("ANYWARP_TOOLKIT");
    let built = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/toolkit");
    let real = root.map_or_else(built, Into::into).canonicalize();
    let real = real.expect("a toolkit: run scripts/build, or set ANYWARP_TOOLKIT");
    std::fs::create_dir(folder.join("bin")).expect("a folder is made");
    std::os::unix::fs::symlink(real.join("lib64"), folder.join("lib64")).expect("a link is made");
    let nvcc = real.join("bin/nvcc");
    let script = format!(
        "#!/bin/sh\n{{ echo '{definition}'; sed 's/__popc(/planted(/g' random.cu; }} >planted.cu\n\
         mv planted.cu random.cu\nexec {} \"$@\"\n",
        nvcc.display()
    );
    let file = folder.join("bin/nvcc");
    std::fs::write(&file, script).expect("the script is written");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&file, mode).expect("the script may be run");
}

struct Search {
    place: Place,
    columns: Vec<Column>,
    kernels: Vec<(Kernel, Outcome)>,
    _folder: tempfile::TempDir,
}

impl Search {
    fn new(definition: &str, limit: Duration) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        toolkit(folder.path(), definition);
        let work = folder.path().join("work");
        std::fs::create_dir(&work).expect("a folder is made");
        let kernels = (0..8).map(|seed| generate(seed).expect("the generator keeps its rules")).collect();
        let place = Place { toolkit: folder.path().to_owned(), work, driver: None, limit };
        Self { place, columns: columns("wasm-1", &[]).expect("a known column"), kernels, _folder: folder }
    }

    fn found(&self) -> Vec<Difference> {
        let batch: Vec<_> = self.kernels.iter().map(|(kernel, outcome)| (kernel, outcome)).collect();
        self.place.differences(&batch, &self.columns)
    }

    /// The one whose kernel is the shortest, which takes the least time.
    fn shortest<'d>(&self, found: &'d [Difference]) -> &'d Difference {
        let length = |difference: &&Difference| text(&self.kernels[difference.kernel].0).len();
        found.iter().min_by_key(length).expect("something was found")
    }

    fn shrink(&self, difference: &Difference, end: Instant) -> Shrunk {
        let only = Only::new(difference.kind, end);
        let mut fails = |candidates: &[Expected<'_>]| self.place.failing(candidates, &self.columns[0], only);
        shrink(&self.kernels[difference.kernel].0, end, &mut fails)
    }
}

fn text(kernel: &Kernel) -> String {
    print::kernel(kernel, 0)
}

#[test]
fn a_wrong_result_becomes_a_small_kernel() {
    let search =
        Search::new("__device__ int planted(unsigned v) { return __popc(v) ^ 1; }", Duration::from_secs(60));
    let found = search.found();
    let users = search.kernels.iter().filter(|(kernel, _)| text(kernel).contains("__popc(")).count();
    assert!(!found.is_empty() && found.len() <= users, "{users} kernels count bits: {found:#?}");
    assert_eq!(found[0].kind, Kind::Numbers, "{found:#?}");
    let small = search.shrink(search.shortest(&found), Instant::now() + Duration::from_secs(45));
    let statements: usize = small.kernel.functions.iter().map(|function| function.body.len()).sum();
    let text = text(&small.kernel);
    assert!(text.contains("__popc("), "{text}");
    assert!(statements <= 8, "the search was complete: {}\n{text}", small.complete);
}

#[test]
fn a_kernel_that_does_not_end_is_made_smaller_in_the_time_that_is_given() {
    let forever = "__device__ int planted(unsigned v) { volatile int go = 1; while (go) {} return v; }";
    let search = Search::new(forever, Duration::from_secs(3));
    let found = search.found();
    assert!(!found.is_empty() && found.iter().all(|difference| difference.kind == Kind::Time), "{found:#?}");
    let (begin, budget) = (Instant::now(), Duration::from_secs(40));
    let of_it = search.shortest(&found);
    let small = search.shrink(of_it, begin + budget);
    assert!(begin.elapsed() < budget + Duration::from_secs(15), "it took {:?}", begin.elapsed());
    let (before, after) = (text(&search.kernels[of_it.kernel].0), text(&small.kernel));
    assert!(after.contains("__popc(") && after.len() < before.len() / 2, "{after}");
    // What is kept has a meaning.
    predict(&small.kernel).expect("the interpreter ends");
}
