//! The commands `nvcc` and `anywarp`: the stages connected, the terminal and the user's files.

#![forbid(unsafe_code)]

mod advice;
pub mod arch;
pub mod clean;
pub mod device;
pub mod device_file;
pub mod device_link;
pub mod devices;
pub mod emit;
pub mod error;
pub mod execute;
mod flag_rows;
pub mod flags;
pub mod guide;
pub mod host_compiler;
pub mod image;
pub mod input;
pub mod inspect;
pub mod nvcc;
mod objects;
pub mod options;
pub mod output;
pub mod own_options;
pub mod parse;
pub mod plan;
pub mod show;
pub mod texts;
pub mod timing;
pub mod toolkit;
pub mod values;
