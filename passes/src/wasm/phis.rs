//! Phis of blocks whose edges change.

use llvm_config::ir::{Block, Builder, Opcode, Value};

/// Makes the phis of `block` take along edges from `new` what they took along one from `old`; once for each block of `new`.
pub(super) fn come_from(b: &Builder, block: Block, old: Block, new: &[Block]) {
    let phis = block.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI);
    for phi in phis.collect::<Vec<Value>>() {
        b.before(phi);
        b.locate(phi);
        let changed = b.phi(phi.ty());
        let mut seen = false;
        for (value, from) in phi.incoming() {
            if from != old {
                changed.add_incoming(value, from);
            } else if !std::mem::replace(&mut seen, true) {
                new.iter().for_each(|&from| changed.add_incoming(value, from));
            }
        }
        phi.replace_all_uses_with(changed);
        phi.erase();
    }
}
