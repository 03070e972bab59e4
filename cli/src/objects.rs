//! Object files on their own and in archives, and their sections of device code.

use std::path::Path;

use object::{Object, ObjectSection};

/// Section of device code that is complete: containers, one for each unit, each padded to the section's alignment.
pub(crate) const LINKED: &str = ".nv_fatbin";
/// Section of relocatable device code (clang's name).
pub(crate) const RELOCATABLE: &str = "__nv_relfatbin";

/// A file, or a member of an archive.
pub(crate) struct Piece {
    /// The member's name, or empty.
    pub(crate) member: String,
    pub(crate) bytes: Vec<u8>,
}

impl Piece {
    /// The object; nothing for linker scripts, indices of archives and the like.
    pub(crate) fn object(&self) -> Option<object::File<'_>> {
        object::File::parse(&*self.bytes).ok()
    }
}

pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"!<arch>\n") || bytes.starts_with(b"!<thin>\n")
}

/// The file at `path` itself, or the members of an archive.
///
/// # Errors
/// What is wrong with the archive, or which member of a thin one cannot be read.
pub(crate) fn pieces(path: &Path, bytes: Vec<u8>) -> Result<Vec<Piece>, String> {
    if !is_archive(&bytes) {
        return Ok(vec![Piece { member: String::new(), bytes }]);
    }
    let archive = object::read::archive::ArchiveFile::parse(&*bytes).map_err(|error| error.to_string())?;
    let mut pieces = Vec::new();
    for member in archive.members() {
        let member = member.map_err(|error| error.to_string())?;
        let name = String::from_utf8_lossy(member.name()).into_owned();
        let bytes = if archive.is_thin() {
            let file = path.parent().unwrap_or(Path::new("")).join(&name);
            std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?
        } else {
            member.data(&*bytes).map_err(|error| format!("{name}: {error}"))?.to_vec()
        };
        pieces.push(Piece { member: name, bytes });
    }
    Ok(pieces)
}

/// The bytes of a section, if the object has it.
///
/// # Errors
/// What is wrong with the section.
pub(crate) fn section<'d>(file: &object::File<'d>, name: &str) -> Result<Option<&'d [u8]>, String> {
    let section = file.section_by_name(name);
    section.map(|section| section.data()).transpose().map_err(|error| error.to_string())
}
