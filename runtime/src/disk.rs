//! The folder of compiled code, shared by all kinds of devices. An entry is only taken from a file that belongs to this
//! user and that nobody else can write, and is written whole.

use std::fs::{DirBuilder, File, Metadata};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

/// `$ANYWARP_CACHE_DIR`, `$XDG_CACHE_HOME/anywarp` or `~/.cache/anywarp`; an empty `$ANYWARP_CACHE_DIR` turns the
/// cache off.
pub(crate) fn directory() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from);
    if let Some(directory) = variable("ANYWARP_CACHE_DIR") {
        return (!directory.as_os_str().is_empty()).then_some(directory);
    }
    let absolute = |path: &PathBuf| path.is_absolute();
    let base = variable("XDG_CACHE_HOME")
        .filter(absolute)
        .or_else(|| variable("HOME").filter(absolute).map(|home| home.join(".cache")))?;
    Some(base.join("anywarp"))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Opens an entry that can be trusted.
pub(crate) fn open(path: &Path) -> Option<(File, Metadata)> {
    let file = File::open(path).ok()?;
    let meta = file.metadata().ok()?;
    // SAFETY: `geteuid` has no preconditions.
    let mine = meta.uid() == unsafe { libc::geteuid() };
    (meta.is_file() && mine && meta.mode() & 0o022 == 0).then_some((file, meta))
}

/// Writes an entry under a temporary name and renames it, so that a reader sees all of it or nothing.
pub(crate) fn store(path: &Path, parts: &[&[u8]]) -> std::io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.persist(path)?;
    Ok(())
}
