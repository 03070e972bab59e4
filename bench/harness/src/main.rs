//! `bench-harness MODULE ROUNDS`: runs a module of `bench/host`, optimised as on the wasm device, and prints a line of JSON.

#![forbid(unsafe_code)]

use std::env::args;

use cpu_time::ProcessTime;
use wasmtime::{Config, Engine, Error, Linker, Module, OptLevel, Result, Store};

/// Processor time of this process in milliseconds.
fn cpu_ms() -> f64 {
    ProcessTime::now().as_duration().as_secs_f64() * 1e3
}

#[expect(clippy::print_stdout, reason = "the line is what scripts/bench reads")]
fn report(median: f64, sum: f64, magnitude: f64) {
    println!("{{\"cpu_ms\":{median:.6},\"sum\":{sum:e},\"magnitude\":{magnitude:e}}}");
}

fn main() -> Result<()> {
    let arguments: Vec<String> = args().skip(1).collect();
    let [path, rounds] = arguments.as_slice() else {
        return Err(Error::msg("usage: bench-harness MODULE ROUNDS"));
    };
    let rounds: i32 = rounds.parse()?;
    let mut config = Config::new();
    config.cranelift_opt_level(OptLevel::Speed);
    let engine = Engine::new(&config)?;
    let module = Module::new(&engine, std::fs::read(path)?)?;
    let mut linker = Linker::new(&engine);
    linker.func_wrap("bench", "cpu_ms", cpu_ms)?.func_wrap("bench", "report", report)?;
    let mut store = Store::new(&engine, ());
    let instance = linker.instantiate(&mut store, &module)?;
    instance.get_typed_func::<i32, ()>(&mut store, "run")?.call(&mut store, rounds)
}
