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
pub const REFUSALS: &[Refusal] = &[
    Refusal { test: "run/clock-and-nanosleep", says: "`%clock64` is not supported on Vulkan devices" },
    Refusal {
        test: "run/int128-arithmetic",
        says: "an integer of 128 bits is not supported on Vulkan devices",
    },
    Refusal {
        test: "run/malloc-in-kernels",
        says: "malloc in device code is not supported on Vulkan devices yet",
    },
    Refusal {
        test: "run/printf-in-kernels",
        says: "printf in device code is not supported on Vulkan devices yet",
    },
    Refusal { test: "run/recursion-factorial", says: "recursion in device code" },
    Refusal { test: "run/recursion-quicksort", says: "recursion in device code" },
    Refusal { test: "run/shuffle-in-called-function", says: "recursion in device code" },
];

/// Programs with other results on lavapipe than on the wasm device.
pub const WRONG_ON_VULKAN: &[Failure] = &[
    Failure {
        test: "run/address-halves",
        reason: "two of 4096 words differ: values made of the halves of an address, to be found",
    },
    Failure {
        test: "run/concurrent-list-push",
        reason: "compare-and-swap loops lose updates: to be found in the SPIR-V of such loops or in lavapipe",
    },
    Failure {
        test: "run/conversions",
        reason: "float to integer out of range: OpConvertFToS has no value for it, CUDA saturates",
    },
    Failure { test: "run/device-properties", reason: "it expects 48 KiB of shared memory, lavapipe has 32" },
    Failure {
        test: "run/function-attributes",
        reason: "it asks for 64 KiB of shared memory, lavapipe has 32 and refuses with cudaErrorInvalidValue",
    },
    Failure {
        test: "run/math-double-ulp",
        reason: "trunc and other roundings to integers are wrong beyond 2^24 in lavapipe",
    },
    Failure { test: "run/math-float-ulp", reason: "fmodf loses bits: divisions and roundings of lavapipe" },
    Failure { test: "run/math-special-values", reason: "the sign of zero is lost" },
    Failure { test: "run/math-two-results", reason: "the sign of zero is lost" },
    Failure {
        test: "run/spin-lock-between-blocks",
        reason: "threads that wait for each other in a loop: updates are lost",
    },
    Failure {
        test: "run/spin-lock-between-lanes",
        reason: "lanes that wait for each other in a loop: updates are lost",
    },
    Failure {
        test: "run/waits-in-debug-code",
        reason: "threads that wait for each other in a loop: updates are lost",
    },
    Failure {
        test: "run/warp-synchronous-shared",
        reason: "lanes do not meet at volatile accesses of shared memory, as they do on the wasm device",
    },
    Failure {
        test: "run/warps-producer-consumer",
        reason: "warps that wait for each other in a loop: lavapipe runs a block on one thread",
    },
];

/// Programs that are right on lavapipe in some runs only: any end will do until the cause is found.
pub const UNSTABLE_ON_VULKAN: &[Failure] = &[Failure {
    test: "run/decoupled-lookback-scan",
    reason: "half of the runs: a block that has seen another one's flag does not see the sum that was stored before it",
}];

/// Programs whose output on an NVIDIA GPU has not been recorded; their own check is all there is.
pub const WITHOUT_REFERENCE: &[&str] = &[
    // The wasm device has less than the 10 GiB that it needs, and must refuse; the rest runs by hand on a larger device.
    "large/beyond-4-gib",
];

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
        for failure in FAILURES
            .iter()
            .chain(WRONG_ON_VULKAN)
            .chain(UNSTABLE_ON_VULKAN)
            .chain(&refusals.collect::<Vec<_>>())
        {
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
