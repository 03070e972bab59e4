//! Which tests contain a word, and on which devices they pass.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anywarp_tests::expectations::{NOT_ON_VULKAN, REFUSALS, WRONG_ON_VULKAN};
use anywarp_tests::program::RUN_ON_VULKAN;
use anywarp_tests::toolkit::Toolkit;

use super::declarations::{lines_of, preprocessed, tokens};

/// Folders below the workspace whose files are tests, in the order in which a test of them is named.
const FOLDERS: [&str; 7] = [
    "tests/run",
    "tests/shapes",
    "tests/api",
    "tests/slow",
    "tests/ui",
    "runtime/tests",
    "passes/libdevice/test",
];

struct Test {
    name: String,
    text: String,
    words: BTreeSet<String>,
}

/// The words of every test.
pub(crate) struct Mentions {
    tests: Vec<Test>,
    /// For each word the places of its tests.
    words: BTreeMap<String, Vec<usize>>,
}

pub(crate) fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

impl Mentions {
    /// Reads every test; those that paste words together are preprocessed, so that what they say is there.
    pub(crate) fn read(toolkit: &Toolkit) -> Self {
        let mut tests = Vec::new();
        for folder in FOLDERS {
            let mut files: Vec<PathBuf> = fs::read_dir(workspace(folder))
                .expect("a folder of tests")
                .map(|entry| entry.expect("readable").path())
                .filter(|path| {
                    path.extension().is_some_and(|end| ["cu", "c", "rs"].iter().any(|e| end == *e))
                })
                .collect();
            files.sort();
            for path in files {
                let text = fs::read_to_string(&path).expect("text");
                let mut words: BTreeSet<String> = tokens(&text).into_iter().map(str::to_owned).collect();
                if text.contains("##") || text.contains("sixteen_bits.h") || text.contains("ptx_half.h") {
                    words.extend(pasted(toolkit, folder, &path));
                }
                tests.push(Test { name: name_of(folder, &path), text, words });
            }
        }
        let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, test) in tests.iter().enumerate() {
            for word in &test.words {
                words.entry(word.clone()).or_default().push(index);
            }
        }
        Self { tests, words }
    }

    /// The test to name for a word: one that passes on Vulkan too, if there is one.
    pub(crate) fn test_of(&self, word: &str) -> Option<&str> {
        let found = || {
            let indices = self.words.get(word).into_iter().flatten();
            indices.map(|&index| self.tests[index].name.as_str()).filter(|name| !name.starts_with("ui/"))
        };
        found().find(|name| passes_on_vulkan(name)).or_else(|| found().next())
    }

    /// The test that shows how the use of a word is refused.
    pub(crate) fn refusal_of(&self, word: &str) -> Option<&str> {
        let indices = self.words.get(word).into_iter().flatten();
        indices.map(|&index| self.tests[index].name.as_str()).find(|name| name.starts_with("ui/"))
    }

    /// True if the test is there and contains the word.
    pub(crate) fn has(&self, test: &str, word: &str) -> bool {
        self.tests.iter().any(|there| there.name == test && there.words.contains(word))
    }

    /// True if the test is there and `text` is part of its source.
    pub(crate) fn says(&self, test: &str, text: &str) -> bool {
        self.tests.iter().any(|there| there.name == test && there.text.contains(text))
    }
}

/// Programs of some folders run on Vulkan too, but for those that are known not to pass there.
pub(crate) fn passes_on_vulkan(test: &str) -> bool {
    let known = WRONG_ON_VULKAN.iter().chain(NOT_ON_VULKAN);
    test.split_once('/').is_some_and(|(folder, _)| RUN_ON_VULKAN.contains(&folder))
        && !REFUSALS.iter().any(|refusal| refusal.test == test)
        && !known.into_iter().any(|failure| failure.test == test)
}

/// `run/vector-add`, `runtime/tests/launch.rs`.
fn name_of(folder: &str, path: &Path) -> String {
    let file = path.file_name().and_then(|name| name.to_str()).expect("a name");
    match folder.strip_prefix("tests/") {
        Some(short) => format!("{short}/{}", file.rsplit_once('.').map_or(file, |(stem, _)| stem)),
        None => format!("{folder}/{file}"),
    }
}

fn pasted(toolkit: &Toolkit, folder: &str, path: &Path) -> Vec<String> {
    let work = tempfile::tempdir().expect("a temporary folder");
    if path.extension().is_none_or(|end| end != "cu") {
        return Vec::new();
    }
    let source = fs::canonicalize(path).expect("a path");
    let include = format!("-I{}", source.parent().expect("a folder").display());
    let text = preprocessed(toolkit, work.path(), &source.to_string_lossy(), &[&include]);
    let own = lines_of(&text, |file| {
        file.contains(folder) || file.contains("tests/common") || file.contains("../common")
    });
    tokens(&own).into_iter().map(str::to_owned).collect()
}
