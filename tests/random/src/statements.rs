//! Random statements: which may stand where.

use crate::ast::{Atomic, Case, Expr, MASK, Node, Reduce, Shuffle, Stmt, Type, Vote, WarpOp};
use crate::generate::{Level, Maker, Phase, Scope};
use crate::generate_expr::cast;

/// Deepest nesting of statements.
const DEPTH: usize = 4;

/// Up to `most` statements.
pub(crate) fn body(maker: &mut Maker, scope: &Scope, most: usize) -> Vec<Stmt> {
    let mut statements = Vec::new();
    for _ in 0..=maker.rng.below(most) {
        if maker.budget == 0 {
            break;
        }
        maker.budget -= 1;
        statements.push(statement(maker, scope));
    }
    statements
}

fn statement(maker: &mut Maker, scope: &Scope) -> Stmt {
    let nested = scope.depth < DEPTH;
    loop {
        let found = match maker.rng.below(24) {
            0..=3 => Some(assign(maker, scope)),
            4 => set_element(maker, scope),
            5 | 6 if nested => Some(branch(maker, scope)),
            7..=9 if nested => Some(repeat(maker, scope)),
            10 => leave(maker, scope),
            11 if nested => Some(switch(maker, scope)),
            12 if nested => Some(graph(maker, scope)),
            13 | 14 => call(maker, scope),
            15 => Some(atomic(maker, scope)),
            16 => shared(maker, scope),
            17 => block(maker, scope),
            18 | 19 if nested => masked(maker, scope),
            20..=23 => warp(maker, scope),
            _ => None,
        };
        if let Some(statement) = found {
            return statement;
        }
    }
}

fn target(maker: &mut Maker) -> (Type, usize) {
    let variables = maker.variables.clone();
    maker.rng.pick(&variables)
}

fn assign(maker: &mut Maker, scope: &Scope) -> Stmt {
    if scope.level == Level::Block && maker.level == Level::Block && maker.rng.one_in(4) {
        // The first two; the others are counters.
        let which = maker.rng.below(2);
        let (t, number) = maker.uniform[which];
        return Stmt::Assign(number, maker.uniform_expr(t, scope));
    }
    let (t, number) = target(maker);
    Stmt::Assign(number, maker.expr(t, scope))
}

fn set_element(maker: &mut Maker, scope: &Scope) -> Option<Stmt> {
    if maker.function.arrays.is_empty() {
        return None;
    }
    let which = maker.rng.below(maker.function.arrays.len());
    let array = maker.function.arrays[which];
    Some(Stmt::SetElement(array, maker.expr(Type::U32, scope), maker.expr(array.element, scope)))
}

/// A condition and what holds behind it: if not the same for all threads, nobody is together there.
fn split(maker: &mut Maker, scope: &Scope) -> (Expr, Scope) {
    let uniform = scope.level != Level::Nobody && maker.rng.one_in(2);
    let condition = maker.condition(uniform, scope);
    let mut inner = Scope { depth: scope.depth + 1, ..*scope };
    if !uniform && scope.level != Level::Nobody {
        inner = Scope { level: Level::Nobody, breaks: None, continues: None, ..inner };
    }
    (condition, inner)
}

fn branch(maker: &mut Maker, scope: &Scope) -> Stmt {
    let (condition, inner) = split(maker, scope);
    let then = body(maker, &inner, 4);
    let other = if maker.rng.one_in(2) { body(maker, &inner, 3) } else { Vec::new() };
    Stmt::If { condition, then, other }
}

fn repeat(maker: &mut Maker, scope: &Scope) -> Stmt {
    let (condition, inner) = split(maker, scope);
    let inner = Scope { breaks: Some(inner.level), continues: Some(inner.level), ..inner };
    let counter = maker.fresh();
    let count = 1 + u32::try_from(maker.rng.below(5)).unwrap_or(0);
    // A counter is the same for all threads as long as they are together.
    let known = inner.level == Level::Block;
    let pair = (Type::U32, counter);
    if known {
        maker.uniform.push(pair)
    } else {
        maker.counters.push(pair)
    }
    let body = body(maker, &inner, 5);
    let _ = if known { maker.uniform.pop() } else { maker.counters.pop() };
    if maker.rng.one_in(3) {
        Stmt::DoWhile { counter, count, condition, body }
    } else {
        Stmt::For { counter, count, condition, body }
    }
}

/// A break, a continue or a return, under a condition.
fn leave(maker: &mut Maker, scope: &Scope) -> Option<Stmt> {
    let uniform = scope.level != Level::Nobody;
    // Who has left a phase of reading may write while others still read.
    let together = scope.level == maker.level && scope.mask == MASK && scope.phase != Phase::Reading;
    let what = match maker.rng.below(3) {
        0 if scope.breaks == Some(scope.level) => Stmt::Break,
        1 if scope.continues == Some(scope.level) => Stmt::Continue,
        2 if together => Stmt::Return(maker.expr(Type::U32, scope)),
        _ => return None,
    };
    let condition = maker.condition(uniform, scope);
    let mut then = if maker.rng.one_in(2) { vec![assign(maker, scope)] } else { Vec::new() };
    then.push(what);
    Some(Stmt::If { condition, then, other: Vec::new() })
}

fn switch(maker: &mut Maker, scope: &Scope) -> Stmt {
    let uniform = scope.level != Level::Nobody && maker.rng.one_in(2);
    let value = if uniform { maker.uniform_expr(Type::U32, scope) } else { maker.expr(Type::U32, scope) };
    let mut inner = Scope { depth: scope.depth + 1, breaks: None, ..*scope };
    if !uniform && scope.level != Level::Nobody {
        inner = Scope { level: Level::Nobody, continues: None, ..inner };
    }
    let count = 2 + maker.rng.below(4);
    let case = |maker: &mut Maker| Case { body: body(maker, &inner, 2), falls_through: maker.rng.one_in(4) };
    Stmt::Switch { value, cases: (0..count).map(|_| case(maker)).collect() }
}

fn graph(maker: &mut Maker, scope: &Scope) -> Stmt {
    let uniform = scope.level != Level::Nobody && maker.rng.one_in(2);
    let mut inner = Scope { depth: scope.depth + 1, ..*scope };
    if !uniform && scope.level != Level::Nobody {
        inner = Scope { level: Level::Nobody, breaks: None, continues: None, ..inner };
    }
    let fuel = maker.fresh();
    let count = 3 + maker.rng.below(4);
    let node = |maker: &mut Maker| Node {
        body: body(maker, &inner, 2),
        condition: maker.condition(uniform, &inner),
        next: [0, 1].map(|_| maker.rng.below(count + 1)),
    };
    let nodes = (0..count).map(|_| node(maker)).collect();
    Stmt::Graph { fuel, count: 4 + u32::try_from(maker.rng.below(12)).unwrap_or(0), nodes }
}

fn call(maker: &mut Maker, scope: &Scope) -> Option<Stmt> {
    if maker.callees.is_empty() {
        return None;
    }
    let callees = maker.callees.clone();
    let (function, level) = maker.rng.pick(&callees);
    let allowed = match level {
        Level::Block => scope.level == Level::Block && scope.phase == Phase::Own,
        Level::Lanes => scope.level != Level::Nobody && scope.phase != Phase::Reading,
        Level::Nobody => true,
    };
    let (_, result) = target(maker);
    let arguments = [0, 1].map(|_| maker.expr(Type::U32, scope));
    allowed.then_some(Stmt::Call { result, function, arguments, mask: scope.mask })
}

fn atomic(maker: &mut Maker, scope: &Scope) -> Stmt {
    let op = maker.rng.pick(&Atomic::ALL);
    let shared = maker.meets && maker.rng.one_in(2);
    let (place, value) = (maker.expr(Type::U32, scope), maker.expr(Type::U32, scope));
    Stmt::Atomic { op, shared, place, value }
}

/// Functions that are called where nobody is together may be called while others read shared memory.
fn shared(maker: &mut Maker, scope: &Scope) -> Option<Stmt> {
    let allowed = maker.meets && maker.level != Level::Nobody && scope.phase != Phase::Reading;
    allowed.then(|| Stmt::SetShared(maker.expr(Type::U32, scope)))
}

fn block(maker: &mut Maker, scope: &Scope) -> Option<Stmt> {
    if scope.level != Level::Block {
        return None;
    }
    let kind = maker.rng.below(4);
    if kind < 2 && scope.phase == Phase::Own && scope.depth < DEPTH {
        let mut inner =
            Scope { depth: scope.depth + 1, phase: Phase::Writing, breaks: None, continues: None, ..*scope };
        let mut write = body(maker, &inner, 2);
        write.push(Stmt::SetShared(maker.expr(Type::U32, &inner)));
        inner.phase = Phase::Reading;
        let read = body(maker, &inner, 4);
        return Some(Stmt::Exchange { write, read });
    }
    // What a barrier counts when some threads have ended is not said anywhere.
    if kind == 2 && !maker.exits {
        let vote = maker.rng.pick(&[Vote::Count, Vote::And, Vote::Or]);
        let uniform = maker.level == Level::Block && maker.rng.one_in(2);
        let (_, result) = if uniform { maker.uniform[maker.rng.below(2)] } else { target(maker) };
        let value = maker.condition(false, scope);
        return Some(Stmt::Vote { result, vote, value });
    }
    Some(Stmt::Barrier)
}

/// Statements that split lanes and know how.
fn masked(maker: &mut Maker, scope: &Scope) -> Option<Stmt> {
    if scope.level == Level::Nobody {
        return None;
    }
    let mask = scope.mask;
    let condition = maker.condition(false, scope);
    let inner =
        Scope { level: Level::Lanes, breaks: None, continues: None, depth: scope.depth + 1, ..*scope };
    match maker.rng.below(5) {
        0 | 1 => {
            let (yes, no) = (maker.fresh(), maker.fresh());
            let then = body(maker, &Scope { mask: yes, ..inner }, 4);
            let other = body(maker, &Scope { mask: no, ..inner }, 3);
            Some(Stmt::MaskedIf { condition, mask, yes, no, then, other })
        }
        2 | 3 => {
            let (counter, left) = (maker.fresh(), maker.fresh());
            let count = 1 + u32::try_from(maker.rng.below(5)).unwrap_or(0);
            let body = body(maker, &Scope { mask: left, ..inner }, 4);
            Some(Stmt::MaskedLoop { counter, count, condition, mask, inner: left, body })
        }
        _ => {
            let may = if maker.is_kernel { maker.exits } else { maker.level == Level::Lanes };
            let value = maker.expr(Type::U32, scope);
            (may && mask == MASK).then_some(Stmt::MaskedReturn { condition, mask, value })
        }
    }
}

fn warp(maker: &mut Maker, scope: &Scope) -> Option<Stmt> {
    if scope.level == Level::Nobody {
        return None;
    }
    let word = maker.rng.pick(&[Type::I32, Type::U32]);
    let any = maker.rng.pick(&[Type::I32, Type::U32, Type::I64, Type::U64]);
    let width = maker.rng.pick(&[2, 4, 8, 16, 32, 32, 32]);
    let truth = Type::I32;
    let shuffles = [Shuffle::Index, Shuffle::Up, Shuffle::Down, Shuffle::Xor];
    let (op, t) = match maker.rng.below(14) {
        0..=3 => (WarpOp::Shuffle(maker.rng.pick(&shuffles), width), any),
        4 => (WarpOp::Ballot, truth),
        5 => (WarpOp::All, truth),
        6 => (WarpOp::Any, truth),
        7 => (WarpOp::MatchAny, any),
        8 => (WarpOp::MatchAll, any),
        9 => (WarpOp::Reduce(maker.rng.pick(&[Reduce::Add, Reduce::Min, Reduce::Max])), word),
        10 => (WarpOp::Reduce(maker.rng.pick(&[Reduce::And, Reduce::Or, Reduce::Xor])), Type::U32),
        11 => (WarpOp::Sync, truth),
        _ if scope.phase != Phase::Reading => (WarpOp::Exchange, Type::U32),
        _ => return None,
    };
    let votes = matches!(op, WarpOp::Ballot | WarpOp::All | WarpOp::Any);
    let few = matches!(op, WarpOp::MatchAny | WarpOp::MatchAll) && maker.rng.one_in(2);
    let value = if votes {
        maker.condition(false, scope)
    } else if few {
        cast(t, Expr::Modulo(Box::new(maker.expr(Type::U32, scope)), 3))
    } else {
        maker.expr(t, scope)
    };
    let lane = maker.expr(Type::U32, scope);
    let (_, result) = target(maker);
    Some(Stmt::Warp { op, result, mask: scope.mask, value, lane })
}
