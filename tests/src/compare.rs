//! Compares a text with the one a file holds.

use std::path::Path;

use similar::TextDiff;

/// Replaces what differs from machine to machine: the folder of the sources, the temporary folder, addresses.
pub fn normalise(text: &str, sources: &Path, work: &Path) -> String {
    let mut result = text.replace(&*work.to_string_lossy(), "$WORK");
    result = result.replace(&*sources.to_string_lossy(), "$TESTS");
    let mut normal = String::with_capacity(result.len());
    let mut rest = result.as_str();
    while let Some(at) = rest.find("0x") {
        let digits = rest[at + 2..].bytes().take_while(u8::is_ascii_hexdigit).count();
        // Short numbers are part of the message (an offset of a null pointer, a flag).
        normal.push_str(&rest[..at + 2]);
        normal.push_str(if digits > 6 { "ADDRESS" } else { &rest[at + 2..at + 2 + digits] });
        rest = &rest[at + 2 + digits..];
    }
    normal.push_str(rest);
    normal
}

/// The difference as a unified diff, or nothing.
pub fn same(what: &str, expected: &str, actual: &str) -> Result<(), String> {
    if expected == actual {
        return Ok(());
    }
    let diff = TextDiff::from_lines(expected, actual);
    Err(format!("{what}:\n{}", diff.unified_diff().context_radius(3).header("expected", "actual")))
}

/// Compares with the file's text; under `BLESS=1` the file takes the new text (an empty text needs no file).
pub fn same_as_file(path: &Path, actual: &str) -> Result<(), String> {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(path, actual).map_err(|error| format!("{}: {error}", path.display()));
    }
    same(&format!("{} differs; BLESS=1 accepts the new text", path.display()), &expected, actual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_between_machines_is_replaced() {
        let text = "/w/a: 0x7f0012345678 is not 0x10, see /t/run/x.cu:3 0x";
        assert_eq!(
            normalise(text, Path::new("/t"), Path::new("/w")),
            "$WORK/a: 0xADDRESS is not 0x10, see $TESTS/run/x.cu:3 0x"
        );
    }

    #[test]
    fn a_difference_is_shown() {
        let diff = same("stdout", "a\nb\n", "a\nc\n").expect_err("the texts differ");
        assert!(diff.contains("-b\n+c\n"));
    }
}
