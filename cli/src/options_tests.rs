//! Command lines and what they mean.

use super::*;
use crate::parse::parse;

fn options(line: &str) -> Result<Options, Fatal> {
    Options::new(parse(line.split_whitespace().map(str::to_owned))?)
}

fn good(line: &str) -> Options {
    options(line).expect(line)
}

fn refusal(line: &str) -> String {
    options(line).expect_err(line).message
}

#[test]
fn an_unknown_option_is_an_error() {
    assert_eq!(refusal("-c a.cu -Wall"), "Unknown option '-Wall'");
}

#[test]
fn unknown_options_go_where_the_user_says() {
    assert_eq!(good("-c a.cu -Wall -forward-unknown-to-host-compiler").host_flags, ["-Wall"]);
    assert_eq!(good("a.cu -Wl,-z,now -forward-unknown-to-host-linker").link_words, ["-Wl,-z,now"]);
}

#[test]
fn fast_math_is_four_switches_and_wins_over_them() {
    let math = good("-use_fast_math -prec-div=true a.cu").math;
    assert!(math.use_fast_math && math.flush_denormals && math.contract);
    assert!(!math.precise_division && !math.precise_sqrt);
    assert!(!good("-fmad=false a.cu").math.contract);
    assert_eq!(good("a.cu").math, Math::default());
}

#[test]
fn values_for_other_tools_may_hold_several_words() {
    let typed = parse(["-Xcompiler".into(), "-Wall -Wextra,-fPIC".into(), "a.cu".into()]).expect("parsed");
    assert_eq!(Options::new(typed).expect("understood").host_flags, ["-Wall", "-Wextra", "-fPIC"]);
}

#[test]
fn werror_takes_nvccs_kinds() {
    assert_eq!(good("-Werror all-warnings a.cu").warnings.flags, ["-Werror"]);
    assert_eq!(good("-Werror=reorder,cross-execution-space-call a.cu").warnings.flags, ["-Werror=reorder"]);
    assert!(refusal("-Werror sideways a.cu").contains("'sideways'"));
}

#[test]
fn the_last_of_two_values_counts_and_is_remarked() {
    let options = good("-O2 -O3 a.cu");
    assert_eq!(options.optimization.as_deref(), Some("3"));
    assert_eq!(options.remarks.len(), 1);
    assert!(options.remarks[0].contains("redefinition for option 'optimize'"));
    assert!(good("-O2 -O2 a.cu").remarks.is_empty());
    assert_eq!(good("-O9 a.cu").optimization.as_deref(), Some("3"));
}

#[test]
fn phases_that_do_not_fit_together_are_refused() {
    assert!(refusal("-E -MD a.cu").contains("'-E'"));
    assert!(refusal("-rdc=maybe a.cu").contains("expected true or false"));
    assert!(refusal("-std=c++98 a.cu").contains("c++17"));
}

#[test]
fn preprocessor_options_keep_their_order() {
    let expected = [
        Preprocessor::Define("A=1".into()),
        Preprocessor::Undefine("A".into()),
        Preprocessor::Include("x".into()),
        Preprocessor::SystemInclude("y".into()),
    ];
    assert_eq!(good("-DA=1 -U A -Ix -isystem=y a.cu").preprocessor, expected);
}

#[test]
fn ptxas_is_asked_for_resource_usage_only() {
    assert!(good("-Xptxas -v a.cu").resource_usage);
    assert!(good("-Xptxas=-O3,-v a.cu").resource_usage);
    assert!(!good("-Xptxas -O3 a.cu").resource_usage);
}

#[test]
fn every_option_of_the_table_that_works_is_interpreted() {
    for flag in crate::flags::FLAGS.iter().copied().flatten() {
        let candidates =
            ["true", "false", "sm_80", "cu", "c++17", "3", "64", "legacy", "static", "reorder", "x"];
        let understood = candidates.iter().any(|&value| {
            let values = vec![value.to_owned()];
            let given = Given { flag, spelling: flag.long.to_owned(), values };
            Options::default().interpret(&given, &mut Pending::default()) == Ok(true)
        });
        let expected = flag.meaning != Meaning::Nothing && flag.meaning != Meaning::OptionsFile;
        assert_eq!(understood, expected, "{}", flag.long);
    }
}
