//! LLVM's intrinsics become instructions that SPIR-V has. Runs last, because `instcombine` would undo it.
//!
//!   smax(a, b)         select (icmp sgt a, b), a, b
//!   fshl(a, b, c)      a << (c & 31) | b >> 1 >> (~c & 31)
//!   maximumnum(a, b)   `native.rs`
//!   cttz(a)            ctpop(~a & (a - 1))
//!   ctlz.i64(a)        select (hi == 0), 32 + ctlz.i32(lo), ctlz.i32(hi)
//!
//! What stays: `fabs`, `floor`, `ceil`, `trunc`, `rint`, `sqrt` and, for 32 bits, `ctpop`, `ctlz`, `bitreverse`.

use super::native::{extremum, is_extremum};
use anywarp_artifact::spirv::specialize;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate::*, ModuleExt, Opcode, RealPredicate, Type, TypeKind, Value};

const KEPT: [&str; 6] =
    ["llvm.fabs.", "llvm.floor.", "llvm.ceil.", "llvm.trunc.", "llvm.rint.", "llvm.sqrt."];

pub(crate) fn run(module: &Module<'_>, kernel: Value) -> Result<(), Diagnostics> {
    let e = Expander { module, b: Builder::new(module.void()) };
    let mut errors = Vec::new();
    for i in kernel.instructions() {
        if i.opcode() == Opcode::LLVMFDiv && i.ty().kind() == TypeKind::Float {
            e.divide(i);
            continue;
        }
        let name = match i.called_function() {
            Some(function) if function.is_intrinsic() => function.name(),
            _ => continue,
        };
        if name == "llvm.sqrt.f32" {
            e.square_root(i);
            continue;
        }
        if name == "llvm.rint.f64" {
            e.b.before(i);
            e.b.locate(i);
            let rounded = e.round_double(i.operand(0));
            i.replace_all_uses_with(rounded);
            i.erase();
            continue;
        }
        if name == "llvm.trunc.f64" {
            e.b.before(i);
            e.b.locate(i);
            let truncated = e.truncate_double(i.operand(0));
            i.replace_all_uses_with(truncated);
            i.erase();
            continue;
        }
        if KEPT.iter().any(|kept| name.starts_with(kept)) {
            continue;
        }
        e.b.before(i);
        e.b.locate(i);
        match e.expand(i, &name) {
            Some(value) => {
                if i.ty().kind() != TypeKind::Void {
                    i.replace_all_uses_with(value);
                }
                i.erase();
            }
            None if name == "llvm.ctlz.i32" || name == "llvm.ctpop.i32" || name == "llvm.bitreverse.i32" => {}
            None => errors.push(
                Diagnostic::new(
                    Code::Unsupported,
                    format!("device code uses `{name}`, which is not supported on Vulkan devices"),
                )
                .at(crate::blame::location(i)),
            ),
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Where instructions are inserted.
pub(super) struct Expander<'m, 'ctx> {
    pub(super) module: &'m Module<'ctx>,
    pub(super) b: Builder,
}

impl Expander<'_, '_> {
    fn expand(&self, i: Value, name: &str) -> Option<Value> {
        let a = i.arguments();
        let kind = name.strip_prefix("llvm.")?;
        let kind = &kind[..kind
            .rfind(".i")
            .or_else(|| kind.rfind(".f"))
            .or_else(|| kind.rfind(".v"))
            .or_else(|| kind.rfind(".bf"))
            .unwrap_or(kind.len())];
        let b = &self.b;
        let pick = |predicate| Some(b.select(b.icmp(predicate, a[0], a[1]), a[0], a[1]));
        match kind {
            "smax" => pick(LLVMIntSGT),
            "smin" => pick(LLVMIntSLT),
            "umax" => pick(LLVMIntUGT),
            "umin" => pick(LLVMIntULT),
            "abs" => {
                let negative = b.icmp(LLVMIntSLT, a[0], a[0].ty().null());
                Some(b.select(negative, b.sub(a[0].ty().null(), a[0]), a[0]))
            }
            "scmp" => {
                Some(self.three_way(i.ty(), b.icmp(LLVMIntSLT, a[0], a[1]), b.icmp(LLVMIntSGT, a[0], a[1])))
            }
            "ucmp" => {
                Some(self.three_way(i.ty(), b.icmp(LLVMIntULT, a[0], a[1]), b.icmp(LLVMIntUGT, a[0], a[1])))
            }
            "fshl" => Some(self.funnel(a[0], a[1], a[2], true)),
            "fshr" => Some(self.funnel(a[0], a[1], a[2], false)),
            "ctpop" => self.population(a[0]),
            "cttz" => {
                let below = b.sub(a[0], a[0].ty().constant(1));
                let mask = b.and(b.not(a[0]), below);
                if mask.ty().int_width() == 32 {
                    return Some(self.call("llvm.ctpop.i32", mask));
                }
                self.population(mask)
            }
            "ctlz" => self.leading_zeros(a[0]),
            "bitreverse" => self.reverse_bits(a[0]),
            "bswap" => Some(self.swap_bytes(a[0])),
            "uadd.sat" | "usub.sat" | "sadd.sat" | "ssub.sat" => Some(self.saturating(kind, a[0], a[1])),
            "uadd.with.overflow" | "usub.with.overflow" | "sadd.with.overflow" | "ssub.with.overflow"
            | "umul.with.overflow" | "smul.with.overflow" => self.overflowing(i.ty(), kind, a[0], a[1]),
            _ if is_extremum(name) => Some(extremum(self, a[0], a[1], kind.starts_with("max"))),
            "copysign" => Some(self.copy_sign(a[0], a[1])),
            "fmuladd" => Some(b.fadd(b.fmul(a[0], a[1]), a[2])),
            "fma" => {
                let name = format!("{}{}", super::dialect::FMA, super::dialect::suffix(i.ty()));
                let function = self.module.declare(&name, i.ty().function(&[i.ty(), i.ty(), i.ty()]));
                Some(b.call_function(function, &a))
            }
            "nearbyint" | "roundeven" if i.ty().kind() == TypeKind::Double => Some(self.round_double(a[0])),
            "nearbyint" | "roundeven" => {
                let name = format!("llvm.rint.{}", super::dialect::suffix(i.ty()));
                Some(self.call(&name, a[0]))
            }
            "canonicalize" | "arithmetic.fence" | "expect" | "annotation" => Some(a[0]),
            "fptosi.sat" | "fptoui.sat" => {
                Some(self.saturating_conversion(i.ty(), a[0], kind == "fptosi.sat"))
            }
            "is.fpclass" => Some(self.class(a[0], a[1].as_uint()?)),
            "assume" | "lifetime.start" | "lifetime.end" | "experimental.noalias.scope.decl" => Some(a[0]),
            _ => None,
        }
    }

    fn call(&self, name: &str, argument: Value) -> Value {
        let function = self.module.declare(name, argument.ty().function(&[argument.ty()]));
        self.b.call_function(function, &[argument])
    }

    fn i32(&self) -> Type {
        self.module.void().int(32)
    }

    /// Division of floats, rounded once on every device: where `OpFDiv` is only good to 2.5 ulp (Vulkan specification,
    /// "Precision and Operation of SPIR-V Instructions"), the quotient of the doubles is rounded. A quotient of two
    /// floats lies at least 2^-49 of itself away from the middle between two floats, far more than that division errs.
    fn divide(&self, i: Value) {
        let (a, b) = (i.operand(0), i.operand(1));
        self.b.before(i);
        self.b.locate(i);
        let wide = self.module.void().double();
        let (a, b) = (self.b.fp_ext(a, wide), self.b.fp_ext(b, wide));
        let divide = self.module.declare(super::dialect::ROUGH_QUOTIENT, wide.function(&[wide, wide]));
        self.either(i, self.b.call_function(divide, &[a, b]), specialize::EXACT_DIVISION);
    }

    /// The root of a float, likewise.
    fn square_root(&self, i: Value) {
        self.b.before(i);
        self.b.locate(i);
        let wide = self.b.fp_ext(i.operand(0), self.module.void().double());
        let root = self.call(super::dialect::ROUGH_ROOT, wide);
        self.either(i, root, specialize::EXACT_ROOT);
    }

    /// Uses `i` where the device says that it rounds it correctly, otherwise the rounded double.
    fn either(&self, i: Value, double: Value, constant: u32) {
        let b = &self.b;
        let rounded = b.fp_trunc(double, i.ty());
        let special = self.module.declare(super::dialect::SPECIAL, self.i32().function(&[self.i32()]));
        let number = self.i32().constant(constant.into());
        let exact = b.icmp(LLVMIntNE, b.call_function(special, &[number]), self.i32().null());
        let copy = i.clone_instruction();
        b.insert(copy);
        i.replace_all_uses_with(b.select(exact, copy, rounded));
        i.erase();
    }

    fn three_way(&self, ty: Type, less: Value, greater: Value) -> Value {
        let positive = self.b.select(greater, ty.constant(1), ty.null());
        self.b.select(less, ty.all_ones(), positive)
    }

    fn funnel(&self, high: Value, low: Value, count: Value, left: bool) -> Value {
        let (b, ty) = (&self.b, high.ty());
        let (mask, one) = (ty.constant(u64::from(ty.int_width()) - 1), ty.constant(1));
        let near = b.and(count, mask);
        let far = b.and(b.not(count), mask);
        if left {
            b.or(b.shl(high, near), b.lshr(b.lshr(low, one), far))
        } else {
            b.or(b.lshr(low, near), b.shl(b.shl(high, one), far))
        }
    }

    /// None for 32 bits, which SPIR-V has, and for unusual widths.
    fn population(&self, value: Value) -> Option<Value> {
        let (b, ty) = (&self.b, value.ty());
        match ty.int_width() {
            32 | 33..64 | 65.. => None,
            64 => {
                let (low, high) = self.halves(value);
                let sum = b.add(self.call("llvm.ctpop.i32", low), self.call("llvm.ctpop.i32", high));
                Some(b.zext(sum, ty))
            }
            _ => {
                let wide = b.zext(value, self.i32());
                Some(b.trunc(self.call("llvm.ctpop.i32", wide), ty))
            }
        }
    }

    fn halves(&self, value: Value) -> (Value, Value) {
        let low = self.b.trunc(value, self.i32());
        let high = self.b.lshr(value, value.ty().constant(32));
        (low, self.b.trunc(high, self.i32()))
    }

    fn leading_zeros(&self, value: Value) -> Option<Value> {
        let (b, ty) = (&self.b, value.ty());
        let count = |value| {
            let no = self.module.void().int(1);
            let function = self.module.declare("llvm.ctlz.i32", self.i32().function(&[self.i32(), no]));
            b.call_function(function, &[value, no.null()])
        };
        match ty.int_width() {
            32 | 33..64 | 65.. => None,
            64 => {
                let (low, high) = self.halves(value);
                let (below, above) = (b.add(count(low), self.i32().constant(32)), count(high));
                let empty = b.icmp(LLVMIntEQ, high, self.i32().null());
                Some(b.zext(b.select(empty, below, above), ty))
            }
            width => {
                let wide = b.zext(value, self.i32());
                let zeros = b.sub(count(wide), self.i32().constant(u64::from(32 - width)));
                Some(b.trunc(zeros, ty))
            }
        }
    }

    fn reverse_bits(&self, value: Value) -> Option<Value> {
        let (b, ty) = (&self.b, value.ty());
        match ty.int_width() {
            32 | 33..64 | 65.. => None,
            64 => {
                let (low, high) = self.halves(value);
                let above = b.zext(self.call("llvm.bitreverse.i32", low), ty);
                let below = b.zext(self.call("llvm.bitreverse.i32", high), ty);
                Some(b.or(b.shl(above, ty.constant(32)), below))
            }
            width => {
                let wide = self.call("llvm.bitreverse.i32", b.zext(value, self.i32()));
                let moved = b.lshr(wide, self.i32().constant(u64::from(32 - width)));
                Some(b.trunc(moved, ty))
            }
        }
    }

    fn swap_bytes(&self, value: Value) -> Value {
        let (b, ty) = (&self.b, value.ty());
        let bytes = u64::from(ty.int_width() / 8);
        let byte = |index: u64| {
            let low = b.and(b.lshr(value, ty.constant(index * 8)), ty.constant(0xff));
            b.shl(low, ty.constant((bytes - 1 - index) * 8))
        };
        (1..bytes).fold(byte(0), |sum, index| b.or(sum, byte(index)))
    }

    fn saturating(&self, kind: &str, x: Value, y: Value) -> Value {
        let (b, ty) = (&self.b, x.ty());
        match kind {
            "uadd.sat" => {
                let sum = b.add(x, y);
                b.select(b.icmp(LLVMIntULT, sum, x), ty.all_ones(), sum)
            }
            "usub.sat" => b.select(b.icmp(LLVMIntUGT, x, y), b.sub(x, y), ty.null()),
            _ => {
                let add = kind == "sadd.sat";
                let result = if add { b.add(x, y) } else { b.sub(x, y) };
                let overflow = self.signed_overflow(add, x, y, result);
                // The limit on x's side: the sign of x in every bit, then flipped below the sign.
                let sign = b.ashr(x, ty.constant(u64::from(ty.int_width()) - 1));
                let limit = b.xor(sign, b.lshr(ty.all_ones(), ty.constant(1)));
                b.select(overflow, limit, result)
            }
        }
    }

    fn signed_overflow(&self, add: bool, x: Value, y: Value, result: Value) -> Value {
        let b = &self.b;
        let other = if add { b.xor(y, result) } else { b.xor(x, y) };
        let bits = b.and(b.xor(x, result), other);
        b.icmp(LLVMIntSLT, bits, x.ty().null())
    }

    fn overflowing(&self, ty: Type, kind: &str, x: Value, y: Value) -> Option<Value> {
        let b = &self.b;
        let (result, overflow) = match kind {
            "uadd.with.overflow" => {
                let sum = b.add(x, y);
                (sum, b.icmp(LLVMIntULT, sum, x))
            }
            "usub.with.overflow" => (b.sub(x, y), b.icmp(LLVMIntULT, x, y)),
            "sadd.with.overflow" | "ssub.with.overflow" => {
                let add = kind.starts_with("sadd");
                let result = if add { b.add(x, y) } else { b.sub(x, y) };
                (result, self.signed_overflow(add, x, y, result))
            }
            _ if x.ty().int_width() <= 32 => {
                let (wide, signed) = (x.ty().int(64), kind.starts_with("smul"));
                let extend = |v| if signed { b.sext(v, wide) } else { b.zext(v, wide) };
                let product = b.mul(extend(x), extend(y));
                let low = b.trunc(product, x.ty());
                (low, b.icmp(LLVMIntNE, extend(low), product))
            }
            _ => return None,
        };
        Some(b.insert_value(b.insert_value(ty.poison(), result, 0), overflow, 1))
    }

    fn copy_sign(&self, magnitude: Value, sign: Value) -> Value {
        let b = &self.b;
        let ty = self.bits_type(magnitude.ty());
        let below = b.lshr(ty.all_ones(), ty.constant(1));
        let kept = b.and(b.bitcast(magnitude, ty), below);
        let taken = b.and(b.bitcast(sign, ty), b.not(below));
        b.bitcast(b.or(kept, taken), magnitude.ty())
    }

    pub(super) fn bits_type(&self, ty: Type) -> Type {
        ty.int(match ty.kind() {
            TypeKind::Double => 64,
            TypeKind::Float => 32,
            _ => 16,
        })
    }

    /// Rounds to the nearest integer, to even if two are as near, by the unit of 2^52. Mesa's llvmpipe has no correct
    /// `RoundEven` for doubles (measured: -85.5 became -85), so nobody's is used.
    fn round_double(&self, value: Value) -> Value {
        let b = &self.b;
        let unit = value.ty().real((1u64 << 52) as f64);
        let magnitude = self.call("llvm.fabs.f64", value);
        let rounded = b.fsub(b.fadd(magnitude, unit), unit);
        let small = b.fcmp(RealPredicate::LLVMRealOLT, magnitude, unit);
        b.select(small, self.copy_sign(rounded, value), value)
    }

    /// Rounds towards zero. Mesa's llvmpipe (22.3 to 25.0) gives back doubles above 2^24 with their fractions and, up to
    /// 22.3, 0 for -0.5; its `Floor` is right.
    fn truncate_double(&self, value: Value) -> Value {
        let magnitude = self.call("llvm.fabs.f64", value);
        self.copy_sign(self.call("llvm.floor.f64", magnitude), value)
    }

    fn saturating_conversion(&self, ty: Type, value: Value, signed: bool) -> Value {
        let b = &self.b;
        let width = ty.int_width() - u32::from(signed);
        let above = (width as f64).exp2();
        let below = if signed { -above } else { 0.0 };
        let highest = if signed { b.lshr(ty.all_ones(), ty.constant(1)) } else { ty.all_ones() };
        let lowest = if signed { b.not(highest) } else { ty.null() };
        let converted = if signed { b.fp_to_si(value, ty) } else { b.fp_to_ui(value, ty) };
        let high = b.fcmp(RealPredicate::LLVMRealOGE, value, value.ty().real(above));
        let low = b.fcmp(RealPredicate::LLVMRealOLE, value, value.ty().real(below));
        let no_number = b.fcmp(RealPredicate::LLVMRealUNO, value, value);
        let result = b.select(high, highest, b.select(low, lowest, converted));
        b.select(no_number, ty.null(), result)
    }
}
