//! Kernels as typed trees. Whatever the generator makes of them has one meaning in CUDA: no overflow of signed numbers, no
//! index out of range, no race, no loop without an end, and every warp operation is reached by all lanes of its mask.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
}

impl Type {
    pub const ALL: [Self; 8] =
        [Self::I8, Self::U8, Self::I16, Self::U16, Self::I32, Self::U32, Self::I64, Self::U64];

    pub fn bits(self) -> u32 {
        match self {
            Self::I8 | Self::U8 => 8,
            Self::I16 | Self::U16 => 16,
            Self::I32 | Self::U32 => 32,
            Self::I64 | Self::U64 => 64,
        }
    }

    pub fn signed(self) -> bool {
        matches!(self, Self::I8 | Self::I16 | Self::I32 | Self::I64)
    }
}

/// What a thread knows without being told; all are `U32`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    /// The number of the thread in its block, all dimensions together.
    Thread,
    Lane,
    Block,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unary {
    Negate,
    Not,
    /// 32 and 64 bits only, as the next three.
    Popc,
    Clz,
    Brev,
    Ffs,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    /// By the lowest six bits of the second operand, the last of which is set.
    Div,
    Rem,
    And,
    Or,
    Xor,
    /// By the second operand modulo the width.
    Shl,
    Shr,
    Min,
    Max,
    /// The upper half of the product; 32 and 64 bits only.
    MulHi,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ternary {
    FunnelLeft,
    FunnelRight,
    BytePerm,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compare {
    Equal,
    Less,
    LessEqual,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    Const(Type, i128),
    Var(Type, usize),
    Special(Special),
    /// `in[index % INPUTS]`, `U32`.
    Input(Box<Expr>),
    /// The value, `U32`, modulo a number.
    Modulo(Box<Expr>, u32),
    /// An element of a private array, the index taken modulo its length, which is a power of two.
    Element(Array, Box<Expr>),
    /// Any slot of the block's shared memory, the index taken modulo the number of threads; `U32`.
    Shared(Box<Expr>),
    Unary(Unary, Type, Box<Expr>),
    Binary(Binary, Type, Box<[Expr; 2]>),
    Ternary(Ternary, Box<[Expr; 3]>),
    /// 0 or 1 as `I32`; the operands are of the type that is named.
    Compare(Compare, Type, Box<[Expr; 2]>),
    Cast(Type, Box<Expr>),
    /// `condition ? one : other`, the latter two of one type.
    Select(Box<[Expr; 3]>),
    /// `&&` and `||`, `I32`.
    Both(Box<[Expr; 2]>),
    Either(Box<[Expr; 2]>),
    /// `(a % 256) * (b % 256) + (c % 65536)` in `float` or (true) in `double`: exact in both; `I32`.
    Float(bool, Box<[Expr; 3]>),
}

impl Expr {
    pub fn type_of(&self) -> Type {
        match self {
            Self::Const(t, _) | Self::Var(t, _) | Self::Cast(t, _) => *t,
            Self::Unary(_, t, _) | Self::Binary(_, t, _) => *t,
            Self::Element(array, _) => array.element,
            Self::Special(_) | Self::Input(_) | Self::Shared(_) | Self::Ternary(..) | Self::Modulo(..) => {
                Type::U32
            }
            Self::Compare(..) | Self::Both(_) | Self::Either(_) | Self::Float(..) => Type::I32,
            Self::Select(parts) => parts[1].type_of(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Array {
    pub number: usize,
    pub element: Type,
    pub length: u32,
}

/// What the threads of a block decide together: `__syncthreads_count` and its relatives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Vote {
    Count,
    And,
    Or,
}

/// Atomic operations on `U32` whose outcome does not depend on their order; each has memory of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Atomic {
    Add,
    Min,
    Max,
    And,
    Or,
    Xor,
}

impl Atomic {
    pub const ALL: [Self; 6] = [Self::Add, Self::Min, Self::Max, Self::And, Self::Or, Self::Xor];

    pub fn number(self) -> usize {
        Self::ALL.iter().position(|other| *other == self).unwrap_or(0)
    }

    pub fn neutral(self) -> u32 {
        if matches!(self, Self::Min | Self::And) { u32::MAX } else { 0 }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shuffle {
    Index,
    Up,
    Down,
    Xor,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reduce {
    Add,
    Min,
    Max,
    And,
    Or,
    Xor,
}

/// What the lanes of a mask do together, with a value each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WarpOp {
    /// Within groups of so many lanes. What comes from a lane outside of the mask is replaced by [`NOBODY`].
    Shuffle(Shuffle, u32),
    Ballot,
    All,
    Any,
    MatchAny,
    MatchAll,
    /// 32 bits only; the three of bits are unsigned only.
    Reduce(Reduce),
    Sync,
    /// Through shared memory, with `__syncwarp` between writing and reading and after reading.
    Exchange,
}

/// What a shuffle gives a lane that would read from a lane outside of the mask.
pub const NOBODY: i128 = 77;

/// Elements of the input.
pub const INPUTS: u32 = 64;
/// Places for each atomic operation in global memory.
pub const PLACES: u32 = 8;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    pub body: Vec<Stmt>,
    pub falls_through: bool,
}

/// A piece of a graph of gotos.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    pub body: Vec<Stmt>,
    pub condition: Expr,
    /// Where it goes if the condition holds, and if not; the number of nodes stands for the end.
    pub next: [usize; 2],
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stmt {
    Assign(usize, Expr),
    SetElement(Array, Expr, Expr),
    If {
        condition: Expr,
        then: Vec<Stmt>,
        other: Vec<Stmt>,
    },
    /// `for (counter = 0; counter < count && condition; ++counter)`
    For {
        counter: usize,
        count: u32,
        condition: Expr,
        body: Vec<Stmt>,
    },
    /// `counter = 0; do { } while (++counter < count && condition);`
    DoWhile {
        counter: usize,
        count: u32,
        condition: Expr,
        body: Vec<Stmt>,
    },
    Break,
    Continue,
    /// Ends a function with this value, a kernel with its results.
    Return(Expr),
    /// Over the value modulo the number of cases; the last case is the default.
    Switch {
        value: Expr,
        cases: Vec<Case>,
    },
    /// `fuel` counts the nodes that are visited; at `count` it ends.
    Graph {
        fuel: usize,
        count: u32,
        nodes: Vec<Node>,
    },
    Call {
        result: usize,
        function: usize,
        arguments: [Expr; 2],
        mask: usize,
    },
    Atomic {
        op: Atomic,
        shared: bool,
        place: Expr,
        value: Expr,
    },
    /// Writes the thread's own slot.
    SetShared(Expr),
    /// `write`, a barrier, `read`, a barrier: slots are written in the one and read in the other.
    Exchange {
        write: Vec<Stmt>,
        read: Vec<Stmt>,
    },
    Barrier,
    Vote {
        result: usize,
        vote: Vote,
        value: Expr,
    },
    /// Both branches know their lanes: `yes` and `no` are variables for their masks.
    MaskedIf {
        condition: Expr,
        mask: usize,
        yes: usize,
        no: usize,
        then: Vec<Stmt>,
        other: Vec<Stmt>,
    },
    /// A loop whose lanes leave one after the other; `inner` is a variable for those that are left.
    MaskedLoop {
        counter: usize,
        count: u32,
        condition: Expr,
        mask: usize,
        inner: usize,
        body: Vec<Stmt>,
    },
    /// Lanes with a true condition return; `mask` becomes the others.
    MaskedReturn {
        condition: Expr,
        mask: usize,
        value: Expr,
    },
    Warp {
        op: WarpOp,
        result: usize,
        mask: usize,
        value: Expr,
        lane: Expr,
    },
}

/// A function `u32 f(u32 v0, u32 v1, u32 v2)`, or, as number 0, the kernel. Variable 2 is the mask of the lanes that
/// are in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    pub variables: Vec<Type>,
    pub arrays: Vec<Array>,
    pub body: Vec<Stmt>,
    pub inline: bool,
}

/// The variable for the mask of lanes in a function.
pub const MASK: usize = 2;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kernel {
    pub seed: u64,
    /// True if threads may meet; if not, there is no shared memory either.
    pub meets: bool,
    pub block: [u32; 3],
    pub blocks: u32,
    pub input: Vec<u32>,
    /// The first is the kernel; each calls only those after it.
    pub functions: Vec<Function>,
}

impl Kernel {
    pub fn threads(&self) -> u32 {
        self.block.iter().product()
    }
}
