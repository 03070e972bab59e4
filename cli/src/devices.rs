//! `anywarp devices`: what programs run on.

use anywarp_diag::{Code, Diagnostic};

/// One line a device, as a program started now would number them.
pub fn describe() -> Result<String, Diagnostic> {
    let devices = anywarp_runtime::describe::devices()
        .map_err(|error| Diagnostic::new(Code::ToolFailed, format!("the runtime does not start: {error}")))?;
    if devices.is_empty() {
        return Ok("no device is visible: CUDA_VISIBLE_DEVICES or ANYWARP_DEVICES hides it\n".into());
    }
    let line = |(number, device): (usize, &anywarp_runtime::describe::Description)| {
        let gib = device.memory_bytes as f64 / f64::from(1 << 30);
        format!(
            "device {number}: {} ({}), {} workers, {gib:.1} GiB\n",
            device.kind, device.features, device.workers
        )
    };
    Ok(devices.iter().enumerate().map(line).collect())
}
