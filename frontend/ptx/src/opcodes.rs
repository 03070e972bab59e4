//! Every opcode once: what is supported of it, or why it is not, and which test shows it. `docs/ptx.md` is this table.

use crate::ast::Instruction;
use crate::emit::{Emit, emitters as e};

/// An opcode: the first word of an instruction.
pub struct Opcode {
    pub name: &'static str,
    /// The forms that are supported, or the reason why none is.
    pub forms: &'static str,
    /// Programs of `tests/run` that check it, or a test of `tests/ui` that refuses it.
    pub tests: &'static str,
    pub(crate) emit: Option<Emit>,
}

impl Opcode {
    #[must_use]
    pub fn is_supported(&self) -> bool {
        self.emit.is_some()
    }
}

const fn yes(name: &'static str, emit: Emit, forms: &'static str, tests: &'static str) -> Opcode {
    Opcode { name, forms, tests, emit: Some(emit) }
}

const fn no(name: &'static str, forms: &'static str) -> Opcode {
    Opcode { name, forms, tests: "ptx-refused", emit: None }
}

const TENSOR: &str = "tensor cores are not supported";
const TEXTURE: &str = "textures and surfaces are not supported in inline PTX";
const CLUSTER: &str = "thread block clusters and asynchronous barriers are not supported";
const CALL: &str = "calls are not supported in inline PTX";
const STACK: &str = "PTX's stack is not supported";
const MULTI: &str = "multimem addresses are not supported";
const WORDS: &str = ".dtype.atype.btype of .u32, .s32; parts .b0-.b3, .h0, .h1; .sat; .add .min .max or a part of the result";
const LANES: &str = ".dtype.atype.btype of .u32, .s32; .sat; .add; without masks and selectors";

/// In the order of the chapters of the PTX ISA.
pub static OPCODES: &[Opcode] = &[
    yes("add", e::add, ".u16-.s64 .u16x2 .s16x2; .sat.s32; .cc; .f16 .f16x2 .bf16 .bf16x2; .f32 .f64 in every rounding, .ftz .sat", "ptx-integer ptx-float ptx-half"),
    yes("sub", e::sub, "as `add`", "ptx-integer ptx-float ptx-half"),
    yes("mul", e::mul, ".lo .hi .wide of .u16-.s64; floats as `add`", "ptx-integer ptx-float ptx-half"),
    yes("mad", e::mad, ".lo .hi .wide of .u16-.s64; .hi.sat.s32; .cc; .f32 .f64 as `fma`", "ptx-integer ptx-carry ptx-float"),
    yes("mul24", e::mul24, ".lo .hi of .u32 .s32", "ptx-integer"),
    yes("mad24", e::mad24, ".lo .hi of .u32 .s32; .hi.sat.s32", "ptx-integer"),
    yes("sad", e::sad, ".u16-.s64", "ptx-integer"),
    yes("div", e::div, ".u16-.s64; .f32 .f64 in every rounding; .approx .full; .ftz", "ptx-integer ptx-float"),
    yes("rem", e::rem, ".u16-.s64", "ptx-integer"),
    yes("abs", e::abs, ".s16-.s64; .f32 .f64 and halves; .ftz", "ptx-integer ptx-float ptx-half"),
    yes("neg", e::neg, "as `abs`", "ptx-integer ptx-float ptx-half"),
    yes("min", e::min, ".u16-.s64 .u16x2 .s16x2; .relu; .f32 .f64 and halves; .ftz .NaN .xorsign.abs", "ptx-integer ptx-float ptx-half"),
    yes("max", e::max, "as `min`", "ptx-integer ptx-float ptx-half"),
    yes("popc", e::popc, ".b32 .b64", "ptx-bits"),
    yes("clz", e::clz, ".b32 .b64", "ptx-bits"),
    yes("bfind", e::bfind, ".u32-.s64; .shiftamt", "ptx-bits"),
    yes("fns", e::fns, ".b32", "ptx-bits"),
    yes("brev", e::brev, ".b32 .b64", "ptx-bits"),
    yes("bfe", e::bfe, ".u32-.s64", "ptx-bits"),
    yes("bfi", e::bfi, ".b32 .b64", "ptx-bits"),
    yes("szext", e::szext, ".clamp .wrap of .u32 .s32", "ptx-bits"),
    yes("bmsk", e::bmsk, ".clamp .wrap", "ptx-bits"),
    yes("dp4a", e::dp4a, "all", "ptx-integer"),
    yes("dp2a", e::dp2a, "all", "ptx-integer"),
    yes("addc", e::addc, ".u32-.s64; .cc; the flag passes from one statement to the next", "ptx-carry"),
    yes("subc", e::subc, "as `addc`", "ptx-carry"),
    yes("madc", e::madc, ".lo .hi, as `addc`", "ptx-carry"),
    yes("testp", e::testp, "all", "ptx-compare"),
    yes("copysign", e::copysign, ".f32 .f64", "ptx-float"),
    yes("fma", e::fma, ".f32 .f64 in every rounding, .ftz .sat; halves .rn, .ftz .sat .relu", "ptx-float ptx-half"),
    yes("rcp", e::rcp, ".f32 .f64 in every rounding; .approx; .approx.ftz.f64", "ptx-float"),
    yes("sqrt", e::sqrt, ".f32 .f64 in every rounding; .approx", "ptx-float"),
    yes("rsqrt", e::rsqrt, ".approx of .f32 .f64; .approx.ftz.f64", "ptx-float"),
    yes("sin", e::sin, ".approx.f32; .ftz", "ptx-approximate"),
    yes("cos", e::cos, ".approx.f32; .ftz", "ptx-approximate"),
    yes("lg2", e::lg2, ".approx.f32; .ftz", "ptx-approximate"),
    yes("ex2", e::ex2, ".approx of .f32 .f16 .f16x2; .ftz; .ftz of .bf16 .bf16x2", "ptx-approximate"),
    yes("tanh", e::tanh, ".approx of .f32 and halves", "ptx-approximate"),
    yes("set", e::set, "every comparison, .and .or .xor, .ftz; of .u16-.s64, floats and halves, to .u32 .s32 .f32 and halves", "ptx-compare"),
    yes("setp", e::setp, "every comparison, .and .or .xor, .ftz; `p|q`; of .b16-.s64, floats and halves", "ptx-compare"),
    yes("selp", e::selp, "all", "ptx-compare"),
    yes("slct", e::slct, "all", "ptx-compare"),
    yes("and", e::and, "all", "ptx-bits"),
    yes("or", e::or, "all", "ptx-bits"),
    yes("xor", e::xor, "all", "ptx-bits"),
    yes("not", e::not, "all", "ptx-bits"),
    yes("cnot", e::cnot, "all", "ptx-bits"),
    yes("lop3", e::lop3, "all", "ptx-bits"),
    yes("shf", e::shf, "all", "ptx-bits"),
    yes("shl", e::shl, "all; amounts beyond the width give 0", "ptx-bits"),
    yes("shr", e::shr, "all; amounts beyond the width give 0 or the sign", "ptx-bits"),
    yes("prmt", e::prmt, "all modes", "ptx-bits"),
    yes("mov", e::mov, "registers, constants, special registers; packs and unpacks `{a, b}`; not names of variables", "ptx-moves ptx-special-registers"),
    yes("shfl", e::shfl, ".sync .up .down .bfly .idx", "ptx-warp"),
    yes("ld", e::ld, ".weak .volatile .relaxed .acquire with scopes; .global .shared .local .const and generic; .v2 .v4 .v8; cache hints; .nc; not .param, not .b128", "ptx-memory"),
    yes("ldu", e::ld, "as `ld`", "ptx-memory"),
    yes("st", e::st, "as `ld`, with .release", "ptx-memory"),
    yes("prefetch", e::hint, "does nothing", "ptx-memory"),
    yes("prefetchu", e::hint, "does nothing", "ptx-memory"),
    yes("applypriority", e::hint, "does nothing", "ptx-memory"),
    yes("discard", e::hint, "does nothing", "ptx-memory"),
    yes("createpolicy", e::createpolicy, "gives 0: only hints read it", "ptx-memory"),
    yes("isspacep", e::isspacep, ".global .shared .local .const", "ptx-memory"),
    yes("cvta", e::cvta, ".global .shared .local .const, `.to`", "ptx-memory"),
    yes("cvt", e::cvt, "between .u8-.s64, .f16 .bf16 .f32 .f64, in every rounding, .ftz .sat .relu; .f16x2.f32, .bf16x2.f32, .tf32.f32; .pack; not 8-bit floats", "ptx-convert"),
    yes("cp", e::cp, "`cp.async` copies at once; groups are nothing; not `cp.async.bulk`, `cp.async.mbarrier`, `cp.reduce`", "ptx-memory"),
    yes("bar", e::bar, ".sync .arrive .red; .warp.sync", "ptx-warp"),
    yes("barrier", e::bar, ".sync .arrive .red; .cta; .aligned", "ptx-warp"),
    yes("membar", e::fence, ".cta .gl .sys", "ptx-memory"),
    yes("fence", e::fence, ".sc .acq_rel .acquire .release with scopes; .proxy.alias .proxy.async", "ptx-memory"),
    yes("atom", e::atom, ".add .and .or .xor .exch .min .max .inc .dec .cas; orders and scopes; .global .shared and generic; .f32 .f64 .f16 .f16x2 .bf16 .bf16x2 add; not vectors, not .b128", "ptx-atomics"),
    yes("red", e::red, "as `atom`", "ptx-atomics"),
    yes("vote", e::vote, ".sync .all .any .uni .ballot", "ptx-warp"),
    yes("match", e::r#match, ".sync .any .all of .b32 .b64", "ptx-warp"),
    yes("activemask", e::activemask, "all", "ptx-warp"),
    yes("redux", e::redux, ".sync of integers", "ptx-warp"),
    yes("elect", e::elect, ".sync; the lowest thread", "ptx-warp"),
    yes("bra", e::bra, "labels of the same statement; .uni", "ptx-control"),
    yes("exit", e::exit, "all", "ptx-control"),
    yes("trap", e::trap, "all", "ptx-trap"),
    yes("brkpt", e::trap, "as `trap`: no debugger listens", "ptx-trap"),
    yes("nanosleep", e::nanosleep, ".u32", "ptx-control"),
    yes("pmevent", e::hint, "does nothing", "ptx-control"),
    yes("setmaxnreg", e::hint, "does nothing", "ptx-control"),
    yes("griddepcontrol", e::hint, "does nothing: a grid begins when those before it in its stream have ended", "ptx-control"),
    yes("vadd", e::scalar, WORDS, "ptx-video"),
    yes("vsub", e::scalar, WORDS, "ptx-video"),
    yes("vabsdiff", e::scalar, WORDS, "ptx-video"),
    yes("vmin", e::scalar, WORDS, "ptx-video"),
    yes("vmax", e::scalar, WORDS, "ptx-video"),
    yes("vshl", e::scalar, WORDS, "ptx-video"),
    yes("vshr", e::scalar, WORDS, "ptx-video"),
    yes("vset", e::scalar, WORDS, "ptx-video"),
    yes("vmad", e::vmad, "parts, .sat, .po, .shr7 .shr15; not negated operands", "ptx-video"),
    yes("vadd2", e::lanes, LANES, "ptx-video"),
    yes("vsub2", e::lanes, LANES, "ptx-video"),
    yes("vavrg2", e::lanes, LANES, "ptx-video"),
    yes("vabsdiff2", e::lanes, LANES, "ptx-video"),
    yes("vmin2", e::lanes, LANES, "ptx-video"),
    yes("vmax2", e::lanes, LANES, "ptx-video"),
    yes("vset2", e::lanes, LANES, "ptx-video"),
    yes("vadd4", e::lanes, LANES, "ptx-video"),
    yes("vsub4", e::lanes, LANES, "ptx-video"),
    yes("vavrg4", e::lanes, LANES, "ptx-video"),
    yes("vabsdiff4", e::lanes, LANES, "ptx-video"),
    yes("vmin4", e::lanes, LANES, "ptx-video"),
    yes("vmax4", e::lanes, LANES, "ptx-video"),
    yes("vset4", e::lanes, LANES, "ptx-video"),
    no("mma", TENSOR),
    no("wmma", TENSOR),
    no("wgmma", TENSOR),
    no("tcgen05", TENSOR),
    no("ldmatrix", TENSOR),
    no("stmatrix", TENSOR),
    no("movmatrix", TENSOR),
    no("tex", TEXTURE),
    no("tld4", TEXTURE),
    no("txq", TEXTURE),
    no("istypep", TEXTURE),
    no("suld", TEXTURE),
    no("sust", TEXTURE),
    no("sured", TEXTURE),
    no("suq", TEXTURE),
    no("tensormap", CLUSTER),
    no("mbarrier", CLUSTER),
    no("clusterlaunchcontrol", CLUSTER),
    no("mapa", CLUSTER),
    no("getctarank", CLUSTER),
    no("multimem", MULTI),
    no("call", CALL),
    no("ret", CALL),
    no("brx", "jumps by an index are not supported in inline PTX"),
    no("alloca", STACK),
    no("stacksave", STACK),
    no("stackrestore", STACK),
];

/// The row of an opcode.
pub(crate) fn find(name: &str) -> Option<&'static Opcode> {
    OPCODES.iter().find(|opcode| opcode.name == name)
}

/// Fails for an opcode that is unknown or refused, whose operands may not even have the grammar of the others.
pub(crate) fn check(instruction: &Instruction) -> Result<(), String> {
    let name = &instruction.opcode;
    let opcode = find(name).ok_or_else(|| format!("`{name}` is not an instruction of PTX"))?;
    if !opcode.is_supported() {
        return Err(opcode.forms.to_owned());
    }
    // What these forms of a supported opcode have in common is `bulk` or `mbarrier` among their modifiers.
    let asynchronous = |modifier: &String| matches!(modifier.as_str(), "bulk" | "mbarrier" | "reduce");
    if name == "cp" && instruction.modifiers.iter().any(asynchronous) {
        return Err(CLUSTER.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod table {
    use super::*;

    #[test]
    fn every_opcode_is_there_once() {
        for (index, opcode) in OPCODES.iter().enumerate() {
            assert!(OPCODES[..index].iter().all(|other| other.name != opcode.name), "{} twice", opcode.name);
        }
    }
}
