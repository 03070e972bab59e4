//! One list of messages out of two: both halves see the whole source and repeat each other.

/// The messages of the device half, then those of the host half that are not among them.
///
/// A message is a line `FILE:LINE:COLUMN: …` or `clang: …` with what surrounds it: the include stack before, the
/// excerpt and notes after. The counts at clang's end (`2 warnings generated when compiling for host.`) go.
pub fn merge(device: &str, host: &str) -> String {
    let device = split(device);
    let host = split(host);
    let fresh = host.iter().filter(|message| !device.contains(message));
    device.iter().chain(fresh).copied().collect()
}

/// Cuts clang's output into messages, notes kept with what they explain.
fn split(text: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut at = 0;
    let mut end = text.len();
    let mut in_stack = false;
    for line in text.split_inclusive('\n') {
        let plain = without_colors(line);
        let stack = plain.starts_with("In file included from ");
        if is_count(&plain) {
            end = end.min(at);
        } else if (stack || is_head(&plain)) && !in_stack {
            starts.push(at);
        }
        in_stack = stack || (in_stack && !is_head(&plain));
        at += line.len();
    }
    if starts.first() != Some(&0) && end > 0 {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, stop)| &text[start..stop])
        .filter(|message| !message.is_empty())
        .collect()
}

fn is_head(line: &str) -> bool {
    [": error: ", ": warning: ", ": fatal error: ", ": remark: "]
        .iter()
        .any(|severity| line.contains(severity))
}

fn is_count(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_digit()) && line.contains(" generated")
}

/// The line without terminal escapes `ESC [ … m`.
fn without_colors(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("\u{1b}[") {
        plain.push_str(&rest[..start]);
        rest = rest[start..].split_once('m').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNUSED: &str =
        "a.cu:3:7: warning: unused variable 'x' [-Wunused-variable]\n    3 |   int x;\n      |       ^\n";
    const NARROW: &str = "In file included from a.cu:1:\nb.h:2:1: warning: narrowing\n    2 | x\nb.h:1:1: note: declared here\n";

    #[test]
    fn what_both_halves_say_is_said_once() {
        let device = format!("{UNUSED}1 warning generated when compiling for sm_80.\n");
        let host = format!("{NARROW}{UNUSED}2 warnings generated when compiling for host.\n");
        assert_eq!(merge(&device, &host), format!("{UNUSED}{NARROW}"));
    }

    #[test]
    fn the_same_text_at_another_line_is_another_message() {
        let other = UNUSED.replace("a.cu:3", "a.cu:9");
        assert_eq!(merge(UNUSED, &other), format!("{UNUSED}{other}"));
    }

    #[test]
    fn colors_do_not_hide_the_structure() {
        let red = "\u{1b}[1ma.cu:1:1: \u{1b}[0m\u{1b}[0;1;31merror: \u{1b}[0mno\n    1 | x\n";
        assert_eq!(merge(red, &format!("{red}1 error generated.\n")), red);
    }

    #[test]
    fn unstructured_text_survives() {
        assert_eq!(merge("", "#pragma message\n"), "#pragma message\n");
    }
}
