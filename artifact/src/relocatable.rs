//! Relocatable device code: what `nvcc -dc` writes into an object and the device link reads back.

use serde::{Deserialize, Serialize};

use crate::ReadError;
use crate::container::{unwrap, wrap};

/// First bytes of relocatable device code.
pub const RELOCATABLE_MAGIC: [u8; 8] = *b"ANYWARPR";

/// The device half of one translation unit before it is linked with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relocatable {
    /// The source's name as it was given to the compiler.
    pub source: String,
    /// NVVM bitcode.
    pub bitcode: Vec<u8>,
}

impl Relocatable {
    /// Serialises the unit with its header.
    pub fn to_bytes(&self) -> Vec<u8> {
        wrap(RELOCATABLE_MAGIC, 0, self)
    }

    /// Reads a section: units one after the other (`ld -r` joins sections), with zero bytes between them.
    pub fn read_all(mut section: &[u8]) -> Result<Vec<Self>, ReadError> {
        let mut units = Vec::new();
        while let Some(start) = section.iter().position(|&byte| byte != 0) {
            let (unit, rest) = unwrap(RELOCATABLE_MAGIC, &section[start..])?;
            units.push(unit);
            section = rest;
        }
        Ok(units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_sections_are_read_one_by_one() {
        let unit = |source: &str| Relocatable { source: source.into(), bitcode: vec![1, 0, 2] };
        let section = [unit("a.cu").to_bytes(), vec![0; 5], unit("b.cu").to_bytes(), vec![0; 3]].concat();
        assert_eq!(Relocatable::read_all(&section), Ok(vec![unit("a.cu"), unit("b.cu")]));
        assert_eq!(Relocatable::read_all(&[0; 8]), Ok(Vec::new()));
        assert!(Relocatable::read_all(&section[..section.len() - 10]).is_err());
        assert_eq!(
            Relocatable::read_all(b"ELF code of others, which is long"),
            Err(ReadError::NotAnArtifact)
        );
    }
}
