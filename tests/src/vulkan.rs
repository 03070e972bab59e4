//! The third run of a program: on lavapipe, Vulkan in software, with Vulkan's validation layer on.
//!
//! A program prints what it prints on the wasm device and nothing on stderr (the layer's messages go to either), or is
//! refused with the text that [`crate::expectations::REFUSALS`] has for it.

use std::path::Path;
use std::process::Command;

use crate::compare::same;
use crate::expectations::{REFUSALS, UNSTABLE_ON_VULKAN, WRONG_ON_VULKAN};
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

/// Judges a run of `test` (`folder/name`); `expected` is what the program prints on the wasm device.
///
/// # Errors
/// What is not as it should be.
pub fn judge(test: &str, run: &Result<Finished, String>, expected: &str) -> Result<(), String> {
    if let Ok(finished) = run
        && finished.status.code() == Some(NOT_STARTED)
    {
        return Err(format!("on Vulkan: cannot be started\n{}", finished.stderr));
    }
    if UNSTABLE_ON_VULKAN.iter().any(|failure| failure.test == test) {
        return Ok(());
    }
    let outcome = outcome(run, expected);
    let refusal = REFUSALS.iter().find(|refusal| refusal.test == test);
    let wrong = WRONG_ON_VULKAN.iter().find(|failure| failure.test == test);
    let list = "tests/src/expectations.rs";
    match (outcome, refusal, wrong) {
        (Ok(()), None, None) | (Err(_), None, Some(_)) => Ok(()),
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

fn outcome(run: &Result<Finished, String>, expected: &str) -> Result<(), String> {
    let finished = run.as_ref().map_err(Clone::clone)?;
    let stderr = &finished.stderr;
    if !finished.status.success() {
        return Err(format!("{}\n{}{stderr}", finished.status, finished.stdout));
    }
    same("not what the wasm device prints", expected, &finished.stdout)?;
    if stderr.is_empty() { Ok(()) } else { Err(format!("messages on stderr:\n{stderr}")) }
}

fn says(run: &Result<Finished, String>, text: &str) -> bool {
    run.as_ref().is_ok_and(|finished| !finished.status.success() && finished.stderr.contains(text))
}
