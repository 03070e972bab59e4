//! Runs one half of a compilation.

use std::path::Path;

use anywarp_diag::{Code, Diagnostic};
use llvm_config::process::{Command, Ended, Running, file_access};
use llvm_config::tools::Tools;

/// A clang that was started; dropping it kills it.
#[derive(Debug)]
pub struct Half<'a> {
    running: Running,
    messages: &'a Path,
}

/// A clang that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// What clang wrote to standard error, without its count at the end.
    pub messages: String,
    pub accepted: bool,
}

impl<'a> Half<'a> {
    /// Starts clang with the `arguments` of a job; its messages are collected in the file at `messages`.
    pub fn start(tools: &Tools, arguments: Vec<String>, messages: &'a Path) -> Result<Self, Diagnostic> {
        let running = command(tools, arguments).start_with_messages(messages)?;
        Ok(Self { running, messages })
    }

    /// Hands over what a job with [`crate::Blob::Stdin`] waits for.
    pub fn feed(&mut self, blob: &[u8]) {
        self.running.feed(blob);
    }

    /// Waits for clang.
    ///
    /// # Errors
    /// [`Code::ToolFailed`] when clang crashed; a rejected source is not an error here, see [`Finished::accepted`].
    pub fn finish(self) -> Result<Finished, Diagnostic> {
        let ended = self.running.wait()?;
        let text =
            std::fs::read(self.messages).map_err(|error| file_access("read", self.messages, &error))?;
        let messages = crate::merge(&String::from_utf8_lossy(&text), "");
        match ended {
            Ended::Success => Ok(Finished { messages, accepted: true }),
            Ended::Failure(1) => Ok(Finished { messages, accepted: false }),
            Ended::Failure(status) => Err(crash(format!("exit status {status}"), &messages)),
            Ended::Signal(signal) => Err(crash(format!("signal {signal}"), &messages)),
        }
    }
}

/// The clang command of a job.
pub fn command(tools: &Tools, arguments: Vec<String>) -> Command {
    Command::new(tools.clang.to_string_lossy(), arguments)
}

fn crash(how: String, messages: &str) -> Diagnostic {
    Diagnostic::new(Code::ToolFailed, format!("clang crashed ({how})")).note(messages.trim_end())
}
