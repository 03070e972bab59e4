//! Makes a kernel smaller as long as it still fails.

use crate::ast::{Expr, Kernel, Stmt};
use crate::generate::predict;
use crate::interpret::Outcome;
use crate::rng::Rng;

/// Candidates that are compiled together.
const TOGETHER: usize = 40;
/// Rounds of random changes without success, after which every single change is tried.
const IDLE: usize = 2;

type Fails<'f> = &'f mut dyn FnMut(&[(&Kernel, &Outcome)]) -> Vec<usize>;

/// The smallest kernel found for which `fails` is true. `fails` gets many candidates at once, so that they can be
/// compiled together, and says which of them fail.
pub fn shrink(kernel: &Kernel, fails: Fails) -> Kernel {
    let mut rng = Rng::new(kernel.seed);
    let mut best = kernel.clone();
    let mut idle = 0;
    while idle < IDLE {
        // Many changes at once in some candidates, few in others: what helps depends on how far it is already.
        let round: Vec<_> = (0..TOGETHER).map(|number| changed(&mut rng, &best, 1 << (number % 6))).collect();
        match smallest(round, fails) {
            Some(found) if size(&found) < size(&best) => (best, idle) = (found, 0),
            _ => idle += 1,
        }
    }
    'again: loop {
        for round in candidates(&best).chunks(TOGETHER) {
            match smallest(round.to_vec(), fails) {
                Some(found) if size(&found) < size(&best) => {
                    best = found;
                    continue 'again;
                }
                _ => {}
            }
        }
        return best;
    }
}

/// Length of the source, and of what it runs on.
fn size(kernel: &Kernel) -> usize {
    crate::print::kernel(kernel, 0).len() + (kernel.threads() * kernel.blocks) as usize
}

fn changed(rng: &mut Rng, kernel: &Kernel, changes: usize) -> Kernel {
    let mut kernel = kernel.clone();
    for _ in 0..changes {
        let mut all = candidates(&kernel);
        if all.is_empty() {
            break;
        }
        kernel = all.swap_remove(rng.below(all.len()));
    }
    kernel
}

fn smallest(round: Vec<Kernel>, fails: Fails) -> Option<Kernel> {
    let good: Vec<_> =
        round.into_iter().filter_map(|k| predict(&k).ok().map(|outcome| (k, outcome))).collect();
    let pairs: Vec<_> = good.iter().map(|(kernel, outcome)| (kernel, outcome)).collect();
    let failed = fails(&pairs);
    failed.into_iter().map(|number| good[number].0.clone()).min_by_key(size)
}

/// Smaller kernels, the smallest first.
fn candidates(kernel: &Kernel) -> Vec<Kernel> {
    let mut all = Vec::new();
    if kernel.blocks > 1 {
        all.push(Kernel { blocks: 1, ..kernel.clone() });
    }
    for threads in [1, 2, 31, 32, 33, 64] {
        if threads < kernel.threads() || threads == kernel.threads() && kernel.block[0] != threads {
            all.push(Kernel { block: [threads, 1, 1], ..kernel.clone() });
        }
    }
    for function in 0..kernel.functions.len() {
        if !kernel.functions[function].body.is_empty() {
            let mut smaller = kernel.clone();
            smaller.functions[function].body.clear();
            all.push(smaller);
        }
        for change in bodies(&kernel.functions[function].body) {
            let mut smaller = kernel.clone();
            smaller.functions[function].body = change;
            all.push(smaller);
        }
    }
    all
}

/// All bodies with one change.
fn bodies(body: &[Stmt]) -> Vec<Vec<Stmt>> {
    let mut all = Vec::new();
    let half = body.len() / 2;
    if half > 1 {
        all.push(body[half..].to_vec());
        all.push(body[..half].to_vec());
    }
    for at in 0..body.len() {
        let replace = |with: Vec<Stmt>| [&body[..at], &with, &body[at + 1..]].concat();
        all.push(replace(Vec::new()));
        if !leaves(&body[at]) {
            all.extend(
                parts(&body[at])
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .map(|part| replace(part.clone())),
            );
        }
    }
    for at in 0..body.len() {
        let replace = |with: Stmt| [&body[..at], &[with], &body[at + 1..]].concat();
        all.extend(changed_parts(&body[at]).into_iter().map(replace));
        all.extend(changed_exprs(&body[at]).into_iter().map(replace));
    }
    all
}

/// Bodies that may stand in place of their statement. Those of statements that make masks need the masks.
fn parts(statement: &Stmt) -> Vec<&Vec<Stmt>> {
    match statement {
        Stmt::If { then, other, .. } => vec![then, other],
        Stmt::For { body, .. } | Stmt::DoWhile { body, .. } => vec![body],
        Stmt::Switch { cases, .. } => cases.iter().map(|case| &case.body).collect(),
        Stmt::Graph { nodes, .. } => nodes.iter().map(|node| &node.body).collect(),
        Stmt::Exchange { write, .. } => vec![write],
        _ => Vec::new(),
    }
}

fn parts_mut(statement: &mut Stmt) -> Vec<&mut Vec<Stmt>> {
    match statement {
        Stmt::If { then, other, .. } | Stmt::MaskedIf { then, other, .. } => vec![then, other],
        Stmt::For { body, .. } | Stmt::DoWhile { body, .. } | Stmt::MaskedLoop { body, .. } => vec![body],
        Stmt::Switch { cases, .. } => cases.iter_mut().map(|case| &mut case.body).collect(),
        Stmt::Graph { nodes, .. } => nodes.iter_mut().map(|node| &mut node.body).collect(),
        Stmt::Exchange { write, read } => vec![write, read],
        _ => Vec::new(),
    }
}

/// True if a break or continue of an outer loop may be inside, or of this one.
fn leaves(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Break | Stmt::Continue)
        || parts(statement).iter().any(|part| part.iter().any(leaves))
}

fn changed_parts(statement: &Stmt) -> Vec<Stmt> {
    let mut all = Vec::new();
    let count = parts_mut(&mut statement.clone()).len();
    for part in 0..count {
        let body = parts_mut(&mut statement.clone())[part].clone();
        for change in bodies(&body) {
            let mut changed = statement.clone();
            *parts_mut(&mut changed)[part] = change;
            all.push(changed);
        }
    }
    all
}

fn exprs_mut(statement: &mut Stmt) -> Vec<&mut Expr> {
    match statement {
        Stmt::Assign(_, e) | Stmt::Return(e) | Stmt::SetShared(e) => vec![e],
        Stmt::SetElement(_, index, e) => vec![index, e],
        Stmt::If { condition, .. }
        | Stmt::For { condition, .. }
        | Stmt::DoWhile { condition, .. }
        | Stmt::MaskedIf { condition, .. }
        | Stmt::MaskedLoop { condition, .. } => vec![condition],
        Stmt::MaskedReturn { condition, value, .. } => vec![condition, value],
        Stmt::Switch { value, .. } | Stmt::Vote { value, .. } => vec![value],
        Stmt::Graph { nodes, .. } => nodes.iter_mut().map(|node| &mut node.condition).collect(),
        Stmt::Call { arguments, .. } => arguments.iter_mut().collect(),
        Stmt::Atomic { place, value, .. } => vec![place, value],
        Stmt::Warp { value, lane, .. } => vec![value, lane],
        _ => Vec::new(),
    }
}

fn changed_exprs(statement: &Stmt) -> Vec<Stmt> {
    let mut all = Vec::new();
    let count = exprs_mut(&mut statement.clone()).len();
    for at in 0..count {
        let e = exprs_mut(&mut statement.clone())[at].clone();
        for change in smaller(&e) {
            let mut changed = statement.clone();
            *exprs_mut(&mut changed)[at] = change;
            all.push(changed);
        }
    }
    all
}

/// Expressions of the same type with one change: a constant, an operand, or an operand that is smaller.
fn smaller(e: &Expr) -> Vec<Expr> {
    let t = e.type_of();
    if matches!(e, Expr::Const(..)) {
        return Vec::new();
    }
    let mut all: Vec<_> = [0, 1].map(|value| Expr::Const(t, value)).to_vec();
    let count = operands_mut(&mut e.clone()).len();
    for at in 0..count {
        let operand = operands_mut(&mut e.clone())[at].clone();
        let own = operand.type_of();
        if own == t {
            all.push(operand.clone());
        } else if !matches!(e, Expr::Cast(..)) {
            all.push(Expr::Cast(t, Box::new(operand.clone())));
        }
        for change in smaller(&operand) {
            let mut changed = e.clone();
            *operands_mut(&mut changed)[at] = change;
            all.push(changed);
        }
    }
    all
}

fn operands_mut(e: &mut Expr) -> Vec<&mut Expr> {
    match e {
        Expr::Input(a) | Expr::Modulo(a, _) | Expr::Element(_, a) | Expr::Shared(a) => vec![a],
        Expr::Unary(_, _, a) | Expr::Cast(_, a) => vec![a],
        Expr::Binary(_, _, parts) | Expr::Compare(_, _, parts) => parts.iter_mut().collect(),
        Expr::Both(parts) | Expr::Either(parts) => parts.iter_mut().collect(),
        Expr::Ternary(_, parts) | Expr::Select(parts) | Expr::Float(_, parts) => parts.iter_mut().collect(),
        Expr::Const(..) | Expr::Var(..) | Expr::Special(_) => Vec::new(),
    }
}
