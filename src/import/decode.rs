//! Bytes into text: encodings, line ends, and the repairs that are certain.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file larger than this is not imported.
pub const LARGEST: u64 = 20 * 1024 * 1024;

/// Text out of a file's bytes. Lines end in `\n`, a page break is `\u{c}`, and no other control character is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// What was mended, in a phrase each.
    pub repairs: Vec<String>,
    /// Lines, from 1, where a character was lost before the file came here.
    pub lost: Vec<usize>,
}

/// Why bytes are no text, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong.
    pub message: String,
    /// What to do instead.
    pub help: &'static str,
}

const SAVE: &str = "save its text as a plain text, Markdown or HTML file and import that";

/// How files that are no text begin.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a compressed file (a word processor's document, perhaps)"),
    (b"\xd0\xcf\x11\xe0", "a word processor's document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
];

/// Reads bytes as text.
///
/// # Errors
/// When they are empty, too many, or no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    if let Some((_, what)) = MAGIC.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Err(Unreadable { message: format!("this is {what}, not a text"), help: SAVE });
    }
    let encoding = encoding(bytes);
    // A byte order mark goes here; what cannot be read becomes U+FFFD and is reported below.
    let (text, _, _) = encoding.decode(bytes);
    if is_binary(&text) {
        return Err(Unreadable { message: "this is a binary file, not a text".into(), help: SAVE });
    }
    let mut repairs = Vec::new();
    let text = plain(&text, &mut repairs);
    if !text.chars().any(char::is_alphanumeric) {
        let message = if bytes.is_empty() { "this file is empty" } else { "there is no word in this file" };
        return Err(Unreadable { message: message.into(), help: "name a file with a text in it" });
    }
    let lost = text.lines().zip(1..).filter(|(line, _)| line.contains('\u{fffd}')).map(|(_, number)| number).collect();
    Ok(Decoded { text, encoding: name(encoding), repairs, lost })
}

/// The fault of a file that is too large, for callers that know before reading it.
pub fn too_large() -> Unreadable {
    let message = format!("this file is larger than {} MB", LARGEST / 1024 / 1024);
    Unreadable { message, help: "split it; one file becomes one document" }
}

fn name(encoding: &'static Encoding) -> &'static str {
    // Latin-1 is read as its superset.
    if encoding == WINDOWS_1252 { "Windows-1252" } else { encoding.name() }
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if let Some(wide) = utf_16_without_mark(bytes) {
        return wide;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) if mostly_utf_8(bytes) => UTF_8,
        Err(_) => WINDOWS_1252,
    }
}

/// Western text in UTF-16 has a zero in nearly every second byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    if odd * 10 > half * 7 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 7 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A UTF-8 text with a few broken bytes has more whole sequences than broken ones.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 2 * broken
}

fn is_binary(text: &str) -> bool {
    let (mut strange, mut all) = (0usize, 0usize);
    for letter in text.chars() {
        all += 1;
        if letter == '\0' {
            return true;
        }
        strange += usize::from(is_stray_control(letter) || letter == '\u{fffd}');
    }
    strange * 20 > all
}

fn is_stray_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}')
}

/// One kind of line end, no stray controls, no escapes that another program left.
fn plain(text: &str, repairs: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut controls, mut invisible, mut escapes) = (0usize, 0usize, 0usize);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\\' if letters.peek() == Some(&'$') => escapes += 1,
            '\u{feff}' | '\u{200b}' => invisible += 1,
            letter if is_stray_control(letter) => {
                controls += 1;
                out.push(' ');
            }
            letter => out.push(letter),
        }
    }
    let mut say = |count: usize, what: &str| {
        if count > 0 {
            repairs.push(format!("{what} ({count})"));
        }
    };
    say(escapes, "backslashes before dollar signs removed");
    say(invisible, "invisible characters removed");
    say(controls, "control characters replaced by spaces");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let marked = format!("{}{text}", if mark { "\u{feff}" } else { "" });
        marked.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "The pier at Kéno\ncost £5 – or more";
        let narrow: Vec<u8> = text.chars().map(|c| if c == '–' { 0x96 } else { c as u8 }).collect();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(), "UTF-8"),
            (utf_16(text, false, true), "UTF-16LE"),
            (utf_16(text, true, true), "UTF-16BE"),
            (utf_16(text, false, false), "UTF-16LE"),
            (utf_16(text, true, false), "UTF-16BE"),
            (narrow, "Windows-1252"),
        ] {
            let decoded = decode(&bytes).expect("text");
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
        assert_eq!(decode(b"caf\xe9").expect("Latin-1").text, "café");
    }

    #[test]
    fn line_ends_and_leftovers_are_made_one() {
        for (from, to, repairs) in [
            ("a\r\nb\rc\nd", "a\nb\nc\nd", &[][..]),
            ("a\u{2028}b\u{c}c", "a\nb\u{c}c", &[]),
            (r"cost \$132 and \$5", "cost $132 and $5", &["backslashes before dollar signs removed (2)"]),
            ("a\u{200b}b", "ab", &["invisible characters removed (1)"]),
        ] {
            let decoded = decode(from.as_bytes()).expect("text");
            assert_eq!(
                (decoded.text.as_str(), decoded.repairs.as_slice()),
                (to, repairs.iter().map(|r| r.to_string()).collect::<Vec<_>>().as_slice())
            );
        }
    }

    #[test]
    fn lost_characters_are_found() {
        let mixed = [b"one\ncaf\xc3\xa9 na\xc3\xafve d\xc3\xa9j\xc3\xa0 vu\nwhat \xff lost".as_slice()].concat();
        let decoded = decode(&mixed).expect("text");
        assert_eq!((decoded.encoding, decoded.lost), ("UTF-8", vec![3]));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, message) in [
            (&b""[..], "this file is empty"),
            (b" \n\n ", "there is no word in this file"),
            (b"%PDF-1.7 x", "this is a PDF, not a text"),
            (b"PK\x03\x04 x", "this is a compressed file (a word processor's document, perhaps), not a text"),
            (b"word \0 word \x01\x02", "this is a binary file, not a text"),
        ] {
            assert_eq!(decode(bytes).expect_err("no text").message, message);
        }
        let large = vec![b'a'; usize::try_from(LARGEST).expect("it fits") + 1];
        assert_eq!(decode(&large).expect_err("too large").message, "this file is larger than 20 MB");
    }
}
