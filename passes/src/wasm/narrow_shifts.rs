//! Shifts of vectors of bytes and halfwords, each element by another number, are done on words.
//!
//! LLVM's wasm backend does them element by element and forgets to cut off the sign of constants: `0xf7 >> 1` gives `0xfb`.

use llvm_config::ir::{Builder, Opcode, TypeKind, Value};

/// Makes such shifts of a function shifts of words.
pub(super) fn widen_shifts(b: &Builder, function: Value) {
    for i in function.instructions() {
        let extend = match i.opcode() {
            Opcode::LLVMShl | Opcode::LLVMLShr => Opcode::LLVMZExt,
            Opcode::LLVMAShr => Opcode::LLVMSExt,
            _ => continue,
        };
        let ty = i.ty();
        let is_narrow = ty.kind() == TypeKind::Vector && ty.element().int_width() < 32;
        if !is_narrow || i.operand(1).is_constant() {
            continue;
        }
        let words = ty.int(32).vector(ty.len() as u32);
        b.before(i);
        b.locate(i);
        let (value, by) = (b.cast(extend, i.operand(0), words), b.zext(i.operand(1), words));
        let shifted = b.binary(i.opcode(), value, by);
        let narrowed = b.trunc(shifted, ty);
        i.replace_all_uses_with(narrowed);
        i.erase();
    }
}
