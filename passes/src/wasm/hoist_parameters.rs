//! Loads the parameters of a kernel once for all blocks that a call of its entry runs.
//!
//! Threads load them, and are inlined into the loops of the scheduler. LLVM moves no load out of a loop that need not run,
//! unless it knows that the address is valid; a launch's parameters are there for whoever reads them.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Optimize, Options, Unit};
use anywarp_artifact::wasm;
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Builder, Layout, ModuleExt, Opcode, Type, Value, ValueKind, run_passes};
use std::collections::HashMap;

pub(crate) const PASS: Pass = Pass {
    name: "hoist-parameters",
    about: "Inlines threads into the scheduler's loops and loads the parameters before these.",
    needs: &[Fact::Retargeted, Fact::RuntimeLinked],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// Where a launch has the address of its parameters, in bytes.
const PARAMETERS: u64 = std::mem::offset_of!(wasm::Launch, parameters) as u64;
/// The scheduler calls threads by address: that of the thread is known once the scheduler has been inlined itself. Then what
/// makes addresses plain to see.
const INLINE: &str = "globaldce,always-inline,always-inline,function(sroa,early-cse)";

fn run(unit: &mut Unit<'_>, options: &Options) -> Result<(), Diagnostics> {
    if options.optimize == Optimize::None {
        return Ok(());
    }
    run_passes(&unit.module, INLINE, &unit.machine, options.verify_each)
        .map_err(|error| crate::internal(format!("`{}`: {error}", PASS.name)))?;
    let b = Builder::new(unit.module.void());
    let layout = Layout::new(crate::machine::WASM_LAYOUT);
    for index in 0..unit.kernels.len() {
        if let Some(kernel) = unit.module.function(&wasm::kernel_export(index)) {
            hoist(&b, kernel, &layout);
        }
    }
    Ok(())
}

fn hoist(b: &Builder, kernel: Value, layout: &Layout) {
    let launch = kernel.parameters()[0];
    let entry = kernel.blocks()[0];
    let end = entry.terminator().expect("every block has one");
    let i32 = end.ty().int(32);
    let mut known: HashMap<(i64, Type), Value> = HashMap::new();
    let mut parameters = None;
    for i in kernel.instructions() {
        let is_parameter = i.opcode() == Opcode::LLVMLoad && i.has_flag_metadata("invariant.load");
        let Some(offset) = is_parameter.then(|| in_parameters(i.operand(0), launch, layout)).flatten() else {
            continue;
        };
        let hoisted = *known.entry((offset, i.ty())).or_insert_with(|| {
            b.before(end);
            b.unlocate();
            let parameters = *parameters.get_or_insert_with(|| {
                let address = b.byte_offset(launch, i32.constant(PARAMETERS), true);
                b.load(i32, address, 4)
            });
            let address = b.add(parameters, i32.constant(offset as u64));
            let load = b.load(i.ty(), b.int_to_ptr(address, i.ty().ptr()), i.alignment());
            load.set_flag_metadata("invariant.load");
            load
        });
        i.replace_all_uses_with(hoisted);
        i.erase();
    }
}

/// The offset of an address from the start of the launch's parameters.
fn in_parameters(address: Value, launch: Value, layout: &Layout) -> Option<i64> {
    if address.kind() != ValueKind::Instruction {
        return None;
    }
    match address.opcode() {
        Opcode::LLVMIntToPtr | Opcode::LLVMPtrToInt | Opcode::LLVMFreeze => {
            in_parameters(address.operand(0), launch, layout)
        }
        Opcode::LLVMAdd => {
            Some(in_parameters(address.operand(0), launch, layout)? + address.operand(1).as_int()?)
        }
        Opcode::LLVMGetElementPtr if address.operand_count() == 2 => {
            let bytes = layout.alloc_bytes(address.gep_source_type()) as i64;
            Some(in_parameters(address.operand(0), launch, layout)? + bytes * address.operand(1).as_int()?)
        }
        Opcode::LLVMLoad => {
            let place = address.operand(0);
            let is_member = place.is_instruction()
                && place.opcode() == Opcode::LLVMGetElementPtr
                && place.operand(0) == launch
                && place.operand_count() == 2
                && layout.alloc_bytes(place.gep_source_type()) * place.operand(1).as_uint()? == PARAMETERS;
            is_member.then_some(0)
        }
        _ => None,
    }
}
