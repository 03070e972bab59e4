//! The host's shadows of device variables, as the linker must treat them: managed variables have pages of their own, and
//! those of templates stay with their unit.
//!
//! Both are changes of a few bytes in the object file that clang has written.

use anywarp_diag::{Code, Diagnostic};
use object::LittleEndian as LE;
use object::elf::{
    EM_X86_64, FileHeader64, GRP_COMDAT, SHT_GROUP, SHT_NOBITS, STB_LOCAL, STT_OBJECT, SectionHeader64,
};
use object::pod;
use object::read::elf::{FileHeader as _, SectionHeader as _};

/// Where our headers' `__managed__` puts a variable.
const MANAGED: &[u8] = b".bss.anywarp_managed";

/// What is to be changed in an object.
struct Changes {
    /// Sections of managed variables.
    managed: Vec<usize>,
    /// Where the first words of groups are that have lost their reason.
    groups: Vec<usize>,
    /// Where the sections' headers begin, and how many there are.
    headers: (usize, usize),
    /// Bytes of a page.
    page: u64,
}

/// Fills the pages of managed variables, so that the linker puts nothing else on them (the runtime shares whole pages with
/// the device; the section holds zeros, so only its header changes), and makes linkers keep the shadows of variables of
/// templates, which clang makes local but leaves in groups of which only one program-wide is kept.
///
/// # Errors
/// [`Code::Internal`] if the bytes are no 64-bit little-endian ELF object.
pub fn settle_shadows(object: &mut [u8]) -> Result<(), Diagnostic> {
    let unreadable = |what: &dyn std::fmt::Display| {
        Diagnostic::new(Code::Internal, format!("clang's host object cannot be read: {what}"))
    };
    let Changes { managed, groups, headers: (first, count), page } =
        changes(object).map_err(|error| unreadable(&error))?;
    for group in groups {
        let flags = object.get_mut(group..group + 4).ok_or_else(|| unreadable(&"a group without flags"))?;
        flags.copy_from_slice(&0u32.to_le_bytes());
    }
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

fn changes(object: &[u8]) -> object::Result<Changes> {
    let header = FileHeader64::<LE>::parse(object)?;
    let sections = header.sections(LE, object)?;
    let symbols = sections.symbols(LE, object, object::elf::SHT_SYMTAB)?;
    // Other machines that run Linux have pages of up to 64 KiB.
    let page = if header.e_machine(LE) == EM_X86_64 { 4096 } else { 65536 };
    let headers = (header.e_shoff(LE) as usize, sections.len());
    let mut changes = Changes { managed: Vec::new(), groups: Vec::new(), headers, page };
    for (index, section) in sections.iter().enumerate() {
        if section.sh_type(LE) == SHT_NOBITS && sections.section_name(LE, section)? == MANAGED {
            changes.managed.push(index);
        }
        if let Some((flags, _)) = section.group(LE, object)?
            && section.sh_type(LE) == SHT_GROUP
            && flags == GRP_COMDAT
        {
            let signature = symbols.symbol(object::SymbolIndex(section.sh_info(LE) as usize))?;
            // A local symbol is not the one of another object.
            if signature.st_bind() == STB_LOCAL && signature.st_type() == STT_OBJECT {
                changes.groups.push(section.sh_offset(LE) as usize);
            }
        }
    }
    Ok(changes)
}
