//! Writes the program of a group: what its threads do, as one function over vectors.
//!
//! A block is *visited* by the threads that want to run it; [`crate::analysis::linearize`] says in which order. Each block
//! keeps who wants to visit it next in a slot (an `alloca` that LLVM makes a value of): a branch adds to the slots of its
//! targets, a visit takes what is there. Values that other blocks use, and what phis are to have, are in slots too; so no
//! form of the control flow asks for phis to be put right.

use super::interleave::Row;
use super::lanes::Lanes;
use super::slots::Slots;
use super::source::Source;
use super::target::Target;
use super::version::Version;
use crate::analysis::linearize::{Linear, Next, Node};
use crate::analysis::presence::Presence;
use crate::analysis::shapes::{Shape, Shapes};
use crate::machine::set_wasm_attributes;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Block, Builder, Layout, ModuleExt, Opcode, Type, Value, ValueKind};
use llvm_config::ir::{add_artificial_subprograms, has_subprograms};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What is known of the function and has been decided about it.
pub(super) struct Plan<'p> {
    pub(super) source: &'p Source,
    pub(super) shapes: Shapes,
    pub(super) linear: Linear,
    pub(super) presence: Vec<Presence>,
    /// Accesses that lie between each other, by each of them.
    pub(super) rows: HashMap<Value, Rc<Row>>,
    pub(super) version: Version,
    pub(super) layout: &'p Layout,
    pub(super) target: &'p dyn Target,
}

pub(super) struct Emitter<'p, 'ctx> {
    pub(super) plan: Plan<'p>,
    pub(super) module: &'p Module<'ctx>,
    pub(super) b: Builder,
    pub(super) function: Value,
    pub(super) parameters: HashMap<Value, Value>,
    pub(super) slots: Slots,
    nodes: BTreeMap<Node, Block>,
    /// Number of the block that is being written.
    pub(super) at: usize,
    /// Where the programs of blocks for all threads begin.
    pub(super) wholes: HashMap<usize, Block>,
    /// What the current visit knows already.
    pub(super) local: HashMap<Value, Lanes>,
    /// Results of operations of the warp or block, by their arrivals.
    pub(super) results: HashMap<Value, (Lanes, Lanes)>,
}

/// Who is there, and what the code may rely on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crowd {
    /// `None`: all threads of the group.
    pub(super) mask: Option<Value>,
    /// Nobody may be there.
    pub(super) may_be_empty: bool,
}

impl<'p, 'ctx> Emitter<'p, 'ctx> {
    /// Writes the program for the thread function `old` beside it; both have the same type.
    pub(super) fn emit(plan: Plan<'p>, module: &'p Module<'ctx>, old: Value, name: &str) -> Value {
        let function = module.add(name, old.function_type());
        function.add_attribute(llvm_config::ir::Attribute::Enum("nounwind"));
        set_wasm_attributes(function);
        if has_subprograms(module) {
            add_artificial_subprograms(module, "groups of threads", &[function]);
        }
        let entry = function.append_block("group");
        let nodes =
            plan.linear.order.iter().map(|&node| (node, function.append_block(&label(node)))).collect();
        let parameters = old.parameters().into_iter().zip(function.parameters()).collect();
        let mut emitter = Self {
            plan,
            module,
            b: Builder::new(module.void()),
            function,
            parameters,
            slots: Slots::new(entry),
            nodes,
            at: 0,
            wholes: HashMap::new(),
            local: HashMap::new(),
            results: HashMap::new(),
        };
        emitter.make_slots();
        let start = emitter.node(Node::Block(0));
        for node in emitter.plan.linear.order.clone() {
            emitter.b.at_end(emitter.node(node));
            emitter.b.unlocate();
            match node {
                Node::Block(block) => emitter.visit(block),
                Node::Latch(header) => emitter.repeat(header),
            }
        }
        emitter.enter(entry, start);
        function
    }

    pub(super) fn width(&self) -> u32 {
        self.plan.version.width()
    }

    pub(super) fn i32(&self) -> Type {
        self.module.void().int(32)
    }

    pub(super) fn mask_type(&self) -> Type {
        self.i32().vector(self.width())
    }

    pub(super) fn shape(&self, value: Value) -> Shape {
        self.plan.shapes.of[self.plan.source.number(value)]
    }

    pub(super) fn new_block(&self, name: &str) -> Block {
        Value::insert_block_after(self.b.block(), name)
    }

    pub(super) fn any(&self, mask: Value) -> Value {
        self.plan.target.any(self.module, &self.b, mask)
    }

    /// The source's block that is being written.
    pub(super) fn visited(&self) -> Block {
        self.plan.source.blocks.blocks[self.at]
    }

    /// The mask of a crowd as a vector.
    pub(super) fn mask(&self, crowd: Crowd) -> Value {
        crowd.mask.unwrap_or_else(|| self.i32().splat(u64::MAX, self.width()))
    }

    /// One bit for each thread that is there.
    pub(super) fn bits(&self, crowd: Crowd) -> Value {
        match crowd.mask {
            None => self.i32().constant((1_u64 << self.width()) - 1),
            Some(mask) => self.plan.target.bits(self.module, &self.b, mask),
        }
    }

    /// A function of the device runtime.
    pub(super) fn runtime(&self, name: &str, result: Type, arguments: &[Value]) -> Value {
        let types: Vec<Type> = arguments.iter().map(|argument| argument.ty()).collect();
        self.b.call_function(self.module.declare(name, result.function(&types)), arguments)
    }

    /// The group's own state.
    pub(super) fn group(&self) -> Value {
        self.function.parameters()[0]
    }

    /// What the threads have for a value of the source.
    pub(super) fn lanes(&mut self, value: Value) -> Lanes {
        if let Some(lanes) = self.local.get(&value) {
            return lanes.clone();
        }
        let lanes = match value.kind() {
            ValueKind::Argument => Lanes::Uniform(self.parameters[&value]),
            ValueKind::Instruction => self.load_slot(value),
            _ => Lanes::Uniform(value),
        };
        self.local.insert(value, lanes.clone());
        lanes
    }

    pub(super) fn define(&mut self, value: Value, lanes: Lanes) {
        self.store_slot(value, &lanes);
        self.local.insert(value, lanes);
    }

    pub(super) fn node(&self, node: Node) -> Block {
        self.nodes[&node]
    }

    /// The first block: slots are there already; who enters the source's first block is known to it.
    fn enter(&self, entry: Block, start: Block) {
        self.b.unlocate();
        self.b.at_end(entry);
        self.b.br(start);
    }

    /// The end of a divergent loop: back while somebody is left in it.
    fn repeat(&mut self, header: usize) {
        let back = self.node(Node::Block(header));
        if let Some(all) = self.all_repeat(header) {
            let asked = self.new_block("some.left");
            self.b.cond_br(all, back, asked);
            self.b.at_end(asked);
        }
        let mask = self.take_mask(header, false);
        let any = self.any(mask);
        let next = self.plan.linear.next[&Node::Latch(header)].clone();
        let Next::Repeat(on) = next else { unreachable!("a latch repeats") };
        let left = self.new_block("left");
        self.b.cond_br(any, back, left);
        self.b.at_end(left);
        self.forget_loop(header);
        match on {
            Some(on) => self.b.br(self.node(on)),
            None => self.b.ret(None),
        };
    }

    fn visit(&mut self, block: usize) {
        self.at = block;
        self.local.clear();
        self.results.clear();
        let presence = self.plan.presence[block];
        let mask = match (presence.all, presence.same_as) {
            (true, _) => None,
            (false, Some(before)) => Some(self.seen_mask(before)),
            (false, None) if block == 0 => Some(self.entry_mask()),
            (false, None) => Some(self.take_mask(block, true)),
        };
        if let Some(mask) = mask {
            self.remember_mask(block, mask);
        }
        self.reset_joins(block);
        self.define_phis(block);
        let crowd = Crowd { mask, may_be_empty: !presence.somebody };
        match crowd.mask {
            Some(mask) => self.visit_by(block, mask, crowd),
            None => self.body(block, crowd),
        }
    }

    fn define_phis(&mut self, block: usize) {
        let old = self.plan.source.blocks.blocks[block];
        for phi in old.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI) {
            let lanes = self.load_arriving(phi);
            self.define(phi, lanes);
        }
    }

    /// Writes a block for some: also for all, where that is another code, and not for nobody, where that matters.
    fn visit_by(&mut self, block: usize, mask: Value, mut crowd: Crowd) {
        let quick = self.take_quick(block);
        let old = self.plan.source.blocks.blocks[block];
        if let Some((whole, asks)) = self.beside(block) {
            let some = self.new_block("some");
            if asks {
                if let Some(all) = quick.all {
                    let asked = self.new_block("ask");
                    self.b.cond_br(all, whole, asked);
                    self.b.at_end(asked);
                }
                let all = self.plan.target.all(self.module, &self.b, mask);
                self.b.cond_br(all, whole, some);
            } else {
                self.b.br(some);
            }
            let local = std::mem::take(&mut self.local);
            self.b.at_end(whole);
            // Comes from elsewhere too.
            let everybody = self.mask(Crowd { mask: None, may_be_empty: false });
            self.remember_mask(block, everybody);
            self.reset_joins(block);
            self.define_phis(block);
            self.body(block, Crowd { mask: None, may_be_empty: false });
            self.local = local;
            self.results.clear();
            self.b.at_end(some);
            self.b.unlocate();
        }
        if self.goes_one_by_one(old) {
            let bits = quick.bits.unwrap_or_else(|| self.bits(crowd));
            self.one_by_one(old, crowd, bits);
            return self.leave(block, old.terminator().expect("every block has one"), crowd);
        }
        if crowd.may_be_empty && self.needs_somebody(old) {
            let any = quick.any.unwrap_or_else(|| self.any(mask));
            let (inside, nobody) = (self.new_block("somebody"), self.new_block("nobody"));
            self.b.cond_br(any, inside, nobody);
            self.b.at_end(nobody);
            self.pass_by(block);
            self.b.at_end(inside);
            crowd.may_be_empty = false;
        }
        self.body(block, crowd);
    }

    fn body(&mut self, block: usize, crowd: Crowd) {
        let old = self.plan.source.blocks.blocks[block];
        if crowd.mask.is_none() && self.all_go_one_by_one(old) {
            self.one_by_one(old, crowd, self.bits(crowd));
            return self.leave(block, old.terminator().expect("every block has one"), crowd);
        }
        for i in old.instructions() {
            if i.opcode() == Opcode::LLVMPHI {
                continue;
            }
            self.b.locate_inlined(i, self.function);
            if i.is_terminator() {
                self.leave(block, i, crowd);
            } else {
                self.instruction(i, crowd);
            }
        }
    }
}

fn label(node: Node) -> String {
    match node {
        Node::Block(block) => format!("block{block}"),
        Node::Latch(header) => format!("latch{header}"),
    }
}
