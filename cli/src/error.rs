//! Errors of the command line, in nvcc's words.

use std::fmt;

use anywarp_diag::{Code, Diagnostic};

/// The command line is wrong; build systems look for this text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fatal {
    pub message: String,
}

impl Fatal {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for Fatal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nvcc fatal   : {} [{}]", self.message, Code::CommandLine)
    }
}

/// Why a command failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    Usage(Fatal),
    /// Ours to report.
    Reported(Vec<Diagnostic>),
    /// A tool has said why and ended with this status.
    Tool(i32),
}

impl From<Fatal> for Failure {
    fn from(fatal: Fatal) -> Self {
        Self::Usage(fatal)
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Reported(vec![diagnostic])
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self::Reported(diagnostics)
    }
}

impl Failure {
    /// The exit status: nvcc's 1 for the command line, 2 for sources, the tool's own otherwise.
    pub fn status(&self) -> u8 {
        match self {
            Self::Usage(_) => 1,
            Self::Reported(_) => 2,
            Self::Tool(status) => u8::try_from(*status).unwrap_or(255),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(fatal) => writeln!(f, "{fatal}"),
            Self::Reported(diagnostics) => diagnostics.iter().try_for_each(|each| writeln!(f, "{each}")),
            Self::Tool(_) => Ok(()),
        }
    }
}
