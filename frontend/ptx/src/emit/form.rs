//! The modifiers of an instruction, taken one by one, so that none is ignored; and its operands.

use crate::ast::{Instruction, Operand};
use crate::types::Type;

pub(crate) struct Form<'i> {
    pub(crate) instruction: &'i Instruction,
    rest: Vec<&'i str>,
}

impl<'i> Form<'i> {
    pub(crate) fn new(instruction: &'i Instruction) -> Self {
        Self { instruction, rest: instruction.modifiers.iter().map(String::as_str).collect() }
    }

    /// Takes a modifier; false if it is not there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let found = self.rest.iter().position(|modifier| *modifier == name);
        found.map(|index| self.rest.remove(index)).is_some()
    }

    /// Takes the first modifier that is one of `names`.
    pub(crate) fn one_of(&mut self, names: &[&'static str]) -> Option<&'static str> {
        let index = self.rest.iter().position(|modifier| names.contains(modifier))?;
        let taken = self.rest.remove(index);
        names.iter().copied().find(|name| *name == taken)
    }

    /// Takes the first modifier that is one of `names`, of which there must be one.
    pub(crate) fn must(&mut self, names: &[&'static str]) -> Result<&'static str, String> {
        self.one_of(names).ok_or_else(|| format!("needs one of .{}", names.join(", .")))
    }

    /// Takes all modifiers that begin with `prefix`.
    pub(crate) fn drop_prefixed(&mut self, prefix: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|modifier| !modifier.starts_with(prefix));
        self.rest.len() < before
    }

    /// Takes the first modifier that names a type.
    pub(crate) fn optional_type(&mut self) -> Option<Type> {
        let index = self.rest.iter().position(|modifier| Type::named(modifier).is_some())?;
        Type::named(self.rest.remove(index))
    }

    pub(crate) fn ty(&mut self) -> Result<Type, String> {
        self.optional_type().ok_or_else(|| match self.rest.last() {
            Some(last) => format!("`.{last}` is not a supported type"),
            None => "a type is missing".to_owned(),
        })
    }

    /// Takes the next modifier, whatever it is.
    pub(crate) fn next(&mut self) -> Option<&'i str> {
        (!self.rest.is_empty()).then(|| self.rest.remove(0))
    }

    /// Fails if modifiers are left that nobody has understood.
    pub(crate) fn finish(&self) -> Result<(), String> {
        match self.rest.first() {
            None => Ok(()),
            Some(left) => Err(format!("the modifier `.{left}` is not supported here")),
        }
    }

    pub(crate) fn operands(&self) -> &'i [Operand] {
        &self.instruction.operands
    }

    /// Exactly that many operands.
    pub(crate) fn exactly<const N: usize>(&self) -> Result<[&'i Operand; N], String> {
        let operands: Vec<&Operand> = self.instruction.operands.iter().collect();
        let count = operands.len();
        operands.try_into().map_err(|_| format!("takes {N} operands, here are {count}"))
    }
}

/// An error for a type that an instruction does not have.
pub(crate) fn no_type<T>() -> Result<T, String> {
    Err("has no form of this type".to_owned())
}
