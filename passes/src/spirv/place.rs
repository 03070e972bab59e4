//! Where the unit's global variables lie: one region of device memory per unit.

use super::layout::is_shared;
use crate::nvvm::load::space;
use crate::nvvm::reach_managed_variables::is_managed;
use crate::retarget::data::Initial;
use crate::wasm::place_globals::{Placed, assign};
use anywarp_artifact::{Data, Variable, VariableKind};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Layout, ModuleExt, Value};
use std::collections::HashMap;

pub(crate) struct PlacedVariables {
    /// Offset of every variable, by name.
    pub(crate) offsets: HashMap<String, u64>,
    pub(crate) variables: Vec<Variable>,
    pub(crate) data: Data,
}

/// `taken` numbers the functions that data may name.
pub(crate) fn run(
    module: &Module<'_>,
    layout: &Layout,
    taken: &[Value],
) -> Result<PlacedVariables, Diagnostics> {
    let mut placed = Vec::new();
    for (index, variable) in module.variables().into_iter().filter(|&v| !is_shared(v)).enumerate() {
        if variable.name().is_empty() {
            variable.set_name(&format!("anywarp.variable.{index}"));
        }
        let alignment = variable.alignment().max(layout.alignment(variable.variable_type())).max(1);
        let initial = Initial::of(layout, variable)?;
        placed.push(Placed { variable, initial, alignment: alignment.into(), offset: 0 });
    }
    // Bytes first, zeros last: zeros need no room in the artifact.
    placed.sort_by_key(|place| place.initial.is_zero());
    let data = assign(&mut placed, taken)?;
    let visible = placed.iter().filter_map(|place| visible(layout, place)).collect();
    let offsets = placed.iter().map(|place| (place.variable.name(), place.offset)).collect();
    Ok(PlacedVariables { offsets, variables: visible, data })
}

fn visible(layout: &Layout, place: &Placed) -> Option<Variable> {
    let variable = place.variable;
    let kind = match variable.ty().address_space() {
        space::CONSTANT => VariableKind::Constant,
        space::GLOBAL if is_managed(variable) => VariableKind::Managed,
        space::GLOBAL => VariableKind::Device,
        _ => return None,
    };
    if variable.is_internal() || variable.is_declaration() {
        return None;
    }
    let bytes = layout.alloc_bytes(variable.variable_type());
    Some(Variable { name: variable.name(), offset: place.offset as u32, bytes, kind })
}
