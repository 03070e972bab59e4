//! `anywarp devices`: what programs run on.

use anywarp_diag::{Code, Diagnostic};
use anywarp_runtime::describe;

/// One line a device, as a program started now would number them, and one for each reason why there are no more.
pub fn describe() -> Result<String, Diagnostic> {
    let devices = describe::devices()
        .map_err(|error| Diagnostic::new(Code::ToolFailed, format!("the runtime does not start: {error}")))?;
    let mut text = String::new();
    for (number, device) in devices.iter().enumerate() {
        let describe::Description { kind, lanes, memory_bytes, features } = device;
        let gib = *memory_bytes as f64 / f64::from(1 << 30);
        text += &format!("device {number}: {kind} ({features}), {lanes}, {gib:.1} GiB\n");
    }
    if devices.is_empty() {
        text += "no device is visible: CUDA_VISIBLE_DEVICES or ANYWARP_DEVICES hides it\n";
    }
    for reason in describe::reasons() {
        text += &format!("no Vulkan device: {reason}\n");
    }
    Ok(text)
}
