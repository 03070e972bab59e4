//! Static data members with `__device__`, `__constant__` or `__managed__`, which CUDA does not allow and clang accepts.
//!
//! The CUDA C++ Programming Guide, "Device Memory Space Specifiers": they are not allowed on members of classes. nvcc says
//! "memory qualifier on data member is not allowed". The text of the source says where such a member is; that clang made
//! a device variable of it says that the text was no macro and not left out by the preprocessor. Members that a header
//! declares are not looked for.

use crate::tokens::{after_token, line_comment};

const QUALIFIERS: [&[u8]; 4] = [b"__device__", b"__constant__", b"__managed__", b"__shared__"];

/// A member that is declared so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualifiedMember {
    /// `Class::member`.
    pub name: String,
    /// 1-based, of the member's name.
    pub line: u32,
    /// 1-based, in bytes.
    pub column: u32,
}

/// The members of classes in `source` that have a memory qualifier and are variables in `bitcode`, the device half's.
#[must_use]
pub fn qualified_members(source: &[u8], bitcode: &[u8]) -> Vec<QualifiedMember> {
    let mut scan = Scan { source, scopes: Vec::new(), words: Vec::new(), found: Vec::new() };
    scan.run();
    let defined = |member: &&Member<'_>| {
        let symbol =
            [member.class, member.name].map(|name| [name.len().to_string().as_bytes(), name].concat());
        // `_ZN1S1xE`, and `_ZN1SIiE1xE` of a template.
        let plain = [symbol[0].as_slice(), &symbol[1], b"E"].concat();
        let template = [[symbol[0].as_slice(), b"I"].concat(), [b"E", symbol[1].as_slice(), b"E"].concat()];
        contains(bitcode, &plain) || template.iter().all(|part| contains(bitcode, part))
    };
    scan.found.iter().filter(defined).map(|member| member.place(source)).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

struct Member<'s> {
    class: &'s [u8],
    name: &'s [u8],
    at: usize,
}

impl Member<'_> {
    fn place(&self, source: &[u8]) -> QualifiedMember {
        let before = &source[..self.at];
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        QualifiedMember {
            name: format!("{}::{}", text(self.class), text(self.name)),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(self.at - start + 1).unwrap_or(u32::MAX),
        }
    }
}

/// A walk over the text that knows in which braces it is.
struct Scan<'s> {
    source: &'s [u8],
    /// For each open brace the name of the class whose members it holds; none for all other braces.
    scopes: Vec<Option<&'s [u8]>>,
    /// The words and signs of the declaration so far, and where they begin; what is in parentheses, angle brackets or square
    /// brackets is left out.
    words: Vec<(usize, &'s [u8])>,
    found: Vec<Member<'s>>,
}

impl<'s> Scan<'s> {
    fn run(&mut self) {
        let (mut at, mut nested) = (0, 0usize);
        while at < self.source.len() {
            let end = self.token(at);
            let token = &self.source[at..end];
            match token[0] {
                byte if byte.is_ascii_whitespace() || is_skipped(token) => {}
                b'(' | b'[' | b'<' => {
                    if nested == 0 {
                        self.words.push((at, token));
                    }
                    nested += 1;
                }
                b')' | b']' | b'>' => nested = nested.saturating_sub(1),
                // A comparison or a shift looks like a bracket that stays open: no declaration goes beyond these.
                b';' | b'{' | b'}' => {
                    self.declaration();
                    self.braces(token[0]);
                    nested = 0;
                    self.words.clear();
                }
                _ if nested == 0 => self.words.push((at, token)),
                _ => {}
            }
            at = end;
        }
    }

    /// The end of the token at `at`; a line of the preprocessor is one.
    fn token(&self, at: usize) -> usize {
        let begins_line = self.source[..at]
            .iter()
            .rev()
            .find(|byte| !matches!(byte, b' ' | b'\t'))
            .is_none_or(|&byte| byte == b'\n');
        if self.source[at] == b'#' && begins_line {
            at + line_comment(&self.source[at..])
        } else {
            after_token(self.source, at)
        }
    }

    fn braces(&mut self, sign: u8) {
        match sign {
            b'{' => {
                let scope = self.class();
                self.scopes.push(scope);
            }
            b'}' => drop(self.scopes.pop()),
            _ => {}
        }
    }

    /// The class that the declaration so far begins: the word before its bases, its template arguments and `final`.
    fn class(&self) -> Option<&'s [u8]> {
        let key = self.words.iter().position(|(_, word)| matches!(*word, b"struct" | b"class" | b"union"))?;
        let head = self.words[key + 1..].iter().map(|&(_, word)| word);
        let mut name = None;
        for word in head.take_while(|word| *word != b":") {
            match word {
                b"final" | b"(" | b"[" | b"<" => {}
                // A function that returns a class, or an `enum class`, has other words before the brace.
                _ if is_word(word) => name = Some(word),
                _ => {}
            }
        }
        let plain = self.words.iter().all(|(_, word)| !matches!(*word, b"enum" | b"=" | b"return"));
        name.filter(|_| plain)
    }

    /// Notes the member that the declaration so far declares, if it has a qualifier and is no function.
    fn declaration(&mut self) {
        let Some(Some(class)) = self.scopes.last() else { return };
        let has = |wanted: &[u8]| self.words.iter().any(|(_, word)| *word == wanted);
        if !has(b"static") || !QUALIFIERS.iter().any(|qualifier| has(qualifier)) || has(b"operator") {
            return;
        }
        let declarator = self.words.split(|(_, word)| *word == b"=").next().unwrap_or_default();
        // A parenthesis behind anything but these is a function's, or its body's brace follows it.
        let function = declarator.windows(2).any(|pair| {
            pair[1].1 == b"("
                && !matches!(pair[0].1, b"alignas" | b"__align__" | b"__attribute__" | b"decltype")
        });
        let name = declarator.iter().rfind(|(_, word)| is_word(word));
        if let Some(&(at, name)) = name.filter(|_| !function) {
            self.found.push(Member { class, name, at });
        }
    }
}

/// Comments say nothing, and labels like `public:` are told by their colon.
fn is_skipped(token: &[u8]) -> bool {
    token.starts_with(b"//") || token.starts_with(b"/*") || token[0] == b'#'
}

fn is_word(token: &[u8]) -> bool {
    token[0].is_ascii_alphabetic() || token[0] == b'_'
}

#[cfg(test)]
mod tests {
    use super::qualified_members;

    /// The names and lines that are found, where the bitcode has all of `symbols`.
    fn found(source: &str, symbols: &str) -> Vec<(String, u32, u32)> {
        let members = qualified_members(source.as_bytes(), symbols.as_bytes());
        members.into_iter().map(|member| (member.name, member.line, member.column)).collect()
    }

    #[test]
    fn members_with_a_qualifier_are_found() {
        let cases = [
            ("struct S {\n static __device__ int x; };", "S::x", 2, 24),
            ("class S : public B<int> { public: static __constant__ float x[3]; };", "S::x", 1, 61),
            (
                "namespace n { struct alignas(8) S final { static inline __managed__ int x = f(1); }; }",
                "S::x",
                1,
                73,
            ),
            ("struct T { struct S { __device__ static const int x{1}; }; };", "S::x", 1, 51),
            ("struct S { void f() { a < b; } static __device__ alignas(8) int x; };", "S::x", 1, 65),
            ("struct S { // static\n/* { */ static __device__ n::V<int, 3> x; };", "S::x", 2, 40),
        ];
        for (source, name, line, column) in cases {
            assert_eq!(found(source, "_ZN1S1xE"), [(name.to_owned(), line, column)], "{source}");
        }
        let template = "template <class T> struct S { static __device__ T x; };";
        assert_eq!(found(template, "_ZN1SIiE1xE"), [("S::x".to_owned(), 1, 51)]);
    }

    #[test]
    fn all_else_is_left_alone() {
        let cases = [
            "__device__ int x; namespace S { static __device__ int x; }",
            "struct S { static __device__ int x() { return 1; } };",
            "struct S { static __device__ int x(int n = 3); static constexpr int x = 3; };",
            "struct S { __device__ void f() { static __shared__ int x; } };",
            "struct S { static __device__ S &operator=(S x); };",
            "template <class S> __global__ void k() { static __device__ int x; }",
            "__device__ S f() { static __device__ int x; }",
            "#define M struct S { static __device__ int x;\nint y;",
            "struct S { static int x; }; __device__ int S::x;",
        ];
        for source in cases {
            assert_eq!(found(source, "_ZN1S1xE"), [], "{source}");
        }
        assert_eq!(found("struct S { static __device__ int x; };", "_ZN1T1xE"), []);
    }
}
