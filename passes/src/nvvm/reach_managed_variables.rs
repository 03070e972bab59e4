//! Makes `__managed__` variables pointers: their memory is the host's shadow, which the device reaches elsewhere.
//!
//!   @x = addrspace(1) global i32 5      @x = addrspace(1) global ptr addrspace(1) null
//!   load i32, @x                        %a = load ptr addrspace(1), @x;  load i32, %a
//!
//! The runtime stores the address before the first kernel runs. The initial value is for the host, too
//! ([`crate::Unit::managed`]).

use super::load::space;
use crate::pass::{Pass, Work};
use crate::retarget::data::{Initial, address};
use crate::unit::{Options, Unit};
use anywarp_artifact::Managed;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::{Builder, Layout, ModuleExt, Opcode, Value, ValueKind};
use std::collections::HashMap;

/// The section in which our headers' `__managed__` puts a variable, in both halves.
const SECTION: &str = ".bss.anywarp_managed";

pub(crate) const PASS: Pass = Pass {
    name: "reach-managed-variables",
    about: "Makes `__managed__` variables pointers to where the host has them, which the runtime sets.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// Whether the variable is managed: itself before this pass, the pointer to it after.
pub(crate) fn is_managed(variable: Value) -> bool {
    variable.section() == SECTION
}

/// A managed variable, and the variable that holds its address.
type Pointers = HashMap<Value, Value>;

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    let layout = Layout::new(crate::machine::NVPTX64_LAYOUT);
    let variables = module.variables();
    let mut pointers = Pointers::new();
    let mut errors = Vec::new();
    for variable in variables.iter().copied().filter(|&variable| is_managed(variable)) {
        match initial(&layout, variable) {
            Ok(managed) => unit.managed.extend(managed),
            Err(mut refusal) => errors.append(&mut refusal),
        }
        let name = variable.name();
        variable.set_name("");
        let pointer = module.void().ptr_in(space::GLOBAL);
        let slot = module.add_variable_in(space::GLOBAL, &name, pointer);
        if !variable.is_declaration() {
            slot.set_initializer(pointer.null());
            slot.set_externally_initialized(true);
        }
        slot.set_section(SECTION);
        pointers.insert(variable, slot);
    }
    if pointers.is_empty() {
        return Ok(());
    }
    for variable in variables.iter().filter(|variable| !pointers.contains_key(variable)) {
        if let Some(named) = variable.initializer().and_then(|value| mentioned(value, &pointers)) {
            errors.push(no_constant(&variable.name(), &pointers[&named].name()));
        }
    }
    let uses = Uses { b: Builder::new(module.void()), layout, pointers };
    for function in module.functions().into_iter().filter(|function| !function.is_declaration()) {
        uses.replace(function).unwrap_or_else(|error| errors.push(error));
    }
    for &variable in uses.pointers.keys() {
        variable.replace_all_uses_with(variable.ty().poison());
        variable.delete_variable();
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// What the host's shadow begins with; nothing of a variable that another unit defines.
fn initial(layout: &Layout, variable: Value) -> Result<Option<Managed>, Diagnostics> {
    if variable.is_declaration() {
        return Ok(None);
    }
    let name = variable.name();
    let initial = Initial::of(layout, variable)?;
    if !initial.relocations.is_empty() {
        let message = format!("the initial value of managed variable `{name}` holds an address");
        return Err(vec![
            Diagnostic::new(Code::Unsupported, message).note("set it at the beginning of main instead"),
        ]);
    }
    let bytes = initial.bytes.len() as u64;
    Ok(Some(Managed { name, bytes, initial: if initial.is_zero() { Vec::new() } else { initial.bytes } }))
}

/// "CUDA C++ Programming Guide", "`__managed__` Memory Space Specifier": the address is not a constant expression.
fn no_constant(variable: &str, managed: &str) -> Diagnostic {
    let message = format!(
        "the initial value of `{variable}` holds the address of managed variable `{managed}`, which is no constant"
    );
    Diagnostic::new(Code::Unsupported, message).note("set it in a kernel or with cudaMemcpyToSymbol")
}

fn mentioned(value: Value, pointers: &Pointers) -> Option<Value> {
    match value.kind() {
        ValueKind::GlobalVariable => pointers.contains_key(&value).then_some(value),
        ValueKind::ConstantExpr | ValueKind::ConstantAggregate => {
            value.operands().into_iter().find_map(|operand| mentioned(operand, pointers))
        }
        _ => None,
    }
}

struct Uses {
    b: Builder,
    layout: Layout,
    pointers: Pointers,
}

impl Uses {
    /// Replaces the uses in a function by what is computed at its start.
    fn replace(&self, function: Value) -> Result<(), Diagnostic> {
        let mut values: HashMap<Value, Value> = HashMap::new();
        // A block has a terminator.
        let start = function.blocks()[0].instructions();
        let Some(start) = start.into_iter().find(|i| i.opcode() != Opcode::LLVMAlloca) else { return Ok(()) };
        for i in function.instructions() {
            for index in 0..i.operand_count() {
                let operand = i.operand(index);
                if mentioned(operand, &self.pointers).is_none() {
                    continue;
                }
                let value = match values.get(&operand) {
                    Some(&value) => value,
                    None => self.compute(start, operand)?,
                };
                values.insert(operand, value);
                i.set_operand(index, value);
            }
        }
        Ok(())
    }

    /// The value of a constant that mentions managed variables, in front of `start`.
    fn compute(&self, start: Value, constant: Value) -> Result<Value, Diagnostic> {
        let b = &self.b;
        if constant.kind() == ValueKind::ConstantAggregate {
            let mut result = constant.ty().poison();
            for (index, element) in constant.operands().into_iter().enumerate() {
                let known = mentioned(element, &self.pointers).is_none();
                let element = if known { element } else { self.compute(start, element)? };
                b.unlocate();
                b.before(start);
                result = if constant.ty().kind() == llvm_config::ir::TypeKind::Vector {
                    let index = element.ty().int(32).constant(index as u64);
                    b.insert_element(result, element, index)
                } else {
                    b.insert_value(result, element, index as u32)
                };
            }
            return Ok(result);
        }
        let Some((Some(variable), addend)) = address(&self.layout, constant) else {
            let message = format!("`{constant}` computes with the address of a managed variable");
            return Err(Diagnostic::new(Code::Unsupported, message));
        };
        let slot = self.pointers[&variable];
        b.unlocate();
        b.before(start);
        let pointer = b.load(slot.variable_type(), slot, 8);
        let offset = pointer.ty().int(64).constant(addend as u64);
        let address = if addend == 0 { pointer } else { b.byte_offset(pointer, offset, false) };
        Ok(match constant.ty() {
            ty if ty == address.ty() => address,
            ty if ty.is_pointer() => b.address_space_cast(address, ty),
            ty => b.ptr_to_int(address, ty),
        })
    }
}
