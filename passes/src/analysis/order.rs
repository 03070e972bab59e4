//! Blocks in the order in which a reader meets them: a loop as a whole before what follows it.
//!
//! A reverse post-order that visits the edges which leave loops first. Every definition comes before its uses (phis
//! aside), and of two places that threads of a warp can be at, the earlier one is where the others can be waited for.

use super::graph::{Graph, reverse_post_order};
use super::loops;
use std::collections::BTreeMap;

/// The nodes that can be reached from node 0.
pub(crate) fn reading_order(graph: &Graph) -> Vec<usize> {
    reverse_post_order(&leaving_first(graph))
}

/// The graph with the successors of each node sorted by the number of loops that the edge leaves, most first.
fn leaving_first(graph: &Graph) -> Graph {
    let mut bodies: BTreeMap<usize, Vec<bool>> = BTreeMap::new();
    for found in loops::find(graph) {
        let body = bodies.entry(found.header).or_insert_with(|| vec![false; graph.len()]);
        for node in found.body {
            body[node] = true;
        }
    }
    let left = |from: usize, to: usize| bodies.values().filter(|body| body[from] && !body[to]).count();
    let mut sorted = graph.clone();
    for (node, successors) in sorted.iter_mut().enumerate() {
        successors.sort_by_key(|&successor| std::cmp::Reverse(left(node, successor)));
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_comes_before_what_follows_it() {
        // 1 is the header; its exit, 3, is named after or before its body.
        for header in [vec![2, 3], vec![3, 2]] {
            assert_eq!(reading_order(&vec![vec![1], header, vec![1], vec![]]), [0, 1, 2, 3]);
        }
    }

    #[test]
    fn an_inner_loop_comes_before_the_rest_of_the_outer_one() {
        // 1 is the outer header, 2 the inner one with its latch 3, 4 the outer latch, 5 the exit of both.
        let graph = vec![vec![1], vec![5, 2], vec![3, 5], vec![2, 4], vec![1], vec![]];
        assert_eq!(reading_order(&graph), [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn unreachable_nodes_are_left_out() {
        assert_eq!(reading_order(&vec![vec![2], vec![2], vec![]]), [0, 2]);
    }
}
