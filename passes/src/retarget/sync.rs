//! Barriers and warp operations: the thread says what it waits for, suspends, and reads the result when resumed.

use super::SUSPEND;
use super::function::Translator;
use crate::nvvm::intrinsics::WarpShape;
use llvm_config::ir::{ModuleExt, Type, TypeKind, Value};

impl Translator<'_, '_, '_> {
    /// The marker that `form-coroutines` turns into a suspension point.
    pub(crate) fn suspend(&mut self) {
        let void = self.void();
        let marker = self.unit.module.declare(SUSPEND, void.function(&[]));
        self.b.call_function(marker, &[]);
    }

    pub(super) fn barrier(&mut self, i: Value, op: u32, predicate: bool, count: bool) {
        let arguments: Vec<Value> = i.arguments().into_iter().map(|argument| self.value(argument)).collect();
        let id = arguments.first().copied().unwrap_or_else(|| self.constant(0));
        let expected = if count { arguments[1] } else { self.constant(0) };
        let predicate = if predicate { self.flag(arguments[1]) } else { self.constant(0) };
        let (thread, op) = (self.thread(), self.constant(u64::from(op)));
        self.runtime("anywarp_arrive_barrier", self.void(), &[thread, id, expected, op, predicate]);
        self.suspend();
        self.define_result(i);
    }

    pub(super) fn barrier_arrive(&mut self, i: Value) {
        let mut arguments = vec![self.thread()];
        arguments.extend(i.arguments().into_iter().map(|argument| self.value(argument)));
        self.runtime("anywarp_signal_barrier", self.void(), &arguments);
    }

    pub(super) fn warp_operation(&mut self, i: Value, op: u32, shape: WarpShape) {
        let arguments: Vec<Value> = i.arguments().into_iter().map(|argument| self.value(argument)).collect();
        let zero = self.constant(0);
        let (mask, value, lane, clamp) = match shape {
            WarpShape::Mask => (arguments[0], zero, zero, zero),
            WarpShape::Active => {
                self.unit.sites += 1;
                (self.constant(self.unit.sites), zero, zero, zero)
            }
            WarpShape::Shuffle => (arguments[0], arguments[1], arguments[2], arguments[3]),
            WarpShape::Vote => (arguments[0], arguments[1], zero, zero),
            WarpShape::Match => (arguments[0], arguments[1], zero, zero),
            WarpShape::Reduce => (arguments[1], arguments[0], zero, zero),
        };
        let value = self.operand_word(value);
        let (thread, op) = (self.thread(), self.constant(u64::from(op)));
        self.runtime("anywarp_arrive_warp", self.void(), &[thread, op, mask, value, lane, clamp]);
        self.suspend();
        self.define_result(i);
    }

    fn flag(&mut self, value: Value) -> Value {
        if value.ty().int_width() == 1 { self.b.zext(value, self.i32()) } else { value }
    }

    /// The bits of an operand as the `u64` that the runtime takes.
    fn operand_word(&mut self, value: Value) -> Value {
        let word =
            if value.ty().kind() == TypeKind::Float { self.b.bitcast(value, self.i32()) } else { value };
        self.b.resize(word, self.void().int(64))
    }

    /// Reads what the operation gave, as the intrinsic's result type: nothing, a number, or a number and a flag.
    fn define_result(&mut self, i: Value) {
        let ty = i.ty();
        if ty.kind() == TypeKind::Void {
            return;
        }
        let thread = self.thread();
        let word = self.runtime("anywarp_result", self.i32(), &[thread]);
        let result = if ty.kind() == TypeKind::Struct {
            let predicate = self.runtime("anywarp_predicate", self.i32(), &[thread]);
            let (first, second) = (self.as_type(word, ty.field(0)), self.as_type(predicate, ty.field(1)));
            let pair = self.b.insert_value(ty.poison(), first, 0);
            self.b.insert_value(pair, second, 1)
        } else {
            self.as_type(word, ty)
        };
        self.define(i, result);
    }

    fn as_type(&mut self, word: Value, ty: Type) -> Value {
        match ty.kind() {
            TypeKind::Float => self.b.bitcast(word, ty),
            // A flag is any non-zero number.
            TypeKind::Integer if ty.int_width() == 1 => {
                let zero = self.constant(0);
                self.b.icmp(llvm_config::ir::IntPredicate::LLVMIntNE, word, zero)
            }
            _ => self.b.resize(word, ty),
        }
    }
}
