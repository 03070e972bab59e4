//! Writes a kernel anew without pointers: every address becomes an integer, every access a marker of [`super::dialect`].
//!
//!   load float, ptr addrspace(1) %p         spv.load.global.f32(i64 %p, 4, 0)
//!   getelementptr float, ptr %p, i64 %i     add i64 %p, (shl i64 %i, 2)
//!   load i32, ptr addrspace(3) %tile        bitcast (spv.load.array.i32(array, index, 0))
//!   pointer that may be either              i64, tagged; each access branches on the tag
//!
//! Needs: one function without calls of others ([`super::inline`]), parameters read through
//! [`super::parameters::PARAMETERS`], no memory intrinsics. [`super::flow`] says what a pointer may point to and
//! thereby how it is represented: [`Rep`].

use super::flow::Flows;
use super::layout::{Group, Groups};
use super::vectors;
use crate::blocks::BlockGraph;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Block, Builder, Layout, ModuleExt, Opcode, Type, TypeKind, Value};
use std::collections::HashMap;

/// How a pointer is represented in registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rep {
    /// A 64-bit address of device memory; 0 is null.
    Global,
    /// A 32-bit offset, in units, in the array of this group.
    Array(super::flow::Object),
    /// A 64-bit address of device memory, or a tag over a 32-bit byte offset; the form that memory holds.
    Tagged,
}

/// Upper halves of tagged addresses. No device has such addresses: bits 63 to 57 of a 57-bit canonical one are equal.
pub(crate) const SHARED_TAG: u64 = 0x7fff_5001 << 32;
pub(crate) const PRIVATE_TAG: u64 = 0x7fff_5002 << 32;

/// The translation of one kernel.
pub(crate) struct Lowering<'a, 'ctx> {
    pub(crate) module: &'a Module<'ctx>,
    pub(crate) layout: &'a Layout,
    pub(crate) flows: &'a Flows,
    pub(crate) groups: &'a Groups,
    /// Offsets of global variables in the unit's data, by name.
    pub(crate) offsets: &'a HashMap<String, u64>,
    /// Names of the address-taken functions, which function pointers number from 1.
    pub(crate) taken: &'a [String],
    /// Parameters are in the launch record; otherwise behind an address.
    pub(crate) inline_parameters: bool,
    pub(crate) static_shared_bytes: u32,
    pub(crate) adds_floats: bool,
    pub(crate) old: Value,
    pub(crate) new: Value,
    pub(crate) b: Builder,
    values: HashMap<Value, Value>,
    blocks: HashMap<Block, Block>,
    ends: HashMap<Block, Block>,
    phis: Vec<(Value, Value)>,
    pub(crate) errors: Diagnostics,
}

/// What a run needs besides the kernel.
pub(crate) struct Facts<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) flows: &'a Flows,
    pub(crate) groups: &'a Groups,
    pub(crate) offsets: &'a HashMap<String, u64>,
    pub(crate) taken: &'a [String],
    pub(crate) inline_parameters: bool,
    pub(crate) static_shared_bytes: u32,
    /// Whether the device has atomic additions of floats in its memory.
    pub(crate) adds_floats: bool,
}

/// Writes `old` anew; the result has no parameters. The old kernel is left to the caller.
pub(crate) fn run(module: &Module<'_>, old: Value, facts: &Facts<'_>) -> Result<Value, Diagnostics> {
    let new = module.add("kernel", module.void().function(&[]));
    let mut lowering = Lowering {
        module,
        layout: facts.layout,
        flows: facts.flows,
        groups: facts.groups,
        offsets: facts.offsets,
        taken: facts.taken,
        inline_parameters: facts.inline_parameters,
        static_shared_bytes: facts.static_shared_bytes,
        adds_floats: facts.adds_floats,
        old,
        new,
        b: Builder::new(module.void()),
        values: HashMap::new(),
        blocks: HashMap::new(),
        ends: HashMap::new(),
        phis: Vec::new(),
        errors: Vec::new(),
    };
    lowering.translate();
    if lowering.errors.is_empty() { Ok(new) } else { Err(lowering.errors) }
}

impl Lowering<'_, '_> {
    fn translate(&mut self) {
        let order = BlockGraph::of(self.old).blocks;
        for &block in &order {
            let copy = self.new.append_block(&block.name());
            self.blocks.insert(block, copy);
        }
        for &block in &order {
            self.b.at_end(self.blocks[&block]);
            for instruction in block.instructions() {
                self.instruction(instruction);
            }
            let end = self.b.block();
            self.ends.insert(block, end);
        }
        self.complete_phis();
    }

    pub(crate) fn void(&self) -> Type {
        self.module.void()
    }

    pub(crate) fn i32(&self) -> Type {
        self.void().int(32)
    }

    pub(crate) fn i64(&self) -> Type {
        self.void().int(64)
    }

    pub(crate) fn word(&self, value: u64) -> Value {
        self.i32().constant(value)
    }

    /// Calls a marker or a runtime function, declared by the types of this call.
    pub(crate) fn marker(&self, name: &str, result: Type, arguments: &[Value]) -> Value {
        let parameters: Vec<Type> = arguments.iter().map(|argument| argument.ty()).collect();
        let function = self.module.declare(name, result.function(&parameters));
        self.b.call_function(function, arguments)
    }

    /// A marker whose result depends on nothing else, so that LLVM may merge, move and drop it.
    pub(crate) fn pure_marker(&self, name: &str, result: Type, arguments: &[Value]) -> Value {
        let call = self.marker(name, result, arguments);
        if let Some(function) = self.module.function(name) {
            for attribute in ["memory", "nounwind", "willreturn", "nosync", "speculatable"] {
                function.add_attribute(llvm_config::ir::Attribute::Enum(attribute));
            }
        }
        call
    }

    /// A marker at which threads meet: it may not be moved to where fewer of them come, nor be split in two.
    pub(crate) fn convergent_marker(&self, name: &str, arguments: &[Value]) {
        self.marker(name, self.void(), arguments);
        if let Some(function) = self.module.function(name) {
            function.add_attribute(llvm_config::ir::Attribute::Enum("convergent"));
        }
    }

    /// Reports what cannot be expressed, at `instruction`.
    pub(crate) fn unsupported(&mut self, instruction: Value, code: Code, what: String) {
        let diagnostic = Diagnostic::new(code, what)
            .at(crate::blame::location(instruction))
            .note(format!("reached from {}", crate::blame::describe(self.old)));
        if !self.errors.contains(&diagnostic) {
            self.errors.push(diagnostic);
        }
    }

    pub(crate) fn rep(&self, pointer: Value) -> Rep {
        let flow = self.flows.get(pointer);
        match (flow.global | flow.null, flow.shared, flow.private) {
            (false, Some(object), None) | (false, None, Some(object)) => Rep::Array(object),
            (_, None, None) => Rep::Global,
            _ => Rep::Tagged,
        }
    }

    pub(crate) fn group(&self, object: super::flow::Object) -> &Group {
        &self.groups.groups[&object]
    }

    /// The type of a value after lowering.
    pub(crate) fn lower_type(&self, value: Value) -> Type {
        match value.ty().kind() {
            TypeKind::Pointer => self.pointer_type(self.rep(value)),
            _ => self.memory_type(value.ty()),
        }
    }

    pub(crate) fn pointer_type(&self, rep: Rep) -> Type {
        match rep {
            Rep::Array(_) => self.i32(),
            Rep::Global | Rep::Tagged => self.i64(),
        }
    }

    /// A type with its pointers in the form that memory holds.
    pub(crate) fn memory_type(&self, ty: Type) -> Type {
        match ty.kind() {
            TypeKind::Pointer => self.i64(),
            TypeKind::Array => self.memory_type(ty.element()).array(ty.len()),
            TypeKind::Vector => self.memory_type(ty.element()).vector(ty.len() as u32),
            TypeKind::Struct => {
                let fields: Vec<Type> = (0..ty.len() as u32).map(|n| self.memory_type(ty.field(n))).collect();
                ty.struct_of(&fields, ty.is_packed())
            }
            _ => ty,
        }
    }

    /// The new value of an old one, in the representation of its own flow.
    pub(crate) fn value(&mut self, old: Value) -> Value {
        if let Some(&new) = self.values.get(&old) {
            return new;
        }
        self.constant(old)
    }

    /// A pointer in another representation.
    pub(crate) fn pointer_as(&mut self, old: Value, rep: Rep) -> Value {
        let value = self.value(old);
        let from = self.rep(old);
        self.convert(value, from, rep)
    }

    /// A value in the form that memory and integers hold.
    pub(crate) fn stored(&mut self, old: Value) -> Value {
        if old.ty().is_pointer() { self.pointer_as(old, Rep::Tagged) } else { self.value(old) }
    }

    pub(crate) fn define(&mut self, old: Value, new: Value) {
        self.values.insert(old, new);
    }

    /// Defines a pointer that was read in the form of memory, or any other value.
    pub(crate) fn define_loaded(&mut self, old: Value, new: Value) {
        let new = if old.ty().is_pointer() { self.convert(new, Rep::Tagged, self.rep(old)) } else { new };
        self.define(old, new);
    }

    pub(crate) fn define_poison(&mut self, i: Value) {
        if i.ty().kind() != TypeKind::Void {
            let ty = self.lower_type(i);
            self.define(i, ty.poison());
        }
    }

    fn instruction(&mut self, i: Value) {
        use Opcode::*;
        self.b.locate(i);
        match i.opcode() {
            LLVMRet | LLVMBr | LLVMSwitch | LLVMUnreachable => self.terminator(i),
            LLVMAlloca => self.alloca(i),
            LLVMLoad => self.load(i),
            LLVMStore => self.store(i),
            LLVMGetElementPtr => {
                let value = self.gep(i);
                self.define(i, value);
            }
            LLVMAtomicRMW => self.read_modify_write(i),
            LLVMAtomicCmpXchg => self.compare_exchange(i),
            LLVMFence => self.fence(1),
            LLVMCall => self.call(i),
            LLVMPHI => {
                let phi = self.b.phi(self.lower_type(i));
                self.phis.push((i, phi));
                self.define(i, phi);
            }
            LLVMPtrToInt | LLVMPtrToAddr => {
                let word = self.number_of(i.operand(0), i.ty());
                self.define(i, word);
            }
            LLVMIntToPtr => {
                let word = self.value(i.operand(0));
                let word = self.address_in(i.ty().address_space(), word);
                self.define_loaded(i, word);
            }
            LLVMAddrSpaceCast | LLVMFreeze | LLVMBitCast if i.ty().is_pointer() => {
                let value = self.pointer_as(i.operand(0), self.rep(i));
                let value = if i.opcode() == LLVMFreeze { self.b.freeze(value) } else { value };
                self.define(i, value);
            }
            LLVMBitCast if vectors::is_pattern(i) => self.pattern(i),
            LLVMICmp if i.operand(0).ty().is_pointer() => self.compare_pointers(i),
            LLVMSelect if i.ty().is_pointer() => {
                let rep = self.rep(i);
                let condition = self.value(i.operand(0));
                let (a, b) = (self.pointer_as(i.operand(1), rep), self.pointer_as(i.operand(2), rep));
                let value = self.b.select(condition, a, b);
                self.define(i, value);
            }
            LLVMIndirectBr | LLVMInvoke | LLVMCallBr | LLVMResume | LLVMLandingPad | LLVMVAArg
            | LLVMCleanupRet | LLVMCatchRet | LLVMCatchPad | LLVMCleanupPad | LLVMCatchSwitch => {
                self.unsupported(i, Code::Unsupported, format!("device code uses `{:?}`", i.opcode()));
                self.define_poison(i);
            }
            _ => self.plain(i),
        }
    }

    /// An instruction that only computes: the same one over the new operands.
    fn plain(&mut self, i: Value) {
        let operands: Vec<Value> = i.operands().into_iter().map(|operand| self.stored(operand)).collect();
        if self.lower_type(i) == i.ty() && !i.operands().iter().any(|o| o.ty().contains_pointer()) {
            let copy = i.clone_instruction();
            for (index, &operand) in operands.iter().enumerate() {
                copy.set_operand(index as u32, operand);
            }
            self.b.insert(copy);
            return self.define(i, copy);
        }
        let new = match i.opcode() {
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
                self.unsupported(i, Code::Unsupported, format!("`{:?}` over pointers", i.opcode()));
                return self.define_poison(i);
            }
        };
        self.define_loaded(i, new);
    }

    fn compare_pointers(&mut self, i: Value) {
        let (a, b) = (i.operand(0), i.operand(1));
        let (left, right) = (self.rep(a), self.rep(b));
        let rep = if left == right { left } else { Rep::Tagged };
        let (a, b) = (self.pointer_as(a, rep), self.pointer_as(b, rep));
        let value = self.b.icmp(i.int_predicate(), a, b);
        self.define(i, value);
    }

    fn terminator(&mut self, i: Value) {
        let targets: Vec<Block> = match i.opcode() {
            Opcode::LLVMBr | Opcode::LLVMSwitch => {
                i.successors().into_iter().map(|block| self.blocks[&block]).collect()
            }
            _ => Vec::new(),
        };
        match i.opcode() {
            // What follows a trap, or what never happens: the thread ends.
            Opcode::LLVMRet | Opcode::LLVMUnreachable => {
                self.b.ret(None);
            }
            Opcode::LLVMBr if targets.len() == 1 => {
                self.b.br(targets[0]);
            }
            Opcode::LLVMBr => {
                let condition = self.value(i.condition());
                self.b.cond_br(condition, targets[0], targets[1]);
            }
            _ => {
                let condition = self.value(i.condition());
                let cases: Vec<(Value, Block)> =
                    (1..targets.len()).map(|n| (i.switch_case(n as u32), targets[n])).collect();
                self.b.switch(condition, targets[0], &cases);
            }
        }
    }

    fn complete_phis(&mut self) {
        for (old, new) in std::mem::take(&mut self.phis) {
            for (value, block) in old.incoming() {
                // Edges from unreachable blocks are gone.
                let Some(&end) = self.ends.get(&block) else { continue };
                if let Some(terminator) = end.terminator() {
                    self.b.before(terminator);
                }
                let value = if old.ty().is_pointer() {
                    self.pointer_as(value, self.rep(old))
                } else {
                    self.value(value)
                };
                new.add_incoming(value, end);
            }
        }
    }
}
