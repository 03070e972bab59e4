//! The device link: bitcode of several translation units becomes one module's.

use std::collections::{HashMap, HashSet};

use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::inkwell::module::{Linkage, Module};
use llvm_config::ir::inkwell::values::GlobalValue;
use llvm_config::ir::{ModuleExt, Value};

use super::load;

/// Links units: names of their sources, and their bitcode.
///
/// # Errors
/// Functions and variables with several definitions, and variables that no unit defines. Functions that no unit
/// defines are reported when a kernel reaches them.
pub fn link(units: &[(&str, &[u8])]) -> Result<Vec<u8>, Diagnostics> {
    let context = Context::create();
    let parse = |&(source, bitcode): &(_, &[u8])| {
        load::parse(&context, bitcode, source).map(|module| {
            join_names_of_statics(&module);
            (source, module)
        })
    };
    let parsed = units.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    let errors = [defined_twice(&parsed), undefined(&parsed)].concat();
    if !errors.is_empty() {
        return Err(errors);
    }
    let linked = context.create_module("device link");
    for (source, module) in parsed {
        linked.link_in_module(module).map_err(|error| {
            let message = format!("device code of \"{source}\" cannot be linked: {}", error.to_string());
            vec![Diagnostic::new(Code::MalformedInput, message)]
        })?;
    }
    Ok(linked.write_bitcode_to_memory().as_slice().to_vec())
}

/// Resolves static variables of a unit to its own definitions.
///
/// Where the host names a static variable, clang appends `__static__` and the unit's number to its name, but it has
/// written what precedes the host's first use with the plain name already.
fn join_names_of_statics(module: &Module<'_>) {
    let variables = module.variables();
    for declared in variables.iter().filter(|variable| variable.is_declaration()) {
        let start = declared.name() + "__static__";
        let defined = |variable: &&Value| !variable.is_declaration() && variable.name().starts_with(&start);
        if let Some(definition) = variables.iter().find(defined) {
            declared.replace_all_uses_with(*definition);
            declared.delete_variable();
        }
    }
}

/// Units by the names of their sources.
type Parsed<'a, 'ctx> = [(&'a str, Module<'ctx>)];

fn defined_twice(units: &Parsed<'_, '_>) -> Diagnostics {
    let mut places: HashMap<String, &str> = HashMap::new();
    let mut errors = Vec::new();
    for (source, module) in units {
        let functions = module.get_functions().map(|function| function.as_global_value());
        for symbol in functions.chain(module.get_globals()) {
            let name = symbol.get_name().to_string_lossy().into_owned();
            let strong = symbol.get_linkage() == Linkage::External && !symbol.is_declaration();
            // LLVM's own lists, which are joined.
            if !strong || name.starts_with("llvm.") {
                continue;
            }
            if let Some(first) = places.insert(name.clone(), source) {
                let message = format!("device symbol `{name}` is defined in \"{first}\" and in \"{source}\"");
                let advice = "make it static, or declare it `extern` in all sources but one";
                errors.push(Diagnostic::new(Code::DuplicateDeviceSymbol, message).note(advice));
            }
        }
    }
    errors
}

fn undefined(units: &Parsed<'_, '_>) -> Diagnostics {
    let variable = |symbol: &GlobalValue<'_>| {
        // Dynamic shared memory is declared only, and so is, weakly, what our headers give a type (`threadIdx`).
        let space = symbol.as_pointer_value().get_type().get_address_space();
        let stored = [load::space::GLOBAL, load::space::CONSTANT]
            .iter()
            .any(|&number| space == (number as u16).into());
        stored && symbol.get_linkage() == Linkage::External
    };
    let defined: HashSet<String> = units
        .iter()
        .flat_map(|(_, module)| module.get_globals())
        .filter(|symbol| !symbol.is_declaration())
        .map(|symbol| symbol.get_name().to_string_lossy().into_owned())
        .collect();
    let mut errors = Vec::new();
    for (source, module) in units {
        for symbol in module.get_globals().filter(|symbol| symbol.is_declaration() && variable(symbol)) {
            let name = symbol.get_name().to_string_lossy().into_owned();
            if !defined.contains(&name) {
                let message = format!("device variable `{name}` of \"{source}\" is defined by no input");
                errors.push(Diagnostic::new(Code::UndefinedDeviceSymbol, message));
            }
        }
    }
    errors
}
