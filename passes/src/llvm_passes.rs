//! The steps that LLVM does: its pipelines, each with a name and a reason.

use crate::pass::{Fact, Pass, Work};
use crate::retarget::SUSPEND;
use crate::unit::Unit;
use llvm_config::ir::ModuleExt;

/// A step of LLVM's for every unit.
const ALWAYS: fn(&Unit<'_>) -> bool = |_| true;
/// A step of LLVM's for units whose threads wait for each other.
const IF_SUSPENDS: fn(&Unit<'_>) -> bool = |unit| unit.module.function(SUSPEND).is_some();

/// What LLVM may undo when it optimises a wasm module.
const BROKEN_BY_OPTIMIZATION: &[Fact] = &[Fact::DivisionsTotal, Fact::DataPlaced];

pub(crate) const OPTIMIZE_NVVM: Pass = Pass {
    name: "optimize-nvvm",
    about: "LLVM optimises with NVPTX's knowledge of divergence: barriers and warp operations are `convergent` here, \
            so none is moved or duplicated into divergent code. First it learns which functions read no memory, and makes \
            one call of two, which it no longer sees once they are inlined; and conditions of loops become one.",
    needs: &[Fact::WholeProgram],
    gives: &[],
    breaks: &[Fact::MathDefined],
    work: Work::Llvm {
        passes: "globaldce,cgscc(function-attrs,function(sroa,early-cse,instcombine<no-verify-fixpoint>,\
                 simplifycfg<bonus-inst-threshold=8>,early-cse<memssa>)),\
                 default<O2>,function(infer-address-spaces),globaldce",
        applies: ALWAYS,
    },
};

pub(crate) const STRIP_NVVM: Pass = Pass {
    name: "strip-nvvm",
    about: "Under `-G`: drops what no kernel needs and inlines what must be, nothing else.",
    work: Work::Llvm { passes: "globaldce,default<O0>", applies: ALWAYS },
    ..OPTIMIZE_NVVM
};

pub(crate) const DROP_UNUSED: Pass = Pass {
    name: "drop-unused",
    about: "Drops the functions and variables that nothing visible needs.",
    needs: &[Fact::WholeProgram],
    gives: &[],
    breaks: &[],
    work: Work::Llvm { passes: "globaldce", applies: ALWAYS },
};

pub(crate) const INLINE_MARKED_FUNCTIONS: Pass = Pass {
    name: "inline-marked-functions",
    about: "Inlines the functions that suspend and were marked for it.",
    needs: &[Fact::Retargeted, Fact::DataFunctionsHeld],
    gives: &[],
    breaks: &[],
    work: Work::Llvm { passes: "always-inline,globaldce", applies: IF_SUSPENDS },
};

pub(crate) const PREPARE_COROUTINES: Pass = Pass {
    name: "prepare-coroutines",
    about: "LLVM makes values of variables, so that frames hold what lives across a suspension and nothing else.",
    needs: &[Fact::Retargeted, Fact::CoroutinesFormed, Fact::DataFunctionsHeld],
    gives: &[],
    breaks: &[],
    work: Work::Llvm { passes: "function(sroa,early-cse,simplifycfg)", applies: IF_SUSPENDS },
};

pub(crate) const SPLIT_COROUTINES: Pass = Pass {
    name: "split-coroutines",
    about: "LLVM's CoroSplit makes of each coroutine a ramp, a resume function and the frame for what is live across \
            its suspensions.",
    needs: &[Fact::Retargeted, Fact::CoroutinesFormed, Fact::DataFunctionsHeld],
    gives: &[Fact::CoroutinesSplit],
    breaks: &[Fact::CoroutinesFormed],
    work: Work::Llvm { passes: "coro-early,cgscc(coro-split),coro-cleanup,globaldce", applies: IF_SUSPENDS },
};

pub(crate) const OPTIMIZE_WASM: Pass = Pass {
    name: "optimize-wasm",
    about: "LLVM optimises threads and the scheduler around them as one program.",
    needs: &[Fact::Retargeted, Fact::RuntimeLinked, Fact::DataFunctionsHeld],
    gives: &[],
    breaks: BROKEN_BY_OPTIMIZATION,
    work: Work::Llvm { passes: "globaldce,default<O2>,globaldce", applies: ALWAYS },
};

pub(crate) const STRIP_WASM: Pass = Pass {
    name: "strip-wasm",
    about: "Under `-G`: inlines what must be and drops what no kernel needs, nothing else.",
    work: Work::Llvm { passes: "default<O0>,globaldce", applies: ALWAYS },
    ..OPTIMIZE_WASM
};

pub(crate) const FOLD_ADDRESSES: Pass = Pass {
    name: "fold-addresses",
    about: "Inlines the address of the unit's data and folds the offsets from it.",
    needs: &[Fact::Retargeted, Fact::DataPlaced],
    gives: &[],
    breaks: &[],
    work: Work::Llvm { passes: "always-inline,function(early-cse,instsimplify),globaldce", applies: ALWAYS },
};
