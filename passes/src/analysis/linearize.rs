//! Control flow of one thread becomes control flow of a group of threads that runs as one.
//!
//! Partial linearisation (Moll and Hack, "Partial Control-Flow Linearization", PLDI 2018): where a branch may send threads
//! of the group both ways, both ways are visited, one after the other; branches that all threads take alike stay. What
//! the paper asks of the order of blocks only saves visits here: whoever emits code keeps, for each block, the set of
//! threads that want to run it. A branch adds to the sets of its targets; a visit takes the set and leaves it empty. A
//! visit with nobody in it does nothing.
//!
//! A loop that some threads may leave before others gets a node at its end, the *latch*: all that leave and all that go on
//! meet there; it goes back to the header while the header's set has anybody, and otherwise on to whatever the threads
//! that left want to run.

use super::control::Control;
use super::graph::{Graph, reverse_post_order};
use super::loops;
use std::collections::{BTreeMap, BTreeSet};

/// A node of the linear graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    Block(usize),
    /// The end of the divergent loop with this header.
    Latch(usize),
}

/// Where a node leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The group is done.
    End,
    Jump(Node),
    /// The target for each successor of the block, which all threads choose alike, and the one to go to if nobody visits
    /// the block: it leads to the end by the fewest steps, so that the group leaves loops which nobody is in.
    Choose(Vec<Node>, Node),
    /// Back to the header, or on.
    Repeat(Option<Node>),
}

pub(crate) struct Linear {
    /// Every node that can be reached, in the order in which they are visited, loops aside.
    pub(crate) order: Vec<Node>,
    pub(crate) next: BTreeMap<Node, Next>,
}

/// Plans the visits of a graph in LLVM's simplified form: its loops are reducible, have one latch each, and what they leave
/// to is reached from nowhere else. `diverges[block]`: threads of the group
/// may choose different successors.
pub(crate) fn linearize(graph: &Graph, diverges: &[bool]) -> Linear {
    let loops = Loops::of(graph, diverges);
    let edges = loops.edges(graph);
    let order = loops.order(graph, &edges);
    let position: BTreeMap<Node, usize> = order.iter().enumerate().map(|(at, &node)| (node, at)).collect();
    let mut deferred: BTreeMap<Node, BTreeSet<usize>> = BTreeMap::new();
    let mut next = BTreeMap::new();
    for (at, &node) in order.iter().enumerate() {
        let waiting = deferred.remove(&node).unwrap_or_default();
        // The nearest of the targets; the others are visited from there.
        let mut go = |targets: BTreeSet<usize>| -> Option<Node> {
            let &first = targets.first()?;
            let rest = targets.into_iter().filter(|&target| target != first);
            deferred.entry(order[first]).or_default().extend(rest);
            Some(order[first])
        };
        let targets = &edges[&node];
        let ahead = |target: &Node| Some(position[target]).filter(|&to| to > at);
        let chooses = matches!(node, Node::Block(block) if !diverges[block] && targets.len() > 1);
        let leads = if let Node::Latch(_) = node {
            let all = targets.iter().filter_map(ahead).chain(waiting).collect();
            Next::Repeat(go(all))
        } else if chooses || targets.iter().any(|target| ahead(target).is_none()) {
            let mut each = Vec::new();
            for target in targets {
                each.push(match ahead(target) {
                    None => *target,
                    Some(to) => go(waiting.iter().copied().chain([to]).collect()).expect("one at least"),
                });
            }
            let first = each[0];
            Next::Choose(each, first)
        } else {
            go(targets.iter().filter_map(ahead).chain(waiting).collect()).map_or(Next::End, Next::Jump)
        };
        next.insert(node, leads);
    }
    leave_when_empty(&order, &mut next);
    Linear { order, next }
}

/// Completes [`Next::Choose`].
fn leave_when_empty(order: &[Node], next: &mut BTreeMap<Node, Next>) {
    let mut steps: BTreeMap<Node, usize> = BTreeMap::new();
    loop {
        let before = steps.clone();
        for node in order.iter().rev() {
            let after = |target: &Node| steps.get(target).map(|steps| steps + 1);
            let fewest = match &next[node] {
                Next::End | Next::Repeat(None) => Some(0),
                Next::Jump(to) | Next::Repeat(Some(to)) => after(to),
                Next::Choose(each, _) => each.iter().filter_map(after).min(),
            };
            steps.extend(fewest.map(|fewest| (*node, fewest)));
        }
        if steps == before {
            break;
        }
    }
    for leads in next.values_mut() {
        if let Next::Choose(each, idle) = leads {
            let fewest = each.iter().min_by_key(|target| steps.get(target).copied().unwrap_or(usize::MAX));
            *idle = *fewest.expect("one at least");
        }
    }
}

/// The loops of a graph, by header.
struct Loops {
    bodies: BTreeMap<usize, BTreeSet<usize>>,
    /// Headers of those that some threads may leave before others.
    divergent: BTreeSet<usize>,
}

impl Loops {
    fn of(graph: &Graph, diverges: &[bool]) -> Self {
        let mut bodies: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for found in loops::find(graph) {
            bodies.entry(found.header).or_default().extend(found.body);
        }
        let mut result = Self { bodies, divergent: BTreeSet::new() };
        result.divergent = result
            .bodies
            .iter()
            .filter(|(header, body)| leaves_apart(graph, diverges, **header, body))
            .map(|(&header, _)| header)
            .collect();
        result
    }

    /// The divergent loops around a block, innermost first.
    fn around(&self, block: usize) -> Vec<usize> {
        let mut headers: Vec<usize> =
            self.divergent.iter().copied().filter(|header| self.bodies[header].contains(&block)).collect();
        headers.sort_by_key(|header| self.bodies[header].len());
        headers
    }

    /// Where each node leads before linearisation: edges that go back in a divergent loop or leave it end at its latch,
    /// which leads to what they were to reach.
    fn edges(&self, graph: &Graph) -> BTreeMap<Node, Vec<Node>> {
        let mut edges: BTreeMap<Node, Vec<Node>> =
            (0..graph.len()).map(|block| (Node::Block(block), Vec::new())).collect();
        edges.extend(self.divergent.iter().map(|&header| (Node::Latch(header), Vec::new())));
        for (block, successors) in graph.iter().enumerate() {
            for &to in successors {
                let mut from = Node::Block(block);
                for header in self.around(block) {
                    let leaves = !self.bodies[&header].contains(&to);
                    if leaves || to == header {
                        add(&mut edges, from, Node::Latch(header));
                        from = Node::Latch(header);
                    }
                    if !leaves {
                        break;
                    }
                }
                let went_back = matches!(from, Node::Latch(header) if header == to);
                if !went_back {
                    add(&mut edges, from, Node::Block(to));
                }
            }
        }
        edges
    }

    /// All nodes, each behind those that lead to it, back edges aside; what belongs to a loop stands together.
    fn order(&self, graph: &Graph, edges: &BTreeMap<Node, Vec<Node>>) -> Vec<Node> {
        let mut order = Vec::new();
        let all: BTreeSet<usize> = reverse_post_order(graph).into_iter().collect();
        self.order_part(edges, &all, None, &mut order);
        order
    }

    /// Orders the blocks of a part, in which loops that lie inside stand as one.
    fn order_part(
        &self,
        edges: &BTreeMap<Node, Vec<Node>>,
        part: &BTreeSet<usize>,
        within: Option<usize>,
        order: &mut Vec<Node>,
    ) {
        let inner = |block: usize| -> Option<usize> {
            let around = self.bodies.iter().filter(|(header, body)| {
                Some(**header) != within && body.contains(&block) && part.contains(header)
            });
            around.max_by_key(|(_, body)| body.len()).map(|(&header, _)| header)
        };
        // A loop is known by its header.
        let of_block = |block: usize| inner(block).unwrap_or(block);
        let units: Vec<usize> =
            part.iter().map(|&block| of_block(block)).collect::<BTreeSet<_>>().into_iter().collect();
        let number: BTreeMap<usize, usize> = units.iter().enumerate().map(|(n, &unit)| (unit, n)).collect();
        let end = units.len();
        let unit_of = |node: Node| match node {
            Node::Block(block) if part.contains(&block) => Some(number[&of_block(block)]),
            Node::Latch(header) if Some(header) == within => Some(end),
            Node::Latch(header) if part.contains(&header) => Some(number[&of_block(header)]),
            _ => None,
        };
        let mut graph: Graph = vec![Vec::new(); units.len() + 1];
        for (&from, targets) in edges {
            let Some(from) = unit_of(from) else { continue };
            for to in targets.iter().filter_map(|&target| unit_of(target)) {
                let goes_back = within.is_some_and(|header| to == number[&header]);
                if to != from && !goes_back && !graph[from].contains(&to) {
                    graph[from].push(to);
                }
            }
        }
        let start = within.map_or(0, |header| number[&header]);
        let mut units_in_order = super::graph::post_order(&[start], &graph);
        units_in_order.reverse();
        for unit in units_in_order {
            match units.get(unit) {
                None => order.extend(within.map(Node::Latch)),
                Some(&first) if inner(first).is_some() => {
                    self.order_part(edges, &self.bodies[&first], Some(first), order);
                }
                Some(&block) => order.push(Node::Block(block)),
            }
        }
    }
}

fn add(edges: &mut BTreeMap<Node, Vec<Node>>, from: Node, to: Node) {
    let targets = edges.get_mut(&from).expect("every node has a list");
    // A block's list has a place for each successor; a latch's is a set.
    if matches!(from, Node::Block(_)) || !targets.contains(&to) {
        targets.push(to);
    }
}

/// True if some threads may leave the loop in a turn in which others stay.
fn leaves_apart(graph: &Graph, diverges: &[bool], header: usize, body: &BTreeSet<usize>) -> bool {
    let inside: Vec<bool> = (0..graph.len()).map(|block| body.contains(&block) && diverges[block]).collect();
    let apart = Control::of_turn(graph, header, body).depends_on(&inside);
    body.iter().any(|&block| {
        let leaves = graph[block].iter().any(|to| !body.contains(to));
        leaves && (diverges[block] || apart[block])
    })
}

#[cfg(test)]
#[path = "linearize_tests.rs"]
mod tests;
