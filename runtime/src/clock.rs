//! Clocks that kernels read.

use std::sync::OnceLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anywarp_artifact::wasm::Clock;

/// Ticks per millisecond of `clock64()`: the CPU's frequency when the process first asked, 1 GHz if the system does not
/// tell. Constant, so that ticks over `cudaDevAttrClockRate` are milliseconds.
pub(crate) fn kilohertz() -> i32 {
    static KILOHERTZ: OnceLock<i32> = OnceLock::new();
    *KILOHERTZ.get_or_init(|| {
        let megahertz = cpu_field("cpu MHz").and_then(|value| value.parse::<f64>().ok());
        megahertz
            .filter(|&megahertz| megahertz >= 1.0)
            .map_or(1_000_000, |megahertz| (megahertz * 1e3) as i32)
    })
}

/// What [`anywarp_artifact::wasm::CLOCK`] returns for `clock`.
pub(crate) fn read(clock: u32) -> u64 {
    if clock == Clock::Nanoseconds as u32 {
        return SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64);
    }
    static START: OnceLock<Instant> = OnceLock::new();
    let elapsed = START.get_or_init(Instant::now).elapsed();
    (elapsed.as_nanos() * kilohertz() as u128 / 1_000_000) as u64
}

/// The first CPU's field of that name in what Linux says about it.
pub(crate) fn cpu_field(name: &str) -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_pass_at_the_frequency_that_is_told() {
        let before = read(Clock::Cycles as u32);
        std::thread::sleep(std::time::Duration::from_millis(20));
        let ticks = read(Clock::Cycles as u32) - before;
        // Whatever else the machine does, it sleeps at least that long.
        assert!(ticks as f64 >= 0.019 * 1e3 * f64::from(kilohertz()), "{ticks} ticks at {} kHz", kilohertz());
    }
}
