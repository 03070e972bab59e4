//! What the other analyses claim of a graph, held against what the threads of a group did in it: who is present, and which
//! values are the same for all who are.

use super::super::super::shapes::{Code, Definition, Shape, analyse};
use super::super::super::{graph::predecessors, presence};
use super::*;

/// Checks one walk.
pub(super) fn check(
    graph: &Graph,
    diverges: &[bool],
    linear: &Linear,
    walked: &Walked,
) -> Result<(), String> {
    // The analysis of presence asks for this numbering.
    if reverse_post_order(graph).into_iter().eq(0..graph.len()) {
        check_presence(&presence::of(graph, diverges, linear, true), walked)?;
    }
    if !has_preheaders(graph) {
        return Ok(());
    }
    let claims = Claims::of(graph, diverges);
    for (block, there) in &walked.visits {
        let ways = there.iter().map(|(&thread, &length)| &walked.ways[thread as usize][..length]);
        claims.check(*block, ways)?;
    }
    Ok(())
}

/// Whether each loop is entered by one edge, as the analysis of shapes asks for.
fn has_preheaders(graph: &Graph) -> bool {
    let from = predecessors(graph);
    let entries =
        |found: &loops::Loop| from[found.header].iter().filter(|from| !found.body.contains(from)).count();
    loops::find(graph).iter().all(|found| entries(found) == 1)
}

fn check_presence(presence: &[presence::Presence], walked: &Walked) -> Result<(), String> {
    let mut last: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for (block, there) in &walked.visits {
        let (claimed, there) = (presence[*block], there.keys().copied().collect::<BTreeSet<u32>>());
        let same = claimed.same_as.is_none_or(|before| last.get(&before) == Some(&there));
        if claimed.all && there.len() != THREADS as usize || claimed.somebody && there.is_empty() || !same {
            return Err(format!("in block {block} are {there:?}, but it is said to have {claimed:?}"));
        }
        last.insert(*block, there);
    }
    Ok(())
}

/// Values that tell by which way a thread came, and whether they are said to be uniform.
struct Claims {
    /// For each block whether a phi with other constants from each predecessor is uniform.
    phi: Vec<bool>,
    /// For each block whose predecessors are all in a loop, the loop, and whether the number of its turns is uniform there.
    turns: Vec<Vec<(loops::Loop, bool)>>,
}

impl Claims {
    fn of(graph: &Graph, diverges: &[bool]) -> Self {
        let from = predecessors(graph);
        let mut values = vec![(0, Definition::Given(Shape::Uniform)), (0, Definition::Given(Shape::Varying))];
        let branches = (0..graph.len()).filter(|&block| graph[block].len() > 1);
        let conditions = branches.map(|block| (block, usize::from(diverges[block]))).collect();
        // Values 2, 3, ... are the blocks' phis; those of headers stand for counters, too.
        values.extend(
            (0..graph.len()).map(|block| (block, Definition::Phi(vec![0; from[block].len().max(1)]))),
        );
        let mut exits = Vec::new();
        for found in loops::find(graph) {
            let leaves = |&block: &usize| {
                !found.body.contains(&block) && from[block].iter().any(|from| found.body.contains(from))
            };
            for block in (0..graph.len()).filter(leaves) {
                exits.push((block, values.len(), found.clone()));
                values.push((block, Definition::Phi(vec![2 + found.header; from[block].len()])));
            }
        }
        let shapes = analyse(&Code { graph, values: &values, conditions: &conditions });
        let uniform = |value: usize| shapes.of[value] == Shape::Uniform;
        let mut turns = vec![Vec::new(); graph.len()];
        exits.into_iter().for_each(|(block, value, found)| turns[block].push((found, uniform(value))));
        Self { phi: (0..graph.len()).map(|block| uniform(2 + block)).collect(), turns }
    }

    fn check<'w>(&self, block: usize, ways: impl Iterator<Item = &'w [usize]> + Clone) -> Result<(), String> {
        let from = ways.clone().map(|way| way.len().checked_sub(2).map(|before| way[before]));
        if self.phi[block] && from.clone().collect::<BTreeSet<_>>().len() > 1 {
            let from: Vec<_> = from.collect();
            return Err(format!(
                "block {block} is entered from {from:?} at once, but its phis are said to be uniform"
            ));
        }
        for (found, uniform) in &self.turns[block] {
            let turns: Vec<_> = ways.clone().map(|way| turns(found, &way[..way.len() - 1])).collect();
            if *uniform && turns.windows(2).any(|pair| pair[0] != pair[1]) {
                let header = found.header;
                return Err(format!("{turns:?} turns of loop {header}, said to be uniform in block {block}"));
            }
        }
        Ok(())
    }
}

/// How often a way that ends in the loop has come to its header since it entered the loop.
fn turns(found: &loops::Loop, way: &[usize]) -> usize {
    let inside = way.iter().rev().take_while(|block| found.body.contains(block));
    inside.filter(|&&block| block == found.header).count()
}
