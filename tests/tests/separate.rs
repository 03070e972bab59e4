//! Ways in which build systems compile device code separately and link it; each program must pass its own check.

use std::path::Path;
use std::time::Duration;

use anywarp_tests::process::{Finished, command, run};
use anywarp_tests::toolkit::Toolkit;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/run");

/// Runs lines of shell with the toolkit's nvcc; `$run` is the folder of the sources, `$lib` that of the runtime.
fn shell(folder: &Path, script: &str) -> Finished {
    let toolkit = Toolkit::find().expect("a toolkit");
    let mut sh = command(Path::new("/bin/sh"), folder);
    let path = std::env::var("PATH").expect("a search path");
    sh.args(["-exc", script])
        .env("PATH", format!("{}:{path}", toolkit.root().join("bin").display()))
        .env("run", FOLDER)
        .env("lib", toolkit.root().join("lib64"));
    run(sh, folder, Duration::from_secs(120)).expect("it ends")
}

#[track_caller]
fn passes(script: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let finished = shell(folder.path(), script);
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(finished.stdout.ends_with("\nPASS\n"), "{}", finished.stdout);
}

#[test]
fn the_final_link_by_nvcc_links_device_code() {
    passes(
        "nvcc -arch=sm_80 -dc $run/separate-compilation.cu -o a.o
         nvcc -arch=sm_80 -rdc=true -c $run/parts/separate-functions.cu -o b.o
         nvcc a.o b.o -o program
         ./program",
    );
}

#[test]
fn an_explicit_device_link_serves_another_linker() {
    passes(
        "nvcc -arch=sm_80 -dc $run/separate-compilation.cu -o a.o
         nvcc -arch=sm_80 -dc $run/parts/separate-functions.cu -o b.o
         nvcc -arch=sm_80 -dlink a.o b.o -o linked.o -lcudadevrt
         c++ a.o b.o linked.o -o program -L$lib -lcudart_static -lcudadevrt -lrt -lpthread -ldl
         ./program",
    );
    passes(
        "nvcc -arch=sm_80 -dc $run/separate-compilation.cu -o a.o
         nvcc -arch=sm_80 -dc $run/parts/separate-functions.cu -o b.o
         ld -r a.o b.o -o ab.o
         nvcc -arch=sm_80 -dlink ab.o -o linked.o
         nvcc ab.o linked.o -o program
         ./program",
    );
}

#[test]
fn static_libraries_hold_relocatable_code() {
    passes(
        "nvcc -arch=sm_80 -rdc=true -lib $run/parts/separate-functions.cu -o libfunctions.a
         nvcc -arch=sm_80 -rdc=true $run/separate-compilation.cu -L. -lfunctions -o program
         ./program",
    );
    passes(
        "nvcc -arch=sm_80 -dc $run/parts/separate-functions.cu -o b.o
         ar rcT libthin.a b.o
         nvcc -arch=sm_80 -dc $run/separate-compilation.cu -o a.o
         nvcc -dlink a.o libthin.a -o linked.o
         c++ a.o linked.o libthin.a -o program -L$lib -lcudart_static -lrt -lpthread -ldl
         ./program",
    );
}

#[test]
fn a_shared_library_is_linked_by_itself() {
    passes(
        "nvcc -arch=sm_80 -rdc=true -Xcompiler -fPIC -shared -cudart shared -o libwhole.so \
             -Dmain=whole $run/separate-compilation.cu $run/parts/separate-functions.cu
         echo 'int whole(); int main() { return whole(); }' >main.cu
         nvcc -arch=sm_80 -rdc=true -cudart shared main.cu -L. -lwhole -o program
         LD_LIBRARY_PATH=.:$lib ./program",
    );
}

#[test]
fn a_library_with_kernels_is_opened_and_closed() {
    passes(
        "nvcc -Xcompiler -fPIC -shared -cudart shared -o libplugin.so $run/parts/plugin.cu
         nvcc -cudart shared -o program $run/parts/opens-plugin.cu -ldl
         LD_LIBRARY_PATH=$lib ./program",
    );
}

#[test]
fn the_shown_commands_do_it_too() {
    passes(
        "nvcc -arch=sm_80 -rdc=true --keep --dryrun $run/separate-compilation.cu $run/parts/separate-functions.cu \
             -o program 2>&1 | sed -n 's/^#\\$ //p' | grep -v '^[A-Za-z_]*=' >commands
         sh -ex commands
         ./program",
    );
}

#[test]
fn what_is_wrong_with_a_device_link_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let says = |script: &str, text: &str| {
        let finished = shell(folder.path(), script);
        assert!(!finished.status.success(), "{script}");
        assert!(finished.stderr.contains(text), "no {text:?} in {}", finished.stderr);
    };
    says(
        "printf '__device__ int f() { return 1; }\\n__global__ void a() { f(); }\\nint main() {}\\n' >a.cu
         sed 's/void a/void b/; s/int main() {}//' a.cu >b.cu
         nvcc -rdc=true a.cu b.cu -o program",
        "device symbol `_Z1fv` is defined in \"a.cu\" and in \"b.cu\"",
    );
    says(
        "printf 'extern __device__ int x;\\n__global__ void k() { x = 1; }\\nint main() {}\\n' >x.cu
         nvcc -rdc=true x.cu -o program",
        "device variable `x` of \"x.cu\" is defined by no input [AW0003]",
    );
    says(
        "printf '__device__ int g();\\n__global__ void k(int *p) { *p = g(); }\\nint main() {}\\n' >g.cu
         nvcc -rdc=true g.cu -o program",
        "g.cu:2:34: error: device function `g()` is not defined",
    );
    says(
        "nvcc -dc g.cu && c++ g.o -o program -L$lib -lcudart_static -lrt -lpthread -ldl",
        "__cudaRegisterLinkedBinary",
    );
    says(
        "nvcc -dc g.cu && printf 'X' | dd of=g.o bs=1 seek=$(grep -abo ANYWARPR g.o | cut -d: -f1) conv=notrunc
         nvcc -dlink g.o -o linked.o",
        "g.o: not an anywarp container (it was built by another compiler) [AW0004]",
    );
    assert!(!folder.path().join("program").exists() && !folder.path().join("linked.o").exists());
}
