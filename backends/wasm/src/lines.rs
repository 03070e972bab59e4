//! The line table of an image, from the DWARF that LLVM wrote into the linked module.

use crate::module::{CODE, custom, sections};
use anywarp_artifact::{LineTable, LineTableBuilder};
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
    let table = Dwarf::load(load).and_then(|dwarf| collect(dwarf, code as u64));
    table.map_err(|error| vec![Diagnostic::new(Code::Internal, format!("line table of the image: {error}"))])
}

fn collect(dwarf: Dwarf<Slice<'_>>, base: u64) -> Result<LineTable, gimli::Error> {
    let addresses = row_addresses(&dwarf)?;
    let context = addr2line::Context::from_dwarf(dwarf)?;
    let mut table = LineTableBuilder::default();
    let mut places = Vec::new();
    for address in addresses {
        let mut frames = context.find_frames(address).skip_all_loads()?;
        places.clear();
        while let Some(frame) = frames.next()? {
            let Some(at) = frame.location else { continue };
            // Line 0 is code of nobody's: the block scheduler, or what LLVM merged.
            if let (Some(file), Some(line @ 1..)) = (at.file, at.line) {
                places.push((file.strip_prefix("./").unwrap_or(file), line));
            }
        }
        table.add((base + address) as u32, places.iter().copied());
    }
    Ok(table.finish())
}

/// Where rows of the line programs begin, ascending.
fn row_addresses(dwarf: &Dwarf<Slice<'_>>) -> Result<Vec<u64>, gimli::Error> {
    let mut addresses = Vec::new();
    let mut units = dwarf.units();
    while let Some(header) = units.next()? {
        let unit = dwarf.unit(header)?;
        let Some(program) = unit.line_program else { continue };
        let mut rows = program.rows();
        // Code that the linker dropped keeps its rows, at address 0 or at the end of the address space.
        let mut dropped = true;
        let mut first = true;
        while let Some((_, row)) = rows.next_row()? {
            if std::mem::replace(&mut first, row.end_sequence()) {
                dropped = row.address() == 0 || row.address() >= u64::from(u32::MAX);
            }
            if !dropped {
                addresses.push(row.address());
            }
        }
    }
    addresses.sort_unstable();
    addresses.dedup();
    Ok(addresses)
}
