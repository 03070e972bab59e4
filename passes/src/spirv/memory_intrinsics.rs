//! `memcpy`, `memmove` and `memset` become loads and stores.
//!
//! Short ones of constant length are unrolled (all loads before all stores, so that they may overlap); the rest become
//! loops over the widest unit that length and alignment allow. A `memmove` that may overlap runs downwards if its
//! destination is above its source.

use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Block, Builder, IntPredicate, ModuleExt, Opcode, Type, Value};

/// Longest copy that is unrolled, in units.
const UNROLLED: u64 = 32;

/// A copy or fill on its way to loads and stores.
struct Transfer {
    call: Value,
    to: Value,
    /// Source of a copy; the byte of a fill.
    from: Value,
    bytes: Value,
    /// Bytes moved at a time.
    unit: u64,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Copy,
    Move,
    Fill,
}

/// Rewrites every transfer of the function. Loops need blocks of their own, so calls are split off first.
pub(crate) fn run(module: &Module<'_>, function: Value) {
    let b = Builder::new(module.void());
    for i in function.instructions() {
        let Some(transfer) = Transfer::of(i) else { continue };
        b.before(i);
        b.locate(i);
        match transfer.bytes.as_uint() {
            Some(bytes) if bytes / transfer.unit <= UNROLLED => transfer.unroll(&b, bytes),
            _ => transfer.form_loop(&b),
        }
    }
}

impl Transfer {
    fn of(call: Value) -> Option<Self> {
        let name = call.called_function()?.name();
        let kinds =
            [("llvm.memcpy.", Kind::Copy), ("llvm.memmove.", Kind::Move), ("llvm.memset.", Kind::Fill)];
        let kind = kinds.iter().find(|(prefix, _)| name.starts_with(prefix))?.1;
        let bytes = call.operand(2);
        let mut unit = u64::from(call.argument_alignment(0)).clamp(1, 8);
        if kind != Kind::Fill {
            unit = unit.min(u64::from(call.argument_alignment(1)));
        }
        let length = bytes.as_uint().unwrap_or(1);
        while unit > 1 && !length.is_multiple_of(unit) {
            unit /= 2;
        }
        Some(Self { call, to: call.operand(0), from: call.operand(1), bytes, unit, kind })
    }

    fn unit_type(&self) -> Type {
        self.bytes.ty().int(self.unit as u32 * 8)
    }

    /// The byte of a fill in every byte of a unit.
    fn pattern(&self, b: &Builder) -> Value {
        let ty = self.unit_type();
        if self.unit == 1 {
            return self.from;
        }
        let byte = b.zext(self.from, ty);
        b.mul(byte, ty.constant(0x0101_0101_0101_0101))
    }

    fn unroll(&self, b: &Builder, bytes: u64) {
        let at = |pointer, offset| {
            let offset = self.bytes.ty().int(64).constant(offset);
            b.byte_offset(pointer, offset, true)
        };
        let offsets = (0..bytes / self.unit).map(|index| index * self.unit);
        let values: Vec<(u64, Value)> = match self.kind {
            Kind::Fill => {
                let pattern = self.pattern(b);
                offsets.map(|offset| (offset, pattern)).collect()
            }
            _ => offsets
                .map(|offset| (offset, b.load(self.unit_type(), at(self.from, offset), self.unit as u32)))
                .collect(),
        };
        for (offset, value) in values {
            b.store(value, at(self.to, offset), self.unit as u32);
        }
        self.call.erase();
    }

    /// `for (i = 0; i < units; ++i) to[i] = from[i]`, downwards for a move to a higher address.
    fn form_loop(&self, b: &Builder) {
        let before = self.call.block();
        let after = split_before(b, self.call);
        let index_type = self.bytes.ty();
        let unit = index_type.constant(self.unit);
        let pattern = (self.kind == Kind::Fill).then(|| {
            b.at_end(before);
            self.pattern(b)
        });
        b.at_end(before);
        let units = b.udiv(self.bytes, unit);
        let down = (self.kind == Kind::Move).then(|| {
            let ty = index_type.int(64);
            let (to, from) = (b.ptr_to_int(self.to, ty), b.ptr_to_int(self.from, ty));
            b.icmp(IntPredicate::LLVMIntUGT, to, from)
        });
        let body = Value::insert_block_after(before, "transfer");
        let any = b.icmp(IntPredicate::LLVMIntNE, units, index_type.constant(0));
        b.cond_br(any, body, after);
        b.at_end(body);
        let index = b.phi(index_type);
        index.add_incoming(index_type.constant(0), before);
        let next = b.add(index, index_type.constant(1));
        let place = match down {
            None => index,
            Some(down) => {
                let from_end = b.sub(units, next);
                b.select(down, from_end, index)
            }
        };
        let offset = b.mul(place, unit);
        let value = match pattern {
            Some(pattern) => pattern,
            None => {
                let address = b.byte_offset(self.from, offset, true);
                b.load(self.unit_type(), address, self.unit as u32)
            }
        };
        let address = b.byte_offset(self.to, offset, true);
        b.store(value, address, self.unit as u32);
        index.add_incoming(next, body);
        let more = b.icmp(IntPredicate::LLVMIntULT, next, units);
        b.cond_br(more, body, after);
        self.call.erase();
    }
}

/// Moves `instruction` and everything after it to a new block; the old one is left without a terminator.
pub(crate) fn split_before(b: &Builder, instruction: Value) -> Block {
    let before = instruction.block();
    let after = Value::insert_block_after(before, "after");
    let successors = before.successors();
    let mut moving = Some(instruction);
    let mut tail = Vec::new();
    while let Some(i) = moving {
        moving = i.next_instruction();
        tail.push(i);
    }
    b.at_end(after);
    for i in tail {
        i.detach();
        b.insert(i);
    }
    for successor in successors {
        replace_phi_block(b, successor, before, after);
    }
    after
}

/// Phis of `block` that name `old` as a predecessor name `new` instead.
fn replace_phi_block(b: &Builder, block: Block, old: Block, new: Block) {
    for phi in block.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI) {
        let incoming = phi.incoming();
        if !incoming.iter().any(|&(_, from)| from == old) {
            continue;
        }
        b.before(phi);
        let copy = b.phi(phi.ty());
        for (value, from) in incoming {
            let value = if value == phi { copy } else { value };
            copy.add_incoming(value, if from == old { new } else { from });
        }
        phi.replace_all_uses_with(copy);
        phi.erase();
    }
}
