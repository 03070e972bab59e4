//! One function, block by block.

use super::lockstep::SinceMeeting;
use super::types::value_type;
use super::{Retarget, memory_pointer};
use crate::blocks::BlockGraph;
use crate::nvvm::load::{is_kernel, space};
use anywarp_diag::Code;
use llvm_config::ir::{Block, Builder, ModuleExt, Opcode, Type, TypeKind, Value};
use std::collections::HashMap;

/// The translation of one function.
pub(crate) struct Translator<'r, 'm, 'ctx> {
    pub(crate) unit: &'r mut Retarget<'m, 'ctx>,
    pub(crate) old: Value,
    pub(crate) new: Value,
    pub(crate) b: Builder,
    /// First block of the new function; values that every block may need are made here.
    prologue: Block,
    values: HashMap<Value, Value>,
    blocks: HashMap<Block, Block>,
    /// Last new block that an old block became (expansions may split).
    pub(super) ends: HashMap<Block, Block>,
    pub(super) phis: Vec<(Value, Value)>,
    /// Values made once in the prologue, by what they are.
    once: HashMap<&'static str, Value>,
    pub(super) since_meeting: SinceMeeting,
}

pub(super) fn translate(unit: &mut Retarget<'_, '_>, old: Value) {
    let new = unit.functions[&old];
    new.take_subprogram(old);
    let b = Builder::new(unit.module.void());
    let prologue = new.append_block("prologue");
    let mut t = Translator {
        unit,
        old,
        new,
        b,
        prologue,
        values: HashMap::new(),
        blocks: HashMap::new(),
        ends: HashMap::new(),
        phis: Vec::new(),
        once: HashMap::new(),
        since_meeting: SinceMeeting::UNKNOWN,
    };
    let order = BlockGraph::of(old).reading_order();
    for &block in &order {
        let copy = new.append_block(&block.name());
        t.blocks.insert(block, copy);
    }
    t.b.at_end(prologue);
    t.b.br(t.blocks[&order[0]]);
    t.bind_parameters();
    for &block in &order {
        t.b.at_end(t.blocks[&block]);
        t.since_meeting = SinceMeeting::UNKNOWN;
        for instruction in block.instructions() {
            t.instruction(instruction);
        }
        let end = t.b.block();
        t.ends.insert(block, end);
    }
    t.complete_phis();
}

impl Translator<'_, '_, '_> {
    pub(crate) fn void(&self) -> Type {
        self.unit.module.void()
    }

    pub(crate) fn i32(&self) -> Type {
        self.void().int(32)
    }

    pub(crate) fn constant(&self, value: u64) -> Value {
        self.i32().constant(value)
    }

    pub(crate) fn memory_pointer(&self) -> Type {
        memory_pointer(self.unit.host_pointers, self.void())
    }

    /// Reports what cannot be expressed, at `instruction`.
    pub(crate) fn unsupported(&mut self, instruction: Value, code: Code, what: String) {
        let diagnostic = self.unit.blame.at(&self.unit.reach, self.old, instruction, code, what);
        if !self.unit.errors.contains(&diagnostic) {
            self.unit.errors.push(diagnostic);
        }
    }

    /// A function of the device runtime, by the types of this call.
    pub(crate) fn runtime(&self, name: &str, result: Type, arguments: &[Value]) -> Value {
        let parameters: Vec<Type> = arguments.iter().map(|argument| argument.ty()).collect();
        let function = self.unit.module.declare(name, result.function(&parameters));
        self.b.call_function(function, arguments)
    }

    /// A value that does not change during the function, made in the prologue when first asked for.
    pub(crate) fn once(&mut self, key: &'static str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if let Some(&value) = self.once.get(key) {
            return value;
        }
        let (block, at) = (self.b.block(), self.prologue.terminator());
        self.b.unlocate();
        if let Some(at) = at {
            self.b.before(at);
        }
        let value = make(self);
        self.resume(block);
        self.once.insert(key, value);
        value
    }

    /// Emits into the prologue, whatever block is being written.
    pub(crate) fn in_prologue(&mut self, make: impl FnOnce(&mut Self) -> Value) -> Value {
        let block = self.b.block();
        if let Some(at) = self.prologue.terminator() {
            self.b.before(at);
        }
        let value = make(self);
        self.resume(block);
        value
    }

    /// Goes on writing `block`: at its end, or before the terminator if it has one already.
    fn resume(&self, block: Block) {
        match block.terminator() {
            Some(terminator) => self.b.before(terminator),
            None => self.b.at_end(block),
        }
    }

    /// The running thread: the kernel's own parameter, or whatever the instance runs now.
    pub(crate) fn thread(&mut self) -> Value {
        if is_kernel(self.old) {
            return self.new.parameters()[0];
        }
        self.once("thread", |t| t.runtime("anywarp_current", t.void().ptr(), &[]))
    }

    pub(crate) fn shared_base(&mut self) -> Value {
        let thread = self.thread();
        self.once("shared", |t| t.runtime("anywarp_shared", t.void().ptr(), &[thread]))
    }

    pub(crate) fn dynamic_shared_base(&mut self) -> Value {
        let thread = self.thread();
        self.once("dynamic", |t| t.runtime("anywarp_dynamic_shared", t.void().ptr(), &[thread]))
    }

    fn bind_parameters(&mut self) {
        if is_kernel(self.old) {
            return self.load_kernel_parameters();
        }
        for (index, old) in self.old.parameters().into_iter().enumerate() {
            let mut value = self.new.parameters()[index];
            if let Some(ty) = self.old.byval_type(index as u32) {
                // The callee owns a `byval` argument: it gets a copy.
                let alignment = self
                    .old
                    .parameter_alignment(index as u32)
                    .unwrap_or_else(|| self.unit.layout.alignment(ty));
                value = self.in_prologue(|t| t.private_copy(value, ty, alignment));
            }
            self.values.insert(old, value);
        }
    }

    fn load_kernel_parameters(&mut self) {
        let base = self.new.parameters()[1];
        let pointer = self.void().ptr();
        let base = self.in_prologue(|t| t.b.int_to_ptr(base, pointer));
        let layout = &self.unit.parameters[&self.old];
        let fields: Vec<_> = layout.fields.iter().copied().zip(layout.types.iter().copied()).collect();
        for (index, (field, (ty, alignment))) in fields.into_iter().enumerate() {
            let old = self.old.parameters()[index];
            let index = index as u32;
            let value = self.in_prologue(|t| {
                let offset = t.constant(u64::from(field.offset));
                let address = t.b.byte_offset(base, offset, false);
                if t.old.byval_type(index).is_none() {
                    return t.load_parameter(ty, address, alignment);
                }
                // Nobody writes the buffer, so a parameter that is only read needs no copy.
                if t.old.parameter_has(index, "readonly") {
                    address
                } else {
                    t.private_copy(address, ty, alignment)
                }
            });
            self.values.insert(old, value);
        }
    }

    fn private_copy(&mut self, from: Value, ty: Type, alignment: u32) -> Value {
        let bytes = self.unit.layout.alloc_bytes(ty);
        let slot = self.b.alloca(self.void().int(8).array(bytes), alignment.max(1));
        let bytes = self.constant(bytes);
        self.b.memcpy(slot, alignment, from, alignment, bytes);
        slot
    }

    fn load_parameter(&mut self, ty: Type, address: Value, alignment: u32) -> Value {
        let memory = match ty.kind() {
            TypeKind::Pointer => self.memory_pointer(),
            TypeKind::Integer if !ty.int_width().is_multiple_of(8) => {
                self.void().int(ty.int_width().next_multiple_of(8))
            }
            _ => ty,
        };
        let load = self.b.load(memory, address, alignment);
        load.set_flag_metadata("invariant.load");
        match ty.kind() {
            TypeKind::Pointer => self.narrow(load),
            TypeKind::Integer if memory != ty => self.b.trunc(load, ty),
            _ => load,
        }
    }

    /// A pointer from its form in memory.
    pub(crate) fn narrow(&mut self, word: Value) -> Value {
        let offset = self.b.resize(word, self.i32());
        self.b.int_to_ptr(offset, self.void().ptr())
    }

    /// A pointer in the form that memory holds.
    pub(crate) fn widen(&mut self, pointer: Value) -> Value {
        if pointer.is_null() {
            return self.memory_pointer().null();
        }
        match self.unit.host_pointers {
            super::HostPointers::Bits32 => self.b.ptr_to_int(pointer, self.i32()),
            super::HostPointers::Bits64 => self.runtime("anywarp_widen", self.void().int(64), &[pointer]),
        }
    }

    /// The new value of an old one, emitting what a constant needs at the insertion point.
    pub(crate) fn value(&mut self, old: Value) -> Value {
        if let Some(&new) = self.values.get(&old) {
            return new;
        }
        self.constant_value(old)
    }

    pub(crate) fn define(&mut self, old: Value, new: Value) {
        self.values.insert(old, new);
    }

    pub(crate) fn block_of(&self, old: Block) -> Block {
        self.blocks[&old]
    }

    fn instruction(&mut self, i: Value) {
        use Opcode::*;
        self.b.locate(i);
        if let Some((language, ours)) = sixteen_bit_type(i).filter(|_| i.opcode() != LLVMRet) {
            let what = format!("the type `{language}` in device code is not supported: use {ours}");
            self.unsupported(i, Code::Unsupported, what);
            return self.define_poison(i);
        }
        match i.opcode() {
            LLVMRet | LLVMBr | LLVMSwitch | LLVMUnreachable => self.terminator(i),
            LLVMAlloca => self.alloca(i),
            LLVMLoad => self.load(i),
            LLVMStore => self.store(i),
            LLVMGetElementPtr => self.gep(i),
            LLVMAtomicRMW | LLVMAtomicCmpXchg => self.atomic(i),
            LLVMFence => self.fence(i),
            LLVMCall => self.call(i),
            LLVMPHI => {
                let phi = self.b.phi(value_type(i.ty()));
                self.phis.push((i, phi));
                self.define(i, phi);
            }
            LLVMPtrToInt | LLVMPtrToAddr => {
                let value = self.pointer_to_int(i.operand(0), i.ty());
                self.define(i, value);
            }
            LLVMIntToPtr => {
                let word = self.value(i.operand(0));
                let value = self.narrow(word);
                self.define(i, value);
            }
            LLVMAddrSpaceCast => {
                let value = self.value(i.operand(0));
                self.define(i, value);
            }
            LLVMIndirectBr | LLVMInvoke | LLVMCallBr | LLVMResume | LLVMLandingPad | LLVMVAArg
            | LLVMCleanupRet | LLVMCatchRet | LLVMCatchPad | LLVMCleanupPad | LLVMCatchSwitch => {
                self.unsupported(i, Code::Unsupported, format!("device code uses `{}`", opcode_name(i)));
                self.define_poison(i);
            }
            _ => self.plain(i),
        }
    }

    /// An instruction that only computes: the same one over the new operands.
    fn plain(&mut self, i: Value) {
        let operands: Vec<Value> = i.operands().into_iter().map(|operand| self.value(operand)).collect();
        let ty = value_type(i.ty());
        let new = if ty == i.ty() {
            let copy = i.clone_instruction();
            for (index, &operand) in operands.iter().enumerate() {
                copy.set_operand(index as u32, operand);
            }
            self.b.insert(copy);
            copy
        } else {
            match i.opcode() {
                Opcode::LLVMSelect => self.b.select(operands[0], operands[1], operands[2]),
                Opcode::LLVMFreeze => self.b.freeze(operands[0]),
                Opcode::LLVMExtractValue => i
                    .indices()
                    .into_iter()
                    .fold(operands[0], |aggregate, index| self.b.extract_value(aggregate, index)),
                Opcode::LLVMInsertValue if i.indices().len() == 1 => {
                    self.b.insert_value(operands[0], operands[1], i.indices()[0])
                }
                Opcode::LLVMExtractElement => self.b.extract_element(operands[0], operands[1]),
                Opcode::LLVMInsertElement => self.b.insert_element(operands[0], operands[1], operands[2]),
                _ => {
                    self.unsupported(
                        i,
                        Code::Unsupported,
                        format!("`{}` over pointers of several address spaces", opcode_name(i)),
                    );
                    return self.define_poison(i);
                }
            }
        };
        self.define(i, new);
    }

    pub(crate) fn define_poison(&mut self, i: Value) {
        let ty = value_type(i.ty());
        if ty.kind() != TypeKind::Void {
            self.define(i, ty.poison());
        }
    }

    /// The number of an address: in a space of 32 bits its offset alone, which `inttoptr` takes back, as on NVIDIA's
    /// devices.
    pub(crate) fn pointer_to_int(&mut self, pointer: Value, ty: Type) -> Value {
        let short = matches!(pointer.ty().address_space(), space::SHARED | space::LOCAL);
        let pointer = self.value(pointer);
        let word = if short { self.b.ptr_to_int(pointer, self.i32()) } else { self.widen(pointer) };
        if ty.kind() == TypeKind::Integer { self.b.resize(word, ty) } else { ty.poison() }
    }
}

fn opcode_name(i: Value) -> String {
    format!("{:?}", i.opcode()).trim_start_matches("LLVM").to_lowercase()
}

/// The language's own 16-bit floating point, which nvcc has not either, and what programs use instead.
fn sixteen_bit_type(i: Value) -> Option<(&'static str, &'static str)> {
    let result = std::iter::once(i.ty());
    result.chain(i.operands().into_iter().map(Value::ty)).find_map(|ty| {
        let element = if ty.kind() == TypeKind::Vector { ty.element() } else { ty };
        match element.kind() {
            TypeKind::Half => Some(("_Float16", "`__half` of cuda_fp16.h")),
            TypeKind::BFloat => Some(("__bf16", "`__nv_bfloat16` of cuda_bf16.h")),
            _ => None,
        }
    })
}
