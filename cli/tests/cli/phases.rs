//! Device code as a file, cleaning, the table of times, and what `anywarp` says about itself.

use crate::common::{Place, is_elf};

#[test]
fn ptx_carries_the_bitcode_that_it_was_made_of() {
    let place = Place::new();
    place.nvcc("-ptx -arch=sm_80 a.cu -MD").good();
    let text = place.read("a.ptx");
    assert!(text.contains(".target sm_80") && text.contains(".entry _Z1kPi"), "{text}");
    let unit = anywarp_artifact::ptx::read(&text).expect("whole").expect("code");
    assert!(unit.source == "a.cu" && unit.bitcode.starts_with(b"BC"));
    let rule = place.read("a.d");
    assert!(rule.starts_with("a.ptx:") && rule.contains("own.h"), "{rule}");
    assert_eq!(place.created(), ["a.d", "a.ptx"]);
}

#[test]
fn the_printed_commands_make_the_same_ptx_and_container() {
    let place = Place::new();
    for kind in ["ptx", "cubin", "fatbin"] {
        place.nvcc(&format!("-{kind} a.cu -o real.{kind}")).good();
        let err = place.nvcc(&format!("-{kind} a.cu -o shown.{kind} --dryrun --keep")).good().err;
        let lines = err.lines().filter_map(|line| line.strip_prefix("#$ "));
        for command in lines.skip_while(|line| !line.starts_with("PTXAS_FLAGS=")).skip(1) {
            let status = place.command("sh").args(["-c", command]).status().expect("a shell");
            assert!(status.success(), "{command}");
        }
        let bytes = |name: &str| std::fs::read(place.path(&format!("{name}.{kind}"))).expect(name);
        assert_eq!(bytes("shown"), bytes("real"), "{kind}");
    }
    assert!(std::fs::read(place.path("real.cubin")).expect("there").starts_with(b"ANYWARP\0"));
}

#[test]
fn linked_device_code_can_be_a_file() {
    let place = Place::new();
    place.nvcc("-rdc=true -c a.cu -o rdc.o").good();
    place.nvcc("-c a.cu").good();
    for options in ["-dlink -cubin", "-fatbin -dlink"] {
        place.nvcc(&format!("{options} rdc.o")).good();
    }
    let made = ["a_dlink.cubin", "a_dlink.fatbin"].map(|name| std::fs::read(place.path(name)).expect(name));
    assert!(made[0].starts_with(b"ANYWARP\0") && made[0] == made[1]);
    place.nvcc("-dlink -cubin a.o -o x.cubin").fails(1, "No relocatable device code among the inputs");
    assert_eq!(place.created(), ["a.o", "a_dlink.cubin", "a_dlink.fatbin", "rdc.o"]);
}

#[test]
fn device_files_are_of_cuda_sources_only() {
    let place = Place::new();
    place.write("b.cpp", "");
    place.nvcc("-ptx b.cpp").fails(1, "'b.cpp' has no device code for '-ptx'");
    place.nvcc("-ptx a.cu a.cu -o x.ptx").fails(1, "A single input file is required");
    assert_eq!(place.created(), ["b.cpp"]);
}

#[test]
fn clean_deletes_what_the_command_makes_and_nothing_else() {
    let place = Place::new();
    place.nvcc("-c a.cu --keep -MD").good();
    assert!(is_elf(&place.path("a.o")) && place.exists("a.bc") && place.exists("a.d"));
    let told = place.nvcc("-c a.cu -clean --dryrun").good();
    assert!(place.exists("a.o") && told.err.contains("#$ rm -f a.o"), "{}", told.err);
    place.nvcc("-c a.cu -clean").good();
    assert!(!place.exists("a.o") && place.exists("a.bc"), "{:?}", place.created());
    place.nvcc("-c a.cu --keep -MD -clean").good();
    assert_eq!(place.created(), [""; 0]);
    place.nvcc("-c a.cu -clean").good();
}

#[test]
fn times_are_appended_to_a_table() {
    let place = Place::new();
    place.nvcc("-c a.cu --time t.csv").good();
    place.nvcc("-ptx a.cu --time t.csv").good();
    let text = place.read("t.csv");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(", ").collect()).collect();
    assert_eq!(rows.len(), 3, "a title and a row a run: {text}");
    assert!(rows.iter().all(|row| row.len() == 8), "{text}");
    assert_eq!((rows[1][1], rows[2][1], rows[2][7]), ("compile", "ptx", "ms"));
    assert!(rows[1][6].parse::<f64>().is_ok_and(|time| time > 0.0), "{text}");
}

#[test]
fn shells_and_people_get_help_from_one_definition() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(place.run("anywarp", &format!("completions {shell}")).good().out.contains("inspect"));
    }
    place.run("anywarp", "man .").good();
    assert!(place.exists("anywarp.1") && place.exists("anywarp-emit.1"), "{:?}", place.created());
    assert!(!place.exists("anywarp-join-ptx.1"), "steps of nvcc are not for people");
}
