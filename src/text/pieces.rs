//! Pieces of plain text that fold on their own: cut where Unicode normalisation cannot reach across.

use std::iter;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Fold;

/// The length of the white space that a text begins with.
pub(super) fn space_len(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The end of the ASCII word at `start`, whose characters each fold to one byte. The last letter before anything that
/// is not ASCII is left out, since a combining mark may follow.
pub(super) fn word_end(bytes: &[u8], start: usize) -> usize {
    let stop = bytes[start..].iter().position(|&byte| byte == b'`' || !byte.is_ascii_graphic());
    let end = stop.map_or(bytes.len(), |at| start + at);
    match bytes.get(end) {
        Some(next) if !next.is_ascii() => end.saturating_sub(1).max(start),
        _ => end,
    }
}

/// The piece that begins at `start`: one character with everything that may compose with it, also across characters
/// that fold to nothing.
pub(super) fn piece(text: &str, start: usize) -> Range<usize> {
    let mut chars = text[start..].char_indices();
    let Some((_, first)) = chars.next() else { return start..start };
    let mut end = start + first.len_utf8();
    if first.is_whitespace() || is_ignored(first) {
        return start..end;
    }
    for (at, character) in chars {
        if is_ignored(character) {
            continue;
        }
        if !composes(character) {
            break;
        }
        end = start + at + character.len_utf8();
    }
    start..end
}

/// Whether a character may change together with the one before it.
fn composes(character: char) -> bool {
    if character.is_ascii() {
        return false;
    }
    if canonical_combining_class(character) != 0 {
        return true;
    }
    match is_nfc_quick(iter::once(character)) {
        IsNormalized::Yes => false,
        IsNormalized::Maybe => true,
        IsNormalized::No => {
            let mut first = None;
            decompose_canonical(character, |part| _ = first.get_or_insert(part));
            first.is_some_and(|part| canonical_combining_class(part) != 0)
        }
    }
}

/// Characters that fold to nothing: soft hyphens, zero-width ones, byte order marks.
fn is_ignored(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// What a piece folds to.
pub(super) fn fold_piece(piece: &str, fold: Fold, out: &mut String) {
    let folded: String = piece.nfc().filter(|c| !is_ignored(*c)).flat_map(Alike::of).collect();
    match fold {
        Fold::Quote => out.extend(folded.nfc()),
        Fold::Name => out.extend(without_diacritics(&folded).flat_map(char::to_lowercase).map(unfinal)),
    }
}

/// Accents and vowel points, but not the signs that make another letter (nukta, kana voicing, virama).
fn is_diacritic(character: char) -> bool {
    canonical_combining_class(character) >= 10
}

/// The letters of a text without their diacritics, strokes included, in NFD; case stays.
pub fn without_diacritics(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|c| !is_diacritic(*c)).map(|character| match character {
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' => 'd',
        'Đ' => 'D',
        'ħ' => 'h',
        'Ħ' => 'H',
        'ı' => 'i',
        other => other,
    })
}

fn unfinal(character: char) -> char {
    if character == 'ς' { 'σ' } else { character }
}

/// One character's plainer form: a character, or the letters of a ligature.
enum Alike {
    One(Option<char>),
    Letters(std::str::Chars<'static>),
}

impl Alike {
    fn of(character: char) -> Self {
        let letters = match character {
            '\u{2026}' => "...",
            '\u{fb00}' => "ff",
            '\u{fb01}' => "fi",
            '\u{fb02}' => "fl",
            '\u{fb03}' => "ffi",
            '\u{fb04}' => "ffl",
            '\u{fb05}' | '\u{fb06}' => "st",
            _ => return Self::One(Some(plainer(character))),
        };
        Self::Letters(letters.chars())
    }
}

impl Iterator for Alike {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Self::One(character) => character.take(),
            Self::Letters(letters) => letters.next(),
        }
    }
}

fn plainer(character: char) -> char {
    match character {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2039}' | '\u{203a}' => '\'',
        '`' | '\u{b4}' | '\u{ff07}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' | '\u{ff02}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        other => other,
    }
}
