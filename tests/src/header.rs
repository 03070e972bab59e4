//! The comment lines at the top of a test program: `// key: value`.

/// What a program says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `about`: the one idea it tests.
    pub about: String,
    /// `nvcc`: flags beyond the usual ones.
    pub flags: Vec<String>,
    /// `args`: arguments of the program.
    pub arguments: Vec<String>,
    /// `with`: further sources, relative to the program's folder.
    pub with: Vec<String>,
    /// `only-anywarp`: why there is no reference from another CUDA implementation.
    pub only_anywarp: Option<String>,
}

impl Header {
    /// Reads the lines before the first one that is not a `//` comment; a key that does not exist is an error.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut header = Self::default();
        for line in text.lines().map_while(|line| line.strip_prefix("//")) {
            let Some((key, value)) = line.trim().split_once(": ") else { continue };
            let words = || value.split_whitespace().map(str::to_owned);
            match key {
                "about" => value.clone_into(&mut header.about),
                "nvcc" => header.flags.extend(words()),
                "args" => header.arguments.extend(words()),
                "with" => header.with.extend(words()),
                "only-anywarp" => header.only_anywarp = Some(value.to_owned()),
                "tolerance" => {}            // for readers
                _ if key.contains(' ') => {} // the second line of a longer text
                _ => return Err(format!("unknown key in the header: {key}")),
            }
        }
        if header.about.is_empty() {
            return Err("line 1 must be `// about: ` and the idea of the test".to_owned());
        }
        Ok(header)
    }

    /// Flags of nvcc: the header's, and the usual ones that it does not replace. `scripts/reference` does the same.
    pub fn nvcc_flags(&self) -> Vec<String> {
        let has = |prefix: &str| self.flags.iter().any(|flag| flag.starts_with(prefix));
        let mut flags = Vec::new();
        for (prefix, default) in [("-O", "-O3"), ("-arch", "-arch=sm_90"), ("-std", "-std=c++17")] {
            if !has(prefix) {
                flags.push(default.to_owned());
            }
        }
        flags.extend(self.flags.iter().cloned());
        flags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_up_to_the_first_code() {
        let header = Header::parse(
            "// about: one thing: here\n// nvcc: -O1 -g\n// with: a.cu b.cu\nint x;\n// args: 5\n",
        )
        .expect("a good header");
        assert_eq!(header.about, "one thing: here");
        assert_eq!(header.flags, ["-O1", "-g"]);
        assert_eq!(header.with, ["a.cu", "b.cu"]);
        assert!(header.arguments.is_empty());
        assert_eq!(header.nvcc_flags(), ["-arch=sm_90", "-std=c++17", "-O1", "-g"]);
    }

    #[test]
    fn a_mistyped_key_and_a_missing_text_are_errors() {
        assert!(Header::parse("// about: x\n// ncc: -O1\n").is_err());
        assert!(Header::parse("#include <x>\n// about: x\n").is_err());
    }
}
