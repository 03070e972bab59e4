//! Operations of the warp, and barriers of the block.
//!
//! A group that has operations of the warp is one: what a thread says when it arrives is there for all of them at
//! once. Only barriers make the group wait.

use super::emit::{Crowd, Emitter};
use super::lanes::Lanes;
use super::source::arrival;
use crate::analysis::shapes::Shape;
use crate::retarget::SUSPEND;
use llvm_config::ir::{IntPredicate, ModuleExt, TypeKind, Value};

// `warp_op_t` of the device runtime.
const SYNC: u64 = 0;
const SHUFFLE_UP: u64 = 1;
const SHUFFLE_INDEX: u64 = 4;
const VOTE_ALL: u64 = 5;
const VOTE_ANY: u64 = 6;
const VOTE_UNIFORM: u64 = 7;
const BALLOT: u64 = 8;
const ACTIVE: u64 = 19;

impl Emitter<'_, '_> {
    /// `anywarp_arrive_warp(thread, operation, mask, operand, lane, clamp)`.
    pub(super) fn arrive_warp(&mut self, i: Value, crowd: Crowd) {
        let arguments = i.arguments();
        let operation = arguments[1].as_uint().expect("others are refused");
        let nothing = Lanes::Uniform(self.i32().constant(0));
        let results = match operation {
            SYNC => {
                // Memory accesses of the threads stay on their side of it.
                self.b.compiler_fence();
                (nothing.clone(), nothing)
            }
            ACTIVE => (Lanes::Uniform(self.bits(crowd)), nothing),
            SHUFFLE_UP..=SHUFFLE_INDEX => match self.fixed_shuffle(operation, &arguments) {
                Some(results) => results,
                None => self.any_operation(&arguments, crowd),
            },
            VOTE_ALL..=BALLOT => (self.vote(operation, &arguments, crowd), nothing),
            _ => self.any_operation(&arguments, crowd),
        };
        self.results.insert(i, results);
    }

    /// The number beside each thread's operand as a word.
    fn operand_word(&mut self, operand: Value) -> Value {
        let lanes = self.lanes(operand);
        let vector = self.vector(&lanes, operand.ty());
        self.b.trunc(vector, self.mask_type())
    }

    /// A shuffle in which everybody knows at compile time whom to read.
    fn fixed_shuffle(&mut self, operation: u64, arguments: &[Value]) -> Option<(Lanes, Lanes)> {
        let (lane, clamp) = (arguments[4].as_uint()? as u32, arguments[5].as_uint()? as u32);
        let sources: Vec<(u32, bool)> =
            (0..self.width()).map(|own| source(operation, own, lane, clamp)).collect();
        let value = self.operand_word(arguments[3]);
        let elements: Vec<u32> = sources.iter().map(|&(from, _)| from).collect();
        let in_range: Vec<u64> = sources.iter().map(|&(_, in_range)| in_range.into()).collect();
        let result = self.b.shuffle(value, value, &elements);
        let predicate = self.i32().vector_of(&in_range);
        Some((Lanes::Varying(vec![result]), Lanes::Varying(vec![predicate])))
    }

    fn vote(&mut self, operation: u64, arguments: &[Value], crowd: Crowd) -> Lanes {
        let operand = arguments[3];
        let lanes = self.lanes(operand);
        let none = operand.ty().splat(0, self.width());
        let said = self.b.icmp(IntPredicate::LLVMIntNE, self.vector(&lanes, operand.ty()), none);
        let said = self.mask_of(said);
        let (all, yes) = (self.mask(crowd), self.b.and(said, self.mask(crowd)));
        let (all, yes) =
            (self.bits(Crowd { mask: Some(all), ..crowd }), self.bits(Crowd { mask: Some(yes), ..crowd }));
        let members = self.lanes(arguments[2]);
        match self.shape(arguments[2]) {
            Shape::Uniform | Shape::Unknown => {
                let members = self.first(&members);
                let (all, yes) = (self.b.and(all, members), self.b.and(yes, members));
                Lanes::Uniform(self.decide(operation, all, yes))
            }
            _ => {
                let members = self.vector(&members, arguments[2].ty());
                let all = self.b.and(self.splat(all), members);
                let yes = self.b.and(self.splat(yes), members);
                Lanes::Varying(vec![self.decide(operation, all, yes)])
            }
        }
    }

    /// What a vote gives, of words or vectors of them.
    fn decide(&self, operation: u64, all: Value, yes: Value) -> Value {
        let none = if yes.ty().kind() == TypeKind::Vector {
            self.i32().splat(0, self.width())
        } else {
            self.i32().constant(0)
        };
        let is = |predicate, a, b| self.b.icmp(predicate, a, b);
        let decision = match operation {
            BALLOT => return yes,
            VOTE_ANY => is(IntPredicate::LLVMIntNE, yes, none),
            VOTE_ALL => is(IntPredicate::LLVMIntEQ, yes, all),
            VOTE_UNIFORM => {
                self.b.or(is(IntPredicate::LLVMIntEQ, yes, all), is(IntPredicate::LLVMIntEQ, yes, none))
            }
            _ => unreachable!("no vote"),
        };
        self.b.zext(decision, yes.ty())
    }

    /// Any operation, by the function of the device runtime that scalar mode uses.
    fn any_operation(&mut self, arguments: &[Value], crowd: Crowd) -> (Lanes, Lanes) {
        let mut arrays = Vec::new();
        for &argument in &arguments[2..] {
            let lanes = self.lanes(argument);
            let vector = self.vector(&lanes, argument.ty());
            arrays.push(self.array(vector));
        }
        let (result, predicate) = (self.result_array(), self.result_array());
        let bits = self.bits(crowd);
        let mut all = vec![arguments[1], bits];
        all.extend(arrays);
        all.extend([result, predicate]);
        self.runtime("anywarp_warp_operation", self.module.void(), &all);
        let (result, predicate) = (self.array_as_vector(result), self.array_as_vector(predicate));
        if let Some(11..=18) = arguments[1].as_uint()
            && matches!(self.shape(arguments[2]), Shape::Uniform | Shape::Unknown)
        {
            let first = self.first_of_those_there(result, crowd);
            return (Lanes::Uniform(first), Lanes::Varying(vec![predicate]));
        }
        (Lanes::Varying(vec![result]), Lanes::Varying(vec![predicate]))
    }

    fn first_of_those_there(&self, vector: Value, crowd: Crowd) -> Value {
        let i32 = self.i32();
        let bits = self.bits(crowd);
        let cttz = self.module.declare("llvm.cttz.i32", i32.function(&[i32, i32.int(1)]));
        let lane = self.b.call_function(cttz, &[bits, i32.int(1).constant(0)]);
        let lane = self.b.and(lane, i32.constant(u64::from(self.width()) - 1));
        self.b.extract_element(vector, lane)
    }

    /// `anywarp_arrive_barrier(thread, id, expected, operation, predicate)`: the group waits as one.
    pub(super) fn arrive_barrier(&mut self, i: Value, crowd: Crowd) {
        let arguments = i.arguments();
        let is_plain = arguments[1].as_uint() == Some(0) && arguments[3].as_uint() == Some(0);
        if is_plain {
            self.runtime("anywarp_group_at_plain_barrier", self.module.void(), &[self.group()]);
        } else {
            self.say_at_barrier(&arguments, crowd);
        }
        self.b.call_function(self.module.declare(SUSPEND, self.module.void().function(&[])), &[]);
        let result = if is_plain {
            self.i32().constant(0)
        } else {
            self.runtime("anywarp_group_result", self.i32(), &[self.group()])
        };
        self.results.insert(i, (Lanes::Uniform(result), Lanes::Uniform(self.i32().constant(0))));
    }

    /// What the threads say at a barrier that has a number or gives a result.
    fn say_at_barrier(&mut self, arguments: &[Value], crowd: Crowd) {
        let predicate = self.lanes(arguments[4]);
        let none = self.i32().splat(0, self.width());
        let said = self.b.icmp(IntPredicate::LLVMIntNE, self.vector(&predicate, arguments[4].ty()), none);
        let said = self.b.and(self.mask_of(said), self.mask(crowd));
        let said = self.bits(Crowd { mask: Some(said), ..crowd });
        let bits = self.bits(crowd);
        let (id, operation) = (self.lanes(arguments[1]), self.lanes(arguments[3]));
        let (id, operation) = (self.first(&id), self.first(&operation));
        self.runtime(
            "anywarp_group_at_barrier",
            self.module.void(),
            &[self.group(), id, operation, bits, said],
        );
    }

    pub(super) fn result(&mut self, i: Value, predicate: bool) {
        let arrival = arrival(i).expect("others are refused");
        let (result, flag) = self.results[&arrival].clone();
        let lanes = if predicate { flag } else { result };
        let lanes = match (self.shape(i), lanes) {
            (Shape::Varying, Lanes::Uniform(value)) => Lanes::Varying(vec![self.splat(value)]),
            (_, lanes) => lanes,
        };
        self.define(i, lanes);
    }
}

/// PTX ISA, `shfl.sync`: the lane that `own` reads, and whether it is in range.
fn source(operation: u64, own: u32, lane: u32, clamp: u32) -> (u32, bool) {
    let (clamp, segment) = (clamp & 31, (clamp >> 8) & 31);
    let (last, first) = ((own & segment) | (clamp & !segment), own & segment);
    let lane = lane & 31;
    let (from, in_range) = match operation {
        SHUFFLE_UP => (own.wrapping_sub(lane), own as i32 - lane as i32 >= last as i32),
        2 => (own + lane, own + lane <= last),
        3 => (own ^ lane, own ^ lane <= last),
        _ => (first | (lane & !segment), first | (lane & !segment) <= last),
    };
    if in_range { (from, true) } else { (own, false) }
}
