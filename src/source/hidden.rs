//! Characters that deceive a reader: they turn words round or steer a terminal, and cannot be seen themselves.

use std::fmt::Write as _;

/// Whether a character turns text round, or is a control character that is no white space.
pub fn is_deceptive(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

/// The first such character of a text with its byte, and how many there are.
pub fn find(text: &str) -> Option<(usize, char, usize)> {
    // Most texts have none of the bytes that such a character can begin with.
    let suspect = |byte: &u8| matches!(byte, 0..=8 | 14..=31 | 127 | 0xc2 | 0xe2);
    let start = text.bytes().position(|byte| suspect(&byte))?;
    let mut found = text[start..].char_indices().filter(|(_, character)| is_deceptive(*character));
    let (at, character) = found.next()?;
    Some((start + at, character, 1 + found.count()))
}

/// The text with such characters named, so that they are seen and do nothing.
pub fn shown(text: String) -> String {
    if find(&text).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_deceptive(character) {
            let _ = write!(out, "[{}]", name(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// `U+202E`.
pub fn name(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_deceives_is_named_and_the_rest_stays() {
        for (text, expected) in [
            ("a\u{202e}b\u{2069}", "a[U+202E]b[U+2069]"),
            ("\u{1b}[31m\u{0}\u{7f}\u{9b}", "[U+001B][31m[U+0000][U+007F][U+009B]"),
            (
                "caf\u{e9} \u{2014}\u{200b}\u{200d}\u{200f}\u{ad}\u{feff}\t\r\n\u{c}",
                "caf\u{e9} \u{2014}\u{200b}\u{200d}\u{200f}\u{ad}\u{feff}\t\r\n\u{c}",
            ),
        ] {
            assert_eq!(shown(text.into()), expected);
        }
        assert_eq!(find("\u{e9}a\u{202e}b\u{1}"), Some((3, '\u{202e}', 2)));
        assert_eq!(find("caf\u{e9} \u{201c}x\u{201d}"), None);
    }
}
