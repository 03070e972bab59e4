//! `scripts/bench cpu` builds programs in every way, and all builds compute the same. Times are not judged.

use std::path::Path;
use std::process::Command;

#[test]
fn builds_of_a_program_compute_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let json = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cpu.json");
    let output = Command::new(root.join("scripts/bench"))
        .args(["cpu", "--rounds", "1", "--json"])
        .arg(&json)
        .args(["saxpy", "barrier_256"])
        .output()
        .expect("the script runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = std::fs::read_to_string(&json).expect("it writes the report");
    for key in [
        "wasm_scalar_over_hand_wasm",
        "wasm_scalar_over_plain_sse42",
        "geomean",
        "saxpy",
        "barrier_256",
        "launch",
    ] {
        assert!(report.contains(&format!("\"{key}\"")), "no {key} in {report}");
    }
}
