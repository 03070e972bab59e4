//! One statement of inline assembly to one function of LLVM IR.

use crate::ast::Instruction;
use crate::emit::Body;
use crate::lex::Error;
use crate::parse;
use std::collections::BTreeSet;
use std::fmt::Write;

/// A type of LLVM's, as IR spells it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ValueType {
    pub text: String,
    /// Size of a value.
    pub bits: u32,
}

/// Inline assembly as LLVM IR calls it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InlineAssembly {
    /// PTX with `$0` for operands.
    pub text: String,
    /// LLVM's spelling: `=r,r,0,~{memory}`.
    pub constraints: String,
    /// Types of the arguments of the call.
    pub arguments: Vec<ValueType>,
    /// Values of those arguments that are integer constants.
    pub constants: Vec<Option<i64>>,
    /// Types of the results; more than one are returned in a structure.
    pub results: Vec<ValueType>,
}

/// A function that does what the assembly says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Parameters and body, for `define … @name` in front: `(i32 %a0) attributes { … }`.
    pub function: String,
    /// The result type.
    pub result: String,
    /// The function takes a `ptr` to the thread's carry flag, after the arguments.
    pub carry: bool,
    /// It reads a carry flag that it has not set: one that another statement left.
    pub open_carry: bool,
    /// It may end the thread.
    pub exits: bool,
    /// Declarations of the library's functions that it calls.
    pub declarations: BTreeSet<String>,
}

/// Nothing that the optimiser may move memory accesses across: what a memory clobber asks for.
const COMPILER_BARRIER: &str = "  call void asm sideeffect \"\", \"~{memory}\"()\n";

/// What an operand of the assembly is bound to, by its number.
#[derive(Clone, Debug)]
pub(crate) enum Bound {
    /// A register of that many bits: its stack slot.
    Slot { slot: String, bits: u32 },
    /// A constant, which the parser has put in place.
    Constant,
}

/// The function for a statement of inline assembly.
///
/// # Errors
/// What is not PTX or not supported, naming the instruction.
pub fn translate(assembly: &InlineAssembly) -> Result<Translation, Error> {
    let interface = Interface::of(assembly).map_err(|message| Error::new(1, message))?;
    let statements = parse(&assembly.text, &interface.constants)?;
    let mut body = Body::new(interface.bound.clone());
    body.scope(&statements)?;
    let (parameters, prologue) = interface.prologue();
    let (result, epilogue) = interface.epilogue();
    let mut parameters = parameters;
    if body.uses_carry() {
        parameters.push("ptr %carry".to_owned());
    }
    let clobber = if assembly.constraints.contains("~{memory}") { COMPILER_BARRIER } else { "" };
    let convergent = if body.is_convergent() { "convergent " } else { "" };
    let function = format!(
        "({}) {convergent}alwaysinline nounwind {{\n{prologue}{}{clobber}{}{clobber}{epilogue}}}\n",
        parameters.join(", "),
        body.slots(),
        body.text()
    );
    Ok(Translation {
        function,
        result,
        carry: body.uses_carry(),
        open_carry: body.has_open_carry(),
        exits: body.exits(),
        declarations: body.declarations().clone(),
    })
}

/// The constraints, understood.
struct Interface<'a> {
    assembly: &'a InlineAssembly,
    /// By operand number.
    bound: Vec<Bound>,
    constants: Vec<Option<i64>>,
    /// For every argument, the slot that it initialises.
    inputs: Vec<Option<usize>>,
    outputs: usize,
}

/// Bits of the register that a constraint letter names (PTX Inline Assembly, "Constraints").
fn register_bits(letter: &str) -> Option<u32> {
    Some(match letter {
        "b" => 1,
        "c" => 8,
        "h" => 16,
        "r" | "f" => 32,
        "l" | "d" => 64,
        _ => return None,
    })
}

impl<'a> Interface<'a> {
    fn of(assembly: &'a InlineAssembly) -> Result<Self, String> {
        let mut new =
            Self { assembly, bound: Vec::new(), constants: Vec::new(), inputs: Vec::new(), outputs: 0 };
        for constraint in assembly.constraints.split(',').filter(|c| !c.is_empty() && !c.starts_with('~')) {
            let unsupported = || format!("the constraint \"{constraint}\" is not supported");
            if let Some(output) = constraint.strip_prefix('=') {
                let letter = output.trim_start_matches('&');
                new.bind(register_bits(letter).ok_or_else(unsupported)?);
                new.outputs += 1;
            } else if let Ok(tied) = constraint.parse::<usize>() {
                new.inputs.push(Some(tied));
                // A tied operand has a number of its own, although the text names the output.
                let same = new.bound.get(tied).cloned().ok_or_else(unsupported)?;
                new.bound.push(same);
                new.constants.push(None);
            } else if matches!(constraint, "n" | "i") {
                let constant = assembly.constants.get(new.inputs.len()).copied().flatten();
                let constant =
                    constant.ok_or_else(|| "an operand \"n\" is not a constant integer".to_owned())?;
                new.inputs.push(None);
                new.bound.push(Bound::Constant);
                new.constants.push(Some(constant));
            } else {
                let bits = register_bits(constraint).ok_or_else(unsupported)?;
                new.inputs.push(Some(new.bound.len()));
                new.bind(bits);
            }
        }
        if new.inputs.len() == assembly.arguments.len() && new.outputs == assembly.results.len() {
            Ok(new)
        } else {
            Err(format!("the constraints `{}` do not fit the operands", assembly.constraints))
        }
    }

    fn bind(&mut self, bits: u32) {
        self.bound.push(Bound::Slot { slot: format!("%o{}", self.bound.len()), bits });
        self.constants.push(None);
    }

    /// Parameters, and the code that puts them into slots.
    fn prologue(&self) -> (Vec<String>, String) {
        let mut text = String::from("entry:\n");
        for (index, bound) in self.bound.iter().enumerate() {
            if let Bound::Slot { slot, bits } = bound
                && *slot == format!("%o{index}")
            {
                let _ = writeln!(text, "  {slot} = alloca i{bits}");
            }
        }
        let mut parameters = Vec::new();
        for (index, (input, ty)) in self.inputs.iter().zip(&self.assembly.arguments).enumerate() {
            parameters.push(format!("{} %a{index}", ty.text));
            if let Some(Bound::Slot { slot, bits }) = input.and_then(|input| self.bound.get(input)) {
                let from = ty.bits;
                let _ = writeln!(text, "  %a{index}.bits = {}", bits_of(ty, &format!("%a{index}")));
                let cast = if from > *bits { "trunc" } else { "zext" };
                let value = if from == *bits {
                    format!("%a{index}.bits")
                } else {
                    let _ = writeln!(text, "  %a{index}.cut = {cast} i{from} %a{index}.bits to i{bits}");
                    format!("%a{index}.cut")
                };
                let _ = writeln!(text, "  store i{bits} {value}, ptr {slot}");
            }
        }
        (parameters, text)
    }

    /// The result type, and the code that returns the slots of the outputs.
    fn epilogue(&self) -> (String, String) {
        let results = &self.assembly.results;
        let mut text = String::new();
        let mut values = Vec::new();
        for (index, ty) in results.iter().enumerate() {
            let Some(Bound::Slot { slot, bits }) = self.bound.get(index) else { continue };
            let to = ty.bits;
            let _ = writeln!(text, "  %r{index}.bits = load i{bits}, ptr {slot}");
            let mut value = format!("%r{index}.bits");
            if to != *bits {
                let cast = if to < *bits { "trunc" } else { "zext" };
                let _ = writeln!(text, "  %r{index}.cut = {cast} i{bits} {value} to i{to}");
                value = format!("%r{index}.cut");
            }
            let cast = if ty.text.starts_with("ptr") { "inttoptr" } else { "bitcast" };
            let _ = writeln!(text, "  %r{index} = {cast} i{to} {value} to {}", ty.text);
            values.push(format!("{} %r{index}", ty.text));
        }
        let types: Vec<&str> = results.iter().map(|ty| ty.text.as_str()).collect();
        match values.as_slice() {
            [] => ("void".to_owned(), "  ret void\n".to_owned()),
            [value] => (types[0].to_owned(), format!("{text}  ret {value}\n")),
            _ => {
                let ty = format!("{{ {} }}", types.join(", "));
                let mut aggregate = "poison".to_owned();
                for (index, value) in values.iter().enumerate() {
                    let _ = writeln!(text, "  %s{index} = insertvalue {ty} {aggregate}, {value}, {index}");
                    aggregate = format!("%s{index}");
                }
                let _ = writeln!(text, "  ret {ty} {aggregate}");
                (ty, text)
            }
        }
    }
}

/// The integer with the bits of a value.
fn bits_of(ty: &ValueType, value: &str) -> String {
    let cast = if ty.text.starts_with("ptr") { "ptrtoint" } else { "bitcast" };
    format!("{cast} {} {value} to i{}", ty.text, ty.bits)
}

/// What is wrong with an instruction, placed.
pub(crate) fn about(instruction: &Instruction, line: u32, message: String) -> Error {
    Error { line, opcode: Some(instruction.full_name()), message }
}
