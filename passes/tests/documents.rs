//! `docs/passes.md` and the files agree with the registry.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anywarp_passes::{Fact, PASSES, Pass};

fn below_crate(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The registry as a document.
fn document() -> String {
    let mut text = String::from(
        "# Passes

Generated from the registry by `BLESS=1 cargo test --release -p anywarp-passes --test documents`.

The passes come in the order of the pipelines (`passes/src/pipeline.rs`); `passes/src/pass.rs` says what a pass is. Any
of them can be run alone: `anywarp emit --passes=retarget,emit-entries FILE.ll`. `tests/passes/` has a folder of examples
for each.

## Facts

A pass needs facts that earlier passes gave, and may break some. The order of every pipeline is checked by them.

| fact | says |
| --- | --- |
",
    );
    for (fact, says) in Fact::ALL {
        writeln!(text, "| {fact:?} | {} |", says.trim()).unwrap();
    }
    for pass in PASSES {
        section(&mut text, pass);
    }
    text
}

fn section(text: &mut String, pass: &Pass) {
    write!(text, "\n## {}\n\n{}\n", pass.name, pass.about).unwrap();
    if let Some(passes) = pass.llvm_passes() {
        writeln!(text, "LLVM's own: `{passes}`.").unwrap();
    }
    let lines: Vec<String> = [("needs", pass.needs), ("gives", pass.gives), ("breaks", pass.breaks)]
        .into_iter()
        .filter(|(_, facts)| !facts.is_empty())
        .map(|(what, facts)| {
            let names: Vec<String> = facts.iter().map(|fact| format!("{fact:?}")).collect();
            format!("- {what}: {}\n", names.join(", "))
        })
        .collect();
    if !lines.is_empty() {
        write!(text, "\n{}", lines.concat()).unwrap();
    }
}

#[test]
fn the_document_is_up_to_date() {
    let path = below_crate("../docs/passes.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, document()).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        text == document(),
        "docs/passes.md is old; run: BLESS=1 cargo test --release -p anywarp-passes --test documents"
    );
}

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn every_pass_of_ours_has_a_file_of_its_name() {
    let files = files(&below_crate("src"));
    for pass in PASSES.iter().filter(|pass| pass.llvm_passes().is_none()) {
        let name = pass.name.replace('-', "_");
        let named = |path: &&PathBuf| {
            path.ends_with(format!("{name}.rs")) || path.ends_with(format!("{name}/mod.rs"))
        };
        let file = files.iter().find(named).unwrap_or_else(|| panic!("no file {name}.rs"));
        let text = fs::read_to_string(file).unwrap();
        assert!(text.contains(&format!("name: \"{}\"", pass.name)), "{}", file.display());
        assert!(text.starts_with("//! "), "{} begins with its purpose", file.display());
    }
}
