//! How many threads are a group.
//!
//! Measured on the kernels of `bench/kernels` (docs/benchmarks.md): what is done once for a group favours long ones, registers
//! and threads that leave a loop before the others favour short ones.

use super::calls::{Called, called};
use super::source::Source;
use super::version::Version;
use crate::analysis::loops;
use crate::unit::Width;
use llvm_config::ir::{Layout, Opcode, Value};

const WARP: u32 = 32;
/// The width where nothing speaks for another.
const USUAL: u32 = 16;
/// The width of kernels whose groups meet at barriers, each of which costs by groups, if nothing says that rows of a block are
/// shorter; and of little ones.
const LONG: u32 = 32;
/// The width of kernels whose time goes into loops that threads leave one by one.
const SHORT: u32 = 8;
/// Instructions of a kernel that is little.
const LITTLE: usize = 100;

/// Threads of a group, and of the longer ones where rows of a block may be made of such.
pub(super) fn widths(thread: Value, wanted: Width, layout: &Layout) -> (u32, Option<u32>) {
    let instructions = thread.instructions();
    let calls: Vec<Called> =
        instructions.iter().filter(|i| i.opcode() == Opcode::LLVMCall).map(|&i| called(i)).collect();
    let has = |wanted: Called| calls.contains(&wanted);
    let is_in_a_plane = has(Called::ThreadIndex(1)) || has(Called::ThreadIndex(2));
    match wanted {
        _ if has(Called::ArriveWarp) => (WARP, None),
        Width::Lanes(width) => (width, None),
        Width::Scalar => (USUAL, None),
        Width::Automatic if has(Called::ArriveBarrier) && is_in_a_plane => (USUAL, Some(LONG)),
        Width::Automatic if has(Called::ArriveBarrier) => (LONG, None),
        Width::Automatic => {
            let source = Source::of(thread, Version::Aligned(USUAL), layout);
            let loops = loops::find(source.graph());
            if loops.is_empty() && !is_in_a_plane && instructions.len() <= LITTLE {
                (LONG, None)
            } else if loops.iter().any(|found| is_left_one_by_one(&source, &found.body)) {
                (SHORT, None)
            } else {
                (USUAL, None)
            }
        }
    }
}

/// True for a loop that computes until each of its threads has enough.
fn is_left_one_by_one(source: &Source, body: &[usize]) -> bool {
    let diverges = source.shapes().diverges;
    let leaves =
        |&block: &usize| diverges[block] && source.graph()[block].iter().any(|to| !body.contains(to));
    let is_quiet = |&block: &usize| {
        source.blocks.blocks[block].instructions().into_iter().all(|i| match i.opcode() {
            Opcode::LLVMCall => matches!(called(i), Called::Elementwise(_) | Called::Nothing),
            Opcode::LLVMLoad
            | Opcode::LLVMStore
            | Opcode::LLVMAtomicRMW
            | Opcode::LLVMAtomicCmpXchg
            | Opcode::LLVMFence => false,
            _ => true,
        })
    };
    body.iter().any(leaves) && body.iter().all(is_quiet)
}
