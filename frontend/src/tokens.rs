//! Where the tokens of C++ end, as far as scans of a source's text need it.

/// The end of the comment, literal, word or other character that begins at `at`.
pub(crate) fn after_token(source: &[u8], at: usize) -> usize {
    let rest = &source[at..];
    if rest.starts_with(b"//") {
        at + line_comment(rest)
    } else if rest.starts_with(b"/*") {
        find(rest, b"*/", 2).map_or(source.len(), |end| at + end + 2)
    } else if rest[0] == b'"' || rest[0] == b'\'' {
        at + quoted(rest)
    } else if rest[0].is_ascii_alphanumeric() || rest[0] == b'_' {
        // In a number, an apostrophe separates digits.
        let number = rest[0].is_ascii_digit();
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || (number && *byte == b'\'');
        let end = rest.iter().position(|byte| !part(byte)).unwrap_or(rest.len());
        let raw = matches!(&rest[..end], b"R" | b"LR" | b"uR" | b"UR" | b"u8R");
        if raw && rest.get(end) == Some(&b'"') { at + end + raw_string(&rest[end..]) } else { at + end }
    } else {
        at + 1
    }
}

/// Length of a `//` comment, which a backslash at the end of the line continues.
pub(crate) fn line_comment(text: &[u8]) -> usize {
    let ends = |&at: &usize| text[at] == b'\n' && text[at - 1] != b'\\';
    (1..text.len()).find(ends).unwrap_or(text.len())
}

/// Length of the string or character literal that `text` begins with.
fn quoted(text: &[u8]) -> usize {
    let mut at = 1;
    while at < text.len() && text[at] != text[0] && text[at] != b'\n' {
        at += if text[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// Length of the raw string literal that `text` begins with, from its quote.
fn raw_string(text: &[u8]) -> usize {
    let Some(open) = find(text, b"(", 1) else { return text.len() };
    let mut close = vec![b')'];
    close.extend_from_slice(&text[1..open]);
    close.push(b'"');
    find(text, &close, open).map_or(text.len(), |end| end + close.len())
}

/// Where `what` first occurs in `text`, from `start` on.
fn find(text: &[u8], what: &[u8], start: usize) -> Option<usize> {
    text.get(start..)?.windows(what.len()).position(|window| window == what).map(|at| at + start)
}
