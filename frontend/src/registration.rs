//! Kernels are registered before the unit's own initialisers run, and managed variables have pages of their own.
//!
//! clang lists the constructor that registers a unit's kernels behind those of its global objects, so a kernel that a
//! global object's constructor launches would be unknown. In the object file the list is an array of relocations
//! (`.rela.init_array`): here the registration takes the first place and the others move up.

use anywarp_diag::{Code, Diagnostic};
use object::LittleEndian as LE;
use object::elf::{EM_X86_64, FileHeader64, Rela64, SHT_NOBITS, SHT_RELA, STT_SECTION, SectionHeader64};
use object::pod;
use object::read::elf::{FileHeader as _, SectionHeader as _, Sym as _};

/// The name clang gives the constructor.
const CONSTRUCTOR: &[u8] = b"__cuda_module_ctor";

/// Where our headers' `__managed__` puts a variable.
const MANAGED: &[u8] = b".bss.anywarp_managed";

/// Fills the pages of managed variables, so that the linker puts nothing else on them: the runtime shares whole pages
/// with the device. The section holds zeros, so only its header changes.
///
/// # Errors
/// [`Code::Internal`] if the bytes are no 64-bit little-endian ELF object.
pub fn separate_managed(object: &mut [u8]) -> Result<(), Diagnostic> {
    let unreadable = |what: &dyn std::fmt::Display| {
        Diagnostic::new(Code::Internal, format!("clang's host object cannot be read: {what}"))
    };
    let (managed, first, count, page) = managed_sections(object).map_err(|error| unreadable(&error))?;
    let headers = object.get_mut(first..).ok_or_else(|| unreadable(&"no section headers"))?;
    let (headers, _) = pod::slice_from_bytes_mut::<SectionHeader64<LE>>(headers, count)
        .map_err(|()| unreadable(&"misaligned section headers"))?;
    for index in managed {
        let header = &mut headers[index];
        header.sh_size.set(LE, header.sh_size.get(LE).next_multiple_of(page));
        header.sh_addralign.set(LE, page);
    }
    Ok(())
}

/// The sections of managed variables, where all sections' headers begin and how many there are, and the bytes of a page.
fn managed_sections(object: &[u8]) -> object::Result<(Vec<usize>, usize, usize, u64)> {
    let header = FileHeader64::<LE>::parse(object)?;
    let sections = header.sections(LE, object)?;
    let is_managed = |section: &SectionHeader64<LE>| {
        section.sh_type(LE) == SHT_NOBITS
            && sections.section_name(LE, section).is_ok_and(|name| name == MANAGED)
    };
    let managed = sections.iter().enumerate().filter(|(_, section)| is_managed(section));
    let managed = managed.map(|(index, _)| index).collect();
    // Other machines that run Linux have pages of up to 64 KiB.
    let page = if header.e_machine(LE) == EM_X86_64 { 4096 } else { 65536 };
    Ok((managed, header.e_shoff(LE) as usize, sections.len(), page))
}

/// Reorders the constructors in a 64-bit little-endian ELF object; one without kernels stays as it is.
///
/// # Errors
/// [`Code::Internal`] if the bytes are no such object.
pub fn register_first(object: &mut [u8]) -> Result<(), Diagnostic> {
    let Some(entries) = constructors(object).map_err(|error| {
        Diagnostic::new(Code::Internal, format!("clang's host object cannot be read: {error}"))
    })?
    else {
        return Ok(());
    };
    let start = entries.start;
    let list = pod::slice_from_all_bytes_mut::<Rela64<LE>>(&mut object[entries.range()])
        .map_err(|()| Diagnostic::new(Code::Internal, "clang's host object has misaligned relocations"))?;
    list.sort_by_key(|entry| entry.r_offset.get(LE));
    let places: Vec<_> = list.iter().map(|entry| entry.r_offset).collect();
    let registration = list
        .iter()
        .position(|entry| (entry.r_sym(LE, false), entry.r_addend.get(LE)) == entries.registration);
    debug_assert!(registration.is_some(), "found at {start:#x} a moment ago");
    if let Some(registration) = registration {
        list[..=registration].rotate_right(1);
        list.iter_mut().zip(places).for_each(|(entry, place)| entry.r_offset = place);
    }
    Ok(())
}

/// The relocations of `.init_array`.
struct Constructors {
    start: usize,
    bytes: usize,
    /// Symbol and addend of the registration's.
    registration: (u32, i64),
}

impl Constructors {
    fn range(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.bytes
    }
}

fn constructors(object: &[u8]) -> object::Result<Option<Constructors>> {
    let header = FileHeader64::<LE>::parse(object)?;
    let sections = header.sections(LE, object)?;
    let symbols = sections.symbols(LE, object, object::elf::SHT_SYMTAB)?;
    let constructor = symbols
        .enumerate()
        .find(|(_, symbol)| symbol.name(LE, symbols.strings()).is_ok_and(|name| name == CONSTRUCTOR));
    let Some((index, constructor)) = constructor else { return Ok(None) };
    // Assemblers name a local function by its section and its offset there.
    let (section, offset) = (constructor.st_shndx(LE), constructor.st_value(LE) as i64);
    let is_registration = |entry: &Rela64<LE>| {
        let symbol = object::SymbolIndex(entry.r_sym(LE, false) as usize);
        symbol == index && entry.r_addend.get(LE) == 0
            || symbols
                .symbol(symbol)
                .is_ok_and(|symbol| symbol.st_type() == STT_SECTION && symbol.st_shndx(LE) == section)
                && entry.r_addend.get(LE) == offset
    };
    for header in sections.iter().filter(|header| header.sh_type(LE) == SHT_RELA) {
        let Some((entries, _)) = header.rela(LE, object)? else { continue };
        if let Some(entry) = entries.iter().find(|entry| is_registration(entry)) {
            let target = sections.section(object::SectionIndex(header.sh_info(LE) as usize))?;
            if sections.section_name(LE, target)? == b".init_array" {
                return Ok(Some(Constructors {
                    start: header.sh_offset(LE) as usize,
                    bytes: header.sh_size(LE) as usize,
                    registration: (entry.r_sym(LE, false), entry.r_addend.get(LE)),
                }));
            }
        }
    }
    Ok(None)
}
