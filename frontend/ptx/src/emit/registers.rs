//! Reading and writing operands.

use super::Body;
use super::special;
use crate::ast::Operand;
use crate::translate::Bound;
use crate::types::{Kind, Type};

impl Body {
    /// The slot and the width of a register.
    pub(super) fn slot(&self, operand: &Operand) -> Result<(String, u32), String> {
        match operand {
            Operand::Outer(index) => match self.outer.get(*index) {
                Some(Bound::Slot { slot, bits }) => Ok((slot.clone(), *bits)),
                Some(Bound::Constant) => Err(format!("operand %{index} is a constant")),
                None => Err(format!("there is no operand %{index}")),
            },
            Operand::Name { name, part: None } => self
                .scopes
                .iter()
                .rev()
                .find_map(|scope| scope.registers.get(name).cloned())
                .ok_or_else(|| format!("`{name}` is not a register that is declared here")),
            Operand::Name { name, part: Some(part) } => Err(format!("`{name}.{part}` is not supported here")),
            _ => Err("an operand must be a register".to_owned()),
        }
    }

    /// The value of an operand of exactly `bits` bits.
    pub(super) fn read(&mut self, operand: &Operand, bits: u32) -> Result<String, String> {
        match operand {
            Operand::Integer(number) => Ok(integer(*number, bits)),
            Operand::Single(single) if bits == 32 => Ok(integer(u64::from(*single), 32)),
            Operand::Double(number) if bits == 64 => Ok(integer(number.to_bits(), 64)),
            Operand::Double(number) if bits == 32 => Ok(integer(u64::from((*number as f32).to_bits()), 32)),
            Operand::Not(inner) if bits == 1 => {
                let value = self.read(inner, 1)?;
                Ok(self.value(format!("xor i1 {value}, true")))
            }
            Operand::Name { name, part }
                if (name.starts_with('%') || name == "WARP_SZ") && self.slot(operand).is_err() =>
            {
                let (value, width) = special::read(self, name, part.as_deref())?;
                if !self.reads_special && name != "WARP_SZ" {
                    let part = part.as_ref().map(|part| format!(".{part}")).unwrap_or_default();
                    return Err(format!(
                        "takes no special register: `mov` `{name}{part}` to a register first"
                    ));
                }
                self.fit(value, width, bits)
            }
            Operand::Outer(_) | Operand::Name { .. } => {
                let (slot, width) = self.slot(operand)?;
                if width != bits {
                    return Err(format!("an operand has {width} bits, {bits} are needed"));
                }
                Ok(self.value(format!("load i{bits}, ptr {slot}")))
            }
            Operand::Sink => Err("`_` has no value".to_owned()),
            _ => Err("this kind of operand is not supported here".to_owned()),
        }
    }

    /// The lower `bits` bits of a register that may be wider: a source of `st` and `cvt`.
    pub(super) fn read_wide(&mut self, operand: &Operand, bits: u32) -> Result<String, String> {
        if let Ok((slot, width)) = self.slot(operand)
            && width > bits
        {
            let value = self.value(format!("load i{width}, ptr {slot}"));
            return Ok(self.value(format!("trunc i{width} {value} to i{bits}")));
        }
        self.read(operand, bits)
    }

    fn fit(&mut self, value: String, width: u32, bits: u32) -> Result<String, String> {
        Ok(match width {
            _ if width == bits => value,
            // PTX ISA 1.x had 16-bit special registers.
            32 if bits == 16 => self.value(format!("trunc i32 {value} to i16")),
            _ => return Err(format!("a special register has {width} bits, {bits} are needed")),
        })
    }

    pub(super) fn write(&mut self, operand: &Operand, bits: u32, value: &str) -> Result<(), String> {
        if *operand == Operand::Sink {
            return Ok(());
        }
        let (slot, width) = self.slot(operand)?;
        if width != bits {
            return Err(format!("the result has {bits} bits, its register {width}"));
        }
        self.line(&format!("store i{bits} {value}, ptr {slot}"));
        Ok(())
    }

    /// Writes a value of type `ty` to a register that may be wider: extended by its sign if it has one.
    pub(super) fn write_wide(&mut self, operand: &Operand, ty: Type, value: &str) -> Result<(), String> {
        if *operand == Operand::Sink {
            return Ok(());
        }
        let bits = ty.width();
        let (_, width) = self.slot(operand)?;
        if width <= bits {
            return self.write(operand, bits, value);
        }
        let extend = if ty.kind == Kind::Signed { "sext" } else { "zext" };
        let wide = self.value(format!("{extend} i{bits} {value} to i{width}"));
        self.write(operand, width, &wide)
    }

    /// The value of an operand as LLVM's `float` or `double`.
    pub(super) fn read_float(&mut self, operand: &Operand, bits: u32) -> Result<String, String> {
        let value = self.read(operand, bits)?;
        Ok(self.as_float(&value, bits))
    }

    pub(super) fn as_float(&mut self, value: &str, bits: u32) -> String {
        self.value(format!("bitcast i{bits} {value} to {}", float_name(bits)))
    }

    pub(super) fn as_bits(&mut self, value: &str, bits: u32) -> String {
        self.value(format!("bitcast {} {value} to i{bits}", float_name(bits)))
    }

    pub(super) fn write_float(&mut self, operand: &Operand, bits: u32, value: &str) -> Result<(), String> {
        let value = self.as_bits(value, bits);
        self.write(operand, bits, &value)
    }

    /// `a ? b : c`.
    pub(super) fn select(&mut self, condition: &str, ty: &str, yes: &str, no: &str) -> String {
        self.value(format!("select i1 {condition}, {ty} {yes}, {ty} {no}"))
    }

    /// A value made wider.
    pub(super) fn extend(&mut self, value: &str, from: u32, to: u32, signed: bool) -> String {
        if from == to {
            return value.to_owned();
        }
        let extend = if signed { "sext" } else { "zext" };
        self.value(format!("{extend} i{from} {value} to i{to}"))
    }

    pub(super) fn truncate(&mut self, value: &str, from: u32, to: u32) -> String {
        if from == to { value.to_owned() } else { self.value(format!("trunc i{from} {value} to i{to}")) }
    }
}

/// LLVM's type of that many bits.
pub(super) fn float_name(bits: u32) -> &'static str {
    if bits == 64 { "double" } else { "float" }
}

/// A constant as LLVM writes one of `bits` bits.
pub(super) fn integer(number: u64, bits: u32) -> String {
    match bits {
        1 => if number & 1 == 1 { "true" } else { "false" }.to_owned(),
        64 => (number as i64).to_string(),
        _ => {
            let shift = 64 - bits;
            (((number << shift) as i64) >> shift).to_string()
        }
    }
}
