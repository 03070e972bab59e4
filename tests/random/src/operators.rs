//! What an operator gives, in numbers of 128 bits that are cut to the type at the end; the printer knows nothing of this,
//! and a test compares both with what clang makes of the printer's text on the host.

use crate::ast::{Binary, Compare, Ternary, Type, Unary};

/// `value` modulo the width of `t`, as a number of `t`.
pub fn cut(t: Type, value: i128) -> i128 {
    let modulus = 1_i128 << t.bits();
    let rest = value.rem_euclid(modulus);
    if t.signed() && rest >= modulus / 2 { rest - modulus } else { rest }
}

/// The bits of a number of `t`.
fn bits(t: Type, value: i128) -> u64 {
    let modulus = 1_i128 << t.bits();
    u64::try_from(value.rem_euclid(modulus)).unwrap_or(0)
}

pub fn unary(op: Unary, t: Type, a: i128) -> i128 {
    let word = bits(t, a);
    let unused = 64 - t.bits();
    cut(
        t,
        match op {
            Unary::Negate => -a,
            Unary::Not => -1 - a,
            Unary::Popc => i128::from(word.count_ones()),
            Unary::Clz => i128::from(word.leading_zeros() - unused),
            Unary::Brev => i128::from(word.reverse_bits() >> unused),
            Unary::Ffs => i128::from(if word == 0 { 0 } else { word.trailing_zeros() + 1 }),
        },
    )
}

pub fn binary(op: Binary, t: Type, a: i128, b: i128) -> i128 {
    let divisor = b.rem_euclid(64) / 2 * 2 + 1;
    let shift = b.rem_euclid(i128::from(t.bits()));
    cut(
        t,
        match op {
            Binary::Add => a + b,
            Binary::Sub => a - b,
            // The product of two unsigned numbers of 64 bits fits in 128 bits, not in 127.
            Binary::Mul => i128::from(bits(t, a).wrapping_mul(bits(t, b))),
            Binary::Div => a / divisor,
            Binary::Rem => a % divisor,
            Binary::And => i128::from(bits(t, a) & bits(t, b)),
            Binary::Or => i128::from(bits(t, a) | bits(t, b)),
            Binary::Xor => i128::from(bits(t, a) ^ bits(t, b)),
            Binary::Shl => a * (1 << shift),
            Binary::Shr => a.div_euclid(1 << shift),
            Binary::Min => a.min(b),
            Binary::Max => a.max(b),
            Binary::MulHi => high(t, a, b),
        },
    )
}

fn high(t: Type, a: i128, b: i128) -> i128 {
    if t == Type::U64 {
        let product = u128::from(bits(t, a)) * u128::from(bits(t, b));
        i128::try_from(product >> 64).unwrap_or(0)
    } else {
        (a * b).div_euclid(1 << t.bits())
    }
}

/// All operands and results are `U32`.
pub fn ternary(op: Ternary, a: i128, b: i128, c: i128) -> i128 {
    let both = (b << 32) + a;
    let shift = c % 32;
    match op {
        // The upper word of the pair, shifted to the left, and the lower word of the pair, shifted to the right.
        Ternary::FunnelLeft => cut(Type::U32, both.div_euclid(1 << (32 - shift))),
        Ternary::FunnelRight => cut(Type::U32, both.div_euclid(1 << shift)),
        Ternary::BytePerm => (0..4)
            .map(|byte| {
                // `__byte_perm` ignores bit 3 of a selector; `prmt` would repeat the sign.
                let selector = c.div_euclid(16_i128.pow(byte)) % 16;
                let chosen = both.div_euclid(256_i128.pow(u32::try_from(selector % 8).unwrap_or(0))) % 256;
                chosen * 256_i128.pow(byte)
            })
            .sum(),
    }
}

pub fn compare(op: Compare, a: i128, b: i128) -> i128 {
    i128::from(match op {
        Compare::Equal => a == b,
        Compare::Less => a < b,
        Compare::LessEqual => a <= b,
    })
}
