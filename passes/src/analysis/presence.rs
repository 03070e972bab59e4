//! Which threads of a group come to a block, as far as it is known before it runs: all, somebody, or exactly those that
//! came to an earlier block. What is known needs no mask, or no test of one.

use super::dominators::Dominators;
use super::graph::{Graph, predecessors};
use super::linearize::{Linear, Next, Node};
use super::loops;
use std::collections::{BTreeMap, BTreeSet};

/// What is known about a visit of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Presence {
    /// All threads of the group are there.
    pub(crate) all: bool,
    /// Somebody is there.
    pub(crate) somebody: bool,
    /// The threads that came to this block, which is visited before, come here.
    pub(crate) same_as: Option<usize>,
}

/// For every block of a graph. `all`: the whole group enters. Blocks are numbered in reverse post-order.
pub(crate) fn of(graph: &Graph, diverges: &[bool], linear: &Linear, all: bool) -> Vec<Presence> {
    let facts = Facts::of(graph, diverges, linear);
    let mut presence: Vec<Presence> = (0..graph.len())
        .map(|block| Presence { all, somebody: true, same_as: facts.same_as(block) })
        .collect();
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for block in 1..graph.len() {
            let follows = |known: &dyn Fn(usize) -> bool, latches_keep: bool| {
                let mut froms = facts.predecessors[block].iter();
                let follows = facts.is_entered_by_edges_only(block, latches_keep)
                    && froms.all(|&from| {
                        let keeps = latches_keep && facts.is_repeated(from, block);
                        keeps || known(from) && !diverges[from]
                    });
                follows || presence[block].same_as.is_some_and(known)
            };
            let new = Presence {
                all: follows(&|from| presence[from].all, false),
                somebody: follows(&|from| presence[from].somebody, true),
                ..presence[block]
            };
            changed |= new != presence[block];
            presence[block] = new;
        }
    }
    presence
}

struct Facts<'g> {
    graph: &'g Graph,
    diverges: &'g [bool],
    predecessors: Graph,
    /// Nodes that lead to each node, the repetition of divergent loops aside.
    entered_from: BTreeMap<Node, BTreeSet<Node>>,
    linear: &'g Linear,
    dominators: Dominators,
    post: Vec<Option<usize>>,
    /// Dominators among the nodes in the order of visits.
    visits: Dominators,
    place: BTreeMap<Node, usize>,
    /// Headers of the loops around each block.
    around: Vec<BTreeSet<usize>>,
    repeated: BTreeSet<usize>,
}

impl<'g> Facts<'g> {
    fn of(graph: &'g Graph, diverges: &'g [bool], linear: &'g Linear) -> Self {
        let mut around = vec![BTreeSet::new(); graph.len()];
        for found in loops::find(graph) {
            found.body.iter().for_each(|&block| {
                around[block].insert(found.header);
            });
        }
        let place: BTreeMap<Node, usize> =
            linear.order.iter().enumerate().map(|(at, &node)| (node, at)).collect();
        let mut entered_from: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
        let mut visits = vec![Vec::new(); linear.order.len()];
        let mut lead = |from: Node, to: Node| {
            entered_from.entry(to).or_default().insert(from);
            if let (Some(&from), Some(&to)) = (place.get(&from), place.get(&to)) {
                visits[to].push(from);
            }
        };
        let mut repeated = BTreeSet::new();
        for (&from, next) in &linear.next {
            match next {
                Next::End => {}
                Next::Jump(to) => lead(from, *to),
                Next::Choose(each, idle) => each.iter().chain([idle]).for_each(|&to| lead(from, to)),
                Next::Repeat(to) => to.iter().for_each(|&to| lead(from, to)),
            }
            if let (Node::Latch(header), Next::Repeat(_)) = (from, next) {
                repeated.insert(header);
            }
        }
        let dominators = Dominators::of(&predecessors(graph));
        Self {
            graph,
            diverges,
            predecessors: predecessors(graph),
            entered_from,
            linear,
            dominators,
            post: Dominators::reversed(graph),
            visits: Dominators::of(&visits),
            place,
            around,
            repeated,
        }
    }

    /// True if the edge goes back in a loop that is repeated while somebody is left.
    fn is_repeated(&self, from: usize, block: usize) -> bool {
        self.repeated.contains(&block) && self.around[from].contains(&block)
    }

    /// True if a visit of the block comes along one of its own edges, taken by those who are there: it is not one that
    /// only collects threads which have been waiting.
    fn is_entered_by_edges_only(&self, block: usize, latches_keep: bool) -> bool {
        if self.repeated.contains(&block) && !latches_keep {
            return false;
        }
        let none = BTreeSet::new();
        self.entered_from.get(&Node::Block(block)).unwrap_or(&none).iter().all(|from| {
            let Node::Block(number) = *from else { return false };
            match &self.linear.next[from] {
                Next::Jump(_) => self.graph[number] == [block],
                Next::Choose(each, _) => {
                    !self.diverges[number]
                        && each.len() == self.graph[number].len()
                        && each
                            .iter()
                            .zip(&self.graph[number])
                            .all(|(node, &to)| *node != Node::Block(block) || to == block)
                }
                _ => false,
            }
        })
    }

    /// The nearest block before this one through which the same threads come: it dominates this one, which
    /// post-dominates it, in the same loops, and is visited whenever this one is.
    fn same_as(&self, block: usize) -> Option<usize> {
        let candidates = (0..block).rev().filter(|&before| self.around[before] == self.around[block]);
        let mut found = candidates.filter(|&before| {
            self.dominators.dominates(before, block)
                && self.post_dominates(block, before)
                && self.is_visited_before(before, block)
                && self.always_leads_to(before, block)
        });
        found.next()
    }

    fn post_dominates(&self, by: usize, mut block: usize) -> bool {
        while let Some(up) = self.post[block] {
            if up == by {
                return true;
            }
            block = up;
        }
        false
    }

    /// True if threads come from one block to the other before they begin another turn of the loop around both, or leave it.
    fn always_leads_to(&self, before: usize, block: usize) -> bool {
        let goes_on =
            |to: usize| self.around[to].is_superset(&self.around[block]) && !self.around[block].contains(&to);
        let mut seen = BTreeSet::from([block]);
        let mut from = vec![before];
        while let Some(at) = from.pop() {
            for &to in self.graph[at].iter().filter(|&&to| to != block) {
                if !goes_on(to) {
                    return false;
                }
                if seen.insert(to) {
                    from.push(to);
                }
            }
        }
        true
    }

    fn is_visited_before(&self, before: usize, block: usize) -> bool {
        match (self.place.get(&Node::Block(before)), self.place.get(&Node::Block(block))) {
            (Some(&before), Some(&block)) => before < block && self.visits.dominates(before, block),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::linearize::linearize;
    use super::*;

    fn presence(graph: &[Vec<usize>], divergent: &[usize]) -> Vec<Presence> {
        let graph = graph.to_vec();
        let diverges: Vec<bool> = (0..graph.len()).map(|block| divergent.contains(&block)).collect();
        of(&graph, &diverges, &linearize(&graph, &diverges), true)
    }

    #[test]
    fn all_meet_behind_a_divergent_branch() {
        let known = presence(&[vec![1, 2], vec![3], vec![3], vec![]], &[0]);
        assert_eq!(known.iter().map(|known| known.all).collect::<Vec<_>>(), [true, false, false, true]);
        assert!(!known[1].somebody && known[3].same_as == Some(0));
    }

    #[test]
    fn all_take_a_uniform_branch() {
        let known = presence(&[vec![1, 2], vec![3], vec![3], vec![]], &[]);
        assert!(known.iter().all(|known| known.all && known.somebody));
    }

    #[test]
    fn some_stay_in_a_divergent_loop_and_all_leave_it() {
        let known = presence(&[vec![1], vec![2, 3], vec![1], vec![]], &[1]);
        assert_eq!(known.iter().map(|known| known.all).collect::<Vec<_>>(), [true, false, false, true]);
        assert!(known[1].somebody && !known[2].somebody);
    }

    #[test]
    fn a_uniform_loop_keeps_all() {
        let known = presence(&[vec![1], vec![2, 3], vec![1], vec![]], &[]);
        assert!(known.iter().all(|known| known.all));
    }

    #[test]
    fn what_follows_an_early_return_has_those_who_stayed() {
        // 0 returns (3) or goes on to 1, then 2, then 3.
        let known = presence(&[vec![1, 3], vec![2], vec![3], vec![]], &[0]);
        assert!(!known[1].all && known[2].same_as == Some(1) && known[3].all);
    }
}
