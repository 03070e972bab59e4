//! Natural loops of a control-flow graph.
//!
//! A back edge is an edge to a dominator; its loop is what reaches the edge without passing the header. An edge that
//! goes back in the order but to no dominator (an irreducible cycle) counts as a back edge too, with everything on
//! the cycle as its body, so that no cycle is missed.

use super::dominators::Dominators;
use super::graph::{Graph, predecessors, reverse_post_order};

/// One back edge and the nodes of its loop, header included, in ascending order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Loop {
    pub(crate) latch: usize,
    pub(crate) header: usize,
    pub(crate) body: Vec<usize>,
}

/// The loop of every back edge.
pub(crate) fn find(graph: &Graph) -> Vec<Loop> {
    let order = reverse_post_order(graph);
    let mut position = vec![usize::MAX; graph.len()];
    for (index, &node) in order.iter().enumerate() {
        position[node] = index;
    }
    let predecessors = predecessors(graph);
    let dominators = Dominators::of(&in_order(&predecessors, &order, &position));
    let mut loops = Vec::new();
    for &latch in &order {
        for &header in graph[latch].iter().filter(|&&header| position[header] <= position[latch]) {
            let body = if dominators.dominates(position[header], position[latch]) {
                reaching(&predecessors, header, latch)
            } else {
                cycle(graph, &predecessors, header, latch)
            };
            loops.push(Loop { latch, header, body });
        }
    }
    loops
}

/// True if every cycle has one way in.
pub(crate) fn is_reducible(graph: &Graph) -> bool {
    let order = reverse_post_order(graph);
    let mut position = vec![usize::MAX; graph.len()];
    for (index, &node) in order.iter().enumerate() {
        position[node] = index;
    }
    let dominators = Dominators::of(&in_order(&predecessors(graph), &order, &position));
    let goes_back = |from: usize, to: usize| position[to] <= position[from];
    order.iter().all(|&from| {
        let mut back = graph[from].iter().filter(|&&to| goes_back(from, to));
        back.all(|&to| dominators.dominates(position[to], position[from]))
    })
}

/// The predecessors of the nodes that can be reached, all by their positions in the order.
fn in_order(predecessors: &Graph, order: &[usize], position: &[usize]) -> Graph {
    let reachable = |&node: &usize| position[node] != usize::MAX;
    let of = |&node: &usize| {
        predecessors[node].iter().filter(|node| reachable(node)).map(|&node| position[node]).collect()
    };
    order.iter().map(of).collect()
}

/// Nodes from which `latch` can be reached without passing `header`, and `header`.
fn reaching(predecessors: &Graph, header: usize, latch: usize) -> Vec<usize> {
    let mut body = std::collections::BTreeSet::from([header]);
    let mut stack = vec![latch];
    while let Some(node) = stack.pop() {
        if body.insert(node) {
            stack.extend(&predecessors[node]);
        }
    }
    body.into_iter().collect()
}

/// Nodes on a path from `header` to `latch`.
fn cycle(graph: &Graph, predecessors: &Graph, header: usize, latch: usize) -> Vec<usize> {
    let closure = |edges: &Graph, start: usize| {
        let mut seen = std::collections::BTreeSet::new();
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            if seen.insert(node) {
                stack.extend(&edges[node]);
            }
        }
        seen
    };
    let (forward, backward) = (closure(graph, header), closure(predecessors, latch));
    forward.intersection(&backward).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_has_no_loop() {
        assert_eq!(find(&vec![vec![1], vec![2], vec![]]), []);
    }

    #[test]
    fn a_block_that_branches_to_itself_is_a_loop() {
        assert_eq!(find(&vec![vec![1], vec![1, 2], vec![]]), [Loop { latch: 1, header: 1, body: vec![1] }]);
    }

    #[test]
    fn a_cycle_with_two_ways_in_is_not_reducible() {
        assert!(is_reducible(&vec![vec![1], vec![1, 2], vec![]]));
        assert!(!is_reducible(&vec![vec![1, 2], vec![2], vec![1, 3], vec![]]));
    }

    #[test]
    fn nested_loops_are_two_loops() {
        // 1 is the outer header, 2 the inner one, 3 its latch, 4 the outer latch.
        let graph = vec![vec![1], vec![2], vec![3], vec![2, 4], vec![1, 5], vec![]];
        assert_eq!(
            find(&graph),
            [
                Loop { latch: 3, header: 2, body: vec![2, 3] },
                Loop { latch: 4, header: 1, body: vec![1, 2, 3, 4] },
            ]
        );
    }

    #[test]
    fn an_irreducible_cycle_is_found() {
        // 1 and 2 branch to each other and both are entered from 0.
        let graph = vec![vec![1, 2], vec![2, 3], vec![1], vec![]];
        let loops = find(&graph);
        assert_eq!(loops.len(), 1);
        assert_eq!(loops[0].body, [1, 2]);
    }

    #[test]
    fn a_multi_latch_loop_gives_one_entry_per_back_edge() {
        let graph = vec![vec![1], vec![2, 3], vec![1], vec![1, 4], vec![]];
        let headers: Vec<usize> = find(&graph).iter().map(|found| found.header).collect();
        assert_eq!(headers, [1, 1]);
    }
}
