//! Random kernels: a generator of device programs with one meaning each, an interpreter that says what each of their
//! threads gives, and a runner that compares this with what the toolkit's programs give on every device.

#![forbid(unsafe_code)]

pub mod ast;
pub mod columns;
pub mod generate;
mod generate_expr;
pub mod interpret;
mod lower;
pub mod operators;
pub mod print;
pub mod print_expr;
mod process;
pub mod program;
pub mod rng;
pub mod runner;
pub mod shrink;
mod sites;
mod statements;
mod warp;
