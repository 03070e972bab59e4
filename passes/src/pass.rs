//! What a pass is, and what passes promise each other.

use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;

/// One named step of a pipeline: a constant and a function, without state between runs.
pub struct Pass {
    /// A verb phrase: also the name of its file, of its folder in `tests/passes`, of its section in `docs/passes.md`.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// What must hold before it.
    pub needs: &'static [Fact],
    /// What holds after it.
    pub gives: &'static [Fact],
    /// What may no longer hold after it.
    pub breaks: &'static [Fact],
    pub(crate) work: Work,
}

/// Who does the work of a pass.
pub(crate) enum Work {
    Ours(fn(&mut Unit<'_>, &Options) -> Result<(), Diagnostics>),
    /// A pipeline of LLVM's in the syntax of `opt -passes=`.
    Llvm {
        passes: &'static str,
        applies: fn(&Unit<'_>) -> bool,
    },
}

impl Pass {
    /// LLVM's pipeline, if the pass is one.
    #[must_use]
    pub fn llvm_passes(&self) -> Option<&'static str> {
        match self.work {
            Work::Llvm { passes, .. } => Some(passes),
            Work::Ours(_) => None,
        }
    }
}

macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $name:ident,)*) => {
        /// An assertion about a unit that some passes rest on and others make true.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fact { $($(#[doc = $doc])+ $name,)* }

        impl Fact {
            /// Every fact with its documentation, for `docs/passes.md`.
            pub const ALL: &'static [(Fact, &'static str)] = &[$((Fact::$name, concat!($($doc),+)),)*];
        }
    };
}

facts! {
    /// Only kernels and the variables that the host sees are visible; what no kernel needs may be dropped.
    WholeProgram,
    /// Every function of the math library that a call or an intrinsic stands for is defined.
    MathDefined,
    /// Pointers are 32-bit offsets of address space 0; nothing of NVVM is left.
    Retargeted,
    /// A table in code names the functions that data names, so that none of them is dropped.
    DataFunctionsHeld,
    /// A loop that waits for another thread gives up its turn.
    SpinLoopsYield,
    /// What suspends is a coroutine in the form that LLVM's CoroSplit takes.
    CoroutinesFormed,
    /// What suspends is a ramp, a resume function and a frame.
    CoroutinesSplit,
    /// Every kernel has the functions that the runtime calls.
    EntriesExist,
    /// The block scheduler is part of the module.
    RuntimeLinked,
    /// No division traps.
    DivisionsTotal,
    /// The module has no data of its own: it is in the unit, and code computes its addresses.
    DataPlaced,
}

/// Checks that every pass finds what it needs, and that the last one leaves what the backend `wants`.
///
/// # Errors
/// Names the pass and the fact.
pub(crate) fn check_order(passes: &[&Pass], wants: &[Fact]) -> Result<(), String> {
    let mut facts: Vec<Fact> = Vec::new();
    for pass in passes {
        if let Some(missing) = pass.needs.iter().find(|fact| !facts.contains(fact)) {
            return Err(format!("`{}` needs {missing:?}, which no pass before it gives", pass.name));
        }
        facts.retain(|fact| !pass.breaks.contains(fact));
        facts.extend(pass.gives);
    }
    match wants.iter().find(|fact| !facts.contains(fact)) {
        Some(missing) => Err(format!("the backend wants {missing:?}, which does not hold at the end")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIVE: Pass = Pass {
        name: "give",
        about: "",
        needs: &[],
        gives: &[Fact::Retargeted],
        breaks: &[],
        work: Work::Ours(|_, _| Ok(())),
    };
    const NEED: Pass = Pass { name: "need", needs: &[Fact::Retargeted], gives: &[], ..GIVE };
    const BREAK: Pass = Pass { name: "break", gives: &[], breaks: &[Fact::Retargeted], ..GIVE };

    #[test]
    fn a_pass_before_the_one_that_it_needs_is_named() {
        assert_eq!(check_order(&[&GIVE, &NEED], &[Fact::Retargeted]), Ok(()));
        let error = check_order(&[&NEED, &GIVE], &[]).expect_err("nothing gives it yet");
        assert!(error.contains("`need` needs Retargeted"), "{error}");
    }

    #[test]
    fn a_broken_fact_does_not_hold() {
        assert!(check_order(&[&GIVE, &BREAK, &NEED], &[]).is_err());
        assert!(check_order(&[&GIVE, &BREAK], &[Fact::Retargeted]).is_err());
    }
}
