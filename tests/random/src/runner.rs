//! Compiles kernels in one program, runs it on every device and compares with the interpreter.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use wait_timeout::ChildExt;

use crate::ast::Kernel;
use crate::interpret::Outcome;
use crate::program::printing;

/// A way to compile and run that must give what the interpreter gives. A mode of the compiler or a device is one row.
pub struct Column {
    pub name: &'static str,
    /// For nvcc; columns with the same flags share a program.
    pub flags: &'static [&'static str],
    pub environment: &'static [(&'static str, &'static str)],
}

/// lavapipe, Vulkan in software.
const LAVAPIPE: &str = "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json";

pub const COLUMNS: &[Column] = &[
    Column {
        name: "wasm-1",
        flags: &[],
        environment: &[("ANYWARP_DEVICES", "wasm"), ("ANYWARP_WORKERS", "1")],
    },
    Column {
        name: "wasm-2",
        flags: &[],
        environment: &[("ANYWARP_DEVICES", "wasm"), ("ANYWARP_WORKERS", "2")],
    },
    Column {
        name: "wasm-8",
        flags: &[],
        environment: &[("ANYWARP_DEVICES", "wasm"), ("ANYWARP_WORKERS", "8")],
    },
    Column { name: "vulkan", flags: &[], environment: &[("ANYWARP_DEVICES", "vulkan:cpu")] },
];

/// The columns with these names, separated by commas.
///
/// # Errors
/// There is no column of a name.
pub fn columns(names: &str) -> Result<Vec<&'static Column>, String> {
    let find = |name: &str| {
        COLUMNS.iter().find(|column| column.name == name).ok_or_else(|| {
            let known: Vec<_> = COLUMNS.iter().map(|column| column.name).collect();
            format!("no column \"{name}\"; there are {}", known.join(", "))
        })
    };
    names.split(',').map(find).collect()
}

/// Where the toolkit is, and where programs are made.
pub struct Place {
    pub toolkit: PathBuf,
    pub work: PathBuf,
    /// A driver's description for Vulkan, in place of lavapipe's.
    pub driver: Option<String>,
}

/// A kernel that did not give what it must.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The number of the kernel in the program.
    pub kernel: usize,
    pub column: &'static str,
    pub what: String,
}

const COMPILE_LIMIT: Duration = Duration::from_secs(600);
const RUN_LIMIT: Duration = Duration::from_secs(120);

fn run(mut command: Command, work: &Path, limit: Duration) -> Result<String, String> {
    let (out, err) = (work.join("stdout.txt"), work.join("stderr.txt"));
    let create = |path: &Path| File::create(path).map_err(|error| format!("{}: {error}", path.display()));
    command.current_dir(work).stdin(Stdio::null()).stdout(create(&out)?).stderr(create(&err)?);
    let mut child = command.spawn().map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    let status = child.wait_timeout(limit).map_err(|error| error.to_string())?;
    let text = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
    match status {
        Some(status) if status.success() => Ok(text(&out)),
        Some(status) => Err(format!("{status}\n{}", text(&err))),
        None => {
            // It may have ended just now; then there is nothing to kill.
            let _ = child.kill();
            let _ = child.wait();
            Err(format!("did not end within {limit:?}\n{}", text(&err)))
        }
    }
}

fn command(program: &Path) -> Command {
    #[allow(clippy::disallowed_methods, reason = "the runner starts what it tests")]
    Command::new(program)
}

impl Place {
    fn compile(&self, kernels: &[&Kernel], flags: &[&str]) -> Result<PathBuf, String> {
        let (source, program) = (self.work.join("random.cu"), self.work.join("random"));
        std::fs::write(&source, printing(kernels))
            .map_err(|error| format!("{}: {error}", source.display()))?;
        let mut nvcc = command(&self.toolkit.join("bin/nvcc"));
        nvcc.args(["-arch=sm_80", "-w", "-cudart", "shared"]).args(flags);
        nvcc.arg(&source).arg("-o").arg(&program);
        run(nvcc, &self.work, COMPILE_LIMIT).map_err(|error| format!("nvcc: {error}"))?;
        Ok(program)
    }

    fn start(&self, program: &Path, column: &Column, numbers: &[usize]) -> Result<String, String> {
        let mut command = command(program);
        command.env("LD_LIBRARY_PATH", self.toolkit.join("lib64"));
        command.envs(column.environment.iter().copied());
        let driver = self.driver.as_deref().unwrap_or(LAVAPIPE);
        command.env("VK_DRIVER_FILES", driver).env("VK_ICD_FILENAMES", driver);
        command.args(numbers.iter().map(ToString::to_string));
        run(command, &self.work, RUN_LIMIT)
    }

    /// All differences of kernels that are compiled together; if they cannot be, of halves of them.
    pub fn differences(
        &self,
        kernels: &[(&Kernel, &Outcome)],
        columns: &[&'static Column],
    ) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut seen: Vec<&[&str]> = Vec::new();
        for column in columns {
            if seen.contains(&column.flags) {
                continue;
            }
            seen.push(column.flags);
            let same: Vec<_> = columns.iter().copied().filter(|other| other.flags == column.flags).collect();
            self.with_flags(kernels, 0, &same, &mut found);
        }
        found
    }

    fn with_flags(
        &self,
        kernels: &[(&Kernel, &Outcome)],
        first: usize,
        columns: &[&'static Column],
        found: &mut Vec<Difference>,
    ) {
        let only: Vec<_> = kernels.iter().map(|(kernel, _)| *kernel).collect();
        let program = match self.compile(&only, columns[0].flags) {
            Ok(program) => program,
            Err(what) if kernels.len() == 1 => {
                found.push(Difference { kernel: first, column: columns[0].name, what });
                return;
            }
            Err(_) => {
                let (one, other) = kernels.split_at(kernels.len() / 2);
                self.with_flags(one, first, columns, found);
                self.with_flags(other, first + one.len(), columns, found);
                return;
            }
        };
        for column in columns {
            let whole = self.start(&program, column, &[]);
            for (number, (_, outcome)) in kernels.iter().enumerate() {
                let expected = line(number, outcome);
                let judged = match &whole {
                    Ok(text) => judge(text.lines().nth(number).unwrap_or_default(), &expected),
                    Err(_) => self
                        .start(&program, column, &[number])
                        .and_then(|text| judge(text.lines().next().unwrap_or_default(), &expected)),
                };
                if let Err(what) = judged {
                    found.push(Difference { kernel: first + number, column: column.name, what });
                }
            }
        }
    }
}

/// The line that a program prints for a kernel.
fn line(number: usize, outcome: &Outcome) -> String {
    let mut line = format!("{number} 0");
    outcome.out.iter().for_each(|value| line += &format!(" {value:x}"));
    outcome.atom.iter().for_each(|value| line += &format!(" {value:x}"));
    line
}

fn judge(line: &str, expected: &str) -> Result<(), String> {
    if line == expected {
        return Ok(());
    }
    let (got, wanted): (Vec<_>, Vec<_>) = (line.split(' ').collect(), expected.split(' ').collect());
    if got.get(1) != wanted.get(1) {
        return Err(format!("cudaError_t {}", got.get(1).unwrap_or(&"missing")));
    }
    let places: Vec<_> = (2..wanted.len()).filter(|place| got.get(*place) != wanted.get(*place)).collect();
    let first = places[0];
    let was = got.get(first).unwrap_or(&"missing");
    let count = places.len();
    Err(format!("{count} numbers differ; number {} is {was}, must be {}", first - 2, wanted[first]))
}
