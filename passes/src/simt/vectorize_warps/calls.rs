//! What the calls in a thread function mean for a group of threads that runs as one.

use llvm_config::ir::{Value, ValueKind};

/// What a call is to a group of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// `threadIdx` along an axis.
    ThreadIndex(usize),
    /// The number of the thread in its warp.
    Lane,
    /// Lanes of the warp that compare so to the own one.
    LaneMask(LaneMask),
    /// The same for all threads of the warp.
    Uniform,
    /// A pointer as memory holds it.
    Widen,
    /// The same operation on every lane, without effects.
    Elementwise(Overload),
    /// A thread says which operation of its warp it has come to.
    ArriveWarp,
    ArriveBarrier,
    /// What the last operation of the warp or block gave.
    Result,
    /// The flag beside it.
    Predicate,
    /// Where threads wait.
    Suspend,
    /// Says something to the optimiser only.
    Nothing,
    /// Anything else: one thread after the other.
    EachLane,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LaneMask {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Which types tell an intrinsic from its namesakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overload {
    Result,
    ResultAndFirst,
    First,
}

const UNIFORM: &[&str] = &[
    "anywarp_current",
    "anywarp_ntid_x",
    "anywarp_ntid_y",
    "anywarp_ntid_z",
    "anywarp_ctaid_x",
    "anywarp_ctaid_y",
    "anywarp_ctaid_z",
    "anywarp_nctaid_x",
    "anywarp_nctaid_y",
    "anywarp_nctaid_z",
    "anywarp_warpsize",
    "anywarp_warpid",
    "anywarp_nwarpid",
    "anywarp_clock",
    "anywarp_clock64",
    "anywarp_globaltimer",
    "anywarp_globaltimer_lo",
    "anywarp_dynamic_shared_bytes",
    "anywarp_total_shared_bytes",
    "anywarp_shared",
    "anywarp_dynamic_shared",
    "anywarp_image",
];

/// Intrinsics over vectors that LLVM's wasm backend knows or expands, by their names without types.
const BY_RESULT: &[&str] = &[
    "abs",
    "bitreverse",
    "bswap",
    "canonicalize",
    "ceil",
    "copysign",
    "ctlz",
    "ctpop",
    "cttz",
    "fabs",
    "floor",
    "fma",
    "fmuladd",
    "fshl",
    "fshr",
    "maximum",
    "maximumnum",
    "maxnum",
    "minimum",
    "minimumnum",
    "minnum",
    "nearbyint",
    "rint",
    "round",
    "roundeven",
    "sadd.sat",
    "smax",
    "smin",
    "sqrt",
    "ssub.sat",
    "trunc",
    "uadd.sat",
    "umax",
    "umin",
    "usub.sat",
];
const BY_RESULT_AND_FIRST: &[&str] = &["fptosi.sat", "fptoui.sat"];
const BY_FIRST: &[&str] = &["is.fpclass"];
const NOTHING: &[&str] = &[
    "assume",
    "donothing",
    "lifetime.start",
    "lifetime.end",
    "experimental.noalias.scope.decl",
    "sideeffect",
    "dbg.value",
    "dbg.declare",
    "dbg.label",
    "invariant.start",
    "invariant.end",
];

/// The overload of an intrinsic that does the same for each element of a vector.
pub(crate) fn elementwise(call: Value) -> Option<Overload> {
    match called(call) {
        Called::Elementwise(overload) => Some(overload),
        _ => None,
    }
}

/// What a call means; [`Called::EachLane`] also for what is called through a pointer.
pub(super) fn called(call: Value) -> Called {
    let callee = call.callee();
    if callee.kind() != ValueKind::Function {
        return Called::EachLane;
    }
    let name = callee.name();
    if let Some(name) = name.strip_prefix("llvm.") {
        return intrinsic(name);
    }
    match name.as_str() {
        "anywarp_tid_x" => Called::ThreadIndex(0),
        "anywarp_tid_y" => Called::ThreadIndex(1),
        "anywarp_tid_z" => Called::ThreadIndex(2),
        "anywarp_laneid" => Called::Lane,
        "anywarp_lanemask_eq" => Called::LaneMask(LaneMask::Equal),
        "anywarp_lanemask_lt" => Called::LaneMask(LaneMask::Less),
        "anywarp_lanemask_le" => Called::LaneMask(LaneMask::LessOrEqual),
        "anywarp_lanemask_gt" => Called::LaneMask(LaneMask::Greater),
        "anywarp_lanemask_ge" => Called::LaneMask(LaneMask::GreaterOrEqual),
        "anywarp_widen" => Called::Widen,
        "anywarp_arrive_warp" => Called::ArriveWarp,
        "anywarp_arrive_barrier" => Called::ArriveBarrier,
        "anywarp_result" => Called::Result,
        "anywarp_predicate" => Called::Predicate,
        crate::retarget::SUSPEND => Called::Suspend,
        _ if UNIFORM.contains(&name.as_str()) => Called::Uniform,
        _ => Called::EachLane,
    }
}

fn intrinsic(name: &str) -> Called {
    let is = |known: &&&str| {
        name.strip_prefix(**known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if NOTHING.iter().any(|known| is(&known)) {
        return Called::Nothing;
    }
    // The longest name wins: `fma` is no `fmuladd`, and `sadd.sat` no `sadd`.
    let found = |names: &'static [&'static str]| names.iter().any(|known| is(&known));
    if found(BY_RESULT_AND_FIRST) {
        Called::Elementwise(Overload::ResultAndFirst)
    } else if found(BY_FIRST) {
        Called::Elementwise(Overload::First)
    } else if found(BY_RESULT) {
        Called::Elementwise(Overload::Result)
    } else {
        Called::EachLane
    }
}
