//! The line table of an image, from the DWARF that LLVM wrote into the linked module.

use crate::module::{CODE, custom, sections};
use anywarp_artifact::{LineEntry, LineTable};
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use gimli::{Dwarf, EndianSlice, LittleEndian};
use std::collections::HashMap;

type Slice<'a> = EndianSlice<'a, LittleEndian>;

/// Reads the lines of `linked`; offsets are those of `stripped`, the same module without custom sections.
pub(crate) fn read(linked: &[u8], stripped: &[u8]) -> Result<LineTable, Diagnostics> {
    let mut debug: HashMap<&str, &[u8]> = HashMap::new();
    for section in sections(linked)? {
        if let Some((name, content)) = custom(&section) {
            debug.insert(name, content);
        }
    }
    // DWARF for wasm counts from the start of the code section's content.
    let Some(code) =
        sections(stripped)?.into_iter().find(|section| section.id == CODE).map(|section| section.offset)
    else {
        return Ok(LineTable::default());
    };
    let load = |id: gimli::SectionId| -> Result<Slice<'_>, gimli::Error> {
        Ok(EndianSlice::new(debug.get(id.name()).copied().unwrap_or(&[]), LittleEndian))
    };
    let table = Dwarf::load(load).and_then(|dwarf| collect(&dwarf, code as u64));
    table.map_err(|error| vec![Diagnostic::new(Code::Internal, format!("line table of the image: {error}"))])
}

fn collect(dwarf: &Dwarf<Slice<'_>>, base: u64) -> Result<LineTable, gimli::Error> {
    let mut table = LineTable::default();
    let mut files: HashMap<String, u32> = HashMap::new();
    let mut units = dwarf.units();
    while let Some(header) = units.next()? {
        let unit = dwarf.unit(header)?;
        let Some(program) = unit.line_program.clone() else { continue };
        let mut rows = program.rows();
        // Code that the linker dropped keeps its rows, at address 0 or at the end of the address space.
        let mut dropped = true;
        let mut first = true;
        while let Some((header, row)) = rows.next_row()? {
            if std::mem::replace(&mut first, row.end_sequence()) {
                dropped = row.address() == 0 || row.address() >= u64::from(u32::MAX);
            }
            if dropped {
                continue;
            }
            let line = if row.end_sequence() { 0 } else { row.line().map_or(0, |line| line.get() as u32) };
            let file = match row.file(header).filter(|_| line != 0) {
                Some(file) => {
                    let name = dwarf.attr_string(&unit, file.path_name())?.to_string_lossy().into_owned();
                    let next = files.len() as u32;
                    *files.entry(name.clone()).or_insert_with(|| {
                        table.files.push(name);
                        next
                    })
                }
                None => 0,
            };
            table.entries.push(LineEntry { offset: (base + row.address()) as u32, file, line });
        }
    }
    table.entries.sort_by_key(|entry| (entry.offset, entry.line != 0));
    // Of several rows at one offset the last counts; a row that repeats the one before it says nothing.
    table.entries.dedup_by(|later, earlier| {
        let same = later.offset == earlier.offset;
        if same {
            *earlier = *later;
        }
        same
    });
    table.entries.dedup_by(|later, earlier| (later.file, later.line) == (earlier.file, earlier.line));
    Ok(table)
}
