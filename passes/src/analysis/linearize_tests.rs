//! Walks groups of threads through linear graphs and checks that each thread's way is one through the original graph.

use super::*;

#[path = "claims_tests.rs"]
mod claims;

const THREADS: u32 = 3;

/// A small random generator (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

/// The successor that leads to the end of the graph by the fewest steps.
fn shortest(graph: &Graph) -> Vec<usize> {
    let mut distance = vec![usize::MAX; graph.len()];
    for _ in 0..graph.len() {
        for block in 0..graph.len() {
            let best = graph[block].iter().map(|&to| distance[to].saturating_add(1)).min().unwrap_or(0);
            distance[block] = distance[block].min(best);
        }
    }
    let choose = |successors: &Vec<usize>| {
        (0..successors.len()).min_by_key(|&n| distance[successors[n]]).unwrap_or_default()
    };
    graph.iter().map(choose).collect()
}

/// Where the threads of a group have been, and every visit that the group made.
struct Walked {
    ways: Vec<Vec<usize>>,
    /// The block, and for each thread that was there how long its way was then, the block included.
    visits: Vec<(usize, BTreeMap<u32, usize>)>,
}

/// Walks a group through the linear graph; what its threads did, or what went wrong.
fn walk(graph: &Graph, diverges: &[bool], linear: &Linear, random: &mut Random) -> Result<Walked, String> {
    let shortest = shortest(graph);
    let mut wanted: BTreeMap<usize, u32> = BTreeMap::from([(0, (1 << THREADS) - 1)]);
    let (mut ways, mut visits) = (vec![Vec::new(); THREADS as usize], Vec::new());
    let mut at = *linear.order.first().ok_or("no order")?;
    for step in 0.. {
        if step > 1000 {
            return Err("the group never ends".to_owned());
        }
        let next = &linear.next[&at];
        let mut chosen = None;
        if let Node::Block(block) = at {
            let here = wanted.remove(&block).unwrap_or(0);
            let choose = |random: &mut Random| {
                if step > 40 { shortest[block] } else { random.below(graph[block].len()) }
            };
            let together = (here != 0 && !graph[block].is_empty()).then(|| choose(random));
            visits.push((block, BTreeMap::new()));
            for thread in (0..THREADS).filter(|thread| here >> thread & 1 == 1) {
                ways[thread as usize].push(block);
                visits.last_mut().expect("just made").1.insert(thread, ways[thread as usize].len());
                let Some(together) = together else { continue };
                let choice = if diverges[block] { choose(random) } else { together };
                *wanted.entry(graph[block][choice]).or_default() |= 1 << thread;
            }
            chosen = together;
        }
        at = match next {
            Next::End => break,
            Next::Jump(to) => *to,
            Next::Choose(each, idle) => chosen.map_or(*idle, |choice| each[choice]),
            Next::Repeat(on) => {
                let Node::Latch(header) = at else { return Err(format!("{at:?} repeats")) };
                if wanted.contains_key(&header) {
                    Node::Block(header)
                } else if let Some(on) = on {
                    *on
                } else {
                    break;
                }
            }
        };
    }
    let left: Vec<_> = wanted.keys().collect();
    if left.is_empty() { Ok(Walked { ways, visits }) } else { Err(format!("nobody visits {left:?}")) }
}

fn check(graph: &Graph, diverges: &[bool], random: &mut Random) -> Result<(), String> {
    let linear = linearize(graph, diverges);
    let shown = || format!("{graph:?} {diverges:?} {:?}", linear.next);
    let walked = walk(graph, diverges, &linear, random).map_err(|error| format!("{error}: {}", shown()))?;
    claims::check(graph, diverges, &linear, &walked).map_err(|error| format!("{error}: {}", shown()))?;
    for way in walked.ways {
        let follows = way.windows(2).all(|pair| graph[pair[0]].contains(&pair[1]));
        let ends = way.last().is_some_and(|&last| graph[last].is_empty());
        if way.first() != Some(&0) || !follows || !ends {
            return Err(format!("a thread went {way:?}: {}", shown()));
        }
    }
    Ok(())
}

/// Whether the graph has the form that is asked for: everything reached and ending, loops reducible with one latch each,
/// and what a loop leaves to reached from nowhere else.
fn is_canonical(graph: &Graph) -> bool {
    let order = reverse_post_order(graph);
    let ending = super::super::graph::post_order(
        &(0..graph.len()).filter(|&n| graph[n].is_empty()).collect::<Vec<_>>(),
        &super::super::graph::predecessors(graph),
    );
    if order.len() != graph.len() || ending.len() != graph.len() {
        return false;
    }
    let found = loops::find(graph);
    let headers: BTreeSet<usize> = found.iter().map(|one| one.header).collect();
    // A loop that is entered elsewhere has a block other than its header with a predecessor outside.
    let predecessors = super::super::graph::predecessors(graph);
    headers.len() == found.len()
        && !headers.contains(&0)
        && found.iter().all(|one| {
            let inside = |block: &usize| one.body.contains(block);
            let mut exits = one.body.iter().flat_map(|&block| &graph[block]).filter(|to| !inside(to));
            let entered = |&block: &usize| {
                block != one.header && predecessors[block].iter().any(|from| !one.body.contains(from))
            };
            exits.all(|&exit| predecessors[exit].iter().all(inside)) && !one.body.iter().any(entered)
        })
}

/// All graphs of so many blocks with at most two successors each, in the form that is asked for.
fn graphs(blocks: usize) -> impl Iterator<Item = Graph> {
    let mut ways: Vec<Vec<usize>> = vec![vec![]];
    ways.extend((1..blocks).map(|to| vec![to]));
    ways.extend((1..blocks).flat_map(|a| (1..blocks).filter(move |&b| b != a).map(move |b| vec![a, b])));
    let count = ways.len().pow(blocks as u32);
    let graph = move |number: usize| -> Graph {
        (0..blocks).map(|block| ways[number / ways.len().pow(block as u32) % ways.len()].clone()).collect()
    };
    (0..count).map(graph).filter(|graph: &Graph| is_canonical(graph))
}

fn check_all_choices(graph: &Graph, random: &mut Random, rounds: usize) {
    for bits in 0..1_u32 << graph.len() {
        let diverges: Vec<bool> =
            graph.iter().enumerate().map(|(n, to)| to.len() > 1 && bits >> n & 1 == 1).collect();
        for _ in 0..rounds {
            check(graph, &diverges, random).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}

#[test]
fn every_small_graph_keeps_the_ways_of_its_threads() {
    let mut random = Random(1);
    let mut count = 0;
    for blocks in 1..=5 {
        for graph in graphs(blocks) {
            check_all_choices(&graph, &mut random, 2);
            count += 1;
        }
    }
    assert!(count > 1000, "{count}");
}

#[test]
fn random_graphs_keep_the_ways_of_their_threads() {
    let mut random = Random(2);
    let mut count = 0;
    while count < 3000 {
        let blocks = 6 + random.below(5);
        let mut graph: Graph = (0..blocks)
            .map(|_| (0..random.below(3)).map(|_| 1 + random.below(blocks - 1)).collect())
            .collect();
        for (block, successors) in graph.iter_mut().enumerate() {
            // Mostly forwards, so that few are dropped.
            successors.iter_mut().for_each(|to| {
                if *to <= block && random.below(4) > 0 {
                    *to = (block + 1).min(blocks - 1);
                }
            });
            successors.dedup();
        }
        if graph.iter().all(|successors| successors.len() < 2) || !is_canonical(&graph) {
            continue;
        }
        count += 1;
        for _ in 0..8 {
            let diverges: Vec<bool> = graph.iter().map(|to| to.len() > 1 && random.below(2) == 0).collect();
            check(&graph, &diverges, &mut random).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}

#[test]
fn branches_that_all_take_alike_stay() {
    let diamond = vec![vec![1, 2], vec![3], vec![3], vec![]];
    let next = linearize(&diamond, &[false; 4]).next;
    let both = vec![Node::Block(1), Node::Block(2)];
    assert!(matches!(&next[&Node::Block(0)], Next::Choose(each, _) if *each == both), "{next:?}");
    assert_eq!(next[&Node::Block(1)], Next::Jump(Node::Block(3)));
    let apart = linearize(&diamond, &[true, false, false, false]);
    assert_eq!(apart.order.len(), 4);
    assert!(apart.next.values().all(|next| matches!(next, Next::Jump(_) | Next::End)), "{:?}", apart.next);
}

#[test]
fn a_loop_that_all_leave_together_has_no_latch() {
    let graph = vec![vec![1], vec![2, 3], vec![1], vec![]];
    assert_eq!(linearize(&graph, &[false; 4]).order.len(), 4);
    assert!(linearize(&graph, &[false, true, false, false]).order.contains(&Node::Latch(1)));
}
