//! Calls that are left after inlining: intrinsics, and functions that nobody defines.

use super::lower::{Lowering, Rep};
use super::parameters::PARAMETERS;
use super::{dialect, layout, services};
use crate::nvvm::intrinsics::{Meaning, meaning, only_informs};
use anywarp_artifact::spirv::{launch, specialize};
use anywarp_diag::Code;
use llvm_config::ir::{IntPredicate, TypeKind, Value, ValueKind};

impl Lowering<'_, '_> {
    pub(crate) fn call(&mut self, i: Value) {
        let callee = i.callee();
        match callee.kind() {
            ValueKind::InlineAsm => self.inline_asm(i, callee),
            ValueKind::Function if callee.name() == PARAMETERS => {
                let address = self.launch_word_pair(launch::PARAMETERS);
                self.define(i, address);
            }
            ValueKind::Function if [services::OUTPUT, services::HEAP].contains(&&*callee.name()) => {
                let address = self.launch_word_pair(launch::FAULT);
                self.define(i, address);
            }
            ValueKind::Function if callee.is_intrinsic() => self.intrinsic(i, &callee.name()),
            ValueKind::Function if callee.name().starts_with("spv.") => self.copy_call(i),
            ValueKind::Function if callee.is_declaration() => self.undefined(i, &callee.name()),
            _ => {
                let what = format!("call of `{}`, which was not inlined", callee.name());
                self.errors.extend(crate::internal(what));
                self.define_poison(i);
            }
        }
    }

    /// Assembly that says nothing (`asm volatile("" ::: "memory")`) is a barrier for the optimiser, which has run.
    fn inline_asm(&mut self, i: Value, callee: Value) {
        if callee.asm_text().trim().is_empty() && i.ty().kind() == TypeKind::Void {
            return;
        }
        let text = callee.asm_text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.unsupported(
            i,
            Code::UnsupportedInlinePtx,
            format!("inline PTX `{text}` is not supported on Vulkan devices yet"),
        );
        self.define_poison(i);
    }

    fn undefined(&mut self, i: Value, name: &str) {
        let what = crate::blame::undefined_function(name);
        self.unsupported(i, Code::UndefinedDeviceSymbol, what);
        self.define_poison(i);
    }

    fn intrinsic(&mut self, i: Value, name: &str) {
        if let Some(meaning) = meaning(name) {
            return self.nvvm(i, name, meaning);
        }
        if only_informs(name) {
            return self.define_poison(i);
        }
        if name == "llvm.trap" || name == "llvm.ubsantrap" || name == "llvm.debugtrap" {
            return self.trap();
        }
        if let Some(value) = self.reduce(i, name) {
            return self.define(i, value);
        }
        if name.starts_with("llvm.nvvm.") || i.arguments().iter().any(|a| a.ty().contains_pointer()) {
            let what = format!(
                "device code uses `{}`, which is not supported on Vulkan devices yet",
                name.trim_start_matches("llvm.")
            );
            self.unsupported(i, Code::Unsupported, what);
            return self.define_poison(i);
        }
        self.copy_call(i);
    }

    /// The same call over the new operands; [`super::expand`] says the rest.
    fn copy_call(&mut self, i: Value) {
        let copy = i.clone_instruction();
        for (index, argument) in i.arguments().into_iter().enumerate() {
            if argument.kind() != ValueKind::Metadata {
                let argument = self.value(argument);
                copy.set_operand(index as u32, argument);
            }
        }
        self.b.insert(copy);
        self.define(i, copy);
    }

    fn nvvm(&mut self, i: Value, name: &str, meaning: Meaning) {
        match meaning {
            Meaning::Thread(_) => self.thread_state(i, name),
            Meaning::Fence => {
                let block_only = name.ends_with("membar.cta") || name.contains(".cta");
                self.fence(if block_only { 2 } else { 1 });
            }
            Meaning::Nothing => {}
            Meaning::Sleep => {}
            Meaning::Barrier { op, predicate, count } => self.barrier(i, op, predicate, count),
            Meaning::BarrierArrive => {
                self.unsupported(i, Code::Unsupported, "barrier arrival without waiting".to_owned());
            }
            Meaning::Warp { .. } => {
                // `super::meet` or `super::native_warps` has replaced these.
                self.errors.extend(crate::internal(format!("`{name}` is left")));
                self.define_poison(i);
            }
            Meaning::Function(function) => {
                // `super::library_calls` has replaced these.
                self.errors.extend(crate::internal(format!("`{function}` is left for `{name}`")));
                self.define_poison(i);
            }
        }
    }

    /// Numbers of the thread, its block and its launch.
    fn thread_state(&mut self, i: Value, name: &str) {
        let name = name.trim_start_matches("llvm.nvvm.").trim_start_matches("read.ptx.sreg.");
        let axis = |name: &str| name.bytes().last().map_or(0, |last| u32::from(last.saturating_sub(b'x')));
        let value = match name {
            "tid.x" | "tid.y" | "tid.z" => self.builtin(name),
            "ntid.x" | "ntid.y" | "ntid.z" => self.special(specialize::BLOCK[axis(name) as usize]),
            "ctaid.x" | "ctaid.y" | "ctaid.z" => {
                let first = self.launch_word(launch::FIRST_BLOCK + axis(name));
                let local = self.builtin(name);
                self.b.add(local, first)
            }
            "nctaid.x" | "nctaid.y" | "nctaid.z" => self.launch_word(launch::GRID + axis(name)),
            "warpsize" => self.word(32),
            // Each read is another one.
            "clock64" => self.marker(dialect::CLOCK, self.i64(), &[]),
            "clock" => {
                let clock = self.marker(dialect::CLOCK, self.i64(), &[]);
                self.b.trunc(clock, self.i32())
            }
            "laneid" => self.lane(),
            "warpid" => {
                let linear = self.linear_thread();
                self.b.lshr(linear, self.word(5))
            }
            "nwarpid" => {
                let threads = self.block_threads();
                let rounded = self.b.add(threads, self.word(31));
                self.b.lshr(rounded, self.word(5))
            }
            "dynamic_smem_size" => self.special(specialize::DYNAMIC_SHARED_BYTES),
            "total_smem_size" => {
                let dynamic = self.special(specialize::DYNAMIC_SHARED_BYTES);
                self.b.add(dynamic, self.word(u64::from(self.static_shared_bytes)))
            }
            _ if name.starts_with("lanemask.") => self.lane_mask(name),
            _ if name.starts_with("isspacep.") => self.is_in_space(i, name),
            _ => {
                self.unsupported(
                    i,
                    Code::Unsupported,
                    format!("`%{name}` is not supported on Vulkan devices"),
                );
                return self.define_poison(i);
            }
        };
        self.define(i, value);
    }

    pub(crate) fn builtin(&mut self, name: &str) -> Value {
        self.pure_marker(&format!("{}{name}", dialect::BUILTIN), self.i32(), &[])
    }

    /// A specialisation constant.
    pub(crate) fn special(&mut self, id: u32) -> Value {
        let id = self.word(u64::from(id));
        self.pure_marker(dialect::SPECIAL, self.i32(), &[id])
    }

    pub(crate) fn block_threads(&mut self) -> Value {
        let [x, y, z] = specialize::BLOCK.map(|id| self.special(id));
        let plane = self.b.mul(x, y);
        self.b.mul(plane, z)
    }

    /// Index of the thread in its block, x fastest.
    pub(crate) fn linear_thread(&mut self) -> Value {
        let [x, y, z] = ["tid.x", "tid.y", "tid.z"].map(|name| self.builtin(name));
        let (width, height) = (self.special(specialize::BLOCK[0]), self.special(specialize::BLOCK[1]));
        let rows = self.b.mul(z, height);
        let row = self.b.add(rows, y);
        let before = self.b.mul(row, width);
        self.b.add(before, x)
    }

    pub(crate) fn lane(&mut self) -> Value {
        let linear = self.linear_thread();
        self.b.and(linear, self.word(31))
    }

    fn lane_mask(&mut self, name: &str) -> Value {
        let lane = self.lane();
        let one = self.word(1);
        let equal = self.b.shl(one, lane);
        let less = self.b.sub(equal, one);
        match name {
            "lanemask.eq" => equal,
            "lanemask.lt" => less,
            "lanemask.le" => self.b.or(less, equal),
            "lanemask.gt" => self.b.not(self.b.or(less, equal)),
            _ => self.b.not(less),
        }
    }

    fn is_in_space(&mut self, i: Value, name: &str) -> Value {
        let pointer = i.operand(0);
        let bit = |value: bool| i.ty().constant(value.into());
        let tag = match name {
            "isspacep.shared" => super::lower::SHARED_TAG,
            "isspacep.local" => super::lower::PRIVATE_TAG,
            "isspacep.global" => 0,
            _ => return bit(false),
        };
        match self.rep(pointer) {
            Rep::Global => bit(tag == 0),
            Rep::Array(object) => {
                let private = self.group(object).storage == layout::Storage::Private;
                bit(match name {
                    "isspacep.shared" => !private,
                    "isspacep.local" => private,
                    _ => false,
                })
            }
            Rep::Tagged => {
                let address = self.value(pointer);
                let upper = self.b.lshr(address, self.i64().constant(32));
                let upper = self.b.trunc(upper, self.i32());
                let has = |l: &Self, tag: u64| l.b.icmp(IntPredicate::LLVMIntEQ, upper, l.word(tag >> 32));
                if tag != 0 {
                    return has(self, tag);
                }
                let other = [super::lower::SHARED_TAG, super::lower::PRIVATE_TAG].map(|tag| has(self, tag));
                self.b.not(self.b.or(other[0], other[1]))
            }
        }
    }

    /// The thread gives up: says so and ends. What follows in the block is unreachable.
    fn trap(&mut self) {
        let address = self.launch_word_pair(launch::FAULT);
        let reason = self.word(anywarp_artifact::wasm::Failure::Trap as u64);
        let name = format!("{}store.i32", dialect::ATOMIC_GLOBAL);
        let ordered = self.word(0);
        self.marker(&name, self.i32(), &[address, reason, ordered]);
    }
}
