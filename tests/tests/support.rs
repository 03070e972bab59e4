//! `docs/cuda-support.md`: what of CUDA is supported, from the tables of the code, the headers and the tests.
//!
//! A row names a test that contains its word. A device supports what passes there in such a test; what no test contains is
//! `untested`, whatever the code does. `BLESS=1 cargo test --release -p anywarp-tests --test support` writes the page.

#[path = "support/declarations.rs"]
mod declarations;
#[path = "support/language.rs"]
mod language;
#[path = "support/mentions.rs"]
mod mentions;

use std::fmt::Write;

use anywarp_ptx::opcodes::OPCODES;
use anywarp_runtime::api::table::{FUNCTIONS, Support};
use anywarp_tests::toolkit::Toolkit;
use mentions::{Mentions, passes_on_vulkan, workspace};

const HEAD: &str = "# What is supported

Generated from the runtime's table of functions, the headers of the toolkit, the table of PTX opcodes and the tests by
`BLESS=1 cargo test --release -p anywarp-tests --test support`.

- `supported`: the test of the row contains it and passes on the device (Vulkan: on lavapipe, as `tests/src/expectations.rs`
  has it).
- `refused CODE`: an error with that code says so, see [errors](errors.md); in the runtime it is what the function returns.
- `untested`: it is there, but no test that passes on the device contains it.

`tests/` is left out in front of the names of tests.
";

/// A table of the page.
struct Table(String);

impl Table {
    fn new(title: &str, about: &str) -> Self {
        Self(format!("\n## {title}\n\n{about}\n\n| | wasm | Vulkan | test |\n| --- | --- | --- | --- |\n"))
    }

    fn row(&mut self, name: &str, devices: [&str; 2], test: &str) {
        writeln!(self.0, "| {name} | {} | {} | {test} |", devices[0], devices[1]).expect("a string");
    }

    /// A row for a function that a device refuses, if it is one; a device that does not passes the test.
    fn refused(&mut self, mentions: &Mentions, name: &str) -> bool {
        let Some(function) = language::REFUSED_FUNCTIONS.iter().find(|function| function.name == name) else {
            return false;
        };
        let test = function.test;
        assert!(mentions.has(test, name), "tests/{test}.cu does not contain `{name}`");
        let [wasm, vulkan] = function
            .refused
            .map(|code| code.map_or_else(|| "supported".to_owned(), |code| format!("refused {code}")));
        self.row(&format!("`{name}`"), [&wasm, &vulkan], test);
        true
    }

    /// A row for something that every test which contains `word` shows.
    fn covered(&mut self, mentions: &Mentions, word: &str) {
        let name = format!("`{word}`");
        match mentions.test_of(word) {
            Some(test) => self.row(&name, shown_by(test), test),
            None => self.row(&name, ["untested", "untested"], ""),
        }
    }
}

fn shown_by(test: &str) -> [&'static str; 2] {
    ["supported", if passes_on_vulkan(test) { "supported" } else { "untested" }]
}

fn language(mentions: &Mentions) -> Table {
    let mut table = Table::new("Language", "What CUDA adds to C++.");
    for feature in language::FEATURES {
        assert!(
            mentions.says(feature.test, feature.text),
            "{}: tests/{}.cu does not contain `{}`",
            feature.name,
            feature.test,
            feature.text
        );
        let shown = shown_by(feature.test);
        let device = |index: usize| {
            feature.refused[index].map_or_else(|| shown[index].to_owned(), |code| format!("refused {code}"))
        };
        table.row(feature.name, [&device(0), &device(1)], feature.test);
    }
    table
}

fn functions(mentions: &Mentions) -> Table {
    let mut table = Table::new(
        "Runtime API",
        "Forms of a function for the per-thread default stream (`_ptds`, `_ptsz`) are as the function.",
    );
    let mut functions: Vec<_> = FUNCTIONS.iter().filter(|(name, _)| !name.contains("_pt")).collect();
    functions.sort_by_key(|(name, _)| *name);
    for &(name, support) in functions {
        if table.refused(mentions, name) {
            continue;
        }
        if let Some(test) = called_by_the_compiler(name).filter(|_| support == Support::Real) {
            table.row(&format!("`{name}`"), shown_by(test), test);
        } else if support == Support::Real {
            table.covered(mentions, name);
        } else {
            let refused = "refused cudaErrorNotSupported";
            let missing = support == Support::Missing;
            let test = if missing { Some("runtime/tests/table.rs") } else { mentions.test_of(name) };
            table.row(&format!("`{name}`"), [refused, refused], test.unwrap_or("untested"));
        }
    }
    table
}

/// A program whose compiled form calls the function: nobody writes a `__cuda` function, but every program with a kernel
/// registers it and pushes the arguments of its launch, and those with variables register these. In device code `printf`
/// and `assert` become calls.
fn called_by_the_compiler(name: &str) -> Option<&'static str> {
    match name {
        "__cudaRegisterVar" => Some("run/device-variables"),
        "vprintf" => Some("run/printf-in-kernels"),
        "__assert_fail" | "__assertfail" => Some("api/fault-assert"),
        // Only other compilers call it.
        "__cudaInitModule" => Some("api/registration-by-others"),
        _ => name.starts_with("__cuda").then_some("run/vector-add"),
    }
}

fn intrinsics(toolkit: &Toolkit, mentions: &Mentions) -> Table {
    let mut table = Table::new(
        "Device functions",
        "Every function for kernels that the headers declare, but for CCCL's.",
    );
    for (name, unavailable) in declarations::device_functions(toolkit) {
        if table.refused(mentions, &name) {
            continue;
        }
        if let Some(test) = called_by_the_compiler(&name) {
            table.row(&format!("`{name}`"), shown_by(test), test);
        } else if unavailable {
            // Textures and surfaces, all declared by one macro.
            let test = mentions.refusal_of(&name).unwrap_or("ui/texture-object");
            table.row(&format!("`{name}`"), ["refused AW0002", "refused AW0002"], test);
        } else {
            table.covered(mentions, &name);
        }
    }
    table
}

fn opcodes() -> Table {
    let mut table = Table::new("Inline PTX", "[Inline PTX](ptx.md) says which forms of an opcode there are.");
    for opcode in OPCODES {
        let name = format!("`{}`", opcode.name);
        let tests: Vec<&str> = opcode.tests.split_whitespace().collect();
        let test = tests.iter().copied().find(|test| passes_on_vulkan(test)).unwrap_or(tests[0]);
        let refused = "refused AW1002";
        let devices = if opcode.is_supported() { shown_by(test) } else { [refused, refused] };
        table.row(&name, devices, test);
    }
    table
}

#[test]
fn the_page_agrees_with_the_code_and_the_tests() {
    let toolkit = Toolkit::find().expect("a toolkit");
    let mentions = Mentions::read(&toolkit);
    let mut text = HEAD.to_owned();
    for table in [language(&mentions), functions(&mentions), intrinsics(&toolkit, &mentions), opcodes()] {
        text += &table.0;
    }
    every_code_is_known(&text);
    let path = workspace("docs/cuda-support.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).expect("writable");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = there.lines().zip(text.lines()).find(|(old, new)| old != new);
    assert!(
        there == text,
        "docs/cuda-support.md is old (first difference: {differs:?}); run: \
         BLESS=1 cargo test --release -p anywarp-tests --test support"
    );
}

/// The codes of the rows are sections of `docs/errors.md`.
fn every_code_is_known(text: &str) {
    let errors = std::fs::read_to_string(workspace("docs/errors.md")).expect("a page of errors");
    for code in text.split("| refused ").skip(1).filter_map(|rest| rest.split(' ').next()) {
        let known = code == "cudaErrorNotSupported" || errors.contains(&format!("\n## {code}: "));
        assert!(known, "docs/errors.md does not know {code}");
    }
}
