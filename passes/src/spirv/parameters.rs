//! Kernel parameters become reads of one packed buffer.
//!
//!   kernel(i32 %n, ptr byval(%s) %p)     kernel(): %n = load (anywarp.parameters + 0), %p = anywarp.parameters + 8
//!
//! A `byval` parameter that the kernel writes gets a private copy, since the buffer belongs to the launch.

use crate::retarget::parameters::ParameterLayout;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, Layout, ModuleExt, Opcode, Value};
use std::collections::HashSet;

/// Returns the packed parameters of the running launch.
pub(crate) const PARAMETERS: &str = "anywarp.parameters";

pub(crate) fn run(module: &Module<'_>, layout: &Layout, kernel: Value, parameters: &ParameterLayout) {
    let b = Builder::new(module.void());
    let entry = kernel.blocks()[0];
    let source = module.declare(PARAMETERS, module.void().ptr_in(1).function(&[]));
    b.at_start(entry);
    b.unlocate();
    let base = b.call_function(source, &[]);
    for (index, old) in kernel.parameters().into_iter().enumerate() {
        let (field, (ty, alignment)) = (parameters.fields[index], parameters.types[index]);
        let offset = module.void().int(64).constant(u64::from(field.offset));
        let address = b.byte_offset(base, offset, true);
        let value = if kernel.byval_type(index as u32).is_none() {
            let load = b.load(ty, address, alignment);
            load.set_flag_metadata("invariant.load");
            load
        } else {
            let generic = b.address_space_cast(address, old.ty());
            if is_only_read(old, &mut HashSet::new()) {
                generic
            } else {
                let bytes = layout.alloc_bytes(ty);
                let slot = b.alloca(module.void().int(8).array(bytes), alignment.max(1));
                b.memcpy(slot, alignment, generic, alignment, module.void().int(64).constant(bytes));
                slot
            }
        };
        old.replace_all_uses_with(value);
    }
}

/// True if nothing is written through the pointer and it does not escape.
fn is_only_read(pointer: Value, seen: &mut HashSet<Value>) -> bool {
    if !seen.insert(pointer) {
        return true;
    }
    pointer.users().into_iter().all(|user| {
        if !user.is_instruction() {
            return false;
        }
        match user.opcode() {
            Opcode::LLVMLoad | Opcode::LLVMICmp => true,
            Opcode::LLVMGetElementPtr
            | Opcode::LLVMAddrSpaceCast
            | Opcode::LLVMPHI
            | Opcode::LLVMSelect
            | Opcode::LLVMBitCast => is_only_read(user, seen),
            Opcode::LLVMCall => {
                let name = user.called_function().map(Value::name).unwrap_or_default();
                let copies = name.starts_with("llvm.memcpy.") || name.starts_with("llvm.memmove.");
                (copies && user.operand(1) == pointer && user.operand(0) != pointer)
                    || name.starts_with("llvm.lifetime.")
            }
            _ => false,
        }
    })
}
