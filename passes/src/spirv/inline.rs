//! Makes every kernel one function: indirect calls become dispatches, then everything is inlined.
//!
//!   call %f(args)                 call @anywarp.dispatch(ptrtoint %f, args)
//!                                   switch: 1 -> call @first(args), 2 -> call @second(args), ...
//!
//! SPIR-V has neither function pointers nor recursion. A function pointer is the position of the function among the
//! unit's address-taken functions, plus one, so that null stays null; data holds the same numbers
//! (`RelocationTarget::Function`).

use crate::nvvm::load::is_kernel;
use crate::nvvm::reach::Reach;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Builder, ModuleExt, Opcode, Type, TypeKind, Value, ValueKind};
use std::collections::HashMap;

/// Replaces indirect calls by calls of dispatch functions over `taken`, the unit's address-taken functions.
pub(crate) fn dispatch_indirect_calls(module: &Module<'_>, taken: &[Value]) {
    let b = Builder::new(module.void());
    let mut dispatchers: HashMap<Type, Value> = HashMap::new();
    for function in module.functions() {
        for i in function.instructions() {
            let indirect = i.opcode() == Opcode::LLVMCall
                && !matches!(i.callee().kind(), ValueKind::Function | ValueKind::InlineAsm);
            if !indirect {
                continue;
            }
            let ty = i.called_type();
            let dispatcher = *dispatchers.entry(ty).or_insert_with(|| dispatcher(module, &b, ty, taken));
            b.before(i);
            b.locate(i);
            let mut arguments = vec![b.ptr_to_int(i.callee(), module.void().int(64))];
            arguments.extend(i.arguments());
            let call = b.call_function(dispatcher, &arguments);
            if i.ty().kind() != TypeKind::Void {
                i.replace_all_uses_with(call);
            }
            i.erase();
        }
    }
    b.unlocate();
    number_functions(module, &b, taken);
}

fn dispatcher(module: &Module<'_>, b: &Builder, ty: Type, taken: &[Value]) -> Value {
    let mut parameters = vec![module.void().int(64)];
    parameters.extend(ty.parameters());
    let function = module.add("anywarp.dispatch", ty.return_type().function(&parameters));
    function.set_internal();
    b.unlocate();
    let (entry, wild) = (function.append_block("entry"), function.append_block("wild"));
    b.at_end(wild);
    // A number that names no function of this type: undefined in CUDA too.
    b.unreachable();
    let mut cases = Vec::new();
    let parameters = function.parameters();
    for (index, &target) in taken.iter().enumerate().filter(|(_, f)| f.function_type() == ty) {
        let block = function.append_block("target");
        b.at_end(block);
        let result = b.call_function(target, &parameters[1..]);
        b.ret((ty.return_type().kind() != TypeKind::Void).then_some(result));
        cases.push((module.void().int(64).constant(index as u64 + 1), block));
    }
    b.at_end(entry);
    b.switch(parameters[0], wild, &cases);
    function
}

/// Function pointers in code become numbers; those in data are relocations.
fn number_functions(module: &Module<'_>, b: &Builder, taken: &[Value]) {
    for i in module.functions().into_iter().flat_map(Value::instructions) {
        let operands = match i.opcode() {
            Opcode::LLVMCall => i.arguments(),
            _ => i.operands(),
        };
        for (index, operand) in operands.into_iter().enumerate() {
            if let Some(position) = taken.iter().position(|&function| function == operand) {
                let number = module.void().int(64).constant(position as u64 + 1);
                i.set_operand(index as u32, b.int_to_ptr(number, operand.ty()));
            }
        }
    }
}

/// Refuses recursion that `kernel` reaches, with its path.
pub(crate) fn check_recursion(module: &Module<'_>, kernel: Value) -> Result<(), Diagnostics> {
    let reach = Reach::of(module);
    let mut finished = Vec::new();
    match find_cycle(&reach, kernel, &mut vec![], &mut finished) {
        None => Ok(()),
        Some(cycle) => {
            let names: Vec<String> = cycle.iter().map(|f| crate::demangle(&f.name())).collect();
            let message = format!("recursion in device code: {}", names.join(" -> "));
            Err(vec![
                Diagnostic::new(Code::Recursion, message)
                    .at(crate::blame::location(cycle[0]))
                    .note(format!("reached from {}", crate::blame::describe(kernel)))
                    .note("Vulkan devices have no call stack: use a loop with an explicit stack"),
            ])
        }
    }
}

/// The first cycle found from `function`, as the functions along it with the first one repeated.
fn find_cycle(
    reach: &Reach,
    function: Value,
    path: &mut Vec<Value>,
    finished: &mut Vec<Value>,
) -> Option<Vec<Value>> {
    if let Some(start) = path.iter().position(|&f| f == function) {
        let mut cycle: Vec<Value> =
            path[start..].iter().copied().filter(|f| !f.name().starts_with("anywarp.dispatch")).collect();
        cycle.extend(cycle.first().copied());
        return Some(cycle);
    }
    if finished.contains(&function) {
        return None;
    }
    path.push(function);
    for callee in reach.callees(function).collect::<Vec<_>>() {
        if let Some(cycle) = find_cycle(reach, callee, path, finished) {
            return Some(cycle);
        }
    }
    path.pop();
    finished.push(function);
    None
}

/// Marks everything but kernels to be inlined.
pub(crate) fn mark(module: &Module<'_>) {
    for function in module.functions().into_iter().filter(|f| !f.is_declaration()) {
        for name in ["noinline", "optnone"] {
            function.remove_attribute(name);
        }
        for i in function.instructions() {
            if i.opcode() == Opcode::LLVMCall {
                i.remove_call_attribute("noinline");
            }
        }
        if !is_kernel(function) {
            function.set_internal();
            function.add_attribute(Attribute::Enum("alwaysinline"));
        }
    }
}
