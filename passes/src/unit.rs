//! What passes work on: one module with the decisions taken about it.

use crate::machine;
use crate::retarget::data::Initial;
use anywarp_artifact::{Data, Kernel, Managed, Variable};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::inkwell::targets::TargetMachine;
use llvm_config::ir::{Value, ValueKind};
use std::collections::{BTreeMap, HashMap};

/// A translation unit (or the result of a device link) on its way to a target.
pub struct Unit<'ctx> {
    pub module: Module<'ctx>,
    /// The machine of the module's triple, for LLVM's own passes and for code generation.
    pub machine: TargetMachine,
    /// Known after `retarget`.
    pub kernels: Vec<Kernel>,
    /// Known after `retarget`; their offsets after `place-globals`.
    pub variables: Vec<Variable>,
    /// Known after `place-globals`.
    pub data: Data,
    /// Known after `reach-managed-variables`.
    pub managed: Vec<Managed>,
    /// Initial values of variables that hold addresses, by name; LLVM sees their bytes as unknown.
    pub(crate) frozen: BTreeMap<String, Initial>,
    /// The functions that frozen data names, in the order of their numbers in the artifact.
    pub(crate) functions_in_data: Vec<Value>,
    /// Thread functions that are coroutines, each with whether it may run further coroutines.
    pub(crate) coroutines: Vec<(Value, bool)>,
    /// Of kernels that `vectorize-warps` saw: their programs for groups of threads, or why there are none.
    pub groups: BTreeMap<String, Result<Groups, String>>,
}

/// The vector programs of a kernel.
#[derive(Clone, Debug)]
pub struct Groups {
    /// Threads of a group.
    pub width: u32,
    /// Threads of the longer groups that run where rows of the block are made of such.
    pub(crate) wide: Option<u32>,
    /// The axes of the block along which threads differ.
    pub(crate) axes: u32,
    /// What each of the threads does for itself all the same, and where.
    pub scalar: Vec<String>,
    /// Why only groups that are whole and in one row of the block have a program; the others' threads run one by one.
    pub only_aligned: Option<String>,
    /// Its programs are loops over the groups of a block, from barrier to barrier.
    pub(crate) has_regions: bool,
}

impl<'ctx> Unit<'ctx> {
    /// A unit about which nothing is known yet.
    pub(crate) fn new(module: Module<'ctx>) -> Result<Self, Diagnostics> {
        let machine = machine::of_triple(&module)?;
        Ok(Self {
            module,
            machine,
            kernels: Vec::new(),
            variables: Vec::new(),
            data: Data::default(),
            managed: Vec::new(),
            frozen: BTreeMap::new(),
            functions_in_data: Vec::new(),
            coroutines: Vec::new(),
            groups: BTreeMap::new(),
        })
    }

    /// The functions that data names, each once.
    pub(crate) fn named_functions(&self) -> Vec<Value> {
        let mut named = Vec::new();
        for symbol in self.frozen.values().flat_map(|initial| &initial.relocations).map(|field| field.symbol)
        {
            if symbol.kind() == ValueKind::Function && !named.contains(&symbol) {
                named.push(symbol);
            }
        }
        named
    }

    /// Follows functions that a pass has replaced, in what LLVM does not see.
    pub(crate) fn replace_functions(&mut self, replaced: &HashMap<Value, Value>) {
        let new = |old: Value| replaced.get(&old).copied().unwrap_or(old);
        for relocation in self.frozen.values_mut().flat_map(|initial| &mut initial.relocations) {
            relocation.symbol = new(relocation.symbol);
        }
        for function in &mut self.functions_in_data {
            *function = new(*function);
        }
    }
}

impl std::fmt::Display for Groups {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} threads run as one", self.width)?;
        if let Some(wide) = self.wide {
            write!(f, ", {wide} where `blockDim.x` is a multiple of that")?;
        }
        for scalar in &self.scalar {
            write!(f, "; one by one: {scalar}")?;
        }
        match &self.only_aligned {
            Some(why) => write!(
                f,
                "; in blocks whose `blockDim.x` is no multiple of {} they run one by one: {why}",
                self.width
            ),
            None => Ok(()),
        }
    }
}

/// How device code is compiled.
#[derive(Clone, Debug)]
pub struct Options {
    /// Width of pointers in memory, which the host decides.
    pub host_pointers: HostPointers,
    pub optimize: Optimize,
    /// Threads that run as one on a CPU.
    pub width: Width,
    /// Verify the module after every step, and blame the step.
    pub verify_each: bool,
    /// Folders of headers that are not the user's: a message points behind them.
    pub library_headers: Vec<String>,
    /// Bitcode that the backend links into every unit: wasm's block scheduler. Empty if it has none.
    pub device_runtime: &'static [u8],
}

/// How many threads run as one on a CPU.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Each for itself.
    Scalar,
    /// As many as suit the kernel.
    #[default]
    Automatic,
    /// So many, a power of two from 4 to 32; 32 where threads of a warp talk to each other.
    Lanes(u32),
}

/// Width of a pointer as device memory holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostPointers {
    /// 64-bit host addresses (a native 64-bit host).
    Bits64,
    /// 32-bit offsets (host and device code in one wasm module).
    Bits32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optimize {
    /// `-G`: as written, for debuggers.
    None,
    Full,
}
