//! `bench-harness MODULE ROUNDS`: runs a module of `bench/host`, optimised as on the wasm device, and prints a line of JSON.

use std::env::args;

use wasmtime::{Config, Engine, Error, Linker, Module, OptLevel, Result, Store};

/// Processor time of this thread in milliseconds.
fn cpu_ms() -> f64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the clock is written to a value of its type.
    let status = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut now) };
    assert_eq!(status, 0, "every Linux has a clock of the thread");
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 * 1e-6
}

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
