//! Which functions give up their turn, and which calls may.

use crate::nvvm::reach::Reach;
use crate::retarget::SUSPEND;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{ModuleExt, Opcode, Type, Value, ValueKind};
use std::collections::HashSet;

/// Which functions may suspend, and which types of indirect calls.
pub(crate) struct Suspending {
    /// In module order.
    pub(crate) functions: Vec<Value>,
    set: HashSet<Value>,
    /// Types of address-taken functions that follow the coroutine convention.
    types: HashSet<Type>,
}

impl Suspending {
    pub(crate) fn of(module: &Module<'_>) -> Self {
        let defined: Vec<Value> = module.functions().into_iter().filter(|f| !f.is_declaration()).collect();
        let reach = Reach::of(module);
        let mut found = Self { functions: Vec::new(), set: HashSet::new(), types: HashSet::new() };
        loop {
            let before = found.set.len();
            for &function in &defined {
                if found.set.contains(&function)
                    || !function.instructions().iter().any(|&i| found.suspends(i))
                {
                    continue;
                }
                found.set.insert(function);
                if reach.address_taken().contains(&function) {
                    found.types.insert(function.function_type());
                }
            }
            for &function in reach.address_taken() {
                if found.types.contains(&function.function_type()) && !function.is_declaration() {
                    found.set.insert(function);
                }
            }
            if found.set.len() == before {
                break;
            }
        }
        found.functions = defined.into_iter().filter(|function| found.set.contains(function)).collect();
        found
    }

    /// True for the marker and for calls of suspending functions.
    pub(crate) fn suspends(&self, i: Value) -> bool {
        if i.opcode() != Opcode::LLVMCall {
            return false;
        }
        let callee = i.callee();
        match callee.kind() {
            ValueKind::Function => callee.name() == SUSPEND || self.set.contains(&callee),
            ValueKind::InlineAsm => false,
            _ => self.types.contains(&i.called_type()),
        }
    }
}
