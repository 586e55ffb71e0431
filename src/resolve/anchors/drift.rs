//! Approximate places: where words like those of a quote stand.

use std::collections::BinaryHeap;
use std::ops::Range;

use super::haystack::trimmed;
use super::myers::Pattern;
use super::words::{inside_word, is_wordy, word_end, word_start};

/// Places are listed up to this share of errors; what is accepted is stricter.
const LISTED: f64 = 0.5;
/// The most places of one part that are looked at, those with the fewest errors; fewer of long parts.
const MOST_PLACES: usize = 512;
/// As many errors more as the whole of a replaced word at an end may cost.
const WORD_COST: usize = 5;
/// Parts longer than this, in characters, are looked for by their ends.
const LONG: usize = 2_048;
/// Parts longer than this are not looked for.
const TOO_LONG: usize = 50_000;
/// The most places of a long part that are compared in full.
const MOST_LONG_PLACES: usize = 4;

/// What looking for a quote costs at most, in steps of the comparison: lengths are in bytes, so that it is found without
/// looking.
pub fn cost(text: usize, quote: usize) -> u64 {
    let blocks = |chars: usize| chars.div_ceil(64) as u64;
    if quote <= LONG {
        text as u64 * blocks(quote)
    } else if quote / 4 < TOO_LONG {
        text as u64 * blocks(LONG) + (MOST_LONG_PLACES * quote) as u64 * blocks(quote)
    } else {
        0
    }
}

/// A place where a quote may stand in other words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Near {
    /// Which reading of the quote it is like.
    pub(super) reading: usize,
    /// The whole place.
    pub(super) span: Range<usize>,
    /// The place of each part: one, or head and tail; none of a verbatim hit.
    pub(super) pieces: Vec<Range<usize>>,
    /// How alike, 0 to 1.
    pub(super) similarity: f64,
}

/// What is searched: folded text, and where its blocks begin.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// The starts of its blocks, rising.
    pub(super) starts: &'a [usize],
}

/// Places that begin in a region, the most alike first; they do not overlap.
pub(super) fn near(ground: Ground, region: Range<usize>, parts: &[String]) -> Vec<Near> {
    let text = ground.text;
    let Some((head, tails)) = parts.split_first() else { return Vec::new() };
    let reach = head.len() * 3 / 2 + 64;
    let end = text.ceil_char_boundary(region.end.saturating_add(reach).min(text.len()));
    let mut found = of_part(ground, region.start..end, head);
    found.retain(|near| near.span.start < region.end);
    let mut weight = head.len();
    for tail in tails {
        if found.is_empty() {
            break;
        }
        let mut ends = of_part(ground, region.start..text.len(), tail);
        ends.sort_by_key(|near| near.span.start);
        found = found.into_iter().filter_map(|head| with_tail(head, weight, &ends, tail.len())).collect();
        weight += tail.len();
    }
    apart(found)
}

/// A head with the nearest tail: one that is much alike if there is any, else one that is somewhat alike.
#[expect(clippy::cast_precision_loss, reason = "lengths of quotes")]
fn with_tail(head: Near, weight: usize, tails: &[Near], tail_len: usize) -> Option<Near> {
    let after = &tails[tails.partition_point(|tail| tail.span.start < head.span.end)..];
    let like = |least: f64| after.iter().find(|tail| tail.similarity >= least);
    let tail = like(0.8).or_else(|| like(0.66))?;
    let total = head.similarity * weight as f64 + tail.similarity * tail_len as f64;
    let mut pieces = head.pieces;
    pieces.push(tail.span.clone());
    Some(Near {
        span: head.span.start..tail.span.end,
        pieces,
        similarity: total / (weight + tail_len) as f64,
        reading: 0,
    })
}

fn of_part(ground: Ground, window: Range<usize>, part: &str) -> Vec<Near> {
    match part.chars().count() {
        0 => Vec::new(),
        TOO_LONG.. => Vec::new(),
        len if len > LONG => of_long_part(ground, window, part, len),
        _ => of_short_part(ground, window, part),
    }
}

fn of_short_part(ground: Ground, window: Range<usize>, part: &str) -> Vec<Near> {
    let text = ground.text;
    let pattern = Pattern::new(part.chars());
    let reversed = Pattern::new(part.chars().rev());
    let Some(first) = part.chars().next() else { return Vec::new() };
    let most = most_errors(pattern.len());
    let ends = troughs(text, &window, &pattern, most);
    let places = ends.into_iter().filter_map(|end| {
        let start = start_of(text, window.start..end, &reversed, first, most);
        let span = without_marks(text, on_borders(text, start..end, &pattern), &pattern, part);
        let span = with_replaced_words(ground, span, &pattern, part);
        let similarity = similarity(text, &span, &pattern);
        (similarity >= LISTED).then(|| Near { pieces: vec![span.clone()], span, similarity, reading: 0 })
    });
    apart(places.collect())
}

/// The ends of a long part, as far apart as its length allows; the best of them compared in full.
fn of_long_part(ground: Ground, window: Range<usize>, part: &str, len: usize) -> Vec<Near> {
    let cut = |chars: usize| part.char_indices().nth(chars).map_or(part.len(), |(at, _)| at);
    let head = of_short_part(ground, window.clone(), &part[..cut(LONG / 2)]);
    let mut tails = of_short_part(ground, window, &part[cut(len - LONG / 2)..]);
    tails.sort_by_key(|near| near.span.start);
    let pattern = Pattern::new(part.chars());
    let mut out = Vec::new();
    for head in head.iter().take(MOST_LONG_PLACES) {
        let fits = |tail: &&Near| {
            tail.span.start >= head.span.end
                && (part.len() * 2 / 3..=part.len() * 4 / 3).contains(&(tail.span.end - head.span.start))
        };
        let tail = tails.iter().filter(fits).max_by(|a, b| a.similarity.total_cmp(&b.similarity));
        if let Some(tail) = tail {
            let span = head.span.start..tail.span.end;
            let similarity = similarity(ground.text, &span, &pattern);
            out.push(Near { pieces: vec![span.clone()], span, similarity, reading: 0 });
        }
    }
    apart(out)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of a length"
)]
fn most_errors(len: usize) -> usize {
    (len as f64 * LISTED) as usize
}

#[expect(clippy::cast_precision_loss, reason = "lengths of quotes")]
fn similarity(text: &str, span: &Range<usize>, pattern: &Pattern) -> f64 {
    let words = &text[span.clone()];
    let longer = pattern.len().max(words.chars().count()).max(1);
    1.0 - pattern.distance(words) as f64 / longer as f64
}

/// The ends of the places with locally fewest errors; on a level stretch, the last at a word's end.
fn troughs(text: &str, window: &Range<usize>, pattern: &Pattern, most: usize) -> Vec<usize> {
    let words = &text[window.clone()];
    let mut ends = words.char_indices().map(|(at, c)| window.start + at + c.len_utf8());
    let places = (100_000 / pattern.len().max(1)).clamp(32, MOST_PLACES);
    let mut kept: BinaryHeap<(usize, usize)> = BinaryHeap::new();
    let mut keep = |place: Option<(usize, usize)>| {
        if let Some(place) = place.filter(|(errors, _)| *errors <= most) {
            kept.push(place);
            if kept.len() > places {
                kept.pop();
            }
        }
    };
    let mut before = pattern.len();
    let mut trough: Option<(usize, usize)> = None;
    pattern.scan(words.chars(), false, |errors| {
        let end = ends.next().unwrap_or(window.end);
        if errors < before {
            trough = Some((errors, end));
        } else if errors > before {
            keep(trough.take());
        } else if errors <= most
            && let Some((_, at)) = &mut trough
            && !inside_word(text, end)
        {
            *at = end;
        }
        before = errors;
    });
    keep(trough);
    kept.into_sorted_vec().into_iter().map(|(_, end)| end).collect()
}

/// Where the place that ends a window begins.
fn start_of(text: &str, window: Range<usize>, reversed: &Pattern, first: char, most: usize) -> usize {
    let words = &text[window.clone()];
    let mut starts = words.char_indices().rev().map(|(at, _)| window.start + at);
    let mut best = ((reversed.len() + 1, true, true), window.end);
    reversed.scan(words.chars().rev().take(reversed.len() + most), true, |errors| {
        let start = starts.next().unwrap_or(window.start);
        if errors <= best.0.0 {
            // Of equals one on a word's border, of those one that begins as the quote does.
            let rank = (errors, inside_word(text, start), !text[start..].starts_with(first));
            if rank < best.0 {
                best = (rank, start);
            }
        }
    });
    best.1
}

/// A place whose ends do not cut words: with the whole word, or without it where that is clearly nearer.
fn on_borders(text: &str, span: Range<usize>, pattern: &Pattern) -> Range<usize> {
    let errors = |start: usize, end: usize| if start < end { pattern.distance(&text[start..end]) } else { usize::MAX };
    let Range { mut start, mut end } = span;
    if inside_word(text, start) {
        let (with, without) = (word_start(text, start), word_end(text, start));
        start = if errors(without, end) < errors(with, end) { without } else { with };
    }
    if inside_word(text, end) {
        let (with, without) = (word_end(text, end), word_start(text, end));
        end = if errors(start, without) < errors(start, with) { without } else { with };
    }
    start..end
}

/// A place without punctuation at an end where the part has none, unless it was part of the likeness.
fn without_marks(text: &str, span: Range<usize>, pattern: &Pattern, part: &str) -> Range<usize> {
    let span = trimmed(text, span);
    let (words, mark) = (&text[span.clone()], |c: char| !c.is_alphanumeric());
    let end = if part.ends_with(mark) { words } else { words.trim_end_matches(mark) };
    let inner = if part.starts_with(mark) { end } else { end.trim_start_matches(mark) };
    let start = span.start + end.len() - inner.len();
    let shorter = inner.len() < words.len() && !inner.is_empty();
    if shorter && pattern.distance(inner) <= pattern.distance(words) { start..start + inner.len() } else { span }
}

/// A place with the word that took the place of the part's first or last one: leaving it out would cost a little less,
/// but the change is what a reader must see.
fn with_replaced_words(ground: Ground, span: Range<usize>, pattern: &Pattern, part: &str) -> Range<usize> {
    let Ground { text, starts } = ground;
    let begins_block = |at: usize| starts.binary_search(&at).is_ok();
    let count = |words: &str| words.split(' ').count();
    let Range { mut start, mut end } = span;
    let cheap = |start: usize, end: usize, most: usize| pattern.distance(&text[start..end]) <= most;
    if count(&text[start..end]) >= count(part) {
        return start..end;
    }
    let most = pattern.distance(&text[start..end]) + WORD_COST;
    let last = |words: &str| words.rsplit(' ').next().map(str::to_string);
    if last(&text[start..end]) != last(part)
        && !begins_block(end + 1)
        && let Some(next) = text[end..].strip_prefix(' ')
    {
        let word = next.find(|c: char| !is_wordy(c)).unwrap_or(next.len());
        let longer = word_end(text, end + 1 + word);
        if word > 0 && cheap(start, longer, most) {
            end = longer;
        }
    }
    if text[start..end].split(' ').next() != part.split(' ').next()
        && !begins_block(start)
        && let Some(before) = text[..start].strip_suffix(' ')
    {
        let at = before.trim_end_matches(is_wordy).len();
        let longer = word_start(text, at);
        if at < before.len() && cheap(longer, end, most) {
            start = longer;
        }
    }
    start..end
}

/// The most alike first, without what overlaps a better one.
pub(super) fn apart(mut found: Vec<Near>) -> Vec<Near> {
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.span.start.cmp(&b.span.start)));
    let mut out: Vec<Near> = Vec::new();
    for near in found {
        if !out.iter().any(|better| better.span.start < near.span.end && near.span.start < better.span.end) {
            out.push(near);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_on_the_borders_of_words() {
        for (text, quote, words) in [
            ("It would not accept any formula.", "would accept any", "would not accept any"),
            ("about 14 men came", "4 men", "14 men"),
            ("it is unlikely to leave now", "likely to leave", "unlikely to leave"),
            ("a rapidly tarnishing imagery of it", "rapidly tarnished image", "rapidly tarnishing imagery"),
            ("two blocks here", "two  blocks", "two blocks"),
            ("the army left in October for Gao", "the army left in June", "the army left in October"),
            ("the army left. October came", "the army left June", "the army left"),
            ("the Ambassador told them of it", "Thieu told them of it", "Ambassador told them of it"),
            ("we report on the elections", "report on the harvest", "report on the elections"),
        ] {
            let found = near(Ground { text, starts: &[] }, 0..text.len(), &[quote.to_string()]);
            assert_eq!(found.first().map(|near| &text[near.span.clone()]), Some(words), "{quote}");
        }
    }

    #[test]
    fn long_quotes_are_found_by_their_ends() {
        let quote: String = (0..900).map(|n| format!("word{n} ")).collect();
        let text = format!("before {} after", quote.replace("word450 ", "other "));
        let found = near(Ground { text: &text, starts: &[] }, 0..text.len(), &[quote.trim().to_string()]);
        assert!(found[0].similarity > 0.99 && found[0].span.start == 7, "{:?}", found[0].span);
    }
}
