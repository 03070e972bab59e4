//! Diagnostics: what went wrong, where, whose fault it is and what to do.
//!
//! Every stage of the compiler reports through [`Diagnostic`]; only `cli` renders them. Codes are stable and each
//! has a section in `docs/errors.md`.

#![forbid(unsafe_code)]

use std::fmt;

/// One message with a stable code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub message: String,
    /// Where in the user's source, if known.
    pub location: Option<Location>,
    /// Further facts: the path from a kernel to the construct, what to do instead.
    pub notes: Vec<Note>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    pub file: String,
    /// 1-based.
    pub line: u32,
    /// 1-based; 0 if unknown.
    pub column: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub message: String,
    pub location: Option<Location>,
}

/// All diagnostics of a failed step, in source order where there is one; never empty.
pub type Diagnostics = Vec<Diagnostic>;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal;)*) => {
        /// Stable codes: `AW0xxx` the user's code or command line, `AW1xxx` not supported, `AW2xxx` a limit,
        /// `AW3xxx` the machine (tools, files), `AW9xxx` a bug of ours.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = $doc])+ $name = $number,)* }

        impl Code {
            /// Every code with its documentation, for `docs/errors.md` and its test.
            pub const ALL: &'static [(Code, &'static str)] = &[$((Code::$name, concat!($($doc, "\n"),+)),)*];
        }
    };
}

codes! {
    /// The command line is wrong: unknown option, missing value, options that exclude each other.
    CommandLine = 1;
    /// clang rejected the source; its own messages precede this one.
    ClangRejected = 2;
    /// Device code names a function or variable that no input defines.
    UndefinedDeviceSymbol = 3;
    /// An input is not what its name or content says (broken IR, foreign object).
    MalformedInput = 4;
    /// Sources that are linked define the same device function or variable.
    DuplicateDeviceSymbol = 5;
    /// A data member of a class has a memory qualifier such as `__device__`.
    QualifiedMember = 6;
    /// A kernel reaches a construct that this version does not support.
    Unsupported = 1001;
    /// A kernel reaches inline PTX that this version cannot translate.
    UnsupportedInlinePtx = 1002;
    /// A kernel reaches recursion, which Vulkan devices cannot run.
    Recursion = 1003;
    /// A kernel's parameters exceed CUDA's 32764 bytes.
    TooManyParameterBytes = 2001;
    /// A kernel's static shared memory exceeds 48 KiB.
    TooMuchSharedMemory = 2002;
    /// A tool of LLVM 22 is missing or has another version.
    MissingTool = 3001;
    /// A file cannot be read or written.
    FileAccess = 3002;
    /// A tool failed in a way that is not the user's fault.
    ToolFailed = 3003;
    /// A pass broke an invariant: please report it.
    Internal = 9001;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AW{:04}", *self as u32)
    }
}

impl Diagnostic {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), location: None, notes: Vec::new() }
    }

    #[must_use]
    pub fn at(mut self, location: Option<Location>) -> Self {
        self.location = location;
        self
    }

    #[must_use]
    pub fn note(mut self, message: impl Into<String>) -> Self {
        self.notes.push(Note { message: message.into(), location: None });
        self
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if self.column != 0 {
            write!(f, ":{}", self.column)?;
        }
        Ok(())
    }
}

/// `file:line:col: error: message [AW1001]`, then one line per note.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{location}: ")?;
        }
        write!(f, "error: {} [{}]", self.message, self.code)?;
        for note in &self.notes {
            f.write_str("\n  ")?;
            if let Some(location) = &note.location {
                write!(f, "{location}: ")?;
            }
            write!(f, "note: {}", note.message)?;
        }
        Ok(())
    }
}
