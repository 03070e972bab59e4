//! Places in a kernel that can be made smaller, counted in the order of the source, and what is put there.

use crate::ast::{Expr, Kernel, Stmt};

/// What can be done about a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change {
    /// Away with a statement.
    Remove,
    /// One of its bodies in place of a statement.
    Part(usize),
    /// A constant in place of an expression.
    Constant(i128),
    /// One of its operands in place of an expression.
    Operand(usize),
}

/// How many places there are for a change.
pub(crate) fn count(kernel: &Kernel, change: Change) -> usize {
    let mut never = |_| false;
    let mut walk = Walk { change, next: 0, chosen: &mut never };
    walk.kernel(&mut kernel.clone());
    walk.next
}

/// The kernel with the change made at some of the places.
pub(crate) fn changed(kernel: &Kernel, change: Change, chosen: &mut dyn FnMut(usize) -> bool) -> Kernel {
    let mut kernel = kernel.clone();
    Walk { change, next: 0, chosen }.kernel(&mut kernel);
    kernel
}

struct Walk<'w> {
    change: Change,
    next: usize,
    chosen: &'w mut dyn FnMut(usize) -> bool,
}

impl Walk<'_> {
    fn kernel(&mut self, kernel: &mut Kernel) {
        kernel.functions.iter_mut().for_each(|function| self.body(&mut function.body));
    }

    /// True if this is a place and the change is to be made there.
    fn take(&mut self, place: bool) -> bool {
        self.next += usize::from(place);
        place && (self.chosen)(self.next - 1)
    }

    fn body(&mut self, body: &mut Vec<Stmt>) {
        for mut statement in std::mem::take(body) {
            let place = match self.change {
                Change::Remove => true,
                Change::Part(number) => !leaves(&statement) && number < parts(&statement).len(),
                Change::Constant(_) | Change::Operand(_) => false,
            };
            let take = self.take(place);
            parts_mut(&mut statement).into_iter().for_each(|part| self.body(part));
            exprs_mut(&mut statement).into_iter().for_each(|e| self.expr(e));
            match self.change {
                Change::Part(number) if take => body.append(&mut parts(&statement)[number].clone()),
                _ if take => {}
                _ => body.push(statement),
            }
        }
    }

    fn expr(&mut self, e: &mut Expr) {
        let place = match self.change {
            Change::Remove | Change::Part(_) => false,
            Change::Constant(_) => !matches!(e, Expr::Const(..)),
            Change::Operand(number) => number < operands_mut(e).len(),
        };
        let take = self.take(place);
        operands_mut(e).into_iter().for_each(|operand| self.expr(operand));
        if take {
            let t = e.type_of();
            *e = match self.change {
                Change::Operand(number) => {
                    let operand = operands_mut(e)[number].clone();
                    if operand.type_of() == t { operand } else { Expr::Cast(t, Box::new(operand)) }
                }
                Change::Constant(value) => Expr::Const(t, value),
                Change::Remove | Change::Part(_) => return,
            };
        }
    }
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
