//! Characters to tokens.

/// Why a text is not PTX, or not translated, with the line, from 1, within the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub line: u32,
    /// The instruction with its modifiers, if the error is about one.
    pub opcode: Option<String>,
    pub message: String,
}

impl Error {
    pub(crate) fn new(line: u32, message: impl Into<String>) -> Self {
        Self { line, opcode: None, message: message.into() }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// An identifier, a special register's name with its `%`, an opcode.
    Word(String),
    /// `.word`, `.L2::128B`, without the dot.
    Dot(String),
    Integer(u64),
    Double(f64),
    Single(u32),
    /// `$3`, `${3}`.
    Outer(usize),
    /// A string literal, as of `.pragma`.
    Text,
    Mark(char),
    /// `<<`, `>>`.
    Shift(char),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) line: u32,
}

/// Splits a text in PTX's syntax (PTX ISA, "Syntax"), in which `$` introduces the operands of LLVM's inline assembly.
pub(crate) fn tokens(text: &str) -> Result<Vec<Placed>, Error> {
    let mut lexer = Lexer { rest: text, line: 1, found: Vec::new() };
    while lexer.next()? {}
    Ok(lexer.found)
}

struct Lexer<'t> {
    rest: &'t str,
    line: u32,
    found: Vec<Placed>,
}

fn is_first(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '_' | '%')
}

fn is_follower(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

impl Lexer<'_> {
    fn error(&self, message: impl Into<String>) -> Error {
        Error::new(self.line, message)
    }

    /// The longest prefix whose characters satisfy `belongs`, after `skip` bytes.
    fn take(&mut self, skip: usize, belongs: impl Fn(char) -> bool) -> String {
        let end = self.rest[skip..].find(|c| !belongs(c)).map_or(self.rest.len(), |end| skip + end);
        let (taken, rest) = self.rest.split_at(end);
        self.line += taken.matches('\n').count() as u32;
        self.rest = rest;
        taken[skip..].to_owned()
    }

    fn push(&mut self, token: Token) {
        self.found.push(Placed { token, line: self.line });
    }

    fn next(&mut self) -> Result<bool, Error> {
        self.take(0, char::is_whitespace);
        let mut ahead = self.rest.chars();
        let Some(first) = ahead.next() else { return Ok(false) };
        let second = ahead.next().unwrap_or(' ');
        match (first, second) {
            ('/', '/') => drop(self.take(0, |c| c != '\n')),
            ('/', '*') => {
                let end = self.rest.find("*/").ok_or_else(|| self.error("a comment does not end"))?;
                self.line += self.rest[..end].matches('\n').count() as u32;
                self.rest = &self.rest[end + 2..];
            }
            ('"', _) => {
                let end = self.rest[1..].find('"').ok_or_else(|| self.error("a string does not end"))?;
                self.rest = &self.rest[end + 2..];
                self.push(Token::Text);
            }
            ('.', second) if is_follower(second) => {
                let mut word = self.take(1, is_follower);
                while self.rest.starts_with("::") {
                    word = word + "::" + &self.take(2, is_follower);
                }
                self.push(Token::Dot(word));
            }
            ('$', _) => self.outer()?,
            ('0'..='9', _) => self.number()?,
            (first, _) if is_first(first) => {
                let word = self.take(1, is_follower);
                self.push(Token::Word(format!("{first}{word}")));
            }
            ('<' | '>', second) if first == second => {
                self.rest = &self.rest[2..];
                self.push(Token::Shift(first));
            }
            (first, _) if "{}()[],;:@!|+-*/&^~<>=".contains(first) => {
                self.rest = &self.rest[1..];
                self.push(Token::Mark(first));
            }
            (first, _) => return Err(self.error(format!("`{}` is not PTX", first.escape_default()))),
        }
        Ok(true)
    }

    /// `$3`, `${3}`, `${:uid}` (a number that no other statement has: every statement has its own names here), `$$`.
    fn outer(&mut self) -> Result<(), Error> {
        if let Some(rest) = self.rest.strip_prefix("${:uid}") {
            self.rest = rest;
            // Glued to the identifier or modifier in front of it, as C's `%=` is.
            match self.found.last_mut().map(|last| &mut last.token) {
                Some(Token::Word(word) | Token::Dot(word)) => word.push('0'),
                _ => self.push(Token::Integer(0)),
            }
            let more = self.take(0, is_follower);
            if let Some(Token::Word(word)) = self.found.last_mut().map(|last| &mut last.token) {
                word.push_str(&more);
            }
            return Ok(());
        }
        let braced = self.rest.starts_with("${");
        let digits = self.take(if braced { 2 } else { 1 }, |c| c.is_ascii_digit());
        let index = digits.parse().map_err(|_| self.error("`$` without the number of an operand"))?;
        if braced {
            let rest = self.rest.strip_prefix('}');
            self.rest = rest.ok_or_else(|| self.error("an operand with a modifier is not supported"))?;
        }
        self.push(Token::Outer(index));
        Ok(())
    }

    /// PTX ISA, "Constants".
    fn number(&mut self) -> Result<(), Error> {
        let text = self.take(0, |c| c.is_ascii_alphanumeric());
        let lower = text.to_ascii_lowercase();
        let bad = || Error::new(self.line, format!("`{text}` is not a number"));
        let token = if let Some(bits) = lower.strip_prefix("0f") {
            Token::Single(u32::from_str_radix(bits, 16).map_err(|_| bad())?)
        } else if let Some(bits) = lower.strip_prefix("0d") {
            Token::Double(f64::from_bits(u64::from_str_radix(bits, 16).map_err(|_| bad())?))
        } else if self.rest.starts_with('.') && text.bytes().all(|b| b.is_ascii_digit()) {
            return self.fraction(&text);
        } else {
            let digits = lower.strip_suffix('u').unwrap_or(&lower);
            let (digits, radix) = if let Some(hex) = digits.strip_prefix("0x") {
                (hex, 16)
            } else if let Some(binary) = digits.strip_prefix("0b") {
                (binary, 2)
            } else if digits.len() > 1 && digits.starts_with('0') {
                (&digits[1..], 8)
            } else {
                (digits, 10)
            };
            Token::Integer(u64::from_str_radix(digits, radix).map_err(|_| bad())?)
        };
        self.push(token);
        Ok(())
    }

    /// A decimal number whose integer part was read.
    fn fraction(&mut self, integer: &str) -> Result<(), Error> {
        let fraction = self.take(1, |c| c.is_ascii_alphanumeric());
        let mut text = format!("{integer}.{fraction}");
        if fraction.ends_with(['e', 'E']) && self.rest.starts_with(['+', '-']) {
            let sign = &self.rest[..1].to_owned();
            text = text + sign + &self.take(1, |c| c.is_ascii_digit());
        }
        let number = text.parse().map_err(|_| self.error(format!("`{text}` is not a number")))?;
        self.push(Token::Double(number));
        Ok(())
    }
}
