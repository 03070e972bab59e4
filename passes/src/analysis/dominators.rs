//! Dominators of a graph, by the iteration of Cooper, Harvey and Kennedy ("A Simple, Fast Dominance Algorithm").
//!
//! Nodes are numbered in reverse post-order from the root, which is node 0. Post-dominators are the dominators of the
//! reversed graph, see [`Dominators::reversed`].

use super::graph::{post_order, predecessors};

/// Immediate dominators.
pub(crate) struct Dominators {
    /// Of each node; the root is its own, unreachable nodes have none.
    immediate: Vec<Option<usize>>,
}

impl Dominators {
    /// `predecessors[node]` for nodes in reverse post-order.
    pub(crate) fn of(predecessors: &[Vec<usize>]) -> Self {
        let mut immediate = vec![None; predecessors.len()];
        if let Some(root) = immediate.first_mut() {
            *root = Some(0);
        }
        let mut changed = true;
        while std::mem::take(&mut changed) {
            for node in 1..predecessors.len() {
                let mut new = None;
                for &p in predecessors[node].iter().filter(|&&p| immediate[p].is_some()) {
                    new = Some(new.map_or(p, |other| intersect(&immediate, p, other)));
                }
                if new != immediate[node] {
                    immediate[node] = new;
                    changed = true;
                }
            }
        }
        Self { immediate }
    }

    /// Immediate post-dominators of a graph with one or more exits; `None` for nodes that reach no exit, and for
    /// those where only the end of everything is common.
    pub(crate) fn reversed(successors: &[Vec<usize>]) -> Vec<Option<usize>> {
        let count = successors.len();
        let exits: Vec<usize> = (0..count).filter(|&n| successors[n].is_empty()).collect();
        let order = post_order(&exits, &predecessors(successors));
        // Position 0 is a virtual node behind all exits.
        let mut position = vec![None; count];
        for (index, &node) in order.iter().rev().enumerate() {
            position[node] = Some(index + 1);
        }
        let mut reverse = vec![Vec::new(); order.len() + 1];
        for (index, &node) in order.iter().rev().enumerate() {
            if successors[node].is_empty() {
                reverse[index + 1].push(0);
            }
            reverse[index + 1].extend(successors[node].iter().filter_map(|&target| position[target]));
        }
        let tree = Self::of(&reverse);
        let node_at = |index: usize| order[order.len() - index];
        (0..count)
            .map(|node| match tree.immediate[position[node]?] {
                None | Some(0) => None,
                Some(index) => Some(node_at(index)),
            })
            .collect()
    }

    /// The last node that every path from the root to `node` passes before it; the root's is itself.
    pub(crate) fn immediate(&self, node: usize) -> usize {
        self.immediate[node].expect("the node can be reached")
    }

    /// True if every path from the root to `node` passes `by`.
    pub(crate) fn dominates(&self, by: usize, mut node: usize) -> bool {
        loop {
            if node == by {
                return true;
            }
            match self.immediate[node] {
                Some(up) if up != node => node = up,
                _ => return false,
            }
        }
    }
}

fn intersect(immediate: &[Option<usize>], mut a: usize, mut b: usize) -> usize {
    while a != b {
        let deeper = if a > b { &mut a } else { &mut b };
        match immediate[*deeper] {
            Some(up) => *deeper = up,
            None => return 0,
        }
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diamond_is_dominated_by_its_top_and_bottom() {
        let dominators = Dominators::of(&[vec![], vec![0], vec![0], vec![1, 2]]);
        assert!(dominators.dominates(0, 3) && !dominators.dominates(1, 3));
        let post = Dominators::reversed(&[vec![1, 2], vec![3], vec![3], vec![]]);
        assert_eq!(post, [Some(3), Some(3), Some(3), None]);
    }

    #[test]
    fn a_loop_is_post_dominated_by_its_exit() {
        // 0 -> 1; 1 -> 2, 3; 2 -> 1; 3 ends.
        let post = Dominators::reversed(&[vec![1], vec![2, 3], vec![1], vec![]]);
        assert_eq!(post, [Some(1), Some(3), Some(1), None]);
    }

    #[test]
    fn what_never_ends_has_no_post_dominator() {
        let post = Dominators::reversed(&[vec![1, 2], vec![1], vec![]]);
        assert_eq!(post, [Some(2), None, None]);
    }
}
