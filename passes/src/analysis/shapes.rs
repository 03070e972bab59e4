//! How values differ between the threads of a group that runs as one: *uniform* ones are the same for all, *affine* ones
//! grow by the same amount from each thread to the next, others vary.
//!
//! A value also varies if threads came to it by different ways: a phi where the sides of a divergent branch meet, and what
//! leaves a loop that some threads leave before others (Karrenberg and Hack, "Improving Performance of OpenCL on CPUs", 2012;
//! LLVM's `GenericUniformityImpl` computes the same). The code is in LLVM's simplified and loop-closed form.

use super::control::Control;
use super::graph::{Graph, predecessors, reverse_post_order};
use super::joins::{self, Region};
use super::loops;
use std::collections::{BTreeMap, BTreeSet};

/// How a value differs between threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing is known yet: no thread has been seen to come here.
    Unknown,
    Uniform,
    /// Thread `n` has the first one's value plus `n` times this, modulo the type's range. Never 0.
    Affine(i64),
    Varying,
}

impl Shape {
    /// What both are.
    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, shape) | (shape, Self::Unknown) => shape,
            (a, b) if a == b => a,
            _ => Self::Varying,
        }
    }

    fn stride(self) -> Option<i64> {
        match self {
            Self::Uniform => Some(0),
            Self::Affine(stride) => Some(stride),
            _ => None,
        }
    }

    fn of_stride(stride: Option<i64>) -> Self {
        match stride {
            None => Self::Varying,
            Some(0) => Self::Uniform,
            Some(stride) => Self::Affine(stride),
        }
    }
}

/// What a value is made of. Operands are numbers of values.
#[derive(Clone, Debug)]
pub(crate) enum Definition {
    /// A constant, a parameter, a special register: always of this shape.
    Given(Shape),
    /// Sums and differences with these factors: `a + b` is `[(a, 1), (b, 1)]`, `a << 2` is `[(a, 4)]`.
    Sum(Vec<(usize, i64)>),
    /// As [`Self::Sum`], for values of which only the low word is known to grow evenly: such a sum is uniform only if its
    /// terms are.
    LowSum(Vec<(usize, i64)>),
    /// The operand in another width in which the sum of first value and multiple cannot overflow.
    Same(usize),
    /// Depends on nothing but the operands.
    Pure(Vec<usize>),
    /// The values that come along the edges from the predecessors.
    Phi(Vec<usize>),
}

/// A function as this analysis sees it.
pub(crate) struct Code<'c> {
    pub(crate) graph: &'c Graph,
    /// Values by number, with the block that defines each.
    pub(crate) values: &'c [(usize, Definition)],
    /// The value that decides where a block with several successors goes.
    pub(crate) conditions: &'c BTreeMap<usize, usize>,
}

pub(crate) struct Shapes {
    pub(crate) of: Vec<Shape>,
    /// Blocks from which threads may go different ways.
    pub(crate) diverges: Vec<bool>,
}

/// Computes the shapes of all values.
pub(crate) fn analyse(code: &Code<'_>) -> Shapes {
    let turns = Turns::of(code.graph);
    let mut shapes =
        Shapes { of: vec![Shape::Unknown; code.values.len()], diverges: vec![false; code.graph.len()] };
    loop {
        let apart = turns.met_apart(code.graph, &shapes.diverges);
        let mut changed = false;
        for (value, (block, definition)) in code.values.iter().enumerate() {
            let new = shapes.of[value].join(shapes.shape(definition, apart[*block]));
            changed |= new != shapes.of[value];
            shapes.of[value] = new;
        }
        for (&block, &condition) in code.conditions {
            let diverges = !matches!(shapes.of[condition], Shape::Uniform | Shape::Unknown);
            changed |= diverges && !shapes.diverges[block];
            shapes.diverges[block] |= diverges;
        }
        if !changed {
            return shapes;
        }
    }
}

impl Shapes {
    fn sum(&self, terms: &[(usize, i64)]) -> Shape {
        if terms.iter().any(|&(operand, _)| self.of[operand] == Shape::Unknown) {
            return Shape::Unknown;
        }
        let stride = terms.iter().try_fold(0_i64, |sum, &(operand, factor)| {
            sum.checked_add(self.of[operand].stride()?.checked_mul(factor)?)
        });
        // Words: what the strides say beyond them does not matter.
        Shape::of_stride(stride.map(|stride| i64::from(stride as i32)))
    }

    fn shape(&self, definition: &Definition, met_apart: bool) -> Shape {
        match definition {
            Definition::Given(shape) => *shape,
            Definition::Same(operand) => self.of[*operand],
            Definition::Sum(terms) => self.sum(terms),
            Definition::LowSum(terms) => match self.sum(terms) {
                Shape::Uniform if terms.iter().any(|&(operand, _)| self.of[operand] != Shape::Uniform) => {
                    Shape::Varying
                }
                shape => shape,
            },
            Definition::Pure(operands) => {
                operands.iter().fold(Shape::Uniform, |shape, &operand| match (shape, self.of[operand]) {
                    (Shape::Varying, _) | (_, Shape::Affine(_) | Shape::Varying) => Shape::Varying,
                    (Shape::Unknown, _) | (_, Shape::Unknown) => Shape::Unknown,
                    _ => Shape::Uniform,
                })
            }
            Definition::Phi(incoming) => {
                let joined = incoming.iter().fold(Shape::Unknown, |shape, &value| shape.join(self.of[value]));
                if met_apart && joined != Shape::Unknown { Shape::Varying } else { joined }
            }
        }
    }
}

/// The loops of a graph, and what decides within a turn of each; the last one is the whole graph.
struct Turns {
    turns: Vec<Turn>,
    predecessors: Graph,
    order: Vec<usize>,
    /// Where each block is in the order.
    place: Vec<usize>,
}

struct Turn {
    header: Option<usize>,
    body: BTreeSet<usize>,
    control: Control,
}

impl Turns {
    fn of(graph: &Graph) -> Self {
        let mut bodies: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for found in loops::find(graph) {
            bodies.entry(found.header).or_default().extend(found.body);
        }
        let turn = |(header, body): (usize, BTreeSet<usize>)| {
            let control = Control::of_turn(graph, header, &body);
            Turn { header: Some(header), body, control }
        };
        let mut turns: Vec<Turn> = bodies.into_iter().map(turn).collect();
        turns.sort_by_key(|turn| turn.body.len());
        turns.push(Turn { header: None, body: (0..graph.len()).collect(), control: Control::of(graph) });
        let order = reverse_post_order(graph);
        let mut place = vec![usize::MAX; graph.len()];
        order.iter().enumerate().for_each(|(at, &block)| place[block] = at);
        Self { turns, predecessors: predecessors(graph), order, place }
    }

    /// For each block whether its phis join threads that came by different ways.
    fn met_apart(&self, graph: &Graph, diverges: &[bool]) -> Vec<bool> {
        let deciders: Vec<Vec<BTreeSet<usize>>> =
            self.turns.iter().map(|turn| turn.control.deciders_among(&turn.inside(diverges))).collect();
        let joins: Vec<BTreeSet<usize>> =
            self.turns.iter().map(|turn| self.joins(turn, graph, &turn.inside(diverges))).collect();
        let block = |block: usize| {
            let innermost =
                self.turns.iter().position(|turn| turn.body.contains(&block)).expect("the last has all");
            joins[innermost].contains(&block) || self.leaves_apart(graph, diverges, &deciders, block)
        };
        (0..graph.len()).map(block).collect()
    }

    /// The blocks of a turn in which threads meet that a divergent branch of it sent different ways.
    fn joins(&self, turn: &Turn, graph: &Graph, branches: &[bool]) -> BTreeSet<usize> {
        let Self { predecessors, order, place, .. } = self;
        let region = Region { graph, predecessors, body: &turn.body, header: turn.header, order, place };
        let divergent = (0..branches.len()).filter(|&block| branches[block]);
        divergent.flat_map(|branch| joins::of_branch(&region, branch)).collect()
    }

    /// True for what a loop leaves to if some threads may leave it before others.
    fn leaves_apart(
        &self,
        graph: &Graph,
        diverges: &[bool],
        deciders: &[Vec<BTreeSet<usize>>],
        block: usize,
    ) -> bool {
        let exits = |turn: &Turn| {
            turn.header.is_some()
                && !turn.body.contains(&block)
                && self.predecessors[block].iter().any(|from| turn.body.contains(from))
        };
        self.turns.iter().zip(deciders).filter(|(turn, _)| exits(turn)).any(|(turn, of)| {
            turn.body.iter().any(|&from| {
                let leaves = graph[from].iter().any(|to| !turn.body.contains(to));
                leaves && (diverges[from] || !of[from].is_empty())
            })
        })
    }
}

impl Turn {
    /// The divergent branches of the turn.
    fn inside(&self, diverges: &[bool]) -> Vec<bool> {
        (0..diverges.len()).map(|block| diverges[block] && self.body.contains(&block)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Definition::{Given, Phi, Pure, Sum};
    use super::*;

    fn shapes(
        graph: &[Vec<usize>],
        values: &[(usize, Definition)],
        conditions: &[(usize, usize)],
    ) -> Vec<Shape> {
        let (graph, conditions) = (graph.to_vec(), conditions.iter().copied().collect());
        analyse(&Code { graph: &graph, values, conditions: &conditions }).of
    }

    const LANE: Definition = Given(Shape::Affine(1));
    const SAME: Definition = Given(Shape::Uniform);

    #[test]
    fn sums_of_affine_values_are_affine() {
        let values = [
            (0, LANE),
            (0, SAME),
            (0, Sum(vec![(0, 4), (1, 1)])),
            (0, Sum(vec![(2, 1), (0, -4)])),
            (0, Pure(vec![2])),
        ];
        let of = shapes(&[vec![]], &values, &[]);
        assert_eq!(of[2..], [Shape::Affine(4), Shape::Uniform, Shape::Varying]);
    }

    #[test]
    fn a_phi_behind_a_divergent_branch_varies_and_behind_a_uniform_one_does_not() {
        let diamond = [vec![1, 2], vec![3], vec![3], vec![]];
        for (condition, expected) in [(LANE, Shape::Varying), (SAME, Shape::Uniform)] {
            let values = [(0, condition), (0, SAME), (0, SAME), (3, Phi(vec![1, 2]))];
            assert_eq!(shapes(&diamond, &values, &[(0, 0)])[3], expected);
        }
    }

    /// 0, header 1, body and latch 2, exit 3.
    const LOOP: [&[usize]; 4] = [&[1], &[2, 3], &[1], &[]];

    #[test]
    fn a_counter_is_uniform_but_not_behind_a_loop_that_threads_leave_apart() {
        let graph = LOOP.map(<[usize]>::to_vec);
        for (limit, outside) in [(SAME, Shape::Uniform), (LANE, Shape::Varying)] {
            // 0 the limit, 1 the start, 2 the counter, 3 one more, 4 the condition, 5 the counter behind the loop.
            let values = [
                (0, limit),
                (0, SAME),
                (1, Phi(vec![1, 3])),
                (2, Sum(vec![(2, 1), (1, 1)])),
                (1, Pure(vec![0, 2])),
                (3, Phi(vec![2])),
            ];
            let of = shapes(&graph, &values, &[(1, 4)]);
            assert_eq!((of[2], of[5]), (Shape::Uniform, outside));
        }
    }

    #[test]
    fn a_counter_inside_a_divergent_branch_is_uniform() {
        // 0 branches to the loop 1, 2, 3 (leaving to 4) or past it, to 5.
        let graph = [vec![1, 5], vec![2], vec![3, 4], vec![2], vec![5], vec![]];
        let values = [
            (0, LANE),
            (0, SAME),
            (2, Phi(vec![1, 3])),
            (3, Sum(vec![(2, 1), (1, 1)])),
            (2, Pure(vec![1, 2])),
            (5, Phi(vec![1, 2])),
        ];
        let of = shapes(&graph, &values, &[(0, 0), (2, 4)]);
        assert_eq!((of[2], of[4], of[5]), (Shape::Uniform, Shape::Uniform, Shape::Varying));
    }

    #[test]
    fn the_counter_of_a_strided_loop_stays_affine() {
        let graph = LOOP.map(<[usize]>::to_vec);
        let values =
            [(0, LANE), (0, SAME), (1, Phi(vec![0, 3])), (2, Sum(vec![(2, 1), (1, 1)])), (1, Pure(vec![1]))];
        assert_eq!(shapes(&graph, &values, &[(1, 4)])[2], Shape::Affine(1));
    }

    #[test]
    fn what_some_skip_in_a_turn_meets_apart_at_the_latch() {
        // 1 is the header, 2 is skipped by some, 3 the latch, 4 behind.
        let graph = [vec![1], vec![2, 3], vec![3], vec![1, 4], vec![]];
        let values = [(0, LANE), (0, SAME), (3, Phi(vec![1, 1])), (1, Phi(vec![1, 2]))];
        let of = shapes(&graph, &values, &[(1, 0), (3, 1)]);
        assert_eq!(of[2..], [Shape::Varying, Shape::Varying]);
    }
}
