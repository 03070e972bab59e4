//! Makes a kernel smaller as long as it still fails: many places at once, then halves of them, and so on (Zeller's and
//! Hildebrandt's delta debugging), each step with many candidates in one program.

use std::ops::Range;
use std::time::Instant;

use crate::ast::Kernel;
use crate::generate::predict;
use crate::interpret::Outcome;
use crate::runner::Expected;
use crate::sites::{Change, changed, count};

/// Candidates that are compiled together.
const TOGETHER: usize = 40;
/// How many ways to join changes are tried.
const JOINED: usize = 8;

/// In the order in which they are tried: what makes most smaller comes first.
const CHANGES: [Change; 9] = [
    Change::Remove,
    Change::Part(0),
    Change::Part(1),
    Change::Constant(0),
    Change::Constant(1),
    Change::Operand(0),
    Change::Operand(1),
    Change::Operand(2),
    Change::Part(2),
];

/// Says which of the candidates fail; it may leave out some.
type Fails<'f> = &'f mut dyn FnMut(&[Expected<'_>]) -> Vec<usize>;

/// What a search has come to.
pub struct Shrunk {
    pub kernel: Kernel,
    /// False if its time ended before all single changes had been tried.
    pub complete: bool,
}

/// The smallest kernel that is found before `end` and for which `fails` is true.
pub fn shrink(kernel: &Kernel, end: Instant, fails: Fails<'_>) -> Shrunk {
    let mut search = Search { best: kernel.clone(), end, fails };
    loop {
        let before = size(&search.best);
        search.shapes();
        CHANGES.into_iter().for_each(|change| search.everywhere(change));
        let complete = !search.over();
        if !complete || size(&search.best) == before {
            return Shrunk { kernel: search.best, complete };
        }
    }
}

struct Search<'s> {
    best: Kernel,
    end: Instant,
    fails: Fails<'s>,
}

impl Search<'_> {
    fn over(&self) -> bool {
        Instant::now() >= self.end
    }

    /// Fewer blocks and threads.
    fn shapes(&mut self) {
        let mut shapes = vec![Kernel { blocks: 1, ..self.best.clone() }];
        for threads in [1, 2, 31, 32, 33, 64] {
            for blocks in [1, self.best.blocks] {
                shapes.push(Kernel { block: [threads, 1, 1], blocks, ..self.best.clone() });
            }
        }
        let failing = self.failing(shapes);
        self.keep_smallest(failing);
    }

    /// Makes a change at all places at once, then at halves of them, down to single ones.
    fn everywhere(&mut self, change: Change) {
        let mut length = count(&self.best, change);
        while length > 0 && !self.over() {
            let places = count(&self.best, change);
            let pieces: Vec<_> =
                (0..places).step_by(length).map(|start| start..(start + length).min(places)).collect();
            let candidates =
                pieces.iter().map(|piece| self.changed(change, std::slice::from_ref(piece))).collect();
            let alone = self.failing(candidates);
            let good: Vec<_> = alone.iter().map(|(number, _)| pieces[*number].clone()).collect();
            let joined = self.joined(change, &good);
            self.keep_smallest([alone, joined].concat());
            length /= 2;
        }
    }

    /// As many of the changes, each of which is possible alone, as are possible together.
    fn joined(&mut self, change: Change, good: &[Range<usize>]) -> Vec<(usize, Kernel)> {
        let step = good.len().div_ceil(JOINED).max(1);
        let ends = (2..=good.len()).rev().step_by(step);
        self.failing(ends.map(|end| self.changed(change, &good[..end])).collect())
    }

    fn changed(&self, change: Change, at: &[Range<usize>]) -> Kernel {
        changed(&self.best, change, &mut |place| at.iter().any(|piece| piece.contains(&place)))
    }

    fn keep_smallest(&mut self, failing: Vec<(usize, Kernel)>) {
        if let Some((_, smallest)) = failing.into_iter().min_by_key(|(_, kernel)| size(kernel)) {
            self.best = smallest;
        }
    }

    /// Those candidates that are smaller, have a meaning and fail, with their numbers.
    fn failing(&mut self, candidates: Vec<Kernel>) -> Vec<(usize, Kernel)> {
        let limit = size(&self.best);
        let mut smaller: Vec<_> =
            candidates.into_iter().enumerate().filter(|(_, kernel)| size(kernel) < limit).collect();
        // If one that fails is enough, it should be the smallest.
        smaller.sort_by_cached_key(|(_, kernel)| size(kernel));
        let mut smaller = smaller.into_iter().peekable();
        let mut failing = Vec::new();
        while smaller.peek().is_some() && !self.over() {
            let round: Vec<(usize, Kernel, Outcome)> = smaller
                .by_ref()
                .filter_map(|(number, kernel)| predict(&kernel).ok().map(|outcome| (number, kernel, outcome)))
                .take(TOGETHER)
                .collect();
            let pairs: Vec<_> = round.iter().map(|(_, kernel, outcome)| (kernel, outcome)).collect();
            let found = if pairs.is_empty() { Vec::new() } else { (self.fails)(&pairs) };
            failing.extend(found.into_iter().map(|place| (round[place].0, round[place].1.clone())));
        }
        failing
    }
}

/// Length of the source, and of what it runs on.
fn size(kernel: &Kernel) -> usize {
    crate::print::kernel(kernel, 0).len() + (kernel.threads() * kernel.blocks) as usize
}
