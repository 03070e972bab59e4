//! Takes global variables out of the module: their bytes go to the artifact, their uses become offsets from the
//! address where the loader puts them.
//!
//!   load i32, @table             load i32, (anywarp_image + offset)
//!
//! An image has no data segments, so that several images can share one memory and several instances one image.
//! Runs after LLVM has made the constants that it makes.

use super::IMAGE;
use crate::pass::{Fact, Pass, Work};
use crate::retarget::data::{Initial, Symbolic};
use crate::unit::{Options, Unit};
use anywarp_artifact::{Data, Relocation, RelocationTarget};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Block, Builder, Layout, ModuleExt, Opcode, Value, ValueKind};
use std::collections::HashMap;

pub(crate) const PASS: Pass = Pass {
    name: "place-globals",
    about: "Takes global variables out of the module: their bytes go to the artifact, their uses become offsets from \
            where the loader puts them.",
    needs: &[Fact::Retargeted, Fact::RuntimeLinked],
    gives: &[Fact::DataPlaced],
    breaks: &[],
    work: Work::Ours(run),
};

/// A variable with its bytes and, once assigned, its offset in the unit's data.
pub(crate) struct Placed {
    pub(crate) variable: Value,
    pub(crate) initial: Initial,
    pub(crate) alignment: u64,
    pub(crate) offset: u64,
}

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    let layout = Layout::new(crate::machine::WASM_LAYOUT);
    let mut placed = Vec::new();
    for variable in module.variables() {
        // Other address spaces are wasm's own globals.
        if variable.ty().address_space() != 0 {
            continue;
        }
        let initial = match unit.frozen.get(&variable.name()) {
            Some(initial) => initial.clone(),
            None => Initial::of(&layout, variable)?,
        };
        placed.push(Placed {
            variable,
            initial,
            alignment: u64::from(variable.alignment().max(1)),
            offset: 0,
        });
    }
    // Bytes first, zeros last: zeros need no room in the artifact.
    placed.sort_by_key(|place| place.initial.is_zero());
    unit.data = assign(&mut placed, &unit.functions_in_data)?;
    let offsets: HashMap<String, u64> =
        placed.iter().map(|place| (place.variable.name(), place.offset)).collect();
    for variable in &mut unit.variables {
        let offset = offsets.get(&variable.name).copied();
        // Without this check a lost variable would share the first one's bytes.
        variable.offset =
            offset.ok_or_else(|| crate::internal(format!("variable `{}` is lost", variable.name)))? as u32;
    }
    replace_uses(module, &placed, &layout);
    for place in &placed {
        place.variable.delete_variable();
    }
    if let Some(image) = module.function(IMAGE).filter(|image| !image.is_declaration()) {
        image.set_internal();
    }
    Ok(())
}

/// Gives every variable its place and lays out the bytes; `functions` numbers the functions that data names.
pub(crate) fn assign(placed: &mut [Placed], functions: &[Value]) -> Result<Data, Diagnostics> {
    let mut data = Data { alignment: 16, ..Data::default() };
    let mut end = 0u64;
    for place in placed.iter_mut() {
        place.offset = end.next_multiple_of(place.alignment);
        end = place.offset + place.initial.bytes.len() as u64;
        data.alignment = data.alignment.max(place.alignment as u32);
        if !place.initial.is_zero() {
            data.bytes.resize(end as usize, 0);
            data.bytes[place.offset as usize..end as usize].copy_from_slice(&place.initial.bytes);
        }
    }
    data.zero_bytes = end - data.bytes.len() as u64;
    let offsets: HashMap<Value, u64> = placed.iter().map(|place| (place.variable, place.offset)).collect();
    for place in placed.iter() {
        for relocation in &place.initial.relocations {
            data.relocations.push(resolve(place.offset, relocation, &offsets, functions)?);
        }
    }
    Ok(data)
}

fn resolve(
    base: u64,
    relocation: &Symbolic,
    offsets: &HashMap<Value, u64>,
    functions: &[Value],
) -> Result<Relocation, Diagnostics> {
    let target = if let Some(&offset) = offsets.get(&relocation.symbol) {
        RelocationTarget::Data(offset as i64 + relocation.addend)
    } else if let Some(index) = functions.iter().position(|&function| function == relocation.symbol) {
        RelocationTarget::Function(index as u32)
    } else {
        return Err(crate::internal(format!(
            "data names `{}`, which is not placed",
            relocation.symbol.name()
        )));
    };
    Ok(Relocation { at: (base + relocation.at) as u32, target })
}

/// Replaces every use of a placed variable in code by an address computed at the start of the function.
fn replace_uses(module: &Module<'_>, placed: &[Placed], layout: &Layout) {
    let offsets: HashMap<Value, u64> = placed.iter().map(|place| (place.variable, place.offset)).collect();
    let b = Builder::new(module.void());
    for function in module.functions().into_iter().filter(|f| !f.is_declaration()) {
        let mut addresses: HashMap<Value, Value> = HashMap::new();
        let entry = function.blocks()[0];
        for i in function.instructions() {
            for index in 0..i.operand_count() {
                let operand = i.operand(index);
                if !mentions(operand, &offsets) {
                    continue;
                }
                let address = *addresses
                    .entry(operand)
                    .or_insert_with(|| materialize(module, &b, entry, operand, &offsets, layout));
                i.set_operand(index, address);
            }
        }
    }
}

fn mentions(value: Value, offsets: &HashMap<Value, u64>) -> bool {
    match value.kind() {
        ValueKind::GlobalVariable => offsets.contains_key(&value),
        ValueKind::ConstantExpr | ValueKind::ConstantAggregate => {
            value.operands().into_iter().any(|operand| mentions(operand, offsets))
        }
        _ => false,
    }
}

/// The value of a constant that mentions placed variables, at the start of `entry`.
fn materialize(
    module: &Module<'_>,
    b: &Builder,
    entry: Block,
    constant: Value,
    offsets: &HashMap<Value, u64>,
    layout: &Layout,
) -> Value {
    let void = module.void();
    b.unlocate();
    let at = entry
        .instructions()
        .into_iter()
        .find(|i| !matches!(i.opcode(), Opcode::LLVMPHI | Opcode::LLVMAlloca));
    if let Some(at) = at {
        b.before(at);
    }
    if constant.kind() == ValueKind::ConstantAggregate {
        let mut result = constant.ty().poison();
        for (index, element) in constant.operands().into_iter().enumerate() {
            let element = if mentions(element, offsets) {
                materialize(module, b, entry, element, offsets, layout)
            } else {
                element
            };
            if let Some(at) = at {
                b.before(at);
            }
            result = if constant.ty().kind() == llvm_config::ir::TypeKind::Vector {
                b.insert_element(result, element, void.int(32).constant(index as u64))
            } else {
                b.insert_value(result, element, index as u32)
            };
        }
        return result;
    }
    // Everything else is `variable + addend`, perhaps as an integer.
    let (variable, addend) = match crate::retarget::data::address(layout, constant) {
        Some((Some(variable), addend)) => (variable, addend),
        _ => return constant.ty().poison(),
    };
    let image = b.call_function(module.declare(IMAGE, void.ptr().function(&[])), &[]);
    let offset = offsets[&variable] as i64 + addend;
    let address = b.byte_offset(image, void.int(32).constant(offset as u64), false);
    if constant.ty().is_pointer() { address } else { b.ptr_to_int(address, constant.ty()) }
}
