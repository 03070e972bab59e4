//! Every opcode once: what is supported of it, or why it is not, and which test shows it. `docs/ptx.md` is this table.

use crate::ast::Instruction;
use crate::emit::{Emit, emitters as e};

/// An opcode: the first word of an instruction.
pub struct Opcode {
    pub name: &'static str,
    /// The forms that are supported, or the reason why none is.
    pub forms: &'static str,
    /// The programs below `tests` that check it or are refused.
    pub tests: &'static str,
    pub(crate) emit: Option<Emit>,
}

impl Opcode {
    #[must_use]
    pub fn is_supported(&self) -> bool {
        self.emit.is_some()
    }
}

macro_rules! opcodes {
    ($($name:literal $(by $emit:expr, tested by $tests:literal)? => $forms:expr;)*) => {
        /// In the order of the chapters of the PTX ISA.
        pub static OPCODES: &[Opcode] = &[$(opcodes!(@row $name, $forms $(, $emit, $tests)?),)*];
    };
    (@row $name:literal, $forms:expr, $emit:expr, $tests:literal) => {
        Opcode { name: $name, forms: $forms, tests: $tests, emit: Some($emit) }
    };
    (@row $name:literal, $forms:expr) => {
        Opcode { name: $name, forms: $forms, tests: "ui/ptx-refused", emit: None }
    };
}

const TENSOR: &str = "tensor cores are not supported";
const TEXTURE: &str = "textures and surfaces are not supported in inline PTX";
const CLUSTER: &str = "thread block clusters are not supported";
const CALL: &str = "calls are not supported in inline PTX";
const STACK: &str = "PTX's stack is not supported";
const MULTI: &str = "multimem addresses are not supported";
const WORDS: &str =
    ".dtype.atype.btype of .u32, .s32; parts .b0-.b3, .h0, .h1; .sat; .add .min .max or a part of the result";
const LANES: &str = ".dtype.atype.btype of .u32, .s32; .sat; .add; without masks and selectors";

opcodes! {
    "add" by e::add, tested by "run/ptx-integer run/ptx-float run/ptx-half" =>
        ".u16-.s64 .u16x2 .s16x2; .sat.s32; .cc; .f16 .f16x2 .bf16 .bf16x2; .f32 .f64 in every rounding, .ftz .sat";
    "sub" by e::sub, tested by "run/ptx-integer run/ptx-float run/ptx-half" =>
        "as `add`";
    "mul" by e::mul, tested by "run/ptx-integer run/ptx-float run/ptx-half" =>
        ".lo .hi .wide of .u16-.s64; floats as `add`";
    "mad" by e::mad, tested by "run/ptx-integer run/ptx-carry run/ptx-float" =>
        ".lo .hi .wide of .u16-.s64; .hi.sat.s32; .cc; .f32 .f64 as `fma`";
    "mul24" by e::mul24, tested by "run/ptx-integer" =>
        ".lo .hi of .u32 .s32";
    "mad24" by e::mad24, tested by "run/ptx-integer" =>
        ".lo .hi of .u32 .s32; .hi.sat.s32";
    "sad" by e::sad, tested by "run/ptx-integer" =>
        ".u16-.s64";
    "div" by e::div, tested by "run/ptx-integer run/ptx-float" =>
        ".u16-.s64; .f32 .f64 in every rounding; .approx .full; .ftz";
    "rem" by e::rem, tested by "run/ptx-integer" =>
        ".u16-.s64";
    "abs" by e::abs, tested by "run/ptx-integer run/ptx-float run/ptx-half" =>
        ".s16-.s64; .f32 .f64 and halves; .ftz";
    "neg" by e::neg, tested by "run/ptx-integer run/ptx-float run/ptx-half" =>
        "as `abs`";
    "min" by e::min, tested by "run/ptx-integer run/ptx-float run/ptx-half" =>
        ".u16-.s64 .u16x2 .s16x2; .relu; .f32 .f64 and halves; .ftz .NaN .xorsign.abs";
    "max" by e::max, tested by "run/ptx-integer run/ptx-float run/ptx-half" =>
        "as `min`";
    "popc" by e::popc, tested by "run/ptx-bits" =>
        ".b32 .b64";
    "clz" by e::clz, tested by "run/ptx-bits" =>
        ".b32 .b64";
    "bfind" by e::bfind, tested by "run/ptx-bits" =>
        ".u32-.s64; .shiftamt";
    "fns" by e::fns, tested by "run/ptx-bits" =>
        ".b32";
    "brev" by e::brev, tested by "run/ptx-bits" =>
        ".b32 .b64";
    "bfe" by e::bfe, tested by "run/ptx-bits" =>
        ".u32-.s64";
    "bfi" by e::bfi, tested by "run/ptx-bits" =>
        ".b32 .b64";
    "szext" by e::szext, tested by "run/ptx-bits" =>
        ".clamp .wrap of .u32 .s32";
    "bmsk" by e::bmsk, tested by "run/ptx-bits" =>
        ".clamp .wrap";
    "dp4a" by e::dp4a, tested by "run/ptx-integer" =>
        "all";
    "dp2a" by e::dp2a, tested by "run/ptx-integer" =>
        "all";
    "addc" by e::addc, tested by "run/ptx-carry" =>
        ".u32-.s64; .cc; the flag passes from one statement to the next";
    "subc" by e::subc, tested by "run/ptx-carry" =>
        "as `addc`";
    "madc" by e::madc, tested by "run/ptx-carry" =>
        ".lo .hi, as `addc`";
    "testp" by e::testp, tested by "run/ptx-compare" =>
        "all";
    "copysign" by e::copysign, tested by "run/ptx-float" =>
        ".f32 .f64";
    "fma" by e::fma, tested by "run/ptx-float run/ptx-half" =>
        ".f32 .f64 in every rounding, .ftz .sat; halves .rn, .ftz .sat .relu";
    "rcp" by e::rcp, tested by "run/ptx-float" =>
        ".f32 .f64 in every rounding; .approx; .approx.ftz.f64";
    "sqrt" by e::sqrt, tested by "run/ptx-float" =>
        ".f32 .f64 in every rounding; .approx";
    "rsqrt" by e::rsqrt, tested by "run/ptx-approximate" =>
        ".approx of .f32 .f64; .approx.ftz.f64";
    "sin" by e::sin, tested by "run/ptx-approximate" =>
        ".approx.f32; .ftz";
    "cos" by e::cos, tested by "run/ptx-approximate" =>
        ".approx.f32; .ftz";
    "lg2" by e::lg2, tested by "run/ptx-approximate" =>
        ".approx.f32; .ftz";
    "ex2" by e::ex2, tested by "run/ptx-approximate" =>
        ".approx of .f32 .f16 .f16x2; .ftz; .ftz of .bf16 .bf16x2";
    "tanh" by e::tanh, tested by "run/ptx-approximate" =>
        ".approx of .f32 and halves";
    "set" by e::set, tested by "run/ptx-compare" =>
        "every comparison, .and .or .xor, .ftz; of .u16-.s64, floats and halves, to .u32 .s32 .f32 and halves";
    "setp" by e::setp, tested by "run/ptx-compare" =>
        "every comparison, .and .or .xor, .ftz; `p|q`; of .b16-.s64, floats and halves";
    "selp" by e::selp, tested by "run/ptx-compare" =>
        "all";
    "slct" by e::slct, tested by "run/ptx-compare" =>
        "all";
    "and" by e::and, tested by "run/ptx-bits" =>
        "all";
    "or" by e::or, tested by "run/ptx-bits" =>
        "all";
    "xor" by e::xor, tested by "run/ptx-bits" =>
        "all";
    "not" by e::not, tested by "run/ptx-bits" =>
        "all";
    "cnot" by e::cnot, tested by "run/ptx-bits" =>
        "all";
    "lop3" by e::lop3, tested by "run/ptx-bits" =>
        "all";
    "shf" by e::shf, tested by "run/ptx-bits" =>
        "all";
    "shl" by e::shl, tested by "run/ptx-bits" =>
        "all; amounts beyond the width give 0";
    "shr" by e::shr, tested by "run/ptx-bits" =>
        "all; amounts beyond the width give 0 or the sign";
    "prmt" by e::prmt, tested by "run/ptx-bits" =>
        "all modes";
    "mov" by e::mov, tested by "run/ptx-control" =>
        "registers, constants, special registers; packs and unpacks `{a, b}`; not names of variables";
    "shfl" by e::shfl, tested by "run/ptx-warp" =>
        ".sync .up .down .bfly .idx";
    "ld" by e::ld, tested by "run/ptx-memory" =>
        ".weak .volatile .relaxed .acquire with scopes; .global .shared .local .const and generic; .v2 .v4 .v8; cache hints; .nc; not .param, not .b128";
    "ldu" by e::ld, tested by "run/ptx-memory" =>
        "as `ld`";
    "st" by e::st, tested by "run/ptx-memory" =>
        "as `ld`, with .release";
    "prefetch" by e::hint, tested by "run/ptx-memory" =>
        "does nothing";
    "prefetchu" by e::hint, tested by "run/ptx-memory" =>
        "does nothing";
    "applypriority" by e::hint, tested by "run/ptx-memory" =>
        "does nothing";
    "discard" by e::hint, tested by "run/ptx-memory" =>
        "does nothing";
    "createpolicy" by e::createpolicy, tested by "run/ptx-memory" =>
        "gives 0: only hints read it";
    "isspacep" by e::isspacep, tested by "run/ptx-memory" =>
        ".global .shared .local .const";
    "cvta" by e::cvta, tested by "run/ptx-memory" =>
        ".global .shared .local .const, `.to`";
    "cvt" by e::cvt, tested by "run/ptx-convert" =>
        "between .u8-.s64, .f16 .bf16 .f32 .f64, in every rounding, .ftz .sat .relu; .f16x2.f32, .bf16x2.f32, .tf32.f32; .pack; not 8-bit floats";
    "cp" by e::cp, tested by "run/ptx-memory run/ptx-mbarrier" =>
        "`cp.async` and `cp.async.bulk` copy at once; groups are nothing; `cp.async.mbarrier`; not tensors, not `cp.reduce`";
    "bar" by e::bar, tested by "run/ptx-warp" =>
        ".sync .arrive .red; .warp.sync";
    "barrier" by e::bar, tested by "run/ptx-warp" =>
        ".sync .arrive .red; .cta; .aligned";
    "membar" by e::fence, tested by "run/ptx-memory" =>
        ".cta .gl .sys";
    "fence" by e::fence, tested by "run/ptx-memory" =>
        ".sc .acq_rel .acquire .release with scopes; .proxy.alias .proxy.async; .mbarrier_init";
    "mbarrier" by e::mbarrier, tested by "run/ptx-mbarrier run/mbarrier-functions" =>
        "all; a cluster has one block, `try_wait` does not wait";
    "atom" by e::atom, tested by "run/ptx-atomics" =>
        ".add .and .or .xor .exch .min .max .inc .dec .cas; orders and scopes; .global .shared and generic; .f32 .f64 .f16 .f16x2 .bf16 .bf16x2 add; not vectors, not .b128";
    "red" by e::red, tested by "run/ptx-atomics" =>
        "as `atom`";
    "vote" by e::vote, tested by "run/ptx-warp" =>
        ".sync .all .any .uni .ballot";
    "match" by e::r#match, tested by "run/ptx-warp" =>
        ".sync .any .all of .b32 .b64";
    "activemask" by e::activemask, tested by "run/ptx-warp" =>
        "all";
    "redux" by e::redux, tested by "run/ptx-warp" =>
        ".sync of integers";
    "elect" by e::elect, tested by "run/ptx-warp" =>
        ".sync; the lowest thread";
    "bra" by e::bra, tested by "run/ptx-control" =>
        "labels of the same statement; .uni";
    "exit" by e::exit, tested by "run/ptx-control" =>
        "all";
    "trap" by e::trap, tested by "api/fault-inline-trap" =>
        "all";
    "brkpt" by e::trap, tested by "api/fault-inline-trap" =>
        "as `trap`: no debugger listens";
    "nanosleep" by e::nanosleep, tested by "run/ptx-control" =>
        ".u32";
    "pmevent" by e::hint, tested by "run/ptx-control" =>
        "does nothing";
    "griddepcontrol" by e::hint, tested by "run/ptx-control" =>
        "does nothing: a grid begins when those before it in its stream have ended";
    "vadd" by e::scalar, tested by "run/ptx-video" =>
        WORDS;
    "vsub" by e::scalar, tested by "run/ptx-video" =>
        WORDS;
    "vabsdiff" by e::scalar, tested by "run/ptx-video" =>
        WORDS;
    "vmin" by e::scalar, tested by "run/ptx-video" =>
        WORDS;
    "vmax" by e::scalar, tested by "run/ptx-video" =>
        WORDS;
    "vshl" by e::scalar, tested by "run/ptx-video" =>
        WORDS;
    "vshr" by e::scalar, tested by "run/ptx-video" =>
        WORDS;
    "vset" by e::scalar, tested by "run/ptx-video" =>
        WORDS;
    "vmad" by e::vmad, tested by "run/ptx-video" =>
        "parts, .sat, .po, .shr7 .shr15; not negated operands";
    "vadd2" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vsub2" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vavrg2" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vabsdiff2" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vmin2" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vmax2" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vset2" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vadd4" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vsub4" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vavrg4" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vabsdiff4" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vmin4" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vmax4" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "vset4" by e::lanes, tested by "run/ptx-video" =>
        LANES;
    "mma" => TENSOR;
    "wmma" => TENSOR;
    "wgmma" => TENSOR;
    "tcgen05" => TENSOR;
    "ldmatrix" => TENSOR;
    "stmatrix" => TENSOR;
    "movmatrix" => TENSOR;
    "tex" => TEXTURE;
    "tld4" => TEXTURE;
    "txq" => TEXTURE;
    "istypep" => TEXTURE;
    "suld" => TEXTURE;
    "sust" => TEXTURE;
    "sured" => TEXTURE;
    "suq" => TEXTURE;
    "tensormap" => CLUSTER;
    "clusterlaunchcontrol" => CLUSTER;
    "mapa" => CLUSTER;
    "getctarank" => CLUSTER;
    "multimem" => MULTI;
    "call" => CALL;
    "ret" => CALL;
    "setmaxnreg" => CLUSTER;
    "brx" => "jumps by an index are not supported in inline PTX";
    "alloca" => STACK;
    "stacksave" => STACK;
    "stackrestore" => STACK;
}

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
    let asynchronous = |modifier: &String| matches!(modifier.as_str(), "tensor" | "reduce");
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
