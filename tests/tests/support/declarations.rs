//! The device functions that the toolkit's headers declare, from what the preprocessor makes of them.

use std::collections::BTreeMap;
use std::time::Duration;

use anywarp_tests::process::{command, run};
use anywarp_tests::toolkit::Toolkit;

/// Every header with device functions, but for CCCL's.
const HEADERS: [&str; 11] = [
    "cuda_runtime.h",
    "cuda_fp16.h",
    "cuda_bf16.h",
    "cuda_fp8.h",
    "cuComplex.h",
    "cooperative_groups.h",
    "cooperative_groups/reduce.h",
    "cooperative_groups/scan.h",
    "cooperative_groups/memcpy_async.h",
    "cuda_pipeline.h",
    "cuda_awbarrier.h",
];

/// Names of device functions, each with whether a use is an error (its declaration is `unavailable`).
pub(crate) fn device_functions(toolkit: &Toolkit) -> BTreeMap<String, bool> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text: String = HEADERS.iter().map(|header| format!("#include <{header}>\n")).collect();
    std::fs::write(folder.path().join("all.cu"), text).expect("writable");
    let text = preprocessed(toolkit, folder.path(), "all.cu", &[]);
    let own = |file: &str| file.contains("linux/include") || file.contains("__clang_cuda");
    let mut names = BTreeMap::new();
    Scanner::new(&lines_of(&text, own)).scan(&mut names);
    names
}

/// What the preprocessor makes of a source.
pub(crate) fn preprocessed(
    toolkit: &Toolkit,
    folder: &std::path::Path,
    source: &str,
    options: &[&str],
) -> String {
    let mut nvcc = command(&toolkit.nvcc(), folder);
    nvcc.args(["-E", "-arch=sm_90", "-std=c++17", source]).args(options);
    let finished = run(nvcc, folder, Duration::from_secs(60)).expect("it ends");
    assert!(finished.status.success(), "{source}: {}", finished.stderr);
    finished.stdout
}

/// The lines that come from files of which `wanted` is true.
pub(crate) fn lines_of(text: &str, wanted: impl Fn(&str) -> bool) -> String {
    let mut keep = false;
    let mut kept = String::new();
    for line in text.lines() {
        if let Some(file) = line.strip_prefix("# ").and_then(|marker| marker.split('"').nth(1)) {
            keep = wanted(file);
        } else if keep {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Identifiers and single characters.
pub(crate) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else if first == '"' {
            rest[1..].find('"').map_or(rest.len(), |end| end + 2)
        } else {
            first.len_utf8()
        };
        tokens.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    tokens
}

struct Scanner<'a> {
    tokens: Vec<&'a str>,
    /// The names before the braces around the place.
    scopes: Vec<&'a str>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self { tokens: tokens(text), scopes: Vec::new() }
    }

    fn at(&self, index: usize) -> &'a str {
        self.tokens.get(index).copied().unwrap_or("")
    }

    fn scan(mut self, names: &mut BTreeMap<String, bool>) {
        for index in 0..self.tokens.len() {
            match self.at(index) {
                "{" => self.scopes.push(if index > 0 { self.at(index - 1) } else { "" }),
                "}" => drop(self.scopes.pop()),
                "__attribute__" if self.at(index + 3) == "device" => {
                    if let Some((name, unavailable)) = self.declared(index + 6)
                        && !self.scopes.iter().any(|scope| scope.contains("anywarp"))
                        && is_public(name)
                    {
                        let entry = names.entry(name.to_owned()).or_insert(unavailable);
                        *entry &= unavailable;
                    }
                }
                _ => {}
            }
        }
    }

    /// The function that is declared behind the attribute before `index`.
    fn declared(&self, mut index: usize) -> Option<(&'a str, bool)> {
        let mut unavailable = false;
        loop {
            match self.at(index) {
                "" | ";" | "{" | "}" | "=" => return None,
                "__attribute__" | "decltype" | "alignas" => {
                    let end = self.behind_parentheses(index + 1);
                    unavailable |= self.tokens[index..end].contains(&"unavailable");
                    index = end;
                }
                "(" => {
                    let (name, before) = (self.at(index - 1), self.at(index - 2));
                    let identifier = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
                    return (identifier && name != "operator" && before != "operator" && before != "~")
                        .then_some((name, unavailable));
                }
                _ => index += 1,
            }
        }
    }

    fn behind_parentheses(&self, mut index: usize) -> usize {
        let mut depth = 0;
        while index < self.tokens.len() {
            match self.at(index) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            index += 1;
            if depth == 0 {
                break;
            }
        }
        index
    }
}

/// False for what the headers use inside: the math library, clang's own names, types of arguments.
fn is_public(name: &str) -> bool {
    let library =
        name.starts_with("__nv_") && !name.starts_with("__nv_cvt_") && !name.starts_with("__nv_atomic");
    let inside = ["anywarp", "__clang", "__get_", "__cudaOccupancy"].iter().any(|part| name.contains(part));
    !library && !inside && !matches!(name, "operator" | "if" | "bool")
}
