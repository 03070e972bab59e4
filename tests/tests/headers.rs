//! The CUDA headers in `frontend/include`: `tests/headers/check` compiles programs against them, good and bad.

use std::path::Path;
use std::time::Duration;

use anywarp_tests::process::{command, run};

#[test]
fn headers_compile_on_both_halves() {
    let check = Path::new(env!("CARGO_MANIFEST_DIR")).join("headers/check");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let finished =
        run(command(&check, folder.path()), folder.path(), Duration::from_secs(600)).expect("it ends");
    assert!(finished.status.success(), "{}{}", finished.stdout, finished.stderr);
}
