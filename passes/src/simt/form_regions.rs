//! What groups do between barriers becomes loops over the groups of a block.
//!
//!   k.thread(thread, parameters)   ->   k.thread.start(groups, total, parameters) -> next
//!   k.thread.resume(frame)         ->   k.thread.step(groups, first, end, region) -> next
//!                                         region: what lies between one barrier and the next ones
//!
//! A coroutine reads from its frame where it goes on. The groups of a block nearly always wait at the same barrier, so that
//! what follows it can be one loop over all of them: nothing is called or looked up for each, and LLVM sees the region and
//! the loop around it as one ("region" as in POCL's "work-item loops", Jääskeläinen et al. 2015). Each tells where it ended;
//! where groups end in several places, each goes on alone (`anywarp_run_regions`).
//!
//! Leaves alone: coroutines that wait for something else than `__syncthreads()`, and those that call coroutines.

use crate::machine::set_wasm_attributes;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{
    Attribute, Block, Builder, IntPredicate, ModuleExt, Opcode, Type, Value, add_artificial_subprograms,
    has_subprograms,
};

pub(crate) const PASS: Pass = Pass {
    name: "form-regions",
    about: "Makes loops over the groups of a block of what coroutines of groups do between barriers.",
    needs: &[Fact::CoroutinesSplit],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// What a region tells whose group has ended; `groups.c` knows it too.
const ENDED: u64 = u32::MAX as u64 - 1;
/// What programs tell the schedule of coroutines: regions tell by their result.
const TOLD: [&str; 2] = ["anywarp_group_at_plain_barrier", "anywarp_exit"];
/// What a coroutine with regions does not do.
const OTHERWISE: [&str; 3] = ["anywarp_group_at_barrier", "anywarp_yield", "anywarp_arrive_warp"];

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    for (kernel, groups) in &mut unit.groups {
        let Ok(groups) = groups else { continue };
        let program = |suffix: &str| module.function(&format!("{kernel}.{suffix}"));
        let programs: Vec<Value> =
            ["aligned.thread", "wide.thread", "any.thread"].into_iter().filter_map(program).collect();
        let is_nested = |ramp: &Value| unit.coroutines.iter().any(|&(f, nested)| f == *ramp && nested);
        let coroutines: Option<Vec<Coroutine>> =
            programs.iter().map(|&ramp| Coroutine::of(module, ramp)).collect();
        if let Some(coroutines) = coroutines.filter(|_| !programs.iter().any(is_nested)) {
            coroutines.iter().for_each(|coroutine| Regions::form(module, coroutine));
            groups.has_regions = true;
        }
    }
    Ok(())
}

/// What CoroSplit made, as far as it matters here.
struct Coroutine {
    /// Runs to the first suspension.
    ramp: Value,
    /// Goes on behind the one that the frame names.
    resume: Value,
    /// The frame, as the ramp knows it.
    frame: Value,
    /// The address of the index of the suspension that the ramp leaves there.
    index: Value,
    index_type: Type,
    /// What reads the index in `resume`: a load, and the switch that it decides; nothing where there is one suspension.
    choice: Option<(Value, Value)>,
}

impl Coroutine {
    fn of(module: &Module<'_>, ramp: Value) -> Option<Self> {
        let resume = module.function(&format!("{}.resume", ramp.name()))?;
        let both = [ramp.instructions(), resume.instructions()].concat();
        if both.iter().any(|i| OTHERWISE.iter().any(|name| i.is_call_to(name))) {
            return None;
        }
        let frame = ramp.instructions().into_iter().find(|i| i.is_call_to("anywarp_group_frame"))?;
        // CoroSplit's name for it; what it stores there is a number of just as many bits as suspensions need.
        let is_index = |i: &Value| {
            i.opcode() == Opcode::LLVMStore
                && i.operand(0).as_uint().is_some()
                && i.operand(1).is_instruction()
                && i.operand(1).name().starts_with("index.addr")
        };
        let first = ramp.instructions().into_iter().find(is_index)?;
        let is_switch = |i: &Value| {
            i.opcode() == Opcode::LLVMSwitch && is_load_through(i.condition(), resume.parameters()[0])
        };
        let switch = resume.instructions().into_iter().find(is_switch);
        let choice = switch.map(|switch| (switch.condition(), switch));
        let index_type = first.operand(0).ty();
        // More than one suspension is nothing that a single place could follow.
        if choice.is_none() && index_type.int_width() > 1 {
            return None;
        }
        Some(Self { ramp, resume, frame, index: first.operand(1), index_type, choice })
    }
}

/// True for `load (getelementptr base, constants)`.
fn is_load_through(value: Value, base: Value) -> bool {
    value.is_instruction()
        && value.opcode() == Opcode::LLVMLoad
        && value.operand(0).is_instruction()
        && value.operand(0).opcode() == Opcode::LLVMGetElementPtr
        && value.operand(0).operand(0) == base
}

struct Regions<'m, 'ctx> {
    module: &'m Module<'ctx>,
    b: Builder,
    /// The name of the coroutine.
    name: String,
    ramp: Value,
    /// What was `resume`, with the index as its second parameter.
    resumed: Value,
    /// The address of the index in the frame, as an instruction to be copied.
    index: Value,
    index_type: Type,
    /// The region behind each suspension, by its index.
    indices: Vec<Value>,
    /// The index that no suspension has: the last one's, which never goes on.
    ended: Value,
    /// Groups of this program are whole: that is known when it starts.
    is_aligned: bool,
}

impl<'m, 'ctx> Regions<'m, 'ctx> {
    fn form(module: &'m Module<'ctx>, coroutine: &Coroutine) {
        let b = Builder::new(module.void());
        let index_type = coroutine.index_type;
        let indices: Vec<Value> = match coroutine.choice {
            Some((_, switch)) => {
                (1..switch.successors().len() as u32).map(|case| switch.switch_case(case)).collect()
            }
            None => vec![index_type.constant(0)],
        };
        let regions = Self {
            module,
            b,
            name: coroutine.ramp.name(),
            ramp: coroutine.ramp,
            index: coroutine.index,
            index_type,
            ended: index_type.constant(indices.len() as u64),
            resumed: Self::take_index(module, coroutine),
            indices,
            is_aligned: !coroutine.ramp.name().ends_with(".any.thread"),
        };
        regions.tell(coroutine.ramp, coroutine.frame);
        regions.tell(regions.resumed, regions.resumed.parameters()[0]);
        coroutine.ramp.add_attribute(Attribute::Enum("alwaysinline"));
        coroutine.ramp.set_internal();
        for part in [coroutine.resume.name(), format!("{}.destroy", regions.name)] {
            if let Some(function) = module.function(&part).filter(|function| function.users().is_empty()) {
                function.delete_function();
            }
        }
        regions.write();
    }

    /// Makes the index a parameter, so that LLVM copies no more than one region when it inlines the function.
    fn take_index(module: &Module<'_>, coroutine: &Coroutine) -> Value {
        let void = module.void();
        let resume = coroutine.resume;
        let ty = void.function(&[void.ptr(), coroutine.index_type]);
        let resumed = module.add(&format!("{}.resumed", coroutine.ramp.name()), ty);
        resumed.set_internal();
        set_wasm_attributes(resumed);
        for attribute in ["alwaysinline", "nounwind"] {
            resumed.add_attribute(Attribute::Enum(attribute));
        }
        resumed.take_subprogram(resume);
        resume.parameters()[0].replace_all_uses_with(resumed.parameters()[0]);
        for block in resume.blocks() {
            block.move_to(resumed);
        }
        if let Some((index, _)) = coroutine.choice {
            index.replace_all_uses_with(resumed.parameters()[1]);
            index.erase();
        }
        resumed
    }

    /// Has the function note in the frame that its group ends, and say nothing to the schedule of coroutines.
    fn tell(&self, function: Value, frame: Value) {
        for i in function.instructions() {
            if TOLD.iter().any(|name| i.is_call_to(name)) {
                i.erase();
            } else if i.opcode() == Opcode::LLVMStore && is_start_of(i.operand(1), frame) {
                // Behind its last suspension a coroutine has nothing to resume.
                if i.operand(0).is_null() {
                    self.b.before(i);
                    self.b.locate(i);
                    let address = self.index_address(frame);
                    self.b.store(self.ended, address, 1);
                }
                i.erase();
            } else if i.opcode() == Opcode::LLVMStore && i.operand(0).name().ends_with(".destroy") {
                i.erase();
            }
        }
    }

    fn index_address(&self, frame: Value) -> Value {
        let address = self.index.clone_instruction();
        self.b.insert(address);
        address.set_operand(0, frame);
        address
    }

    /// A function that tells where a group goes on, without a body.
    fn declare(&self, suffix: &str, parameters: &[Type], attribute: &str) -> Value {
        let i32 = self.module.void().int(32);
        let function = self.module.add(&format!("{}.{suffix}", self.name), i32.function(parameters));
        function.set_internal();
        set_wasm_attributes(function);
        for attribute in ["nounwind", attribute] {
            function.add_attribute(Attribute::Enum(attribute));
        }
        function
    }

    fn enter(&self, function: Value) -> Block {
        let block = function.append_block("entry");
        self.b.unlocate();
        self.b.at_end(block);
        self.b.locate_in(function);
        block
    }

    /// The end of a function that tells where the frame says that its group is.
    fn tell_where(&self, frame: Value) {
        let i32 = self.module.void().int(32);
        let address = self.index_address(frame);
        let index = self.b.load(self.index_type, address, 1);
        let has_ended = self.b.icmp(IntPredicate::LLVMIntEQ, index, self.ended);
        let place = self.b.select(has_ended, i32.constant(ENDED), self.b.zext(index, i32));
        self.b.ret(Some(place));
    }

    fn write(&self) {
        let void = self.module.void();
        let (pointer, i32) = (void.ptr(), void.int(32));
        let begin = self.declare("begin", &[pointer, i32], "alwaysinline");
        let place = self.declare("where", &[pointer], "nounwind");
        let start = self.declare("start", &[pointer, i32, i32], "noinline");
        let step = self.declare("step", &[pointer, i32, i32, i32], "nounwind");
        let part =
            |name: &str, index: &Value| format!("{name}{}", index.as_uint().expect("indices are numbers"));
        let declare = |name: &str, parameters: &[Type], attribute: &str| -> Vec<Value> {
            self.indices.iter().map(|index| self.declare(&part(name, index), parameters, attribute)).collect()
        };
        let regions = declare("region", &[pointer], "alwaysinline");
        let loops = declare("loop", &[pointer, i32, i32], "noinline");
        if has_subprograms(self.module) {
            let all = [vec![begin, place, start, step], regions.clone(), loops.clone()].concat();
            add_artificial_subprograms(self.module, "block scheduler", &all);
        }

        self.enter(begin);
        let frame = self.b.call_function(self.ramp, &begin.parameters());
        self.tell_where(frame);
        self.enter(place);
        self.tell_where(place.parameters()[0]);
        for (&region, &index) in regions.iter().zip(&self.indices) {
            self.enter(region);
            let frame = region.parameters()[0];
            self.b.call_function(self.resumed, &[frame, index]);
            self.tell_where(frame);
        }
        self.for_all(start, "anywarp_start_groups", begin);
        for (&of_all, &region) in loops.iter().zip(&regions) {
            self.for_all(of_all, "anywarp_run_region", region);
        }
        self.write_step(step, &loops);
    }

    /// A loop over groups: a function of the device runtime says what belongs to it.
    fn for_all(&self, function: Value, template: &str, of_one: Value) {
        let void = self.module.void();
        let (pointer, i32) = (void.ptr(), void.int(32));
        self.enter(function);
        let template = self.module.declare(template, i32.function(&[pointer, i32, i32, pointer, i32]));
        let is_aligned = i32.constant(self.is_aligned.into());
        let arguments = [function.parameters(), vec![of_one, is_aligned]].concat();
        let next = self.b.call_function(template, &arguments);
        self.b.ret(Some(next));
    }

    fn write_step(&self, step: Value, loops: &[Value]) {
        let i32 = self.module.void().int(32);
        let entry = self.enter(step);
        let mut cases = Vec::new();
        for (&of_all, index) in loops.iter().zip(&self.indices) {
            let case = step.append_block("region");
            self.b.at_end(case);
            let next = self.b.call_function(of_all, &step.parameters()[..3]);
            self.b.ret(Some(next));
            cases.push((i32.constant(index.as_uint().expect("indices are numbers")), case));
        }
        let never = step.append_block("never");
        self.b.at_end(never);
        self.b.unreachable();
        self.b.at_end(entry);
        self.b.switch(step.parameters()[3], never, &cases);
    }
}

/// True for the address of the frame's first field.
fn is_start_of(address: Value, frame: Value) -> bool {
    address == frame
        || address.is_instruction()
            && address.opcode() == Opcode::LLVMGetElementPtr
            && address.operand(0) == frame
            && (1..address.operand_count()).all(|index| address.operand(index).is_null())
}
