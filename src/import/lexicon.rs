//! Which words a text has, as proof that two halves at a line end are one word.

use std::collections::{HashMap, HashSet};

use super::lines::Source;

/// Words that stand alone as often as in compounds, so that a compound elsewhere proves nothing.
const FREE: &str = " a about after again all along an any be body by can come day days down else ever every for go going how \
    i in it less like long lower made man may me more no not now of off on one out over own part per put round self set \
    side so some state take that the them then there thing time to under up us way week well what when where while who \
    with work world year ";

/// The words of a text, in lower case.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Words and compounds with hyphens, anywhere.
    whole: HashSet<String>,
    /// Words that stand inside a line, where no line end can have cut them: at least one, at its start, at its end.
    inside: HashMap<String, Place>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    not_last: bool,
    not_first: bool,
}

impl Lexicon {
    /// Reads the words of a text, and words that the kind of text is known to have.
    pub fn new(source: &Source, known: &[&str]) -> Self {
        let mut out = Self::default();
        out.whole.extend(known.iter().map(|word| word.to_string()));
        for line in source.lines() {
            let words: Vec<&str> = source.line(line).split_whitespace().collect();
            for (at, word) in words.iter().enumerate() {
                let word = core(word);
                if word.is_empty() {
                    continue;
                }
                let place = out.inside.entry(word.clone()).or_default();
                place.not_last |= at + 1 < words.len();
                place.not_first |= at > 0;
                out.whole.insert(word);
            }
        }
        out
    }

    /// Whether a text has a word.
    pub fn has(&self, word: &str) -> bool {
        self.whole.contains(&core(word))
    }

    /// Whether the last word of a line and the first of the next are one: the joined word stands in the text, and at
    /// least one half nowhere else.
    pub fn are_one(&self, last: &str, first: &str) -> bool {
        let letters = last.ends_with(|c: char| c.is_alphabetic()) && first.starts_with(|c: char| c.is_lowercase());
        let (before, after) = (core(last), core(first));
        if !letters || before.is_empty() || after.is_empty() {
            return false;
        }
        let free = |half: &str| FREE.contains(&format!(" {half} "));
        let before_alone = free(&before) || self.inside.get(&before).is_some_and(|place| place.not_last);
        let after_alone = free(&after) || self.inside.get(&after).is_some_and(|place| place.not_first);
        !(before_alone && after_alone || free(&before) && free(&after))
            && self.whole.contains(&format!("{before}{after}"))
    }
}

/// A word without what stands around it, in lower case.
fn core(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_itself_proves_a_word() {
        for (text, last, first, one) in [
            ("for these reasons it\nwas for reas\nons of state", "reas", "ons", true),
            ("it was for reas\nons of state", "reas", "ons", false),
            ("a government and its govern\nment", "govern", "ment", true),
            // Both halves stand elsewhere as words.
            ("the household can house and hold all they house\nhold", "house", "hold", false),
            // `day` is free to stand alone although only `today` is elsewhere.
            ("today they went to\nday labour", "to", "day", false),
            ("Milovanovic said that Milo\nVanovic", "Milo", "Vanovic", false),
            ("the end. end.the", "end.", "the", false),
        ] {
            assert_eq!(Lexicon::new(&Source::new(text.into()), &[]).are_one(last, first), one, "{text}");
        }
        assert!(Lexicon::new(&Source::new("for reas\nons".into()), &["reasons"]).are_one("reas", "ons"));
    }
}
