//! From a `.cu` file to SPIR-V modules that `spirv-val` accepts.

use anywarp_artifact::spirv::Unit;
use anywarp_backend_spirv::{emit, validate};
use anywarp_diag::Diagnostics;
use anywarp_frontend::{DeviceJob, Half, Math, Source};
use anywarp_passes::{HostPointers, Optimize, Options, Width};
use llvm_config::ir::inkwell::context::Context;
use llvm_config::process::Scratch;
use llvm_config::tools::Tools;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Device bitcode of a `.cu` file.
fn bitcode(source: &Path) -> Result<Vec<u8>, String> {
    let tools = Tools::find(None, std::env::var("PATH").ok().as_deref()).expect("LLVM 22 is installed");
    let scratch = Scratch::new_in(&std::env::temp_dir()).expect("a temporary folder");
    let (output, messages) = (scratch.path().join("device.bc"), scratch.path().join("messages"));
    let text = std::fs::read_to_string(source).expect("a source");
    let flags: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("// nvcc:")).collect();
    let flags: Vec<&str> = flags.iter().flat_map(|line| line.split_whitespace()).collect();
    let standard = flags.iter().find_map(|flag| flag.strip_prefix("-std="));
    let arch = flags.iter().find_map(|flag| flag.strip_prefix("-arch=sm_")?.parse().ok()).unwrap_or(80);
    let source = Source {
        input: source.to_owned(),
        standard: Some(standard.unwrap_or("c++17").to_owned()),
        relaxed_constexpr: true,
        extended_lambda: flags.iter().any(|flag| flag.ends_with("extended-lambda")),
        include_dir: root().join("frontend/include"),
        math: Math {
            contract: !flags.contains(&"-fmad=false"),
            use_fast_math: flags.contains(&"-use_fast_math"),
            ..Math::default()
        },
        arch,
        arch_list: vec![arch],
        ..Source::default()
    };
    let job = DeviceJob { source: &source, output: output.clone() };
    let half = Half::start(&tools, job.arguments(), &messages).expect("clang starts");
    let finished = half.finish().expect("clang ends");
    if !finished.accepted {
        return Err(finished.messages);
    }
    std::fs::read(output).map_err(|error| error.to_string())
}

/// A compiled program of `programs/`, which `ANYWARP_KEEP_UNITS` keeps for the target `replay`.
#[allow(dead_code, reason = "the target `corpus` has other programs")]
pub(crate) fn program(name: &str) -> Unit {
    let source = root().join("backends/spirv/tests/execution/programs").join(name);
    let unit = compile(&source).expect("compiles");
    if let Some(folder) = std::env::var_os("ANYWARP_KEEP_UNITS") {
        std::fs::write(Path::new(&folder).join(name), unit.to_bytes()).expect("a writable folder");
    }
    unit
}

/// Compiles a `.cu` file; every module is valid.
pub(crate) fn compile(source: &Path) -> Result<Unit, String> {
    let context = Context::create();
    let options = Options {
        host_pointers: HostPointers::Bits64,
        optimize: Optimize::Full,
        width: Width::Automatic,
        verify_each: true,
        library_headers: Vec::new(),
        device_runtime: &[],
    };
    let unit = anywarp_passes::spirv::compile(&context, &bitcode(source)?, &options)
        .map_err(|errors| text(&errors))?;
    let unit = emit(&unit);
    keep(&unit);
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    validate(&unit, folder.path()).map_err(|errors| text(&errors))?;
    Ok(unit)
}

fn text(errors: &Diagnostics) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Writes the modules to the folder that `ANYWARP_KEEP_SPIRV` names.
fn keep(unit: &Unit) {
    let Some(folder) = std::env::var_os("ANYWARP_KEEP_SPIRV") else { return };
    for kernel in &unit.kernels {
        for module in &kernel.modules {
            let bytes: Vec<u8> = module.words.iter().flat_map(|word| word.to_le_bytes()).collect();
            let file = Path::new(&folder).join(format!("{}.spv", kernel.name));
            std::fs::write(file, bytes).expect("a writable folder");
        }
    }
}
