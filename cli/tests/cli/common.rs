//! A toolkit in a temporary directory around the programs under test, and a way to run them.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// As much of a CUDA header as the compiler itself needs.
const HEADER: &str = r#"
#pragma once
#define __CUDACC__ 1
#define __global__ __attribute__((global))
#define __device__ __attribute__((device))
#define __host__ __attribute__((host))
struct dim3 { unsigned x, y, z; __host__ __device__ dim3(unsigned a, unsigned b = 1, unsigned c = 1) : x(a), y(b), z(c) {} };
extern "C" unsigned __cudaPushCallConfiguration(dim3, dim3, unsigned long = 0, void * = 0);
extern "C" int __cudaPopCallConfiguration(dim3 *, dim3 *, unsigned long *, void *);
extern "C" int cudaLaunchKernel(const void *, dim3, dim3, void **, unsigned long, struct CUstream_st *);
typedef struct CUstream_st *cudaStream_t;
"#;

/// A source with a kernel, a launch and a header of the user's.
pub(crate) const SOURCE: &str =
    "#include \"own.h\"\n__global__ void k(int *p) { *p = OWN; }\nint main() { k<<<1, 1>>>(nullptr); }\n";

/// A directory with a toolkit in `toolkit/` and `a.cu` and `own.h` to compile.
pub(crate) struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self { dir: tempfile::tempdir().expect("a temporary directory") };
        let target = anywarp_cli::toolkit::Toolkit::target_dir();
        let include = place.path(&format!("toolkit/{target}/include"));
        for directory in [&place.path("toolkit/bin"), &include, &place.path(&format!("toolkit/{target}/lib"))]
        {
            std::fs::create_dir_all(directory).expect("directories");
        }
        std::fs::write(include.join("cuda_runtime.h"), HEADER).expect("a header");
        std::fs::copy(env!("CARGO_BIN_EXE_nvcc"), place.path("toolkit/bin/nvcc")).expect("nvcc");
        std::fs::copy(env!("CARGO_BIN_EXE_anywarp"), place.path("toolkit/bin/anywarp")).expect("anywarp");
        // Found through a link, as /usr/local/bin/nvcc often is.
        symlink(place.path("toolkit/bin/nvcc"), place.path("nvcc")).expect("a link");
        place.write("a.cu", SOURCE);
        place.write("own.h", "#define OWN 1\n");
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("written");
    }

    /// Names in a subdirectory, or in the directory itself, that the test did not put there.
    pub(crate) fn created(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.dir.path()).expect("the directory");
        let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let ours = ["toolkit", "nvcc", "a.cu", "own.h"];
        let mut names: Vec<String> = names.filter(|name| !ours.contains(&name.as_str())).collect();
        names.sort();
        names
    }

    #[expect(clippy::disallowed_methods, reason = "these tests are about processes")]
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.dir.path());
        for name in ["NVCC_PREPEND_FLAGS", "NVCC_APPEND_FLAGS", "NVCC_CCBIN"] {
            command.env_remove(name);
        }
        let tools = self.path("toolkit/bin");
        let search_path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{search_path}", tools.display()));
        command
    }

    /// Runs `nvcc` with the words of `line`.
    pub(crate) fn nvcc(&self, line: &str) -> Ran {
        let program = self.path("nvcc");
        Ran::of(self.command(&program.to_string_lossy()).args(line.split_whitespace()))
    }

    pub(crate) fn run(&self, program: &str, line: &str) -> Ran {
        Ran::of(self.command(program).args(line.split_whitespace()))
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// How a program ended and what it said.
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self { status: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// Fails the test unless the program succeeded.
    #[track_caller]
    pub(crate) fn good(self) -> Self {
        assert_eq!(self.status, Some(0), "stdout:\n{}stderr:\n{}", self.out, self.err);
        self
    }

    /// Fails the test unless the program ended with `status` and its messages contain `text`.
    #[track_caller]
    pub(crate) fn fails(self, status: i32, text: &str) -> Self {
        assert_eq!(self.status, Some(status), "stderr:\n{}", self.err);
        assert!(self.err.contains(text), "no {text:?} in:\n{}", self.err);
        self
    }
}

/// Whether the file at `path` is an ELF object.
pub(crate) fn is_elf(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"\x7fELF"))
}
