//! A compile that is killed leaves nothing behind: no output, no temporary files, no children.

use std::time::{Duration, Instant};

use crate::common::Place;

/// A host compiler that begins its output, tells where it runs, and never ends.
const SLOW: &str = "#!/bin/sh\nwhile [ $# -gt 1 ]; do [ \"$1\" = -o ] && echo half >\"$2\"; shift; done\necho $$ >started\nsleep 60\n";

fn wait_for(what: &str, condition: impl Fn() -> bool) {
    let begin = Instant::now();
    while !condition() {
        assert!(begin.elapsed() < Duration::from_secs(20), "no {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_killed_compile_leaves_nothing() {
    let place = Place::new();
    place.write("slow", SLOW);
    place.write("b.cpp", "");
    place.write("b.o", "old");
    place.run("chmod", "+x slow").good();
    std::fs::create_dir(place.path("tmp")).expect("a directory");
    let program = place.path("nvcc");
    let mut command = place.command(&program.to_string_lossy());
    let slow = place.path("slow").to_string_lossy().into_owned();
    let mut nvcc = command
        .env("TMPDIR", place.path("tmp"))
        .args(["-ccbin", &slow, "-c", "b.cpp"])
        .spawn()
        .expect("nvcc");
    wait_for("start", || place.exists("started") && place.read("started").ends_with('\n'));
    let child = format!("/proc/{}", place.read("started").trim());
    assert!(std::path::Path::new(&child).exists());

    place.run("kill", &format!("-TERM {}", nvcc.id())).good();
    let status = nvcc.wait().expect("nvcc ends");
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(15));
    assert_eq!(place.read("b.o"), "old");
    assert_eq!(place.created(), ["b.cpp", "b.o", "slow", "started", "tmp"]);
    assert_eq!(std::fs::read_dir(place.path("tmp")).expect("there").count(), 0);
    wait_for("end of the child", || !std::path::Path::new(&child).exists());
}
