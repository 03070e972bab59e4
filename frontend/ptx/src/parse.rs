//! Tokens to statements (PTX ISA, "Syntax" and "Instruction Operands").

use crate::ast::{Declared, Guard, Instruction, Operand, Statement, StatementKind};
use crate::lex::{Error, Placed, Token, tokens};
use crate::opcodes;
use crate::types::Type;

/// Scopes and expressions may be nested this deep: no program comes near, and the parser's stack is finite.
const DEEPEST: usize = 64;

/// The statements of a text. `constants` are the values of the outer operands that are constants, by their numbers.
///
/// # Errors
/// What is not PTX; and, because their operands may have a grammar of their own, instructions that are refused.
pub fn parse(text: &str, constants: &[Option<i64>]) -> Result<Vec<Statement>, Error> {
    let mut tokens = tokens(text)?;
    for Placed { token, .. } in &mut tokens {
        if let Token::Outer(index) = *token
            && let Some(&Some(constant)) = constants.get(index)
        {
            *token = Token::Integer(constant as u64);
        }
    }
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let statements = parser.statements()?;
    match parser.peek() {
        None => Ok(statements),
        Some(_) => Err(parser.error("a `}` without its `{`")),
    }
}

struct Parser<'t> {
    tokens: &'t [Placed],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|placed| &placed.token)
    }

    /// The line of the next token, or of the last.
    fn line(&self) -> u32 {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(1, |placed| placed.line)
    }

    fn error(&self, message: impl Into<String>) -> Error {
        Error::new(self.line(), message)
    }

    fn accept(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(&Token::Mark(mark));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, mark: char) -> Result<(), Error> {
        if self.accept(mark) { Ok(()) } else { Err(self.error(format!("`{mark}` is missing"))) }
    }

    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.depth == DEEPEST {
            return Err(self.error("nested too deeply"));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// Statements up to a `}` or the end.
    fn statements(&mut self) -> Result<Vec<Statement>, Error> {
        let mut statements = Vec::new();
        loop {
            let line = self.line();
            let kind = match self.peek() {
                None | Some(Token::Mark('}')) => return Ok(statements),
                Some(Token::Mark(';')) => {
                    self.at += 1;
                    continue;
                }
                Some(Token::Mark('{')) => {
                    self.at += 1;
                    let inner = self.deeper(Self::statements)?;
                    self.expect('}')?;
                    StatementKind::Scope(inner)
                }
                Some(Token::Dot(directive)) => {
                    let directive = directive.clone();
                    self.at += 1;
                    match self.directive(&directive)? {
                        Some(kind) => kind,
                        None => continue,
                    }
                }
                Some(Token::Word(word))
                    if self.tokens.get(self.at + 1).is_some_and(|p| p.token == Token::Mark(':')) =>
                {
                    let label = word.clone();
                    self.at += 2;
                    StatementKind::Label(label)
                }
                _ => StatementKind::Instruction(self.instruction()?),
            };
            statements.push(Statement { line, kind });
        }
    }

    fn directive(&mut self, name: &str) -> Result<Option<StatementKind>, Error> {
        match name {
            "reg" => self.registers().map(Some),
            // Hints for the assembler, and lines for debuggers.
            "pragma" | "loc" => {
                while !matches!(self.peek(), None | Some(Token::Mark(';' | '{' | '}'))) {
                    self.at += 1;
                }
                Ok(None)
            }
            _ => Err(self.error(format!("the directive `.{name}` is not supported in inline PTX"))),
        }
    }

    fn registers(&mut self) -> Result<StatementKind, Error> {
        let Some(Token::Dot(ty)) = self.peek() else { return Err(self.error("`.reg` without a type")) };
        let ty = Type::named(ty).ok_or_else(|| self.error(format!("`.reg .{ty}` is not supported")))?;
        self.at += 1;
        let mut names = Vec::new();
        loop {
            let Some(Token::Word(name)) = self.peek() else {
                return Err(self.error("the name of a register is missing"));
            };
            let name = name.clone();
            self.at += 1;
            let mut count = None;
            if self.accept('<') {
                let Some(&Token::Integer(number)) = self.peek() else {
                    return Err(self.error("the number of registers is missing"));
                };
                let few = u32::try_from(number).ok().filter(|&number| number <= 4096);
                count = Some(few.ok_or_else(|| self.error("too many registers"))?);
                self.at += 1;
                self.expect('>')?;
            }
            names.push(Declared { name, count });
            if !self.accept(',') {
                break;
            }
        }
        self.expect(';')?;
        Ok(StatementKind::Registers { ty, names })
    }

    fn instruction(&mut self) -> Result<Instruction, Error> {
        let mut guard = None;
        if self.accept('@') {
            let negated = self.accept('!');
            guard = Some(Guard { negated, register: Box::new(self.plain_operand()?) });
        }
        let Some(Token::Word(opcode)) = self.peek() else {
            return Err(self.error("an instruction is missing"));
        };
        let opcode = opcode.clone();
        self.at += 1;
        let mut modifiers = Vec::new();
        while let Some(Token::Dot(modifier)) = self.peek() {
            modifiers.push(modifier.clone());
            self.at += 1;
        }
        let mut instruction = Instruction { guard, opcode, modifiers, operands: Vec::new() };
        let name = instruction.full_name();
        let about = |error: Error| Error { opcode: Some(name.clone()), ..error };
        opcodes::check(&instruction).map_err(|message| about(self.error(message)))?;
        if !matches!(self.peek(), Some(Token::Mark(';')) | None) {
            instruction.operands = self.list(';').map_err(&about)?;
        }
        // nvcc takes the end of the text for a `;` too.
        if self.peek().is_some() {
            self.expect(';').map_err(about)?;
        }
        Ok(instruction)
    }

    /// Operands between commas; `end` is what follows the last.
    fn list(&mut self, end: char) -> Result<Vec<Operand>, Error> {
        let mut operands = Vec::new();
        loop {
            operands.push(self.deeper(Self::operand)?);
            if !self.accept(',') {
                break;
            }
        }
        match self.peek() {
            Some(Token::Mark(mark)) if *mark == end => Ok(operands),
            None if end == ';' => Ok(operands),
            _ => Err(self.error(format!("`{end}` or `,` is missing"))),
        }
    }

    fn operand(&mut self) -> Result<Operand, Error> {
        if self.accept('{') {
            let elements = self.list('}')?;
            self.expect('}')?;
            return Ok(Operand::Vector(elements));
        }
        if self.accept('[') {
            return self.address();
        }
        if self.accept('!') {
            return Ok(Operand::Not(Box::new(self.plain_operand()?)));
        }
        let negated_register = self.peek() == Some(&Token::Mark('-'))
            && matches!(
                self.tokens.get(self.at + 1).map(|p| &p.token),
                Some(Token::Word(_) | Token::Outer(_))
            );
        if negated_register {
            self.at += 1;
            return Ok(Operand::Negated(Box::new(self.plain_operand()?)));
        }
        let first = self.plain_operand()?;
        if self.accept('|') {
            let second = self.plain_operand()?;
            return Ok(Operand::Pair(Box::new(first), Box::new(second)));
        }
        Ok(first)
    }

    /// `base`, `base+offset`, `base + -offset`, `number`, after the `[`.
    fn address(&mut self) -> Result<Operand, Error> {
        let base = Box::new(self.plain_operand()?);
        let mut offset = 0i64;
        while let Some(Token::Mark(sign @ ('+' | '-'))) = self.peek() {
            let negative = *sign == '-';
            self.at += 1;
            let number = match self.deeper(Self::factor)? {
                Operand::Integer(number) => number as i64,
                _ => return Err(self.error("an offset must be a number")),
            };
            offset = offset.wrapping_add(if negative { number.wrapping_neg() } else { number });
        }
        self.expect(']')?;
        Ok(Operand::Address { base, offset })
    }

    /// A register, a sink, or a constant expression.
    fn plain_operand(&mut self) -> Result<Operand, Error> {
        match self.peek() {
            Some(Token::Word(word)) => {
                let name = word.clone();
                self.at += 1;
                if name == "_" {
                    return Ok(Operand::Sink);
                }
                Ok(Operand::Name { name, part: self.part() })
            }
            Some(&Token::Outer(index)) => {
                self.at += 1;
                Ok(match self.part() {
                    Some(part) => Operand::OuterPart { index, part },
                    None => Operand::Outer(index),
                })
            }
            _ => self.deeper(|parser| parser.expression(0)),
        }
    }

    fn part(&mut self) -> Option<String> {
        let Some(Token::Dot(part)) = self.peek() else { return None };
        let part = part.clone();
        self.at += 1;
        Some(part)
    }

    /// A constant expression of 64-bit integers (PTX ISA, "Constant Expressions"), or one floating-point number.
    fn expression(&mut self, least: u32) -> Result<Operand, Error> {
        let mut left = self.deeper(Self::factor)?;
        loop {
            let (operator, level) = match self.peek() {
                Some(&Token::Mark(mark @ ('*' | '/'))) => (mark, 5),
                Some(&Token::Mark(mark @ ('+' | '-'))) => (mark, 4),
                Some(&Token::Shift(mark)) => (mark, 3),
                Some(Token::Mark('&')) => ('&', 2),
                Some(Token::Mark('^')) => ('^', 1),
                _ => return Ok(left),
            };
            if level <= least {
                return Ok(left);
            }
            self.at += 1;
            let right = self.deeper(|parser| parser.expression(level))?;
            let (Operand::Integer(a), Operand::Integer(b)) = (&left, &right) else {
                return Err(self.error("an expression of other than integers"));
            };
            left = Operand::Integer(self.compute(operator, *a, *b)?);
        }
    }

    fn compute(&self, operator: char, a: u64, b: u64) -> Result<u64, Error> {
        let shift = u32::try_from(b).unwrap_or(u32::MAX);
        Ok(match operator {
            '*' => a.wrapping_mul(b),
            '/' => (a as i64).checked_div(b as i64).ok_or_else(|| self.error("a division by zero"))? as u64,
            '+' => a.wrapping_add(b),
            '-' => a.wrapping_sub(b),
            '<' => a.checked_shl(shift).unwrap_or(0),
            '>' => a.checked_shr(shift).unwrap_or(0),
            '&' => a & b,
            _ => a ^ b,
        })
    }

    fn factor(&mut self) -> Result<Operand, Error> {
        let token = self.peek().cloned();
        self.at += 1;
        Ok(match token {
            Some(Token::Integer(number)) => Operand::Integer(number),
            Some(Token::Double(number)) => Operand::Double(number),
            Some(Token::Single(bits)) => Operand::Single(bits),
            Some(Token::Outer(index)) => Operand::Outer(index),
            Some(Token::Mark(sign @ ('-' | '+' | '~'))) => match (sign, self.deeper(Self::factor)?) {
                ('-', Operand::Integer(number)) => Operand::Integer(number.wrapping_neg()),
                ('-', Operand::Double(number)) => Operand::Double(-number),
                ('~', Operand::Integer(number)) => Operand::Integer(!number),
                ('+', number) => number,
                _ => return Err(self.error("an operand is missing")),
            },
            Some(Token::Mark('(')) => {
                let inner = self.deeper(|parser| parser.expression(0))?;
                self.expect(')')?;
                inner
            }
            _ => {
                self.at -= 1;
                return Err(self.error("an operand is missing"));
            }
        })
    }
}
