//! Bodies of functions as lists of instructions with jumps, so that the interpreter can leave a thread anywhere and
//! come back.

use crate::ast::{Array, Atomic, Case, Expr, Function, Node, Stmt, Type, Vote, WarpOp};

pub(crate) enum Inst {
    Assign(usize, Expr),
    SetElement(Array, Expr, Expr),
    Jump(usize),
    /// Jumps if the expression is 0.
    Unless(Expr, usize),
    /// Jumps if the thread's lane is not in the mask.
    UnlessIn(usize, usize),
    Call {
        result: usize,
        function: usize,
        arguments: [Expr; 2],
        mask: usize,
    },
    Return(Expr),
    /// The end of the body.
    End,
    Atomic {
        op: Atomic,
        shared: bool,
        place: Expr,
        value: Expr,
    },
    SetShared(Expr),
    Barrier,
    Vote {
        result: usize,
        vote: Vote,
        value: Expr,
    },
    Warp {
        op: WarpOp,
        result: usize,
        mask: usize,
        value: Expr,
        lane: Expr,
    },
}

/// The instructions of a function.
pub(crate) fn lower(function: &Function) -> Vec<Inst> {
    let mut lowering = Lowering::default();
    lowering.all(&function.body);
    lowering.list.push(Inst::End);
    lowering.list
}

#[derive(Default)]
struct Lowering {
    list: Vec<Inst>,
    /// Jumps whose targets are the end and the next round of the innermost loop.
    breaks: Vec<usize>,
    continues: Vec<usize>,
}

fn variable(t: Type, number: usize) -> Expr {
    Expr::Var(t, number)
}

fn number(value: u32) -> Expr {
    Expr::Const(Type::U32, i128::from(value))
}

fn plus_one(counter: usize) -> Expr {
    Expr::Binary(crate::ast::Binary::Add, Type::U32, Box::new([variable(Type::U32, counter), number(1)]))
}

fn less(counter: usize, count: u32) -> Expr {
    let parts = Box::new([variable(Type::U32, counter), number(count)]);
    Expr::Compare(crate::ast::Compare::Less, Type::U32, parts)
}

impl Lowering {
    fn all(&mut self, body: &[Stmt]) {
        for statement in body {
            self.one(statement);
        }
    }

    /// Adds a jump whose target is not known yet.
    fn jump(&mut self, inst: Inst) -> usize {
        self.list.push(inst);
        self.list.len() - 1
    }

    /// The jump at `at` goes to what comes next.
    fn here(&mut self, at: usize) {
        let next = self.list.len();
        self.to(at, next);
    }

    fn to(&mut self, at: usize, place: usize) {
        match &mut self.list[at] {
            Inst::Jump(target) | Inst::Unless(_, target) | Inst::UnlessIn(_, target) => *target = place,
            _ => unreachable!("only jumps have targets"),
        }
    }

    /// The body of a loop; gives back the jumps to its end, and lets those to its next round come here.
    fn inside(&mut self, body: &[Stmt]) -> Vec<usize> {
        let outer = (std::mem::take(&mut self.breaks), std::mem::take(&mut self.continues));
        self.all(body);
        for at in std::mem::take(&mut self.continues) {
            self.here(at);
        }
        let breaks = std::mem::take(&mut self.breaks);
        (self.breaks, self.continues) = outer;
        breaks
    }

    fn one(&mut self, statement: &Stmt) {
        match statement.clone() {
            Stmt::Assign(variable, e) => self.list.push(Inst::Assign(variable, e)),
            Stmt::SetElement(array, index, e) => self.list.push(Inst::SetElement(array, index, e)),
            Stmt::Break => {
                let at = self.jump(Inst::Jump(0));
                self.breaks.push(at);
            }
            Stmt::Continue => {
                let at = self.jump(Inst::Jump(0));
                self.continues.push(at);
            }
            Stmt::Return(value) => self.list.push(Inst::Return(value)),
            Stmt::Call { result, function, arguments, mask } => {
                self.list.push(Inst::Call { result, function, arguments, mask });
            }
            Stmt::Atomic { op, shared, place, value } => {
                self.list.push(Inst::Atomic { op, shared, place, value });
            }
            Stmt::SetShared(value) => self.list.push(Inst::SetShared(value)),
            Stmt::Exchange { write, read } => {
                self.all(&write);
                self.list.push(Inst::Barrier);
                self.all(&read);
                self.list.push(Inst::Barrier);
            }
            Stmt::Barrier => self.list.push(Inst::Barrier),
            Stmt::Vote { result, vote, value } => self.list.push(Inst::Vote { result, vote, value }),
            Stmt::Warp { op, result, mask, value, lane } => {
                self.list.push(Inst::Warp { op, result, mask, value, lane });
            }
            Stmt::If { condition, then, other } => {
                let unless = self.jump(Inst::Unless(condition, 0));
                self.branches(unless, &then, &other);
            }
            Stmt::Switch { value, cases } => self.switch(&value, &cases),
            Stmt::Graph { fuel, count, nodes } => self.graph(fuel, count, &nodes),
            Stmt::For { .. } | Stmt::DoWhile { .. } | Stmt::MaskedLoop { .. } => self.looped(statement),
            Stmt::MaskedIf { condition, mask, yes, no, then, other } => {
                self.ballot(yes, mask, condition);
                let not = Expr::Unary(crate::ast::Unary::Not, Type::U32, Box::new(variable(Type::U32, yes)));
                let rest = Box::new([variable(Type::U32, mask), not]);
                self.list.push(Inst::Assign(no, Expr::Binary(crate::ast::Binary::And, Type::U32, rest)));
                let unless = self.jump(Inst::UnlessIn(yes, 0));
                self.branches(unless, &then, &other);
            }
            Stmt::MaskedReturn { condition, mask, value } => {
                let zero = Expr::Const(Type::I32, 0);
                let left = Expr::Select(Box::new([condition, zero, Expr::Const(Type::I32, 1)]));
                self.ballot(mask, mask, left);
                let leave = self.jump(Inst::UnlessIn(mask, 0));
                let stay = self.jump(Inst::Jump(0));
                self.here(leave);
                self.list.push(Inst::Return(value));
                self.here(stay);
            }
        }
    }

    fn ballot(&mut self, result: usize, mask: usize, value: Expr) {
        let lane = Expr::Const(Type::U32, 0);
        self.list.push(Inst::Warp { op: WarpOp::Ballot, result, mask, value, lane });
    }

    fn branches(&mut self, unless: usize, then: &[Stmt], other: &[Stmt]) {
        self.all(then);
        let end = self.jump(Inst::Jump(0));
        self.here(unless);
        self.all(other);
        self.here(end);
    }

    fn looped(&mut self, statement: &Stmt) {
        match statement {
            Stmt::For { counter, count, condition, body } => {
                self.list.push(Inst::Assign(*counter, number(0)));
                let start = self.list.len();
                let ends =
                    [less(*counter, *count), condition.clone()].map(|test| self.jump(Inst::Unless(test, 0)));
                let breaks = self.inside(body);
                self.list.push(Inst::Assign(*counter, plus_one(*counter)));
                self.list.push(Inst::Jump(start));
                ends.into_iter().chain(breaks).for_each(|at| self.here(at));
            }
            Stmt::DoWhile { counter, count, condition, body } => {
                self.list.push(Inst::Assign(*counter, number(0)));
                let start = self.list.len();
                let breaks = self.inside(body);
                self.list.push(Inst::Assign(*counter, plus_one(*counter)));
                let ends =
                    [less(*counter, *count), condition.clone()].map(|test| self.jump(Inst::Unless(test, 0)));
                self.list.push(Inst::Jump(start));
                ends.into_iter().chain(breaks).for_each(|at| self.here(at));
            }
            Stmt::MaskedLoop { counter, count, condition, mask, inner, body } => {
                self.list.push(Inst::Assign(*inner, variable(Type::U32, *mask)));
                self.list.push(Inst::Assign(*counter, number(0)));
                let start = self.list.len();
                let done = self.jump(Inst::Unless(less(*counter, *count), 0));
                self.ballot(*inner, *inner, condition.clone());
                let left = self.jump(Inst::UnlessIn(*inner, 0));
                let breaks = self.inside(body);
                self.list.push(Inst::Assign(*counter, plus_one(*counter)));
                self.list.push(Inst::Jump(start));
                [done, left].into_iter().chain(breaks).for_each(|at| self.here(at));
            }
            _ => unreachable!("not a loop"),
        }
    }

    fn switch(&mut self, value: &Expr, cases: &[Case]) {
        let count = cases.len();
        let mut entries = Vec::new();
        for case in 0..count {
            let rest = Expr::Modulo(Box::new(value.clone()), u32::try_from(count).unwrap_or(1));
            let case = Expr::Const(Type::U32, case as i128);
            let here = Expr::Compare(crate::ast::Compare::Equal, Type::U32, Box::new([rest, case]));
            let next = self.jump(Inst::Unless(here, 0));
            entries.push(self.jump(Inst::Jump(0)));
            self.here(next);
        }
        let mut ends = Vec::new();
        for (case, entry) in cases.iter().zip(entries) {
            self.here(entry);
            self.all(&case.body);
            if !case.falls_through {
                ends.push(self.jump(Inst::Jump(0)));
            }
        }
        ends.into_iter().for_each(|at| self.here(at));
    }

    fn graph(&mut self, fuel: usize, count: u32, nodes: &[Node]) {
        self.list.push(Inst::Assign(fuel, number(0)));
        let (mut starts, mut jumps) = (Vec::new(), Vec::new());
        for node in nodes {
            starts.push(self.list.len());
            let empty = less(fuel, count);
            jumps.push((self.jump(Inst::Unless(empty, 0)), nodes.len()));
            self.list.push(Inst::Assign(fuel, plus_one(fuel)));
            self.all(&node.body);
            jumps.push((self.jump(Inst::Unless(node.condition.clone(), 0)), node.next[1]));
            jumps.push((self.jump(Inst::Jump(0)), node.next[0]));
        }
        starts.push(self.list.len());
        for (at, target) in jumps {
            self.to(at, starts[target]);
        }
    }
}
