//! Links the block scheduler; everything but the entries becomes internal, so that LLVM may inline it.

use super::IMAGE;
use crate::nvvm::load::link;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::ModuleExt;

/// Functions that LLVM's wasm backend calls where an instruction has no counterpart; the linker drops unused ones.
const CALLED_BY_CODE_GENERATION: [&str; 7] =
    ["__udivti3", "__umodti3", "__divti3", "__modti3", "memcpy", "memmove", "memset"];

pub(crate) const PASS: Pass = Pass {
    name: "link-device-runtime",
    about: "Links the block scheduler; only what the image exports stays visible.",
    needs: &[Fact::Retargeted, Fact::EntriesExist],
    gives: &[Fact::RuntimeLinked],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, options: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    link(module, options.device_runtime, "block scheduler")?;
    for function in module.functions().into_iter().filter(|f| !f.is_declaration()) {
        // `place-globals` has yet to call the one that knows where data lies, LLVM's backend the others.
        let name = function.name();
        let kept = name == IMAGE || CALLED_BY_CODE_GENERATION.contains(&name.as_str());
        if function.text_attribute("wasm-export-name").is_none() && !kept {
            function.set_internal();
        }
    }
    if let Some(current) = module.variable("anywarp_current_thread") {
        current.set_internal();
    }
    Ok(())
}
