//! Rewrites NVVM IR for the target's address width and its one address space.
//!
//! Memory keeps the NVPTX layout (structures mean the same as on the host), values take the target's: a pointer is
//! 64 bits in memory and 32 bits in a register.
//!
//!   load ptr, ptr %a                  %w = load i64, %a;  %p = inttoptr (trunc %w)
//!   store ptr %p, ptr %a              store i64 (anywarp_widen %p), %a
//!   getelementptr %struct, %p, ...    getelementptr i8, %p, i32 <offset in the NVPTX layout>
//!   @shared addrspace(3)              (anywarp_shared thread) + offset
//!   kernel(args)                      kernel.thread(thread, parameter buffer)
//!   llvm.nvvm.*                       calls of the device runtime or of the math library
//!   barrier, warp operation           arrive; anywarp.suspend; result
//!
//! Every function is written anew into the same module, value by value, and the
//! old one deleted; nothing that mentions another address space or a 64-bit address is left.

mod calls;
mod constants;
mod control_flow;
pub(crate) mod data;
mod function;
pub(crate) mod lockstep;
mod memory;
pub(crate) mod parameters;
pub(crate) mod shared;
mod sync;
pub(crate) mod types;

use crate::blame::Blame;
use crate::nvvm::load::{is_kernel, space};
use crate::nvvm::reach::Reach;
use crate::nvvm::reach_managed_variables;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{HostPointers, Options, Unit};
use anywarp_artifact::{Kernel, Variable, VariableKind};
use anywarp_diag::Diagnostics;
use data::Initial;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Layout, ModuleExt, Type, Value, ValueKind};
use shared::SharedLayout;
use std::collections::{BTreeMap, HashMap};

/// Name of the marker that ends a thread's turn; `form-coroutines` replaces it.
pub(crate) const SUSPEND: &str = "anywarp.suspend";

pub(crate) const PASS: Pass = Pass {
    name: "retarget",
    about: "Rewrites NVVM IR for the target's address width and its one address space; kernels become functions of \
            one thread, barriers and warp operations become suspensions.",
    needs: &[Fact::WholeProgram, Fact::MathDefined],
    gives: &[Fact::Retargeted],
    breaks: &[],
    work: Work::Ours(run),
};

/// The state of one run.
pub(crate) struct Retarget<'m, 'ctx> {
    pub(crate) module: &'m Module<'ctx>,
    pub(crate) layout: Layout,
    pub(crate) host_pointers: HostPointers,
    /// Old function to new.
    functions: HashMap<Value, Value>,
    /// Old global variable to new.
    variables: HashMap<Value, Value>,
    shared: SharedLayout,
    reach: Reach,
    blame: Blame,
    parameters: HashMap<Value, parameters::ParameterLayout>,
    pub(crate) errors: Diagnostics,
    /// Numbers the places at which threads of a warp meet by being there: `__activemask()` and `lockstep`'s.
    sites: u64,
}

fn run(unit: &mut Unit<'_>, options: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    let layout = Layout::new(match options.host_pointers {
        HostPointers::Bits64 => crate::machine::NVPTX64_LAYOUT,
        HostPointers::Bits32 => crate::machine::NVPTX32_LAYOUT,
    });
    let old_functions: Vec<Value> = module.functions();
    let old_variables: Vec<Value> = module.variables();
    let kernels: Vec<Value> = old_functions.iter().copied().filter(|&function| is_kernel(function)).collect();
    let reach = Reach::of(module);
    let shared = SharedLayout::of(&old_variables, &kernels, &reach, &layout)?;
    let mut retarget = Retarget {
        module,
        layout,
        host_pointers: options.host_pointers,
        functions: HashMap::new(),
        variables: HashMap::new(),
        shared,
        reach,
        blame: Blame::new(&kernels, &options.library_headers),
        parameters: HashMap::new(),
        errors: Vec::new(),
        sites: 0,
    };
    for &kernel in &kernels {
        let parameters = parameters::ParameterLayout::of(&retarget.layout, kernel)?;
        retarget.parameters.insert(kernel, parameters);
    }
    retarget.declare_functions(&old_functions);
    // Read first, while messages can still name what is wrong.
    let mut initials = initials_with_addresses(&retarget.layout, &old_variables)?;
    let (variables, frozen) = retarget.declare_variables(&old_variables, &mut initials);
    for &function in old_functions.iter().filter(|function| !function.is_declaration()) {
        function::translate(&mut retarget, function);
    }
    if !retarget.errors.is_empty() {
        return Err(std::mem::take(&mut retarget.errors));
    }
    unit.kernels = kernels.iter().map(|&kernel| retarget.kernel(kernel)).collect();
    unit.variables = variables;
    unit.frozen = retarget.rename_frozen(frozen);
    retarget.delete(&old_functions, &old_variables);
    module.set_layout_and_triple(crate::machine::WASM_LAYOUT, crate::machine::WASM_TRIPLE);
    unit.machine = crate::machine::wasm()?;
    Ok(())
}

impl Retarget<'_, '_> {
    fn declare_functions(&mut self, old: &[Value]) {
        for &function in old.iter().filter(|function| !function.is_intrinsic()) {
            if function.is_declaration() {
                continue;
            }
            let name = function.name();
            function.set_name("");
            let void = self.module.void();
            let new = if is_kernel(function) {
                self.module.add(&format!("{name}.thread"), void.function(&[void.ptr(), void.int(32)]))
            } else {
                self.module.add(&name, types::value_type(function.function_type()))
            };
            function.set_name(&format!("{name}.old"));
            copy_attributes(function, new);
            // Thread functions have no caller before their entries are emitted.
            if !is_kernel(function) {
                new.set_internal();
            }
            self.functions.insert(function, new);
        }
    }

    /// New variables in address space 0. Those that hold addresses become bytes that LLVM must not look into, since in
    /// its layout they have another size.
    fn declare_variables(
        &mut self,
        old: &[Value],
        initials: &mut HashMap<Value, Initial>,
    ) -> (Vec<Variable>, Vec<(Value, Initial)>) {
        let mut visible = Vec::new();
        let mut frozen = Vec::new();
        for &variable in old.iter().filter(|&&variable| !shared::is_shared(variable)) {
            let (name, ty) = (variable.name(), variable.variable_type());
            let address_space = variable.ty().address_space();
            variable.set_name("");
            let new = if let Some(initial) = initials.remove(&variable) {
                let bytes = self.layout.alloc_bytes(ty);
                let new = self.module.add_variable(&name, self.module.void().int(8).array(bytes));
                frozen.push((new, initial));
                // A definition, so that nobody drops it; its value is a secret from LLVM.
                new.set_initializer(new.variable_type().null());
                new.set_externally_initialized(true);
                new.set_external();
                new
            } else {
                let new = self.module.add_variable(&name, ty);
                if let Some(initializer) = variable.initializer() {
                    new.set_initializer(initializer);
                }
                new.set_constant_variable(
                    variable.is_constant_variable() && !variable.is_externally_initialized(),
                );
                new.set_externally_initialized(variable.is_externally_initialized());
                if variable.is_internal() {
                    new.set_internal();
                }
                new
            };
            new.set_alignment(variable.alignment().max(self.layout.alignment(ty)));
            let visible_kind = match address_space {
                space::CONSTANT => Some(VariableKind::Constant),
                space::GLOBAL if reach_managed_variables::is_managed(variable) => Some(VariableKind::Managed),
                space::GLOBAL => Some(VariableKind::Device),
                _ => None,
            };
            if let Some(kind) = visible_kind.filter(|_| !variable.is_internal() && !variable.is_declaration())
            {
                // The offset is not known before `place-globals`.
                visible.push(Variable {
                    name: new.name(),
                    offset: 0,
                    bytes: self.layout.alloc_bytes(ty),
                    kind,
                });
            }
            self.variables.insert(variable, new);
        }
        (visible, frozen)
    }

    /// Symbols of frozen values were the old ones; the passes to come know the new ones only.
    fn rename_frozen(&self, frozen: Vec<(Value, Initial)>) -> BTreeMap<String, Initial> {
        let mut renamed = BTreeMap::new();
        for (variable, mut initial) in frozen {
            for relocation in &mut initial.relocations {
                let map = if relocation.symbol.kind() == ValueKind::Function {
                    &self.functions
                } else {
                    &self.variables
                };
                if let Some(&new) = map.get(&relocation.symbol) {
                    relocation.symbol = new;
                    if new.kind() == ValueKind::GlobalVariable {
                        // Named from data only, which LLVM does not see.
                        new.set_external();
                    }
                }
            }
            renamed.insert(variable.name(), initial);
        }
        renamed
    }

    fn kernel(&self, kernel: Value) -> Kernel {
        let name = self.functions[&kernel].name();
        let name = name.strip_suffix(".thread").unwrap_or(&name).to_owned();
        let parameters = &self.parameters[&kernel];
        Kernel {
            display_name: crate::demangle(&name),
            name,
            parameters: parameters.fields.clone(),
            parameter_bytes: parameters.bytes,
            static_shared_bytes: self.shared.kernel_bytes.get(&kernel).copied().unwrap_or(0),
            local_bytes: 0,
            max_threads_per_block: max_threads(kernel),
            architecture: architecture(kernel),
            schedule: anywarp_artifact::Schedule::Loop,
        }
    }

    fn delete(&self, functions: &[Value], variables: &[Value]) {
        for function in functions.iter().filter(|function| !function.is_declaration()) {
            for block in function.blocks() {
                for instruction in block.instructions() {
                    if instruction.ty().kind() != llvm_config::ir::TypeKind::Void {
                        instruction.replace_all_uses_with(instruction.ty().poison());
                    }
                }
            }
        }
        for function in functions.iter().filter(|function| !function.is_declaration()) {
            function.replace_all_uses_with(function.ty().poison());
            function.delete_function();
        }
        for variable in variables {
            variable.replace_all_uses_with(variable.ty().poison());
            variable.delete_variable();
        }
        for function in functions.iter().filter(|f| !self.functions.contains_key(f)) {
            if function.users().is_empty() {
                function.delete_function();
            }
        }
    }
}

/// The initial values of those variables that hold addresses.
fn initials_with_addresses(
    layout: &Layout,
    variables: &[Value],
) -> Result<HashMap<Value, Initial>, Diagnostics> {
    let holds = |variable: Value| {
        variable.variable_type().contains_pointer() || variable.initializer().is_some_and(computes)
    };
    let holders = variables.iter().filter(|&&variable| !shared::is_shared(variable) && holds(variable));
    holders.map(|&variable| Ok((variable, Initial::of(layout, variable)?))).collect()
}

/// True if the constant contains an address or an expression over one.
fn computes(value: Value) -> bool {
    match value.kind() {
        ValueKind::ConstantExpr | ValueKind::Function | ValueKind::GlobalVariable => true,
        ValueKind::ConstantAggregate => value.operands().into_iter().any(computes),
        _ => false,
    }
}

/// Attributes that stay true. What LLVM inferred about memory, synchronisation or termination does not: reading
/// `threadIdx` has become reading memory, and a barrier has become a suspension.
fn copy_attributes(old: Value, new: Value) {
    for name in ["alwaysinline", "noinline", "nounwind", "cold", "hot", "optnone", "minsize"] {
        if old.has_attribute(name) && !(name == "noinline" && is_kernel(old)) {
            new.add_attribute(Attribute::Enum(name));
        }
    }
    crate::machine::set_wasm_attributes(new);
    if is_kernel(old) {
        return;
    }
    for index in 0..old.parameters().len() as u32 {
        for name in ["noundef", "signext", "zeroext", "noalias", "nonnull", "readonly", "readnone"] {
            if old.parameter_has(index, name) && old.byval_type(index).is_none() {
                new.add_parameter_attribute(index, name);
            }
        }
    }
}

/// Threads of a block as `__launch_bounds__` limits them; CUDA's 1024 otherwise.
pub(crate) fn max_threads(kernel: Value) -> u32 {
    let Some(text) = kernel.text_attribute("nvvm.maxntid") else { return 1024 };
    text.split(',')
        .filter_map(|dimension| dimension.trim().parse::<u32>().ok())
        .product::<u32>()
        .clamp(1, 1024)
}

/// The virtual architecture that a kernel was compiled for (`sm_80`, `sm_90a`) as a number; 0 if it does not say.
pub(crate) fn architecture(kernel: Value) -> u32 {
    let name = kernel.text_attribute("target-cpu").unwrap_or_default();
    let digits =
        name.strip_prefix("sm_").map(|number| number.trim_end_matches(|c: char| !c.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// The integer type of pointers in memory.
pub(crate) fn memory_pointer(host_pointers: HostPointers, any: Type) -> Type {
    match host_pointers {
        HostPointers::Bits64 => any.int(64),
        HostPointers::Bits32 => any.int(32),
    }
}
