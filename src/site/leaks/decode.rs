//! The readings of a text that is written in some code: entities, percent signs, escapes of JSON, JavaScript and CSS.

use std::borrow::Cow;

use html5ever::tokenizer::Tag;

use super::super::html::{Visitor, visit};

/// How often a text is decoded again: an escaped address in an escaped string.
const DEEPEST: usize = 4;

/// A text and all that it can be read as, each once, the text itself first.
pub(super) fn readings(text: &str) -> Vec<Cow<'_, str>> {
    let mut found = vec![Cow::Borrowed(text)];
    let mut from = 0;
    for _ in 0..DEEPEST {
        let fresh: Vec<String> = found[from..]
            .iter()
            .flat_map(|text| [entities(text), percent(text), escapes(text), css(text)])
            .flatten()
            .collect();
        from = found.len();
        for text in fresh {
            if !found.iter().any(|known| *known == text) {
                found.push(Cow::Owned(text));
            }
        }
        if from == found.len() {
            break;
        }
    }
    found
}

#[derive(Default)]
struct Words(String);

impl Visitor for Words {
    fn tag(&mut self, _tag: &Tag) {}

    fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }
}

/// Entities of HTML; none where the text has none.
fn entities(text: &str) -> Option<String> {
    let after = text.split('&').skip(1);
    if !after.into_iter().any(|rest| rest.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic())) {
        return None;
    }
    // Nothing but entities is to be read.
    let decoded = visit(&text.replace('<', "&lt;"), Words::default()).0;
    (decoded != text).then_some(decoded)
}

fn hex(digits: &[u8]) -> Option<u32> {
    let valid = !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit);
    u32::from_str_radix(std::str::from_utf8(digits).ok().filter(|_| valid)?, 16).ok()
}

fn percent(text: &str) -> Option<String> {
    if !text.as_bytes().windows(3).any(|code| code[0] == b'%' && hex(&code[1..]).is_some()) {
        return None;
    }
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::with_capacity(text.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| bytes.get(at + 1..at + 3).and_then(hex)).flatten();
        match code.and_then(|code| u8::try_from(code).ok()) {
            Some(code) => out.push(code),
            None if byte == b'+' => out.push(b' '),
            None => out.push(byte),
        }
        at += if code.is_some() { 3 } else { 1 };
    }
    Some(String::from_utf8_lossy(&out).into_owned())
}

/// Escapes of JSON, JavaScript and YAML: `\u0041`, `\u{41}`, `\x41`, `\U00000041`, `\n`.
fn escapes(text: &str) -> Option<String> {
    text.contains('\\').then(|| unescape(text, script_escape))
}

/// Escapes of CSS: `\41 ` with one to six digits.
fn css(text: &str) -> Option<String> {
    let after = text.split('\\').skip(1);
    let any = after.into_iter().any(|rest| rest.starts_with(|c: char| c.is_ascii_hexdigit()));
    any.then(|| unescape(text, css_escape))
}

/// What a backslash and what follows it stand for, and how many bytes it takes behind the backslash.
type Escape = fn(&[u8]) -> Option<(u32, usize)>;

fn unescape(text: &str, escape: Escape) -> String {
    let (mut units, mut out) = (Vec::new(), String::with_capacity(text.len()));
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        if at > 0 {
            flush(&mut units, &mut out);
        }
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match escape(rest.as_bytes()) {
            Some((code, length)) => {
                units.push(code);
                rest = rest.get(length..).unwrap_or("");
            }
            None => flush(&mut units, &mut out),
        }
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    out
}

/// Writes what was escaped; two halves of a character beyond 16 bits become one.
fn flush(units: &mut Vec<u32>, out: &mut String) {
    let mut at = 0;
    while let Some(&unit) = units.get(at) {
        let low = units.get(at + 1).filter(|low| (0xd800..0xdc00).contains(&unit) && (0xdc00..0xe000).contains(*low));
        let whole = low.map_or(unit, |low| 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
        out.push(char::from_u32(whole).unwrap_or('\u{fffd}'));
        at += if low.is_some() { 2 } else { 1 };
    }
    units.clear();
}

fn script_escape(rest: &[u8]) -> Option<(u32, usize)> {
    let fixed = |length: usize| rest.get(1..1 + length).and_then(hex).map(|code| (code, 1 + length));
    match rest.first()? {
        b'u' if rest.get(1) == Some(&b'{') => {
            let end = rest.iter().position(|byte| *byte == b'}')?;
            hex(rest.get(2..end)?).map(|code| (code, end + 1))
        }
        b'u' => fixed(4),
        b'U' => fixed(8),
        b'x' => fixed(2),
        b'n' | b't' | b'r' | b'f' | b'v' | b'\n' => Some((u32::from(b' '), 1)),
        _ => None,
    }
}

fn css_escape(rest: &[u8]) -> Option<(u32, usize)> {
    let digits = rest.iter().take(6).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let code = hex(rest.get(..digits)?)?;
    let space = usize::from(rest.get(digits).is_some_and(u8::is_ascii_whitespace));
    Some((code, digits + space))
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn every_code_is_read() {
        for written in [
            "the red door",
            "the&#32;r&#x65;d&nbsp;&#100;oor",
            "the%20red%20d%6For",
            "the+red%20door",
            "the%2520red%2520door",
            "the\\u0020red door",
            "the\\n\\x72ed\\u{20}door",
            "the \\72 ed \\000064oor",
            "the%26%2332%3Bred door",
            "the\\u0026#32;red door",
        ] {
            let found = readings(written);
            let read = found.iter().any(|text| text.split_whitespace().eq(["the", "red", "door"]));
            assert!(read, "{written}: {found:?}");
        }
        assert!(readings("\\ud83d\\ude00").iter().any(|text| text == "\u{1f600}"));
    }

    #[test]
    fn plain_text_has_one_reading() {
        for plain in ["the red door", "100% of R & D", "a <b> c", "AT&T; 5 % 6"] {
            assert_eq!(readings(plain).len(), 1, "{plain}: {:?}", readings(plain));
        }
    }

    #[test]
    fn codes_that_end_too_early_harm_nothing() {
        for broken in
            ["%", "%4", "\\", "\\u", "\\u00", "\\u{", "\\u{zz}", "\\ud800", "&#", "&#x;", "\\x", "%\u{e9}1", "\\\u{e9}"]
        {
            assert!(!readings(broken).is_empty(), "{broken}");
        }
    }
}
