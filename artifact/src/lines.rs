//! Source lines of an image's code, for reports of faults.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Maps code offsets to source lines; entries ascend by `offset`, each valid up to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineTable {
    pub files: Vec<String>,
    /// Places in the source, each with the place that it was inlined into.
    pub positions: Vec<Position>,
    pub entries: Vec<LineEntry>,
}

/// A line of a function, which may have been inlined into another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Index in [`LineTable::files`].
    pub file: u32,
    /// 1-based.
    pub line: u32,
    /// Index in [`LineTable::positions`], below this one's, of the call that was replaced by the function's body.
    pub caller: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineEntry {
    /// Offset in the image, in bytes (for wasm: from the module's first byte, as engines report it).
    pub offset: u32,
    /// Index in [`LineTable::positions`]; none where the compiler knows none.
    pub position: Option<u32>,
}

impl LineTable {
    /// File and line of the code at `offset`, then those of the calls that were inlined, innermost first.
    pub fn find(&self, offset: u32) -> impl Iterator<Item = (&str, u32)> {
        let after = self.entries.partition_point(|entry| entry.offset <= offset);
        let mut next = self.entries[..after].last().and_then(|entry| entry.position);
        std::iter::from_fn(move || {
            let index = next?;
            let position = self.positions.get(index as usize)?;
            // A damaged table must not send the reader round in circles.
            next = position.caller.filter(|&caller| caller < index);
            Some((self.files.get(position.file as usize)?.as_str(), position.line))
        })
    }
}

/// Makes a [`LineTable`] of stacks of source places.
#[derive(Default)]
pub struct LineTableBuilder {
    table: LineTable,
    files: HashMap<String, u32>,
    positions: HashMap<Position, u32>,
}

impl LineTableBuilder {
    /// Code from `offset` on, up to the next one added, stands at the first of `frames` (file and line), which was
    /// inlined into the second, and so on. Offsets must not descend.
    pub fn add<'a>(&mut self, offset: u32, frames: impl DoubleEndedIterator<Item = (&'a str, u32)>) {
        let position = frames.rev().fold(None, |caller, (file, line)| {
            let file = self.file(file);
            Some(self.position(Position { file, line, caller }))
        });
        if self.table.entries.last().is_some_and(|last| last.offset == offset) {
            self.table.entries.pop();
        }
        if self.table.entries.last().is_none_or(|last| last.position != position) {
            self.table.entries.push(LineEntry { offset, position });
        }
    }

    fn file(&mut self, name: &str) -> u32 {
        if let Some(&index) = self.files.get(name) {
            return index;
        }
        let index = self.files.len() as u32;
        self.files.insert(name.to_owned(), index);
        self.table.files.push(name.to_owned());
        index
    }

    fn position(&mut self, position: Position) -> u32 {
        let next = self.table.positions.len() as u32;
        *self.positions.entry(position).or_insert_with(|| {
            self.table.positions.push(position);
            next
        })
    }

    pub fn finish(self) -> LineTable {
        self.table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> LineTable {
        let mut table = LineTableBuilder::default();
        table.add(10, [("a.h", 3), ("a.cu", 7)].into_iter());
        table.add(14, [("a.h", 3), ("a.cu", 7)].into_iter());
        table.add(20, [].into_iter());
        table.add(30, [("a.cu", 8)].into_iter());
        table.add(30, [("a.cu", 9)].into_iter());
        table.finish()
    }

    #[test]
    fn the_stack_at_an_offset_is_innermost_first() {
        let table = sample();
        let find = |offset| table.find(offset).collect::<Vec<_>>();
        assert_eq!(find(9), []);
        assert_eq!(find(10), [("a.h", 3), ("a.cu", 7)]);
        assert_eq!(find(19), [("a.h", 3), ("a.cu", 7)]);
        assert_eq!(find(20), []);
        assert_eq!(find(1000), [("a.cu", 9)], "of several rows at one offset the last counts");
    }

    #[test]
    fn what_repeats_is_stored_once() {
        let table = sample();
        assert_eq!(table.entries.len(), 3);
        assert_eq!(table.files, ["a.cu", "a.h"]);
    }

    #[test]
    fn a_circle_of_callers_ends() {
        let mut table = sample();
        table.positions[0].caller = Some(1);
        assert!(table.find(10).count() <= 2);
    }
}
