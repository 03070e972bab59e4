//! The CUDA headers in `frontend/include`: `tests/headers/check` compiles programs against them, good and bad.

use std::process::Command;

#[test]
fn headers_parse_on_both_halves() {
    let check = concat!(env!("CARGO_MANIFEST_DIR"), "/headers/check");
    let output = Command::new(check).output().expect("tests/headers/check starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
