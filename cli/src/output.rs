//! The user's files: each appears whole or not at all.

use std::path::{Path, PathBuf};

use anywarp_diag::Diagnostic;
use llvm_config::process::{Scratch, file_access};

/// A place beside the final one where a tool writes a file; [`Staged::publish`] moves it there.
#[derive(Debug)]
pub struct Staged {
    destination: PathBuf,
    /// `None` when the destination is a device or a pipe (`-o /dev/null`), which must not be replaced.
    directory: Option<Scratch>,
}

impl Staged {
    pub fn new(destination: &Path) -> Result<Self, Diagnostic> {
        // Through links, so that `x.o -> elsewhere/x.o` stays a link; `/dev/stdout` is one whose target is not a file
        // of ours even when it is a regular file.
        let real = destination.canonicalize().unwrap_or_else(|_| destination.to_owned());
        let special = std::fs::metadata(&real).is_ok_and(|file| !file.is_file() && !file.is_dir());
        if special || ["/dev", "/proc"].iter().any(|system| destination.starts_with(system)) {
            return Ok(Self { destination: destination.to_owned(), directory: None });
        }
        let parent = real.parent().filter(|parent| !parent.as_os_str().is_empty());
        let directory = Some(Scratch::new_in(parent.unwrap_or(Path::new(".")))?);
        Ok(Self { destination: real, directory })
    }

    /// Where to write.
    pub fn path(&self) -> PathBuf {
        let name = self.destination.file_name().unwrap_or_default();
        self.directory
            .as_ref()
            .map_or_else(|| self.destination.clone(), |directory| directory.path().join(name))
    }

    /// Moves the file to its place. A tool that succeeded without writing was asked for something else (`--version`).
    pub fn publish(self) -> Result<(), Diagnostic> {
        let path = self.path();
        if self.directory.is_none() || !path.exists() {
            return Ok(());
        }
        std::fs::rename(&path, &self.destination)
            .map_err(|error| file_access("write", &self.destination, &error))
    }
}

/// Writes a whole file.
pub fn write(destination: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let staged = Staged::new(destination)?;
    std::fs::write(staged.path(), bytes).map_err(|error| file_access("write", destination, &error))?;
    staged.publish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_published_never_appears() {
        let dir = tempfile::tempdir().expect("a directory");
        let destination = dir.path().join("a.o");
        std::fs::write(&destination, "old").expect("written");
        let staged = Staged::new(&destination).expect("staged");
        std::fs::write(staged.path(), "half of the n").expect("written");
        drop(staged);
        assert_eq!(std::fs::read(&destination).expect("still there"), b"old");
        write(&destination, b"new").expect("written");
        assert_eq!(std::fs::read(&destination).expect("replaced"), b"new");
        assert_eq!(std::fs::read_dir(dir.path()).expect("a directory").count(), 1, "nothing else is left");
    }

    #[test]
    fn links_stay_links() {
        let dir = tempfile::tempdir().expect("a directory");
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        std::fs::write(&real, "old").expect("written");
        std::os::unix::fs::symlink(&real, &link).expect("a link");
        write(&link, b"new").expect("written");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&real).expect("written through the link"), b"new");
    }

    #[test]
    fn a_device_is_written_in_place() {
        write(Path::new("/dev/null"), b"text").expect("written");
        assert!(!std::fs::metadata("/dev/null").expect("there").is_file());
    }
}
