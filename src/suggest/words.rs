//! The words of a block, each with what stands before it.

use unicode_normalization::char::is_combining_mark;

use crate::text::sentence;

use super::lexicon;

/// Titles that are written with a full stop before the name.
const DOTTED: &[&str] =
    &["Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Capt", "Lt", "Maj", "Sgt", "Prof", "Amb", "Sen", "Gov", "St"];

/// A word of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// The word, without a possessive ending.
    pub(super) text: &'a str,
    /// Where it begins in the block.
    pub(super) start: usize,
    /// Where it ends, a possessive ending not counted.
    pub(super) end: usize,
    /// Where the next may begin: after a possessive ending.
    pub(super) past: usize,
    /// Whether a capital letter says nothing here: at the start of a sentence, after a colon or a quotation mark.
    pub(super) opens: bool,
    /// Whether nothing but white space parts it from the word before.
    pub(super) joined: bool,
}

impl Word<'_> {
    /// The word in small letters.
    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// Whether it has a possessive ending.
    pub(super) fn possessive(&self) -> bool {
        self.past > self.end
    }

    /// Whether it is written as a name is: a first capital letter, and no small word after a hyphen (`Mali-based`).
    pub(super) fn capital(&self) -> bool {
        let mut parts = self.text.split('-');
        let first = parts.next().unwrap_or_default();
        if matches!(first, "al" | "el" | "ul" | "as" | "an" | "ash") {
            return parts.next().is_some_and(|part| part.starts_with(char::is_uppercase));
        }
        let small_part = parts.any(|part| part.chars().count() >= 3 && !part.chars().any(char::is_uppercase));
        first.starts_with(char::is_uppercase) && (!small_part || arabic_article(first))
    }

    /// Whether it is wholly in capitals, with two letters at least.
    pub(super) fn acronym(&self) -> bool {
        let letters = self.text.chars().filter(|c| c.is_alphabetic());
        letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase) && !self.text.contains('.')
    }
}

fn arabic_article(part: &str) -> bool {
    matches!(part, "Al" | "El" | "Ul" | "As" | "An" | "Ash")
}

/// The words of a block.
pub(super) fn words(block: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::new();
    let mut starts = sentence::starts(block).peekable();
    let mut at = 0;
    while let Some(found) = block[at..].find(char::is_alphanumeric) {
        let start = at + found;
        let (end, past) = word_end(block, start);
        let mut opens = out.is_empty();
        while starts.next_if(|sentence| *sentence <= start).is_some() {
            opens = true;
        }
        let gap = &block[at..start];
        opens |= gap.contains([':', '"', '\u{201c}', '\u{ab}', '\u{2018}', '\u{2022}', '?', '!']);
        let dotted = out.last().is_some_and(|last| gap.starts_with('.') && DOTTED.contains(&last.text));
        let space = if dotted { &gap[1..] } else { gap };
        let joined = !out.is_empty() && space.chars().all(char::is_whitespace);
        // A sentence that was thought to begin here goes on when it only follows `Gen.`.
        opens &= !dotted;
        out.push(Word { text: &block[start..end], start, end, past, opens, joined });
        at = past;
    }
    out
}

/// Where a word ends, without and with a possessive ending.
fn word_end(block: &str, start: usize) -> (usize, usize) {
    let mut end = start;
    let mut previous = ' ';
    let mut letters = 0;
    while let Some(c) = block[end..].chars().next() {
        let next = block[end + c.len_utf8()..].chars().next();
        if c.is_alphanumeric() || is_combining_mark(c) {
            letters += 1;
        } else if inside(previous, c, next, letters) {
            letters = 0;
        } else {
            break;
        }
        previous = c;
        end += c.len_utf8();
    }
    let text = &block[start..end];
    let initial = text.contains('.') && letters == 1 && previous.is_alphabetic();
    let lone = text.chars().count() == 1 && previous.is_uppercase() && name_follows(&block[end..]);
    if block[end..].starts_with('.') && (initial || lone) {
        return (end + 1, end + 1);
    }
    for ending in ["'s", "\u{2019}s", "'S", "\u{2019}S"] {
        if let Some(bare) = text.strip_suffix(ending).filter(|bare| !bare.is_empty()) {
            return (start + bare.len(), end);
        }
    }
    let mark = block[end..].chars().next().filter(|c| matches!(c, '\'' | '\u{2019}'));
    match mark {
        Some(mark) if text.ends_with('s') => (end, end + mark.len_utf8()),
        _ => (end, end),
    }
}

/// Whether a name goes on after an initial: a full stop, a space, a capital letter.
fn name_follows(rest: &str) -> bool {
    let mut rest = rest.chars();
    rest.next() == Some('.') && rest.next() == Some(' ') && rest.next().is_some_and(char::is_uppercase)
}

/// Whether a sign stands inside a word.
fn inside(previous: char, c: char, next: Option<char>, letters: usize) -> bool {
    let Some(next) = next.filter(|next| next.is_alphanumeric()) else { return false };
    match c {
        '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}' => true,
        '.' | ',' if previous.is_ascii_digit() => next.is_ascii_digit(),
        '.' => letters == 1 && previous.is_alphabetic() && next.is_alphabetic(),
        '&' | '/' => previous.is_uppercase() && next.is_uppercase(),
        '\u{2013}' => previous.is_ascii_digit() && next.is_ascii_digit(),
        '\u{ad}' => true,
        _ => false,
    }
}

/// Whether a paragraph is a heading by its look: short, without an end, nearly all words with capitals; or wholly in
/// capitals, whatever its length.
pub(super) fn looks_like_heading(block: &str, words: &[Word<'_>]) -> bool {
    let long: Vec<&Word<'_>> = words.iter().filter(|word| word.text.chars().count() >= 4).collect();
    let many = |wanted: usize| wanted * 10 >= long.len() * 7;
    if long.len() >= 3 && many(long.iter().filter(|word| word.acronym()).count()) {
        return true;
    }
    let ended = block.trim_end().ends_with(['.', '!', ';', ',', '"', '\u{201d}']);
    let capital = |word: &&&Word<'_>| word.capital() && !lexicon::calendar(&word.lower());
    !ended && words.len() <= 16 && (words.len() <= 2 || many(long.iter().filter(capital).count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        for (block, expected) in [
            ("The U.S. Embassy met.", "The|U.S.|Embassy|met"),
            ("Mali's arms, villages' wells", "Mali's|arms|villages'|wells"),
            ("Cote D'Ivoire and l'Azawad", "Cote|D'Ivoire|and|l'Azawad"),
            ("A. B. Cole of Trans-Sahara", "A.|B.|Cole|of|Trans-Sahara"),
            ("3.3% of 1,000 in 2009-2010.", "3.3|of|1,000|in|2009-2010"),
            ("R&D (ABC); x/y, AF/AFR, 2019\u{2013}20", "R&D|ABC|x|y|AF/AFR|2019\u{2013}20"),
            ("Toure\u{301}", "Toure\u{301}"),
            ("", ""),
        ] {
            let shown: Vec<&str> = words(block).iter().map(|word| &block[word.start..word.past]).collect();
            assert_eq!(shown.join("|"), expected, "{block}");
        }
    }

    #[test]
    fn capitals_that_say_nothing_are_known() {
        for (block, expected) in [
            ("Mali won. Niger lost to Chad", "Mali Niger"),
            ("He said: \"Go to Gao\"", "He Go"),
            ("Gen. Dao met Mr. Cole", "Gen"),
            ("The U.S. Army left", "The"),
        ] {
            let opening: Vec<&str> =
                words(block).iter().filter(|word| word.opens && word.capital()).map(|word| word.text).collect();
            assert_eq!(opening.join(" "), expected, "{block}");
        }
    }

    #[test]
    fn names_begin_with_a_capital_letter() {
        for (word, expected) in [
            ("Mali", true),
            ("mali", false),
            ("Mali-based", false),
            ("Guinea-Bissau", true),
            ("al-Qaeda", true),
            ("Al-qaida", true),
            ("anti-French", false),
            ("G5", true),
            ("5th", false),
        ] {
            assert_eq!(words(word)[0].capital(), expected, "{word}");
        }
    }

    #[test]
    fn headings_are_known_by_their_look() {
        for (block, expected) in [
            ("Managing the Diaspora", true),
            ("Land of Emigrants?", true),
            ("PRESIDENT TOURE READY TO TARGET AQIM, WITH HELP", true),
            ("Ministry of Justice", true),
            ("He met the Minister of Justice in Gao on Monday.", false),
            ("He met the Minister of Justice in the old town and left", false),
            ("FM AMEMBASSY BAMAKO TO RUEHC/SECSTATE WASHDC 0456 INFO ECOWAS COLLECTIVE.", true),
        ] {
            assert_eq!(looks_like_heading(block, &words(block)), expected, "{block}");
        }
    }
}
