//! Verbatim hits: every place where a reading of a quote stands word for word.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;

use super::haystack::Haystack;
use super::reading::Reading;
use super::words::{cut_changes_meaning, inside_word};

/// Words that stand more often than this, inside others too, are not told apart.
pub const MOST_HITS: usize = 50_000;

/// Places where a quote stands, in order of the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hits {
    /// The places; of head and tail, the nearest pairs.
    pub(super) spans: Vec<Range<usize>>,
    /// Of head and tail, also those of heads after which the head comes again before the tail.
    pub(super) wider: Vec<Range<usize>>,
    /// Whether there are more than are counted.
    pub(super) uncounted: bool,
}

/// The hits of the first reading that has any.
pub(super) fn hits(haystack: &Haystack, readings: &[Reading]) -> Hits {
    let find = |reading| hits_of(haystack.folded(), reading, |span| haystack.is_whole(span));
    readings.iter().map(find).find(|hits| !hits.spans.is_empty() || hits.uncounted).unwrap_or_default()
}

/// Whether the title holds the quote.
pub(super) fn in_title(haystack: &Haystack, readings: &[Reading]) -> bool {
    let free = readings.iter().filter(|reading| reading.starts.is_none());
    free.into_iter().any(|reading| !hits_of(&haystack.title, reading, |_| true).spans.is_empty())
}

fn hits_of(text: &str, reading: &Reading, is_whole: impl Fn(&Range<usize>) -> bool) -> Hits {
    let Some((head, tails)) = reading.parts.split_first() else { return Hits::default() };
    let allowed = |span: &Range<usize>| {
        let begins = reading.starts.as_ref().is_none_or(|starts| starts.binary_search(&span.start).is_ok());
        begins && is_whole(span)
    };
    let (mut spans, mut uncounted) = standing(text, head, allowed);
    for tail in tails {
        if spans.is_empty() {
            break;
        }
        let (ends, more) = standing(text, tail, &is_whole);
        uncounted |= more;
        spans = joined(&spans, &ends);
    }
    let wider = spans.clone();
    // Of heads that share a tail, the one next to it makes the passage.
    spans.reverse();
    spans.dedup_by_key(|span| span.end);
    spans.reverse();
    Hits { spans, wider, uncounted }
}

fn joined(heads: &[Range<usize>], tails: &[Range<usize>]) -> Vec<Range<usize>> {
    let nearest = |head: &Range<usize>| tails.get(tails.partition_point(|tail| tail.start < head.end));
    heads.iter().filter_map(|head| nearest(head).map(|tail| head.start..tail.end)).collect()
}

/// Places of a part: those on the borders of words if there are any, else those inside words. A number that is cut is
/// another number and never a hit; nor is a word whose negation is cut off.
/// Whether there are more than are counted is said, too.
fn standing(text: &str, part: &str, allowed: impl Fn(&Range<usize>) -> bool) -> (Vec<Range<usize>>, bool) {
    let mut all = occurrences(text, part);
    let uncounted = all.len() > MOST_HITS;
    all.retain(|span| {
        let marked = text[span.end..].chars().next().is_some_and(|c| canonical_combining_class(c) != 0);
        !marked && allowed(span) && !cut_changes_meaning(text, span.start, span.end)
    });
    let bordered = |span: &Range<usize>| !inside_word(text, span.start) && !inside_word(text, span.end);
    if all.iter().any(bordered) {
        all.retain(bordered);
    }
    (all, uncounted)
}

/// All occurrences, overlapping ones too, in linear time; of very many the first and one more than are counted.
fn occurrences(text: &str, part: &str) -> Vec<Range<usize>> {
    let Some(first) = text.find(part).filter(|_| !part.is_empty()) else { return Vec::new() };
    let borders = borders(part.as_bytes());
    if borders.last().is_none_or(|border| *border == 0) {
        return text.match_indices(part).map(|(at, _)| at..at + part.len()).take(MOST_HITS + 1).collect();
    }
    let needle = part.as_bytes();
    let mut out = Vec::new();
    let mut matched = 0;
    for (at, byte) in text.bytes().enumerate().skip(first) {
        while matched > 0 && (matched == needle.len() || needle[matched] != byte) {
            matched = borders[matched - 1] as usize;
        }
        matched += usize::from(needle[matched] == byte);
        if matched == needle.len() {
            out.push(at + 1 - matched..at + 1);
            if out.len() > MOST_HITS {
                break;
            }
        }
    }
    out
}

/// For each prefix, the length of the longest shorter one that is also its end.
fn borders(needle: &[u8]) -> Vec<u32> {
    let mut out = vec![0_u32; needle.len()];
    let mut matched = 0_usize;
    for at in 1..needle.len() {
        while matched > 0 && needle[matched] != needle[at] {
            matched = out[matched - 1] as usize;
        }
        matched += usize::from(needle[matched] == needle[at]);
        out[at] = u32::try_from(matched).unwrap_or(0);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn occurrences_are_all_there_are(text in "[abé]{0,40}", part in "[abé]{1,5}") {
            let plain: Vec<_> = text
                .char_indices()
                .filter(|(at, _)| text[*at..].starts_with(&part))
                .map(|(at, _)| at..at + part.len())
                .collect();
            prop_assert_eq!(occurrences(&text, &part), plain);
        }
    }
}
