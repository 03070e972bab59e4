//! PTX files that carry what runs: text of PTX for people and tools, then the NVVM IR that it was made of in comments.
//!
//! The comments are the last lines: [`BEGIN`], lines of base64 after `//`, [`END`]. What they hold is a
//! [`Relocatable`], so that a loader treats a `.ptx` file like one translation unit before its device link.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::{ReadError, Relocatable};

/// The line before the code.
pub const BEGIN: &str = "// anywarp: NVVM IR begins";
/// The line after the code.
pub const END: &str = "// anywarp: NVVM IR ends";

/// Characters of base64 a line.
const LINE: usize = 96;

/// `text` with `unit` behind it.
pub fn join(text: &str, unit: &Relocatable) -> String {
    let code = STANDARD.encode(unit.to_bytes());
    let mut joined = String::with_capacity(text.len() + code.len() + code.len() / 16);
    joined += text.trim_end();
    joined += "\n\n";
    joined += BEGIN;
    joined.push('\n');
    let mut rest = code.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE));
        joined += "//";
        joined += line;
        joined.push('\n');
        rest = after;
    }
    joined += END;
    joined.push('\n');
    joined
}

/// The code behind PTX; none if the text has none (it was written by hand, or by another compiler).
///
/// # Errors
/// The code is there but damaged or of another version.
pub fn read(text: &str) -> Result<Option<Relocatable>, ReadError> {
    let mut lines = text.lines().skip_while(|line| *line != BEGIN);
    if lines.next().is_none() {
        return Ok(None);
    }
    let mut code = String::new();
    for line in lines {
        if line == END {
            let bytes = STANDARD.decode(&code).map_err(|_| ReadError::NotAnArtifact)?;
            return Ok(Relocatable::read_all(&bytes)?.pop());
        }
        code += line.strip_prefix("//").ok_or(ReadError::NotAnArtifact)?;
    }
    Err(ReadError::NotAnArtifact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_read_back_and_damage_is_told_from_absence() {
        let unit = Relocatable { source: "a.cu".into(), bitcode: (0..=255).cycle().take(1000).collect() };
        let joined = join(".version 8.2\n", &unit);
        assert!(joined.starts_with(".version 8.2\n\n// "));
        assert!(joined.lines().skip(1).all(|line| line.is_empty() || line.starts_with("//")));
        assert_eq!(read(&joined), Ok(Some(unit)));
        assert_eq!(read(".version 8.2\n"), Ok(None));
        let cut = &joined[..joined.len() - END.len() - 1];
        assert_eq!(read(cut), Err(ReadError::NotAnArtifact));
        assert!(read(&joined.replacen("//A", "//B", 1)).is_err(), "a changed byte");
    }
}
