//! PTX statements as a tree, as the grammar has them: nothing is checked against the opcodes yet.

use crate::types::Type;

/// One statement with the line, from 1, on which it begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub line: u32,
    pub kind: StatementKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// `{ … }`: names declared inside end with it.
    Scope(Vec<Statement>),
    /// `name:`.
    Label(String),
    /// `.reg .b32 a, b<4>;`.
    Registers {
        ty: Type,
        names: Vec<Declared>,
    },
    Instruction(Instruction),
}

/// A declared register, or `count` of them: `r<3>` is `r0`, `r1`, `r2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    pub name: String,
    pub count: Option<u32>,
}

/// `@!p opcode.modifier.modifier operands;`.
#[derive(Clone, Debug, PartialEq)]
pub struct Instruction {
    pub guard: Option<Guard>,
    /// The first word: `ld`.
    pub opcode: String,
    /// What follows it, without the leading dots: `global`, `L2::128B`.
    pub modifiers: Vec<String>,
    pub operands: Vec<Operand>,
}

impl Instruction {
    /// The opcode with its modifiers, as written.
    #[must_use]
    pub fn full_name(&self) -> String {
        self.modifiers.iter().fold(self.opcode.clone(), |name, modifier| name + "." + modifier)
    }
}

/// The predicate that says whether an instruction is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    pub negated: bool,
    pub register: Box<Operand>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// `$3`: an operand of the inline assembly around.
    Outer(usize),
    /// A register, a special register without its `%`, or a label; with `.x`, `.b0`, `.h1` after it.
    Name { name: String, part: Option<String> },
    /// An integer constant, modulo 2^64.
    Integer(u64),
    /// A decimal constant, or `0d…`.
    Double(f64),
    /// `0f…`, by its bits.
    Single(u32),
    /// `_`: the result is not wanted.
    Sink,
    /// `{a, b}`.
    Vector(Vec<Operand>),
    /// `[base + offset]`.
    Address { base: Box<Operand>, offset: i64 },
    /// `!p`.
    Not(Box<Operand>),
    /// `-x` of a register.
    Negated(Box<Operand>),
    /// `d|p`: two results.
    Pair(Box<Operand>, Box<Operand>),
    /// An outer operand with a part selector: `$1.b0`.
    OuterPart { index: usize, part: String },
}
