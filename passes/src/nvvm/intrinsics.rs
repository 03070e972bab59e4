//! The table of NVVM intrinsics: what each means in terms of functions of the device runtime or the math library.
//!
//! Sources: LLVM's "User Guide for NVPTX Back-end", the PTX ISA.

/// What a call of an intrinsic becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A function of the device runtime that takes the running thread, then the same arguments.
    Thread(&'static str),
    /// A function with the same arguments, usually of the math library.
    Function(&'static str),
    /// `barrier(id, expected)`: the block meets. The operation is `barrier_op_t`'s; a predicate may follow the id.
    Barrier { op: u32, predicate: bool, count: bool },
    /// Counts at a barrier without waiting.
    BarrierArrive,
    /// A warp operation; see [`WarpShape`] for its operands.
    Warp { op: u32, shape: WarpShape },
    /// A memory fence at least as wide as the block.
    Fence,
    /// A hint without meaning here.
    Nothing,
    /// Waits a while: another thread may run meanwhile.
    Sleep,
}

/// Operands and result of a warp operation's intrinsic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WarpShape {
    /// `(mask)`.
    Mask,
    /// `()`: `__activemask()`.
    Active,
    /// `(mask, value, lane, clamp) -> value`, or `{value, i1}`.
    Shuffle,
    /// `(mask, predicate: i1) -> i1 or i32`.
    Vote,
    /// `(mask, value) -> i32` or `{i32, i1}`.
    Match,
    /// `(value, mask) -> i32`.
    Reduce,
}

// `warp_op_t` of the device runtime.
const SYNC: u32 = 0;
const SHUFFLE_UP: u32 = 1;
const VOTE_ALL: u32 = 5;
const MATCH_ANY: u32 = 9;
const REDUCE_ADD: u32 = 11;
/// The threads of the warp that are at this place and wait for nobody else.
pub(crate) const ACTIVE: u32 = 19;

/// Meaning of the intrinsic `name`, if it is one of NVVM's that is supported.
pub(crate) fn meaning(name: &str) -> Option<Meaning> {
    let rest = name.strip_prefix("llvm.nvvm.")?;
    if let Some(register) = rest.strip_prefix("read.ptx.sreg.") {
        return special_register(register).map(Meaning::Thread);
    }
    block_operation(rest)
        .or_else(|| warp_operation(rest))
        .or_else(|| fence_or_hint(rest))
        .or_else(|| arithmetic(rest))
}

fn special_register(name: &str) -> Option<&'static str> {
    Some(match name {
        "tid.x" => "anywarp_tid_x",
        "tid.y" => "anywarp_tid_y",
        "tid.z" => "anywarp_tid_z",
        "ntid.x" => "anywarp_ntid_x",
        "ntid.y" => "anywarp_ntid_y",
        "ntid.z" => "anywarp_ntid_z",
        "ctaid.x" => "anywarp_ctaid_x",
        "ctaid.y" => "anywarp_ctaid_y",
        "ctaid.z" => "anywarp_ctaid_z",
        "nctaid.x" => "anywarp_nctaid_x",
        "nctaid.y" => "anywarp_nctaid_y",
        "nctaid.z" => "anywarp_nctaid_z",
        "warpsize" => "anywarp_warpsize",
        "laneid" => "anywarp_laneid",
        "warpid" => "anywarp_warpid",
        "nwarpid" => "anywarp_nwarpid",
        "lanemask.eq" => "anywarp_lanemask_eq",
        "lanemask.lt" => "anywarp_lanemask_lt",
        "lanemask.le" => "anywarp_lanemask_le",
        "lanemask.gt" => "anywarp_lanemask_gt",
        "lanemask.ge" => "anywarp_lanemask_ge",
        "clock" => "anywarp_clock",
        "clock64" => "anywarp_clock64",
        "globaltimer" => "anywarp_globaltimer",
        "globaltimer.lo" => "anywarp_globaltimer_lo",
        "dynamic_smem_size" => "anywarp_dynamic_shared_bytes",
        "total_smem_size" => "anywarp_total_shared_bytes",
        _ => return None,
    })
}

fn block_operation(name: &str) -> Option<Meaning> {
    let barrier = |op, predicate, count| Some(Meaning::Barrier { op, predicate, count });
    match name {
        "barrier0"
        | "barrier.cta.sync.aligned.all"
        | "barrier.cta.sync.all"
        | "bar.sync"
        | "barrier.sync"
        | "barrier.n" => barrier(0, false, false),
        "barrier.cta.sync.aligned.count" | "barrier.cta.sync.count" | "barrier" | "barrier.sync.cnt" => {
            barrier(0, false, true)
        }
        "barrier.cta.red.popc.aligned.all" | "barrier.cta.red.popc.all" => barrier(1, true, false),
        "barrier.cta.red.and.aligned.all" | "barrier.cta.red.and.all" => barrier(2, true, false),
        "barrier.cta.red.or.aligned.all" | "barrier.cta.red.or.all" => barrier(3, true, false),
        "barrier.cta.arrive.aligned.count" | "barrier.cta.arrive.count" => Some(Meaning::BarrierArrive),
        _ => None,
    }
}

fn warp_operation(name: &str) -> Option<Meaning> {
    let warp = |op, shape| Some(Meaning::Warp { op, shape });
    if name == "bar.warp.sync" {
        return warp(SYNC, WarpShape::Mask);
    }
    if name == "activemask" {
        return warp(ACTIVE, WarpShape::Active);
    }
    if let Some(rest) = name.strip_prefix("shfl.sync.") {
        let mode = ["up.", "down.", "bfly.", "idx."].iter().position(|mode| rest.starts_with(mode))?;
        return warp(SHUFFLE_UP + mode as u32, WarpShape::Shuffle);
    }
    if let Some(rest) = name.strip_prefix("vote.") {
        let kind =
            ["all.sync", "any.sync", "uni.sync", "ballot.sync"].iter().position(|kind| rest == *kind)?;
        return warp(VOTE_ALL + kind as u32, WarpShape::Vote);
    }
    if let Some(rest) = name.strip_prefix("match.") {
        let kind = ["any.sync", "all.sync"].iter().position(|kind| rest.starts_with(kind))?;
        return warp(MATCH_ANY + kind as u32, WarpShape::Match);
    }
    let kind = name.strip_prefix("redux.sync.")?;
    let kind =
        ["add", "umin", "umax", "min", "max", "and", "or", "xor"].iter().position(|known| kind == *known)?;
    warp(REDUCE_ADD + kind as u32, WarpShape::Reduce)
}

fn fence_or_hint(name: &str) -> Option<Meaning> {
    match name {
        "membar.cta" | "membar.gl" | "membar.sys" => Some(Meaning::Fence),
        "nanosleep" => Some(Meaning::Sleep),
        "isspacep.shared" => Some(Meaning::Thread("anywarp_isspacep_shared")),
        "isspacep.global" => Some(Meaning::Thread("anywarp_isspacep_global")),
        "isspacep.local" => Some(Meaning::Thread("anywarp_isspacep_local")),
        _ if name.starts_with("fence.") => Some(Meaning::Fence),
        _ if name.starts_with("prefetch") => Some(Meaning::Nothing),
        _ => None,
    }
}

/// Arithmetic that clang's headers reach through builtins instead of through the math library. Where NVVM offers a
/// flushing (`ftz`) or approximate variant, the exact one is within its bounds.
fn arithmetic(name: &str) -> Option<Meaning> {
    let name = name.replace(".ftz", "");
    Some(Meaning::Function(match name.as_str() {
        "add.rn.f" => "__nv_fadd_rn",
        "add.rz.f" => "__nv_fadd_rz",
        "add.rm.f" => "__nv_fadd_rd",
        "add.rp.f" => "__nv_fadd_ru",
        "mul.rn.f" => "__nv_fmul_rn",
        "mul.rz.f" => "__nv_fmul_rz",
        "mul.rm.f" => "__nv_fmul_rd",
        "mul.rp.f" => "__nv_fmul_ru",
        "div.rn.f" => "__nv_fdiv_rn",
        "div.rz.f" => "__nv_fdiv_rz",
        "div.rm.f" => "__nv_fdiv_rd",
        "div.rp.f" => "__nv_fdiv_ru",
        "div.approx.f" => "__nv_fdiv_rn",
        "add.rn.d" => "__nv_dadd_rn",
        "add.rz.d" => "__nv_dadd_rz",
        "add.rm.d" => "__nv_dadd_rd",
        "add.rp.d" => "__nv_dadd_ru",
        "mul.rn.d" => "__nv_dmul_rn",
        "mul.rz.d" => "__nv_dmul_rz",
        "mul.rm.d" => "__nv_dmul_rd",
        "mul.rp.d" => "__nv_dmul_ru",
        "fma.rn.f" => "__nv_fmaf_rn",
        "fma.rz.f" => "__nv_fmaf_rz",
        "fma.rm.f" => "__nv_fmaf_rd",
        "fma.rp.f" => "__nv_fmaf_ru",
        "fma.rn.d" => "__nv_fma_rn",
        "fma.rz.d" => "__nv_fma_rz",
        "fma.rm.d" => "__nv_fma_rd",
        "fma.rp.d" => "__nv_fma_ru",
        "sqrt.f" | "sqrt.rn.f" | "sqrt.approx.f" => "__nv_fsqrt_rn",
        "sqrt.rn.d" => "__nv_dsqrt_rn",
        "rsqrt.approx.f" => "__nv_rsqrtf",
        "rsqrt.approx.d" => "__nv_rsqrt",
        "rcp.rn.f" | "rcp.approx.f" => "__nv_frcp_rn",
        "rcp.rn.d" | "rcp.approx.d" => "__nv_drcp_rn",
        "sin.approx.f" => "__nv_fast_sinf",
        "cos.approx.f" => "__nv_fast_cosf",
        "lg2.approx.f" => "__nv_fast_log2f",
        "ex2.approx.f" | "ex2.approx.f32" => "__nv_exp2f",
        "saturate.f" => "__nv_saturatef",
        "prmt" => "__nv_byte_perm",
        "mulhi.i" => "__nv_mulhi",
        "mulhi.ui" => "__nv_umulhi",
        "mulhi.ll" => "__nv_mul64hi",
        "mulhi.ull" => "__nv_umul64hi",
        "mul24.i" => "__nv_mul24",
        "mul24.ui" => "__nv_umul24",
        "sad.i" => "__nv_sad",
        "sad.ui" => "__nv_usad",
        "f2i.rn" => "__nv_float2int_rn",
        "f2i.rz" => "__nv_float2int_rz",
        "f2i.rm" => "__nv_float2int_rd",
        "f2i.rp" => "__nv_float2int_ru",
        "d2i.rn" => "__nv_double2int_rn",
        "d2i.rz" => "__nv_double2int_rz",
        "d2i.rm" => "__nv_double2int_rd",
        "d2i.rp" => "__nv_double2int_ru",
        "d2i.lo" => "__nv_double2loint",
        "d2i.hi" => "__nv_double2hiint",
        "lohi.i2d" => "__nv_anywarp_lohi_to_double",
        "fmin.f" => "__nv_fminf",
        "fmax.f" => "__nv_fmaxf",
        "fmin.d" => "__nv_fmin",
        "fmax.d" => "__nv_fmax",
        "round.f" => "__nv_rintf",
        "round.d" => "__nv_rint",
        _ => return None,
    }))
}

/// True for an intrinsic that only informs the optimiser, which has seen it when a target's own passes begin.
pub(crate) fn only_informs(name: &str) -> bool {
    const PREFIXES: [&str; 8] = [
        "llvm.assume",
        "llvm.lifetime.",
        "llvm.invariant.",
        "llvm.prefetch",
        "llvm.experimental.noalias.scope.decl",
        "llvm.dbg.",
        "llvm.sideeffect",
        "llvm.donothing",
    ];
    PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// Function of the math library that stands for a generic LLVM intrinsic which wasm has no instruction for.
pub(crate) fn soft_float(name: &str) -> Option<&'static str> {
    Some(match name {
        "llvm.fma.f32" => "__anywarp_fma_f32",
        "llvm.fma.f64" => "__anywarp_fma_f64",
        "llvm.minnum.f32" | "llvm.minimumnum.f32" => "__nv_fminf",
        "llvm.maxnum.f32" | "llvm.maximumnum.f32" => "__nv_fmaxf",
        "llvm.minnum.f64" | "llvm.minimumnum.f64" => "__nv_fmin",
        "llvm.maxnum.f64" | "llvm.maximumnum.f64" => "__nv_fmax",
        "llvm.round.f32" => "__nv_roundf",
        "llvm.round.f64" => "__nv_round",
        "llvm.sin.f32" => "__nv_sinf",
        "llvm.cos.f32" => "__nv_cosf",
        "llvm.sin.f64" => "__nv_sin",
        "llvm.cos.f64" => "__nv_cos",
        "llvm.exp.f32" => "__nv_expf",
        "llvm.exp.f64" => "__nv_exp",
        "llvm.exp2.f32" => "__nv_exp2f",
        "llvm.exp2.f64" => "__nv_exp2",
        "llvm.exp10.f32" => "__nv_exp10f",
        "llvm.exp10.f64" => "__nv_exp10",
        "llvm.log.f32" => "__nv_logf",
        "llvm.log.f64" => "__nv_log",
        "llvm.log2.f32" => "__nv_log2f",
        "llvm.log2.f64" => "__nv_log2",
        "llvm.log10.f32" => "__nv_log10f",
        "llvm.log10.f64" => "__nv_log10",
        "llvm.pow.f32" => "__nv_powf",
        "llvm.pow.f64" => "__nv_pow",
        "llvm.powi.f32.i32" => "__nv_powif",
        "llvm.powi.f64.i32" => "__nv_powi",
        "llvm.ldexp.f32.i32" => "__nv_ldexpf",
        "llvm.ldexp.f64.i32" => "__nv_ldexp",
        "llvm.lrint.i64.f32" | "llvm.llrint.i64.f32" => "__nv_llrintf",
        "llvm.lrint.i64.f64" | "llvm.llrint.i64.f64" => "__nv_llrint",
        _ => return None,
    })
}
