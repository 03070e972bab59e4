//! Expressions as CUDA C++. Arithmetic of signed numbers is written in unsigned ones, which wrap.

use crate::ast::{Binary, Compare, Expr, INPUTS, Special, Ternary, Type, Unary};

pub fn type_name(t: Type) -> &'static str {
    match t {
        Type::I8 => "i8",
        Type::U8 => "u8",
        Type::I16 => "i16",
        Type::U16 => "u16",
        Type::I32 => "i32",
        Type::U32 => "u32",
        Type::I64 => "i64",
        Type::U64 => "u64",
    }
}

/// The names of [`type_name`] in C++.
pub const TYPES: &str = "typedef signed char i8;\ntypedef unsigned char u8;\ntypedef short i16;\n\
    typedef unsigned short u16;\ntypedef int i32;\ntypedef unsigned u32;\ntypedef long long i64;\n\
    typedef unsigned long long u64;\n";

/// The unsigned type in which a type's sums and products wrap.
fn wrapping(t: Type) -> &'static str {
    if t.bits() == 64 { "u64" } else { "u32" }
}

/// `threads` is the number of threads of a block.
pub fn expr(e: &Expr, threads: u32) -> String {
    let text = |e: &Expr| expr(e, threads);
    match e {
        Expr::Const(t, value) => {
            let bits = value.rem_euclid(1 << t.bits());
            format!("({}){bits:#x}ull", type_name(*t))
        }
        Expr::Var(_, number) => format!("v{number}"),
        Expr::Special(Special::Thread) => "tid".to_owned(),
        Expr::Special(Special::Lane) => "lane".to_owned(),
        Expr::Special(Special::Block) => "blockIdx.x".to_owned(),
        Expr::Input(index) => format!("in[({}) & {}]", text(index), INPUTS - 1),
        Expr::Modulo(a, by) => format!("(({}) % {by}u)", text(a)),
        Expr::Element(array, index) => format!("a{}[({}) & {}]", array.number, text(index), array.length - 1),
        Expr::Shared(index) => format!("s[({}) % {threads}]", text(index)),
        Expr::Unary(op, t, a) => unary(*op, *t, &text(a)),
        Expr::Binary(op, t, parts) => binary(*op, *t, &text(&parts[0]), &text(&parts[1])),
        Expr::Ternary(op, parts) => {
            let name = match op {
                Ternary::FunnelLeft => "__funnelshift_l",
                Ternary::FunnelRight => "__funnelshift_r",
                Ternary::BytePerm => "__byte_perm",
            };
            format!("{name}({}, {}, {})", text(&parts[0]), text(&parts[1]), text(&parts[2]))
        }
        Expr::Compare(op, _, parts) => {
            let sign = match op {
                Compare::Equal => "==",
                Compare::Less => "<",
                Compare::LessEqual => "<=",
            };
            format!("(i32)(({}) {sign} ({}))", text(&parts[0]), text(&parts[1]))
        }
        Expr::Cast(t, a) => format!("({})({})", type_name(*t), text(a)),
        Expr::Select(parts) => {
            let t = type_name(parts[1].type_of());
            format!("({t})(({}) ? ({}) : ({}))", text(&parts[0]), text(&parts[1]), text(&parts[2]))
        }
        Expr::Both(parts) => format!("(i32)(({}) && ({}))", text(&parts[0]), text(&parts[1])),
        Expr::Either(parts) => format!("(i32)(({}) || ({}))", text(&parts[0]), text(&parts[1])),
        Expr::Float(double, parts) => {
            let t = if *double { "double" } else { "float" };
            let [a, b, c] = [0, 1, 2].map(|part| text(&parts[part]));
            format!("(i32)(({t})(({a}) & 255) * ({t})(({b}) & 255) + ({t})(({c}) & 65535))")
        }
    }
}

fn unary(op: Unary, t: Type, a: &str) -> String {
    let name = type_name(t);
    let wide = if t.bits() == 64 { "ll" } else { "" };
    let signed = if t.bits() == 64 { "i64" } else { "i32" };
    let unsigned = wrapping(t);
    match op {
        Unary::Negate => format!("({name})(0u - ({unsigned})({a}))"),
        Unary::Not => format!("({name})~({a})"),
        Unary::Popc => format!("({name})__popc{wide}(({unsigned})({a}))"),
        Unary::Clz => format!("({name})__clz{wide}(({signed})({a}))"),
        Unary::Brev => format!("({name})__brev{wide}(({unsigned})({a}))"),
        Unary::Ffs => format!("({name})__ffs{wide}(({signed})({a}))"),
    }
}

fn binary(op: Binary, t: Type, a: &str, b: &str) -> String {
    let name = type_name(t);
    let unsigned = wrapping(t);
    let last = t.bits() - 1;
    let compared = if t.bits() < 32 { "i32" } else { name };
    match op {
        Binary::Add => format!("({name})(({unsigned})({a}) + ({unsigned})({b}))"),
        Binary::Sub => format!("({name})(({unsigned})({a}) - ({unsigned})({b}))"),
        Binary::Mul => format!("({name})(({unsigned})({a}) * ({unsigned})({b}))"),
        Binary::Div => format!("({name})(({a}) / ({name})((({b}) & 63) | 1))"),
        Binary::Rem => format!("({name})(({a}) % ({name})((({b}) & 63) | 1))"),
        Binary::And => format!("({name})(({a}) & ({b}))"),
        Binary::Or => format!("({name})(({a}) | ({b}))"),
        Binary::Xor => format!("({name})(({a}) ^ ({b}))"),
        Binary::Shl => format!("({name})(({unsigned})({a}) << (({b}) & {last}))"),
        Binary::Shr => format!("({name})(({a}) >> (({b}) & {last}))"),
        Binary::Min => format!("({name})min(({compared})({a}), ({compared})({b}))"),
        Binary::Max => format!("({name})max(({compared})({a}), ({compared})({b}))"),
        Binary::MulHi => {
            let function = match t {
                Type::I64 => "__mul64hi",
                Type::U64 => "__umul64hi",
                Type::U32 => "__umulhi",
                _ => "__mulhi",
            };
            format!("{function}({a}, {b})")
        }
    }
}
