//! Random expressions of a type.

use crate::ast::{Array, Binary, Compare, Expr, Special, Ternary, Type, Unary};
use crate::rng::Rng;

/// What an expression may read.
pub(crate) struct Readable<'s> {
    pub(crate) variables: &'s [(Type, usize)],
    pub(crate) arrays: &'s [Array],
    /// Shared memory may be read: nobody writes it now.
    pub(crate) shared: bool,
    /// All threads of the block get the same value.
    pub(crate) uniform: bool,
}

pub(crate) fn constant(rng: &mut Rng, t: Type) -> Expr {
    let bits = i128::from(rng.bits());
    let value = match rng.below(6) {
        0 => -1,
        1 => 1_i128 << (t.bits() - 1),
        2 => bits,
        3 => (1_i128 << (t.bits() - 1)) - 1,
        _ => bits % 9,
    };
    Expr::Const(t, crate::operators::cut(t, value))
}

pub(crate) fn expr(rng: &mut Rng, t: Type, depth: usize, from: &Readable) -> Expr {
    if depth == 0 || rng.one_in(5) {
        return leaf(rng, t, from);
    }
    let inner = depth - 1;
    let mut make = |rng: &mut Rng, t| expr(rng, t, inner, from);
    match rng.below(12) {
        0 | 1 => {
            let other = rng.pick(&Type::ALL);
            Expr::Cast(t, Box::new(make(rng, other)))
        }
        2 => {
            let counts = [Unary::Popc, Unary::Clz, Unary::Brev, Unary::Ffs];
            let wide = t.bits() >= 32 && rng.one_in(2);
            let op = if wide { rng.pick(&counts) } else { rng.pick(&[Unary::Negate, Unary::Not]) };
            Expr::Unary(op, t, Box::new(make(rng, t)))
        }
        3 => Expr::Select(Box::new([make(rng, Type::I32), make(rng, t), make(rng, t)])),
        4 | 5 => special(rng, t, &mut make),
        _ => Expr::Binary(operator(rng, t), t, Box::new([make(rng, t), make(rng, t)])),
    }
}

fn operator(rng: &mut Rng, t: Type) -> Binary {
    let all = [
        Binary::Add,
        Binary::Sub,
        Binary::Mul,
        Binary::Div,
        Binary::Rem,
        Binary::And,
        Binary::Or,
        Binary::Xor,
        Binary::Shl,
        Binary::Shr,
        Binary::Min,
        Binary::Max,
        Binary::MulHi,
    ];
    let count = if t.bits() >= 32 { all.len() } else { all.len() - 1 };
    all[rng.below(count)]
}

/// Operations that there are for one type only; another type is cast to.
fn special(rng: &mut Rng, t: Type, make: &mut dyn FnMut(&mut Rng, Type) -> Expr) -> Expr {
    let mut three = |rng: &mut Rng| Box::new([0, 1, 2].map(|_| make(rng, Type::U32)));
    let e = match rng.below(6) {
        0 => {
            let op = rng.pick(&[Ternary::FunnelLeft, Ternary::FunnelRight, Ternary::BytePerm]);
            Expr::Ternary(op, three(rng))
        }
        1 => {
            let double = rng.one_in(3);
            Expr::Float(double, three(rng))
        }
        2 => Expr::Both(Box::new([make(rng, Type::I32), make(rng, Type::I32)])),
        3 => Expr::Either(Box::new([make(rng, Type::I32), make(rng, Type::I32)])),
        _ => comparison(rng, make),
    };
    cast(t, e)
}

fn comparison(rng: &mut Rng, make: &mut dyn FnMut(&mut Rng, Type) -> Expr) -> Expr {
    let t = rng.pick(&Type::ALL);
    let op = rng.pick(&[Compare::Equal, Compare::Less, Compare::LessEqual]);
    Expr::Compare(op, t, Box::new([make(rng, t), make(rng, t)]))
}

/// An expression that is often true and often false.
pub(crate) fn condition(rng: &mut Rng, depth: usize, from: &Readable) -> Expr {
    match rng.below(3) {
        0 => {
            let value = Box::new(expr(rng, Type::U32, depth, from));
            let by = rng.pick(&[2, 3, 5, 8]);
            let most = Expr::Const(Type::U32, rng.below(by) as i128);
            let rest = Expr::Modulo(value, u32::try_from(by).unwrap_or(2));
            Expr::Compare(Compare::LessEqual, Type::U32, Box::new([rest, most]))
        }
        1 if !from.uniform => {
            let lane = Expr::Special(rng.pick(&[Special::Lane, Special::Thread]));
            let most = Expr::Const(Type::U32, rng.below(33) as i128);
            Expr::Compare(Compare::Less, Type::U32, Box::new([lane, most]))
        }
        _ => comparison(rng, &mut |rng, t| expr(rng, t, depth, from)),
    }
}

pub(crate) fn cast(t: Type, e: Expr) -> Expr {
    if e.type_of() == t { e } else { Expr::Cast(t, Box::new(e)) }
}

fn leaf(rng: &mut Rng, t: Type, from: &Readable) -> Expr {
    let index = |rng: &mut Rng| -> Box<Expr> {
        match rng.below(3) {
            0 if !from.uniform => Box::new(Expr::Special(Special::Thread)),
            1 => Box::new(constant(rng, Type::U32)),
            _ => Box::new(variable(rng, Type::U32, from)),
        }
    };
    match rng.below(10) {
        0 | 1 => constant(rng, t),
        2 => cast(t, Expr::Special(Special::Block)),
        3 if !from.uniform => cast(t, Expr::Special(rng.pick(&[Special::Thread, Special::Lane]))),
        4 => cast(t, Expr::Input(index(rng))),
        5 | 6 if from.shared && !from.uniform => cast(t, Expr::Shared(index(rng))),
        7 if !from.uniform && !from.arrays.is_empty() => {
            let array = rng.pick(from.arrays);
            cast(t, Expr::Element(array, index(rng)))
        }
        _ => variable(rng, t, from),
    }
}

fn variable(rng: &mut Rng, t: Type, from: &Readable) -> Expr {
    if from.variables.is_empty() {
        return constant(rng, t);
    }
    let (own, number) = rng.pick(from.variables);
    cast(t, Expr::Var(own, number))
}
