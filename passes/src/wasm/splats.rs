//! Tests of masks whose elements are all computed alike: scalar ones. LLVM's wasm backend has no pattern for some of them.
//!
//!   anytrue(splat %x), alltrue(same)    %x != 0

use llvm_config::ir::{Builder, IntPredicate, Opcode, Value};

/// Makes such tests of a function scalar.
pub(super) fn lower_tests(b: &Builder, function: Value) {
    for i in function.instructions().into_iter().filter(|i| i.opcode() == Opcode::LLVMCall) {
        test_of_splat(b, i);
    }
}

fn test_of_splat(b: &Builder, i: Value) {
    let name = match i.called_function() {
        Some(function) => function.name(),
        None => return,
    };
    if !["llvm.wasm.anytrue.", "llvm.wasm.alltrue."].iter().any(|test| name.starts_with(test)) {
        return;
    }
    if !is_splat(i.operand(0), DEPTH) {
        return;
    }
    b.before(i);
    b.locate(i);
    let element = scalar(b, i.operand(0));
    let is = b.icmp(IntPredicate::LLVMIntNE, element, element.ty().constant(0));
    let word = b.zext(is, i.ty());
    i.replace_all_uses_with(word);
    i.erase();
}

/// How far operands are followed.
const DEPTH: u32 = 12;

/// True if all elements of a vector are computed alike.
fn is_splat(vector: Value, depth: u32) -> bool {
    if vector.is_constant() {
        let elements = (0..vector.ty().len() as u32).map(|index| vector.aggregate_element(index));
        let elements: Vec<Option<Value>> = elements.collect();
        return elements[0].is_some_and(|first| first.as_int().is_some())
            && elements.iter().all(|element| *element == elements[0]);
    }
    if depth == 0 || !vector.is_instruction() {
        return false;
    }
    let mut operands = vector.operands().into_iter();
    match vector.opcode() {
        Opcode::LLVMShuffleVector => {
            is_broadcast(vector) || is_splat(vector.operand(0), depth - 1) && is_of_first(vector)
        }
        Opcode::LLVMFreeze | Opcode::LLVMSExt | Opcode::LLVMZExt | Opcode::LLVMTrunc => {
            is_splat(vector.operand(0), depth - 1)
        }
        Opcode::LLVMICmp | Opcode::LLVMAnd | Opcode::LLVMOr | Opcode::LLVMXor | Opcode::LLVMAdd => {
            operands.all(|operand| is_splat(operand, depth - 1))
        }
        _ => false,
    }
}

/// Every element of a splat, computed once.
fn scalar(b: &Builder, vector: Value) -> Value {
    if vector.is_constant() {
        return vector.aggregate_element(0).expect("a splat has elements");
    }
    let operand = |index| scalar(b, vector.operand(index));
    match vector.opcode() {
        Opcode::LLVMShuffleVector if is_broadcast(vector) => vector.operand(0).operand(1),
        Opcode::LLVMShuffleVector => operand(0),
        Opcode::LLVMFreeze => b.freeze(operand(0)),
        Opcode::LLVMICmp => b.icmp(vector.int_predicate(), operand(0), operand(1)),
        opcode @ (Opcode::LLVMSExt | Opcode::LLVMZExt | Opcode::LLVMTrunc) => {
            b.cast(opcode, operand(0), vector.ty().element())
        }
        opcode => b.binary(opcode, operand(0), operand(1)),
    }
}

/// True for a shuffle that takes elements of its first operand only.
fn is_of_first(shuffle: Value) -> bool {
    let len = shuffle.operand(0).ty().len() as u32;
    shuffle.shuffle_mask().iter().all(|element| element.is_some_and(|element| element < len))
}

/// True for a shuffle that repeats the element that was inserted into its operand.
fn is_broadcast(shuffle: Value) -> bool {
    let first = shuffle.operand(0);
    shuffle.shuffle_mask().iter().all(|element| element.unwrap_or(0) == 0)
        && first.is_instruction()
        && first.opcode() == Opcode::LLVMInsertElement
        && first.operand(2).as_uint() == Some(0)
}
