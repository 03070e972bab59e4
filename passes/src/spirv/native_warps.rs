//! Warp operations as operations of a subgroup of 32, where [`super::warps`] allows it.
//!
//!   shfl.sync.bfly(m, v, 16, 31)    spv.subgroup.shuffle.xor(v, 16)
//!   shfl.sync.down(m, v, d, 31)     j = lane + d; spv.subgroup.shuffle(v, j <= 31 ? j : lane)
//!   vote.any.sync(m, p)             (spv.subgroup.ballot(p) & m) != 0
//!   match.any.sync(m, v)            for each lane: its bit if its value is v
//!   tid.x                           (32 * subgroup + lane) % ntid.x
//!
//! Vulkan does not say which threads make a subgroup, so threads are numbered by subgroup and lane. With a size in x
//! that is a multiple of 32 and full subgroups these numbers are exactly those of the block's threads.

use super::dialect;
use super::meet::operation;
use super::meeting_lanes::op;
use super::memory_intrinsics::split_before;
use crate::nvvm::intrinsics::{Meaning, WarpShape};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Builder, IntPredicate, ModuleExt, Type, TypeKind, Value};

pub(crate) fn run(module: &Module<'_>, kernel: Value) {
    let native = Native { module, b: Builder::new(module.void()), word: module.void().int(32) };
    // Found first: rewriting a match splits its block, which makes the phis behind it anew.
    let is_lane_code = |&i: &Value| operation(i).is_some() || super::lane_form::register(i).is_some();
    for i in kernel.instructions().into_iter().filter(is_lane_code).collect::<Vec<_>>() {
        native.b.before(i);
        native.b.locate(i);
        let value = match (operation(i), super::lane_form::register(i)) {
            (Some(Meaning::Warp { op, shape }), _) => native.operation(kernel, i, op, shape),
            (None, Some(register)) => match native.register(&register) {
                Some(value) => value,
                None => continue,
            },
            _ => continue,
        };
        if i.ty().kind() != TypeKind::Void {
            i.replace_all_uses_with(value);
        }
        i.erase();
    }
}

struct Native<'m, 'ctx> {
    module: &'m Module<'ctx>,
    b: Builder,
    word: Type,
}

impl Native<'_, '_> {
    fn number(&self, value: u64) -> Value {
        self.word.constant(value)
    }

    /// Calls a marker that lanes must reach together.
    fn together(&self, name: &str, result: Type, arguments: &[Value]) -> Value {
        let parameters: Vec<Type> = arguments.iter().map(|argument| argument.ty()).collect();
        let function = self.module.declare(name, result.function(&parameters));
        for attribute in ["convergent", "nounwind", "willreturn"] {
            function.add_attribute(Attribute::Enum(attribute));
        }
        self.b.call_function(function, arguments)
    }

    /// Calls a marker that depends on nothing but its operands and the thread.
    fn pure(&self, name: &str, arguments: &[Value]) -> Value {
        let parameters: Vec<Type> = arguments.iter().map(|argument| argument.ty()).collect();
        let function = self.module.declare(name, self.word.function(&parameters));
        for attribute in ["memory", "nounwind", "willreturn", "nosync", "speculatable"] {
            function.add_attribute(Attribute::Enum(attribute));
        }
        self.b.call_function(function, arguments)
    }

    fn lane(&self) -> Value {
        self.pure(&format!("{}lane", dialect::BUILTIN), &[])
    }

    fn size(&self, axis: usize) -> Value {
        let id = anywarp_artifact::spirv::specialize::BLOCK[axis];
        self.pure(dialect::SPECIAL, &[self.number(id.into())])
    }

    /// The number of the thread in its block, x fastest.
    fn linear(&self) -> Value {
        let subgroup = self.pure(&format!("{}subgroup", dialect::BUILTIN), &[]);
        self.b.or(self.b.shl(subgroup, self.number(5)), self.lane())
    }

    fn register(&self, register: &str) -> Option<Value> {
        let b = &self.b;
        let is_one = |size: Value| b.icmp(IntPredicate::LLVMIntEQ, size, self.number(1));
        Some(match register {
            "laneid" => self.lane(),
            "warpid" => self.pure(&format!("{}subgroup", dialect::BUILTIN), &[]),
            // Specialisation constants decide between the two, so a driver sees one only.
            "tid.x" => {
                let (linear, rows) = (self.linear(), b.mul(self.size(1), self.size(2)));
                b.select(is_one(rows), linear, b.urem(linear, self.size(0)))
            }
            "tid.y" => {
                let row = b.udiv(self.linear(), self.size(0));
                let inside = b.select(is_one(self.size(2)), row, b.urem(row, self.size(1)));
                b.select(is_one(self.size(1)), self.number(0), inside)
            }
            "tid.z" => {
                let plane = b.mul(self.size(0), self.size(1));
                b.select(is_one(self.size(2)), self.number(0), b.udiv(self.linear(), plane))
            }
            _ => return None,
        })
    }

    fn ballot(&self, predicate: Value) -> Value {
        self.together(dialect::SUBGROUP_BALLOT, self.word, &[predicate])
    }

    fn shuffle(&self, value: Value, lane: Value) -> Value {
        self.together(dialect::SUBGROUP_SHUFFLE, self.word, &[value, lane])
    }

    fn operation(&self, kernel: Value, call: Value, number: u32, shape: WarpShape) -> Value {
        let b = &self.b;
        let bit = self.module.void().int(1);
        let mask = super::warps::mask(call, shape).unwrap_or(self.number(0));
        let a = call.arguments();
        let zero = self.number(0);
        match number {
            op::SYNC => self.together(dialect::SUBGROUP_BARRIER, self.module.void(), &[]),
            // Put there by `super::lockstep`.
            op::ACTIVE if call.users().is_empty() => {
                self.together(dialect::SUBGROUP_BARRIER, self.module.void(), &[]);
                self.number(0)
            }
            op::ACTIVE => self.ballot(bit.constant(1)),
            _ if op::SHUFFLE.contains(&number) => self.exchange(call, number),
            _ if op::VOTES.contains(&number) => {
                let yes = b.and(self.ballot(a[1]), mask);
                let any = |value: Value| b.icmp(IntPredicate::LLVMIntNE, value, zero);
                let all = || b.not(any(b.and(self.ballot(b.not(a[1])), mask)));
                match number {
                    op::BALLOT => yes,
                    op::VOTE_ANY => any(yes),
                    op::VOTE_ALL => all(),
                    _ => b.or(b.not(any(yes)), all()),
                }
            }
            _ if op::REDUCE.contains(&number) && mask.as_uint() == Some(0xffff_ffff) => {
                let name = dialect::REDUCTIONS[(number - op::REDUCE.start()) as usize];
                self.together(&format!("{}{name}", dialect::SUBGROUP), self.word, &[a[0]])
            }
            _ if op::REDUCE.contains(&number) => {
                let start = super::meeting_lanes::neutral(self.word, number);
                self.over_lanes(kernel, call, a[0], mask, start, |old, its, _, included| {
                    b.select(included, super::meeting_lanes::fold(b, number, old, its), old)
                })
            }
            _ => self.matching(kernel, call, a[1], mask, number),
        }
    }

    /// PTX ISA, "shfl.sync": the source lane `j`, whether it is in range, and the value there.
    fn exchange(&self, call: Value, number: u32) -> Value {
        let b = &self.b;
        let a = call.arguments();
        let is_struct = call.ty().kind() == TypeKind::Struct;
        let ty = if is_struct { call.ty().field(0) } else { call.ty() };
        let value = if ty.kind() == TypeKind::Float { b.bitcast(a[1], self.word) } else { a[1] };
        let by = b.and(a[2], self.number(31));
        let whole = a[3].as_uint() == Some(31);
        let (got, in_range) = if number == 3 && whole {
            let got = self.together(dialect::SUBGROUP_SHUFFLE_XOR, self.word, &[value, by]);
            (got, self.word.int(1).constant(1))
        } else {
            let lane = self.lane();
            let (source, in_range) = super::meeting_lanes::source(b, number, lane, by, a[3]);
            (self.shuffle(value, b.select(in_range, source, lane)), in_range)
        };
        let got = if ty.kind() == TypeKind::Float { b.bitcast(got, ty) } else { got };
        if !is_struct {
            return got;
        }
        b.insert_value(b.insert_value(call.ty().poison(), got, 0), in_range, 1)
    }

    /// The lanes with the same value; for `match.all`, the members if all have it, and whether.
    fn matching(&self, kernel: Value, call: Value, value: Value, mask: Value, number: u32) -> Value {
        let b = &self.b;
        let members = b.and(self.ballot(self.module.void().int(1).constant(1)), mask);
        let mut same = None;
        let halves = match value.ty().int_width() {
            64 => vec![b.trunc(value, self.word), b.trunc(b.lshr(value, value.ty().constant(32)), self.word)],
            _ => vec![value],
        };
        for half in halves {
            let alike =
                self.over_lanes(kernel, call, half, mask, self.number(0), |old, its, bit, included| {
                    let equal = b.and(included, b.icmp(IntPredicate::LLVMIntEQ, its, half));
                    b.or(old, b.select(equal, bit, self.number(0)))
                });
            same = Some(same.map_or(alike, |before| b.and(before, alike)));
        }
        let same = b.and(same.unwrap_or(members), members);
        if number == op::MATCH_ANY {
            return same;
        }
        let all = b.icmp(IntPredicate::LLVMIntEQ, same, members);
        let result = b.select(all, members, self.number(0));
        if call.ty().kind() != TypeKind::Struct {
            return result;
        }
        b.insert_value(b.insert_value(call.ty().poison(), result, 0), all, 1)
    }

    /// Folds the values of the lanes that are here: `step(old, its value, its bit, whether the mask has it)`.
    fn over_lanes(
        &self,
        kernel: Value,
        call: Value,
        value: Value,
        mask: Value,
        start: Value,
        step: impl Fn(Value, Value, Value, Value) -> Value,
    ) -> Value {
        let b = &self.b;
        let here = self.ballot(self.module.void().int(1).constant(1));
        let members = b.and(here, mask);
        let before = call.block();
        let after = split_before(b, call);
        if let Some(terminator) = before.terminator() {
            terminator.erase();
        }
        let body = kernel.append_block("lanes");
        b.at_end(before);
        b.br(body);
        b.at_end(body);
        let (index, old) = (b.phi(self.word), b.phi(self.word));
        let bit = b.shl(self.number(1), index);
        let included = b.icmp(IntPredicate::LLVMIntNE, b.and(members, bit), self.number(0));
        let its = self.shuffle(value, b.select(included, index, self.lane()));
        let folded = step(old, its, bit, included);
        let next = b.add(index, self.number(1));
        index.add_incoming(self.number(0), before);
        index.add_incoming(next, body);
        old.add_incoming(start, before);
        old.add_incoming(folded, body);
        let more = b.icmp(IntPredicate::LLVMIntULT, next, self.number(32));
        b.cond_br(more, body, after);
        b.before(call);
        b.locate(call);
        folded
    }
}
