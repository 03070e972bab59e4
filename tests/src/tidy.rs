//! The rules of the workspace that neither rustc nor clippy checks; every message quotes the rule.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest file of source, in lines.
const LINES: usize = 400;

/// The only crates with `unsafe` code: LLVM's C API, and the CUDA ABI with its memory.
const WITH_UNSAFE: [&str; 2] = ["llvm-config", "anywarp-runtime"];

/// Which crates of the workspace a crate may use, build scripts included.
const MAY_USE: &[(&str, &[&str])] = &[
    ("anywarp-diag", &[]),
    ("anywarp-artifact", &[]),
    ("llvm-config", &["anywarp-diag"]),
    ("anywarp-frontend", &["llvm-config", "anywarp-diag"]),
    ("anywarp-ptx", &[]),
    ("anywarp-passes", &["llvm-config", "anywarp-diag", "anywarp-artifact", "anywarp-ptx"]),
    ("anywarp-backend-", &["llvm-config", "anywarp-diag", "anywarp-artifact", "anywarp-passes"]),
    ("anywarp-runtime", &["anywarp-artifact"]),
    ("anywarp-random", &[]),
    ("anywarp-bench-harness", &[]),
];

/// The only crates that may use a library that decides what a crate is about.
const DOORS: &[(&str, &[&str])] = &[
    ("inkwell", &["llvm-config"]),
    ("llvm-sys", &["llvm-config"]),
    ("wasmtime", &["anywarp-runtime", "anywarp-bench-harness"]),
    ("ash", &["anywarp-runtime"]),
    ("rspirv", &["anywarp-backend-spirv"]),
];

/// A package of the workspace, from its manifest.
struct Package {
    name: String,
    folder: PathBuf,
    /// What it uses outside of tests.
    uses: Vec<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn packages() -> Vec<Package> {
    let manifest = read(&root().join("Cargo.toml"));
    let members = manifest.lines().find_map(|line| line.strip_prefix("members = "));
    let members = members.expect("the workspace lists its members in one line");
    members.split('"').skip(1).step_by(2).map(|member| package(&root().join(member))).collect()
}

fn package(folder: &Path) -> Package {
    let manifest = read(&folder.join("Cargo.toml"));
    let mut package = Package { name: String::new(), folder: folder.to_owned(), uses: Vec::new() };
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if let Some((key, value)) = line.split_once('=') {
            let key = key.trim();
            match section {
                "[package]" if key == "name" => package.name = value.trim().trim_matches('"').to_owned(),
                "[dependencies]" | "[build-dependencies]" => {
                    package.uses.push(key.split('.').next().unwrap_or(key).to_owned());
                }
                _ => {}
            }
        }
    }
    assert!(!package.name.is_empty(), "{} has a name", folder.display());
    package
}

/// Files with the extension below `folder`.
fn sources(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect());
    let mut found = Vec::new();
    for path in entries.unwrap_or_else(|_| Vec::<PathBuf>::new()) {
        if path.is_dir() {
            found.extend(sources(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found
}

/// Our Rust files, tests included.
fn rust_files() -> Vec<PathBuf> {
    let folders = packages().into_iter().flat_map(|p| [p.folder.join("src"), p.folder.join("tests")]);
    folders.flat_map(|folder| sources(&folder, "rs")).collect()
}

#[test]
fn a_crate_uses_only_the_crates_before_it() {
    let packages = packages();
    for package in &packages {
        // `cli` connects the stages and `tests` looks at all of them; nothing uses either.
        let rule = MAY_USE.iter().find(|(name, _)| package.name.starts_with(name));
        let ours = package.uses.iter().filter(|used| packages.iter().any(|other| other.name == **used));
        for used in ours {
            assert!(
                !["anywarp-cli", "anywarp-tests"].contains(&used.as_str()),
                "{} uses {used}",
                package.name
            );
            match rule {
                Some((_, allowed)) => assert!(
                    allowed.contains(&used.as_str()),
                    "{} uses {used}: a stage knows the type before it, never the stage after it (ARCHITECTURE.md)",
                    package.name
                ),
                None => assert!(
                    ["anywarp-cli", "anywarp-tests"].contains(&package.name.as_str()),
                    "{} has no rule: say in tests/src/tidy.rs what it may use",
                    package.name
                ),
            }
        }
    }
}

#[test]
fn large_libraries_have_one_door() {
    for package in packages() {
        for (library, doors) in DOORS {
            assert!(
                !package.uses.iter().any(|used| used == library) || doors.contains(&package.name.as_str()),
                "{} uses {library}, which only {} may",
                package.name,
                doors.join(", ")
            );
        }
    }
}

#[test]
fn unsafe_code_is_in_two_crates() {
    for package in packages() {
        if WITH_UNSAFE.contains(&package.name.as_str()) {
            continue;
        }
        let mut roots = sources(&package.folder.join("src/bin"), "rs");
        roots.extend(["src/lib.rs", "src/main.rs"].map(|root| package.folder.join(root)));
        for root in roots.iter().filter(|root| root.is_file()) {
            assert!(
                read(root).contains("#![forbid(unsafe_code)]"),
                "{} does not say #![forbid(unsafe_code)]: only {} may have unsafe code",
                root.display(),
                WITH_UNSAFE.join(" and ")
            );
        }
    }
}

#[test]
fn files_are_short_and_begin_with_their_purpose() {
    let (files, mut too_long) = (rust_files(), BTreeMap::new());
    assert!(files.len() > 100, "the files were not found");
    for path in files {
        let text = read(&path);
        assert!(text.starts_with("//! "), "{}: line 1 says what the file is for", path.display());
        if text.lines().count() > LINES {
            too_long.insert(path, text.lines().count());
        }
    }
    assert!(too_long.is_empty(), "more than {LINES} lines, split by idea: {too_long:?}");
}
