//! What a kernel gives: one thread after the other runs until it must wait for others, without masks of execution.
//! The interpreter also checks what the generator promises: lanes of a mask meet at one place, nobody waits for ever.

use crate::ast::{Atomic, Expr, INPUTS, Kernel, MASK, PLACES, Special, Type, Vote};
use crate::lower::{Inst, lower};
use crate::operators::{binary, compare, cut, ternary, unary};
use crate::print::RESULTS;
use crate::warp::{Site, Wait, meet};

/// What a launch leaves in memory.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
    /// A number for each thread.
    pub out: Vec<u64>,
    /// Results of the atomic operations, [`PLACES`] for each.
    pub atom: Vec<u32>,
}

/// Instructions of a block beyond which a kernel is not worth its time.
const STEPS: usize = 300_000;

pub(crate) struct Frame {
    function: usize,
    place: usize,
    variables: Vec<i128>,
    arrays: Vec<Vec<i128>>,
}

pub(crate) struct Thread {
    pub(crate) number: u32,
    frames: Vec<Frame>,
    pub(crate) wait: Option<Wait>,
    result: Option<u64>,
}

struct Block<'k> {
    kernel: &'k Kernel,
    code: &'k [Vec<Inst>],
    block: u32,
    shared: Vec<u32>,
    shared_atomics: Vec<u32>,
    steps: usize,
}

/// Interprets a launch, in ascending or descending order of threads.
///
/// # Errors
/// The kernel takes too long, or breaks a promise of the generator.
pub fn interpret(kernel: &Kernel, descending: bool) -> Result<Outcome, String> {
    let code: Vec<_> = kernel.functions.iter().map(lower).collect();
    let places = |op: &Atomic| std::iter::repeat_n(op.neutral(), PLACES as usize);
    let mut outcome = Outcome { out: Vec::new(), atom: Atomic::ALL.iter().flat_map(places).collect() };
    for block in 0..kernel.blocks {
        let shared_atomics = Atomic::ALL.iter().map(|op| op.neutral()).collect();
        let shared = (0..kernel.threads()).collect();
        let mut block = Block { kernel, code: &code, block, shared, shared_atomics, steps: 0 };
        let mut threads: Vec<_> = (0..kernel.threads()).map(|number| block.start(number)).collect();
        block.run(&mut threads, &mut outcome.atom, descending)?;
        outcome.out.extend(threads.iter().map(|thread| thread.result.unwrap_or(0)));
    }
    Ok(outcome)
}

impl Block<'_> {
    fn start(&self, number: u32) -> Thread {
        let (threads, lane) = (self.kernel.threads(), number % 32);
        let input = self.kernel.input[((self.block * threads + number) % INPUTS) as usize];
        let lanes = (threads - (number - lane)).min(32);
        let mask = (0..lanes).fold(0_u32, |mask, lane| mask | 1 << lane);
        let parameters = [number, input, mask].map(i128::from);
        Thread { number, frames: vec![self.frame(0, parameters)], wait: None, result: None }
    }

    fn frame(&self, function: usize, parameters: [i128; 3]) -> Frame {
        let of = &self.kernel.functions[function];
        let own = (MASK + 1..of.variables.len()).map(|number| number as i128);
        let variables = parameters.into_iter().chain(own).collect();
        let element = |array: &crate::ast::Array, i: u32| cut(array.element, i128::from(i) * 3);
        let arrays = of.arrays.iter().map(|a| (0..a.length).map(|i| element(a, i)).collect()).collect();
        Frame { function, place: 0, variables, arrays }
    }

    fn run(&mut self, threads: &mut [Thread], atom: &mut [u32], descending: bool) -> Result<(), String> {
        loop {
            let count = threads.len();
            for number in 0..count {
                let number = if descending { count - 1 - number } else { number };
                let thread = &mut threads[number];
                while thread.wait.is_none() && !thread.frames.is_empty() {
                    self.step(thread, atom)?;
                }
            }
            if threads.iter().all(|thread| thread.frames.is_empty()) {
                break;
            }
            if !self.meetings(threads)? {
                return Err("threads wait for each other for ever".to_owned());
            }
        }
        self.finish(threads);
        Ok(())
    }

    /// Lets go on whoever has met; false if nobody has.
    fn meetings(&mut self, threads: &mut [Thread]) -> Result<bool, String> {
        let mut met = false;
        for warp in threads.chunks_mut(32) {
            let first = warp[0].number as usize;
            let slots = first..first + warp.len();
            for (lane, value) in meet(warp, &mut self.shared[slots])? {
                self.wake(&mut warp[lane], value);
                met = true;
            }
        }
        if met {
            return Ok(true);
        }
        let waits: Vec<_> =
            threads.iter().filter(|t| !t.frames.is_empty()).map(|t| t.wait.as_ref()).collect();
        let Some(Wait::Barrier { site, .. }) = waits[0] else { return Ok(false) };
        let mut values = Vec::new();
        for wait in &waits {
            match wait {
                Some(Wait::Barrier { site: other, vote }) if other == site => values.extend(*vote),
                _ => return Err("threads of a block meet at different barriers".to_owned()),
            }
        }
        let value = values.first().map(|(vote, _)| {
            let truths = values.iter().filter(|(_, value)| *value != 0).count();
            match vote {
                Vote::Count => truths as i128,
                Vote::And => i128::from(truths == values.len()),
                Vote::Or => i128::from(truths > 0),
            }
        });
        threads.iter_mut().filter(|t| !t.frames.is_empty()).for_each(|thread| self.wake(thread, value));
        Ok(true)
    }

    /// The thread goes on behind the instruction at which it waited; `value` is for that instruction's variable.
    fn wake(&self, thread: &mut Thread, value: Option<i128>) {
        thread.wait = None;
        let Some(frame) = thread.frames.last_mut() else { return };
        let result = match &self.code[frame.function][frame.place] {
            Inst::Vote { result, .. } | Inst::Warp { result, .. } => *result,
            _ => 0,
        };
        if let Some(value) = value {
            frame.variables[result] = cut(self.kernel.functions[frame.function].variables[result], value);
        }
        frame.place += 1;
    }

    fn step(&mut self, thread: &mut Thread, atom: &mut [u32]) -> Result<(), String> {
        self.steps += 1;
        if self.steps > STEPS {
            return Err("takes too long".to_owned());
        }
        let code = self.code;
        let depth = thread.frames.len();
        let number = thread.number;
        let Some(frame) = thread.frames.last_mut() else { return Ok(()) };
        let site = (frame.function, frame.place, depth);
        let value = |e: &Expr| self.eval(e, frame, number);
        let mut next = frame.place + 1;
        match &code[frame.function][frame.place] {
            Inst::Assign(variable, e) => {
                let t = self.kernel.functions[frame.function].variables[*variable];
                frame.variables[*variable] = cut(t, value(e));
            }
            Inst::SetElement(array, index, e) => {
                let index = value(index).rem_euclid(i128::from(array.length));
                let e = cut(array.element, value(e));
                frame.arrays[array.number][usize::try_from(index).unwrap_or(0)] = e;
            }
            Inst::Jump(target) => next = *target,
            Inst::Unless(e, target) if value(e) == 0 => next = *target,
            Inst::Unless(..) => {}
            Inst::UnlessIn(mask, target) => {
                if frame.variables[*mask] >> (number % 32) & 1 == 0 {
                    next = *target;
                }
            }
            Inst::Atomic { op, shared, place, value: operand } => {
                let operand = u32::try_from(cut(Type::U32, value(operand))).unwrap_or(0);
                let place = usize::try_from(value(place).rem_euclid(i128::from(PLACES))).unwrap_or(0);
                let memory = if *shared {
                    &mut self.shared_atomics[op.number()]
                } else {
                    &mut atom[op.number() * PLACES as usize + place]
                };
                update(*op, memory, operand);
            }
            Inst::SetShared(e) => {
                let e = u32::try_from(cut(Type::U32, value(e))).unwrap_or(0);
                self.shared[number as usize] = e;
            }
            waits @ (Inst::Barrier | Inst::Vote { .. } | Inst::Warp { .. }) => {
                thread.wait = self.wait(waits, frame, number, site);
            }
            Inst::Call { function, arguments, mask, .. } => {
                let [a, b] = arguments.each_ref().map(|argument| cut(Type::U32, value(argument)));
                let parameters = [a, b, frame.variables[*mask]];
                let callee = self.frame(*function, parameters);
                thread.frames.push(callee);
                return Ok(());
            }
            Inst::Return(e) => {
                let e = value(e);
                self.leave(thread, e, true);
                return Ok(());
            }
            Inst::End => {
                let first = frame.variables[0];
                self.leave(thread, first, false);
                return Ok(());
            }
        }
        if thread.wait.is_none()
            && let Some(frame) = thread.frames.last_mut()
        {
            frame.place = next;
        }
        Ok(())
    }

    /// What a thread waits for at an instruction.
    fn wait(&self, inst: &Inst, frame: &Frame, thread: u32, site: Site) -> Option<Wait> {
        let value = |e: &Expr| self.eval(e, frame, thread);
        match inst {
            Inst::Barrier => Some(Wait::Barrier { site, vote: None }),
            Inst::Vote { vote, value: operand, .. } => {
                Some(Wait::Barrier { site, vote: Some((*vote, value(operand))) })
            }
            Inst::Warp { op, mask, value: operand, lane, .. } => {
                let (t, operand, lane) = (operand.type_of(), value(operand), value(lane));
                let mask = u32::try_from(frame.variables[*mask]).unwrap_or(0);
                Some(Wait::Warp { site, op: *op, mask, t, value: operand, lane })
            }
            _ => None,
        }
    }

    /// Ends a call with a value, or the thread with its results.
    fn leave(&self, thread: &mut Thread, value: i128, early: bool) {
        let Some(frame) = thread.frames.pop() else { return };
        let Some(caller) = thread.frames.last_mut() else {
            let add = |sum: i128, number: i128| cut(Type::U64, cut(Type::U64, sum * 31) + number);
            let mut sum = frame.variables.iter().take(RESULTS).copied().fold(0, add);
            if early {
                sum = add(sum, value);
            } else {
                sum = frame.arrays.iter().flatten().copied().fold(sum, add);
            }
            // What a whole block adds to the results of the others is added when all have ended.
            thread.result = u64::try_from(sum).ok();
            thread.wait = (!early && self.kernel.meets).then_some(Wait::End);
            return;
        };
        if let Inst::Call { result, .. } = &self.code[caller.function][caller.place] {
            let t = self.kernel.functions[caller.function].variables[*result];
            caller.variables[*result] = cut(t, cut(Type::U32, value));
        }
        caller.place += 1;
    }

    /// Adds the thread's slot of shared memory and a shared atomic to the results of threads that did not end early.
    fn finish(&self, threads: &mut [Thread]) {
        for thread in threads.iter_mut().filter(|thread| thread.wait.is_some()) {
            let number = thread.number as usize;
            let atomic = self.shared_atomics[number % self.shared_atomics.len()];
            thread.result = thread.result.map(|h| {
                h.wrapping_mul(31)
                    .wrapping_add(u64::from(self.shared[number]))
                    .wrapping_add(u64::from(atomic))
            });
        }
    }

    fn eval(&self, e: &Expr, frame: &Frame, thread: u32) -> i128 {
        let value = |e: &Expr| self.eval(e, frame, thread);
        let index =
            |e: &Expr, length: u32| usize::try_from(value(e).rem_euclid(i128::from(length))).unwrap_or(0);
        match e {
            Expr::Const(t, number) => cut(*t, *number),
            Expr::Var(_, number) => frame.variables[*number],
            Expr::Special(Special::Thread) => i128::from(thread),
            Expr::Special(Special::Lane) => i128::from(thread % 32),
            Expr::Special(Special::Block) => i128::from(self.block),
            Expr::Input(e) => i128::from(self.kernel.input[index(e, INPUTS)]),
            Expr::Modulo(e, by) => value(e).rem_euclid(i128::from(*by)),
            Expr::Element(array, e) => frame.arrays[array.number][index(e, array.length)],
            Expr::Shared(e) => i128::from(self.shared[index(e, self.kernel.threads())]),
            Expr::Unary(op, t, a) => unary(*op, *t, value(a)),
            Expr::Binary(op, t, parts) => binary(*op, *t, value(&parts[0]), value(&parts[1])),
            Expr::Ternary(op, parts) => ternary(*op, value(&parts[0]), value(&parts[1]), value(&parts[2])),
            Expr::Compare(op, _, parts) => compare(*op, value(&parts[0]), value(&parts[1])),
            Expr::Cast(t, a) => cut(*t, value(a)),
            Expr::Select(parts) => value(&parts[if value(&parts[0]) != 0 { 1 } else { 2 }]),
            Expr::Both(parts) => i128::from(value(&parts[0]) != 0 && value(&parts[1]) != 0),
            Expr::Either(parts) => i128::from(value(&parts[0]) != 0 || value(&parts[1]) != 0),
            Expr::Float(_, parts) => {
                let [a, b, c] = [0, 1, 2].map(|part| value(&parts[part]));
                (a % 256) * (b % 256) + c % 65536
            }
        }
    }
}

fn update(op: Atomic, memory: &mut u32, operand: u32) {
    *memory = match op {
        Atomic::Add => memory.wrapping_add(operand),
        Atomic::Min => operand.min(*memory),
        Atomic::Max => operand.max(*memory),
        Atomic::And => *memory & operand,
        Atomic::Or => *memory | operand,
        Atomic::Xor => *memory ^ operand,
    };
}
