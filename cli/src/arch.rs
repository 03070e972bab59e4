//! Device architectures: nvcc's names for them, and which one the device half is compiled for.

use crate::error::Fatal;

/// The architectures that nvcc 12.8 and 13 list, and the older ones that build files from before CUDA 12 still name.
pub const KNOWN: &[u32] = &[
    10, 11, 12, 13, 20, 21, 30, 32, 35, 37, 50, 52, 53, 60, 61, 62, 70, 72, 75, 80, 86, 87, 88, 89, 90, 100,
    101, 103, 110, 120, 121,
];

/// What `all` means to nvcc 12.8, which the version says we are: CMake compares.
const ALL: &[u32] = &[50, 52, 53, 60, 61, 62, 70, 72, 75, 80, 86, 87, 89, 90, 100, 101, 120];

/// The oldest that clang compiles for. What is written for an older one compiles for it too.
const OLDEST: u32 = 20;

/// What nvcc 12.8 compiles for when the user names none.
pub const DEFAULT: u32 = 52;

/// The compute capability times ten that the device reports. The one image of a program is compiled for the best
/// requested architecture that such a device would run.
pub const DEVICE: u32 = 80;

/// The requested architectures, ascending; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Architectures(Vec<u32>);

impl Default for Architectures {
    fn default() -> Self {
        Self(vec![DEFAULT])
    }
}

impl Architectures {
    /// From the values of `-arch`, `-code` and every `-gencode`.
    pub fn from_options(arch: Option<&str>, code: &[String], generate: &[String]) -> Result<Self, Fatal> {
        let mut found = Vec::new();
        if let Some(arch) = arch {
            if !code.is_empty() && arch.starts_with("sm_") {
                let message =
                    "Option '--gpu-code' cannot be used with a real architecture in '--gpu-architecture'";
                return Err(Fatal::new(format!("{message}: use '-arch=compute_{}'", &arch[3..])));
            }
            found.extend(numbers(arch)?);
        }
        for name in code {
            check_code(name)?;
        }
        for value in generate {
            found.extend(from_gencode(value)?);
        }
        if found.is_empty() {
            return Ok(Self::default());
        }
        found.sort_unstable();
        found.dedup();
        Ok(Self(found))
    }

    pub fn all(&self) -> &[u32] {
        &self.0
    }

    /// The architecture that the device half is compiled for.
    pub fn chosen(&self) -> u32 {
        let runnable = self.0.iter().rev().copied().find(|&arch| arch <= DEVICE);
        runnable.unwrap_or_else(|| self.0.first().copied().unwrap_or(DEFAULT)).max(OLDEST)
    }
}

/// The number of `sm_80`, `compute_90a` or `lto_70`; several for `all`.
fn numbers(name: &str) -> Result<Vec<u32>, Fatal> {
    match name {
        "native" => return Ok(vec![DEVICE]),
        "all" => return Ok(ALL.to_vec()),
        "all-major" => return Ok(ALL.iter().copied().filter(|arch| arch % 10 == 0).collect()),
        _ => {}
    }
    let digits = ["sm_", "compute_", "lto_"].iter().find_map(|prefix| name.strip_prefix(prefix));
    let digits = digits.map(|digits| digits.strip_suffix(['a', 'f']).unwrap_or(digits));
    let number = digits.and_then(|digits| digits.parse().ok()).filter(|number| KNOWN.contains(number));
    number
        .map(|number| vec![number])
        .ok_or_else(|| Fatal::new(format!("Unsupported gpu architecture '{name}'")))
}

fn check_code(name: &str) -> Result<(), Fatal> {
    numbers(name).map(|_| ())
}

/// `arch=compute_80,code=[sm_80,compute_80]`; quotes around the list are the shell's.
fn from_gencode(value: &str) -> Result<Vec<u32>, Fatal> {
    let malformed = || Fatal::new(format!("Malformed value '{value}' of option '--generate-code'"));
    let rest = value.trim_matches('"').strip_prefix("arch=").ok_or_else(malformed)?;
    let (arch, code) = rest.split_once(',').unwrap_or((rest, ""));
    let arch = arch.trim_matches('"');
    if !code.is_empty() {
        let list = code.strip_prefix("code=").ok_or_else(malformed)?;
        let list = list.trim_matches(|character| matches!(character, '[' | ']' | '"' | '\\'));
        list.split(',').try_for_each(|name| check_code(name.trim_matches('"')))?;
    }
    numbers(arch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(arch: Option<&str>, generate: &[&str]) -> Result<Architectures, Fatal> {
        let generate: Vec<String> = generate.iter().map(|&value| value.to_owned()).collect();
        Architectures::from_options(arch, &[], &generate)
    }

    #[test]
    fn every_spelling_of_gencode_is_read() {
        for value in [
            "arch=compute_80,code=sm_80",
            "arch=compute_80,code=[compute_80,sm_80]",
            "arch=compute_80,code=\"sm_80,compute_80\"",
            "arch=compute_80",
        ] {
            assert_eq!(from(None, &[value]).expect(value).all(), [80]);
        }
    }

    #[test]
    fn the_best_runnable_architecture_is_compiled() {
        let pairs =
            ["arch=compute_90,code=sm_90", "arch=compute_60,code=sm_60", "arch=compute_75,code=sm_75"];
        let all = from(None, &pairs).expect("good pairs");
        assert_eq!((all.all(), all.chosen()), (&[60, 75, 90][..], 75));
        assert_eq!(from(Some("sm_90a"), &[]).expect("sm_90a").chosen(), 90);
        assert_eq!(from(None, &[]).expect("the default").chosen(), DEFAULT);
        assert_eq!(from(Some("sm_13"), &[]).expect("sm_13").chosen(), OLDEST);
    }

    #[test]
    fn names_of_several_architectures_mean_those_of_the_version() {
        let major = from(Some("all-major"), &[]).expect("all-major");
        assert_eq!(major.all(), [50, 60, 70, 80, 90, 100, 120]);
        let all = from(Some("all"), &[]).expect("all");
        assert!(all.all().contains(&87) && !all.all().contains(&121), "{all:?}");
    }

    #[test]
    fn unknown_architectures_are_named() {
        let error = from(Some("sm_999"), &[]).expect_err("no such architecture");
        assert_eq!(error.message, "Unsupported gpu architecture 'sm_999'");
        assert!(from(None, &["compute_80"]).is_err());
        assert!(from(None, &["arch=compute_80,code=sm_1"]).is_err());
    }

    #[test]
    fn code_needs_a_virtual_architecture() {
        let code = ["sm_80".to_owned()];
        assert!(Architectures::from_options(Some("sm_80"), &code, &[]).is_err());
        assert_eq!(Architectures::from_options(Some("compute_80"), &code, &[]).expect("good").all(), [80]);
    }
}
