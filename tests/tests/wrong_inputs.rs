//! What nvcc says when something is wrong with what it is given, word for word, and what it leaves behind.
//!
//! `tests/wrong-inputs.txt` has the commands; each runs in a fresh copy of `tests/wrong-inputs/`. `BLESS=1` writes what they say
//! now.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use anywarp_tests::process::{command, run};
use anywarp_tests::toolkit::Toolkit;

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// The command, its status, what it says, and the files that it leaves.
fn record(line: &str, toolkit: &Toolkit, inputs: &Path) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in names(inputs) {
        std::fs::copy(inputs.join(&name), folder.path().join(&name)).expect("copied");
    }
    let before = names(folder.path());
    let mut sh = command(Path::new("/bin/sh"), folder.path());
    let path = std::env::var("PATH").expect("a search path");
    sh.args(["-c", line]).env("PATH", format!("{}:{path}", toolkit.root().join("bin").display()));
    let ran = run(sh, folder.path(), Duration::from_secs(60)).expect("it ends");
    let mut said = ran.stdout + &ran.stderr;
    let root = toolkit.root().canonicalize().expect("the toolkit");
    for (place, name) in [(toolkit.root(), "$TOOLKIT"), (&root, "$TOOLKIT"), (folder.path(), "$FOLDER")] {
        said = said.replace(&*place.to_string_lossy(), name);
    }
    let mut text = format!("$ {line}\n{said}");
    writeln!(text, "exit {}", ran.status.code().expect("no signal")).expect("text");
    let is_ours = |name: &&String| !["stdout.txt", "stderr.txt"].contains(&name.as_str());
    let left: Vec<String> = names(folder.path()).difference(&before).filter(is_ours).cloned().collect();
    if !left.is_empty() {
        writeln!(text, "leaves {}", left.join(" ")).expect("text");
    }
    text
}

#[test]
fn wrong_inputs_are_told_as_listed() {
    let toolkit = Toolkit::find().expect("a toolkit");
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = tests.join("wrong-inputs.txt");
    let expected = std::fs::read_to_string(&list).expect("the list");
    let commands = expected.lines().filter_map(|line| line.strip_prefix("$ "));
    let records: Vec<String> =
        commands.map(|line| record(line, &toolkit, &tests.join("wrong-inputs"))).collect();
    assert!(records.len() >= 20, "{} commands", records.len());
    let actual = records.join("\n");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&list, &actual).expect("writable");
        return;
    }
    let diff = similar::TextDiff::from_lines(&expected, &actual);
    assert!(actual == expected, "{}", diff.unified_diff().header("expected", "actual"));
}
