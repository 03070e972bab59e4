//! `-Xanywarp`: options that nvcc has no counterpart for.

use anywarp_passes::Width;
use clap::Parser;

/// What `-Xanywarp` takes; words as on a command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct OwnOptions {
    /// Threads that run as one on a CPU: auto, scalar, or 4, 8, 16 or 32.
    #[arg(long, value_parser = width, default_value = "auto")]
    pub width: Width,
    /// Say for each kernel how its threads run on a CPU, and why.
    #[arg(long)]
    pub remarks: bool,
}

#[derive(Parser)]
#[command(name = "-Xanywarp", no_binary_name = true, disable_help_flag = true)]
struct Words {
    #[command(flatten)]
    options: OwnOptions,
}

impl OwnOptions {
    /// # Errors
    /// Says which word is wrong.
    pub fn parse(words: &[String]) -> Result<Self, String> {
        let parsed = Words::try_parse_from(words).map_err(|error| {
            let text = error.to_string();
            text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
        })?;
        Ok(parsed.options)
    }

    /// The words that [`Self::parse`] makes these options of.
    pub fn words(&self) -> Vec<String> {
        let width = match self.width {
            Width::Automatic => None,
            Width::Scalar => Some("--width=scalar".to_owned()),
            Width::Lanes(lanes) => Some(format!("--width={lanes}")),
        };
        width.into_iter().chain(self.remarks.then(|| "--remarks".to_owned())).collect()
    }
}

fn width(text: &str) -> Result<Width, String> {
    match text {
        "auto" => Ok(Width::Automatic),
        "scalar" => Ok(Width::Scalar),
        "4" | "8" | "16" | "32" => Ok(Width::Lanes(text.parse().expect("digits"))),
        _ => Err("use auto, scalar, 4, 8, 16 or 32".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<OwnOptions, String> {
        OwnOptions::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn words_say_what_was_parsed() {
        for line in ["", "--width=scalar", "--width=8 --remarks", "--remarks"] {
            let options = parsed(line).expect("a good line");
            assert_eq!(options.words().join(" "), line);
        }
        assert_eq!(parsed("--width 32").expect("a good line").width, Width::Lanes(32));
    }

    #[test]
    fn a_wrong_word_is_named() {
        let error = parsed("--width=5").expect_err("no power of two");
        assert!(error.contains("'5'") && error.contains("use auto"), "{error}");
        assert!(parsed("--widht=8").expect_err("misspelt").contains("--widht"));
    }
}
