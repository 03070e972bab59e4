//! From the device half's bitcode to the container that the host half embeds: passes, then backends.

use crate::own_options::OwnOptions;
use anywarp_artifact::spirv::{Kernel, Unit};
use anywarp_artifact::{Artifact, Image, LineTable, Target};
use anywarp_diag::Diagnostics;
use anywarp_frontend::{Math, TargetLayout};
use anywarp_passes::{Groups, HostPointers, Optimize, Options, Stage};
use llvm_config::ir::inkwell::context::Context;
use llvm_config::tools::Tools;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// How device code is compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceOptions {
    pub layout: TargetLayout,
    pub math: Math,
    /// `-G`: no optimisation.
    pub debug: bool,
    /// `-rdc=true`: a device link compiles it.
    pub relocatable: bool,
    /// `-Xanywarp`.
    pub own: OwnOptions,
    /// The toolkit's headers; messages name the user's lines behind them.
    pub include_dir: PathBuf,
}

impl DeviceOptions {
    fn passes(&self, tools: &Tools) -> Options {
        Options {
            host_pointers: match self.layout {
                TargetLayout::Native64 => HostPointers::Bits64,
                TargetLayout::Wasm32 => HostPointers::Bits32,
            },
            optimize: if self.debug { Optimize::None } else { Optimize::Full },
            width: self.own.width,
            // Verification after every step costs as much as the steps; tests and debug builds pay for it.
            verify_each: cfg!(debug_assertions),
            library_headers: [&self.include_dir, &tools.resource_dir]
                .into_iter()
                .filter(|folder| !folder.as_os_str().is_empty())
                .map(|folder| folder.to_string_lossy().into_owned())
                .collect(),
            device_runtime: anywarp_backend_wasm::DEVICE_RUNTIME,
        }
    }
}

/// Compiles NVVM bitcode for every target. Intermediate files go to `scratch`.
pub fn build(
    bitcode: &[u8],
    options: &DeviceOptions,
    tools: &Tools,
    scratch: &Path,
) -> Result<Artifact, Diagnostics> {
    let passes = options.passes(tools);
    std::thread::scope(|scope| {
        // Both images begin with the same bitcode and share nothing after it.
        let native = options.layout == TargetLayout::Native64;
        let spirv = native.then(|| scope.spawn(|| spirv(bitcode, &passes)));
        let (mut artifact, groups) = wasm(bitcode, &passes, tools, scratch)?;
        if options.own.remarks {
            remark(&groups);
        }
        let unit = spirv.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        if let Some(unit) = unit.filter(|_| !artifact.images.is_empty()) {
            let unit = unit.unwrap_or_else(|errors| refused(&artifact, &errors));
            if cfg!(debug_assertions) {
                anywarp_backend_spirv::validate(&unit, scratch)?;
            }
            let lines = LineTable::default();
            artifact.images.push(Image { target: Target::SpirV, code: unit.to_bytes(), lines });
        }
        Ok(artifact)
    })
}

/// What the kernels of relocatable code use, as far as it is known before the device link.
pub fn usage(
    bitcode: &[u8],
    options: &DeviceOptions,
    tools: &Tools,
) -> Result<Vec<anywarp_artifact::Kernel>, Diagnostics> {
    anywarp_passes::usage(bitcode, &options.passes(tools))
}

/// How each kernel's threads run on a CPU: as groups, or why not.
type KernelGroups = BTreeMap<String, Result<Groups, String>>;

/// The artifact with its wasm image, without any image if nothing is on the device, and how its kernels run there.
fn wasm(
    bitcode: &[u8],
    options: &Options,
    tools: &Tools,
    scratch: &Path,
) -> Result<(Artifact, KernelGroups), Diagnostics> {
    let context = Context::create();
    let unit = anywarp_passes::compile(&context, bitcode, options, &mut |_, _| {})?;
    if unit.kernels.is_empty() && unit.variables.is_empty() {
        return Ok((Artifact::default(), BTreeMap::new()));
    }
    let image = anywarp_backend_wasm::emit(&unit, tools, scratch)?;
    let anywarp_passes::Unit { kernels, variables, data, managed, groups, .. } = unit;
    Ok((Artifact { kernels, variables, data, managed, images: vec![image] }, groups))
}

/// `-Xanywarp --remarks`.
fn remark(groups: &KernelGroups) {
    let mut out = std::io::stderr().lock();
    for (kernel, groups) in groups {
        let how = match groups {
            Ok(groups) => groups.to_string(),
            Err(why) => format!("its threads run one by one: {why}"),
        };
        // As with every message, nobody is left to tell when nobody listens.
        let _ = writeln!(out, "remark: kernel `{}`: {how}", anywarp_passes::demangle(kernel));
    }
}

fn spirv(bitcode: &[u8], options: &Options) -> Result<Unit, Diagnostics> {
    let context = Context::create();
    anywarp_passes::spirv::compile(&context, bitcode, options).map(|unit| anywarp_backend_spirv::emit(&unit))
}

/// A unit that says of every kernel why it cannot run: what SPIR-V cannot say is no reason not to run on the CPU.
fn refused(artifact: &Artifact, errors: &Diagnostics) -> Unit {
    let refusal = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let kernel = |name: &str| Kernel { name: name.into(), modules: Vec::new(), refusal: refusal.clone() };
    let kernels = artifact.kernels.iter().map(|each| kernel(&each.name)).collect();
    Unit { kernels, variables: artifact.variables.clone(), data: artifact.data.clone() }
}

/// The module after `stage`, as LLVM prints it, with every step verified.
pub fn print_stage(
    bitcode: &[u8],
    options: &DeviceOptions,
    tools: &Tools,
    stage: Stage,
) -> Result<String, Diagnostics> {
    let context = Context::create();
    let mut text = String::new();
    let options = Options { verify_each: true, ..options.passes(tools) };
    let result = anywarp_passes::compile(&context, bitcode, &options, &mut |pass, unit| {
        if pass.name == stage.last_pass() {
            text = unit.module.print_to_string().to_string();
        }
    });
    // A stage that was reached can be shown even if a later one fails.
    if text.is_empty() {
        result?;
    }
    Ok(text)
}

/// Runs the passes `names` over the module that `text` is, for a 64-bit host.
pub fn run_passes(names: &[&str], text: &str) -> Result<String, Diagnostics> {
    let options = Options {
        host_pointers: HostPointers::Bits64,
        optimize: Optimize::Full,
        width: Default::default(),
        verify_each: true,
        library_headers: Vec::new(),
        device_runtime: anywarp_backend_wasm::DEVICE_RUNTIME,
    };
    anywarp_passes::run_named(names, text, &options)
}

/// The SPIR-V modules of all kernels as assembly text; a refused kernel is an error.
pub fn print_spirv(bitcode: &[u8], options: &DeviceOptions, tools: &Tools) -> Result<String, Diagnostics> {
    let context = Context::create();
    let options = Options { verify_each: true, ..options.passes(tools) };
    let unit = anywarp_passes::spirv::compile(&context, bitcode, &options)?;
    let (mut text, mut errors) = (String::new(), Vec::new());
    for (_, kernel) in &unit.kernels {
        let variants = kernel.as_ref().map_err(Clone::clone);
        match variants.and_then(|variants| {
            variants.iter().map(anywarp_backend_spirv::print_kernel).collect::<Result<String, _>>()
        }) {
            Ok(assembly) => text.push_str(&assembly),
            Err(refusal) => errors.extend(refusal),
        }
    }
    if errors.is_empty() { Ok(text) } else { Err(errors) }
}
