//! From a unit's NVVM IR to one legal module per kernel, from which `anywarp-backend-spirv` makes SPIR-V.
//!
//! The unit's variables are placed once; then each kernel is compiled in a copy of the module of its own, so that what
//! Vulkan cannot do is refused for the kernels that need it and for no others.

mod access;
mod address;
mod addresses;
mod arrays;
mod atomics;
mod barriers;
mod calls;
mod classify;
mod contract;
pub mod dialect;
mod divergence;
mod divisions;
mod expand;
mod flow;
mod gpu_library;
mod inline;
mod lane_form;
mod layout;
mod library_calls;
mod lockstep;
mod lower;
mod meet;
mod meeting;
mod meeting_lanes;
mod memory_intrinsics;
mod native;
mod native_warps;
mod parameters;
mod pending;
mod place;
mod services;
mod structure;
mod subnormals;
mod sync;
mod vectors;
mod warps;
mod wide_integers;
mod widths;
mod yields;

pub use layout::{Array, Storage};
pub use structure::{Merge, Structure};

use crate::blocks::BlockGraph;
use crate::machine;
use crate::nvvm::load::is_kernel;
use crate::nvvm::reach::Reach;
use crate::pipeline::Library;
use crate::retarget::parameters::ParameterLayout;
use crate::unit::{Options, Unit};
use anywarp_artifact::spirv::{Parameters, launch};
use anywarp_artifact::{Data, Parameter, Variable};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::inkwell::targets::TargetMachine;
use llvm_config::ir::{Layout, ModuleExt, Opcode, Value, ValueKind, run_passes};
use std::collections::HashMap;

/// The device half of a unit, kernel by kernel.
pub struct SpirvUnit<'ctx> {
    /// In the order of the module: the variants of each kernel, best first, or the diagnostics of a refused one.
    pub kernels: Kernels<'ctx>,
    pub variables: Vec<Variable>,
    pub data: Data,
}

/// A legal kernel: see [`dialect`] for what its one function `function` may contain.
pub struct Kernel<'ctx> {
    pub module: Module<'ctx>,
    pub function: Value,
    /// Mangled name.
    pub name: String,
    pub arrays: Vec<Array>,
    /// Where the packed parameters are read.
    pub place: Parameters,
    pub parameters: Vec<Parameter>,
    pub parameter_bytes: u32,
    /// Only for launches whose block size in x is a multiple of 32.
    pub whole_warps: bool,
    /// It writes output (printf, assert).
    pub prints: bool,
    /// It uses the heap (malloc, free).
    pub allocates: bool,
}

/// After inlining: what inlining has made simpler, and addresses that it has made known.
const AFTER_INLINING: &str = "always-inline,globaldce,function(sroa,early-cse,instcombine<no-verify-fixpoint>,\
                              simplifycfg,infer-address-spaces,sroa,gvn,instcombine<no-verify-fixpoint>,adce,simplifycfg)";
/// After lowering: address arithmetic is plain integers now.
const AFTER_LOWERING: &str = "function(instcombine<no-verify-fixpoint>,early-cse,simplifycfg,\
                              reassociate,gvn,loop-mssa(licm),instcombine<no-verify-fixpoint>,adce,simplifycfg)";
/// Branches of two ways, one end.
const BRANCHES: &str = "function(scalarizer,mergereturn,lower-switch,loop-simplify)";
/// Every branch gets one way in and one way out.
const STRUCTURE: &str = "function(unify-loop-exits,structurizecfg,instsimplify,adce,lcssa)";

/// Compiles device bitcode for Vulkan devices.
///
/// # Errors
/// What makes the whole unit impossible; what concerns one kernel is in [`SpirvUnit::kernels`].
pub fn compile<'ctx>(
    context: &'ctx Context,
    bitcode: &[u8],
    options: &Options,
) -> Result<SpirvUnit<'ctx>, Diagnostics> {
    let verify = options.verify_each;
    let before_linking = |module: &Module<'_>| {
        services::link_services(module)?;
        native::redirect_extrema(module);
        gpu_library::redirect(module)
    };
    let after_linking = |module: &Module<'_>| {
        native::run(module);
        gpu_library::redirect_fused(module)
    };
    let library = Library { before_linking, after_linking };
    let Unit { module, machine, .. } = crate::pipeline::nvvm(context, bitcode, options, &library)?;
    gpu_library::replace_divisions(&module)?;
    let layout = Layout::new(machine::NVPTX64_LAYOUT);
    library_calls::run(&module)?;
    let taken = Reach::of(&module).address_taken().to_vec();
    inline::dispatch_indirect_calls(&module, &taken);
    let placed = place::run(&module, &layout, &taken)?;
    let taken: Vec<String> = taken.into_iter().map(Value::name).collect();
    let names: Vec<String> =
        module.functions().into_iter().filter(|&f| is_kernel(f)).map(Value::name).collect();
    let task = Task { layout: &layout, machine: &machine, offsets: &placed.offsets, taken: &taken, verify };
    let mut kernels = Vec::new();
    task.compile_all(module, &names, &mut kernels)?;
    Ok(SpirvUnit { kernels, variables: placed.variables, data: placed.data })
}

/// What compiling one kernel needs.
struct Task<'a> {
    layout: &'a Layout,
    machine: &'a TargetMachine,
    offsets: &'a HashMap<String, u64>,
    /// Names of the address-taken functions.
    taken: &'a [String],
    verify: bool,
}

/// Kernels by name, in the order of the module.
type Kernels<'ctx> = Vec<(String, Result<Vec<Kernel<'ctx>>, Diagnostics>)>;

impl Task<'_> {
    /// Compiles the kernels `names` of `module`. Halves are copied rather than the whole module for each kernel, since
    /// a copy of a large module costs more than compiling a kernel.
    fn compile_all<'ctx>(
        &self,
        module: Module<'ctx>,
        names: &[String],
        kernels: &mut Kernels<'ctx>,
    ) -> Result<(), Diagnostics> {
        match names {
            [] => Ok(()),
            [name] => {
                let kernel = self.keep(&module, names).and_then(|()| self.compile(module, name));
                kernels.push((name.clone(), kernel));
                Ok(())
            }
            _ => {
                let (first, second) = names.split_at(names.len() / 2);
                let rest = module.clone();
                self.keep(&module, first)?;
                self.compile_all(module, first, kernels)?;
                self.keep(&rest, second)?;
                self.compile_all(rest, second, kernels)
            }
        }
    }

    /// Drops all kernels but `names`, unless these call them, and what only those needed.
    fn keep(&self, module: &Module<'_>, names: &[String]) -> Result<(), Diagnostics> {
        for other in module.functions().into_iter().filter(|&f| is_kernel(f) && !names.contains(&f.name())) {
            other.set_c_convention();
            other.set_internal();
        }
        self.passes(module, "globaldce")
    }

    /// Compiles the one kernel of `module`.
    fn compile<'ctx>(&self, module: Module<'ctx>, name: &str) -> Result<Vec<Kernel<'ctx>>, Diagnostics> {
        let missing = || crate::internal(format!("kernel `{name}` is lost"));
        let kernel = module.function(name).ok_or_else(missing)?;
        inline::check_recursion(&module, kernel)?;
        inline::mark(&module);
        let fields = ParameterLayout::of(self.layout, kernel)?;
        parameters::run(&module, self.layout, kernel, &fields);
        self.passes(&module, AFTER_INLINING)?;
        let kernel = module.function(name).ok_or_else(missing)?;
        memory_intrinsics::run(&module, kernel);
        self.check(&module, "spirv::memory_intrinsics")?;
        if wide_integers::run(&module, kernel)? {
            self.check(&module, "spirv::wide_integers")?;
            gpu_library::link_variants(&module)?;
            inline::mark(&module);
            self.passes(&module, AFTER_INLINING)?;
        }
        self.passes(&module, "function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg)")?;
        yields::run(&module, kernel);
        lockstep::run(&module, kernel);
        let mut variants = Vec::new();
        if warps::are_native(kernel) && !divergence::barriers_must_meet(kernel) {
            let module = module.clone();
            let kernel = module.function(name).ok_or_else(missing)?;
            native_warps::run(&module, kernel);
            self.check(&module, "spirv::native_warps")?;
            let native = self.lower_variants(module, kernel, name, &fields)?;
            variants.extend(native.into_iter().map(|kernel| Kernel { whole_warps: true, ..kernel }));
        }
        if divergence::must_meet(kernel) {
            meet::run(&module, kernel, self.machine, crate::retarget::max_threads(kernel))?;
            self.check(&module, "spirv::meet")?;
        }
        variants.extend(self.lower_variants(module, kernel, name, &fields)?);
        Ok(variants)
    }

    /// One kernel for devices that have atomic additions of floats, if it has any, and one for all.
    fn lower_variants<'ctx>(
        &self,
        module: Module<'ctx>,
        kernel: Value,
        name: &str,
        fields: &ParameterLayout,
    ) -> Result<Vec<Kernel<'ctx>>, Diagnostics> {
        let mut variants = Vec::new();
        if atomics::may_add_floats(kernel) {
            let module = module.clone();
            let kernel =
                module.function(name).ok_or_else(|| crate::internal(format!("kernel `{name}` is lost")))?;
            variants.push(self.lower(module, kernel, name, fields.clone(), true)?);
        }
        variants.push(self.lower(module, kernel, name, fields.clone(), false)?);
        Ok(variants)
    }

    fn lower<'ctx>(
        &self,
        module: Module<'ctx>,
        kernel: Value,
        name: &str,
        fields: ParameterLayout,
        adds_floats: bool,
    ) -> Result<Kernel<'ctx>, Diagnostics> {
        let (prints, allocates) = services::of(kernel);
        let flows = flow::Flows::of(kernel);
        let groups = layout::Groups::of(kernel, &flows, self.layout).map_err(|error| vec![error])?;
        let inline = fields.bytes <= launch::INLINE_BYTES && parameters_are_constant(self.layout, kernel);
        let arrays = groups.arrays();
        let static_shared = arrays.iter().filter(|array| array.storage == Storage::Shared);
        let facts = lower::Facts {
            layout: self.layout,
            flows: &flows,
            groups: &groups,
            offsets: self.offsets,
            taken: self.taken,
            inline_parameters: inline,
            static_shared_bytes: static_shared.map(|array| array.elements * array.element_bytes).sum(),
            adds_floats,
        };
        let function = lower::run(&module, kernel, &facts)?;
        for i in kernel.instructions() {
            if i.ty().kind() != llvm_config::ir::TypeKind::Void {
                i.replace_all_uses_with(i.ty().poison());
            }
        }
        kernel.delete_function();
        // Before the passes that find out which amounts fit, and drop what was added for them.
        crate::wasm::clamp_shifts::of_function(&module, function);
        self.check(&module, "spirv::lower")?;
        self.passes(&module, AFTER_LOWERING)?;
        // Before structured control flow hides which way a value came.
        addresses::run(&module, function);
        barriers::run(&module, function, &arrays);
        self.passes(&module, BRANCHES)?;
        if let Some(passes) = BlockGraph::of(function).passes_for_one_way_in() {
            self.passes(&module, &format!("function({passes},loop-simplify)"))?;
        }
        self.passes(&module, STRUCTURE)?;
        contract::run(&module, function);
        divisions::run(&module, function);
        expand::run(&module, function)?;
        subnormals::run(&module, function);
        widths::run(&module, function)?;
        structure::separate_merges(&module, function)?;
        self.check(&module, "spirv::structure")?;
        let place = if inline { Parameters::Inline } else { Parameters::Buffer };
        Ok(Kernel {
            module,
            function,
            name: name.to_owned(),
            arrays,
            place,
            parameters: fields.fields,
            parameter_bytes: fields.bytes,
            whole_warps: false,
            prints,
            allocates,
        })
    }

    fn passes(&self, module: &Module<'_>, pipeline: &str) -> Result<(), Diagnostics> {
        run_passes(module, pipeline, self.machine, self.verify).map_err(crate::internal)
    }

    fn check(&self, module: &Module<'_>, pass: &str) -> Result<(), Diagnostics> {
        if self.verify {
            module.verify().map_err(|error| crate::internal(format!("{pass} broke the module: {error}")))?;
        }
        Ok(())
    }
}

/// True if every use of the parameters is a load at a constant offset.
fn parameters_are_constant(layout: &Layout, kernel: Value) -> bool {
    fn only_loads(layout: &Layout, pointer: Value) -> bool {
        pointer.users().into_iter().all(|user| match user.opcode() {
            Opcode::LLVMLoad => parameter_offset(layout, pointer).is_some(),
            Opcode::LLVMGetElementPtr | Opcode::LLVMAddrSpaceCast => only_loads(layout, user),
            _ => false,
        })
    }
    let sources = kernel.instructions().into_iter().filter(|i| i.is_call_to(parameters::PARAMETERS));
    sources.into_iter().all(|source| only_loads(layout, source))
}

/// Constant offset in bytes of an address in the parameters.
fn parameter_offset(layout: &Layout, mut address: Value) -> Option<u64> {
    let mut offset = 0i64;
    loop {
        if address.kind() != ValueKind::Instruction {
            return None;
        }
        match address.opcode() {
            Opcode::LLVMCall => return u64::try_from(offset).ok(),
            Opcode::LLVMAddrSpaceCast => {}
            _ => {
                let constant = (1..address.operand_count()).all(|n| address.operand(n).as_int().is_some());
                if !constant {
                    return None;
                }
                offset += crate::retarget::data::constant_gep_offset(layout, address)?;
            }
        }
        address = address.operand(0);
    }
}
