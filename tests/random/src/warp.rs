//! What the lanes of a warp give each other when all lanes of a mask have come to one operation.

use crate::ast::{NOBODY, Reduce, Shuffle, Type, Vote, WarpOp};
use crate::interpret::Thread;
use crate::operators::cut;

/// A place in the program: function, instruction, depth of calls.
pub(crate) type Site = (usize, usize, usize);

/// What a thread waits for.
pub(crate) enum Wait {
    Barrier {
        site: Site,
        vote: Option<(Vote, i128)>,
    },
    Warp {
        site: Site,
        op: WarpOp,
        mask: u32,
        t: Type,
        value: i128,
        lane: i128,
    },
    /// Nothing: it has ended, and not early.
    End,
}

/// What a lane brings to a meeting.
#[derive(Clone, Copy)]
struct Brings {
    lane: usize,
    value: i128,
    argument: i128,
}

/// The lanes that have met, each with its result.
///
/// # Errors
/// Lanes of one mask are at different operations.
pub(crate) fn meet(warp: &[Thread], slots: &mut [u32]) -> Result<Vec<(usize, Option<i128>)>, String> {
    let mut met = Vec::new();
    for (lane, thread) in warp.iter().enumerate() {
        let Some(Wait::Warp { site, op, mask, t, .. }) = &thread.wait else { continue };
        if *mask & 1 << lane == 0 {
            return Err("a lane is not in its own mask".to_owned());
        }
        if mask.trailing_zeros() as usize != lane {
            continue;
        }
        let lanes = (0..32).filter(|other| mask & 1 << other != 0);
        let mut brought = Vec::new();
        for other in lanes {
            match warp.get(other).map(|thread| &thread.wait) {
                Some(Some(Wait::Warp { site: place, mask: same, value, lane: argument, .. })) => {
                    // With another mask it is inside of a branch, and comes here later.
                    if same != mask {
                        break;
                    }
                    if place != site {
                        return Err("lanes of a mask are at different operations".to_owned());
                    }
                    brought.push(Brings { lane: other, value: *value, argument: *argument });
                }
                _ => break,
            }
        }
        if brought.len() == mask.count_ones() as usize {
            let results = brought.iter().map(|lane| (lane.lane, result(*op, *t, *mask, *lane, &brought)));
            met.extend(results.collect::<Vec<_>>());
            if *op == WarpOp::Exchange {
                exchange(&mut met, &brought, slots);
            }
        }
    }
    Ok(met)
}

fn result(op: WarpOp, t: Type, mask: u32, own: Brings, all: &[Brings]) -> Option<i128> {
    let lanes_with = |test: &dyn Fn(i128) -> bool| {
        all.iter().filter(|lane| test(lane.value)).map(|lane| 1_i128 << lane.lane).sum::<i128>()
    };
    let mask = i128::from(mask);
    Some(match op {
        WarpOp::Ballot => lanes_with(&|value| value != 0),
        WarpOp::All => i128::from(lanes_with(&|value| value != 0) == mask),
        WarpOp::Any => i128::from(lanes_with(&|value| value != 0) != 0),
        WarpOp::MatchAny => lanes_with(&|value| value == own.value),
        // The lanes, and one flipped bit for the predicate.
        WarpOp::MatchAll => {
            if lanes_with(&|value| value == own.value) == mask {
                mask ^ 1
            } else {
                0
            }
        }
        WarpOp::Reduce(reduce) => cut(t, reduced(reduce, all)),
        WarpOp::Shuffle(shuffle, width) => {
            let from = source(shuffle, i128::from(width), own.lane as i128, own.argument % 32);
            all.iter().find(|lane| lane.lane as i128 == from).map_or(NOBODY, |lane| lane.value)
        }
        WarpOp::Exchange | WarpOp::Sync => return None,
    })
}

/// The lane that a shuffle reads; the PTX manual's description of `shfl`.
fn source(shuffle: Shuffle, width: i128, lane: i128, argument: i128) -> i128 {
    let group = lane / width;
    let asked = match shuffle {
        Shuffle::Index => group * width + argument % width,
        Shuffle::Up => lane - argument,
        Shuffle::Down => lane + argument,
        Shuffle::Xor => lane ^ argument,
    };
    // Up stays in its group below, the others above.
    let outside = match shuffle {
        Shuffle::Up => asked < group * width,
        _ => asked >= (group + 1) * width,
    };
    if outside { lane } else { asked }
}

fn reduced(reduce: Reduce, all: &[Brings]) -> i128 {
    let values = all.iter().map(|lane| lane.value);
    let found = match reduce {
        Reduce::Add => Some(values.sum()),
        Reduce::Min => values.min(),
        Reduce::Max => values.max(),
        Reduce::And => values.reduce(|a, b| a & b),
        Reduce::Or => values.reduce(|a, b| a | b),
        Reduce::Xor => values.reduce(|a, b| a ^ b),
    };
    found.unwrap_or(0)
}

/// All write their slots, then each reads the slot of the lane that it names, if that is in the mask, or its own.
fn exchange(met: &mut [(usize, Option<i128>)], all: &[Brings], slots: &mut [u32]) {
    for own in all {
        slots[own.lane] = u32::try_from(cut(Type::U32, own.value)).unwrap_or(0);
    }
    for own in all {
        let asked = usize::try_from(own.argument % 32).unwrap_or(0);
        let from = if all.iter().any(|lane| lane.lane == asked) { asked } else { own.lane };
        for (lane, value) in met.iter_mut() {
            if *lane == own.lane {
                *value = Some(i128::from(slots[from]));
            }
        }
    }
}
