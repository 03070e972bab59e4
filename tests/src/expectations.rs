//! Tests that are known to fail, each with its reason. They are run: one that passes is an error too.

/// A test that does not pass yet.
pub struct Failure {
    /// `folder/name` without the extension.
    pub test: &'static str,
    /// Why, and what would make it pass.
    pub reason: &'static str,
}

pub const FAILURES: &[Failure] = &[];

/// A program that lavapipe cannot run.
pub struct Refusal {
    /// `folder/name` without the extension.
    pub test: &'static str,
    /// What the runtime says on stderr.
    pub says: &'static str,
}

/// Programs that are refused on lavapipe.
pub const REFUSALS: &[Refusal] = &[];

/// Programs with other results on lavapipe than on the wasm device.
pub const WRONG_ON_VULKAN: &[Failure] = &[];

/// Programs whose output on an NVIDIA GPU has not been recorded; their own check is all there is.
pub const WITHOUT_REFERENCE: &[&str] = &[];

/// Turns an expected failure into a success, and an unexpected success into a failure.
pub fn judge(test: &str, outcome: Result<(), String>) -> Result<(), String> {
    match (outcome, FAILURES.iter().find(|failure| failure.test == test)) {
        (outcome, None) => outcome,
        (Err(_), Some(_)) => Ok(()),
        (Ok(()), Some(failure)) => {
            Err(format!("passes now: remove it from tests/src/expectations.rs ({})", failure.reason))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_entry_names_a_test_and_a_reason() {
        let refusals = REFUSALS.iter().map(|refusal| Failure { test: refusal.test, reason: refusal.says });
        for failure in FAILURES.iter().chain(WRONG_ON_VULKAN).chain(&refusals.collect::<Vec<_>>()) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(failure.test);
            assert!(
                path.with_extension("cu").exists() || path.with_extension("c").exists(),
                "{}",
                failure.test
            );
            assert!(failure.reason.len() > 10, "{} needs a reason", failure.test);
        }
    }

    #[test]
    fn the_list_of_missing_references_is_exact() {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        for program in WITHOUT_REFERENCE {
            assert!(tests.join(program).with_extension("cu").exists(), "{program} does not exist");
            let reference = tests.join(program).with_extension("expected");
            assert!(!reference.exists(), "{program} has a reference now: remove it from WITHOUT_REFERENCE");
        }
    }
}
