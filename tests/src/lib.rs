//! Runs the tests that are data: programs with their own oracle, barrier shapes, API behaviour, refused constructs.
//!
//! `run/*.cu`, `shapes/*.cu` and `api/*.{cu,c}` are compiled with the toolkit's nvcc and run with one worker and with
//! four: they must pass their own check, print the same both times, and print what a GPU of NVIDIA printed
//! (`NAME.expected`, made by `scripts/reference`). Those of `run` run once more on
//! Vulkan ([`vulkan`]), and a share of them in every width of the vector mode ([`widths`]). `ui/*.cu` must be refused with exactly the text in `NAME.stderr`.

#![forbid(unsafe_code)]

pub mod compare;
pub mod expectations;
pub mod header;
pub mod pass_test;
pub mod process;
pub mod program;
pub mod toolkit;
pub mod ui;
pub mod vulkan;
pub mod widths;
