//! Compiled modules on disk, so that a program compiles its device code once per machine.
//!
//! An entry is what wasmtime produced, followed by a trailer: the key (content of the module and everything that the
//! engine's code generation depends on) and a checksum. Native code is only taken from a file that belongs to this
//! user, that nobody else can write and whose trailer fits; anything else is compiled again.

use std::hash::{Hash, Hasher};
use std::io::{Read, Seek};
use std::path::Path;

use sha2::{Digest, Sha256};
use wasmtime::{Engine, Module};

use crate::disk;

const MAGIC: [u8; 8] = *b"AWJIT\0\0\x01";
/// Magic, key, CRC-32 of all that precedes the CRC.
const TRAILER_BYTES: usize = 8 + 32 + 4;

type Key = [u8; 32];

/// The module of the wasm bytes: from the cache, or compiled and then put there.
pub(super) fn module(engine: &Engine, wasm: &[u8]) -> wasmtime::Result<Module> {
    let key = key(engine, wasm);
    let Some(directory) = disk::directory() else { return Module::new(engine, wasm) };
    let path = directory.join(disk::hex(&key));
    if let Some(module) = load(engine, &path, &key) {
        return Ok(module);
    }
    let code = engine.precompile_module(wasm)?;
    // A cache that cannot be written (read-only home, full disk) only costs time.
    let _ = store(&path, &code, &key);
    // SAFETY: the bytes are what this engine has just produced.
    unsafe { Module::deserialize(engine, &code) }
}

/// Hashes the module and the engine's settings.
fn key(engine: &Engine, wasm: &[u8]) -> Key {
    struct Feed(Sha256);
    impl Hasher for Feed {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }

        fn finish(&self) -> u64 {
            0 // Only the digest is read.
        }
    }
    let mut feed = Feed(Sha256::new());
    feed.0.update(env!("CARGO_PKG_VERSION"));
    engine.precompile_compatibility_hash().hash(&mut feed);
    feed.0.update(wasm);
    feed.0.finalize().into()
}

/// The entry at `path`, if it can be trusted.
fn load(engine: &Engine, path: &Path, key: &Key) -> Option<Module> {
    let (mut file, meta) = disk::open(path)?;
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    file.read_to_end(&mut bytes).ok()?;
    let body = bytes.len().checked_sub(TRAILER_BYTES)?;
    let (checked, checksum) = bytes.split_at(bytes.len() - 4);
    if bytes[body..body + 8] != MAGIC
        || bytes[body + 8..body + 40] != *key
        || crc32fast::hash(checked).to_le_bytes() != *checksum
    {
        return None;
    }
    file.rewind().ok()?;
    // SAFETY: the file is this user's, only this user can write it, and it holds what was stored under this key;
    // wasmtime checks its own version and settings again.
    unsafe { Module::deserialize_open_file(engine, file) }.ok()
}

fn store(path: &Path, code: &[u8], key: &Key) -> std::io::Result<()> {
    let mut checksum = crc32fast::Hasher::new();
    checksum.update(code);
    checksum.update(&MAGIC);
    checksum.update(key);
    disk::store(path, &[code, &MAGIC, key, &checksum.finalize().to_le_bytes()])
}
