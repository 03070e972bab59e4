//! Which memories a pointer may point to: a flow-insensitive analysis of one kernel.
//!
//! A pointer's [`Flow`] says whether it may be an address of device memory, null, and which `__shared__` variable or
//! private array it may point into. Objects that meet in one pointer (a phi, a comparison, memory) are merged, so
//! that a flow names at most one of each kind: an offset within the merged object then says all. Pointers that leave
//! the registers (are stored, or become integers) join one flow, and every pointer that comes from memory has it.
//!
//! Parameters hold addresses of device memory: the host has no others.

use super::parameters::PARAMETERS;
use super::services;
use crate::nvvm::load::space;
use llvm_config::ir::{Opcode, Value, ValueKind};
use std::collections::HashMap;

/// NVPTX's address space of private memory.
pub(crate) const LOCAL: u32 = 5;

/// An index of [`Flows::objects`].
pub(crate) type Object = usize;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    pub(crate) global: bool,
    pub(crate) null: bool,
    pub(crate) shared: Option<Object>,
    pub(crate) private: Option<Object>,
}

const GLOBAL: Flow = Flow { global: true, null: false, shared: None, private: None };
const NULL: Flow = Flow { global: false, null: true, shared: None, private: None };

/// The flows of one kernel's pointers.
pub(crate) struct Flows {
    values: HashMap<Value, Flow>,
    /// `__shared__` variables and allocas, in the order in which they were met.
    pub(crate) objects: Vec<Value>,
    numbers: HashMap<Value, Object>,
    parents: Vec<Object>,
    escaped: Flow,
    changed: bool,
}

impl Flows {
    pub(crate) fn of(kernel: Value) -> Self {
        let mut flows = Self {
            values: HashMap::new(),
            objects: Vec::new(),
            numbers: HashMap::new(),
            parents: Vec::new(),
            escaped: Flow::default(),
            changed: true,
        };
        let instructions = kernel.instructions();
        while std::mem::take(&mut flows.changed) {
            for &i in &instructions {
                flows.visit(i);
            }
        }
        flows
    }

    /// The flow of a pointer, or of the pointers in an aggregate, with merged objects by their representatives.
    pub(crate) fn get(&self, value: Value) -> Flow {
        self.canonical(self.raw(value).unwrap_or_default())
    }

    /// The representative of what `object` was merged into.
    pub(crate) fn find(&self, mut object: Object) -> Object {
        while self.parents[object] != object {
            object = self.parents[object];
        }
        object
    }

    pub(crate) fn number(&self, value: Value) -> Option<Object> {
        self.numbers.get(&value).copied()
    }

    fn canonical(&self, flow: Flow) -> Flow {
        Flow {
            shared: flow.shared.map(|object| self.find(object)),
            private: flow.private.map(|object| self.find(object)),
            ..flow
        }
    }

    fn raw(&self, value: Value) -> Option<Flow> {
        match value.kind() {
            ValueKind::ConstantNull | ValueKind::ConstantZero => Some(NULL),
            ValueKind::Function => Some(GLOBAL),
            ValueKind::GlobalVariable => Some(match self.numbers.get(&value) {
                Some(&object) => Flow { shared: Some(object), ..Flow::default() },
                None => GLOBAL,
            }),
            ValueKind::ConstantExpr => match value.const_opcode() {
                Opcode::LLVMGetElementPtr | Opcode::LLVMAddrSpaceCast | Opcode::LLVMBitCast => {
                    self.raw(value.operand(0))
                }
                _ => Some(GLOBAL),
            },
            ValueKind::ConstantAggregate => Some(GLOBAL),
            _ => self.values.get(&value).copied(),
        }
    }

    /// Registers the shared variables that a constant names; those that it makes integers or puts in aggregates escape.
    fn note_objects(&mut self, value: Value) {
        match value.kind() {
            ValueKind::GlobalVariable if value.ty().address_space() == space::SHARED => {
                self.object(value);
            }
            ValueKind::ConstantExpr | ValueKind::ConstantAggregate => {
                value.operands().into_iter().for_each(|operand| self.note_objects(operand));
                let escapes = value.kind() == ValueKind::ConstantAggregate
                    || matches!(value.const_opcode(), Opcode::LLVMPtrToInt | Opcode::LLVMPtrToAddr);
                if escapes {
                    self.escape_pointers(&value.operands());
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, value: Value) -> Object {
        let next = self.objects.len();
        let object = *self.numbers.entry(value).or_insert(next);
        if object == next {
            self.objects.push(value);
            self.parents.push(next);
            self.changed = true;
        }
        object
    }

    fn merge(&mut self, a: Option<Object>, b: Option<Object>) -> Option<Object> {
        let (Some(a), Some(b)) = (a, b) else { return a.or(b) };
        let (a, b) = (self.find(a), self.find(b));
        let (low, high) = (a.min(b), a.max(b));
        if low != high {
            self.parents[high] = low;
            self.changed = true;
        }
        Some(low)
    }

    fn join(&mut self, a: Flow, b: Flow) -> Flow {
        Flow {
            global: a.global | b.global,
            null: a.null | b.null,
            shared: self.merge(a.shared, b.shared),
            private: self.merge(a.private, b.private),
        }
    }

    fn flow_to(&mut self, value: Value, flow: Flow) {
        let old = self.values.get(&value).copied().unwrap_or_default();
        let new = self.join(old, flow);
        if new != old {
            self.changed = true;
        }
        self.values.insert(value, new);
    }

    fn escape(&mut self, value: Value) {
        let flow = self.get(value);
        let joined = self.join(self.escaped, flow);
        if joined != self.escaped {
            self.changed = true;
            self.escaped = joined;
        }
    }

    /// What memory or an integer may hold.
    fn loaded(&self) -> Flow {
        Flow { global: true, null: true, ..self.canonical(self.escaped) }
    }

    fn visit(&mut self, i: Value) {
        for operand in i.operands() {
            if operand.is_constant() {
                self.note_objects(operand);
            }
        }
        match i.opcode() {
            Opcode::LLVMAlloca => {
                let object = self.object(i);
                self.flow_to(i, Flow { private: Some(object), ..Flow::default() });
            }
            Opcode::LLVMStore => self.escape_pointers(&[i.operand(0)]),
            Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg => {
                self.escape_pointers(&i.operands()[1..]);
                self.define_loaded(i);
            }
            Opcode::LLVMPtrToInt | Opcode::LLVMPtrToAddr => self.escape(i.operand(0)),
            Opcode::LLVMICmp if i.operand(0).ty().is_pointer() => {
                let (a, b) = (self.get(i.operand(0)), self.get(i.operand(1)));
                self.join(a, b);
            }
            Opcode::LLVMCall if !is_transparent_call(i) => self.call(i),
            Opcode::LLVMInsertValue | Opcode::LLVMInsertElement => {
                self.escape_pointers(&[i.operand(1)]);
                self.define_loaded(i);
            }
            Opcode::LLVMExtractValue | Opcode::LLVMExtractElement | Opcode::LLVMShuffleVector => {
                self.define_loaded(i);
            }
            Opcode::LLVMLoad if i.ty().contains_pointer() && reads_parameter(i) => self.flow_to(i, GLOBAL),
            Opcode::LLVMLoad | Opcode::LLVMIntToPtr => self.define_loaded(i),
            Opcode::LLVMGetElementPtr | Opcode::LLVMFreeze | Opcode::LLVMBitCast if i.ty().is_pointer() => {
                let flow = self.get(i.operand(0));
                self.flow_to(i, flow);
            }
            Opcode::LLVMAddrSpaceCast => self.cast(i),
            Opcode::LLVMPHI | Opcode::LLVMSelect if i.ty().contains_pointer() => {
                let first = u32::from(i.opcode() == Opcode::LLVMSelect);
                for index in first..i.operand_count() {
                    let flow = self.get(i.operand(index));
                    self.flow_to(i, flow);
                }
            }
            _ => {}
        }
    }

    fn call(&mut self, i: Value) {
        if [PARAMETERS, services::OUTPUT, services::HEAP].iter().any(|name| i.is_call_to(name)) {
            return self.flow_to(i, GLOBAL);
        }
        self.escape_pointers(&i.arguments());
        self.define_loaded(i);
    }

    fn escape_pointers(&mut self, values: &[Value]) {
        for &value in values.iter().filter(|value| value.ty().contains_pointer()) {
            self.escape(value);
        }
    }

    fn define_loaded(&mut self, i: Value) {
        if i.ty().contains_pointer() {
            let loaded = self.loaded();
            self.flow_to(i, loaded);
        }
    }

    /// A cast to a special space keeps only what can be there.
    fn cast(&mut self, i: Value) {
        let from = self.get(i.operand(0));
        let kept = match i.ty().address_space() {
            space::GLOBAL | space::CONSTANT => GLOBAL,
            space::SHARED if from.shared.is_some() => Flow { shared: from.shared, ..Flow::default() },
            LOCAL if from.private.is_some() => Flow { private: from.private, ..Flow::default() },
            _ => from,
        };
        self.flow_to(i, kept);
    }
}

/// Calls that neither keep nor return their pointers.
fn is_transparent_call(i: Value) -> bool {
    let name = i.called_function().map(Value::name).unwrap_or_default();
    let transparent =
        ["llvm.lifetime.", "llvm.assume", "llvm.prefetch", "llvm.invariant.", "llvm.nvvm.isspacep."];
    transparent.iter().any(|prefix| name.starts_with(prefix))
}

/// True for a load of a kernel parameter.
pub(crate) fn reads_parameter(load: Value) -> bool {
    let mut address = load.operand(0);
    while address.is_instruction() {
        match address.opcode() {
            Opcode::LLVMCall => return address.is_call_to(PARAMETERS),
            Opcode::LLVMGetElementPtr | Opcode::LLVMAddrSpaceCast => address = address.operand(0),
            _ => return false,
        }
    }
    false
}
