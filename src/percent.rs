//! Percent encoding in addresses, undone.

/// The text that percent encoding stands for. None if what comes out is not UTF-8; a `%` without two digits stays.
pub fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_string());
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn two_digits_are_a_byte_and_all_else_stays() {
        for (text, expected) in [
            ("map%20one.png", Some("map one.png")),
            ("na%C3%afve", Some("na\u{ef}ve")),
            ("5%+5", Some("5%+5")),
            ("%+5%-1% 1%", Some("%+5%-1% 1%")),
            ("%4", Some("%4")),
            ("%2541", Some("%41")),
            ("%ff", None),
        ] {
            assert_eq!(decode(text).as_deref(), expected, "{text}");
        }
    }
}
