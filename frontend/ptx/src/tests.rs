//! Small texts through the whole translation.

use super::*;

fn word(bits: u32) -> ValueType {
    ValueType { text: format!("i{bits}"), bits }
}

/// A statement with `results` and `arguments` words of 32 bits.
fn assembly(text: &str, results: usize, arguments: usize) -> InlineAssembly {
    let outputs = std::iter::repeat_n("=r", results);
    let constraints: Vec<&str> = outputs.chain(std::iter::repeat_n("r", arguments)).collect();
    InlineAssembly {
        text: text.to_owned(),
        constraints: constraints.join(","),
        arguments: vec![word(32); arguments],
        constants: vec![None; arguments],
        results: vec![word(32); results],
    }
}

fn translated(text: &str, results: usize, arguments: usize) -> Translation {
    translate(&assembly(text, results, arguments)).expect("it is supported")
}

fn refused(text: &str, results: usize, arguments: usize) -> String {
    let error = translate(&assembly(text, results, arguments)).expect_err("it is not supported");
    format!("{}: {}: {}", error.line, error.opcode.unwrap_or_default(), error.message)
}

#[test]
fn a_sum_is_an_addition() {
    let sum = translated("add.u32 $0, $1, $2;", 1, 2);
    assert_eq!(
        sum.function,
        "(i32 %a0, i32 %a1) alwaysinline nounwind {
entry:
  %o0 = alloca i32
  %o1 = alloca i32
  %o2 = alloca i32
  %a0.bits = bitcast i32 %a0 to i32
  store i32 %a0.bits, ptr %o1
  %a1.bits = bitcast i32 %a1 to i32
  store i32 %a1.bits, ptr %o2
  %t1 = load i32, ptr %o1
  %t2 = load i32, ptr %o2
  %t3 = add i32 %t1, %t2
  store i32 %t3, ptr %o0
  %r0.bits = load i32, ptr %o0
  %r0 = bitcast i32 %r0.bits to i32
  ret i32 %r0
}
"
    );
    assert_eq!(sum.result, "i32");
    assert!(!sum.carry && !sum.exits);
}

#[test]
fn tied_operands_share_a_register() {
    let tied = InlineAssembly {
        text: "add.u32 $0, $0, 1;".to_owned(),
        constraints: "=r,0,~{memory}".to_owned(),
        arguments: vec![word(32)],
        constants: vec![None],
        results: vec![word(32)],
    };
    let function = translate(&tied).expect("it is supported").function;
    assert!(function.contains("store i32 %a0.bits, ptr %o0"), "{function}");
    assert_eq!(function.matches("~{memory}").count(), 2, "{function}");
}

#[test]
fn constants_are_put_in_place() {
    let copy = InlineAssembly {
        text: "cp.async.ca.shared.global [$0 + $2], [$1], $2;".to_owned(),
        constraints: "r,l,n".to_owned(),
        arguments: vec![word(32), word(64), word(32)],
        constants: vec![None, None, Some(8)],
        results: vec![],
    };
    let function = translate(&copy).expect("it is supported").function;
    assert!(function.contains("i64 8"), "{function}");
}

#[test]
fn barriers_and_shuffles_are_convergent() {
    assert!(translated("bar.sync 0;", 0, 0).function.contains("convergent"));
    assert!(translated("shfl.sync.idx.b32 $0, $1, 0, 31, -1;", 1, 1).function.contains("convergent"));
    assert!(!translated("mov.u32 $0, %laneid;", 1, 0).function.contains("convergent"));
}

#[test]
fn a_carry_that_nobody_set_is_open() {
    let chain = translated("add.cc.u32 $0, $1, $2; addc.u32 $0, $0, 0;", 1, 2);
    assert!(chain.carry && !chain.open_carry);
    assert!(translated("addc.u32 $0, $1, $2;", 1, 2).open_carry);
}

#[test]
fn refusals_name_the_instruction_and_its_line() {
    assert_eq!(
        refused("mov.u32 $0, 1;\n mma.sync.aligned.m8n8k4.row.col.f16 {$0, $1}, {}, (x);", 2, 0),
        "2: mma.sync.aligned.m8n8k4.row.col.f16: tensor cores are not supported"
    );
    assert_eq!(refused("frob.u32 $0, 1;", 1, 0), "1: frob.u32: `frob` is not an instruction of PTX");
    assert_eq!(
        refused("add.frob.u32 $0, 1, 2;", 1, 0),
        "1: add.frob.u32: the modifier `.frob` is not supported here"
    );
    assert_eq!(refused("add.u64 $0, 1, 2;", 1, 0), "1: add.u64: the result has 64 bits, its register 32");
    assert_eq!(
        refused("mov.u32 $0, %smid;", 1, 0),
        "1: mov.u32: the special register `%smid` is not supported"
    );
    assert_eq!(refused("{ mov.u32 $0, 1;", 1, 0), "1: : `}` is missing");
    assert_eq!(
        refused(".shared .b32 x;", 0, 0),
        "1: : the directive `.shared` is not supported in inline PTX"
    );
    assert_eq!(refused("shl.b32 $0, 1;", 1, 0), "1: shl.b32: takes 3 operands, here are 2");
    assert_eq!(refused("bra elsewhere;", 0, 0), "1: bra: there is no label `elsewhere`");
}

#[test]
fn numbers_are_read_in_every_notation() {
    let integer = |text: &str| {
        let parsed = parse(&format!("mov.u64 x, {text};"), &[]).expect("it is a number");
        let ast::StatementKind::Instruction(ref instruction) = parsed[0].kind else { panic!("{parsed:?}") };
        instruction.operands[1].clone()
    };
    assert_eq!(integer("0x1F"), ast::Operand::Integer(31));
    assert_eq!(integer("0b101U"), ast::Operand::Integer(5));
    assert_eq!(integer("017"), ast::Operand::Integer(15));
    assert_eq!(integer("-(2 + 3 * 4) << 1"), ast::Operand::Integer(-28i64 as u64));
    assert_eq!(integer("~0"), ast::Operand::Integer(u64::MAX));
    assert_eq!(integer("0f3F800000"), ast::Operand::Single(0x3f80_0000));
    assert_eq!(integer("0d3FF0000000000000"), ast::Operand::Double(1.0));
    assert_eq!(integer("1.5e-1"), ast::Operand::Double(0.15));
}

/// Nothing that a text contains may panic: pieces of PTX in random order, and cut anywhere.
#[test]
fn no_text_panics() {
    const PIECES: [&str; 48] = [
        "add",
        ".u32",
        " ",
        "$0",
        "$1",
        ",",
        ";",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "@",
        "!",
        "p",
        ".reg .pred p;",
        ":",
        "L",
        "bra L",
        "mov",
        ".b64",
        "ld",
        ".global",
        ".v2",
        "st",
        "cvt",
        ".rn",
        ".f16x2",
        ".f32",
        "setp",
        ".lt",
        "|",
        "-",
        "+",
        "<<",
        "0x7",
        "0f3F800000",
        "1.5",
        "%tid",
        ".x",
        "_",
        "lop3.b32",
        "vadd.s32.s32.s32",
        ".b0",
        "${:uid}",
        "//\n",
        "é",
    ];
    let mut seed = 0x9e37_79b9_7f4a_7c15u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 16) as usize % below
    };
    for _ in 0..20_000 {
        let text: String = (0..random(20)).map(|_| PIECES[random(PIECES.len())]).collect();
        let _ = translate(&assembly(&text, 1, 1));
    }
    for opcode in opcodes::OPCODES {
        for _ in 0..200 {
            let tail: String = (0..random(14)).map(|_| PIECES[random(PIECES.len())]).collect();
            let _ = translate(&assembly(&format!("{}{tail};", opcode.name), 1, 1));
        }
    }
    let deep = "{".repeat(100_000);
    assert!(translate(&assembly(&deep, 0, 0)).is_err());
    let deep = format!("mov.u32 $0, {};", "(".repeat(100_000));
    assert!(translate(&assembly(&deep, 1, 0)).is_err());
    let deep = format!("mov.u32 $0, {}1;", "-".repeat(100_000));
    assert!(translate(&assembly(&deep, 1, 0)).is_err());
}
