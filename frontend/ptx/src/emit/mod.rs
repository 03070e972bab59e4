//! Statements to the body of an LLVM function.
//!
//! A register is a stack slot, an integer of its width; a predicate is an `i1`. Values are named `%t1`, `%t2`, … in
//! the order in which they are computed.

mod arithmetic;
mod atomics;
mod barriers;
mod bits;
mod carry;
mod compare;
mod control;
mod convert;
mod float;
mod form;
mod half;
mod memory;
mod moves;
mod registers;
mod special;
mod video;
mod warp;

pub(crate) use form::Form;

/// Where the code of every opcode is written.
pub(crate) mod emitters {
    pub(crate) use super::arithmetic::{
        abs, add, div, dp2a, dp4a, fma, mad, mad24, max, min, mul, mul24, neg, rem, sad, sub,
    };
    pub(crate) use super::atomics::{atom, red};
    pub(crate) use super::barriers::mbarrier;
    pub(crate) use super::bits::{
        and, bfe, bfi, bfind, bmsk, brev, clz, cnot, fns, lop3, not, or, popc, prmt, shf, shl, shr, szext,
        xor,
    };
    pub(crate) use super::carry::{addc, madc, subc};
    pub(crate) use super::compare::{set, setp, testp};
    pub(crate) use super::control::{bra, createpolicy, exit, hint, nanosleep, trap};
    pub(crate) use super::convert::cvt;
    pub(crate) use super::float::{copysign, cos, ex2, lg2, rcp, rsqrt, sin, sqrt, tanh};
    pub(crate) use super::memory::{cp, fence, ld, st};
    pub(crate) use super::moves::{cvta, isspacep, mov, selp, slct};
    pub(crate) use super::video::{lanes, scalar, vmad};
    pub(crate) use super::warp::{activemask, bar, elect, r#match, redux, shfl, vote};
}

use crate::ast::{Guard, Instruction, Statement, StatementKind};
use crate::lex::Error;
use crate::opcodes;
use crate::translate::{Bound, about};
use crate::types::Type;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

/// What writes the code of an instruction.
pub(crate) type Emit = fn(&mut Body, &mut Form<'_>) -> Result<(), String>;

/// The code of a function, while it is written.
pub(crate) struct Body {
    outer: Vec<Bound>,
    scopes: Vec<Scope>,
    slots: String,
    text: String,
    values: u32,
    labels: u32,
    registers: u32,
    convergent: bool,
    exits: bool,
    carry: Carry,
    /// The instruction may have special registers as operands.
    reads_special: bool,
    declarations: BTreeSet<String>,
}

#[derive(Default)]
struct Scope {
    registers: HashMap<String, (String, u32)>,
    labels: HashMap<String, String>,
}

/// How the function deals with the carry flag.
#[derive(Default)]
struct Carry {
    read: bool,
    written: bool,
    open: bool,
}

impl Body {
    pub(crate) fn new(outer: Vec<Bound>) -> Self {
        Self {
            outer,
            scopes: Vec::new(),
            slots: String::new(),
            text: String::new(),
            values: 0,
            labels: 0,
            registers: 0,
            convergent: false,
            exits: false,
            carry: Carry::default(),
            reads_special: false,
            declarations: BTreeSet::new(),
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Stack slots, for the function's entry.
    pub(crate) fn slots(&self) -> &str {
        &self.slots
    }

    /// Declarations of the library's functions that are called.
    pub(crate) fn declarations(&self) -> &BTreeSet<String> {
        &self.declarations
    }

    pub(crate) fn is_convergent(&self) -> bool {
        self.convergent
    }

    pub(crate) fn exits(&self) -> bool {
        self.exits
    }

    pub(crate) fn uses_carry(&self) -> bool {
        self.carry.read || self.carry.written
    }

    pub(crate) fn has_open_carry(&self) -> bool {
        self.carry.open
    }

    /// Statements with names of their own.
    pub(crate) fn scope(&mut self, statements: &[Statement]) -> Result<(), Error> {
        let mut scope = Scope::default();
        for statement in statements {
            if let StatementKind::Label(label) = &statement.kind {
                self.labels += 1;
                if scope.labels.insert(label.clone(), format!("l{}", self.labels)).is_some() {
                    return Err(Error::new(statement.line, format!("the label `{label}` is there twice")));
                }
            }
        }
        self.scopes.push(scope);
        for statement in statements {
            self.statement(statement)?;
        }
        self.scopes.pop();
        Ok(())
    }

    fn statement(&mut self, statement: &Statement) -> Result<(), Error> {
        match &statement.kind {
            StatementKind::Scope(inner) => self.scope(inner),
            StatementKind::Label(label) => {
                if let Some(block) = self.label(label) {
                    self.begin(&block);
                }
                Ok(())
            }
            StatementKind::Registers { ty, names } => {
                for declared in names {
                    match declared.count {
                        None => self.declare(&declared.name, *ty),
                        Some(count) => {
                            (0..count).for_each(|i| self.declare(&format!("{}{i}", declared.name), *ty));
                        }
                    }
                }
                Ok(())
            }
            StatementKind::Instruction(instruction) => {
                self.instruction(instruction).map_err(|message| about(instruction, statement.line, message))
            }
        }
    }

    fn declare(&mut self, name: &str, ty: Type) {
        self.registers += 1;
        let slot = format!("%v{}", self.registers);
        let _ = writeln!(self.slots, "  {slot} = alloca i{}", ty.width());
        if let Some(scope) = self.scopes.last_mut() {
            scope.registers.insert(name.to_owned(), (slot, ty.width()));
        }
    }

    fn instruction(&mut self, instruction: &Instruction) -> Result<(), String> {
        let opcode =
            opcodes::find(&instruction.opcode).ok_or_else(|| "is not an instruction of PTX".to_owned())?;
        // "accessed through mov or cvt instructions" (PTX ISA, "Special Registers").
        self.reads_special = matches!(&*instruction.opcode, "mov" | "cvt");
        let mut form = Form::new(instruction);
        let guard = instruction.guard.as_ref().map(|guard| self.guard(guard)).transpose()?;
        let Some(guard) = guard else { return self.complete(opcode.emit, &mut form) };
        let (then, after) = (self.new_label(), self.new_label());
        self.line(&format!("br i1 {guard}, label %{then}, label %{after}"));
        let _ = writeln!(self.text, "{then}:");
        self.complete(opcode.emit, &mut form)?;
        self.begin(&after);
        Ok(())
    }

    fn complete(&mut self, emit: Option<Emit>, form: &mut Form<'_>) -> Result<(), String> {
        let emit = emit.ok_or_else(|| "is not supported".to_owned())?;
        emit(self, form)?;
        form.finish()
    }

    fn guard(&mut self, guard: &Guard) -> Result<String, String> {
        let value = self.read(&guard.register, 1)?;
        Ok(if guard.negated { self.value(format!("xor i1 {value}, true")) } else { value })
    }

    /// The block of a label.
    fn label(&self, name: &str) -> Option<String> {
        self.scopes.iter().rev().find_map(|scope| scope.labels.get(name).cloned())
    }

    /// A slot for a value of a loop.
    fn new_slot(&mut self, bits: u32) -> String {
        self.registers += 1;
        let slot = format!("%v{}", self.registers);
        let _ = writeln!(self.slots, "  {slot} = alloca i{bits}");
        slot
    }

    fn new_label(&mut self) -> String {
        self.labels += 1;
        format!("l{}", self.labels)
    }

    /// Ends the block with a jump to a new one.
    fn begin(&mut self, block: &str) {
        self.line(&format!("br label %{block}"));
        let _ = writeln!(self.text, "{block}:");
    }

    /// Ends the block with `terminator`; what follows is reached by a label or not at all.
    fn end(&mut self, terminator: &str) {
        self.line(terminator);
        let next = self.new_label();
        let _ = writeln!(self.text, "{next}:");
    }

    /// An instruction without a result.
    fn line(&mut self, instruction: &str) {
        let _ = writeln!(self.text, "  {instruction}");
    }

    /// An instruction with a result, whose name is returned.
    fn value(&mut self, instruction: impl AsRef<str>) -> String {
        self.values += 1;
        let name = format!("%t{}", self.values);
        let _ = writeln!(self.text, "  {name} = {}", instruction.as_ref());
        name
    }

    /// A call of an intrinsic or a function of the library: `call("i32", "__nv_popc", &[("i32", a)])`.
    fn call(&mut self, result: &str, function: &str, arguments: &[(&str, &str)]) -> String {
        if function.starts_with("__") {
            let types: Vec<&str> = arguments.iter().map(|(ty, _)| *ty).collect();
            self.declarations.insert(format!("declare {result} @{function}({})\n", types.join(", ")));
        }
        let arguments: Vec<String> = arguments.iter().map(|(ty, value)| format!("{ty} {value}")).collect();
        let call = format!("call {result} @{function}({})", arguments.join(", "));
        if result == "void" {
            self.line(&call);
            return String::new();
        }
        self.value(call)
    }
}
