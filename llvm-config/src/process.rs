//! The only place that starts a process: commands that can print themselves, and their clean end.
//!
//! A signal that ends the program (SIGINT, SIGTERM, SIGHUP) first ends the children and removes every [`Scratch`],
//! so that a killed compile leaves nothing behind.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::{Mutex, MutexGuard, Once};

use anywarp_diag::{Code, Diagnostic};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// A program and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    pub program: String,
    pub arguments: Vec<String>,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Success,
    /// The program reported an error with this exit status.
    Failure(i32),
    /// The program crashed or was killed.
    Signal(i32),
}

impl Command {
    pub fn new(program: impl Into<String>, arguments: Vec<String>) -> Self {
        Self { program: program.into(), arguments }
    }

    /// The command as a shell would read it.
    pub fn to_shell(&self) -> String {
        shell_words::join(std::iter::once(&self.program).chain(&self.arguments))
    }

    /// Runs the command with our own standard streams.
    pub fn run(&self) -> Result<Ended, Diagnostic> {
        Running::start(self, &mut self.prepared())?.wait()
    }

    /// Starts the command; its messages go to the file at `messages`, its standard input is [`Running::feed`].
    pub fn start_with_messages(&self, messages: &Path) -> Result<Running, Diagnostic> {
        let file = File::create(messages).map_err(|error| file_access("write", messages, &error))?;
        Running::start(self, self.prepared().stdin(Stdio::piped()).stderr(file))
    }

    #[expect(clippy::disallowed_methods, reason = "this module is the one place that starts processes")]
    fn prepared(&self) -> std::process::Command {
        let mut command = std::process::Command::new(&self.program);
        // A group of its own, so that a signal ends its children (g++ starts several) as well.
        command.args(&self.arguments).process_group(0);
        command
    }
}

/// A command that was started; dropping it kills it.
#[derive(Debug)]
pub struct Running {
    program: String,
    child: Child,
}

impl Running {
    fn start(command: &Command, prepared: &mut std::process::Command) -> Result<Self, Diagnostic> {
        clean_up_on_signals();
        // Under the lock, so that a signal finds every child registered.
        let mut open = open();
        let child = prepared.spawn().map_err(|error| {
            Diagnostic::new(Code::MissingTool, format!("cannot start {}: {error}", command.program))
                .note("install it or name another one (nvcc: -ccbin, NVCC_CCBIN)")
        })?;
        open.children.insert(child.id());
        Ok(Self { program: command.program.clone(), child })
    }

    /// Writes the command's standard input and closes it. A command that ended before it read all of it says so
    /// through [`Running::wait`].
    pub fn feed(&mut self, bytes: &[u8]) {
        if let Some(mut stdin) = self.child.stdin.take() {
            let written = stdin.write_all(bytes);
            drop(written);
        }
    }

    /// Waits for the end of the command.
    pub fn wait(mut self) -> Result<Ended, Diagnostic> {
        self.reap()
    }

    fn reap(&mut self) -> Result<Ended, Diagnostic> {
        drop(self.child.stdin.take());
        // Wait without reaping, so that the signal handler never meets a number that was given to another process.
        if let Some(pid) = Pid::from_raw(self.child.id().cast_signed()) {
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            while rustix::process::waitid(WaitId::Pid(pid), options).is_err_and(|error| error == Errno::INTR)
            {
            }
        }
        open().children.remove(&self.child.id());
        let status = self.child.wait().map_err(|error| {
            Diagnostic::new(Code::ToolFailed, format!("cannot wait for {}: {error}", self.program))
        })?;
        Ok(match (status.code(), status.signal()) {
            (Some(0), _) => Ended::Success,
            (Some(code), _) => Ended::Failure(code),
            (None, signal) => Ended::Signal(signal.unwrap_or_default()),
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if open().children.contains(&self.child.id()) {
            // Both can only fail because the child has ended, which is what we want.
            drop(self.child.kill());
            drop(self.reap());
        }
    }
}

/// A directory for intermediate files; it goes when the value goes or a signal ends the program.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    kept: bool,
}

impl Scratch {
    /// Creates a directory with a fresh name below `parent`.
    pub fn new_in(parent: &Path) -> Result<Self, Diagnostic> {
        clean_up_on_signals();
        let mut open = open();
        let dir = tempfile::Builder::new().prefix(".nvcc-").tempdir_in(parent);
        // What tempfile says names a file that nobody knows.
        let why = |error| std::fs::read_dir(parent).err().unwrap_or(error);
        let path = dir.map_err(|error| file_access("create a file in", parent, &why(error)))?.keep();
        open.directories.insert(path.clone());
        Ok(Self { path, kept: false })
    }

    /// Uses the existing directory at `path` and leaves it there (`--keep`).
    pub fn kept(path: &Path) -> Self {
        Self { path: path.to_owned(), kept: true }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.kept {
            // A file that stays behind in a temporary directory is no reason to fail a compile that succeeded.
            drop(std::fs::remove_dir_all(&self.path));
            open().directories.remove(&self.path);
        }
    }
}

/// What a signal must end and remove.
#[derive(Default)]
struct Open {
    children: BTreeSet<u32>,
    directories: BTreeSet<PathBuf>,
}

static OPEN: Mutex<Open> = Mutex::new(Open { children: BTreeSet::new(), directories: BTreeSet::new() });

fn open() -> MutexGuard<'static, Open> {
    OPEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Starts, once, the thread that waits for signals.
fn clean_up_on_signals() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // The lock is never given back: nothing new may start.
                let open = open();
                for pid in open.children.iter().filter_map(|&id| Pid::from_raw(id.cast_signed())) {
                    // Not KILL: compilers remove their own temporary files first.
                    let _ = rustix::process::kill_process_group(pid, Signal::TERM);
                }
                for pid in open.children.iter().filter_map(|&id| Pid::from_raw(id.cast_signed())) {
                    let _ = rustix::process::waitid(
                        WaitId::Pid(pid),
                        WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
                    );
                }
                for directory in &open.directories {
                    drop(std::fs::remove_dir_all(directory));
                }
                drop(signal_hook::low_level::emulate_default_handler(signal));
            }
        });
    });
}

/// `cannot VERB PATH: REASON`.
pub fn file_access(verb: &str, path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::FileAccess, format!("cannot {verb} {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        Command::new("sh", vec!["-c".into(), script.into()])
    }

    #[test]
    fn a_command_prints_what_a_shell_reads() {
        let command = Command::new("g++", vec!["-DNAME=a b".into(), "x.cpp".into()]);
        assert_eq!(command.to_shell(), "g++ '-DNAME=a b' x.cpp");
    }

    #[test]
    fn every_way_to_end_is_told_apart() {
        assert_eq!(shell("exit 0").run(), Ok(Ended::Success));
        assert_eq!(shell("exit 3").run(), Ok(Ended::Failure(3)));
        assert_eq!(shell("kill -TERM $$").run(), Ok(Ended::Signal(SIGTERM)));
    }

    #[test]
    fn a_program_that_does_not_exist_is_a_missing_tool() {
        let error = Command::new("/nonexistent/g++", Vec::new()).run().expect_err("no such file");
        assert_eq!(error.code, Code::MissingTool);
    }

    #[test]
    fn input_goes_in_and_messages_come_out() {
        let scratch = Scratch::new_in(&std::env::temp_dir()).expect("a directory");
        let messages = scratch.path().join("messages");
        let mut running = shell("cat >&2; exit 1").start_with_messages(&messages).expect("sh");
        running.feed(b"from stdin");
        assert_eq!(running.wait(), Ok(Ended::Failure(1)));
        assert_eq!(std::fs::read(&messages).expect("the messages"), b"from stdin");
    }

    #[test]
    fn a_command_that_is_dropped_is_killed() {
        let scratch = Scratch::new_in(&std::env::temp_dir()).expect("a directory");
        let running = shell("sleep 60").start_with_messages(&scratch.path().join("m")).expect("sh");
        let id = running.child.id();
        drop(running);
        assert!(!Path::new(&format!("/proc/{id}")).exists());
    }
}
