//! Loads the elements of a vector, which lie here and there, beside the store of their part.
//!
//! Elements are loaded for all parts, put together and stored; before the first part is stored, each waits in a register
//! of its own, and there are not so many. The threads of a part may do both before the next ones do either.

use super::run::{has_effect, is_long, is_plain};
use llvm_config::ir::{Block, Builder, Opcode, Value};
use std::collections::HashSet;

/// Vectors that are stored and whose elements can be loaded where that happens.
#[derive(Default)]
pub(super) struct Beside {
    /// Loads of one element between which and the store nothing has an effect.
    loads: HashSet<Value>,
}

impl Beside {
    /// What `i` needs, a store of a vector that is no other's; nothing for other instructions.
    pub(super) fn of(i: Value) -> Self {
        let mut loads = HashSet::new();
        if i.opcode() != Opcode::LLVMStore {
            return Self { loads };
        }
        let stored = i.operand(0);
        if stored.is_instruction()
            && stored.opcode() == Opcode::LLVMInsertElement
            && stored.users().len() == 1
        {
            for before in instructions_before(i.block(), i).into_iter().rev() {
                if has_effect(before) {
                    break;
                }
                if before.opcode() == Opcode::LLVMLoad && is_plain(before) && is_element_of_one(before) {
                    loads.insert(before);
                }
            }
        }
        Self { loads }
    }

    /// Makes a part anew, where the builder is, if all of its elements are such loads.
    pub(super) fn made_here(&self, b: &Builder, part: Value) -> Option<Value> {
        let (inserts, loads) = self.elements(part)?;
        let poison = part.ty().poison();
        let mut made = poison;
        for (insert, &load) in inserts.iter().zip(&loads) {
            load.detach();
            b.insert_here(load);
            made = b.insert_element(made, load, insert.operand(2));
        }
        for insert in inserts.into_iter().rev() {
            insert.replace_all_uses_with(poison);
            insert.erase();
        }
        Some(made)
    }

    /// The insertions that make a part, first to last, and what they insert.
    fn elements(&self, part: Value) -> Option<(Vec<Value>, Vec<Value>)> {
        let mut inserts = Vec::new();
        let mut value = part;
        while value.is_instruction() && value.opcode() == Opcode::LLVMInsertElement {
            let is_first = inserts.is_empty();
            // The parts of values between belong to instructions that are about to go.
            if value.users().len() > usize::from(!is_first) || !self.loads.contains(&value.operand(1)) {
                return None;
            }
            inserts.push(value);
            value = value.operand(0);
        }
        inserts.reverse();
        let loads: Vec<Value> = inserts.iter().map(|insert| insert.operand(1)).collect();
        (inserts.len() as u64 == part.ty().len()).then_some((inserts, loads))
    }
}

/// True for what only one vector needs: inserted there, and in the part of it that has been made.
fn is_element_of_one(load: Value) -> bool {
    let users = load.users();
    let whole = users.iter().filter(|user| is_long(user.ty())).count();
    whole == 1 && users.len() == 2 && users.iter().all(|user| user.opcode() == Opcode::LLVMInsertElement)
}

fn instructions_before(block: Block, i: Value) -> Vec<Value> {
    block.instructions().into_iter().take_while(|&other| other != i).collect()
}
