//! Warp-synchronous code: threads of a warp that exchange data through volatile shared memory without a barrier.
//!
//!   if (lane < 16) s[i] += s[i + 16];      load; load; meet; store; meet
//!   if (lane <  8) s[i] += s[i +  8];      load; load; meet; store; meet
//!
//! Programs from before `__syncwarp()` rely on the threads of a warp executing each access together (CUDA C Best
//! Practices Guide up to CUDA 8, "warp-synchronous programming"), and GPUs still do that where threads have not
//! diverged. So the threads meet wherever one of them may read what another wrote or write what another reads:
//! before a volatile access that follows a store or goes from reading to writing, and behind a volatile store.
//! Threads that are elsewhere are not waited for: see `complete_active` of the block scheduler.

use super::function::Translator;
use crate::nvvm::intrinsics::ACTIVE;
use crate::nvvm::load::{is_kernel, space};
use llvm_config::ir::{Opcode, Value, ValueKind};
use std::collections::HashSet;

/// What the running thread did in this block since it last met the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SinceMeeting {
    has_read: bool,
    has_written: bool,
}

impl SinceMeeting {
    /// At the start of a block: whatever came before it.
    pub(crate) const UNKNOWN: Self = Self { has_read: true, has_written: true };
    const NOTHING: Self = Self { has_read: false, has_written: false };

    /// True if the threads must meet before this load or store of what may be shared memory.
    pub(crate) fn meets_before(&mut self, access: Value) -> bool {
        let writes = access.opcode() == Opcode::LLVMStore;
        let meets = access.is_volatile() && (self.has_written || (writes && self.has_read));
        if meets {
            *self = Self::NOTHING;
        }
        self.has_read |= !writes;
        self.has_written |= writes;
        meets
    }

    /// True if they must meet behind it.
    pub(crate) fn meets_behind(&mut self, access: Value) -> bool {
        let meets = access.is_volatile() && access.opcode() == Opcode::LLVMStore;
        if meets {
            *self = Self::NOTHING;
        }
        meets
    }
}

impl Translator<'_, '_, '_> {
    /// To be called before a load or store is written.
    pub(super) fn before_access(&mut self, access: Value) {
        let writes = access.opcode() == Opcode::LLVMStore;
        let pointer = access.operand(u32::from(writes));
        if may_be_shared(pointer, self.old, &mut HashSet::new()) && self.since_meeting.meets_before(access) {
            self.meet();
        }
    }

    /// To be called when a store has been written.
    pub(super) fn after_store(&mut self, store: Value) {
        if may_be_shared(store.operand(1), self.old, &mut HashSet::new())
            && self.since_meeting.meets_behind(store)
        {
            self.meet();
        }
    }

    fn meet(&mut self) {
        self.unit.sites += 1;
        let (thread, op, site) =
            (self.thread(), self.constant(ACTIVE.into()), self.constant(self.unit.sites));
        let (none, zero) = (self.void().int(64).constant(0), self.constant(0));
        self.runtime("anywarp_arrive_warp", self.void(), &[thread, op, site, none, zero, zero]);
        self.suspend();
    }
}

/// False if the pointer cannot hold an address of shared memory: the host, which gives a kernel its parameters and
/// what they point to, has none.
fn may_be_shared(pointer: Value, function: Value, seen: &mut HashSet<Value>) -> bool {
    match pointer.ty().address_space() {
        space::SHARED => return true,
        space::GENERIC => {}
        _ => return false,
    }
    if !seen.insert(pointer) {
        return false;
    }
    let mut operand = |index| may_be_shared(pointer.operand(index), function, seen);
    match pointer.kind() {
        ValueKind::Argument => !is_kernel(function) && may_be_passed(pointer, function, seen),
        ValueKind::ConstantExpr => operand(0),
        ValueKind::Instruction => match pointer.opcode() {
            Opcode::LLVMAlloca => false,
            Opcode::LLVMGetElementPtr | Opcode::LLVMAddrSpaceCast | Opcode::LLVMFreeze => operand(0),
            Opcode::LLVMSelect => operand(1) || operand(2),
            Opcode::LLVMPHI => (0..pointer.operand_count()).any(operand),
            Opcode::LLVMLoad => {
                !is_kernel(function) || object(pointer.operand(0)).kind() != ValueKind::Argument
            }
            _ => true,
        },
        _ => false,
    }
}

/// Whether a call of the function may give such an address to this parameter.
fn may_be_passed(parameter: Value, function: Value, seen: &mut HashSet<Value>) -> bool {
    let index = function.parameters().iter().position(|&each| each == parameter);
    function.users().into_iter().any(|user| {
        // A user that is no call takes the address, and then anybody may call it.
        user.called_function() != Some(function)
            || index
                .and_then(|index| user.arguments().get(index).copied())
                .is_none_or(|argument| may_be_shared(argument, user.block().function(), seen))
    })
}

/// What a pointer is computed from, through constant steps.
fn object(mut pointer: Value) -> Value {
    while pointer.is_instruction()
        && matches!(pointer.opcode(), Opcode::LLVMGetElementPtr | Opcode::LLVMAddrSpaceCast)
    {
        pointer = pointer.operand(0);
    }
    pointer
}
