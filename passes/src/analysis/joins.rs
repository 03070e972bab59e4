//! Where threads that a branch sent different ways come together again: blocks that are reached from two of its targets
//! by ways which share nothing before them (LLVM's `SyncDependenceAnalysis` finds the same, and in the same way).
//!
//! Control dependence does not tell: of a block that some of a branch's ways lead to and others go around, all that comes to
//! it depends on the branch, and so do the ways.

use super::graph::Graph;
use std::collections::BTreeSet;

/// Within one turn of a loop, or one run of a function: the blocks of `body` in which ways from `branch` meet. `header` is
/// the loop's, to which no way leads. `order` is the graph's reverse post-order.
pub(crate) fn of_branch(turn: &Region<'_>, branch: usize) -> BTreeSet<usize> {
    let mut joins = BTreeSet::new();
    // By which target each block is reached first; a join is one from there on.
    let mut labels: Vec<Option<usize>> = vec![None; turn.graph.len()];
    loop {
        let mut changed = false;
        for &block in turn.order.iter().filter(|&&block| turn.leads_to(block)) {
            let new = turn.label(block, branch, &labels);
            if new == Label::Join {
                changed |= joins.insert(block);
            }
            let label = match new {
                _ if joins.contains(&block) => Some(block),
                Label::One(label) => Some(label),
                Label::None | Label::Join => None,
            };
            changed |= label != labels[block];
            labels[block] = label;
        }
        if !changed {
            return joins;
        }
    }
}

/// A part of a graph that threads run through once.
pub(crate) struct Region<'g> {
    pub(crate) graph: &'g Graph,
    pub(crate) predecessors: &'g Graph,
    pub(crate) body: &'g BTreeSet<usize>,
    pub(crate) header: Option<usize>,
    /// Reverse post-order of the graph, and the place of each block in it.
    pub(crate) order: &'g [usize],
    pub(crate) place: &'g [usize],
}

#[derive(PartialEq, Eq)]
enum Label {
    None,
    One(usize),
    Join,
}

impl Region<'_> {
    fn leads_to(&self, block: usize) -> bool {
        self.body.contains(&block) && self.header != Some(block)
    }

    fn label(&self, block: usize, branch: usize, labels: &[Option<usize>]) -> Label {
        let from = self.predecessors[block].iter().copied().filter(|from| self.body.contains(from));
        let (forwards, back): (Vec<usize>, Vec<usize>) =
            from.partition(|&from| self.place[from] < self.place[block]);
        let reached = |from: &usize| if *from == branch { Some(block) } else { labels[*from] };
        // What goes round in a loop came in by its header, unless the branch is in the loop itself.
        let mut found: BTreeSet<usize> = forwards.iter().filter_map(reached).collect();
        if found.is_empty() {
            found = back.iter().filter_map(reached).collect();
        }
        match (found.len(), found.first()) {
            (1, Some(&label)) => Label::One(label),
            (0, _) => Label::None,
            _ => Label::Join,
        }
    }
}
