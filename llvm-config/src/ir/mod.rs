//! LLVM IR, edited by value: thin wrappers over LLVM's C API for what inkwell's typed values make hard.
//!
//! inkwell owns contexts, modules, target machines and pass pipelines. A translation that maps *any* instruction to
//! another one needs untyped values instead: [`Value`], [`Type`], [`Block`] are copies of LLVM's pointers. They
//! are valid while their module lives; holding one across [`Value::erase`] of the same value or beyond the module
//! is a bug of the caller (as with any compiler's node references). All `unsafe` of the compiler is in this folder.

mod builder;
mod debug;
mod flags;
mod function;
mod global;
mod instruction;
mod layout;
mod metadata;
mod module;
mod types;
mod value;
mod vectors;

pub use builder::Builder;
pub use debug::{SourcePlace, add_artificial_subprograms, has_subprograms};
pub use function::Attribute;
pub use inkwell;
pub use layout::Layout;
pub use module::{ModuleExt, PassError, run_function_passes, run_passes};
pub use types::{Type, TypeKind};
pub use value::{Block, Value, ValueKind};
pub use vectors::{is_binary, is_cast};

pub use llvm_sys::{
    LLVMAtomicOrdering as AtomicOrdering, LLVMAtomicRMWBinOp as AtomicOperation,
    LLVMIntPredicate as IntPredicate, LLVMOpcode as Opcode, LLVMRealPredicate as RealPredicate,
};
