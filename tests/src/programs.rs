//! One test per file; `cargo test -p anywarp-tests -- shapes/` runs a folder, `BLESS=1` accepts new texts on stderr.

#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};

use anywarp_tests::toolkit::Toolkit;
use anywarp_tests::{expectations, program, ui, widths};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    if let Err(missing) = Toolkit::find() {
        // One failure that says what to do, not one for every file.
        let trial = Trial::test("toolkit", move || Err(Failed::from(missing)));
        libtest_mimic::run(&Arguments { filter: None, ..arguments }, vec![trial]).exit();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut trials = Vec::new();
    for (folder, check) in [
        ("run", program::check as Check),
        ("shapes", program::check as Check),
        ("api", program::check as Check),
        ("large", program::check as Check),
        (SLOW, program::check as Check),
        ("vulkan", program::check_vulkan as Check),
        ("without-gpu", program::check_without_gpu as Check),
        ("ui", ui::check as Check),
    ] {
        for source in sources(&root.join(folder)) {
            let stem = source.file_stem().unwrap_or_default().to_string_lossy();
            let name = format!("{folder}/{stem}");
            let trial = Trial::test(name.clone(), move || {
                let outcome = Toolkit::find().and_then(|toolkit| check(&source, &toolkit));
                expectations::judge(&name, outcome).map_err(Failed::from)
            });
            trials.push(trial.with_ignored_flag(folder == SLOW));
        }
    }
    trials.extend(sources(&root.join("run")).into_iter().map(in_all_widths));
    libtest_mimic::run(&arguments, trials).exit();
}

/// A program of `run` in every width of the vector mode: a share of them, and all when asked for (`--run-ignored all`).
fn in_all_widths(source: PathBuf) -> Trial {
    let stem = source.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ignored = !widths::is_in_share(&stem);
    let trial = Trial::test(format!("widths/{stem}"), move || {
        Toolkit::find().and_then(|toolkit| widths::check(&source, &toolkit)).map_err(Failed::from)
    });
    trial.with_ignored_flag(ignored)
}

/// Programs whose compilation takes minutes; they run when asked for (`--run-ignored all`).
const SLOW: &str = "slow";

type Check = fn(&Path, &Toolkit) -> Result<(), String>;

/// The `.cu` and `.c` files of a folder in the order of their names.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let mut sources: Vec<PathBuf> = entries.unwrap_or_default();
    sources.retain(|path| path.extension().is_some_and(|extension| extension == "cu" || extension == "c"));
    sources.sort();
    sources
}
