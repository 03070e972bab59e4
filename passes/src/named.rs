//! Passes by name over the text of a module: for tests, and for people who look at one pass.

use crate::machine::{NVPTX64_LAYOUT, NVPTX64_TRIPLE, WASM_LAYOUT, WASM_TRIPLE};
use crate::pass::{Fact, Pass};
use crate::pipeline::run;
use crate::registry::find;
use crate::unit::{Options, Unit};
use anywarp_artifact::{Data, Kernel, RelocationTarget, Variable};
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::inkwell::memory_buffer::MemoryBuffer;
use std::fmt::Write;

/// Runs the passes `names` over the module that `text` is, verifying after each. The result is the module's text,
/// then as comments what passes found out about the unit.
///
/// A text that names no target is for the one that the first pass works on.
///
/// # Errors
/// A name that no pass has, a text that is no module, and the errors of the passes.
pub fn run_named(names: &[&str], text: &str, options: &Options) -> Result<String, Diagnostics> {
    let passes: Result<Vec<_>, Diagnostics> =
        names.iter().map(|name| find(name).ok_or_else(|| vec![unknown(name)])).collect();
    let passes = passes?;
    let text = with_target(text, passes.first().copied());
    let context = Context::create();
    let malformed = |what: String| vec![Diagnostic::new(Code::MalformedInput, what)];
    let buffer = MemoryBuffer::create_from_memory_range_copy(text.as_bytes(), "input");
    let module = context.create_module_from_ir(buffer).map_err(|error| malformed(error.to_string()))?;
    module.verify().map_err(|error| malformed(error.to_string()))?;
    let mut unit = Unit::new(module)?;
    let options = Options { verify_each: true, ..options.clone() };
    run(&mut unit, &passes, &options, &mut |_, _| {})?;
    Ok(unit.module.print_to_string().to_string() + &Described(&unit).to_string())
}

/// Puts the target's data layout in front, on the first line so that line numbers stay.
fn with_target(text: &str, first: Option<&Pass>) -> String {
    if text.contains("target triple") {
        return text.to_owned();
    }
    let (layout, triple) = if first.is_some_and(|pass| pass.needs.contains(&Fact::Retargeted)) {
        (WASM_LAYOUT, WASM_TRIPLE)
    } else {
        (NVPTX64_LAYOUT, NVPTX64_TRIPLE)
    };
    format!("target datalayout = \"{layout}\" target triple = \"{triple}\" {text}")
}

fn unknown(name: &str) -> Diagnostic {
    let names: Vec<&str> = crate::PASSES.iter().map(|pass| pass.name).collect();
    Diagnostic::new(Code::CommandLine, format!("no pass is called `{name}`"))
        .note(format!("the passes are: {}", names.join(", ")))
}

/// What is known about a unit beside its module, as comments of LLVM's.
struct Described<'u, 'ctx>(&'u Unit<'ctx>);

impl std::fmt::Display for Described<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = self.0;
        unit.kernels.iter().try_for_each(|kernel| kernel_line(f, kernel))?;
        unit.variables.iter().try_for_each(|variable| variable_line(f, variable))?;
        for (index, function) in unit.functions_in_data.iter().enumerate() {
            writeln!(f, "; function {index}: {}", function.name())?;
        }
        if unit.data == Data::default() { Ok(()) } else { data_lines(f, &unit.data) }
    }
}

fn kernel_line(f: &mut dyn Write, kernel: &Kernel) -> std::fmt::Result {
    let parameters: Vec<String> =
        kernel.parameters.iter().map(|field| format!("{}+{}", field.offset, field.bytes)).collect();
    writeln!(
        f,
        "; kernel {}: {:?}, parameters [{}] in {} bytes, {} bytes shared, {} bytes local, {} threads",
        kernel.name,
        kernel.schedule,
        parameters.join(" "),
        kernel.parameter_bytes,
        kernel.static_shared_bytes,
        kernel.local_bytes,
        kernel.max_threads_per_block
    )
}

fn variable_line(f: &mut dyn Write, variable: &Variable) -> std::fmt::Result {
    let Variable { name, offset, bytes, kind } = variable;
    writeln!(f, "; variable {name}: {kind:?}, {bytes} bytes at {offset}")
}

fn data_lines(f: &mut dyn Write, data: &Data) -> std::fmt::Result {
    let hex: Vec<String> = data.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    writeln!(f, "; data: [{}], {} zeros, aligned to {}", hex.join(" "), data.zero_bytes, data.alignment)?;
    data.relocations.iter().try_for_each(|relocation| match relocation.target {
        RelocationTarget::Data(offset) => writeln!(f, "; address at {}: data + {offset}", relocation.at),
        RelocationTarget::Function(index) => {
            writeln!(f, "; address at {}: function {index}", relocation.at)
        }
    })
}
