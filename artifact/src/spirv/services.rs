//! What kernels and the runtime share for printf, assert, malloc and free (`passes/libdevice/services`).
//!
//! The word at [`super::launch::FAULT`] begins the launch's [`Head`]. Kernels that print append records to the output
//! behind it, which the runtime reads when the launch is done; kernels that allocate share a heap that outlives them.

/// The head of a launch, all little-endian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Bytes of the output.
    pub capacity: u32,
    /// Where the output begins, in bytes from the head.
    pub output: u32,
    /// Address of the heap, 0 for none.
    pub heap: u64,
}

/// Byte of the head with the number of records that found no room in the output.
pub const LOST: usize = 12;

impl Head {
    pub const BYTES: usize = 32;

    /// The bytes before the launch.
    #[must_use]
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[4..8].copy_from_slice(&self.capacity.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.output.to_le_bytes());
        bytes[24..].copy_from_slice(&self.heap.to_le_bytes());
        bytes
    }
}

/// The heap of a device: a header of 64 bytes, one bit for each granule, then the granules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heap {
    words: u32,
    limit: u32,
}

impl Heap {
    const GRANULE: usize = 64;
    const HEADER: usize = 64;

    /// A heap for `limit` bytes, to which it adds what small blocks waste.
    #[must_use]
    pub fn for_limit(limit: usize) -> Self {
        let limit = limit.min(u32::MAX as usize / 2);
        let words = (limit + limit / 2).div_ceil(Self::GRANULE * 32).max(1);
        Self { words: words as u32, limit: limit as u32 }
    }

    fn first(self) -> usize {
        (Self::HEADER + self.words as usize * 4).next_multiple_of(Self::GRANULE)
    }

    /// Bytes of the whole heap.
    #[must_use]
    pub fn bytes(self) -> usize {
        self.first() + self.words as usize * 32 * Self::GRANULE
    }

    /// The header and the bits of the empty heap, with which it begins.
    #[must_use]
    pub fn begin(self) -> Vec<u8> {
        let mut bytes: Vec<u8> =
            [self.words, self.first() as u32, self.limit].into_iter().flat_map(u32::to_le_bytes).collect();
        bytes.resize(self.first(), 0);
        bytes
    }
}

/// One thing that a kernel said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record<'o> {
    /// `printf`. `memory` is the record itself, in which strings among the arguments are places.
    Print { memory: &'o [u8], format: usize, arguments: usize },
    /// `assert`, with the indices of the block and the thread.
    Assertion {
        block: [u32; 3],
        thread: [u32; 3],
        line: u32,
        message: String,
        file: String,
        function: String,
    },
}

/// The records of an output, in their order; what a kernel has overwritten ends them.
pub fn records(mut output: &[u8]) -> impl Iterator<Item = Record<'_>> {
    std::iter::from_fn(move || {
        let bytes = word(output, 0)? as usize;
        let record = output.get(..bytes).filter(|record| record.len() >= 16)?;
        output = &output[bytes..];
        match word(record, 1)? {
            1 => Some(Record::Print { memory: record, format: 16, arguments: word(record, 2)? as usize }),
            2 => assertion(record),
            _ => None,
        }
    })
}

fn word(bytes: &[u8], index: usize) -> Option<u32> {
    bytes.get(index * 4..)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

fn assertion(record: &[u8]) -> Option<Record<'_>> {
    let three =
        |first: usize| Some([word(record, first)?, word(record, first + 1)?, word(record, first + 2)?]);
    let mut texts = record.get(40..word(record, 9)? as usize)?.split(|&byte| byte == 0);
    let mut text = || texts.next().map(|text| String::from_utf8_lossy(text).into_owned());
    let (message, file, function) = (text()?, text()?, text()?);
    let (block, thread, line) = (three(3)?, three(6)?, word(record, 2)?);
    Some(Record::Assertion { block, thread, line, message, file, function })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    #[test]
    fn records_are_read_in_order_until_the_room_ended() {
        let mut output = words(&[24, 1, 24, 24]);
        output.extend(b"hello\n\0\0");
        output.extend(words(&[56, 2, 17, 1, 2, 3, 4, 5, 6, 50]));
        output.extend(b"x>0\0f.cu\0f\0.....");
        output.extend(words(&[0, 1, 2, 3]));
        let found: Vec<Record<'_>> = records(&output).collect();
        assert!(
            matches!(found[0], Record::Print { format: 16, arguments: 24, memory } if memory.len() == 24)
        );
        let Record::Assertion { block, thread, line, message, file, function } = &found[1] else { panic!() };
        assert_eq!((*block, *thread, *line), ([1, 2, 3], [4, 5, 6], 17));
        assert_eq!([&**message, file, function], ["x>0", "f.cu", "f"]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn damaged_outputs_end() {
        for end in 0..56 {
            let output = words(&[56, 2, 17, 1, 2, 3, 4, 5, 6, 5000, 0, 0, 0, 0]);
            assert_eq!(records(&output[..end]).count(), 0);
            assert_eq!(records(&output).count(), 0);
        }
        assert_eq!(records(&words(&[4, 1, 0, 0])).count(), 0);
    }

    #[test]
    fn a_heap_has_room_for_its_limit_in_small_blocks() {
        let heap = Heap::for_limit(8 << 20);
        assert!(heap.bytes() > (12 << 20) && heap.begin().len() < heap.bytes());
        assert_eq!(heap.first() % 64, 0);
    }
}
