//! Every function of the CUDA 12 and 13 runtime APIs is an exported symbol, and the table tells the truth about it.

use std::collections::BTreeSet;
use std::ffi::CString;
use std::path::Path;

use anywarp_runtime::api::table::{FUNCTIONS, Support};

/// `cuda-bindings` 12.9.10 (`cyruntime.pxd`, Apache-2.0), with what it leaves out.
const CUDA_12: &str = include_str!("data/cuda-12-functions.txt");

/// What 13.3.0 adds.
const CUDA_13: &str = include_str!("data/cuda-13-functions.txt");

#[test]
fn the_table_names_all_of_cuda_12_and_13_once() {
    let names: Vec<&str> = FUNCTIONS.iter().map(|(name, _)| *name).collect();
    let distinct: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), distinct.len(), "a name is there twice");
    let missing: Vec<&str> =
        CUDA_12.lines().chain(CUDA_13.lines()).filter(|name| !distinct.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_function_is_exported_by_the_shared_library() {
    let test = std::env::current_exe().expect("a path");
    let library = test.with_file_name("libanywarp_runtime.so");
    let symbol = |handle, name: &str| {
        let name = CString::new(name).expect("no NUL");
        // SAFETY: a live handle and a C string.
        unsafe { libc::dlsym(handle, name.as_ptr()) }
    };
    let path = CString::new(library.to_string_lossy().into_owned()).expect("no NUL");
    // SAFETY: the library's initialisers do nothing.
    let handle = unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
    assert!(!handle.is_null(), "cannot load {}", library.display());
    let missing: Vec<&str> =
        FUNCTIONS.iter().map(|(name, _)| *name).filter(|name| symbol(handle, name).is_null()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for (name, _) in FUNCTIONS.iter().filter(|(_, support)| *support == Support::Missing) {
        // SAFETY: these functions take no notice of their arguments.
        let function: extern "C" fn() -> i32 = unsafe { std::mem::transmute(symbol(handle, name)) };
        assert_eq!(function(), 801, "{name}");
    }
}

#[test]
fn the_documentation_lists_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cuda-api.md");
    let mut text = String::from(
        "# CUDA runtime API\n\nGenerated from `runtime/src/api/table.rs`; `BLESS=1 cargo test -p anywarp-runtime` writes it.\n\
         Every function exists as a symbol. Refused ones leave a stream that takes no work until the capture ends; those that\n\
         are not supported return `cudaErrorNotSupported` (801).\n",
    );
    for (title, wanted) in
        [("Real", Support::Real), ("Refused", Support::Refused), ("Not supported", Support::Missing)]
    {
        text += &format!("\n## {title}\n\n");
        let mut names: Vec<&str> = FUNCTIONS
            .iter()
            .filter(|(name, support)| *support == wanted && !name.contains("_pt"))
            .map(|(name, _)| *name)
            .collect();
        names.sort_unstable();
        for name in names {
            text += &format!("- `{name}`\n");
        }
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).expect("writable");
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap_or_default(),
        text,
        "run with BLESS=1 to rewrite the page"
    );
}
