//! What has an effect for each thread is done by one thread after the other: a loop over the bits of who is there.

use super::emit::{Crowd, Emitter};
use super::lanes::{Lanes, parts};
use llvm_config::ir::{IntPredicate, ModuleExt, Opcode, Type, TypeKind, Value, ValueKind};

/// A value of each thread in memory.
pub(super) struct Column {
    address: Value,
    ty: Type,
}

impl Emitter<'_, '_> {
    pub(super) fn each_lane(&mut self, i: Value, crowd: Crowd) {
        let operands: Vec<Option<Vec<Column>>> =
            i.operands().into_iter().map(|operand| self.columns_of(operand)).collect();
        let has_result = i.ty().kind() != TypeKind::Void && !i.users().is_empty();
        let results: Vec<Column> = if has_result {
            parts(i.ty()).into_iter().map(|ty| self.column(ty)).collect()
        } else {
            Vec::new()
        };
        let bits = self.bits(crowd);
        let i32 = self.i32();
        let before = self.b.block();
        let done = self.new_block("lanes.done");
        let turn = self.new_block("lane");
        self.b.br(turn);
        self.b.at_end(turn);
        let left = self.b.phi(i32);
        left.add_incoming(bits, before);
        let cttz = self.module.declare("llvm.cttz.i32", i32.function(&[i32, i32.int(1)]));
        let lane = self.b.call_function(cttz, &[left, i32.int(1).constant(1)]);
        if asks_who_it_is(i) {
            self.become_lane(lane);
        }
        let copy = i.clone_instruction();
        for (index, columns) in operands.iter().enumerate() {
            if let Some(columns) = columns {
                let parts: Vec<Value> = columns.iter().map(|column| self.read(column, lane)).collect();
                copy.set_operand(index as u32, self.whole(&parts, i.operand(index as u32).ty()));
            }
        }
        self.b.insert_here(copy);
        if has_result {
            for (column, part) in results.iter().zip(self.taken_apart(copy)) {
                self.write(column, lane, part);
            }
        }
        let rest = self.b.and(left, self.b.sub(left, i32.constant(1)));
        left.add_incoming(rest, self.b.block());
        let more = self.b.icmp(IntPredicate::LLVMIntNE, rest, i32.constant(0));
        self.b.cond_br(more, turn, done);
        self.b.at_end(done);
        if asks_who_it_is(i) {
            self.become_lane(i32.constant(0));
        }
        if has_result {
            let vectors: Vec<Value> = results.iter().map(|column| self.whole_column(column)).collect();
            self.define(i, Lanes::Varying(vectors));
        }
    }

    fn become_lane(&self, lane: Value) {
        self.runtime("anywarp_become", self.module.void(), &[self.group(), lane]);
    }

    fn column(&mut self, ty: Type) -> Column {
        let stored = self.stored_type(ty);
        Column { address: self.alloca(stored), ty }
    }

    /// An operand in memory; nothing for a constant.
    fn columns_of(&mut self, operand: Value) -> Option<Vec<Column>> {
        let types = parts(operand.ty());
        let vectors = self.for_each(operand)?;
        Some(types.into_iter().zip(vectors).map(|(ty, vector)| self.filled(ty, vector)).collect())
    }

    pub(super) fn filled(&mut self, ty: Type, vector: Value) -> Column {
        let column = self.column(ty);
        let vector = self.stored(vector);
        self.b.store(vector, column.address, 16);
        column
    }

    fn cell(&self, column: &Column, lane: Value) -> (Value, Type) {
        let element = self.stored_type(column.ty).element();
        let bytes = self.plan.layout.store_bytes(element);
        let offset = self.b.mul(lane, self.i32().constant(bytes));
        (self.b.byte_offset(column.address, offset, true), element)
    }

    pub(super) fn read(&self, column: &Column, lane: Value) -> Value {
        let (address, element) = self.cell(column, lane);
        let value = self.b.load(element, address, self.plan.layout.alignment(element));
        let is_condition = column.ty.kind() == TypeKind::Integer && column.ty.int_width() == 1;
        if is_condition { self.b.trunc(value, column.ty) } else { value }
    }

    fn write(&self, column: &Column, lane: Value, value: Value) {
        let (address, element) = self.cell(column, lane);
        let is_condition = column.ty.kind() == TypeKind::Integer && column.ty.int_width() == 1;
        let value = if is_condition { self.b.sext(value, element) } else { value };
        self.b.store(value, address, self.plan.layout.alignment(element));
    }

    fn whole_column(&self, column: &Column) -> Value {
        let vector = self.b.load(self.stored_type(column.ty), column.address, 16);
        self.restored(vector, column.ty)
    }

    /// A value of each thread as an array of words that device functions read.
    pub(super) fn array(&mut self, vector: Value) -> Value {
        let ty = vector.ty().element();
        self.filled(ty, vector).address
    }

    /// An array of words for the results of device functions.
    pub(super) fn result_array(&mut self) -> Value {
        let word = self.i32();
        self.column(word).address
    }

    pub(super) fn array_as_vector(&self, address: Value) -> Value {
        self.b.load(self.mask_type(), address, 16)
    }
}

/// True for calls in which somebody may ask for the running thread, and for what ends the kernel: the report says whose.
fn asks_who_it_is(i: Value) -> bool {
    let ends = ["llvm.trap", "llvm.debugtrap"].iter().any(|name| i.is_call_to(name));
    let is_intrinsic = || i.callee().kind() == ValueKind::Function && i.callee().is_intrinsic();
    i.opcode() == Opcode::LLVMCall && (ends || !is_intrinsic())
}
