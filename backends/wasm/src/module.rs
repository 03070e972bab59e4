//! The binary format of wasm modules as far as it matters here: sections and imports.
//!
//! Source: WebAssembly Core Specification, "Binary Format: Modules".

use anywarp_artifact::wasm;
use anywarp_diag::{Code, Diagnostic, Diagnostics};

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
pub(crate) const CODE: u8 = 10;
const DATA: u8 = 11;
const HEADER_BYTES: usize = 8;

fn damaged() -> Diagnostics {
    vec![Diagnostic::new(Code::Internal, "wasm-ld wrote a module that cannot be read")]
}

/// A section: its id, where it begins (at the id), and its content.
pub(crate) struct Section<'a> {
    pub(crate) id: u8,
    pub(crate) whole: &'a [u8],
    pub(crate) content: &'a [u8],
    /// Offset of `content` in the module.
    pub(crate) offset: usize,
}

pub(crate) fn sections(module: &[u8]) -> Result<Vec<Section<'_>>, Diagnostics> {
    let mut sections = Vec::new();
    let mut at = HEADER_BYTES;
    while at < module.len() {
        let mut reader = Reader { bytes: module, at: at + 1 };
        let length = reader.number().ok_or_else(damaged)? as usize;
        let content = module.get(reader.at..reader.at + length).ok_or_else(damaged)?;
        sections.push(Section {
            id: module[at],
            whole: &module[at..reader.at + length],
            content,
            offset: reader.at,
        });
        at = reader.at + length;
    }
    Ok(sections)
}

/// Name and content of a custom section.
pub(crate) fn custom<'a>(section: &Section<'a>) -> Option<(&'a str, &'a [u8])> {
    if section.id != CUSTOM {
        return None;
    }
    let mut reader = Reader { bytes: section.content, at: 0 };
    let name = reader.name()?;
    Some((name, &section.content[reader.at..]))
}

pub(crate) fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>, Diagnostics> {
    let mut stripped = module[..HEADER_BYTES].to_vec();
    for section in sections(module)?.into_iter().filter(|section| section.id != CUSTOM) {
        stripped.extend_from_slice(section.whole);
    }
    Ok(stripped)
}

/// Makes imported globals immutable, as the runtime gives them: LLVM calls every imported global mutable, which costs
/// the engine a load per use.
pub(crate) fn seal_imports(module: &mut [u8]) -> Result<(), Diagnostics> {
    let mut mutabilities = Vec::new();
    for section in sections(module)?.into_iter().filter(|section| section.id == IMPORT) {
        let found = imports(section.content).ok_or_else(damaged)?;
        mutabilities.extend(found.into_iter().filter_map(|import| Some(section.offset + import.mutability?)));
    }
    for at in mutabilities {
        module[at] = 0;
    }
    Ok(())
}

/// An image imports what the runtime gives and holds no data: anything else is a bug of ours, found here rather than
/// when a user's program starts.
pub(crate) fn check(module: &[u8]) -> Result<(), Diagnostics> {
    let known = [
        wasm::MEMORY,
        wasm::IMAGE_BASE,
        wasm::MEMORY_BASE,
        wasm::FAIL,
        wasm::CLOCK,
        wasm::PRINT,
        wasm::ALLOCATE,
        wasm::FREE,
    ];
    for section in sections(module)? {
        match section.id {
            DATA => return Err(vec![Diagnostic::new(Code::Internal, "the image has data segments")]),
            IMPORT => {
                for import in imports(section.content).ok_or_else(damaged)? {
                    if !known.contains(&import.name) {
                        let message = format!("the image needs `{}`, which nothing defines", import.name);
                        return Err(vec![Diagnostic::new(Code::Internal, message)]);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Validates the module as the engine does when a program starts.
pub(crate) fn validate(module: &[u8]) -> Result<(), Diagnostics> {
    let result =
        wasmparser::Validator::new_with_features(wasmparser::WasmFeatures::all()).validate_all(module);
    result.map(drop).map_err(|error| {
        vec![Diagnostic::new(Code::Internal, format!("the image is not valid wasm: {error}"))]
    })
}

struct Import<'a> {
    name: &'a str,
    /// Where the section says whether a global is mutable.
    mutability: Option<usize>,
}

fn imports(content: &[u8]) -> Option<Vec<Import<'_>>> {
    let mut reader = Reader { bytes: content, at: 0 };
    let count = reader.number()?;
    let mut found = Vec::new();
    for _ in 0..count {
        reader.name()?;
        let name = reader.name()?;
        let mut mutability = None;
        match reader.byte()? {
            0 => {
                reader.number()?;
            }
            // A memory: limits.
            2 => {
                let has_maximum = reader.byte()? & 1 == 1;
                reader.number()?;
                if has_maximum {
                    reader.number()?;
                }
            }
            // A global: type and mutability.
            3 => {
                reader.byte()?;
                mutability = Some(reader.at);
                reader.byte()?;
            }
            _ => return None,
        }
        found.push(Import { name, mutability });
    }
    Some(found)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn name(&mut self) -> Option<&'a str> {
        let length = self.number()? as usize;
        let name = self.bytes.get(self.at..self.at + length)?;
        self.at += length;
        std::str::from_utf8(name).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_module_is_not_valid() {
        let empty = b"\0asm\x01\0\0\0";
        assert_eq!(validate(empty), Ok(()));
        // An export of a function that does not exist.
        let export = [empty.as_slice(), &[7, 5, 1, 1, b'f', 0, 0]].concat();
        let errors = validate(&export).expect_err("nothing to export");
        assert_eq!(errors[0].code, Code::Internal);
    }
}
