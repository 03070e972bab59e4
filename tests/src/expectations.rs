//! Tests that are known to fail, each with its reason. They are run: one that passes is an error too.

/// A test that does not pass yet.
pub struct Failure {
    /// `folder/name` without the extension.
    pub test: &'static str,
    /// Why, and what would make it pass.
    pub reason: &'static str,
}

pub const FAILURES: &[Failure] = &[];

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
        for failure in FAILURES {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(failure.test);
            assert!(
                path.with_extension("cu").exists() || path.with_extension("c").exists(),
                "{}",
                failure.test
            );
            assert!(failure.reason.len() > 20, "{} needs a reason", failure.test);
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
