//! Graphs by successor lists, and the orders of their nodes.

/// `graph[node]` lists the nodes that edges from `node` lead to; node 0 is the entry.
pub(crate) type Graph = Vec<Vec<usize>>;

/// The edges the other way round.
pub(crate) fn predecessors(graph: &[Vec<usize>]) -> Graph {
    let mut predecessors = vec![Vec::new(); graph.len()];
    for (node, successors) in graph.iter().enumerate() {
        for &successor in successors {
            predecessors[successor].push(node);
        }
    }
    predecessors
}

/// The nodes that can be reached from `roots`, each behind those that are first reached through it.
pub(crate) fn post_order(roots: &[usize], graph: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; graph.len()];
    let mut order = Vec::new();
    for &root in roots {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        let mut stack = vec![(root, 0)];
        while let Some((node, next)) = stack.last_mut() {
            if let Some(&successor) = graph[*node].get(*next) {
                *next += 1;
                if !std::mem::replace(&mut seen[successor], true) {
                    stack.push((successor, 0));
                }
            } else {
                order.push(*node);
                stack.pop();
            }
        }
    }
    order
}

/// The nodes that can be reached from node 0; without back edges, each before its successors.
pub(crate) fn reverse_post_order(graph: &[Vec<usize>]) -> Vec<usize> {
    let mut order = post_order(&[0], graph);
    order.reverse();
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_comes_before_its_successors() {
        assert_eq!(reverse_post_order(&[vec![2, 1], vec![3], vec![3], vec![]]), [0, 1, 2, 3]);
        assert_eq!(post_order(&[3, 1], &predecessors(&[vec![1, 2], vec![], vec![3], vec![]])), [0, 2, 3, 1]);
    }
}
