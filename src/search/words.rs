//! The words of a text as they are looked for: runs of letters and digits without case and diacritics.

use unicode_normalization::char::is_combining_mark;

use crate::text::{Fold, fold, is_unspaced};

/// The words of a text, folded, in order. Scripts without spaces give one word for each character.
///
/// `assets/find.js` cuts and folds in the same way.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    runs(text).map(folded).filter(|word| !word.is_empty())
}

fn folded(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word, Fold::Name) }
}

/// Runs of characters that belong to words.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = &rest[rest.find(is_word)?..];
        let first = rest.chars().next()?;
        let alone = is_unspaced(first);
        let inside = |(at, character): &(usize, char)| {
            *at == 0 || is_joined(*character) || !alone && is_word(*character) && !is_unspaced(*character)
        };
        let end = rest.char_indices().find(|place| !inside(place)).map_or(rest.len(), |(at, _)| at);
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric()
}

/// Characters that belong to the word before them: combining marks, soft hyphens, zero-width ones.
fn is_joined(character: char) -> bool {
    let ignored = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    ignored || !character.is_ascii() && is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        for (text, wanted) in [
            ("The Pier, Mended.", &["the", "pier", "mended"][..]),
            ("l\u{2019}arm\u{e9}e d'\u{c9}tat", &["l", "armee", "d", "etat"]),
            ("Cafe\u{301} \u{fb01}n co\u{ad}operate", &["cafe", "fin", "cooperate"]),
            ("09BAMAKO387 (C/NF) 2,000", &["09bamako387", "c", "nf", "2", "000"]),
            ("\u{6771}\u{4eac}2020", &["\u{6771}", "\u{4eac}", "2020"]),
            ("\u{39f}\u{394}\u{39f}\u{3a3}", &["\u{3bf}\u{3b4}\u{3bf}\u{3c3}"]),
            (" -- ", &[]),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>(), wanted, "{text}");
        }
    }
}
