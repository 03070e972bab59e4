//! `anywarp inspect`: what device code is inside a container, an object, an archive, a library or a program.

use std::fmt::Write;
use std::path::Path;

use anywarp_artifact::spirv::Unit;
use anywarp_artifact::{Artifact, HEADER_BYTES, MAGIC, Relocatable, Schedule, Target, VariableKind};
use anywarp_diag::{self as diag, Diagnostic};
use llvm_config::process::file_access;

use crate::objects;

/// Device code and where in the file it is.
#[derive(Debug)]
pub struct Found {
    /// Archive member, or empty.
    pub member: String,
    pub code: Code,
}

/// Device code.
#[derive(Debug, PartialEq, Eq)]
pub enum Code {
    /// Ready to run.
    Linked(Box<Artifact>),
    /// For a device link.
    Relocatable(Relocatable),
}

/// Everything inside the file at `path`, in the order of the file.
///
/// # Errors
/// [`diag::Code::MalformedInput`] when the file is no object or container, or holds a damaged container.
pub fn find(path: &Path) -> Result<Vec<Found>, Diagnostic> {
    let bytes = std::fs::read(path).map_err(|error| file_access("read", path, &error))?;
    let malformed =
        |what: String| Diagnostic::new(diag::Code::MalformedInput, format!("{}: {what}", path.display()));
    let mut found = Vec::new();
    if bytes.starts_with(&MAGIC) {
        collect("", &bytes, &mut found).map_err(malformed)?;
        return Ok(found);
    }
    let archive = objects::is_archive(&bytes);
    for piece in objects::pieces(path, bytes).map_err(malformed)? {
        match piece.object() {
            Some(file) => sections(&piece.member, &file, &mut found)
                .map_err(|what| malformed(format!("{}{what}", prefix(&piece.member))))?,
            // Archives may hold what is not an object, such as an index.
            None if archive => {}
            None => return Err(malformed("not an object".into())),
        }
    }
    Ok(found)
}

fn prefix(member: &str) -> String {
    if member.is_empty() { String::new() } else { format!("{member}: ") }
}

fn sections(member: &str, file: &object::File<'_>, found: &mut Vec<Found>) -> Result<(), String> {
    if let Some(data) = objects::section(file, objects::LINKED)? {
        collect(member, data, found)?;
    }
    if let Some(data) = objects::section(file, objects::RELOCATABLE)? {
        let units = Relocatable::read_all(data).map_err(|error| error.to_string())?;
        found.extend(
            units.into_iter().map(|unit| Found { member: member.to_owned(), code: Code::Relocatable(unit) }),
        );
    }
    Ok(())
}

/// Containers one after the other, with zero bytes between them.
fn collect(member: &str, mut bytes: &[u8], found: &mut Vec<Found>) -> Result<(), String> {
    while let Some(start) = bytes.iter().position(|&byte| byte != 0) {
        bytes = &bytes[start..];
        let header = bytes.first_chunk::<HEADER_BYTES>().ok_or("damaged container: cut short")?;
        let length = Artifact::container_bytes(header).map_err(|error| error.to_string())?;
        let artifact = Artifact::from_bytes(bytes).map_err(|error| error.to_string())?;
        found.push(Found { member: member.to_owned(), code: Code::Linked(Box::new(artifact)) });
        bytes = usize::try_from(length).ok().and_then(|length| bytes.get(length..)).unwrap_or_default();
    }
    Ok(())
}

/// The findings as text.
pub fn describe(path: &Path, found: &[Found]) -> String {
    if found.is_empty() {
        return format!("{}: no device code\n", path.display());
    }
    let mut text = String::new();
    for Found { member, code } in found {
        let member = if member.is_empty() { String::new() } else { format!("({member})") };
        let _ = writeln!(text, "{}{member}:", path.display());
        match code {
            Code::Linked(artifact) => artifact_lines(artifact, &mut text),
            Code::Relocatable(unit) => {
                let bytes = unit.bitcode.len();
                let _ = writeln!(
                    text,
                    "  relocatable code of {}, {bytes} bytes: needs a device link",
                    unit.source
                );
            }
        }
    }
    text
}

fn artifact_lines(artifact: &Artifact, text: &mut String) {
    for kernel in &artifact.kernels {
        let schedule = match kernel.schedule {
            Schedule::Loop => "threads in a loop",
            Schedule::Coroutine => "threads as coroutines",
            Schedule::Groups => "groups of threads as vectors",
        };
        let _ = writeln!(text, "  kernel {}", kernel.display_name);
        let _ = writeln!(text, "    symbol {}", kernel.name);
        let parameters = kernel.parameters.iter().map(|each| format!("{}+{}", each.offset, each.bytes));
        let parameters = parameters.collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "    parameters {} bytes (offset+size): {parameters}", kernel.parameter_bytes);
        let (shared, threads) = (kernel.static_shared_bytes, kernel.max_threads_per_block);
        let _ = writeln!(text, "    shared {shared} bytes, at most {threads} threads per block, {schedule}");
    }
    for variable in &artifact.variables {
        let kind = match variable.kind {
            VariableKind::Device => "__device__",
            VariableKind::Constant => "__constant__",
            VariableKind::Managed => "__managed__",
        };
        let managed = artifact.managed.iter().find(|managed| managed.name == variable.name);
        let bytes = managed.map_or(variable.bytes, |managed| managed.bytes);
        let _ = writeln!(text, "  variable {} {kind} {bytes} bytes", variable.name);
    }
    for image in &artifact.images {
        let target = match image.target {
            Target::Wasm32 => "wasm32",
            Target::SpirV => "spirv",
        };
        let lines = image.lines.entries.len();
        let _ = writeln!(text, "  image {target} {} bytes, {lines} line entries", image.code.len());
        if image.target == Target::SpirV {
            spirv_lines(artifact, &image.code, text);
        }
    }
}

/// What each kernel needs of a Vulkan device, or why none runs it.
fn spirv_lines(artifact: &Artifact, code: &[u8], text: &mut String) {
    let unit = match Unit::from_bytes(code) {
        Ok(unit) => unit,
        Err(error) => {
            let _ = writeln!(text, "    {error}");
            return;
        }
    };
    for kernel in &unit.kernels {
        let known = artifact.kernels.iter().find(|each| each.name == kernel.name);
        let name = known.map_or(&kernel.name, |known| &known.display_name);
        if kernel.modules.is_empty() {
            let _ = writeln!(text, "    {name}: refused: {}", kernel.refusal);
        }
        for module in &kernel.modules {
            let words = module.words.len();
            let needs: Vec<String> = module.requirements.iter().map(|each| format!("{each:?}")).collect();
            let needs = if needs.is_empty() { "nothing".to_owned() } else { needs.join(" ") };
            let condition = if module.whole_warps { " for blocks of whole warps" } else { "" };
            let _ = writeln!(text, "    {name}{condition}: {words} words, needs {needs}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anywarp_artifact::{Image, LineTable};

    fn artifact(code: u8) -> Artifact {
        let image = Image { target: Target::Wasm32, code: vec![code; 3], lines: LineTable::default() };
        Artifact { images: vec![image], ..Artifact::default() }
    }

    fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("written");
        file
    }

    #[test]
    fn containers_follow_each_other_with_padding() {
        let bytes = [artifact(1).to_bytes(), vec![0; 5], artifact(2).to_bytes(), vec![0; 16]].concat();
        let file = file(&bytes);
        let found = find(file.path()).expect("two containers");
        let codes: Vec<Code> = found.into_iter().map(|each| each.code).collect();
        assert_eq!(codes, [1, 2].map(|code| Code::Linked(Box::new(artifact(code)))));
        let found = find(file.path()).expect("two containers");
        assert_eq!(describe(file.path(), &found).matches("image wasm32 3 bytes").count(), 2);
    }

    #[test]
    fn damage_is_an_error_with_a_code() {
        let mut bytes = artifact(1).to_bytes();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert_eq!(find(file(&bytes).path()).expect_err("damaged").code, diag::Code::MalformedInput);
        assert_eq!(find(file(&bytes[..20]).path()).expect_err("cut").code, diag::Code::MalformedInput);
        assert_eq!(find(file(b"text").path()).expect_err("text").code, diag::Code::MalformedInput);
        assert_eq!(find(Path::new("/nonexistent")).expect_err("absent").code, diag::Code::FileAccess);
    }
}
