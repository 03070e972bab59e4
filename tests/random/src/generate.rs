//! Random kernels from a seed, with one meaning each.
//!
//! What keeps it so is the level of control flow: where all threads of a block are together there may be barriers, where
//! the lanes of a mask are together there may be warp operations with this mask, elsewhere threads do not meet.

use crate::ast::{Array, Expr, Function, INPUTS, Kernel, MASK, Type};
use crate::generate_expr::{Readable, condition, expr};
use crate::interpret::{Outcome, interpret};
use crate::rng::Rng;
use crate::statements::body;

/// Who is together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Level {
    Block,
    Lanes,
    Nobody,
}

/// Who uses shared memory now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    /// Each thread its own slot.
    Own,
    /// The same, and a phase of reading follows.
    Writing,
    Reading,
}

/// What holds at a place of the program.
#[derive(Clone, Copy)]
pub(crate) struct Scope {
    pub(crate) level: Level,
    /// The variable with the mask of the lanes that are together.
    pub(crate) mask: usize,
    pub(crate) phase: Phase,
    /// Levels of the loop that a break or a continue here would be for.
    pub(crate) breaks: Option<Level>,
    pub(crate) continues: Option<Level>,
    pub(crate) depth: usize,
}

/// A function in the making.
pub(crate) struct Maker<'r> {
    pub(crate) rng: &'r mut Rng,
    pub(crate) function: Function,
    /// Where the function begins: what calls it must be at this level.
    pub(crate) level: Level,
    /// The kernel, which may be left where lanes are together.
    pub(crate) is_kernel: bool,
    /// Lanes may leave early; otherwise the block may vote.
    pub(crate) exits: bool,
    pub(crate) meets: bool,
    /// Variables for anything, and variables that are the same for all threads of the block.
    pub(crate) variables: Vec<(Type, usize)>,
    pub(crate) uniform: Vec<(Type, usize)>,
    /// Counters of the loops around: may be read.
    pub(crate) counters: Vec<(Type, usize)>,
    /// Functions that may be called, with their levels.
    pub(crate) callees: Vec<(usize, Level)>,
    /// Statements that may still be made.
    pub(crate) budget: usize,
}

impl Maker<'_> {
    pub(crate) fn fresh(&mut self) -> usize {
        self.function.variables.push(Type::U32);
        self.function.variables.len() - 1
    }

    pub(crate) fn expr(&mut self, t: Type, scope: &Scope) -> Expr {
        let depth = 1 + self.rng.below(3);
        self.reading(scope, false, |rng, from| expr(rng, t, depth, from))
    }

    pub(crate) fn uniform_expr(&mut self, t: Type, scope: &Scope) -> Expr {
        let depth = 1 + self.rng.below(2);
        self.reading(scope, true, |rng, from| expr(rng, t, depth, from))
    }

    pub(crate) fn condition(&mut self, uniform: bool, scope: &Scope) -> Expr {
        let depth = 1 + self.rng.below(2);
        self.reading(scope, uniform, |rng, from| condition(rng, depth, from))
    }

    fn reading(&mut self, scope: &Scope, uniform: bool, make: impl Fn(&mut Rng, &Readable) -> Expr) -> Expr {
        let both: Vec<_> =
            self.variables.iter().chain(&self.counters).chain(&self.uniform).copied().collect();
        let from = Readable {
            variables: if uniform { &self.uniform } else { &both },
            arrays: &self.function.arrays,
            shared: scope.phase == Phase::Reading,
            uniform,
        };
        make(self.rng, &from)
    }
}

/// What all functions of a kernel share.
#[derive(Clone, Copy)]
struct Rules {
    meets: bool,
    exits: bool,
}

fn function(
    rng: &mut Rng,
    level: Level,
    is_kernel: bool,
    rules: Rules,
    callees: &[(usize, Level)],
) -> Function {
    let mut variables = vec![Type::U32; MASK + 1];
    variables.extend((0..5).map(|_| rng.pick(&Type::ALL)));
    let first_uniform = variables.len();
    variables.extend([Type::U32, Type::I32]);
    let numbered: Vec<_> = variables.iter().copied().zip(0..).collect();
    let array = |number, rng: &mut Rng| Array {
        number,
        element: rng.pick(&Type::ALL),
        length: rng.pick(&[2, 4, 8, 16]),
    };
    let arrays = (0..rng.below(3)).map(|number| array(number, rng)).collect();
    let budget = if is_kernel { 8 + rng.below(24) } else { 3 + rng.below(8) };
    let inline = rng.one_in(2);
    let function = Function { variables, arrays, body: Vec::new(), inline };
    let mut maker = Maker {
        rng,
        function,
        level,
        is_kernel,
        exits: rules.exits,
        meets: rules.meets,
        variables: numbered[..first_uniform].iter().filter(|(_, n)| *n != MASK).copied().collect(),
        uniform: numbered[first_uniform..].to_vec(),
        counters: Vec::new(),
        callees: callees.to_vec(),
        budget,
    };
    let scope = Scope { level, mask: MASK, phase: Phase::Own, breaks: None, continues: None, depth: 0 };
    while maker.budget > 0 {
        let statements = body(&mut maker, &scope, 8);
        maker.function.body.extend(statements);
    }
    maker.function
}

const BLOCKS: [[u32; 3]; 9] = [
    [1, 1, 1],
    [31, 1, 1],
    [32, 1, 1],
    [33, 1, 1],
    [64, 1, 1],
    [100, 1, 1],
    [8, 8, 4],
    [16, 4, 1],
    [5, 3, 3],
];

fn candidate(seed: u64) -> Kernel {
    let mut rng = Rng::new(seed);
    let rng = &mut rng;
    let meets = !rng.one_in(4);
    let rules = Rules { meets, exits: rng.one_in(2) };
    let mut callees = Vec::new();
    let count = rng.below(4);
    let mut functions = Vec::new();
    // The last is made first, so that each knows those that it may call.
    for number in (1..=count).rev() {
        let levels = [Level::Nobody, Level::Lanes, Level::Block];
        let level = if meets { rng.pick(&levels) } else { Level::Nobody };
        functions.push(function(rng, level, false, rules, &callees));
        callees.push((number, level));
    }
    let level = if meets { Level::Block } else { Level::Nobody };
    functions.push(function(rng, level, true, rules, &callees));
    functions.reverse();
    let block = rng.pick(&BLOCKS);
    let blocks = 1 + u32::try_from(rng.below(3)).unwrap_or(0);
    let input = (0..INPUTS).map(|_| input(rng)).collect();
    Kernel { seed, meets, block, blocks, input, functions }
}

fn input(rng: &mut Rng) -> u32 {
    let bits = u32::try_from(rng.bits() >> 32).unwrap_or(0);
    if rng.one_in(2) { bits } else { bits % 16 }
}

/// The kernel of a seed, or of the next one whose kernel is not too long, with what it gives.
///
/// # Errors
/// A kernel does not keep what the generator promises, which is a mistake of the generator.
pub fn generate(seed: u64) -> Result<(Kernel, Outcome), String> {
    let mut seeds = Rng::new(seed);
    loop {
        let kernel = candidate(seeds.bits());
        match predict(&kernel) {
            Ok(outcome) => return Ok((kernel, outcome)),
            Err(error) if error == "takes too long" => {}
            Err(error) => return Err(format!("{error}, in the kernel of seed {seed}")),
        }
    }
}

/// What the kernel gives, whatever the order of its threads.
///
/// # Errors
/// It takes too long, or has more than one meaning.
pub fn predict(kernel: &Kernel) -> Result<Outcome, String> {
    let outcome = interpret(kernel, false)?;
    if interpret(kernel, true)? == outcome {
        Ok(outcome)
    } else {
        Err("the order of threads makes a difference".to_owned())
    }
}
