//! Runs a command to its end or to a time limit.

use std::fs::File;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use wait_timeout::ChildExt;

/// What a finished command left.
pub struct Finished {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

/// A command that the caller completes; its output goes to files in `folder`, its working directory.
pub fn command(program: &Path, folder: &Path) -> Command {
    #[allow(clippy::disallowed_methods, reason = "the runner starts what it tests")]
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// Runs `command` in `folder`; one that does not end within `limit` is killed and is an error.
pub fn run(mut command: Command, folder: &Path, limit: Duration) -> Result<Finished, String> {
    let shown = format!("{:?}", command.get_program());
    let paths = [folder.join("stdout.txt"), folder.join("stderr.txt")];
    let create = |path: &Path| File::create(path).map_err(|error| format!("{}: {error}", path.display()));
    // Files, not pipes: a killed program's children may hold a pipe open for ever.
    command.stdout(create(&paths[0])?).stderr(create(&paths[1])?);
    let mut child = command.spawn().map_err(|error| format!("{shown}: {error}"))?;
    let status = child.wait_timeout(limit).map_err(|error| format!("{shown}: {error}"))?;
    let text = |path: &Path| {
        std::fs::read(path)
            .map_or_else(|error| error.to_string(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
    };
    match status {
        Some(status) => Ok(Finished { status, stdout: text(&paths[0]), stderr: text(&paths[1]) }),
        None => {
            // It may have ended just now; then there is nothing to kill.
            let _ = child.kill();
            let _ = child.wait();
            let (stdout, stderr) = (text(&paths[0]), text(&paths[1]));
            Err(format!("{shown} did not end within {limit:?}\n{stdout}{stderr}"))
        }
    }
}
