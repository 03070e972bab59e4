//! Runs a program with limits of time.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use wait_timeout::ChildExt;

/// How often a program that runs is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// What a program printed, and how it ended if not with success.
pub(crate) struct Run {
    pub(crate) output: String,
    pub(crate) failure: Option<Failure>,
}

pub(crate) enum Failure {
    /// It ended with another status, or could not be started.
    Ended(String),
    /// It printed nothing for so long, or the last moment came.
    Time(String),
}

impl Failure {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Ended(text) | Self::Time(text) => text,
        }
    }
}

/// Until when a program may run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How long it may print nothing.
    pub(crate) silence: Duration,
    pub(crate) end: Option<Instant>,
}

/// Runs `command` in the folder `work`. A program that is too slow is killed with all that it has started.
pub(crate) fn run(command: Command, work: &Path, limits: Limits) -> Run {
    let (out, err) = (work.join("stdout.txt"), work.join("stderr.txt"));
    let text = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
    let failure =
        match start(command, work, [&out, &err]).and_then(|mut child| wait(&mut child, &out, limits)) {
            Ok(failure) => failure,
            Err(error) => Some(Failure::Ended(error)),
        };
    let with_errors = |what: &str| format!("{what}\n{}", text(&err));
    let failure = failure.map(|failure| match failure {
        Failure::Ended(what) => Failure::Ended(with_errors(&what)),
        Failure::Time(what) => Failure::Time(with_errors(&what)),
    });
    Run { output: text(&out), failure }
}

fn start(mut command: Command, work: &Path, [out, err]: [&Path; 2]) -> Result<Child, String> {
    let create = |path: &Path| File::create(path).map_err(|error| format!("{}: {error}", path.display()));
    command.current_dir(work).stdin(Stdio::null()).stdout(create(out)?).stderr(create(err)?);
    command.process_group(0);
    command.spawn().map_err(|error| format!("{}: {error}", command.get_program().display()))
}

fn wait(child: &mut Child, out: &Path, limits: Limits) -> Result<Option<Failure>, String> {
    let printed = || std::fs::metadata(out).map_or(0, |data| data.len());
    let (mut length, mut since) = (0, Instant::now());
    loop {
        if let Some(status) = child.wait_timeout(LOOK).map_err(|error| error.to_string())? {
            return Ok((!status.success()).then(|| Failure::Ended(status.to_string())));
        }
        if printed() != length {
            (length, since) = (printed(), Instant::now());
        }
        let silent = since.elapsed() > limits.silence;
        if silent || limits.end.is_some_and(|end| Instant::now() > end) {
            kill(child);
            let what = if silent {
                format!("printed nothing for {:?}", limits.silence)
            } else {
                "no time was left".to_owned()
            };
            return Ok(Some(Failure::Time(what)));
        }
    }
}

fn kill(child: &mut Child) {
    // It may have ended just now; then there is nothing to kill.
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
    let _ = child.wait();
}
