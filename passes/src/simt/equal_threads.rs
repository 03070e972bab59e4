//! Which threads of a block do the same as others.
//!
//! A kernel that never asks for `threadIdx.y` runs all rows of its block alike. If it stores anything, that is a race in
//! CUDA's terms; but on a GPU, whose warps run at the same time, `x[i] += a[j]` in such a kernel mostly gives what one row
//! gives (PolyBench's mvt relies on that), and not one sum for each row, as it would with one row after the other. So one
//! row runs. Atomic operations, volatile accesses and calls into the device runtime are effects of each thread.

use llvm_config::ir::{Opcode, Value};

/// What a thread may ask without being told from its equals.
const SHARED: [&str; 11] = [
    "anywarp_tid_x",
    "anywarp_ntid_x",
    "anywarp_ntid_y",
    "anywarp_ntid_z",
    "anywarp_ctaid_x",
    "anywarp_ctaid_y",
    "anywarp_ctaid_z",
    "anywarp_nctaid_x",
    "anywarp_nctaid_y",
    "anywarp_nctaid_z",
    "anywarp_warpsize",
];

/// The schedule of the device runtime for a thread function that calls no other.
pub(super) fn leaf_schedule(thread: Value) -> &'static str {
    let mut schedule = "anywarp_run_rows";
    for instruction in thread.instructions() {
        match instruction.opcode() {
            Opcode::LLVMLoad | Opcode::LLVMStore if instruction.is_volatile() || instruction.is_atomic() => {
                return "anywarp_run_leaf";
            }
            Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg | Opcode::LLVMFence => {
                return "anywarp_run_leaf";
            }
            Opcode::LLVMCall => match instruction.called_function() {
                Some(callee) if callee.is_intrinsic() || SHARED.contains(&callee.name().as_str()) => {}
                Some(callee) if callee.name() == "anywarp_tid_y" => schedule = "anywarp_run_planes",
                _ => return "anywarp_run_leaf",
            },
            _ => {}
        }
    }
    schedule
}
