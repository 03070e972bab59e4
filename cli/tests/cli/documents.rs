//! The documents agree with the tables in the code.

use std::path::{Path, PathBuf};

use anywarp_cli::flags::{Arity, FLAGS, Status};
use anywarp_diag::Code;

fn document(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

#[test]
fn every_code_has_a_section_and_no_section_lacks_a_code() {
    let text = std::fs::read_to_string(document("errors.md")).expect("docs/errors.md");
    let sections = text.lines().filter_map(|line| line.strip_prefix("## ")?.split(':').next());
    let codes: Vec<String> = Code::ALL.iter().map(|(code, _)| code.to_string()).collect();
    assert_eq!(sections.collect::<Vec<_>>(), codes, "docs/errors.md has one section a code, in order");
}

/// The table of options as a document.
fn flags() -> String {
    let mut text = String::from(
        "# Options of nvcc\n\nGenerated from `cli/src/flag_rows.rs` by `BLESS=1 cargo test -p anywarp-cli --test cli`. \
         An option that\nis not in this table is an error.\n\n| option | short | value | here |\n| --- | --- | --- | --- |\n",
    );
    for flag in FLAGS.iter().copied().flatten() {
        let short: Vec<String> = flag.short.iter().map(|name| format!("`-{name}`")).collect();
        let value = match flag.arity {
            Arity::Switch => "",
            Arity::One => "one",
            Arity::Repeated => "one a use",
            Arity::List => "list",
        };
        let here = match flag.status {
            Status::Works => flag.help.to_owned(),
            Status::NoEffect(why) => format!("accepted without effect: {why}"),
            Status::Refused(why) => format!("refused: {why}"),
        };
        text.push_str(&format!("| `--{}` | {} | {value} | {here} |\n", flag.long, short.join(" ")));
    }
    text
}

#[test]
fn the_list_of_options_is_up_to_date() {
    let path = document("nvcc-flags.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, flags()).expect("writable");
    }
    let text = std::fs::read_to_string(&path).expect("docs/nvcc-flags.md");
    assert_eq!(text, flags(), "run: BLESS=1 cargo test --release -p anywarp-cli --test cli");
}
