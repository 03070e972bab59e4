//! The device code of every program in `tests/run` and `tests/shapes`: each kernel becomes a valid module, or is refused
//! for the reason listed in [`refusals`].

#[path = "../execution/compile.rs"]
mod compile;
mod refusals;

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Programs by `folder/name`.
fn programs() -> BTreeMap<String, PathBuf> {
    let mut programs = BTreeMap::new();
    for folder in ["run", "shapes"] {
        let entries =
            std::fs::read_dir(compile::root().join("tests").join(folder)).expect("a folder of tests");
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.extension().is_some_and(|extension| extension == "cu") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                programs.insert(format!("{folder}/{name}"), path);
            }
        }
    }
    programs
}

/// What became of one program: the first line of each distinct refusal.
fn outcome(path: &std::path::Path) -> Vec<String> {
    match compile::compile(path) {
        Err(error) => vec![error],
        Ok(unit) => {
            let mut lines: Vec<String> = unit
                .kernels
                .iter()
                .filter_map(|kernel| kernel.refusal.lines().next().map(str::to_owned))
                .collect();
            lines.sort();
            lines.dedup();
            lines
        }
    }
}

#[test]
fn every_program_is_valid_or_refused_as_listed() {
    let filter = std::env::var("ANYWARP_PROGRAM").unwrap_or_default();
    let mut wrong = Vec::new();
    // Programs of several sources are linked before they are compiled. CCCL's headers are the toolkit's: programs with them
    // run in `anywarp-tests`.
    const ELSEWHERE: [&str; 6] =
        ["// nvcc: -rdc=true", "<cub/", "<cuda/", "<thrust/", "<nv/target>", "#include \"cuda-"];
    let is_whole = |path: &PathBuf| {
        std::fs::read_to_string(path).is_ok_and(|text| !ELSEWHERE.iter().any(|part| text.contains(part)))
    };
    let programs: Vec<(String, PathBuf)> =
        programs().into_iter().filter(|(name, path)| name.contains(&filter) && is_whole(path)).collect();
    let half = programs.len().div_ceil(2).max(1);
    let outcomes: Vec<Vec<String>> = std::thread::scope(|scope| {
        let parts: Vec<_> = programs
            .chunks(half)
            .map(|part| scope.spawn(|| part.iter().map(|(_, path)| outcome(path)).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("no panic")).collect()
    });
    for ((name, _), lines) in programs.into_iter().zip(outcomes) {
        let listed = refusals::REFUSALS.iter().find(|(program, _)| *program == name);
        match (lines.first(), listed) {
            (None, None) => {}
            (None, Some(_)) => wrong.push(format!("{name}: compiles now: remove it from refusals.rs")),
            (Some(line), Some((_, reason))) if line.contains(reason) => {}
            (Some(_), _) => wrong.push(format!("{name}: {}", lines.join("; "))),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
