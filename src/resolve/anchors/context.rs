//! Stored context: how well the words around a place agree with the prefix and suffix that the author kept.

use std::cmp::Reverse;
use std::ops::Range;

use crate::text::{Fold, fold};

use super::myers::Pattern;

/// As much of each side as is compared, in characters.
const REACH: usize = 80;

/// More places than this are not all compared in full.
const MOST_PLACES: usize = 256;

/// The prefix and suffix of a citation, ready for comparison outwards from the quote.
pub(super) struct Context {
    before: Option<Pattern>,
    after: Option<Pattern>,
    prefix: String,
    suffix: String,
}

impl Context {
    /// Takes the sides that have words.
    pub(super) fn new(prefix: Option<&str>, suffix: Option<&str>) -> Self {
        let words = |side: Option<&str>| side.map(|side| fold(side, Fold::Quote)).unwrap_or_default();
        let (prefix, suffix) = (words(prefix), words(suffix));
        Self {
            before: (!prefix.is_empty()).then(|| Pattern::new(prefix.chars().rev().take(REACH))),
            after: (!suffix.is_empty()).then(|| Pattern::new(suffix.chars().take(REACH))),
            prefix,
            suffix,
        }
    }

    /// Whether anything is stored.
    pub(super) fn is_some(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }

    /// Whether both sides are stored.
    pub(super) fn is_full(&self) -> bool {
        self.before.is_some() && self.after.is_some()
    }

    /// How well a span's surroundings agree, 0 to 1: mostly the better side, and always both.
    pub(super) fn of(&self, text: &str, span: &Range<usize>) -> f64 {
        let before = self.before.as_ref().map(|side| likeness(side, text[..span.start].trim_end().chars().rev()));
        let after = self.after.as_ref().map(|side| likeness(side, text[span.end..].trim_start().chars()));
        match (before, after) {
            (Some(before), Some(after)) => 0.7 * before.max(after) + 0.3 * before.min(after),
            (one, other) => one.or(other).unwrap_or(0.0),
        }
    }

    /// Of very many places the ones worth a full comparison: those where most characters agree right at the quote.
    pub(super) fn worth_comparing(&self, text: &str, spans: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut spans = spans.to_vec();
        if spans.len() > MOST_PLACES {
            spans.sort_by_cached_key(|span| (Reverse(self.touching(text, span)), span.start));
            spans.truncate(MOST_PLACES);
            spans.sort_by_key(|span| span.start);
        }
        spans
    }

    fn touching(&self, text: &str, span: &Range<usize>) -> usize {
        let before = self.prefix.chars().rev().zip(text[..span.start].trim_end().chars().rev());
        let after = self.suffix.chars().zip(text[span.end..].trim_start().chars());
        let same = |(a, b): &(char, char)| a == b;
        before.take(REACH).take_while(same).count() + after.take(REACH).take_while(same).count()
    }
}

/// The text is anchored at the quote and free at the far end, so that an insertion costs no more than its letters.
#[expect(clippy::cast_precision_loss, reason = "at most eighty characters")]
fn likeness(side: &Pattern, text: impl Iterator<Item = char>) -> f64 {
    let mut least = side.len();
    side.scan(text.take(side.len() + side.len() / 3 + 1), true, |errors| least = least.min(errors));
    1.0 - least as f64 / side.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(prefix: &str, text: &str, suffix: &str) -> f64 {
        let start = text.find('[').expect("marked");
        let end = text.find(']').expect("marked") - 1;
        Context::new(Some(prefix), Some(suffix)).of(&text.replace(['[', ']'], ""), &(start..end))
    }

    #[test]
    fn both_sides_count() {
        for (prefix, text, suffix, low, high) in [
            ("one two ", "one two [x] three four", " three four", 0.99, 1.0),
            ("one two", "one two [x] three four", "three four", 0.99, 1.0),
            ("one two", "one two [x] quite other", "three four", 0.70, 0.85),
            ("one two", "zzz zzz [x] qqq qqq", "three four", 0.0, 0.35),
            ("the old one two", "the old one new two [x] three four", "three four", 0.85, 0.99),
            ("", "one [x] three", "three", 0.99, 1.0),
        ] {
            let found = context(prefix, text, suffix);
            assert!((low..=high).contains(&found), "{text}: {found}");
        }
    }
}
