//! Compares a text with the one a file holds.

use std::path::Path;

use similar::TextDiff;

/// Folders whose paths differ from machine to machine, and the names that stand for them.
pub struct Places<'a> {
    pub toolkit: &'a Path,
    pub work: &'a Path,
}

/// Replaces what differs from machine to machine: folders, clang's own folder, addresses.
pub fn normalise(text: &str, places: &Places<'_>) -> String {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut result = text.replace(&*places.work.to_string_lossy(), "$WORK");
    result = result.replace(&*places.toolkit.to_string_lossy(), "$TOOLKIT");
    result = result.replace(&*tests.to_string_lossy(), "$TESTS");
    // Positions in clang's buffer of pasted tokens change with every header: the place, its text and the caret go.
    let mut pasted = 0;
    let mut lines = Vec::new();
    for line in result.split_inclusive('\n') {
        if line.starts_with("<scratch space>") {
            pasted = 3;
        }
        if pasted > 0 {
            pasted -= 1;
        } else {
            lines.push(without_clang_folder(line));
        }
    }
    without_addresses(&lines.concat())
}

/// `/usr/lib/llvm-22/lib/clang/22/include/x.h: …` becomes `$CLANG/include/x.h: …`.
fn without_clang_folder(line: &str) -> String {
    let Some(at) = line.find("/lib/clang/") else { return line.to_owned() };
    let start = line[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let version = at + "/lib/clang/".len();
    let end = line[version..].find('/').map_or(line.len(), |slash| version + slash);
    format!("{}$CLANG{}", &line[..start], &line[end..])
}

/// Addresses, and distances between them: numbers of seven and more digits. Short ones are part of a message.
fn without_addresses(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        normal.push_str(&rest[..at]);
        rest = &rest[at..];
        let hexadecimal = rest.starts_with("0x");
        let prefix = if hexadecimal { 2 } else { 0 };
        let digits = rest[prefix..]
            .bytes()
            .take_while(|byte| if hexadecimal { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() })
            .count();
        match (digits > 6, hexadecimal) {
            (true, true) => normal.push_str("0xADDRESS"),
            (true, false) => normal.push_str("NUMBER"),
            (false, _) => normal.push_str(&rest[..prefix + digits]),
        }
        rest = &rest[prefix + digits..];
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
        let text = "/w/a: 0x7f0012345678 is not 0x10, see /t/include/x.h:3 12345678 0x\nin /usr/lib/clang/22/include/y.h:1\n";
        let places = Places { toolkit: Path::new("/t"), work: Path::new("/w") };
        let normal =
            "$WORK/a: 0xADDRESS is not 0x10, see $TOOLKIT/include/x.h:3 NUMBER 0x\nin $CLANG/include/y.h:1\n";
        assert_eq!(normalise(text, &places), normal);
    }

    #[test]
    fn a_difference_is_shown() {
        let diff = same("stdout", "a\nb\n", "a\nc\n").expect_err("the texts differ");
        assert!(diff.contains("-b\n+c\n"));
    }
}
