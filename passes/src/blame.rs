//! Where a construct stands in the user's source, and how a kernel gets there.

use crate::demangle;
use crate::nvvm::load::is_kernel;
use crate::nvvm::reach::Reach;
use anywarp_diag::{Code, Diagnostic, Location};
use llvm_config::ir::{Opcode, SourcePlace, Value};
use std::path::Path;

/// Reports constructs in device code that cannot be compiled.
pub(crate) struct Blame {
    kernels: Vec<Value>,
    /// See [`crate::Options::library_headers`].
    library_headers: Vec<String>,
}

impl Blame {
    pub(crate) fn new(kernels: &[Value], library_headers: &[String]) -> Self {
        Self { kernels: kernels.to_vec(), library_headers: library_headers.to_vec() }
    }

    /// What is wrong with `instruction` of `function`: at the innermost line that is the user's, with the calls that
    /// lead there from a kernel.
    pub(crate) fn at(
        &self,
        reach: &Reach,
        function: Value,
        instruction: Value,
        code: Code,
        what: String,
    ) -> Diagnostic {
        let (root, mut places) = self.path(reach, function);
        places.extend(instruction.source_places().into_iter().rev());
        let known = || places.iter().rev().filter(|place| place.line != 0);
        let users = |place: &&SourcePlace| {
            !self.library_headers.iter().any(|folder| Path::new(&place.file).starts_with(folder))
        };
        let at = known().find(users).or(known().next());
        let location =
            at.map(|place| Location { file: place.file.clone(), line: place.line, column: place.column });
        let mut path = format!("reached from {}", describe(root));
        // The first place is in the root itself.
        let mut calls: Vec<&str> =
            places.iter().skip(1).filter_map(|place| place.function.as_deref()).collect();
        calls.dedup();
        for (index, name) in calls.iter().enumerate() {
            path.push_str(if index == 0 { " through " } else { ", " });
            path.push('`');
            path.push_str(name);
            path.push('`');
        }
        Diagnostic::new(code, what).at(location).note(path)
    }

    /// A kernel that reaches `function` (or the function itself), and the places of the calls on the way, outermost
    /// first. A call through a function pointer has none.
    fn path(&self, reach: &Reach, function: Value) -> (Value, Vec<SourcePlace>) {
        for &kernel in &self.kernels {
            let found = reach.from(kernel);
            let caller_of = |callee: Value| {
                found.values().find(|(reached, _)| *reached == callee).map(|&(_, caller)| caller)
            };
            if caller_of(function).is_none() {
                continue;
            }
            let mut places = Vec::new();
            let mut callee = function;
            while let Some(Some(caller)) = caller_of(callee) {
                places.extend(call_places(caller, callee));
                callee = caller;
            }
            places.reverse();
            return (kernel, places);
        }
        (function, Vec::new())
    }
}

/// Where `caller` calls `callee`, innermost first; at line 0 if that is unknown.
fn call_places(caller: Value, callee: Value) -> Vec<SourcePlace> {
    let calls = |i: &Value| i.opcode() == Opcode::LLVMCall && i.called_function() == Some(callee);
    let places = caller.instructions().into_iter().find(calls).map_or_else(Vec::new, Value::source_places);
    if places.is_empty() {
        let function = Some(demangle(&caller.name()));
        return vec![SourcePlace { function, file: String::new(), line: 0, column: 0 }];
    }
    places
}

/// Where a function stands in the user's source.
pub(crate) fn location(function: Value) -> Option<Location> {
    function.location().map(|(file, line, column)| Location { file, line, column })
}

/// A function as a user would name it.
pub(crate) fn describe(function: Value) -> String {
    let name = function.name();
    let name = name.strip_suffix(".old").unwrap_or(&name);
    let kind = if is_kernel(function) { "kernel" } else { "device function" };
    format!("{kind} `{}`", demangle(name))
}

/// What is said of a function that device code calls and nobody defines.
pub(crate) fn undefined_function(name: &str) -> String {
    let name = demangle(name);
    format!(
        "device function `{name}` is not defined: define it in this source, or build with -rdc=true and link the object \
         that does"
    )
}
