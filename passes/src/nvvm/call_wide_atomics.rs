//! Makes atomic operations on 16 bytes calls of the library's, which take a lock.
//!
//!   cmpxchg ptr %p, i128 %a, i128 %b     %old = call i128 @__anywarp_atomic_compare_exchange_16(ptr %p, i128 %a, i128 %b)
//!
//! The lock orders all of them, whatever order the program asked for.

use super::load::space;
use crate::pass::{Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::{AtomicOperation, Builder, IntPredicate, ModuleExt, Opcode, Type, TypeKind, Value};

pub(crate) const PASS: Pass = Pass {
    name: "call-wide-atomics",
    about: "Makes atomic operations on 16 bytes calls of functions that take a lock.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// What the names of the functions begin with.
pub(super) const START: &str = "__anywarp_atomic_";

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    let b = Builder::new(module.void());
    let call = |name: &str, result: Type, arguments: &[Value]| {
        let types: Vec<Type> = arguments.iter().map(|argument| argument.ty()).collect();
        let function = module.declare(&format!("{START}{name}_16"), result.function(&types));
        b.call_function(function, arguments)
    };
    let mut errors = Vec::new();
    for i in module.functions().into_iter().flat_map(Value::instructions) {
        let Some(address) = wide_access(i) else { continue };
        b.before(i);
        b.locate(i);
        let generic = module.void().ptr_in(space::GENERIC);
        let address = if address.ty() == generic { address } else { b.address_space_cast(address, generic) };
        match i.opcode() {
            Opcode::LLVMLoad => i.replace_all_uses_with(call("load", i.ty(), &[address])),
            Opcode::LLVMStore => {
                call("store", module.void(), &[address, i.operand(0)]);
            }
            Opcode::LLVMAtomicCmpXchg => {
                let expected = i.operand(1);
                let old = call("compare_exchange", expected.ty(), &[address, expected, i.operand(2)]);
                let success = b.icmp(IntPredicate::LLVMIntEQ, old, expected);
                let pair = b.insert_value(i.ty().poison(), old, 0);
                i.replace_all_uses_with(b.insert_value(pair, success, 1));
            }
            _ if i.atomic_operation() == AtomicOperation::LLVMAtomicRMWBinOpXchg => {
                i.replace_all_uses_with(call("exchange", i.ty(), &[address, i.operand(1)]));
            }
            _ => {
                let message =
                    "of 16 bytes there are atomic loads, stores, exchanges and compare-and-swaps only";
                let advice = "loop over a compare-and-swap";
                errors.push(
                    Diagnostic::new(Code::Unsupported, message).at(crate::blame::location(i)).note(advice),
                );
                continue;
            }
        }
        i.erase();
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// The address of an atomic access to 128 bits.
fn wide_access(i: Value) -> Option<Value> {
    let (value, address) = match i.opcode() {
        Opcode::LLVMLoad if i.is_atomic() => (i.ty(), i.operand(0)),
        Opcode::LLVMStore if i.is_atomic() => (i.operand(0).ty(), i.operand(1)),
        Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg => (i.operand(1).ty(), i.operand(0)),
        _ => return None,
    };
    (value.kind() == TypeKind::Integer && value.int_width() == 128).then_some(address)
}
