//! Folded text: the form in which quotes and names are compared, with an exact two-way map of offsets.
//!
//! Two folds share one map. [`Fold::Quote`] is for anchoring: white space and breaks become one space, forms of
//! quotation marks (double and single stay apart), apostrophes, dashes, soft hyphens, zero-width characters, ligatures
//! and Unicode form (NFC) are made one; case and digits never. [`Fold::Name`] is for mentions: besides, diacritics go
//! and letters are lowered, so a matcher compares case itself against the plain text.

pub mod diff;
mod pieces;
pub mod sentence;
#[cfg(test)]
mod tests;

pub use crate::scripts::is_unspaced;
pub use pieces::without_diacritics;

use std::ops::Range;

/// Words with a capital at their head, where the script has any.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

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
    /// Whether offsets inside the run keep step: the bytes are the same, or ASCII of another case.
    step: bool,
}

impl Folded {
    /// Folds a text.
    pub fn new(plain: &str, fold: Fold) -> Self {
        let mut out = Self { text: String::with_capacity(plain.len()), runs: Vec::new() };
        let mut space: Option<Range<usize>> = None;
        let mut scratch = String::new();
        let mut at = 0;
        while at < plain.len() {
            let spaces = pieces::space_len(&plain[at..]);
            if spaces > 0 {
                space = Some(space.map_or(at, |range| range.start)..at + spaces);
                at += spaces;
                continue;
            }
            scratch.clear();
            let run = pieces::word_end(plain.as_bytes(), at);
            let piece = if run > at {
                scratch.push_str(&plain[at..run]);
                if fold == Fold::Name {
                    scratch.make_ascii_lowercase();
                }
                at..run
            } else {
                let piece = pieces::piece(plain, at);
                pieces::fold_piece(&plain[piece.clone()], fold, &mut scratch);
                piece
            };
            at = piece.end;
            if !scratch.is_empty() {
                if let Some(range) = space.take() {
                    out.push(" ", &plain[range.clone()], range.start);
                }
                out.push(&scratch, &plain[piece.clone()], piece.start);
            }
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
            step: folded == piece || (folded.len() == piece.len() && folded.is_ascii() && piece.is_ascii()),
        };
        self.text.push_str(folded);
        // Pieces in step are merged, so that plain English costs a few runs and not one per word.
        if let Some(last) = self.runs.last_mut()
            && run.step
            && last.step
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
            Some(run) if run.step => run.plain as usize + folded.saturating_sub(run.folded as usize),
            Some(run) => run.plain as usize,
            None => self.runs.last().map_or(0, |run| (run.plain + run.plain_len) as usize),
        }
    }

    fn plain_end(&self, folded: usize) -> usize {
        let at = self.runs.partition_point(|run| (run.folded as usize) < folded);
        match at.checked_sub(1).map(|before| self.runs[before]) {
            Some(run) if run.step => run.plain as usize + (folded - run.folded as usize).min(run.plain_len as usize),
            Some(run) => (run.plain + run.plain_len) as usize,
            None => 0,
        }
    }

    /// Bytes of the folded text that a range of the plain text became, whole pieces only.
    pub fn to_folded(&self, plain: Range<usize>) -> Range<usize> {
        let first = self.runs.partition_point(|run| (run.plain + run.plain_len) as usize <= plain.start);
        let start = match self.runs.get(first) {
            Some(run) if run.step => run.folded as usize + plain.start.saturating_sub(run.plain as usize),
            Some(run) => run.folded as usize,
            None => self.text.len(),
        };
        let last = self.runs.partition_point(|run| (run.plain as usize) < plain.end);
        let end = match last.checked_sub(1).map(|before| self.runs[before]) {
            Some(run) if run.step => run.folded as usize + (plain.end - run.plain as usize).min(run.plain_len as usize),
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
