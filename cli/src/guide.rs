//! `anywarp completions` and `anywarp man`: help for shells and for people, from the definition of the command line.

use std::path::PathBuf;

use clap_complete::Shell;
use llvm_config::process::file_access;

use crate::error::Failure;

/// What a shell needs to complete the words of `anywarp`.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell that is asked for.
    shell: Shell,
}

impl Completions {
    pub fn run(&self, command: &mut clap::Command) {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, command, "anywarp", &mut text);
        // A reader that closes the pipe early has read enough.
        let _ = std::io::Write::write_all(&mut std::io::stdout().lock(), &text);
    }
}

/// Manual pages: one for the command, one for each of its parts.
#[derive(Debug, clap::Args)]
pub struct Man {
    /// An existing directory for the pages, such as share/man/man1.
    directory: PathBuf,
}

impl Man {
    /// # Errors
    /// A page cannot be written.
    pub fn run(&self, command: clap::Command) -> Result<(), Failure> {
        clap_mangen::generate_to(command, &self.directory)
            .map_err(|error| file_access("write manual pages to", &self.directory, &error).into())
    }
}
