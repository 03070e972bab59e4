//! What only an instruction set knows: how masks are looked at.
//!
//! A mask is a vector of words, all ones for the threads that are there and 0 for the others.

use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Value};

pub(crate) trait Target {
    /// `i1`: somebody is there.
    fn any(&self, module: &Module<'_>, b: &Builder, mask: Value) -> Value;
    /// `i1`: all are there.
    fn all(&self, module: &Module<'_>, b: &Builder, mask: Value) -> Value;
    /// `i32`: one bit for each thread, the first one's lowest.
    fn bits(&self, module: &Module<'_>, b: &Builder, mask: Value) -> Value;
}

/// WebAssembly's 128-bit vectors: four words.
pub(crate) struct Wasm;

const WORDS: u32 = 4;

impl Wasm {
    /// Combines the parts of a mask, of four words each, to one.
    fn fold(b: &Builder, mask: Value, combine: fn(&Builder, Value, Value) -> Value) -> Value {
        let mut mask = mask;
        while mask.ty().len() as u32 > WORDS {
            let half = mask.ty().len() as u32 / 2;
            let low: Vec<u32> = (0..half).collect();
            let high: Vec<u32> = (half..2 * half).collect();
            mask = combine(b, b.shuffle(mask, mask, &low), b.shuffle(mask, mask, &high));
        }
        mask
    }

    fn test(module: &Module<'_>, b: &Builder, name: &str, mask: Value) -> Value {
        let i32 = module.void().int(32);
        let test = module.declare(name, i32.function(&[mask.ty()]));
        let word = b.call_function(test, &[mask]);
        b.icmp(IntPredicate::LLVMIntNE, word, i32.constant(0))
    }

    /// Two vectors as one of half as wide elements.
    fn narrow(module: &Module<'_>, b: &Builder, low: Value, high: Value) -> Value {
        let void = module.void();
        let (name, to) = match low.ty().len() {
            4 => ("llvm.wasm.narrow.signed.v8i16.v4i32", void.int(16).vector(8)),
            _ => ("llvm.wasm.narrow.signed.v16i8.v8i16", void.int(8).vector(16)),
        };
        let narrow = module.declare(name, to.function(&[low.ty(), high.ty()]));
        b.call_function(narrow, &[low, high])
    }

    /// The bits of at most 16 threads.
    fn bits_of_one(module: &Module<'_>, b: &Builder, mut parts: Vec<Value>) -> Value {
        while parts.len() > 1 {
            parts = parts.chunks(2).map(|pair| Self::narrow(module, b, pair[0], pair[1])).collect();
        }
        let name = match parts[0].ty().len() {
            4 => "llvm.wasm.bitmask.v4i32",
            8 => "llvm.wasm.bitmask.v8i16",
            _ => "llvm.wasm.bitmask.v16i8",
        };
        let i32 = module.void().int(32);
        let bitmask = module.declare(name, i32.function(&[parts[0].ty()]));
        b.call_function(bitmask, &parts)
    }
}

impl Target for Wasm {
    fn any(&self, module: &Module<'_>, b: &Builder, mask: Value) -> Value {
        let folded = Self::fold(b, mask, |b, low, high| b.or(low, high));
        Self::test(module, b, "llvm.wasm.anytrue.v4i32", folded)
    }

    fn all(&self, module: &Module<'_>, b: &Builder, mask: Value) -> Value {
        let folded = Self::fold(b, mask, |b, low, high| b.and(low, high));
        Self::test(module, b, "llvm.wasm.alltrue.v4i32", folded)
    }

    fn bits(&self, module: &Module<'_>, b: &Builder, mask: Value) -> Value {
        let width = mask.ty().len() as u32;
        let part = |first: u32| {
            let elements: Vec<u32> = (first..first + WORDS).collect();
            b.shuffle(mask, mask, &elements)
        };
        let parts: Vec<Value> = (0..width).step_by(WORDS as usize).map(part).collect();
        let mut bits: Option<Value> = None;
        for (index, parts) in parts.chunks(4).enumerate() {
            let these = Self::bits_of_one(module, b, parts.to_vec());
            let shifted = b.shl(these, these.ty().constant(16 * index as u64));
            bits = Some(bits.map_or(shifted, |bits| b.or(bits, shifted)));
        }
        bits.expect("no group is empty")
    }
}
