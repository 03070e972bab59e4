//! nvcc's grammar: from words to the options and inputs that were given, not yet what they mean.
//!
//! Rules of "CUDA Compiler Driver NVCC", section 4.1: a value follows after a space or `=`, or directly after a
//! one-letter name; lists are split at commas outside double quotes; options files are read in place.

use std::path::Path;

use crate::error::Fatal;
use crate::flags::{self, Arity, Flag, Meaning, Status};

/// One word group of the command line.
#[derive(Debug)]
pub struct Given {
    pub flag: &'static Flag,
    /// As typed, for messages: `-arch`.
    pub spelling: String,
    /// Empty for switches; the elements of a list otherwise.
    pub values: Vec<String>,
}

/// What was typed.
#[derive(Debug, Default)]
pub struct Typed {
    pub options: Vec<Given>,
    pub inputs: Vec<String>,
    /// Options that nvcc does not know, in order; see [`Meaning::ForwardToCompiler`].
    pub unknown: Vec<String>,
}

/// Parses the arguments after the program's name.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Typed, Fatal> {
    let mut typed = Typed::default();
    parse_into(&mut typed, arguments.into_iter().collect(), 0)?;
    Ok(typed)
}

/// Options files may name options files, but not for ever.
const MAX_NESTING: u32 = 16;

/// Options whose values are numbers, also those without effect.
const NUMBERS: &[&str] = &["maxrregcount", "threads", "split-compile", "split-compile-extended"];

fn parse_into(typed: &mut Typed, words: Vec<String>, depth: u32) -> Result<(), Fatal> {
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        if !word.starts_with('-') || word == "-" {
            typed.inputs.push(word);
            continue;
        }
        let Some((flag, attached)) = split(&word) else {
            typed.unknown.push(word);
            continue;
        };
        if let Status::Refused(why) = flag.status {
            return Err(Fatal::new(format!("Option '{}' is not supported: {why}", name_of(&word))));
        }
        let value = match (flag.arity, attached) {
            (Arity::Switch, _) => None,
            (_, Some(value)) => Some(value),
            (_, None) => Some(
                words
                    .next()
                    .ok_or_else(|| Fatal::new(format!("argument expected after '{}'", name_of(&word))))?,
            ),
        };
        let values = match (flag.arity, value) {
            (Arity::List, Some(value)) => split_list(&value),
            (_, value) => value.into_iter().collect(),
        };
        if NUMBERS.contains(&flag.long)
            && let Some(value) = values.iter().find(|value| value.parse::<u32>().is_err())
        {
            return Err(Fatal::new(format!("'{value}': expected a number")));
        }
        if flag.meaning == Meaning::OptionsFile {
            for file in &values {
                if depth == MAX_NESTING {
                    return Err(Fatal::new(format!("Options files are nested too deeply at '{file}'")));
                }
                parse_into(typed, read_options(Path::new(file))?, depth + 1)?;
            }
        } else {
            typed.options.push(Given { flag, spelling: name_of(&word).to_owned(), values });
        }
    }
    Ok(())
}

/// The option that `word` names and the value attached to it.
fn split(word: &str) -> Option<(&'static Flag, Option<String>)> {
    let name = word.strip_prefix("--").or_else(|| word.strip_prefix('-'))?;
    if let Some((name, value)) = name.split_once('=')
        && let Some(flag) = flags::find(name)
    {
        return (flag.arity != Arity::Switch).then(|| (flag, Some(value.to_owned())));
    }
    if let Some(flag) = flags::find(name) {
        return Some((flag, None));
    }
    if word.starts_with("--") {
        return None;
    }
    let letter = name.get(..1)?;
    let value = &name[1..];
    let flag = flags::find(letter).filter(|flag| flag.glued() == Some(letter))?;
    let numeric = matches!(letter, "t" | "m" | "O");
    if (numeric && !value.bytes().all(|byte| byte.is_ascii_digit()))
        || (letter == "x" && !value.starts_with('c'))
    {
        return None;
    }
    Some((flag, Some(value.to_owned())))
}

/// The option as typed, without its value.
fn name_of(word: &str) -> &str {
    word.split_once('=').map_or(word, |(name, _)| name)
}

/// Splits at commas; `\,` and commas between double quotes stay.
pub fn split_list(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek() == Some(&',') => push(&mut parts, characters.next()),
            '"' => {
                quoted = !quoted;
                push(&mut parts, Some('"'));
            }
            ',' if !quoted => parts.push(String::new()),
            other => push(&mut parts, Some(other)),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.iter().map(|part| unquote(part)).collect()
}

fn push(parts: &mut [String], character: Option<char>) {
    if let Some(last) = parts.last_mut() {
        last.extend(character);
    }
}

/// Removes quotes that only kept a comma; quotes inside (`-DNAME="x"`) belong to the value.
fn unquote(part: &str) -> String {
    let inner = part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(part).to_owned()
}

fn read_options(file: &Path) -> Result<Vec<String>, Fatal> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Fatal::new(format!("Could not open options file '{}': {error}", file.display())))?;
    shell_words::split(&text)
        .map_err(|error| Fatal::new(format!("Malformed options file '{}': {error}", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Result<Typed, Fatal> {
        parse(line.split(' ').map(str::to_owned))
    }

    fn values(line: &str) -> Vec<String> {
        words(line).expect("a good line").options.into_iter().flat_map(|given| given.values).collect()
    }

    #[test]
    fn every_way_to_write_a_value_is_the_same() {
        for line in
            ["-o out", "-o=out", "-oout", "--output-file out", "--output-file=out", "-output-file=out"]
        {
            assert_eq!(values(line), ["out"], "{line}");
        }
    }

    #[test]
    fn lists_are_split_at_commas_outside_quotes() {
        assert_eq!(values("-Idir1,dir2 -I=dir3"), ["dir1", "dir2", "dir3"]);
        assert_eq!(values(r#"-Xcompiler "-Wl,-rpath,x",-fPIC"#), ["-Wl,-rpath,x", "-fPIC"]);
        assert_eq!(values(r"-D F(a\,b)=1"), ["F(a,b)=1"]);
        assert_eq!(values(r#"-DNAME="x""#), [r#"NAME="x""#]);
    }

    #[test]
    fn gencode_keeps_its_commas() {
        assert_eq!(values("-gencode=arch=compute_80,code=[sm_80]"), ["arch=compute_80,code=[sm_80]"]);
    }

    #[test]
    fn a_value_may_look_like_an_option() {
        assert_eq!(values("-Xptxas -v -Xcompiler -fPIC"), ["-v", "-fPIC"]);
    }

    #[test]
    fn unknown_options_are_collected_and_not_mistaken_for_glued_ones() {
        let typed =
            words("-fPIC -Wall --frobnicate -option -march=native -Ofast -m16x x.cu").expect("parsed");
        assert_eq!(typed.unknown, ["-fPIC", "-Wall", "--frobnicate", "-march=native", "-Ofast", "-m16x"]);
        assert_eq!(typed.options[0].values, ["ption"]);
        assert_eq!(typed.inputs, ["x.cu"]);
    }

    #[test]
    fn a_missing_value_and_a_refused_option_are_errors() {
        assert_eq!(words("-o").expect_err("no value").message, "argument expected after '-o'");
        let refused = words("-ltoir x.cu").expect_err("refused").message;
        assert!(refused.starts_with("Option '-ltoir' is not supported: "), "{refused}");
    }

    #[test]
    fn options_files_are_read_in_place() {
        let dir = tempfile::tempdir().expect("a directory");
        let (outer, inner) = (dir.path().join("outer"), dir.path().join("inner"));
        std::fs::write(&inner, "-DA='x y'\n-c").expect("written");
        std::fs::write(&outer, format!("a.cu -optf {}", inner.display())).expect("written");
        let typed =
            parse(["-O2".into(), "--options-file".into(), outer.display().to_string()]).expect("parsed");
        let values: Vec<&str> =
            typed.options.iter().flat_map(|given| &given.values).map(String::as_str).collect();
        assert_eq!((values, typed.inputs), (vec!["2", "A=x y"], vec!["a.cu".to_owned()]));
        std::fs::write(&inner, format!("-optf {}", inner.display())).expect("written");
        assert!(parse(["-optf".into(), inner.display().to_string()]).is_err());
    }
}
