//! `kernel<<<{16, 16}, {32}>>>(…)`: nvcc takes braces as the extents of a launch, clang's parser does not.
//!
//! [`name_extents`] turns them into `dim3{…}` in the text of the source; the front end hands clang that text in place
//! of the file's, so messages keep file and line. Launches that come out of a macro or a header stay as they are.

/// `source` with `dim3` before every brace that begins the first or second argument of a launch; `None` if there is
/// no such brace.
pub fn name_extents(source: &[u8]) -> Option<Vec<u8>> {
    let mut changed = Vec::new();
    let mut at = 0;
    while at < source.len() {
        if source[at..].starts_with(b"<<<") {
            at = launch(source, at + 3, &mut changed);
        } else {
            at = after_token(source, at);
        }
    }
    if changed.is_empty() {
        return None;
    }
    let mut out = Vec::with_capacity(source.len() + 4 * changed.len());
    let mut copied = 0;
    for brace in changed {
        out.extend_from_slice(&source[copied..brace]);
        out.extend_from_slice(b"dim3");
        copied = brace;
    }
    out.extend_from_slice(&source[copied..]);
    Some(out)
}

/// Reads a launch configuration that begins at `at` and notes its braces; returns where it ends.
fn launch(source: &[u8], mut at: usize, braces: &mut Vec<usize>) -> usize {
    let (mut depth, mut argument, mut begins) = (0usize, 0, true);
    let mut found = Vec::new();
    while at < source.len() {
        let next = after_token(source, at);
        match source[at] {
            b'>' if depth == 0 && source[at..].starts_with(b">>>") => {
                braces.append(&mut found);
                return at + 3;
            }
            // Not a launch after all: a statement has no semicolon in the middle.
            b';' if depth == 0 => return next,
            b',' if depth == 0 => {
                argument += 1;
                begins = true;
            }
            byte if byte.is_ascii_whitespace() => {}
            b'/' if next > at + 1 => {}
            byte => {
                if byte == b'{' && depth == 0 && begins && argument < 2 {
                    found.push(at);
                }
                begins = false;
                depth = match byte {
                    b'(' | b'[' | b'{' => depth + 1,
                    b')' | b']' | b'}' => depth.saturating_sub(1),
                    _ => depth,
                };
            }
        }
        at = next;
    }
    at
}

/// The end of the comment, literal, word or other character that begins at `at`.
fn after_token(source: &[u8], at: usize) -> usize {
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
fn line_comment(text: &[u8]) -> usize {
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

#[cfg(test)]
mod tests {
    use super::name_extents;

    fn named(source: &str) -> Option<String> {
        name_extents(source.as_bytes()).map(|text| String::from_utf8(text).expect("it was UTF-8"))
    }

    #[test]
    fn braces_become_dim3() {
        let cases = [
            ("k<<<{16, 16, 1}, {32}>>>(p);", "k<<<dim3{16, 16, 1}, dim3{32}>>>(p);"),
            ("k<<<g, {f(1, 2), 3}, 0, s>>>(p);", "k<<<g, dim3{f(1, 2), 3}, 0, s>>>(p);"),
            ("t<A, 3><<< /* grid */\n {1}, 32>>>();", "t<A, 3><<< /* grid */\n dim3{1}, 32>>>();"),
            ("k<<<{1'000}, {1}>>>({2});", "k<<<dim3{1'000}, dim3{1}>>>({2});"),
        ];
        for (source, expected) in cases {
            assert_eq!(named(source).as_deref(), Some(expected));
        }
    }

    #[test]
    fn everything_else_stays() {
        let cases = [
            "k<<<1, 32>>>({1, 2});",
            "k<<<dim3{1}, f({2, 3})>>>();",
            "k<<<1, 2, S{3}>>>();",
            "// k<<<{1}, 2>>>();",
            "/* k<<<{1}, 2>>>(); */",
            "auto s = \"k<<<{1}, 2>>>()\";",
            "auto s = R\"x(\" <<<{1}, 2>>> )\" )x\"; char c = '\"';",
            "x <<<",
        ];
        for source in cases {
            assert_eq!(named(source), None, "{source}");
        }
    }
}
