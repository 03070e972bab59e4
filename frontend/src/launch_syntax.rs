//! Launches as nvcc parses them and clang does not: `kernel<<<{16, 16}, {32}>>>(…)` and `kernel<< <1, 32>> >(…)`.
//!
//! nvcc takes braces as extents, and white space within the angle brackets, which editors like to put there.
//! [`plain_launches`] writes `<<<dim3{16, 16}, dim3{32}>>>`; the front end hands clang that text in place of the
//! file's, so messages keep file and line. Launches that come out of a macro or a header stay as they are.

use crate::tokens::after_token;

/// A change of the text at a byte offset.
enum Edit {
    /// Write `dim3` before the brace there.
    Name(usize),
    /// Three angle brackets with white space among them until `end`: put the white space after them.
    Join { at: usize, end: usize },
}

/// `source` with every launch in the form that clang parses; `None` if all of them are.
pub fn plain_launches(source: &[u8]) -> Option<Vec<u8>> {
    let mut edits = Vec::new();
    let (mut at, mut after_operator) = (0, false);
    while at < source.len() {
        let open = if after_operator { None } else { bracket(source, at, b'<') };
        let end = match open {
            Some(open) => launch(source, at, open, &mut edits),
            None => after_token(source, at),
        };
        if !source[at].is_ascii_whitespace() {
            // `operator<< <T>` is no launch.
            after_operator = &source[at..end] == b"operator" || (after_operator && source[at] == b'<');
        }
        at = end;
    }
    if edits.is_empty() { None } else { Some(apply(source, &edits)) }
}

fn apply(source: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut out = Vec::with_capacity(source.len() + 4 * edits.len());
    let mut copied = 0;
    for edit in edits {
        match *edit {
            Edit::Name(at) => {
                out.extend_from_slice(&source[copied..at]);
                out.extend_from_slice(b"dim3");
                copied = at;
            }
            Edit::Join { at, end } => {
                out.extend_from_slice(&source[copied..at]);
                let (space, brackets): (Vec<u8>, Vec<u8>) =
                    source[at..end].iter().partition(|byte| byte.is_ascii_whitespace());
                out.extend(brackets.into_iter().chain(space));
                copied = end;
            }
        }
    }
    out.extend_from_slice(&source[copied..]);
    out
}

/// The end of `<<<` or `<< <` (of `kind`) at `at`, if it is there.
fn bracket(source: &[u8], at: usize, kind: u8) -> Option<usize> {
    if !source[at..].starts_with(&[kind, kind]) {
        return None;
    }
    let space = source[at + 2..].iter().position(|byte| !byte.is_ascii_whitespace())?;
    (source[at + 2 + space] == kind).then_some(at + 3 + space)
}

/// Reads the launch whose opening bracket is `at..open` and notes its edits; returns where it ends.
fn launch(source: &[u8], at: usize, open: usize, edits: &mut Vec<Edit>) -> usize {
    let joined = |at: usize, end: usize| (end > at + 3).then_some(Edit::Join { at, end });
    let mut found: Vec<Edit> = joined(at, open).into_iter().collect();
    let (mut depth, mut argument, mut begins) = (0usize, 0, true);
    let mut at = open;
    while at < source.len() {
        if depth == 0
            && let Some(close) = bracket(source, at, b'>')
        {
            edits.append(&mut found);
            edits.extend(joined(at, close));
            return close;
        }
        let next = after_token(source, at);
        match source[at] {
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
                    found.push(Edit::Name(at));
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

#[cfg(test)]
mod tests {
    use super::plain_launches;

    fn plain(source: &str) -> Option<String> {
        plain_launches(source.as_bytes()).map(|text| String::from_utf8(text).expect("it was UTF-8"))
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
            assert_eq!(plain(source).as_deref(), Some(expected));
        }
    }

    #[test]
    fn brackets_are_joined() {
        let cases = [
            ("k << < n, m >> > (p);", "k <<<  n, m >>>  (p);"),
            ("k<< <{1}, f(a >> b)>>\n>(p);", "k<<< dim3{1}, f(a >> b)>>>\n(p);"),
        ];
        for (source, expected) in cases {
            assert_eq!(plain(source).as_deref(), Some(expected));
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
            "operator<< <char>(out, 1); a >> b; vector<vector<vector<int>> > v;",
            "cout << x << endl; if (a << 2 < b) c >> 1;",
        ];
        for source in cases {
            assert_eq!(plain(source), None, "{source}");
        }
    }
}
