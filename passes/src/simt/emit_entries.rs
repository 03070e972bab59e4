//! What the runtime calls: one entry and one size function per kernel.
//!
//!   kernel{i}(launch, worker, first, count)   runs blocks of the kernel through the schedule that suits it
//!   arena{i}(launch) -> bytes                 scratch that needs

use super::equal_threads::axes_of_leaf;
use crate::machine::set_wasm_attributes;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Groups, Options, Unit};
use anywarp_artifact::{Schedule, wasm};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{
    Attribute, Block, Builder, IntPredicate, ModuleExt, Opcode, Type, Value, add_artificial_subprograms,
    has_subprograms,
};

/// Room per thread for frames of coroutines that others call (recursion with barriers).
const NESTED_BYTES: u64 = 4096;

pub(crate) const PASS: Pass = Pass {
    name: "emit-entries",
    about: "Emits the two functions per kernel that the runtime calls, and chooses how its threads are scheduled.",
    needs: &[Fact::Retargeted, Fact::CoroutinesSplit],
    gives: &[Fact::EntriesExist],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let (module, coroutines) = (&unit.module, &unit.coroutines);
    let b = Builder::new(module.void());
    let entries: Vec<Value> = (0..unit.kernels.len()).map(|index| entry(module, index)).collect();
    // Thread functions are inlined into the entries and bring their lines along, but only where there are some.
    if has_subprograms(module) {
        add_artificial_subprograms(module, "block scheduler", &entries);
    }
    for (index, (kernel, function)) in unit.kernels.iter_mut().zip(entries).enumerate() {
        let scalar = module.function(&format!("{}.thread", kernel.name));
        let emit = Emit { module, b: &b, function, coroutines };
        emit.begin();
        let arena = match unit.groups.get(&kernel.name) {
            Some(Ok(groups)) => {
                kernel.schedule = Schedule::Groups;
                emit.groups(&kernel.name, groups, scalar)
            }
            _ => {
                let thread = scalar.expect("retargeting made one for each");
                let frame = emit.frame(thread);
                kernel.schedule = if frame.is_some() { Schedule::Coroutine } else { Schedule::Loop };
                emit.threads(thread)
            }
        };
        kernel.local_bytes = arena.local_bytes as u32;
        emit_arena(module, &b, index, &arena);
    }
    Ok(())
}

/// What a launch needs as scratch memory: a function of the device runtime and its arguments behind the launch.
struct Arena {
    function: &'static str,
    constants: Vec<u64>,
    /// Memory that each thread has of its own.
    local_bytes: u64,
    /// The width of groups, and the scratch memory of launches whose groups are not aligned.
    otherwise: Option<(u32, Box<Arena>)>,
}

/// Writes the entry of one kernel.
struct Emit<'e, 'ctx> {
    module: &'e Module<'ctx>,
    b: &'e Builder,
    function: Value,
    coroutines: &'e [(Value, bool)],
}

impl Emit<'_, '_> {
    fn begin(&self) {
        self.b.locate_in(self.function);
        self.b.at_end(self.function.blocks()[0]);
    }

    /// The frame of a coroutine in bytes.
    fn frame(&self, thread: Value) -> Option<u64> {
        let is_coroutine = self.coroutines.iter().any(|(function, _)| *function == thread);
        is_coroutine.then(|| frame_bytes(thread))
    }

    fn schedule(&self, name: &str, programs: &[Value], constants: &[u32]) {
        let void = self.module.void();
        let (pointer, i32) = (void.ptr(), void.int(32));
        let mut parameters = vec![pointer, pointer, i32, i32];
        parameters.extend(programs.iter().map(|_| pointer));
        parameters.extend(constants.iter().map(|_| i32));
        let mut arguments = self.function.parameters();
        arguments.extend(programs);
        arguments.extend(constants.iter().map(|&constant| i32.constant(constant.into())));
        let schedule = self.module.declare(name, void.function(&parameters));
        self.b.call_function(schedule, &arguments);
        self.b.ret(None);
    }

    /// Each thread for itself.
    fn threads(&self, thread: Value) -> Arena {
        if let Some(frame) = self.frame(thread) {
            self.schedule("anywarp_run_coroutines", &[thread], &[]);
            let nested = self.coroutines.iter().any(|&(function, nested)| function == thread && nested);
            let constants = vec![frame, if nested { NESTED_BYTES } else { 0 }];
            let function = "anywarp_coroutine_arena_bytes";
            return Arena { function, constants, local_bytes: frame, otherwise: None };
        }
        thread.add_attribute(Attribute::Enum("alwaysinline"));
        let schedule = if asks_who_it_is(thread) {
            "anywarp_run_loop"
        } else {
            ["anywarp_run_rows", "anywarp_run_planes", "anywarp_run_leaf"][axes_of_leaf(thread) as usize - 1]
        };
        self.schedule(schedule, &[thread], &[]);
        let function = "anywarp_loop_arena_bytes";
        Arena { function, constants: Vec::new(), local_bytes: 0, otherwise: None }
    }

    /// What CoroSplit made of a coroutine behind its first suspension. Its calls here follow C's convention.
    fn resume(&self, ramp: Value) -> Value {
        let name = format!("{}.resume", ramp.name());
        let resume = self.module.function(&name).expect("a coroutine that waits has one");
        resume.set_c_convention();
        resume
    }

    /// Groups of threads; where these are not aligned and have no program for that, each thread for itself.
    fn groups(&self, kernel: &str, groups: &Groups, scalar: Option<Value>) -> Arena {
        let program = |suffix: &str| self.module.function(&format!("{kernel}.{suffix}"));
        let aligned = program("aligned.thread").expect("groups have one");
        let any = program("any.thread").unwrap_or(aligned);
        let otherwise = groups.only_aligned.is_some().then(|| {
            let scalar = scalar.expect("it was kept for what is not aligned");
            let void = self.module.void();
            let (pointer, i32) = (void.ptr(), void.int(32));
            let asks = self.module.declare("anywarp_groups_are_aligned", i32.function(&[pointer, i32]));
            let launch = self.function.parameters()[0];
            let answer = self.b.call_function(asks, &[launch, i32.constant(groups.width.into())]);
            let is_aligned = self.b.icmp(IntPredicate::LLVMIntNE, answer, i32.constant(0));
            let (yes, no) = (self.function.append_block("groups"), self.function.append_block("threads"));
            self.b.cond_br(is_aligned, yes, no);
            self.b.at_end(no);
            let arena = self.threads(scalar);
            self.b.at_end(yes);
            (groups.width, Box::new(arena))
        });
        let width = groups.width;
        let frame = [aligned, any].iter().filter_map(|&program| self.frame(program)).max();
        match frame {
            Some(frame) if groups.has_regions => {
                let wide = program("wide.thread").unwrap_or(aligned);
                self.regions(groups, [aligned, wide, any], frame, otherwise)
            }
            Some(frame) => {
                let programs = [aligned, self.resume(aligned), any, self.resume(any)];
                self.schedule("anywarp_run_group_coroutines", &programs, &[width, frame as u32]);
                let constants = vec![frame, width.into()];
                let local_bytes = frame / u64::from(width);
                Arena { function: "anywarp_group_arena_bytes", constants, local_bytes, otherwise }
            }
            None => {
                let asks = u32::from(asks_who_it_is(aligned));
                self.schedule("anywarp_run_groups", &[aligned, any], &[width, groups.axes, asks]);
                let function = "anywarp_loop_arena_bytes";
                Arena { function, constants: Vec::new(), local_bytes: 0, otherwise }
            }
        }
    }

    /// Groups whose programs are loops over them; `frame` is that of groups of the usual width.
    fn regions(
        &self,
        groups: &Groups,
        programs: [Value; 3],
        frame: u64,
        otherwise: Option<(u32, Box<Arena>)>,
    ) -> Arena {
        let part = |program: Value, name: &str| {
            let name = format!("{}.{name}", program.name());
            self.module.function(&name).expect("regions were formed")
        };
        let parts = |program| ["start", "step", "where"].map(|name| part(program, name));
        let (wide, wide_frame) = match groups.wide {
            Some(wide) => (wide, self.frame(programs[1]).unwrap_or(0)),
            None => (groups.width, frame),
        };
        let constants = [frame, groups.width.into(), wide_frame, wide.into()];
        let words = constants.map(|constant| constant as u32);
        self.schedule("anywarp_run_group_regions", &programs.map(parts).concat(), &words);
        Arena {
            function: "anywarp_region_arena_bytes",
            constants: constants.to_vec(),
            local_bytes: frame / u64::from(groups.width),
            otherwise,
        }
    }
}

/// True if other functions than the thread function itself may ask for the running thread.
pub(super) fn asks_who_it_is(thread: Value) -> bool {
    thread.instructions().iter().filter(|i| i.opcode() == Opcode::LLVMCall).any(|i| {
        match i.called_function() {
            Some(callee) => {
                !callee.is_intrinsic() && (!callee.is_declaration() || callee.name() == "anywarp_current")
            }
            None => true,
        }
    })
}

/// Size of a coroutine's frame: after CoroSplit the constant that its ramp asks for.
fn frame_bytes(ramp: Value) -> u64 {
    ramp.instructions()
        .into_iter()
        .find_map(|i| match () {
            () if i.is_call_to("anywarp_frame_allocate") => Some(i.operand(0)),
            () if i.is_call_to("anywarp_group_frame") => Some(i.operand(1)),
            () => None,
        })
        .and_then(Value::as_uint)
        .unwrap_or(0)
}

/// A function that the image exports, and its first block.
pub(super) fn exported(module: &Module<'_>, name: &str, ty: Type) -> (Value, Block) {
    let function = module.add(name, ty);
    set_wasm_attributes(function);
    function.add_attribute(Attribute::Text("wasm-export-name", name));
    let block = function.append_block("entry");
    (function, block)
}

fn entry(module: &Module<'_>, index: usize) -> Value {
    let void = module.void();
    let (pointer, i32) = (void.ptr(), void.int(32));
    exported(module, &wasm::kernel_export(index), void.function(&[pointer, pointer, i32, i32])).0
}

fn emit_arena(module: &Module<'_>, b: &Builder, index: usize, arena: &Arena) {
    let void = module.void();
    let (pointer, i32) = (void.ptr(), void.int(32));
    let (function, block) = exported(module, &wasm::arena_export(index), i32.function(&[pointer]));
    b.unlocate();
    b.at_end(block);
    let launch = function.parameters()[0];
    let call = |name: &str, constants: &[u64]| {
        let mut parameters = vec![pointer];
        parameters.extend(constants.iter().map(|_| i32));
        let mut arguments = vec![launch];
        arguments.extend(constants.iter().map(|&constant| i32.constant(constant)));
        b.call_function(module.declare(name, i32.function(&parameters)), &arguments)
    };
    let mut bytes = call(arena.function, &arena.constants);
    if let Some((width, otherwise)) = &arena.otherwise {
        let is_aligned = call("anywarp_groups_are_aligned", &[(*width).into()]);
        let is_aligned = b.icmp(IntPredicate::LLVMIntNE, is_aligned, i32.constant(0));
        bytes = b.select(is_aligned, bytes, call(otherwise.function, &otherwise.constants));
    }
    b.ret(Some(bytes));
}
