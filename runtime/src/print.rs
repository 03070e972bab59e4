//! `printf` in kernels: the host's half (CUDA C++ Programming Guide, "Formatted Output").
//!
//! Device code passes a format and a block of arguments, each at its natural alignment; the text is made here at once
//! and kept until the program synchronises, as CUDA does.

use std::collections::VecDeque;
use std::ffi::{CString, c_char, c_int, c_longlong};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// Where arguments and strings are read.
pub(crate) trait Source {
    /// The bytes at a device address; nothing if they cannot be read.
    fn bytes(&self, address: u64, count: usize) -> Option<Vec<u8>>;
    /// The C string at a device address; nothing if it cannot be read.
    fn c_string(&self, address: u64) -> Option<Vec<u8>>;
}

/// Texts that wait for a synchronisation, and their bytes in all.
struct Waiting {
    texts: VecDeque<Vec<u8>>,
    bytes: usize,
}

static WAITING: Mutex<Waiting> = Mutex::new(Waiting { texts: VecDeque::new(), bytes: 0 });
static ANY: AtomicBool = AtomicBool::new(false);

/// Formats one call and keeps its text; the number of arguments that were formatted, widths too, or nothing if an address is bad.
///
/// When more than `limit` bytes wait (`cudaLimitPrintfFifoSize`), the oldest texts are lost, as in CUDA.
pub(crate) fn print(source: &dyn Source, format: u64, arguments: u64, limit: usize) -> Option<i32> {
    let format = source.c_string(format)?;
    let (text, count) = render(&format, &mut Arguments { source, next: arguments })?;
    let mut waiting = WAITING.lock().expect("not poisoned");
    waiting.bytes += text.len();
    waiting.texts.push_back(text);
    while waiting.bytes > limit && waiting.texts.len() > 1 {
        let lost = waiting.texts.pop_front().map_or(0, |text| text.len());
        waiting.bytes -= lost;
    }
    ANY.store(true, Ordering::Release);
    Some(count)
}

/// What an `assert` that failed says (CUDA C++ Programming Guide, "Assertion").
pub(crate) fn assertion(
    [block, thread]: [[u32; 3]; 2],
    file: &str,
    line: u32,
    function: &str,
    message: &str,
) -> String {
    let ([x, y, z], [tx, ty, tz]) = (block, thread);
    format!(
        "{file}:{line}: {function}: block: [{x},{y},{z}], thread: [{tx},{ty},{tz}] Assertion `{message}` failed.\n"
    )
}

/// Writes what waits to the program's `stdout`, in order with what the program itself prints there.
pub(crate) fn flush() {
    if !ANY.swap(false, Ordering::AcqRel) {
        return;
    }
    let texts = {
        let mut waiting = WAITING.lock().expect("not poisoned");
        waiting.bytes = 0;
        std::mem::take(&mut waiting.texts)
    };
    unsafe extern "C" {
        static stdout: *mut libc::FILE;
    }
    // SAFETY: the C library's own stream, which locks itself; a closed one refuses.
    unsafe {
        for text in texts {
            libc::fwrite(text.as_ptr().cast(), 1, text.len(), stdout);
        }
        libc::fflush(stdout);
    }
}

/// A block of arguments, read one after the other.
struct Arguments<'s> {
    source: &'s dyn Source,
    next: u64,
}

impl Arguments<'_> {
    fn take<const BYTES: usize>(&mut self) -> Option<[u8; BYTES]> {
        let at = self.next.next_multiple_of(BYTES as u64);
        self.next = at + BYTES as u64;
        self.source.bytes(at, BYTES)?.try_into().ok()
    }
}

/// One conversion of a format: `%[flags][width][.precision][size]type`.
struct Conversion<'f> {
    /// From `%` up to the size.
    head: &'f [u8],
    /// Whether a `*` asks for an argument, for the width and for the precision.
    stars: usize,
    long: bool,
    size: &'f [u8],
    kind: u8,
    bytes: usize,
}

impl<'f> Conversion<'f> {
    /// The conversion at the start of `text`, which begins with `%`.
    fn parse(text: &'f [u8]) -> Option<Self> {
        let run = |from: usize, set: &[u8]| {
            text[from..].iter().position(|byte| !set.contains(byte)).map_or(text.len(), |end| from + end)
        };
        let head = run(1, b"#0- +123456789.*");
        let size = run(head, b"hlLjzt");
        let kind = *text.get(size)?;
        let sizes = &text[head..size];
        Some(Self {
            head: &text[..head],
            stars: text[..head].iter().filter(|&&byte| byte == b'*').count(),
            // The size of a device's `long`, `size_t` and `ptrdiff_t`.
            long: sizes.iter().any(|byte| b"ljzt".contains(byte)),
            size: sizes,
            kind,
            bytes: size + 1,
        })
    }

    /// A format of the host's for one value of this kind.
    fn host_format(&self, size: &[u8]) -> Option<CString> {
        CString::new([self.head, size, &[self.kind]].concat()).ok()
    }
}

/// Formats; `None` if an argument cannot be read.
fn render(format: &[u8], arguments: &mut Arguments<'_>) -> Option<(Vec<u8>, i32)> {
    let mut text = Vec::new();
    let mut count = 0;
    let mut rest = format;
    while let Some(at) = rest.iter().position(|&byte| byte == b'%') {
        text.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let Some(conversion) = Conversion::parse(rest) else { break };
        if conversion.kind == b'%' {
            text.push(b'%');
        } else if let Some(piece) = convert(&conversion, arguments)? {
            text.extend(piece);
            count += 1 + conversion.stars as i32;
        } else {
            // Not a conversion of CUDA's: printed as it stands.
            text.extend_from_slice(&rest[..conversion.bytes]);
        }
        rest = &rest[conversion.bytes..];
    }
    text.extend_from_slice(rest);
    Some((text, count))
}

/// The text of one argument; the inner `None` says that there is no such conversion.
fn convert(conversion: &Conversion<'_>, arguments: &mut Arguments<'_>) -> Option<Option<Vec<u8>>> {
    if !b"cdiouxXpeEfFgGaAs".contains(&conversion.kind) {
        return Some(None);
    }
    let mut stars = [0; 2];
    for star in stars.iter_mut().take(conversion.stars) {
        *star = c_int::from_le_bytes(arguments.take()?);
    }
    let stars = &stars[..conversion.stars.min(2)];
    let text = match conversion.kind {
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A' => {
            let value = f64::from_le_bytes(arguments.take()?);
            // SAFETY: the format has one conversion of a `double`.
            conversion.host_format(b"").map(|format| unsafe { host_text(&format, stars, value) })
        }
        b's' => {
            let address = u64::from_le_bytes(arguments.take()?);
            let bytes = if address == 0 { b"(null)".to_vec() } else { arguments.source.c_string(address)? };
            let string = CString::new(bytes).ok()?;
            // SAFETY: the format has one conversion of a string, which outlives the call.
            conversion.host_format(b"").map(|format| unsafe { host_text(&format, stars, string.as_ptr()) })
        }
        b'p' => {
            let address = u64::from_le_bytes(arguments.take()?) as usize as *const c_char;
            // SAFETY: the format has one conversion of an address, which is not followed.
            conversion.host_format(b"").map(|format| unsafe { host_text(&format, stars, address) })
        }
        b'c' => {
            let value = c_int::from_le_bytes(arguments.take()?);
            // SAFETY: the format has one conversion of an `int`.
            conversion.host_format(b"").map(|format| unsafe { host_text(&format, stars, value) })
        }
        _ if conversion.long => {
            let value = c_longlong::from_le_bytes(arguments.take()?);
            // SAFETY: the format has one conversion of a `long long`.
            conversion.host_format(b"ll").map(|format| unsafe { host_text(&format, stars, value) })
        }
        _ => {
            let value = c_int::from_le_bytes(arguments.take()?);
            // SAFETY: the format has one conversion of an `int`, which `h` and `hh` narrow.
            conversion.host_format(conversion.size).map(|format| unsafe { host_text(&format, stars, value) })
        }
    };
    Some(text)
}

/// What the C library makes of one value.
///
/// # Safety
/// `format` must have one conversion, of `T`'s type as C passes it, and as many `*` as `stars`.
unsafe fn host_text<T: Copy>(format: &CString, stars: &[c_int], value: T) -> Vec<u8> {
    let write = |buffer: &mut [u8]| {
        let (start, room, format) = (buffer.as_mut_ptr().cast::<c_char>(), buffer.len(), format.as_ptr());
        // SAFETY: the caller's promise; at most `room` bytes are written.
        let length = unsafe {
            match *stars {
                [] => libc::snprintf(start, room, format, value),
                [width] => libc::snprintf(start, room, format, width, value),
                [width, precision, ..] => libc::snprintf(start, room, format, width, precision, value),
            }
        };
        usize::try_from(length).unwrap_or(0)
    };
    let mut buffer = vec![0; 64];
    let length = write(&mut buffer);
    if length >= buffer.len() {
        buffer.resize(length + 1, 0);
        write(&mut buffer);
    }
    buffer.truncate(length);
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Memory that begins at address 16.
    struct Memory(Vec<u8>);

    impl Source for Memory {
        fn bytes(&self, address: u64, count: usize) -> Option<Vec<u8>> {
            let start = usize::try_from(address.checked_sub(16)?).ok()?;
            self.0.get(start..start + count).map(<[u8]>::to_vec)
        }

        fn c_string(&self, address: u64) -> Option<Vec<u8>> {
            let start = usize::try_from(address.checked_sub(16)?).ok()?;
            let text = self.0.get(start..)?;
            Some(text[..text.iter().position(|&byte| byte == 0)?].to_vec())
        }
    }

    fn text(format: &str, arguments: &[u8]) -> Option<(String, i32)> {
        let memory = Memory(arguments.to_vec());
        let (text, count) = render(format.as_bytes(), &mut Arguments { source: &memory, next: 16 })?;
        Some((String::from_utf8(text).expect("ASCII"), count))
    }

    #[test]
    fn arguments_lie_at_their_natural_alignment() {
        let mut block = 7_i32.to_le_bytes().to_vec();
        block.extend([0; 4]);
        block.extend(1.5_f64.to_le_bytes());
        block.extend((-1_i32).to_le_bytes());
        assert_eq!(text("%d %.2f %u|", &block), Some(("7 1.50 4294967295|".into(), 3)));
    }

    #[test]
    fn long_values_and_widths_from_arguments() {
        let mut block = 6_i32.to_le_bytes().to_vec();
        block.extend([0; 4]);
        block.extend(i64::MIN.to_le_bytes());
        block.extend(255_u64.to_le_bytes());
        assert_eq!(text("[%*ld %lx]", &block), Some(("[-9223372036854775808 ff]".into(), 3)));
    }

    #[test]
    fn strings_are_followed() {
        let mut block = 24_u64.to_le_bytes().to_vec();
        block.extend(b"abc\0");
        assert_eq!(text("<%5s>", &block), Some(("<  abc>".into(), 1)));
        assert_eq!(text("<%s>", &0_u64.to_le_bytes()), Some(("<(null)>".into(), 1)));
    }

    #[test]
    fn what_is_no_conversion_is_printed_and_a_bad_address_is_not() {
        assert_eq!(text("100%% %k %", &[]), Some(("100% %k %".into(), 0)));
        assert_eq!(text("%d", &[1, 2]), None);
    }
}
