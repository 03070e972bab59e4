//! Compiles kernels in one program, runs it on every device and compares with the interpreter.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::ast::Kernel;
use crate::columns::Column;
use crate::interpret::Outcome;
use crate::process::{Failure, Limits, run};
use crate::program::printing;

/// lavapipe, Vulkan in software.
const LAVAPIPE: &str = "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json";

/// Where the toolkit is, and where programs are made.
pub struct Place {
    pub toolkit: PathBuf,
    pub work: PathBuf,
    /// A driver's description for Vulkan, in place of lavapipe's.
    pub driver: Option<String>,
    /// How long a kernel may take, the start of its program included.
    pub limit: Duration,
}

/// In what way a kernel fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// nvcc refuses it, or fails.
    Compile,
    /// Its program ends.
    Crash,
    /// It does not end.
    Time,
    /// Its launch gives an error.
    Error,
    /// It gives other numbers.
    Numbers,
}

/// A kernel that did not give what it must.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The number of the kernel in the program.
    pub kernel: usize,
    pub column: String,
    pub kind: Kind,
    pub what: String,
}

/// A kernel and what it must give.
pub type Expected<'k> = (&'k Kernel, &'k Outcome);

const COMPILE_LIMIT: Duration = Duration::from_secs(600);

/// What to look for when a kernel is made smaller.
#[derive(Clone, Copy, Debug)]
pub struct Only {
    /// A smaller kernel must fail in the same way.
    pub kind: Kind,
    /// So many are enough: each kernel that does not end takes its time.
    pub most: usize,
    /// Nothing goes on after this.
    pub end: Instant,
}

impl Only {
    pub fn new(kind: Kind, end: Instant) -> Self {
        Self { kind, most: if kind == Kind::Time { 1 } else { usize::MAX }, end }
    }
}

/// What to look for in a program of many kernels.
struct Search<'s> {
    columns: Vec<&'s Column>,
    /// Nothing else is looked for, if there is something.
    only: Option<Only>,
    found: Vec<Difference>,
}

impl Search<'_> {
    fn add(&mut self, kernel: usize, column: &Column, kind: Kind, what: String) {
        if self.only.is_none_or(|only| only.kind == kind) {
            self.found.push(Difference { kernel, column: column.name.clone(), kind, what });
        }
    }

    fn late(&self) -> bool {
        self.only.is_some_and(|only| Instant::now() >= only.end)
    }

    fn ended(&self) -> bool {
        self.late() || self.only.is_some_and(|only| self.found.len() >= only.most)
    }

    fn limits(&self, silence: Duration) -> Limits {
        Limits { silence, end: self.only.map(|only| only.end) }
    }

    /// True if the failure says something: the search may just have come to its end.
    fn counts(&self, failure: &Failure) -> bool {
        matches!(failure, Failure::Ended(_)) || !self.late()
    }
}

fn command(program: &Path) -> Command {
    #[allow(clippy::disallowed_methods, reason = "the runner starts what it tests")]
    Command::new(program)
}

impl Place {
    /// All differences of kernels that are compiled together; if they cannot be, of halves of them.
    pub fn differences(&self, kernels: &[Expected<'_>], columns: &[Column]) -> Vec<Difference> {
        let mut found = Vec::new();
        for (number, column) in columns.iter().enumerate() {
            if columns[..number].iter().any(|other| other.flags == column.flags) {
                continue;
            }
            let same = columns.iter().filter(|other| other.flags == column.flags).collect();
            let mut search = Search { columns: same, only: None, found: Vec::new() };
            self.search(kernels, 0, &mut search);
            found.append(&mut search.found);
        }
        found
    }

    /// The numbers of kernels that fail in one column in one way.
    pub fn failing(&self, kernels: &[Expected<'_>], column: &Column, only: Only) -> Vec<usize> {
        let mut search = Search { columns: vec![column], only: Some(only), found: Vec::new() };
        self.search(kernels, 0, &mut search);
        search.found.iter().map(|difference| difference.kernel).collect()
    }

    fn search(&self, kernels: &[Expected<'_>], first: usize, search: &mut Search<'_>) {
        if kernels.is_empty() || search.ended() {
            return;
        }
        let only: Vec<_> = kernels.iter().map(|(kernel, _)| *kernel).collect();
        let program = match self.compile(&only, search) {
            Ok(program) => program,
            Err(failure) if kernels.len() == 1 => {
                if search.counts(&failure) {
                    let what = format!("nvcc: {}", failure.text());
                    search.add(first, search.columns[0], Kind::Compile, what);
                }
                return;
            }
            Err(_) => {
                let (one, other) = kernels.split_at(kernels.len() / 2);
                self.search(one, first, search);
                self.search(other, first + one.len(), search);
                return;
            }
        };
        for column in search.columns.clone() {
            self.compare(&program, column, kernels, first, search);
        }
    }

    fn compile(&self, kernels: &[&Kernel], search: &Search<'_>) -> Result<PathBuf, Failure> {
        let (source, program) = (self.work.join("random.cu"), self.work.join("random"));
        std::fs::write(&source, printing(kernels))
            .map_err(|error| Failure::Ended(format!("{}: {error}", source.display())))?;
        let mut nvcc = command(&self.toolkit.join("bin/nvcc"));
        nvcc.args(["-arch=sm_80", "-w", "-cudart", "shared"]).args(&search.columns[0].flags);
        nvcc.arg(&source).arg("-o").arg(&program);
        run(nvcc, &self.work, search.limits(COMPILE_LIMIT)).failure.map_or(Ok(program), Err)
    }

    /// Runs the kernels one after the other in a process; after one that fails the others go on in a new one, since errors
    /// stay with a process.
    fn compare(
        &self,
        program: &Path,
        column: &Column,
        kernels: &[Expected<'_>],
        first: usize,
        search: &mut Search<'_>,
    ) {
        let mut next = 0;
        while next < kernels.len() && !search.ended() {
            let run = run(
                self.command(program, column, next, kernels.len()),
                &self.work,
                search.limits(self.limit),
            );
            let mut error = false;
            for line in run.output.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
                if next == kernels.len() || error {
                    break;
                }
                if let Err((kind, what)) = judge(line, &expected(next, kernels[next].1)) {
                    search.add(first + next, column, kind, what);
                    error = kind == Kind::Error;
                }
                next += 1;
            }
            match run.failure {
                _ if error => {}
                Some(failure) if search.counts(&failure) => {
                    let kind = if matches!(failure, Failure::Time(_)) { Kind::Time } else { Kind::Crash };
                    // If all have printed, the end of the program is to blame, and the last one stands for it.
                    search.add(first + next.min(kernels.len() - 1), column, kind, failure.text().to_owned());
                    next += 1;
                }
                None if next < kernels.len() => {
                    search.add(first + next, column, Kind::Crash, "printed nothing".to_owned());
                    next += 1;
                }
                _ => {}
            }
        }
    }

    fn command(&self, program: &Path, column: &Column, from: usize, to: usize) -> Command {
        let mut command = command(program);
        let driver = self.driver.as_deref().unwrap_or(LAVAPIPE);
        command.env("VK_DRIVER_FILES", driver).env("VK_ICD_FILENAMES", driver);
        command.env("LD_LIBRARY_PATH", self.toolkit.join("lib64"));
        command.envs(column.environment.iter().map(|(name, value)| (name, value)));
        command.args((from..to).map(|number| number.to_string()));
        command
    }
}

/// The line that a program prints for a kernel.
fn expected(number: usize, outcome: &Outcome) -> String {
    let mut line = format!("{number} 0");
    outcome.out.iter().for_each(|value| line += &format!(" {value:x}"));
    outcome.atom.iter().for_each(|value| line += &format!(" {value:x}"));
    line
}

fn judge(line: &str, expected: &str) -> Result<(), (Kind, String)> {
    if line == expected {
        return Ok(());
    }
    let (got, wanted): (Vec<_>, Vec<_>) = (line.split(' ').collect(), expected.split(' ').collect());
    if got.get(1) != wanted.get(1) {
        return Err((Kind::Error, format!("cudaError_t {}", got.get(1).unwrap_or(&"missing"))));
    }
    let count = (2..wanted.len()).filter(|place| got.get(*place) != wanted.get(*place)).count();
    let first = (2..wanted.len()).find(|place| got.get(*place) != wanted.get(*place));
    let what = first.map_or_else(
        || format!("printed {line}"),
        |first| {
            let was = got.get(first).unwrap_or(&"missing");
            format!("{count} numbers differ; number {} is {was}, must be {}", first - 2, wanted[first])
        },
    );
    Err((Kind::Numbers, what))
}
