//! Calls: of device functions, of intrinsics by the table, of what nobody defines.

use super::function::Translator;
use super::types::value_type;
use crate::nvvm::intrinsics::{Meaning, meaning, only_informs, soft_float};
use anywarp_diag::Code;
use llvm_config::ir::{ModuleExt, TypeKind, Value, ValueKind};

impl Translator<'_, '_, '_> {
    pub(super) fn call(&mut self, i: Value) {
        let callee = i.callee();
        match callee.kind() {
            ValueKind::InlineAsm => self.inline_asm(i, callee),
            ValueKind::Function if callee.is_intrinsic() => self.intrinsic(i, &callee.name()),
            ValueKind::Function if callee.is_declaration() => self.undefined(i, &callee.name()),
            _ => self.call_function(i, callee),
        }
    }

    fn call_function(&mut self, i: Value, callee: Value) {
        let arguments: Vec<Value> = i.arguments().into_iter().map(|argument| self.value(argument)).collect();
        let new = self.value(callee);
        let call = self.b.call(value_type(i.called_type()), new, &arguments);
        self.define(i, call);
    }

    /// Assembly that says nothing (`asm volatile("" ::: "memory")`) is a barrier for the optimiser, which has run.
    fn inline_asm(&mut self, i: Value, callee: Value) {
        if callee.asm_text().trim().is_empty() && i.ty().kind() == TypeKind::Void {
            return;
        }
        let text = callee.asm_text();
        let what = format!(
            "inline PTX `{}` is not supported yet",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        self.unsupported(i, Code::UnsupportedInlinePtx, what);
        self.define_poison(i);
    }

    fn undefined(&mut self, i: Value, name: &str) {
        // PTX Writer's Guide to Interoperability, "System Calls".
        let (service, arguments) = match name {
            "vprintf" => ("anywarp_print", 2),
            "malloc" => ("anywarp_malloc", 1),
            "free" => ("anywarp_free", 1),
            // The last argument is the size of a character.
            "__assertfail" => ("anywarp_assert", 4),
            _ => {
                self.unsupported(i, Code::UndefinedDeviceSymbol, crate::blame::undefined_function(name));
                return self.define_poison(i);
            }
        };
        let arguments: Vec<Value> =
            i.arguments().into_iter().take(arguments).map(|argument| self.value(argument)).collect();
        let result = self.runtime(service, value_type(i.ty()), &arguments);
        self.define(i, result);
    }

    fn intrinsic(&mut self, i: Value, name: &str) {
        if let Some(meaning) = meaning(name) {
            return self.nvvm(i, meaning);
        }
        if let Some(function) = soft_float(name) {
            return self.library_call(i, function);
        }
        if self.memory_intrinsic(i, name) {
            return;
        }
        if only_informs(name) {
            return self.define_poison(i);
        }
        if name.starts_with("llvm.nvvm.") {
            let what = format!(
                "device code uses `{}`, which is not supported yet",
                name.trim_start_matches("llvm.")
            );
            self.unsupported(i, Code::Unsupported, what);
            return self.define_poison(i);
        }
        self.same_intrinsic(i, name);
    }

    fn nvvm(&mut self, i: Value, meaning: Meaning) {
        match meaning {
            Meaning::Thread(function) => {
                let mut arguments = vec![self.thread()];
                arguments.extend(i.arguments().into_iter().map(|argument| self.value(argument)));
                let result = self.runtime_result(i, function, &arguments);
                self.define(i, result);
            }
            Meaning::Function(function) => self.library_call(i, function),
            Meaning::Fence => self.fence(i),
            Meaning::Nothing => {}
            Meaning::Sleep => self.yield_turn(),
            Meaning::Barrier { op, predicate, count } => self.barrier(i, op, predicate, count),
            Meaning::BarrierArrive => self.barrier_arrive(i),
            Meaning::Warp { op, shape } => self.warp_operation(i, op, shape),
        }
    }

    /// Calls a runtime function whose result is the call's, as an `i32` where C says `bool`.
    fn runtime_result(&mut self, i: Value, function: &str, arguments: &[Value]) -> Value {
        let ty = i.ty();
        if ty.kind() == TypeKind::Integer && ty.int_width() == 1 {
            let word = self.runtime(function, self.i32(), arguments);
            return self.b.trunc(word, ty);
        }
        self.runtime(function, ty, arguments)
    }

    /// Calls a function of the math library with the same operands.
    fn library_call(&mut self, i: Value, function: &str) {
        let arguments: Vec<Value> = i.arguments().into_iter().map(|argument| self.value(argument)).collect();
        let Some(target) = self.unit.module.function(function) else {
            let what = format!(
                "`{function}`, which the device math library lacks, is needed for `{}`",
                i.callee().name()
            );
            self.unit.errors.extend(crate::internal(what));
            return self.define_poison(i);
        };
        let call = self.b.call_function(target, &arguments);
        self.define(i, call);
    }

    fn memory_intrinsic(&mut self, i: Value, name: &str) -> bool {
        let kind = ["llvm.memcpy.", "llvm.memmove.", "llvm.memset."]
            .iter()
            .position(|prefix| name.starts_with(prefix));
        let Some(kind) = kind else { return false };
        let arguments: Vec<Value> =
            i.arguments().into_iter().take(3).map(|argument| self.value(argument)).collect();
        let bytes = self.b.resize(arguments[2], self.i32());
        let (to, from) = (i.argument_alignment(0), i.argument_alignment(1));
        match kind {
            0 => self.b.memcpy(arguments[0], to, arguments[1], from, bytes),
            1 => self.b.memmove(arguments[0], to, arguments[1], from, bytes),
            _ => self.b.memset(arguments[0], arguments[1], bytes, to),
        };
        true
    }

    /// An intrinsic that every target has, over the same types.
    fn same_intrinsic(&mut self, i: Value, name: &str) {
        let pointers = i.arguments().iter().any(|argument| value_type(argument.ty()) != argument.ty());
        if pointers || name.starts_with("llvm.va_") {
            self.unsupported(
                i,
                Code::Unsupported,
                format!("device code uses `{name}`, which is not supported"),
            );
            return self.define_poison(i);
        }
        let copy = i.clone_instruction();
        for (index, argument) in i.arguments().into_iter().enumerate() {
            if !matches!(argument.kind(), ValueKind::Metadata) {
                let argument = self.value(argument);
                copy.set_operand(index as u32, argument);
            }
        }
        self.b.insert(copy);
        self.define(i, copy);
    }

    /// Lets other threads run, as part of a wait.
    pub(crate) fn yield_turn(&mut self) {
        let thread = self.thread();
        self.runtime("anywarp_yield", self.void(), &[thread]);
        self.suspend();
    }
}
