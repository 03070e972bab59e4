//! Control dependence: which branches decide whether a block runs (Ferrante, Ottenstein and Warren, "The Program Dependence
//! Graph and Its Use in Optimization", 1987).

use super::dominators::Dominators;
use super::graph::Graph;
use std::collections::BTreeSet;

/// For each block the blocks whose branches decide whether it runs.
pub(crate) struct Control {
    deciders: Vec<Vec<usize>>,
}

impl Control {
    pub(crate) fn of(graph: &Graph) -> Self {
        let post = Dominators::reversed(graph);
        let mut deciders = vec![Vec::new(); graph.len()];
        for (block, successors) in graph.iter().enumerate().filter(|(_, successors)| successors.len() > 1) {
            for &successor in successors {
                // Up the tree of post-dominators, to what runs whichever way the branch goes.
                let mut at = Some(successor);
                while at != post[block] {
                    let Some(node) = at else { break };
                    let list: &mut Vec<usize> = &mut deciders[node];
                    if list.contains(&block) {
                        break;
                    }
                    list.push(block);
                    at = post[node];
                }
            }
        }
        Self { deciders }
    }

    /// Dependence within one turn of a loop: what decides whether a block runs in it. Blocks outside have no deciders.
    pub(crate) fn of_turn(graph: &Graph, header: usize, body: &BTreeSet<usize>) -> Self {
        let end = graph.len();
        let mut turn: Graph = vec![Vec::new(); end + 1];
        for &block in body {
            for &to in &graph[block] {
                let to = if to == header || !body.contains(&to) { end } else { to };
                if !turn[block].contains(&to) {
                    turn[block].push(to);
                }
            }
        }
        let mut result = Self::of(&turn);
        result.deciders.truncate(end);
        result
    }

    /// For each block those of the branches that decide, themselves or through other branches, if it runs.
    pub(crate) fn deciders_among(&self, branches: &[bool]) -> Vec<BTreeSet<usize>> {
        let mut result = vec![BTreeSet::new(); self.deciders.len()];
        loop {
            let mut changed = false;
            for block in 0..result.len() {
                let mut all: BTreeSet<usize> = result[block].clone();
                for &decider in &self.deciders[block] {
                    all.extend(branches[decider].then_some(decider));
                    all.extend(&result[decider]);
                }
                changed |= all.len() > result[block].len();
                result[block] = all;
            }
            if !changed {
                return result;
            }
        }
    }

    /// For each block whether one of the branches decides, itself or through other branches, if it runs.
    pub(crate) fn depends_on(&self, branches: &[bool]) -> Vec<bool> {
        let mut result = vec![false; self.deciders.len()];
        loop {
            let mut changed = false;
            for block in 0..result.len() {
                if !result[block] && self.deciders[block].iter().any(|&d| branches[d] || result[d]) {
                    result[block] = true;
                    changed = true;
                }
            }
            if !changed {
                return result;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depends(graph: &[Vec<usize>], branch: usize) -> Vec<usize> {
        let graph = graph.to_vec();
        let branches: Vec<bool> = (0..graph.len()).map(|block| block == branch).collect();
        let result = Control::of(&graph).depends_on(&branches);
        (0..graph.len()).filter(|&block| result[block]).collect()
    }

    #[test]
    fn sides_of_a_branch_depend_on_it_and_the_join_does_not() {
        assert_eq!(depends(&[vec![1, 2], vec![3], vec![3], vec![]], 0), [1, 2]);
    }

    #[test]
    fn what_follows_an_early_return_depends_on_it() {
        assert_eq!(depends(&[vec![1, 2], vec![], vec![3], vec![]], 0), [1, 2, 3]);
    }

    #[test]
    fn a_loop_depends_on_its_own_exit() {
        assert_eq!(depends(&[vec![1], vec![2, 3], vec![1], vec![]], 1), [1, 2]);
    }

    #[test]
    fn dependence_passes_through_other_branches() {
        // 1 is decided by 0, 2 by 1.
        assert_eq!(depends(&[vec![1, 4], vec![2, 3], vec![3], vec![4], vec![]], 0), [1, 2, 3]);
    }

    #[test]
    fn in_a_turn_the_exit_depends_on_the_branch_around_it() {
        // 1 goes to 2 or 3, 2 leaves or goes on to 3, the latch: every way to the end passes 2, but not in every turn.
        let graph = vec![vec![1], vec![2, 3], vec![3, 4], vec![1], vec![]];
        let branches = [false, true, false, false, false];
        assert!(!Control::of(&graph).depends_on(&branches)[2]);
        let turn = Control::of_turn(&graph, 1, &BTreeSet::from([1, 2, 3]));
        assert!(turn.depends_on(&branches)[2]);
    }
}
