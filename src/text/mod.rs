//! Folded text: the form in which quotes and names are compared, with an exact two-way map of offsets.
//!
//! Two folds share one map. [`Fold::Quote`] is for anchoring: white space and breaks become one space, forms of
//! quotation marks (double and single stay apart), apostrophes, dashes, soft hyphens, zero-width characters, ligatures
//! and Unicode form (NFC) are made one; case and digits never. [`Fold::Name`] is for mentions: besides, diacritics go
//! and letters are lowered, so a matcher compares case itself against the plain text.

pub mod sentence;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// How text is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// For quotes: case and diacritics count.
    Quote,
    /// For names: lower case, no diacritics.
    Name,
}

/// A folded text with its map. Offsets are bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Runs in which folded and plain offsets keep step, or one folded piece stands for one plain piece.
    runs: Vec<Run>,
}

/// A run of the map. Runs cover the folded text without gaps; plain text that folds to nothing lies between runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    folded: u32,
    folded_len: u32,
    plain: u32,
    plain_len: u32,
    /// Whether the bytes are the same, so that offsets inside the run keep step.
    same: bool,
}

impl Folded {
    /// Folds a text.
    pub fn new(plain: &str, fold: Fold) -> Self {
        let mut out = Self { text: String::with_capacity(plain.len()), runs: Vec::new() };
        let mut space: Option<Range<usize>> = None;
        for (at, cluster) in clusters(plain) {
            if cluster.chars().all(char::is_whitespace) {
                let end = at + cluster.len();
                space = Some(space.map_or(at..end, |range| range.start..end));
                continue;
            }
            let folded = fold_cluster(cluster, fold);
            if folded.is_empty() {
                continue;
            }
            if let Some(range) = space.take() {
                out.push(" ", &plain[range.clone()], range.start);
            }
            out.push(&folded, cluster, at);
        }
        if let Some(range) = space {
            out.push(" ", &plain[range.clone()], range.start);
        }
        out
    }

    fn push(&mut self, folded: &str, piece: &str, plain: usize) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let run = Run {
            folded: number(self.text.len()),
            folded_len: number(folded.len()),
            plain: number(plain),
            plain_len: number(piece.len()),
            same: folded == piece,
        };
        self.text.push_str(folded);
        // Pieces with the same bytes are merged, so that plain English costs a few runs and not one per letter.
        if let Some(last) = self.runs.last_mut()
            && run.same
            && last.same
            && last.plain + last.plain_len == run.plain
        {
            last.folded_len += run.folded_len;
            last.plain_len += run.plain_len;
        } else {
            self.runs.push(run);
        }
    }

    /// Bytes of the plain text behind a range of the folded text: from the first character that made the first folded
    /// one to the last that made the last. An empty range gives an empty one.
    pub fn to_plain(&self, folded: Range<usize>) -> Range<usize> {
        if folded.is_empty() {
            let at = self.plain_start(folded.start);
            return at..at;
        }
        let start = self.plain_start(folded.start);
        let end = self.plain_end(folded.end);
        start..end.max(start)
    }

    fn plain_start(&self, folded: usize) -> usize {
        let at = self.runs.partition_point(|run| (run.folded + run.folded_len) as usize <= folded);
        match self.runs.get(at) {
            Some(run) if run.same => run.plain as usize + folded.saturating_sub(run.folded as usize),
            Some(run) => run.plain as usize,
            None => self.runs.last().map_or(0, |run| (run.plain + run.plain_len) as usize),
        }
    }

    fn plain_end(&self, folded: usize) -> usize {
        let at = self.runs.partition_point(|run| (run.folded as usize) < folded);
        match at.checked_sub(1).map(|before| self.runs[before]) {
            Some(run) if run.same => run.plain as usize + (folded - run.folded as usize).min(run.plain_len as usize),
            Some(run) => (run.plain + run.plain_len) as usize,
            None => 0,
        }
    }

    /// Bytes of the folded text that a range of the plain text became, whole pieces only.
    pub fn to_folded(&self, plain: Range<usize>) -> Range<usize> {
        let first = self.runs.partition_point(|run| (run.plain + run.plain_len) as usize <= plain.start);
        let start = match self.runs.get(first) {
            Some(run) if run.same => run.folded as usize + plain.start.saturating_sub(run.plain as usize),
            Some(run) => run.folded as usize,
            None => self.text.len(),
        };
        let last = self.runs.partition_point(|run| (run.plain as usize) < plain.end);
        let end = match last.checked_sub(1).map(|before| self.runs[before]) {
            Some(run) if run.same => run.folded as usize + (plain.end - run.plain as usize).min(run.plain_len as usize),
            Some(run) => (run.folded + run.folded_len) as usize,
            None => 0,
        };
        start..end.max(start)
    }
}

/// A text folded without a map: for the quote and the name that are looked for. Ends are trimmed.
pub fn fold(text: &str, fold: Fold) -> String {
    Folded::new(text, fold).text.trim().to_string()
}

/// Grapheme clusters with their offsets, except that `\r\n` and other white space stay single characters.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

fn fold_cluster(cluster: &str, fold: Fold) -> String {
    let mut out = String::new();
    if let &[byte] = cluster.as_bytes() {
        let letter = if fold == Fold::Name { byte.to_ascii_lowercase() } else { byte };
        out.push(if letter == b'`' { '\'' } else { char::from(letter) });
        return out;
    }
    for character in cluster.nfc() {
        fold_char(character, &mut out);
    }
    if fold == Fold::Name {
        out = without_diacritics(&out).flat_map(char::to_lowercase).collect();
    }
    out
}

/// The letters of a text without their diacritics, in NFD. Vowel signs of scripts that write vowels as marks, and the
/// voicing marks of Japanese, make other letters and stay.
pub fn without_diacritics(text: &str) -> impl Iterator<Item = char> {
    let letter = |c: char| {
        !is_combining_mark(c) || matches!(c, '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3099}' | '\u{309a}')
    };
    text.nfd().filter(move |c| letter(*c)).map(|c| match c {
        '\u{f8}' => 'o',
        '\u{d8}' => 'O',
        '\u{142}' => 'l',
        '\u{141}' => 'L',
        '\u{111}' => 'd',
        '\u{110}' => 'D',
        '\u{127}' => 'h',
        '\u{126}' => 'H',
        '\u{131}' => 'i',
        c => c,
    })
}

fn fold_char(character: char, out: &mut String) {
    match character {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{02bc}' | '\u{2039}' | '\u{203a}' | '`'
        | '\u{b4}' => {
            out.push('\'');
        }
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => out.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => out.push('-'),
        '\u{2026}' => out.push_str("..."),
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        c if c.is_whitespace() => out.push(' '),
        c => out.push(c),
    }
}
