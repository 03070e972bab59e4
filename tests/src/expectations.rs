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
    Refusal { test: "slow/cub-device-radix-sort", says: "bytes of shared memory" },
    Refusal { test: "run/recursion-factorial", says: "recursion in device code" },
    Refusal { test: "run/recursion-quicksort", says: "recursion in device code" },
    Refusal { test: "run/shuffle-in-called-function", says: "recursion in device code" },
    Refusal { test: "run/timer-of-the-device", says: "`%globaltimer` is not supported on Vulkan devices" },
];

/// Programs with other results on lavapipe (Mesa 22.3.6, which Debian 12 has and the tests use) than on the wasm device.
/// They must end by themselves and say so; what Mesa 25.0.7 does with the same program was seen too.
pub const WRONG_ON_VULKAN: &[Failure] = &[
    Failure {
        test: "api/kernels-of-two-streams-run-together",
        reason: "a queue of lavapipe runs one submission after the other",
    },
    Failure {
        test: "run/concurrent-list-push",
        reason: "a loop of 64-bit compare-and-swaps links 60 of 384 nodes with Mesa 22.3.6, all of them with 25.0.7",
    },
    Failure {
        test: "run/cuda-atomic",
        reason: "compare-and-swaps of floats that fetch_add and programs loop over lose sums with Mesa 22.3.6, none with \
                 25.0.7",
    },
    Failure {
        test: "run/cuda-barrier",
        reason: "threads that look at a barrier's phase until it is over miss one with Mesa 22.3.6, none with 25.0.7",
    },
    Failure { test: "run/cuda-barrier-sm80", reason: "as run/cuda-barrier" },
    Failure { test: "run/ptx-mbarrier", reason: "as run/cuda-barrier" },
    Failure {
        test: "run/conversions",
        reason: "NaN to an integer is not 0 with Mesa 22.3.6, but is with 25.0.7: OpConvertFToS has no value for it",
    },
    Failure { test: "run/device-properties", reason: "it expects 48 KiB of shared memory, lavapipe has 32" },
    Failure {
        test: "run/function-attributes",
        reason: "it asks for 64 KiB of shared memory, lavapipe has 32 and refuses with cudaErrorInvalidValue",
    },
    Failure {
        test: "run/malloc-in-kernels",
        reason: "of a block only the first 8 threads go on behind loops of atomic operations with Mesa 22.3.6, all with \
                 25.0.7",
    },
    Failure {
        test: "run/math-special-values",
        reason: "-0 + 0 is -0 with Mesa 22.3.6 and 25.0.7, in modules with SignedZeroInfNanPreserve too: lgamma(1)",
    },
    Failure {
        test: "run/rows-that-do-the-same",
        reason: "warps of a block add to the same words one after the other with Mesa 22.3.6, not at the same time as on a GPU",
    },
];

const UNCHECKED: &str =
    "Vulkan does not check addresses: lavapipe's process ends with a signal, or reads what is there";
const REFUSED_FIRST: &str =
    "the kernel is refused before it runs, and so the launch fails, not the work behind it";

/// Programs of `api` that lavapipe is not given.
pub const NOT_ON_VULKAN: &[Failure] = &[
    Failure { test: "api/fault-after-barrier", reason: UNCHECKED },
    Failure { test: "api/cooperative-launch", reason: "llvmpipe cannot promise that all blocks run at once" },
    Failure { test: "api/fault-before-allocation", reason: UNCHECKED },
    Failure { test: "api/fault-host-pointer", reason: UNCHECKED },
    Failure { test: "api/fault-in-copy", reason: UNCHECKED },
    Failure { test: "api/fault-in-fill", reason: UNCHECKED },
    Failure { test: "api/fault-in-one-of-many-streams", reason: UNCHECKED },
    Failure { test: "api/fault-leaves-other-processes-alone", reason: UNCHECKED },
    Failure { test: "api/fault-null-function-pointer", reason: UNCHECKED },
    Failure { test: "api/fault-null-read", reason: UNCHECKED },
    Failure { test: "api/fault-null-write", reason: UNCHECKED },
    Failure { test: "api/fault-printf-of-bad-pointer", reason: UNCHECKED },
    Failure { test: "api/fault-read-out-of-bounds", reason: UNCHECKED },
    Failure { test: "api/fault-stack-overflow", reason: REFUSED_FIRST },
    Failure { test: "api/fault-write-out-of-bounds", reason: UNCHECKED },
];

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
        for failure in
            FAILURES.iter().chain(WRONG_ON_VULKAN).chain(NOT_ON_VULKAN).chain(&refusals.collect::<Vec<_>>())
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
