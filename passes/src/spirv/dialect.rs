//! The marker functions of a legal kernel: what LLVM IR has no instruction for once pointers are gone.
//!
//! A legal kernel has no parameters and no values of pointer type. Addresses are integers: 64 bits for device memory,
//! 32-bit element indices for the arrays that [`super::Array`] lists. Every access is a call of a marker declared
//! here, whose name ends in the type that it moves (`spv.load.global.f32`), so that LLVM's passes leave accesses alone
//! and see through all arithmetic. `anywarp-backend-spirv` maps each marker to one SPIR-V instruction.

use llvm_config::ir::{Type, TypeKind};

/// `(address: i64, alignment: i32, volatile: i32) -> T`.
pub const LOAD_GLOBAL: &str = "spv.load.global.";
/// `(value: T, address: i64, alignment: i32, volatile: i32)`.
pub const STORE_GLOBAL: &str = "spv.store.global.";
/// `(array: i32, index: i32, volatile: i32) -> iN`: element of an array.
pub const LOAD_ARRAY: &str = "spv.load.array.";
/// `(value: iN, array: i32, index: i32, volatile: i32)`.
pub const STORE_ARRAY: &str = "spv.store.array.";
/// `spv.atomic.global.OPERATION.T (address: i64, value: T, ordered: i32) -> T`, the old value; see [`ATOMICS`].
pub const ATOMIC_GLOBAL: &str = "spv.atomic.global.";
/// `spv.atomic.array.OPERATION.iN (array: i32, index: i32, value: iN, ordered: i32) -> iN`.
pub const ATOMIC_ARRAY: &str = "spv.atomic.array.";
/// `(address: i64, expected: iN, new: iN, ordered: i32) -> iN`, the old value.
pub const EXCHANGE_GLOBAL: &str = "spv.cas.global.";
/// `(array: i32, index: i32, expected: iN, new: iN, ordered: i32) -> iN`.
pub const EXCHANGE_ARRAY: &str = "spv.cas.array.";
/// `(word: i32) -> i32`: a word of the launch record, see `anywarp_artifact::spirv::Launch`.
pub const PUSH_WORD: &str = "spv.push";
/// `spv.builtin.NAME () -> i32`; see [`BUILTINS`].
pub const BUILTIN: &str = "spv.builtin.";
/// `(word: i32) -> i64`: a word of even number and the one behind it.
pub const PUSH_PAIR: &str = "spv.push.pair";
/// `() -> i64`: the clock of the processor that runs the thread.
pub const CLOCK: &str = "spv.clock";
/// `(id: i32) -> i32`: a specialisation constant.
pub const SPECIAL: &str = "spv.special";
/// `()`: the block meets; memory operations before are visible to it after.
pub const BARRIER: &str = "spv.barrier";
/// `()`: the block meets; accesses of shared memory before are visible to it after.
pub const BARRIER_SHARED: &str = "spv.barrier.shared";
/// `(scope: i32)`: 2 the block, 1 the device, as SPIR-V numbers scopes.
pub const FENCE: &str = "spv.fence";
/// `(a: T, b: T, c: T) -> T`: rounds once on devices with `Requirement::FusedMultiplyAdd`.
pub const FMA: &str = "spv.fma.";
/// `() -> ()`: the lanes of a subgroup of 32 that are here meet; memory operations before are visible to them after.
pub const SUBGROUP_BARRIER: &str = "spv.subgroup.barrier";
/// `(predicate: i1) -> i32`: the lanes of a subgroup of 32 that are here with a true predicate.
pub const SUBGROUP_BALLOT: &str = "spv.subgroup.ballot";
/// `(value: i32, lane: i32) -> i32`: the value of another lane that is here.
pub const SUBGROUP_SHUFFLE: &str = "spv.subgroup.shuffle";
/// `(value: i32, lanes: i32) -> i32`: the value of the lane whose number is `lane ^ lanes`.
pub const SUBGROUP_SHUFFLE_XOR: &str = "spv.subgroup.shuffle.xor";
/// `spv.subgroup.OPERATION (value: i32) -> i32`: over the lanes that are here; see [`REDUCTIONS`].
pub const SUBGROUP: &str = "spv.subgroup.";
/// `(a: f64, b: f64) -> f64`: a quotient that need not be rounded correctly.
pub const ROUGH_QUOTIENT: &str = "spv.quotient.f64";
/// `(a: f32, b: f32) -> f32`: a quotient within 2.5 ulp where all three numbers are normal.
pub const ROUGH_SINGLE_QUOTIENT: &str = "spv.quotient.f32";
/// `(a: f32) -> f32`: one over the square root of a normal positive number, within 2 ulp.
pub const ROUGH_INVERSE_ROOT: &str = "spv.rsqrt.f32";
/// `(a: f32) -> f32`: a power of two, within 2 ulp for exponents from -1 to 1 where the device says so.
pub const ROUGH_POWER: &str = "spv.exp2.f32";
/// `(a: f32) -> f32`: the number between 0 and 1 that is next to another.
pub const SATURATE: &str = "spv.saturate.f32";
/// `(a: f32, b: f32) -> f32`: the smaller number, the number if one is none.
pub const MINIMUM: &str = "spv.min.f32";
/// `(a: f32, b: f32) -> f32`: the larger number, the number if one is none.
pub const MAXIMUM: &str = "spv.max.f32";
/// `(a: f32) -> i32`: the number as binary16, as the device rounds it.
pub const PACK_HALF: &str = "spv.half.pack";
/// `(a: i32) -> f32`: the number whose binary16 is in the lower half.
pub const UNPACK_HALF: &str = "spv.half.unpack";
/// `(a: f64) -> f64`: a square root that need not be rounded correctly.
pub const ROUGH_ROOT: &str = "spv.root.f64";

/// Operations of [`ATOMIC_GLOBAL`] and [`ATOMIC_ARRAY`]; `load` ignores its value, `store` returns it.
pub const ATOMICS: [&str; 13] =
    ["load", "store", "exchange", "add", "fadd", "sub", "and", "or", "xor", "smin", "smax", "umin", "umax"];

/// Reductions of [`SUBGROUP`], in the order of `__reduce_add_sync` to `__reduce_xor_sync` in the PTX ISA.
pub const REDUCTIONS: [&str; 8] = ["add", "umin", "umax", "smin", "smax", "and", "or", "xor"];

/// Numbers that differ between threads, blocks or launches.
pub const BUILTINS: [&str; 8] =
    ["tid.x", "tid.y", "tid.z", "ctaid.x", "ctaid.y", "ctaid.z", "lane", "subgroup"];

/// The end of a marker's name: the type that it moves.
pub fn suffix(ty: Type) -> String {
    match ty.kind() {
        TypeKind::Vector => format!("v{}{}", ty.len(), suffix(ty.element())),
        TypeKind::Float => "f32".to_owned(),
        TypeKind::Double => "f64".to_owned(),
        TypeKind::Half => "f16".to_owned(),
        TypeKind::Integer => format!("i{}", ty.int_width()),
        _ => "none".to_owned(),
    }
}
