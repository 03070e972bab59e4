//! `docs/ptx.md` agrees with the table of opcodes, and its tests are there.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use anywarp_ptx::opcodes::OPCODES;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The table as a document.
fn document() -> String {
    let mut text = String::from(
        "# Inline PTX

Generated from the table (`frontend/ptx/src/opcodes.rs`) by `BLESS=1 cargo test --release -p anywarp-ptx --test documents`.

`asm` in device code is PTX (NVIDIA's \"Inline PTX Assembly in CUDA\"). Every statement becomes a function of LLVM IR before
anything is optimised (`passes/src/ptx/`), so that it runs on every device, as far as the device has what the IR needs. The
meaning is the PTX ISA's, edges included; where the ISA allows an error, the result is rounded correctly or nearly so. `.ftz`
flushes where it is written, and nowhere else, whatever `-ftz` says. Operands are registers (`b c h r l f d`), constants (`n`)
and ties; predicates, labels, scopes, vectors, `.reg` and constant expressions are PTX's. The carry flag passes from a
statement to the next, in functions that are inlined too. A `memory` clobber holds accesses on their side of the statement.

Special registers: `%tid %ntid %ctaid %nctaid` with `.x .y .z`, `%laneid %warpid %nwarpid %warpsize WARP_SZ`,
`%lanemask_*`, `%clock %clock_hi %clock64 %globaltimer %globaltimer_lo %globaltimer_hi`, `%dynamic_smem_size
%total_smem_size`.

What is refused is refused only if a kernel reaches it, by name and line (AW1002): other opcodes, modifiers and registers,
operands of 128 bits (`q`), names of variables and functions, directives other than `.reg`, and:

| opcode | supported | tests |
| --- | --- | --- |
",
    );
    for opcode in OPCODES {
        let forms =
            if opcode.is_supported() { opcode.forms.to_owned() } else { format!("no: {}", opcode.forms) };
        let forms = forms.replace('|', "\\|");
        writeln!(text, "| `{}` | {forms} | {} |", opcode.name, opcode.tests.replace(' ', ", ")).unwrap();
    }
    text
}

#[test]
fn the_document_is_up_to_date() {
    let path = workspace("docs/ptx.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, document()).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        text == document(),
        "docs/ptx.md is old; run: BLESS=1 cargo test --release -p anywarp-ptx --test documents"
    );
}

#[test]
fn every_opcode_is_in_its_tests() {
    for opcode in OPCODES {
        for test in opcode.tests.split_whitespace() {
            let text = fs::read_to_string(workspace(&format!("tests/{test}.cu"))).unwrap_or_default();
            assert!(text.contains(opcode.name), "tests/{test}.cu does not contain `{}`", opcode.name);
        }
    }
}
