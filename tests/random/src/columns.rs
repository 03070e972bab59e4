//! Ways to compile and run that must give what the interpreter gives.

/// A mode of the compiler or a device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    pub name: String,
    /// For nvcc; columns with the same flags share a program.
    pub flags: Vec<String>,
    /// Variables of the program's environment.
    pub environment: Vec<(String, String)>,
}

/// As they are written on the command line.
const KNOWN: [&str; 4] = [
    "wasm-1 ANYWARP_DEVICES=wasm ANYWARP_WORKERS=1",
    "wasm-2 ANYWARP_DEVICES=wasm ANYWARP_WORKERS=2",
    "wasm-8 ANYWARP_DEVICES=wasm ANYWARP_WORKERS=8",
    "vulkan ANYWARP_DEVICES=vulkan:cpu",
];

/// A column from its name, variables (`NAME=VALUE`, the name in capitals) and options for nvcc, separated as a shell does.
///
/// # Errors
/// There is no name, or a quote is not closed.
pub fn column(text: &str) -> Result<Column, String> {
    let words = shell_words::split(text).map_err(|error| format!("column \"{text}\": {error}"))?;
    let mut words = words.into_iter();
    let name = words.next().filter(|name| !name.starts_with('-') && variable(name).is_none());
    let name = name.ok_or_else(|| format!("column \"{text}\" must begin with a name"))?;
    let mut column = Column { name, flags: Vec::new(), environment: Vec::new() };
    for word in words {
        match variable(&word) {
            Some(pair) => column.environment.push(pair),
            None => column.flags.push(word),
        }
    }
    Ok(column)
}

fn variable(word: &str) -> Option<(String, String)> {
    let (name, value) = word.split_once('=')?;
    let capitals = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    (!name.is_empty() && name.chars().all(capitals)).then(|| (name.to_owned(), value.to_owned()))
}

/// The known columns with these names, separated by commas, and those that are written out.
///
/// # Errors
/// There is no column of a name, two have the same one, or one that is written out cannot be understood.
pub fn columns(names: &str, written: &[String]) -> Result<Vec<Column>, String> {
    let known = KNOWN.iter().map(|text| column(text)).collect::<Result<Vec<_>, _>>()?;
    let mut all = Vec::new();
    for name in names.split(',').filter(|name| !name.is_empty()) {
        let found = known.iter().find(|column| column.name == name).ok_or_else(|| {
            let names: Vec<_> = known.iter().map(|column| column.name.as_str()).collect();
            format!("no column \"{name}\"; there are {}, and --column makes others", names.join(", "))
        })?;
        all.push(found.clone());
    }
    for text in written {
        all.push(column(text)?);
    }
    for (number, one) in all.iter().enumerate() {
        if all[..number].iter().any(|other| other.name == one.name) {
            return Err(format!("two columns have the name \"{}\"", one.name));
        }
    }
    if all.is_empty() { Err("no columns to compare".to_owned()) } else { Ok(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_a_name_variables_and_options() {
        let got = column("w8 ANYWARP_DEVICES=wasm -Xanywarp --width=8 -DA='b c'").unwrap();
        assert_eq!(got.name, "w8");
        assert_eq!(got.environment, [("ANYWARP_DEVICES".to_owned(), "wasm".to_owned())]);
        assert_eq!(got.flags, ["-Xanywarp", "--width=8", "-DA=b c"]);
        for wrong in ["", "-O3", "A=b", "name 'open"] {
            assert!(column(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn columns_are_chosen_by_name_and_written_out() {
        let names = |columns: Vec<Column>| columns.into_iter().map(|column| column.name).collect::<Vec<_>>();
        assert_eq!(
            names(columns("wasm-1,vulkan", &["other -O1".to_owned()]).unwrap()),
            ["wasm-1", "vulkan", "other"]
        );
        assert_eq!(names(columns("", &["other -O1".to_owned()]).unwrap()), ["other"]);
        assert!(columns("wasm-3", &[]).is_err());
        assert!(columns("wasm-1", &["wasm-1 -O1".to_owned()]).is_err());
        assert!(columns("", &[]).is_err());
    }
}
