//! A test of passes: a module of LLVM IR between comments that say what is run and what must come out.
//!
//! ```text
//! ; test guard-division
//! ; about a variable divisor is replaced by 1 where the instruction would trap
//! define i32 @f(i32 %a, i32 %b) { ... }
//!
//! ; check: icmp eq i32 %b, 0
//! ; not: sdiv i32 %a, %b
//! ```
//!
//! `check:`, `sameln:`, `nextln:`, `unordered:`, `not:` and `regex:` are those of the `filecheck` crate; `$V` stands
//! for any local value and `$L` for any label. A refused module has `; expect` and the exact diagnostics instead,
//! which `BLESS=1` rewrites.

use std::path::Path;

use anywarp_passes::{HostPointers, Optimize, Options, Width, run_named};
use filecheck::{Checker, CheckerBuilder, NO_VARIABLES};

use crate::compare::same;

const DIRECTIVES: [&str; 6] = ["check", "sameln", "nextln", "unordered", "not", "regex"];

/// What a file says.
#[derive(Debug, PartialEq, Eq)]
struct PassTest<'t> {
    passes: Vec<&'t str>,
    about: &'t str,
    host_pointers: HostPointers,
    /// What must come out, one directive a line.
    directives: Vec<&'t str>,
    /// The exact diagnostics of a refused module.
    refusal: Option<String>,
}

/// Runs the test at `path`, a file in the folder of one of the passes that it runs.
///
/// # Errors
/// What is not as it should be.
pub fn check(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let test = PassTest::parse(&text)?;
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    if !test.passes.contains(&&*folder) {
        return Err(format!("lies in the folder of `{folder}`, which it does not run"));
    }
    let options = Options {
        host_pointers: test.host_pointers,
        optimize: Optimize::Full,
        width: Width::Automatic,
        verify_each: true,
        library_headers: Vec::new(),
        device_runtime: anywarp_backend_wasm::DEVICE_RUNTIME,
    };
    match (run_named(&test.passes, &text, &options), &test.refusal) {
        (Ok(output), None) => match_directives(&test.directives, &output),
        (Err(errors), Some(expected)) => {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            compare_refusal(path, &text, expected, &(lines.join("\n") + "\n"))
        }
        (Ok(output), Some(_)) => Err(format!("must be refused, but became\n{output}")),
        (Err(errors), None) => {
            Err(errors.iter().map(ToString::to_string).collect::<Vec<String>>().join("\n"))
        }
    }
}

impl<'t> PassTest<'t> {
    fn parse(text: &'t str) -> Result<Self, String> {
        let mut test = Self {
            passes: Vec::new(),
            about: "",
            host_pointers: HostPointers::Bits64,
            directives: Vec::new(),
            refusal: None,
        };
        for line in text.lines().map_while(|line| line.strip_prefix("; ")) {
            match line.split_once(' ') {
                Some(("test", passes)) => test.passes = passes.split(',').map(str::trim).collect(),
                Some(("about", about)) => test.about = about,
                Some(("host-pointers", "32")) => test.host_pointers = HostPointers::Bits32,
                // The second line of a longer text.
                _ if !test.about.is_empty() => {}
                _ => {
                    return Err(format!("`{line}` is not a line of a header: test, about, host-pointers 32"));
                }
            }
        }
        let mut lines = text.lines();
        for line in lines.by_ref() {
            if line == "; expect" {
                break;
            }
            let Some((key, _)) = line.strip_prefix("; ").and_then(|rest| rest.split_once(": ")) else {
                continue;
            };
            if DIRECTIVES.contains(&key) {
                test.directives.push(line);
            } else if !key.contains(' ') {
                return Err(format!("`{key}:` is no directive"));
            }
        }
        if text.lines().any(|line| line == "; expect") {
            let lines = lines.map(|line| line.strip_prefix("; ").unwrap_or(line));
            test.refusal = Some(lines.map(|line| format!("{line}\n")).collect());
        }
        if test.passes.is_empty() || test.about.is_empty() {
            return Err("the first lines say `; test PASS[, PASS]` and `; about WHAT`".to_owned());
        }
        if test.directives.is_empty() == test.refusal.is_none() {
            return Err("says either what must come out or, after `; expect`, why it is refused".to_owned());
        }
        Ok(test)
    }
}

fn match_directives(directives: &[&str], output: &str) -> Result<(), String> {
    let checker = checker(directives).map_err(|error| error.to_string())?;
    let (matched, explanation) = checker.explain(output, NO_VARIABLES).map_err(|error| error.to_string())?;
    if matched { Ok(()) } else { Err(explanation) }
}

fn checker(directives: &[&str]) -> Result<Checker, filecheck::Error> {
    let mut builder = CheckerBuilder::new();
    builder.directive(r"regex: V=%[-\w.]+")?;
    builder.directive(r"regex: L=[-\w.]+")?;
    for line in directives {
        builder.directive(line)?;
    }
    Ok(builder.finish())
}

fn compare_refusal(path: &Path, text: &str, expected: &str, actual: &str) -> Result<(), String> {
    if expected != actual && std::env::var_os("BLESS").is_some() {
        let kept = text.lines().take_while(|line| *line != "; expect");
        let comments = actual.lines().map(|line| format!("; {line}"));
        let blessed: Vec<String> =
            kept.map(str::to_owned).chain(["; expect".to_owned()]).chain(comments).collect();
        return std::fs::write(path, blessed.join("\n") + "\n")
            .map_err(|error| format!("{}: {error}", path.display()));
    }
    same("other diagnostics; BLESS=1 accepts them", expected, actual)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "; test a-pass, another\n; about it\n";

    #[test]
    fn a_header_names_passes_and_the_end_what_comes_out() {
        let text = format!("{HEADER}define void @f()\n; check: f\n; not: g\n");
        let test = PassTest::parse(&text).expect("well formed");
        assert_eq!(test.passes, ["a-pass", "another"]);
        assert_eq!(test.directives, ["; check: f", "; not: g"]);
    }

    #[test]
    fn a_misspelt_directive_is_an_error() {
        let error = PassTest::parse(&format!("{HEADER}\n; chekc: f\n; check: f\n")).expect_err("misspelt");
        assert!(error.contains("chekc"), "{error}");
    }

    #[test]
    fn a_test_that_checks_nothing_is_an_error() {
        assert!(PassTest::parse(&format!("{HEADER}\ndefine void @f()\n")).is_err());
    }

    #[test]
    fn a_refusal_is_everything_after_expect() {
        let text = format!("{HEADER}\n; expect\n; error: no [AW1001]\n;   note: why\n");
        let test = PassTest::parse(&text).expect("well formed");
        assert_eq!(test.refusal.as_deref(), Some("error: no [AW1001]\n  note: why\n"));
    }
}
