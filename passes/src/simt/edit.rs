//! Cutting blocks and edges; LLVM's C API has neither.

use llvm_config::ir::{Block, Builder, Opcode, Value};

/// Makes the phis of `block` name `to` where they named `from` as a predecessor.
pub(crate) fn replace_predecessor(b: &Builder, block: Block, from: Block, to: Block) {
    for phi in block.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI) {
        let incoming = phi.incoming();
        if incoming.iter().all(|&(_, predecessor)| predecessor != from) {
            continue;
        }
        b.before(phi);
        let new = b.phi(phi.ty());
        for (value, predecessor) in incoming {
            let value = if value == phi { new } else { value };
            new.add_incoming(value, if predecessor == from { to } else { predecessor });
        }
        phi.replace_all_uses_with(new);
        phi.erase();
    }
}

/// Ends the block of `instruction` right after it; what followed moves to a new block, which is returned. The first
/// block is left without a terminator.
pub(crate) fn split_after(b: &Builder, instruction: Value, name: &str) -> Block {
    let block = instruction.block();
    let rest = Value::insert_block_after(block, name);
    let mut next = instruction.next_instruction();
    b.at_end(rest);
    while let Some(moved) = next {
        next = moved.next_instruction();
        moved.detach();
        b.insert(moved);
    }
    for successor in rest.successors() {
        replace_predecessor(b, successor, block, rest);
    }
    rest
}

/// Puts a new block on the edge from `from` to `to`; it is left without a terminator.
pub(crate) fn split_edge(b: &Builder, from: Block, to: Block, name: &str) -> Block {
    let middle = Value::insert_block_before(to, name);
    if let Some(terminator) = from.terminator() {
        for (index, successor) in terminator.successors().into_iter().enumerate() {
            if successor == to {
                terminator.set_successor(index as u32, middle);
            }
        }
    }
    merge_duplicate_incoming(b, to, from);
    replace_predecessor(b, to, from, middle);
    middle
}

/// A switch may reach a block over several edges; the new block reaches it over one.
fn merge_duplicate_incoming(b: &Builder, block: Block, from: Block) {
    for phi in block.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI) {
        let incoming = phi.incoming();
        if incoming.iter().filter(|&&(_, predecessor)| predecessor == from).count() < 2 {
            continue;
        }
        b.before(phi);
        let new = b.phi(phi.ty());
        let mut seen = false;
        for (value, predecessor) in incoming {
            if predecessor == from && std::mem::replace(&mut seen, true) {
                continue;
            }
            new.add_incoming(if value == phi { new } else { value }, predecessor);
        }
        phi.replace_all_uses_with(new);
        phi.erase();
    }
}
