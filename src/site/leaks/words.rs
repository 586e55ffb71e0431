//! Text as words: what is left of it when case, accents, marks and white space are taken away.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::scripts::is_unspaced;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Stands for the folded letters.
    pub(super) hash: u64,
    /// First byte in the text.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Characters between the word before and this one, a run of white space counted as one.
    gap: u16,
    /// Its own characters.
    length: u16,
    /// Whether it begins with a digit: a number or a date's part.
    pub(super) digits: bool,
}

/// How many characters some words take with what stands between them.
pub(super) fn width(words: &[Word]) -> usize {
    let between: usize = words.iter().skip(1).map(|word| usize::from(word.gap)).sum();
    between + words.iter().map(|word| usize::from(word.length)).sum::<usize>()
}

/// The hash of a run of words with one more.
pub(super) fn step(run: u64, word: u64) -> u64 {
    mix(run.rotate_left(23) ^ word)
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (value ^ (value >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// Hashes are mixed already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map by hashes of words.
pub(super) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<AsIs>>;
/// A set of hashes of words.
pub(super) type Hashes = HashSet<u64, BuildHasherDefault<AsIs>>;

#[derive(Default)]
struct Splitter {
    words: Vec<Word>,
    hash: u64,
    start: usize,
    end: usize,
    length: u16,
    digits: bool,
    gap: u16,
    space: bool,
}

impl Splitter {
    fn letter(&mut self, letter: char, at: usize, end: usize) {
        if self.length == 0 {
            (self.start, self.hash, self.digits) = (at, 0, letter.is_numeric());
        }
        self.hash = (self.hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3).rotate_left(5);
        self.end = end;
        self.length = self.length.saturating_add(1);
    }

    fn close(&mut self) {
        if self.length > 0 {
            let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            self.words.push(Word {
                hash: mix(self.hash),
                start: number(self.start),
                end: number(self.end),
                gap: std::mem::take(&mut self.gap),
                length: std::mem::take(&mut self.length),
                digits: self.digits,
            });
            self.space = false;
        }
    }

    fn between(&mut self, character: char) {
        self.close();
        // Marks of Markdown and YAML are not read.
        let silent = matches!(character, '*' | '_' | '`' | '~' | '[' | ']' | '#' | '|' | '\\' | '{' | '}' | '<' | '>');
        let space = character.is_whitespace();
        if !(silent || space && self.space) {
            self.gap = self.gap.saturating_add(1);
        }
        self.space = space || (silent && self.space);
    }
}

/// The words of a text, in order. Characters of scripts without spaces are words of their own.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Splitter { words: Vec::with_capacity(text.len() / 6), ..Splitter::default() };
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character.is_ascii() {
            if character.is_ascii_alphanumeric() {
                out.letter(character.to_ascii_lowercase(), at, end);
            } else if character.is_ascii_whitespace() || !character.is_ascii_control() {
                out.between(character);
            }
            continue;
        }
        other(&mut out, character, at..end);
    }
    out.close();
    out.words
}

fn other(out: &mut Splitter, character: char, place: std::ops::Range<usize>) {
    if is_hidden(character) {
        return;
    }
    let alone = is_unspaced(character);
    if alone {
        out.close();
    }
    let mut any = false;
    decompose_compatible(character, |part| {
        if part.is_alphanumeric() {
            part.to_lowercase().for_each(|letter| out.letter(letter, place.start, place.end));
            any = true;
        } else if is_combining_mark(part) {
            any = true;
        } else if !any {
            out.close();
        }
    });
    if !any {
        out.between(character);
    }
    if alone {
        out.close();
    }
}

/// What is not seen and parts no words: soft hyphens, zero-width and direction marks.
pub(super) fn is_hidden(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::{step, width, words};

    fn of(text: &str) -> Vec<u64> {
        words(text).iter().map(|word| word.hash).collect()
    }

    #[test]
    fn one_text_in_many_forms_has_the_same_words() {
        let plain = of("the red door of cafe oke 12");
        for other in [
            "The  red\n door -- of Caf\u{e9} OKE, 12.",
            "THE *red* **door** of `cafe\u{301}` oke #12",
            "the r\u{ad}ed do\u{200b}or of c\u{202e}afe o\u{ff4b}e \u{ff11}2",
        ] {
            assert_eq!(of(other), plain, "{other}");
        }
        assert_ne!(of("thered door"), of("the red door"));
        assert_eq!(of("\u{6771}\u{4eac}\u{90fd}").len(), 3, "letters of scripts without spaces are words");
    }

    #[test]
    fn width_counts_what_is_read() {
        for (text, expected) in [("Agent Orange", 12), ("a,  b", 4), ("**a** _b_", 3), ("x", 1), ("", 0), ("a - b", 5)]
        {
            assert_eq!(width(&words(text)), expected, "{text}");
        }
    }

    #[test]
    fn the_order_of_words_counts() {
        let run = |text: &str| words(text).iter().fold(0, |run, word| step(run, word.hash));
        assert_ne!(run("one two"), run("two one"));
        assert_ne!(run("one"), run("one one"));
    }
}
