//! What a group of threads cannot do as one; such kernels stay in scalar mode.

use super::super::suspending::Suspending;
use super::calls::{Called, called};
use super::memory::private_bytes;
use super::source::{Source, arrival};
use crate::analysis::control::Control;
use crate::analysis::dominators::Dominators;
use crate::analysis::graph::Graph;
use crate::analysis::shapes::Shapes;
use llvm_config::ir::{Layout, Opcode, Type, TypeKind, Value, ValueKind};
use std::collections::BTreeSet;

/// Private memory of a group that still fits on a worker's stack, in bytes.
const PRIVATE_BYTES: u64 = 128 << 10;
/// Instructions of a thread beyond which the group's program would take too long to compile.
const INSTRUCTIONS: usize = 4_000;

/// Why no group can run the function, whatever its shapes; `width` threads.
pub(super) fn by_instructions(
    function: Value,
    suspending: &Suspending,
    layout: &Layout,
    width: u32,
) -> Option<String> {
    let blocks = function.blocks();
    let mut private = 0;
    let mut count = 0;
    for (number, block) in blocks.iter().enumerate() {
        for i in block.instructions() {
            count += 1;
            if i.opcode() == Opcode::LLVMAlloca {
                if number > 0 || !i.operand(0).is_constant() {
                    return Some("it takes private memory of a size that is not known".to_owned());
                }
                private += private_bytes(i, layout) * u64::from(width);
            }
            if suspending.suspends(i) && !i.is_call_to(crate::retarget::SUSPEND) {
                return Some(
                    "it calls a function that waits, and that calls itself or is not known".to_owned(),
                );
            }
            let reason = terminator(i).or_else(|| operation(i)).or_else(|| types(i));
            if reason.is_some() {
                return reason;
            }
        }
    }
    if private > PRIVATE_BYTES {
        return Some(format!("its threads have {} bytes of private memory each", private / u64::from(width)));
    }
    (count > INSTRUCTIONS).then(|| format!("it has {count} instructions"))
}

fn terminator(i: Value) -> Option<String> {
    let known = [Opcode::LLVMBr, Opcode::LLVMRet, Opcode::LLVMUnreachable];
    (i.is_terminator() && !known.contains(&i.opcode())).then(|| "it jumps through a table".to_owned())
}

fn operation(i: Value) -> Option<String> {
    match i.opcode() {
        Opcode::LLVMGetElementPtr if i.operand_count() != 2 => {
            Some("it addresses a structure in a way that is not known".to_owned())
        }
        Opcode::LLVMInsertElement if i.operand(2).as_uint().is_none() => {
            Some("it writes to an element of a vector that is not known".to_owned())
        }
        Opcode::LLVMExtractValue | Opcode::LLVMInsertValue if i.indices().len() != 1 => {
            Some("it uses structures within structures".to_owned())
        }
        Opcode::LLVMCall => call(i),
        _ => None,
    }
}

fn call(i: Value) -> Option<String> {
    if i.callee().kind() == ValueKind::InlineAsm {
        return Some("it has assembly".to_owned());
    }
    match called(i) {
        Called::EachLane => match i.called_function().map(Value::name) {
            None => None,
            Some(name) if name == "anywarp_yield" => {
                Some("it waits in a loop for what another thread does".to_owned())
            }
            Some(name) if name == "anywarp_signal_barrier" => {
                Some("it arrives at a barrier without waiting".to_owned())
            }
            Some(_) => None,
        },
        Called::ArriveBarrier if i.arguments()[2].as_uint() != Some(0) => {
            Some("a barrier is for some threads of the block only".to_owned())
        }
        Called::ArriveWarp if i.arguments()[1].as_uint().is_none() => {
            Some("an operation of the warp is chosen at run time".to_owned())
        }
        Called::Result | Called::Predicate if arrival(i).is_none() => {
            Some("the result of an operation of the warp is read elsewhere".to_owned())
        }
        _ => None,
    }
}

fn types(i: Value) -> Option<String> {
    let operands = i.operands();
    let wrong = operands
        .iter()
        .filter(|operand| operand.is_instruction() || operand.kind() == ValueKind::Argument)
        .map(|operand| operand.ty())
        .chain([i.ty()])
        .find(|&ty| !can_be_lanes(ty));
    wrong.map(|ty| format!("it has values of type `{ty}`"))
}

fn can_be_lanes(ty: Type) -> bool {
    match ty.kind() {
        TypeKind::Void | TypeKind::Float | TypeKind::Double | TypeKind::Pointer => true,
        TypeKind::Integer => ty.int_width() <= 64,
        TypeKind::Vector => can_be_lanes(ty.element()) && ty.element().kind() != TypeKind::Vector,
        TypeKind::Struct => (0..ty.len() as u32).all(|index| {
            let field = ty.field(index);
            can_be_lanes(field) && !matches!(field.kind(), TypeKind::Vector | TypeKind::Struct)
        }),
        _ => false,
    }
}

/// Why this version is impossible: where threads of a group may be, at operations that several do together.
pub(super) fn by_places(source: &Source, shapes: &Shapes) -> Option<String> {
    let places = |wanted: &dyn Fn(Value) -> bool| -> BTreeSet<usize> {
        let blocks = source.blocks.blocks.iter().enumerate();
        let with = |block: &llvm_config::ir::Block| {
            block.instructions().into_iter().any(|i| i.opcode() == Opcode::LLVMCall && wanted(i))
        };
        blocks.filter(|(_, block)| with(block)).map(|(number, _)| number).collect()
    };
    let barriers = places(&|i| called(i) == Called::ArriveBarrier);
    // At `__activemask()` nobody waits for others.
    let operations = places(&|i| {
        called(i) == Called::ArriveWarp
            && i.arguments()[1].as_uint() != Some(crate::nvvm::intrinsics::ACTIVE.into())
    });
    let graph = source.graph();
    if may_meet_at_two_barriers(graph, shapes, &barriers) {
        return Some("threads of a warp may be at different barriers".to_owned());
    }
    let post = Dominators::reversed(graph);
    (0..graph.len())
        .filter(|&block| shapes.diverges[block])
        .any(|block| {
            let with = |&side: &usize| !reachable(graph, side, post[block]).is_disjoint(&operations);
            graph[block].iter().filter(|side| with(side)).count() > 1
        })
        .then(|| "threads of a warp may be at different operations of the warp".to_owned())
}

/// True if a divergent branch sends threads to a barrier and others past it, to one all the same.
fn may_meet_at_two_barriers(graph: &Graph, shapes: &Shapes, barriers: &BTreeSet<usize>) -> bool {
    if barriers.is_empty() {
        return false;
    }
    let post = Dominators::reversed(graph);
    let deciders = Control::of(graph).deciders_among(&shapes.diverges);
    barriers.iter().any(|&barrier| {
        deciders[barrier].iter().any(|&branch| {
            let passes = |&side: &usize| !comes_to(&post, side, barrier);
            graph[branch]
                .iter()
                .filter(|side| passes(side))
                .any(|&side| !reachable(graph, side, None).is_disjoint(barriers))
        })
    })
}

/// True if every way from `block` to the end passes `to`.
fn comes_to(post: &[Option<usize>], block: usize, to: usize) -> bool {
    let mut at = Some(block);
    while let Some(block) = at {
        if block == to {
            return true;
        }
        at = post[block];
    }
    false
}

/// Blocks that can be reached from one, itself included, without passing `until`.
fn reachable(graph: &Graph, from: usize, until: Option<usize>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(block) = waiting.pop() {
        if Some(block) != until && found.insert(block) {
            waiting.extend(&graph[block]);
        }
    }
    found
}
