//! Moves of single elements out of vectors and into them, and calls with floating-point numbers, in a module of WebAssembly.
//!
//! A walk over the stack machine says what becomes of each element. Gathers, scatters and atomics need addresses and
//! stored values one by one, and vectors are built of loaded elements; whatever else takes elements out or puts them in
//! computes thread by thread.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{
    BinaryReaderError, CompositeInnerType, FuncValidator, FunctionBody, ModuleArity, Operator, Parser,
    Payload, ValType, Validator, ValidatorResources,
};

/// What a module does element by element beyond its accesses to memory; each is a number of instructions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moves {
    /// Calls of functions that take or return floating-point numbers: `fminf`, `fmaf`, `roundf`, `expf` and the like.
    pub(crate) calls: usize,
    /// Elements taken out of vectors and used otherwise than as an address or a stored value.
    pub(crate) extracts: usize,
    /// Elements put into vectors that were not loaded.
    pub(crate) inserts: usize,
    /// Instructions that compute with vectors, for those who want to know that there are any.
    pub(crate) vector: usize,
}

/// Where a value on the stack or in a local comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// The instruction of this number took it out of a vector.
    Extract(usize),
    Loaded,
    Computed,
}

type Origins = BTreeSet<Origin>;

/// What the locals of a function hold; nothing where no way leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Locals(Option<BTreeMap<u32, Origins>>);

impl Locals {
    /// Parameters and zeros: nothing that was taken out of a vector.
    fn entry() -> Self {
        Self(Some(BTreeMap::new()))
    }

    fn get(&self, local: u32) -> Origins {
        let held = self.0.as_ref().and_then(|locals| locals.get(&local));
        held.cloned().unwrap_or_else(|| Origins::from([Origin::Computed]))
    }

    fn set(&mut self, local: u32, value: Origins) {
        if let Some(locals) = &mut self.0 {
            locals.insert(local, value);
        }
    }

    /// Becomes what may be held after either.
    fn join(&mut self, other: &Self) {
        let Some(from) = &other.0 else { return };
        let Some(locals) = &self.0 else { return self.clone_from(other) };
        let both: BTreeSet<u32> = locals.keys().chain(from.keys()).copied().collect();
        let joined = both.into_iter().map(|local| (local, &self.get(local) | &other.get(local))).collect();
        self.0 = Some(joined);
    }
}

/// Counts the moves of all functions of a module.
///
/// # Errors
/// Says where the module is not valid.
pub(crate) fn of_module(module: &[u8]) -> Result<Moves, BinaryReaderError> {
    let mut validator = Validator::new_with_features(wasmparser::WasmFeatures::all());
    let mut moves = Moves::default();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::CodeSectionEntry(body) => {
                let types = validator.code_section_entry(&body)?.into_validator(Default::default());
                moves.add(&Walk::of(&instructions(&body, types)?));
            }
            other => drop(validator.payload(&other)?),
        }
    }
    Ok(moves)
}

impl Moves {
    fn add(&mut self, walk: &Walk) {
        self.calls += walk.moves.calls;
        self.inserts += walk.moves.inserts;
        self.vector += walk.moves.vector;
        self.extracts += walk.used.len();
    }
}

/// An instruction, and what it takes from the stack and leaves there.
struct Instruction<'m> {
    operator: Operator<'m>,
    pops: usize,
    pushes: usize,
    /// True for calls of functions that take or return floating-point numbers.
    takes_floats: bool,
}

fn instructions<'m>(
    body: &FunctionBody<'m>,
    mut types: FuncValidator<ValidatorResources>,
) -> Result<Vec<Instruction<'m>>, BinaryReaderError> {
    types.read_locals(&mut body.get_binary_reader())?;
    let mut code = Vec::new();
    for operator in body.get_operators_reader()?.into_iter_with_offsets() {
        let (operator, offset) = operator?;
        let (pops, pushes) = operator.operator_arity(&types).unwrap_or_default();
        let takes_floats = match operator {
            Operator::Call { function_index } => takes_floats(function_index, &types),
            _ => false,
        };
        types.op(offset, &operator)?;
        code.push(Instruction { operator, pops: pops as usize, pushes: pushes as usize, takes_floats });
    }
    Ok(code)
}

/// One walk over a function.
#[derive(Default)]
struct Walk {
    stack: Vec<Origins>,
    blocks: Vec<Block>,
    locals: Locals,
    /// What locals hold where jumps go, by the number of the instruction that opens the block.
    labels: BTreeMap<usize, Locals>,
    /// The elements that something computes with.
    used: BTreeSet<usize>,
    moves: Moves,
}

/// An open block.
struct Block {
    opened: usize,
    is_loop: bool,
    /// Of the stack below it.
    height: usize,
    /// What locals hold on the way that no `else` has taken yet.
    otherwise: Locals,
}

impl Walk {
    fn of(code: &[Instruction<'_>]) -> Self {
        // Loops begin with what their ends wrote: walk until that is known.
        let mut labels = BTreeMap::new();
        loop {
            let mut walk = Self { labels: labels.clone(), locals: Locals::entry(), ..Self::default() };
            code.iter().enumerate().for_each(|(number, instruction)| walk.instruction(number, instruction));
            if walk.labels == labels {
                return walk;
            }
            labels = walk.labels;
        }
    }

    fn instruction(&mut self, number: usize, instruction: &Instruction<'_>) {
        let Instruction { operator, pops, pushes, takes_floats } = instruction;
        // Code behind a jump takes from an empty stack.
        let operands = self.stack.split_off(self.stack.len().saturating_sub(*pops));
        match operator {
            Operator::LocalGet { local_index } => return self.stack.push(self.locals.get(*local_index)),
            Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                self.locals.set(*local_index, operands.last().cloned().unwrap_or_default());
                let kept = if *pushes == 1 { operands } else { Vec::new() };
                return self.stack.extend(kept);
            }
            Operator::Drop => return,
            _ => {}
        }
        self.control(number, operator);
        self.computation(operator, &operands);
        self.moves.calls += usize::from(*takes_floats);
        let origin = match &*name(operator) {
            made if made.contains("ExtractLane") => Origin::Extract(number),
            made if made.contains("Load") => Origin::Loaded,
            _ => Origin::Computed,
        };
        self.stack.extend(std::iter::repeat_n(Origins::from([origin]), *pushes));
    }

    /// Opens and closes blocks, and hands what locals hold to where a jump goes.
    fn control(&mut self, number: usize, operator: &Operator<'_>) {
        match operator {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                let is_loop = matches!(operator, Operator::Loop { .. });
                if is_loop {
                    self.locals = self.label(number).clone();
                }
                let is_choice = matches!(operator, Operator::If { .. });
                let otherwise = if is_choice { self.locals.clone() } else { Locals::default() };
                self.blocks.push(Block { opened: number, is_loop, height: self.stack.len(), otherwise });
            }
            Operator::Else => {
                let block = self.blocks.last_mut().expect("a valid module has `if` before `else`");
                self.stack.truncate(block.height);
                let (opened, otherwise) = (block.opened, std::mem::take(&mut block.otherwise));
                self.label(opened);
                self.locals = otherwise;
            }
            Operator::End => {
                let Some(block) = self.blocks.pop() else { return };
                self.stack.truncate(block.height);
                if !block.is_loop {
                    self.locals.join(&block.otherwise);
                    self.locals = self.label(block.opened).clone();
                }
            }
            Operator::BrIf { relative_depth } => self.jump(*relative_depth),
            Operator::Br { relative_depth } => {
                self.jump(*relative_depth);
                self.locals = Locals::default();
            }
            Operator::BrTable { targets } => {
                targets.targets().flatten().chain([targets.default()]).for_each(|depth| self.jump(depth));
                self.locals = Locals::default();
            }
            Operator::Return | Operator::Unreachable => self.locals = Locals::default(),
            _ => {}
        }
    }

    fn jump(&mut self, depth: u32) {
        // One more than there are blocks: the end of the function.
        let target = self.blocks.len().checked_sub(depth as usize + 1).map(|at| self.blocks[at].opened);
        if let Some(opened) = target {
            self.label(opened);
        }
    }

    /// What locals hold at a label, now also by the way that the walk is on.
    fn label(&mut self, opened: usize) -> &Locals {
        let label = self.labels.entry(opened).or_default();
        label.join(&self.locals);
        label
    }

    /// An instruction that computes, or accesses memory.
    fn computation(&mut self, operator: &Operator<'_>, operands: &[Origins]) {
        let name = name(operator);
        let accesses = ["Load", "Store", "Atomic"].iter().any(|word| name.contains(word));
        // Addresses and stored values; comparing and adding in memory is an access too.
        if !accesses {
            self.use_up(operands);
        }
        let lanes =
            ["I8x16", "I16x8", "I32x4", "I64x2", "F32x4", "F64x2"].iter().any(|kind| name.starts_with(kind));
        self.moves.vector += usize::from(lanes && !name.contains("Lane") && !name.contains("Splat"));
        if name.contains("ReplaceLane") {
            let loaded = operands.last().is_some_and(|value| *value == Origins::from([Origin::Loaded]));
            self.moves.inserts += usize::from(!loaded);
        }
    }

    fn use_up(&mut self, operands: &[Origins]) {
        self.used.extend(operands.iter().flatten().filter_map(|origin| match origin {
            Origin::Extract(number) => Some(*number),
            Origin::Loaded | Origin::Computed => None,
        }));
    }
}

/// What the parser calls an instruction.
fn name(operator: &Operator<'_>) -> String {
    let shown = format!("{operator:?}");
    shown.split([' ', '{']).next().unwrap_or_default().to_owned()
}

fn takes_floats(function: u32, types: &impl ModuleArity) -> bool {
    let of_function = types.type_index_of_function(function).and_then(|index| types.sub_type_at(index));
    of_function.is_some_and(|of_function| match &of_function.composite_type.inner {
        CompositeInnerType::Func(signature) => signature
            .params()
            .iter()
            .chain(signature.results())
            .any(|kind| matches!(kind, ValType::F32 | ValType::F64)),
        _ => false,
    })
}
