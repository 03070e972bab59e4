//! Says operations on long vectors as operations on parts of four elements each.
//!
//!   fmul <16 x float> %a, %b     four times  fmul <4 x float> %a.n, %b.n
//!
//! LLVM's backend would do so too, but it schedules the parts of an instruction as it likes: all loads of a block first, and
//! then more is alive than there are registers. Instructions of one register each stay in their order.

mod beside;
mod run;

use crate::blocks::BlockGraph;
use crate::pass::{Fact, Pass, Work};
use crate::simt::vectorize_warps::{Overload, elementwise};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use beside::Beside;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, Layout, ModuleExt, Opcode, Type, TypeKind, Value, is_cast};
use run::{Run, accessed, can_be_in_parts, count, is_comparison_in_parts, is_long, operands, part_of};
use std::collections::HashMap;

pub(crate) const PASS: Pass = Pass {
    name: "split-vectors",
    about: "Says operations on long vectors as operations on parts of them, so that they stay in their order.",
    needs: &[Fact::Retargeted],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// Elements of a part: a register of words or floats, two of longer ones.
const PART: u32 = 4;

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    let layout = Layout::new(crate::machine::WASM_LAYOUT);
    for function in unit.module.functions().into_iter().filter(|f| !f.is_declaration()) {
        Split {
            module: &unit.module,
            b: &b,
            layout: &layout,
            function,
            parts: HashMap::new(),
            taken: HashMap::new(),
            replaced: Vec::new(),
        }
        .all();
    }
    Ok(())
}

/// An element of a shuffle: the part that has it and its place there.
type Element = Option<(Value, u32)>;

struct Split<'s, 'ctx> {
    module: &'s Module<'ctx>,
    b: &'s Builder,
    layout: &'s Layout,
    function: Value,
    parts: HashMap<Value, Vec<Value>>,
    /// The parts of values that stay whole.
    taken: HashMap<Value, Vec<Value>>,
    replaced: Vec<Value>,
}

impl Split<'_, '_> {
    fn all(&mut self) {
        let mut phis = Vec::new();
        for block in BlockGraph::of(self.function).blocks {
            let mut run = Run::default();
            for i in block.instructions() {
                if run.ends_before(i) {
                    self.write(&run, i);
                    run = Run::default();
                }
                match i.opcode() {
                    Opcode::LLVMPHI if is_long(i.ty()) => {
                        self.b.before(i);
                        self.b.locate(i);
                        let parts = (0..count(i.ty())).map(|_| self.b.phi(part_of(i.ty()))).collect();
                        self.parts.insert(i, parts);
                        self.replaced.push(i);
                        phis.push(i);
                    }
                    Opcode::LLVMPHI => {}
                    _ if can_be_in_parts(i) => run.push(i),
                    _ => self.use_wholes(i),
                }
            }
        }
        for phi in phis {
            for (value, from) in phi.incoming() {
                let values = self.parts_of(value);
                let parts = self.parts[&phi].clone();
                parts.iter().zip(values).for_each(|(part, value)| part.add_incoming(value, from));
            }
        }
        let replaced = std::mem::take(&mut self.replaced);
        replaced.iter().filter(|i| i.ty().kind() != TypeKind::Void).for_each(|i| {
            i.replace_all_uses_with(i.ty().poison());
        });
        replaced.into_iter().for_each(Value::erase);
    }

    /// Writes instructions in parts: each where it was, or all of the first parts at the end, then all of the second ones.
    fn write(&mut self, run: &Run, end: Value) {
        let by_parts = run.is_by_parts();
        for &i in &run.instructions {
            self.b.before(if by_parts { end } else { i });
            self.b.locate(i);
            if by_parts && run.is_of_each(i) {
                self.parts.insert(i, Vec::new());
            } else {
                self.split(i);
            }
        }
        if !by_parts {
            return;
        }
        self.b.before(end);
        let each: Vec<Value> = run.instructions.iter().copied().filter(|&i| run.is_of_each(i)).collect();
        let beside: Vec<Beside> = each.iter().map(|&i| Beside::of(i)).collect();
        let lens = each.iter().map(|&i| count(accessed(i)));
        for part in 0..lens.max().unwrap_or(0) {
            for (&i, beside) in each.iter().zip(&beside).filter(|&(&i, _)| part < count(accessed(i))) {
                self.b.locate(i);
                let made = self.part(i, part, beside);
                self.parts.get_mut(&i).expect("inserted above").extend(made);
            }
        }
        self.replaced.extend(each);
    }

    /// Writes an instruction as several.
    fn split(&mut self, i: Value) {
        let constant = |index: u32| i.operand(index).as_uint().expect("an index that is known") as u32;
        let parts = match i.opcode() {
            Opcode::LLVMShuffleVector => self.shuffle(i),
            Opcode::LLVMExtractElement => {
                let part = self.parts_of(i.operand(0))[(constant(1) / PART) as usize];
                vec![self.b.extract_element(part, self.number(constant(1) % PART))]
            }
            Opcode::LLVMInsertElement => {
                let mut parts = self.parts_of(i.operand(0));
                let part = &mut parts[(constant(2) / PART) as usize];
                *part = self.b.insert_element(*part, i.operand(1), self.number(constant(2) % PART));
                parts
            }
            _ => {
                let beside = Beside::of(i);
                (0..count(accessed(i))).filter_map(|part| self.part(i, part, &beside)).collect()
            }
        };
        if i.ty().kind() != TypeKind::Void && !is_long(i.ty()) && !is_comparison_in_parts(i) {
            i.replace_all_uses_with(parts[0]);
        } else {
            self.parts.insert(i, parts);
        }
        self.replaced.push(i);
    }

    fn number(&self, number: u32) -> Value {
        self.module.void().int(32).constant(number.into())
    }

    /// One part of a load, a store, or of an operation that is the same for each element.
    fn part(&mut self, i: Value, part: u32, beside: &Beside) -> Option<Value> {
        match i.opcode() {
            Opcode::LLVMLoad => {
                let ty = part_of(i.ty());
                let (address, alignment) = self.place(i, i.operand(0), ty, part);
                Some(self.b.load(ty, address, alignment))
            }
            Opcode::LLVMStore => {
                let value = self.part_of_operand(i.operand(0), part);
                let value = beside.made_here(self.b, value).unwrap_or(value);
                let (address, alignment) = self.place(i, i.operand(1), value.ty(), part);
                self.b.store(value, address, alignment);
                None
            }
            _ => Some(self.elementwise(i, part)),
        }
    }

    fn part_of_operand(&mut self, operand: Value, part: u32) -> Value {
        match operand.ty().kind() {
            TypeKind::Vector => self.parts_of(operand)[part as usize],
            _ => operand,
        }
    }

    fn elementwise(&mut self, i: Value, part: u32) -> Value {
        let operands: Vec<Value> =
            operands(i).into_iter().map(|operand| self.part_of_operand(operand, part)).collect();
        let (operand, to) = (|index: usize| operands[index], part_of(i.ty()));
        let result = match i.opcode() {
            Opcode::LLVMICmp => self.b.icmp(i.int_predicate(), operand(0), operand(1)),
            Opcode::LLVMFCmp => self.b.fcmp(i.real_predicate(), operand(0), operand(1)),
            Opcode::LLVMSelect => self.b.select(operand(0), operand(1), operand(2)),
            Opcode::LLVMFreeze => self.b.freeze(operand(0)),
            Opcode::LLVMFNeg => self.b.fneg(operand(0)),
            Opcode::LLVMCall => {
                let types = match elementwise(i) {
                    Some(Overload::ResultAndFirst) => vec![to, operand(0).ty()],
                    _ => vec![to],
                };
                let function = self.module.intrinsic(i.callee().intrinsic_id(), &types);
                self.b.call_function(function, &operands)
            }
            opcode if is_cast(opcode) => self.b.cast(opcode, operand(0), to),
            opcode => self.b.binary(opcode, operand(0), operand(1)),
        };
        result.copy_fast_math(i);
        result
    }

    /// Where a part of what an access is about lies, and how it is aligned.
    fn place(&self, access: Value, address: Value, ty: Type, part: u32) -> (Value, u32) {
        let offset = part * PART * self.layout.store_bytes(ty.element()) as u32;
        if offset == 0 {
            return (address, access.alignment());
        }
        let alignment = access.alignment().min(1 << offset.trailing_zeros());
        // What is accessed as one does not wrap around.
        (self.b.byte_offset_nuw(address, self.number(offset)), alignment)
    }

    fn shuffle(&mut self, i: Value) -> Vec<Value> {
        let is_of_long = is_long(i.operand(0).ty());
        let sources: Vec<Vec<Value>> = [i.operand(0), i.operand(1)]
            .into_iter()
            .map(|operand| if is_of_long { self.parts_of(operand) } else { vec![self.padded(operand)] })
            .collect();
        let from = i.operand(0).ty().len() as u32;
        let element = |element: Option<u32>| {
            element.map(|element| {
                let (source, element) = if element < from { (0, element) } else { (1, element - from) };
                (sources[source][(element / PART) as usize], element % PART)
            })
        };
        let mask: Vec<_> = i.shuffle_mask().into_iter().map(element).collect();
        let mut made: HashMap<&[Element], Value> = HashMap::new();
        let mut parts = Vec::new();
        for elements in mask.chunks(PART as usize) {
            // A broadcast is one part.
            let part = match made.get(elements) {
                Some(&part) => part,
                None => self.gathered(elements, i.ty().element()),
            };
            made.insert(elements, part);
            parts.push(part);
        }
        parts
    }

    /// A short vector as a part.
    fn padded(&self, vector: Value) -> Value {
        let len = vector.ty().len() as u32;
        if len == PART {
            return vector;
        }
        let elements: Vec<u32> = (0..PART).map(|element| element.min(len - 1)).collect();
        self.b.shuffle(vector, vector, &elements)
    }

    /// A vector of elements of parts.
    fn gathered(&self, elements: &[Element], element: Type) -> Value {
        let mut sources: Vec<Value> = Vec::new();
        for (source, _) in elements.iter().flatten() {
            if !sources.contains(source) {
                sources.push(*source);
            }
        }
        let Some(&first) = sources.first() else { return element.vector(elements.len() as u32).poison() };
        let is_whole = sources.len() == 1
            && elements.len() == PART as usize
            && (0..).zip(elements).all(|(at, element)| element.is_none_or(|(_, index)| index == at));
        if is_whole {
            return first;
        }
        let place = |at: usize| elements.get(at).copied().flatten();
        let mut made = first;
        for (turn, &source) in sources.iter().enumerate().skip(usize::from(sources.len() > 1)) {
            let choose = |at: u32| match place(at as usize) {
                Some((from, index)) if from == source => index + if turn > 0 { PART } else { 0 },
                Some((from, index)) if turn == 1 && from == first => index,
                // What is there already, or to be overwritten.
                _ => at,
            };
            made = self.b.shuffle(made, source, &(0..PART).map(choose).collect::<Vec<u32>>());
        }
        let len = elements.len() as u32;
        if len == PART { made } else { self.b.shuffle(made, made, &(0..len).collect::<Vec<u32>>()) }
    }

    /// The parts of a long vector.
    fn parts_of(&mut self, value: Value) -> Vec<Value> {
        if let Some(parts) = self.parts.get(&value).or_else(|| self.taken.get(&value)) {
            return parts.clone();
        }
        let b = Builder::new(self.module.void());
        after(&b, value, self.function);
        let part = |part: u32| {
            let elements: Vec<u32> = (part * PART..(part + 1) * PART).collect();
            b.shuffle(value, value.ty().poison(), &elements)
        };
        let parts: Vec<Value> = (0..count(value.ty())).map(part).collect();
        self.taken.insert(value, parts.clone());
        parts
    }

    /// Makes an instruction that stays use whole vectors.
    fn use_wholes(&mut self, i: Value) {
        for index in 0..i.operand_count() {
            if let Some(parts) = self.parts.get(&i.operand(index)) {
                self.b.before(i);
                self.b.locate(i);
                i.set_operand(index, self.whole(parts.clone()));
            }
        }
    }

    fn whole(&self, mut parts: Vec<Value>) -> Value {
        while parts.len() > 1 {
            let len = 2 * parts[0].ty().len() as u32;
            let all: Vec<u32> = (0..len).collect();
            parts = parts.chunks(2).map(|pair| self.b.shuffle(pair[0], pair[1], &all)).collect();
        }
        parts[0]
    }
}

/// Goes to where a value of a function is there for the first time.
fn after(b: &Builder, value: Value, function: Value) {
    if !value.is_instruction() {
        b.at_start(function.blocks()[0]);
    } else if value.opcode() == Opcode::LLVMPHI {
        b.at_start(value.block());
    } else {
        b.before(value.next_instruction().expect("a terminator gives no vectors"));
    }
}
