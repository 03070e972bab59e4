//! One test per `tests/passes/PASS-NAME/*.ll`; `cargo test -p anywarp-tests --test passes -- retarget/` runs a
//! folder, `BLESS=1` accepts new diagnostics.

#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};

use anywarp_passes::PASSES;
use anywarp_tests::pass_test;
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("passes");
    let mut trials = Vec::new();
    for folder in entries(&root) {
        let pass = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let known = PASSES.iter().any(|known| known.name == pass);
        if !known {
            trials.push(Trial::test(pass.clone(), || Err(Failed::from("no pass has this folder's name"))));
        }
        for file in entries(&folder) {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            trials.push(Trial::test(format!("{pass}/{stem}"), move || {
                pass_test::check(&file).map_err(Failed::from)
            }));
        }
    }
    for pass in PASSES.iter().filter(|pass| pass.llvm_passes().is_none()) {
        let folder = root.join(pass.name);
        trials.push(Trial::test(format!("{} has tests", pass.name), move || {
            let tests = entries(&folder);
            if tests.is_empty() {
                Err(Failed::from(format!("no test in {}", folder.display())))
            } else {
                Ok(())
            }
        }));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// What a folder holds, in the order of names.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let mut entries: Vec<PathBuf> = entries.unwrap_or_default();
    entries.sort();
    entries
}
