//! The interpreter's operators against the printer's text of them, compiled for the host: the two know nothing of each
//! other.

use std::fmt::Write;
use std::process::Command;

use anywarp_random::ast::{Binary, Compare, Expr, Ternary, Type, Unary};
use anywarp_random::operators::{binary, compare, cut, ternary, unary};
use anywarp_random::print_expr::{TYPES, expr, type_name};

/// CUDA's integer functions, from their descriptions in the CUDA Math API manual.
const FUNCTIONS: &str = r"
#include <algorithm>
#include <cstdio>
using std::max;
using std::min;
static int __popc(u32 a) { return __builtin_popcount(a); }
static int __popcll(u64 a) { return __builtin_popcountll(a); }
static int __clz(int a) { return a ? __builtin_clz((u32)a) : 32; }
static int __clzll(i64 a) { return a ? __builtin_clzll((u64)a) : 64; }
static int __ffs(int a) { return __builtin_ffs(a); }
static int __ffsll(i64 a) { return __builtin_ffsll(a); }
static u64 __brevll(u64 a) { u64 r = 0; for (int i = 0; i < 64; ++i) r = r << 1 | (a >> i & 1); return r; }
static u32 __brev(u32 a) { return (u32)(__brevll(a) >> 32); }
static int __mulhi(int a, int b) { return (int)(((i64)a * b) >> 32); }
static u32 __umulhi(u32 a, u32 b) { return (u32)(((u64)a * b) >> 32); }
static i64 __mul64hi(i64 a, i64 b) { return (i64)(((__int128)a * b) >> 64); }
static u64 __umul64hi(u64 a, u64 b) { return (u64)(((unsigned __int128)a * b) >> 64); }
static u32 __funnelshift_l(u32 lo, u32 hi, u32 n) { n &= 31; return n ? hi << n | lo >> (32 - n) : hi; }
static u32 __funnelshift_r(u32 lo, u32 hi, u32 n) { n &= 31; return n ? lo >> n | hi << (32 - n) : lo; }
static u32 __byte_perm(u32 x, u32 y, u32 s) {
  const u64 both = (u64)y << 32 | x;
  u32 r = 0;
  for (int i = 0; i < 4; ++i) r |= (u32)(both >> (s >> (i * 4) & 7) * 8 & 255) << i * 8;
  return r;
}
";

const UNARY: [Unary; 6] = [Unary::Negate, Unary::Not, Unary::Popc, Unary::Clz, Unary::Brev, Unary::Ffs];
const BINARY: [Binary; 13] = [
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
const TERNARY: [Ternary; 3] = [Ternary::FunnelLeft, Ternary::FunnelRight, Ternary::BytePerm];
const COMPARE: [Compare; 3] = [Compare::Equal, Compare::Less, Compare::LessEqual];

/// Numbers of a type that are at the edge of something, and some others.
fn values(t: Type) -> Vec<i128> {
    let half = 1_i128 << (t.bits() - 1);
    let some =
        [0, 1, 2, 3, 7, 31, 32, 33, 63, 100, half - 1, half, half + 1, -1, -2, -33, 0x1234_5678_9abc_def1];
    some.iter().map(|value| cut(t, *value)).collect()
}

/// An expression over variables of one type, and what the interpreter makes of its operands.
type Check = (Expr, Type, Box<dyn Fn(i128, i128, i128) -> i128>);

fn checks() -> Vec<Check> {
    let mut all: Vec<Check> = Vec::new();
    for t in Type::ALL {
        let var = |number| Expr::Var(t, number);
        let wide = t.bits() >= 32;
        for op in UNARY.into_iter().take(if wide { 6 } else { 2 }) {
            all.push((Expr::Unary(op, t, Box::new(var(0))), t, Box::new(move |a, _, _| unary(op, t, a))));
        }
        for op in BINARY.into_iter().take(if wide { 13 } else { 12 }) {
            let e = Expr::Binary(op, t, Box::new([var(0), var(1)]));
            all.push((e, t, Box::new(move |a, b, _| binary(op, t, a, b))));
        }
        for op in COMPARE {
            let e = Expr::Compare(op, t, Box::new([var(0), var(1)]));
            all.push((e, t, Box::new(move |a, b, _| compare(op, a, b))));
        }
        for to in Type::ALL {
            all.push((Expr::Cast(to, Box::new(var(0))), t, Box::new(move |a, _, _| cut(to, a))));
        }
    }
    for op in TERNARY {
        let e = Expr::Ternary(op, Box::new([0, 1, 2].map(|number| Expr::Var(Type::U32, number))));
        all.push((e, Type::U32, Box::new(move |a, b, c| ternary(op, a, b, c))));
    }
    all
}

/// The program prints the results of each check in a line, for all triples of values.
fn source(checks: &[Check]) -> String {
    let mut text = format!("{TYPES}{FUNCTIONS}int main() {{\n");
    for (e, t, _) in checks {
        let name = type_name(*t);
        let listed: Vec<_> = values(*t).iter().map(|value| expr(&Expr::Const(*t, *value), 1)).collect();
        let _ = writeln!(text, "  {{ const {name} list[] = {{{}}};", listed.join(", "));
        let _ = writeln!(text, "    for ({name} v0 : list) for ({name} v1 : list) for ({name} v2 : list) {{");
        let _ = writeln!(text, "      (void)v1, (void)v2; printf(\"%llx \", (u64)({})); }}", expr(e, 1));
        text += "    puts(\"\"); }\n";
    }
    text + "}\n"
}

#[test]
fn operators_mean_what_a_host_compiler_makes_of_their_text() {
    let checks = checks();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (file, program) = (folder.path().join("operators.cpp"), folder.path().join("operators"));
    std::fs::write(&file, source(&checks)).expect("the program is written");
    #[allow(clippy::disallowed_methods, reason = "the test runs a compiler")]
    let mut compiler = Command::new("c++");
    let status = compiler.args(["-w", "-o"]).arg(&program).arg(&file).status().expect("c++ starts");
    assert!(status.success(), "c++ refuses the program");
    #[allow(clippy::disallowed_methods, reason = "the test runs a program")]
    let output = Command::new(&program).output().expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("the program prints text");
    assert_eq!(text.lines().count(), checks.len());
    for ((e, t, meaning), line) in checks.iter().zip(text.lines()) {
        let list = values(*t);
        let mut printed = line.split(' ');
        for a in &list {
            for b in &list {
                for c in &list {
                    let expected = format!("{:x}", cut(Type::U64, meaning(*a, *b, *c)));
                    assert_eq!(printed.next(), Some(&*expected), "{e:?} of {a}, {b}, {c}");
                }
            }
        }
    }
}
