//! The device link: relocatable device code of all inputs becomes one container, and a C file around it that registers
//! it for every unit.
//!
//! The host half of a unit `ID` calls `__cudaRegisterLinkedBinary<ID>` before `main`, which no object defines until a
//! device link does, as with nvcc: a final link without one fails, and a program never runs without device code.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use anywarp_artifact::{Artifact, Relocatable};
use anywarp_diag::{Code, Diagnostic};
use anywarp_frontend::{Math, TargetLayout};
use llvm_config::process::{Scratch, file_access};
use llvm_config::tools::Tools;
use object::{Object, ObjectSymbol};

use crate::device::{self, DeviceOptions};
use crate::error::Failure;
use crate::objects::{self, Piece};
use crate::output;
use crate::own_options::OwnOptions;

/// What the name of a unit's registration begins with.
const REGISTER: &str = "__cudaRegisterLinkedBinary";

/// Joins relocatable device code (a step of nvcc).
#[derive(Debug, clap::Args)]
pub struct DeviceLink {
    /// Objects and static libraries.
    inputs: Vec<PathBuf>,
    /// The C file to write; the container is written beside it.
    #[arg(short)]
    output: PathBuf,
    /// Do not optimise.
    #[arg(long)]
    debug: bool,
    #[command(flatten)]
    own: OwnOptions,
}

impl DeviceLink {
    pub fn run(&self, tools: &Tools) -> Result<(), Failure> {
        let device = DeviceOptions {
            layout: TargetLayout::Native64,
            math: Math::default(),
            debug: self.debug,
            relocatable: false,
            own: self.own.clone(),
            include_dir: PathBuf::new(),
        };
        run(&self.inputs, &device, tools, &self.output).map(drop)
    }
}

/// The container's place beside the C file `text`.
pub fn container_of(text: &Path) -> PathBuf {
    text.with_extension("anywarp")
}

/// Links the relocatable device code of `inputs` and writes the C file `text`.
///
/// # Errors
/// Those of the link and of the compilation.
pub fn run(
    inputs: &[PathBuf],
    device: &DeviceOptions,
    tools: &Tools,
    text: &Path,
) -> Result<Artifact, Failure> {
    let found = find(inputs)?;
    let units: Vec<(&str, &[u8])> = found.units.iter().map(|unit| (&*unit.source, &*unit.bitcode)).collect();
    let bitcode = anywarp_passes::link(&units)?;
    let scratch = Scratch::new_in(&std::env::temp_dir())?;
    let artifact = device::build(&bitcode, device, tools, scratch.path())?;
    output::write(&container_of(text), &artifact.to_bytes())?;
    output::write(text, stub(&container_of(text), &found.registrations).as_bytes())?;
    Ok(artifact)
}

/// Whether any of the files holds relocatable device code that is not linked yet. Files that cannot be read are the host
/// linker's to report.
pub fn is_needed(inputs: &[PathBuf]) -> bool {
    find(inputs).map_or(true, |found| !found.units.is_empty())
}

/// What the inputs hold.
#[derive(Default)]
struct Found {
    units: Vec<Relocatable>,
    /// Names of the functions that are to be defined.
    registrations: Vec<String>,
    /// Those that an earlier device link has defined.
    linked: HashSet<String>,
}

fn find(inputs: &[PathBuf]) -> Result<Found, Diagnostic> {
    let mut pieces: Vec<(&Path, Piece)> = Vec::new();
    for path in inputs.iter().filter(|path| path.is_file()) {
        let bytes = std::fs::read(path).map_err(|error| file_access("read", path, &error))?;
        let found = objects::pieces(path, bytes).map_err(|what| malformed(path, &what))?;
        pieces.extend(found.into_iter().map(|piece| (&**path, piece)));
    }
    let objects = || pieces.iter().filter_map(|(path, piece)| Some((*path, piece, piece.object()?)));
    let broken = |path: &Path, piece: &Piece, what: &str| match &*piece.member {
        "" => malformed(path, what),
        member => malformed(&path.join(member), what),
    };
    let mut found = Found::default();
    // An object whose registration is defined by another one has been linked already.
    for (path, piece, file) in objects() {
        found.linked.extend(registrations(&file, false).map_err(|what| broken(path, piece, &what))?);
    }
    for (path, piece, file) in objects() {
        found.add(&file).map_err(|what| broken(path, piece, &what))?;
    }
    Ok(found)
}

fn malformed(path: &Path, what: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedInput, format!("{}: {what}", path.display()))
}

impl Found {
    fn add(&mut self, file: &object::File<'_>) -> Result<(), String> {
        let Some(data) = objects::section(file, objects::RELOCATABLE)? else { return Ok(()) };
        let mut wanted = registrations(file, true)?;
        wanted.retain(|name| !self.linked.contains(name));
        // Shared libraries and programs keep the section of what was linked into them.
        if wanted.is_empty() {
            return Ok(());
        }
        self.units.extend(Relocatable::read_all(data).map_err(|error| error.to_string())?);
        self.registrations.extend(wanted);
        Ok(())
    }
}

/// The registrations that the object defines or, if `undefined`, wants.
fn registrations(file: &object::File<'_>, undefined: bool) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    for symbol in file.symbols().filter(|symbol| symbol.is_undefined() == undefined) {
        let name = symbol.name().map_err(|error| error.to_string())?;
        if name.starts_with(REGISTER) {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// Registers the container when the first unit registers, and with it the functions and variables of each unit.
fn stub(container: &Path, registrations: &[String]) -> String {
    let container = std::path::absolute(container).unwrap_or_else(|_| container.to_owned());
    // Quoted for the assembler, and that for C.
    let container = format!("{container:?}").replace('\\', "\\\\").replace('"', "\\\"");
    let mut text = format!(
        "__asm__(\".section .nv_fatbin,\\\"a\\\"\\n.balign 8\\nanywarp_linked:\\n.incbin {container}\\n.previous\");
extern const char anywarp_linked[] __attribute__((visibility(\"hidden\")));
struct wrapper {{ int magic, version; const void *data; void *file; }};
static struct wrapper wrapper
    __attribute__((section(\".nvFatBinSegment\"))) = {{ 0x466243b1, 1, anywarp_linked, 0 }};
extern void **__cudaRegisterFatBinary(void *);
extern void __cudaRegisterFatBinaryEnd(void **);
extern void __cudaUnregisterFatBinary(void **);
extern int atexit(void (*)(void));
static void **handle;
static void unregister(void) {{ __cudaUnregisterFatBinary(handle); }}
static void enter(void (*globals)(void **)) {{
    if (!handle) {{
        handle = __cudaRegisterFatBinary(&wrapper);
        __cudaRegisterFatBinaryEnd(handle);
        atexit(unregister);
    }}
    globals(handle);
}}
",
    );
    for name in registrations {
        let _ =
            writeln!(text, "void {name}(void (*globals)(void **), void *unit, void *id, void *unused) {{");
        let _ = writeln!(text, "    (void)unit, (void)id, (void)unused, enter(globals);\n}}");
    }
    text
}
