//! Names of files that Windows keeps for devices.

/// Whether Windows takes a file's name, or the part of one before its first dot, for a device.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let port = numbered.is_some_and(|number| number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit()));
    port || matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_with_and_without_endings() {
        for name in ["con", "AUX.html", "nul .txt", "com1", "Lpt9.x.y", "CONIN$", "conout$.txt"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["", "com", "com10", "lptx", "console", "x.con", "conin"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
