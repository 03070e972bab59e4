//! The third run of a program: on lavapipe, Vulkan in software, with Vulkan's validation layer on.
//!
//! A program prints what it prints on the wasm device, and on stderr nothing or what a file of the test says (the layer's
//! messages go to either), or is refused with the text that [`crate::expectations::REFUSALS`] has for it. One that is known to be wrong there must say
//! so itself: it ends with its own verdict, without a crash, a time limit or a message.

use std::path::Path;
use std::process::Command;

use crate::compare::same;
use crate::expectations::{REFUSALS, WRONG_ON_VULKAN};
use crate::process::Finished;

/// The description of lavapipe's driver; other drivers are not asked.
const DRIVER: &str = "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json";
/// The validation layer's description.
const LAYER: &str = "/usr/share/vulkan/explicit_layer.d/VkLayer_khronos_validation.json";

/// What the dynamic linker exits with when a library is missing.
const NOT_STARTED: i32 = 127;

/// Makes the program run on lavapipe.
///
/// # Errors
/// What to install.
pub fn prepare(command: &mut Command) -> Result<(), String> {
    for file in [DRIVER, LAYER] {
        if !Path::new(file).exists() {
            return Err(format!(
                "{file} is missing: scripts/setup installs lavapipe and the validation layer"
            ));
        }
    }
    command
        .env("ANYWARP_DEVICES", "vulkan:cpu")
        .env("VK_DRIVER_FILES", DRIVER)
        .env("VK_ICD_FILENAMES", DRIVER)
        .env("VK_INSTANCE_LAYERS", "VK_LAYER_KHRONOS_validation");
    Ok(())
}

/// What a program says when nothing is wrong.
#[derive(Clone, Copy)]
pub struct Expected<'a> {
    /// What it prints on the wasm device.
    pub stdout: &'a str,
    pub stderr: &'a str,
}

/// Judges a run of `test` (`folder/name`).
///
/// # Errors
/// What is not as it should be.
pub fn judge(test: &str, run: &Result<Finished, String>, expected: Expected<'_>) -> Result<(), String> {
    if let Ok(finished) = run
        && finished.status.code() == Some(NOT_STARTED)
    {
        return Err(format!("on Vulkan: cannot be started\n{}", finished.stderr));
    }
    let outcome = outcome(run, expected);
    let refusal = REFUSALS.iter().find(|refusal| refusal.test == test);
    let wrong = WRONG_ON_VULKAN.iter().find(|failure| failure.test == test);
    let list = "tests/src/expectations.rs";
    match (outcome, refusal, wrong) {
        (Ok(()), None, None) => Ok(()),
        (Err(_), None, Some(_)) if fails_its_own_check(run) => Ok(()),
        (Err(error), None, Some(failure)) => {
            Err(format!("on Vulkan: must fail its own check only ({}), but\n{error}", failure.reason))
        }
        (Ok(()), Some(_), _) => Err(format!("runs on Vulkan now: remove it from REFUSALS in {list}")),
        (Ok(()), None, Some(_)) => {
            Err(format!("right on Vulkan now: remove it from WRONG_ON_VULKAN in {list}"))
        }
        (Err(_), Some(refusal), _) if says(run, refusal.says) => Ok(()),
        (Err(error), Some(refusal), _) => {
            Err(format!("on Vulkan: must be refused with \"{}\", but\n{error}", refusal.says))
        }
        (Err(error), None, None) => Err(format!("on Vulkan: {error}")),
    }
}

fn outcome(run: &Result<Finished, String>, expected: Expected<'_>) -> Result<(), String> {
    let finished = run.as_ref().map_err(Clone::clone)?;
    let stderr = &finished.stderr;
    if !finished.status.success() {
        return Err(format!("{}\n{}{stderr}", finished.status, finished.stdout));
    }
    same("not what the wasm device prints", expected.stdout, &finished.stdout)?;
    same("not the messages on stderr", expected.stderr, stderr)
}

/// True if the program ended by itself with the verdict of a failed check, and nobody else had something to say.
fn fails_its_own_check(run: &Result<Finished, String>) -> bool {
    run.as_ref().is_ok_and(|finished| {
        finished.status.code() == Some(1)
            && finished.stdout.trim_end().lines().last() == Some("FAIL")
            && finished.stderr.is_empty()
    })
}

fn says(run: &Result<Finished, String>, text: &str) -> bool {
    run.as_ref().is_ok_and(|finished| !finished.status.success() && finished.stderr.contains(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    fn ended(status: i32, stdout: &str, stderr: &str) -> Result<Finished, String> {
        let (stdout, stderr) = (stdout.to_owned(), stderr.to_owned());
        Ok(Finished { status: ExitStatus::from_raw(status), stdout, stderr })
    }

    #[test]
    fn a_program_that_is_known_to_be_wrong_must_end_with_its_own_verdict() {
        let test = WRONG_ON_VULKAN[0].test;
        let pass = Expected { stdout: "PASS\n", stderr: "" };
        let one = 1 << 8;
        assert_eq!(judge(test, &ended(one, "3 values differ\nFAIL\n", ""), pass), Ok(()));
        for other in [
            ended(one, "3 values differ\nFAIL\n", "Validation Error"),
            ended(one, "3 values differ\n", ""),
            ended(11, "FAIL\n", ""),
            ended(0, "PASS\n", ""),
            Err("did not end within 300 s".to_owned()),
        ] {
            assert!(judge(test, &other, pass).is_err());
        }
    }
}
