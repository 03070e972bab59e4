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

/// The axes along which threads of a function that calls no other differ, at least.
pub(super) fn axes_of_leaf(thread: Value) -> u32 {
    let mut axes = 1;
    for instruction in thread.instructions() {
        match instruction.opcode() {
            Opcode::LLVMLoad | Opcode::LLVMStore if instruction.is_volatile() || instruction.is_atomic() => {
                return 3;
            }
            Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg | Opcode::LLVMFence => {
                return 3;
            }
            Opcode::LLVMCall => match instruction.called_function() {
                Some(callee) if callee.is_intrinsic() || SHARED.contains(&callee.name().as_str()) => {}
                Some(callee) if callee.name() == "anywarp_tid_y" => axes = 2,
                _ => return 3,
            },
            _ => {}
        }
    }
    axes
}
