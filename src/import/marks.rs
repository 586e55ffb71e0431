//! What stands at the start of a line: bullets, numbers, letters, rules.

use super::draft::Shape;
use super::lines::Span;

/// Characters that are bullets when a space follows.
const BULLETS: &str = "-*+•·●○▪■◦‣–—\u{f0b7}";

/// The length of a bullet and the space behind it.
pub fn bullet(words: &str) -> Option<usize> {
    let first = words.chars().next().filter(|first| BULLETS.contains(*first))?;
    let rest = &words[first.len_utf8()..];
    let space = rest.len() - rest.trim_start().len();
    // Two hyphens are a bullet in cables; more are a rule.
    if first == '-' && rest.starts_with("- ") {
        return Some(first.len_utf8() + 2);
    }
    (space > 0 && space < rest.len()).then_some(first.len_utf8() + space)
}

/// Whether a line is a rule: nothing but three or more of one mark.
pub fn is_rule(words: &str) -> bool {
    let mut marks = words.chars().filter(|letter| !letter.is_whitespace());
    let Some(first) = marks.next().filter(|first| "-_=*~#—–".contains(*first)) else { return false };
    let mut more = 0;
    for mark in marks {
        if mark != first {
            return false;
        }
        more += 1;
    }
    more >= 2
}

/// A number or letter at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// Digits or a letter.
    pub text: String,
    /// The portion marking behind it.
    pub marking: Option<String>,
    /// Whether a dot follows, and no parenthesis.
    pub dot: bool,
}

/// The length of a number or letter at the start of a line, with its dot, marking and space.
pub fn ordinal(words: &str) -> Option<(usize, Ordinal)> {
    // Some archives set a sign before a paragraph's number.
    if let Some(rest) = words.strip_prefix('¶') {
        return ordinal(rest)
            .filter(|(_, mark)| mark.dot)
            .map(|(length, mark)| (words.len() - rest.len() + length, mark));
    }
    let open = usize::from(words.starts_with('('));
    let rest = &words[open..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let length = if (1..=3).contains(&digits) {
        digits
    } else {
        usize::from(digits == 0 && rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let text = rest.get(..length).filter(|text| !text.is_empty())?;
    let sign = rest[length..].chars().next().filter(|sign| *sign == ')' || *sign == '.' && open == 0)?;
    let mut at = open + length + 1;
    let marking = (digits > 0 && sign == '.').then(|| marking(&words[at..])).flatten();
    if let Some((length, _)) = &marking {
        at += length;
    } else if !words[at..].starts_with(char::is_whitespace) {
        return None;
    }
    let space = words[at..].len() - words[at..].trim_start().len();
    let more = at + space < words.len() || marking.is_some();
    let mark = Ordinal { text: text.to_string(), marking: marking.map(|(_, marking)| marking), dot: sign == '.' };
    more.then_some((at + space, mark))
}

/// The length of a portion marking, `(C)` or ` ( S / NF )`, with the space before it, and its letters.
pub fn marking(words: &str) -> Option<(usize, String)> {
    let space = words.len() - words.trim_start().len();
    let inner = words[space..].strip_prefix('(')?;
    let close = inner.find(')')?;
    let words = |part: &str| part.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = inner[..close].split('/').map(words).collect::<Vec<_>>().join("/");
    if !listed(&letters) {
        // `( S B U )`: spaced out.
        letters.retain(|letter| letter != ' ');
    }
    let caps = |letter: u8| letter.is_ascii_uppercase() || b"/,- ".contains(&letter);
    (listed(&letters) && letters.len() <= 24 && letters.bytes().all(caps)).then(|| (space + close + 2, letters))
}

/// Whether a marking begins with a classification that cables have.
fn listed(letters: &str) -> bool {
    let first = letters.split('/').next().unwrap_or("");
    matches!(first, "U" | "SBU" | "C" | "S" | "TS" | "LOU" | "R" | "FOUO" | "UNCLAS" | "CUI")
}

impl Ordinal {
    /// Whether this begins a numbering, or goes on with the last one.
    pub fn follows(&self, last: Option<&Ordinal>) -> bool {
        if self.marking.is_some() || matches!(self.text.as_str(), "1" | "a" | "A") {
            return true;
        }
        let Some(last) = last.filter(|last| last.dot == self.dot) else { return false };
        match (self.text.parse::<u32>(), last.text.parse::<u32>()) {
            (Ok(this), Ok(last)) => this == last + 1,
            (Err(_), Err(_)) => match (self.text.as_bytes(), last.text.as_bytes()) {
                (&[this], &[last]) => this == last + 1,
                _ => false,
            },
            _ => false,
        }
    }

    /// What a line with this mark is: a paragraph with the source's number, or an item of a list.
    pub fn shape(&self, head: Span, depth: u8, tight: bool) -> Shape {
        let number = self.dot && self.text.bytes().all(|byte| byte.is_ascii_digit());
        if number && (self.marking.is_some() || !tight) {
            return Shape::Numbered { head, number: self.text.clone(), marking: self.marking.clone() };
        }
        Shape::Item { depth, head: Some(head), ordinal: Some(self.text.clone()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        for (words, length) in [
            ("- x", Some(2)),
            ("-- x", Some(3)),
            ("• x", Some(4)),
            ("-x", None),
            ("--", None),
            ("---", None),
            ("* ", None),
        ] {
            assert_eq!(bullet(words), length, "{words}");
        }
        for (words, rule) in
            [("-----", true), ("- - -", true), ("==", false), ("***", true), ("--x", false), ("", false)]
        {
            assert_eq!(is_rule(words), rule, "{words}");
        }
        for (words, expected) in [
            ("1.(C) x", Some((6, "1", Some("C")))),
            ("10. (SBU) x", Some((10, "10", Some("SBU")))),
            ("3.  ( S/NF ) x", Some((13, "3", Some("S/NF")))),
            ("1.(C)", Some((5, "1", Some("C")))),
            ("¶2. (C) x", Some((9, "2", Some("C")))),
            ("2. (C/REL TO USA) x", Some((18, "2", Some("C/REL TO USA")))),
            ("2. (S B U) x", Some((11, "2", Some("SBU")))),
            ("4. x", Some((3, "4", None))),
            ("(b) x", Some((4, "b", None))),
            ("b) x", Some((3, "b", None))),
            ("1.4 (b)", None),
            ("2009. x", None),
            ("4.x", None),
            ("(5)", None),
        ] {
            let found = ordinal(words);
            let found = found.as_ref().map(|(length, mark)| (*length, mark.text.as_str(), mark.marking.as_deref()));
            assert_eq!(found, expected, "{words}");
        }
    }
}
