//! Who the threads of a group are.

use super::calls::LaneMask;
use super::emit::Emitter;
use super::lanes::Lanes;
use crate::analysis::shapes::Shape;
use llvm_config::ir::{IntPredicate, Value};

impl Emitter<'_, '_> {
    pub(super) fn thread_index(&mut self, i: Value, axis: usize) {
        let lanes = match self.plan.version.thread_index(axis) {
            Shape::Varying => {
                let axis = self.i32().constant(axis as u64);
                let address =
                    self.runtime("anywarp_group_indices", self.module_pointer(), &[self.group(), axis]);
                Lanes::Varying(vec![self.b.load(self.mask_type(), address, 4)])
            }
            shape => {
                let name = ["anywarp_tid_x", "anywarp_tid_y", "anywarp_tid_z"][axis];
                let first = self.runtime(name, self.i32(), &[self.group()]);
                match shape {
                    Shape::Affine(stride) => Lanes::Affine { first, stride, all: None },
                    _ => Lanes::Uniform(first),
                }
            }
        };
        self.define(i, lanes);
    }

    pub(super) fn lane_number(&mut self, i: Value) {
        let first = self.runtime("anywarp_laneid", self.i32(), &[self.group()]);
        self.define(i, Lanes::Affine { first, stride: 1, all: None });
    }

    pub(super) fn lane_mask(&mut self, i: Value, which: LaneMask) {
        let first = self.runtime("anywarp_lanemask_eq", self.i32(), &[self.group()]);
        let powers: Vec<u64> = (0..self.width()).map(|lane| 1_u64 << lane).collect();
        let equal = self.b.mul(self.splat(first), self.i32().vector_of(&powers));
        let one = self.i32().splat(1, self.width());
        let less = self.b.sub(equal, one);
        let mask = match which {
            LaneMask::Equal => equal,
            LaneMask::Less => less,
            LaneMask::LessOrEqual => self.b.or(less, equal),
            LaneMask::Greater => self.b.not(self.b.or(less, equal)),
            LaneMask::GreaterOrEqual => self.b.not(less),
        };
        self.define(i, Lanes::Varying(vec![mask]));
    }

    /// A pointer as memory holds it: null, or the host's address.
    pub(super) fn widen(&mut self, i: Value) {
        let operand = i.arguments()[0];
        let lanes = self.lanes(operand);
        if let Lanes::Uniform(_) = lanes {
            return self.copy(i);
        }
        let (one, i64) = (self.i32().constant(1), self.i32().int(64));
        let some = self.b.int_to_ptr(one, self.module_pointer());
        let base = self.runtime("anywarp_widen", i64, &[some]);
        let base = self.b.sub(base, i64.constant(1));
        let address = self.vector(&lanes, operand.ty());
        let is_null = self.b.icmp(IntPredicate::LLVMIntEQ, address, self.i32().splat(0, self.width()));
        let wide = self.b.or(self.b.zext(address, i64.vector(self.width())), self.splat(base));
        let widened = self.b.select(is_null, i64.splat(0, self.width()), wide);
        self.define(i, Lanes::Varying(vec![widened]));
    }
}
