//! Values of options, read: one of several words, a level, words for another tool.

use crate::error::Fatal;
use crate::options::CudaRuntime;
use crate::parse::Given;

/// What `-std` takes.
pub const STANDARDS: &[&str] = &["c++03", "c++11", "c++14", "c++17", "c++20"];

/// The value, if it is one of `known`.
pub fn one_of(given: &Given, known: &[&str]) -> Result<String, Fatal> {
    let value = given.values.last().map(String::as_str).unwrap_or_default();
    if known.contains(&value) {
        return Ok(value.to_owned());
    }
    let name = given.spelling.trim_start_matches('-');
    Err(Fatal::new(format!(
        "Value '{value}' is not defined for option '{name}': use one of {}",
        known.join(", ")
    )))
}

/// Levels above the highest one are that, as for nvcc and the host compilers.
pub fn level(given: &Given) -> Result<String, Fatal> {
    match given.values.last().and_then(|value| value.parse::<u32>().ok()) {
        Some(level) if level > 3 => Ok("3".to_owned()),
        _ => one_of(given, &["0", "1", "2", "3"]),
    }
}

pub fn boolean(given: &Given) -> Result<bool, Fatal> {
    match given.values.last().map(String::as_str).unwrap_or_default() {
        "true" => Ok(true),
        "false" => Ok(false),
        value => Err(Fatal::new(format!("'{value}': expected true or false"))),
    }
}

pub fn cuda_runtime(given: &Given) -> Result<CudaRuntime, Fatal> {
    Ok(match &*one_of(given, &["none", "shared", "static", "hybrid"])? {
        "none" => CudaRuntime::None,
        "shared" => CudaRuntime::Shared,
        _ => CudaRuntime::Static,
    })
}

/// Options for other tools: nvcc pastes them into a shell command, so that a value may hold several words.
pub fn into_words(given: &Given) -> Result<Vec<String>, Fatal> {
    let mut words = Vec::new();
    for value in &given.values {
        let split = shell_words::split(value);
        let why =
            |error| Fatal::new(format!("Malformed value '{value}' of option '{}': {error}", given.spelling));
        words.extend(split.map_err(why)?);
    }
    Ok(words)
}

/// nvcc's kinds of warnings as clang's options; kinds that are errors in clang anyway need none.
pub fn warnings_as_errors(given: &Given) -> Result<Vec<String>, Fatal> {
    let mut flags = Vec::new();
    for kind in &given.values {
        match kind.as_str() {
            "all-warnings" => flags.push("-Werror".to_owned()),
            "reorder" => flags.push("-Werror=reorder".to_owned()),
            "deprecated-declarations" => flags.push("-Werror=deprecated-declarations".to_owned()),
            "cross-execution-space-call" => {}
            "default-stream-launch" | "missing-launch-bounds" | "ext-lambda-captures-this" => {
                return Err(Fatal::new(format!(
                    "'{} {kind}' is not supported: there is no such warning",
                    given.spelling
                )));
            }
            _ => {
                return Err(Fatal::new(format!(
                    "Value '{kind}' is not defined for option '{}'",
                    given.spelling.trim_start_matches('-')
                )));
            }
        }
    }
    Ok(flags)
}
