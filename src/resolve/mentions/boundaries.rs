//! Word borders: a name stands by itself, never inside a word.
//!
//! Unicode's own word segmentation keeps `AQIM's` and `U.S` together, so the borders here are between letters and what
//! is no letter, with care for apostrophes inside words and for initials.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::is_unspaced;

/// Words that lose their vowel before a name: `l'Azawad`. Others with an apostrophe belong to the name: `O'Neal`.
const ELISIONS: [&str; 6] = ["d", "l", "qu", "D", "L", "Qu"];

/// Whether a range of a text begins and ends at word borders.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let name = &text[range.clone()];
    opens(&text[..range.start], name) && closes(name, &text[range.end..])
}

fn opens(before: &str, name: &str) -> bool {
    let mut left = before.chars().rev().filter(|c| !invisible(*c));
    let (Some(previous), Some(first)) = (left.next(), name.chars().next()) else { return true };
    if apostrophe(previous) && first.is_alphabetic() {
        let letters: Vec<char> = left.take_while(|c| word(*c)).take(4).collect();
        let letters: String = letters.into_iter().rev().collect();
        return letters.is_empty() || ELISIONS.contains(&letters.as_str());
    }
    if previous == '.' && name.chars().nth(1) == Some('.') {
        let initial = left.next().is_some_and(char::is_alphabetic) && !left.next().is_some_and(word);
        return !initial;
    }
    !glued(previous, first)
}

fn closes(name: &str, after: &str) -> bool {
    let mut right = after.chars().filter(|c| !invisible(*c));
    let (Some(next), Some(last)) = (right.next(), name.chars().next_back()) else { return true };
    if apostrophe(next) && last.is_alphanumeric() {
        let letters: String = right.take_while(|c| word(*c)).take(3).collect();
        return matches!(letters.as_str(), "" | "s" | "S");
    }
    if ends_in_initial(name) {
        // `U.S.` or `U.S` inside `U.S.A.`
        let letter = if next == '.' && last != '.' { right.next() } else { Some(next) };
        if letter.is_some_and(char::is_alphabetic) && right.next() == Some('.') {
            return false;
        }
    }
    !glued(last, next)
}

/// Whether a name ends in one letter after a full stop, as `U.S.` and `U.S` do.
fn ends_in_initial(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let mut back = name.chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next() == Some('.')
}

/// Whether two neighbouring characters are of one word.
fn glued(left: char, right: char) -> bool {
    word(left) && word(right) && !is_unspaced(left) && !is_unspaced(right)
}

fn word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining_mark(c)
}

fn apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bb}'
            ..='\u{2bd}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{ff07}'
    )
}

/// Characters inside a word that nobody sees. A zero-width space is not among them: it is a border.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_on_word_borders() {
        let cases = [
            ("Mali", "in Mali.", true),
            ("Mali", "Malian", false),
            ("Mali", "Somali Mali_", false),
            ("Mali", "Mali-Niger", true),
            ("Niger", "Mali\u{2013}Niger", true),
            ("Mali", "Mali/Niger", true),
            ("Mali", "(Mali)", true),
            ("Mali", "Mali2", false),
            ("Mali", "Mali\u{ad}an", false),
            ("Mali", "Mali\u{200b}and", true),
            ("Mali", "'Mali'", true),
            ("Mali", "\u{2018}Mali\u{2019}", true),
            ("AQIM", "AQIM's", true),
            ("AQIM", "AQIM\u{2019}S", true),
            ("AQIM", "AQIM'll", false),
            ("the States", "the States' own", true),
            ("Neal", "O'Neal", false),
            ("Djamena", "N\u{2019}Djamena", false),
            ("Azawad", "de l'Azawad", true),
            ("U.S.", "U.S.-Mali", true),
            ("U.S.", "the U.S., which", true),
            ("U.S.", "U.S.A. stamps", false),
            ("U.S", "U.S.A. stamps", false),
            ("U.S", "U.S. stamps", true),
            ("S.A.", "U.S.A. stamps", false),
            ("S.A.", "Sotelma S.A. stamps", true),
            ("U.S.", "U.S.based", true),
            ("Unit 8", "Unit 87", false),
            ("\u{9a6c}\u{91cc}", "\u{5728}\u{9a6c}\u{91cc}\u{7684}", true),
        ];
        for (name, text, alone) in cases {
            let at = text.find(name).unwrap_or_else(|| panic!("{name} in {text}"));
            assert_eq!(stands_alone(text, &(at..at + name.len())), alone, "{name} in {text}");
        }
    }
}
