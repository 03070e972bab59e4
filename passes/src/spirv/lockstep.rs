//! Warp-synchronous code, as [`crate::retarget::lockstep`] describes it: the threads of a warp meet around volatile
//! accesses of shared memory.
//!
//!   load volatile ptr addrspace(3) %p      activemask(); load volatile ptr addrspace(3) %p
//!
//! A subgroup of the device need not have 32 invocations, nor execute them together; [`super::meet`] does it.

use super::flow::Flows;
use crate::retarget::lockstep::SinceMeeting;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, ModuleExt, Opcode, Value};

pub(super) fn run(module: &Module<'_>, kernel: Value) {
    let is_access = |i: &Value| matches!(i.opcode(), Opcode::LLVMLoad | Opcode::LLVMStore);
    let volatile = |i: &Value| is_access(i) && i.is_volatile();
    if !kernel.instructions().iter().any(volatile) {
        return;
    }
    let flows = Flows::of(kernel);
    let b = Builder::new(module.void());
    let word = module.void().int(32);
    let active = module.declare("llvm.nvvm.activemask", word.function(&[]));
    for block in kernel.blocks() {
        let mut since = SinceMeeting::UNKNOWN;
        for i in block.instructions().into_iter().filter(is_access) {
            let pointer = i.operand(u32::from(i.opcode() == Opcode::LLVMStore));
            if flows.get(pointer).shared.is_none() {
                continue;
            }
            b.locate(i);
            if since.meets_before(i) {
                b.before(i);
                b.call_function(active, &[]);
            }
            if let Some(next) = i.next_instruction().filter(|_| since.meets_behind(i)) {
                b.before(next);
                b.call_function(active, &[]);
            }
        }
    }
}
