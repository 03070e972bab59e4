//! Atomic operations, barriers and fences.

use crate::emitter::Emitter;
use anywarp_artifact::spirv::Requirement;
use anywarp_passes::spirv::{Storage, dialect};
use llvm_config::ir::{Type, TypeKind, Value};
use rspirv::dr::Operand;
use rspirv::spirv::{Capability, MemorySemantics, Op, Scope, Word};

impl Emitter<'_, '_> {
    pub(crate) fn scope(&mut self, scope: Scope) -> Word {
        if scope == Scope::Device {
            self.capability(Capability::VulkanMemoryModelDeviceScope);
            self.require(Requirement::DeviceScope);
        }
        self.number(32, scope as u64)
    }

    /// Declares what atomics on the type need.
    pub(crate) fn atomic_width(&mut self, ty: Type, scope: Scope) {
        let (capability, requirement) = match ty.kind() {
            TypeKind::Float => (Capability::AtomicFloat32AddEXT, Requirement::BufferFloat32AtomicAdd),
            _ => (Capability::AtomicFloat64AddEXT, Requirement::BufferFloat64AtomicAdd),
        };
        if matches!(ty.kind(), TypeKind::Float | TypeKind::Double) {
            self.capability(capability);
            self.require(requirement);
        }
        if ty.kind() == TypeKind::Integer && ty.int_width() == 64 {
            self.capability(Capability::Int64Atomics);
            self.require(match scope {
                Scope::Workgroup => Requirement::SharedInt64Atomics,
                _ => Requirement::BufferInt64Atomics,
            });
        }
    }

    /// Acquire and release of everything that threads share.
    fn ordering(&self, extra: MemorySemantics) -> MemorySemantics {
        MemorySemantics::UNIFORM_MEMORY
            | MemorySemantics::WORKGROUP_MEMORY
            | MemorySemantics::MAKE_AVAILABLE
            | MemorySemantics::MAKE_VISIBLE
            | extra
    }

    /// `spv.atomic.global.OPERATION.T` or, with an array, `spv.atomic.array.OPERATION.T`.
    pub(crate) fn atomic(&mut self, i: Value, name: &str) {
        let arguments = i.arguments();
        let (rest, pointer, scope, value) = match name.strip_prefix(dialect::ATOMIC_GLOBAL) {
            Some(rest) => {
                let address = self.value(arguments[0]);
                (rest, self.device_pointer(address, i.ty()), Scope::Device, arguments[1])
            }
            None => {
                let rest = name.strip_prefix(dialect::ATOMIC_ARRAY).unwrap_or(name);
                let (pointer, _) = self.element_pointer(arguments[0], arguments[1]);
                (rest, pointer, Scope::Workgroup, arguments[2])
            }
        };
        self.atomic_width(i.ty(), scope);
        let ordered = arguments.last().and_then(|flag| flag.as_uint()) == Some(1);
        let semantics =
            if ordered { self.ordering(MemorySemantics::ACQUIRE_RELEASE) } else { MemorySemantics::RELAXED };
        let semantics = self.number(32, semantics.bits().into());
        let scope = self.scope(scope);
        let operation = rest.split('.').next().unwrap_or(rest);
        let op = match operation {
            "load" => return self.define_ids(i, Op::AtomicLoad, &[pointer, scope, semantics]),
            "store" => {
                let value = self.value(value);
                let operands = [pointer, scope, semantics, value].map(Operand::IdRef).to_vec();
                self.act(Op::AtomicStore, operands);
                return self.define_ids(i, Op::CopyObject, &[value]);
            }
            "exchange" => Op::AtomicExchange,
            "add" => Op::AtomicIAdd,
            "fadd" => Op::AtomicFAddEXT,
            "sub" => Op::AtomicISub,
            "and" => Op::AtomicAnd,
            "or" => Op::AtomicOr,
            "xor" => Op::AtomicXor,
            "smin" => Op::AtomicSMin,
            "smax" => Op::AtomicSMax,
            "umin" => Op::AtomicUMin,
            _ => Op::AtomicUMax,
        };
        let value = self.value(value);
        self.define_ids(i, op, &[pointer, scope, semantics, value]);
    }

    /// `spv.cas.global.T` and `spv.cas.array.T`.
    pub(crate) fn compare_exchange(&mut self, i: Value, name: &str) {
        let arguments = i.arguments();
        let (pointer, scope, rest) = if name.starts_with(dialect::EXCHANGE_GLOBAL) {
            let address = self.value(arguments[0]);
            (self.device_pointer(address, i.ty()), Scope::Device, &arguments[1..])
        } else {
            let (pointer, storage) = self.element_pointer(arguments[0], arguments[1]);
            debug_assert_ne!(storage, Storage::Private);
            (pointer, Scope::Workgroup, &arguments[2..])
        };
        self.atomic_width(i.ty(), scope);
        let (expected, new) = (self.value(rest[0]), self.value(rest[1]));
        let (scope, relaxed) = (self.scope(scope), self.number(32, 0));
        self.define_ids(i, Op::AtomicCompareExchange, &[pointer, scope, relaxed, relaxed, new, expected]);
    }

    /// Everyone of the scope meets; `device`: device memory is ordered too, not shared memory only.
    pub(crate) fn barrier(&mut self, scope: Scope, device: bool) {
        let block = self.scope(scope);
        let all = self.ordering(MemorySemantics::ACQUIRE_RELEASE);
        let semantics = if device { all } else { all & !MemorySemantics::UNIFORM_MEMORY };
        let semantics = self.number(32, semantics.bits().into());
        let operands =
            vec![Operand::IdScope(block), Operand::IdScope(block), Operand::IdMemorySemantics(semantics)];
        self.act(Op::ControlBarrier, operands);
    }

    pub(crate) fn fence(&mut self, i: Value) {
        let scope = if i.operand(0).as_uint() == Some(2) { Scope::Workgroup } else { Scope::Device };
        let scope = self.scope(scope);
        let semantics = self.ordering(MemorySemantics::ACQUIRE_RELEASE).bits();
        let semantics = self.number(32, semantics.into());
        self.act(Op::MemoryBarrier, vec![Operand::IdScope(scope), Operand::IdMemorySemantics(semantics)]);
    }
}
