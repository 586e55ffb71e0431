//! The ways a quote can be read: as it stands, without its block's number and marking, as head and tail.

use crate::markdown::Block;
use crate::text::{Fold, fold};

use super::haystack::Haystack;

/// One way to read a quote.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Folded words that stand in this order: one part, or head and tail.
    pub(super) parts: Vec<String>,
    /// Where it may begin, if only at the start of certain blocks.
    pub(super) starts: Option<Vec<usize>>,
}

/// The readings of a quote in the order in which they are tried; none for a quote without words.
pub(super) fn readings(quote: &str, haystack: &Haystack) -> Vec<Reading> {
    let quote = fold(quote, Fold::Quote);
    if quote.is_empty() {
        return Vec::new();
    }
    let mut wordings = vec![(quote.as_str(), None)];
    if let Some((number, marking, rest)) = numbering(&quote) {
        let starts = haystack.starts_where(|block| agrees(block, number, marking));
        if !starts.is_empty() {
            wordings.push((rest, Some(starts)));
        }
    }
    let whole = wordings.iter().map(|(words, starts)| (vec![(*words).to_string()], starts.clone()));
    let split = wordings.iter().map(|(words, starts)| (head_and_tail(words), starts.clone()));
    whole.chain(split.filter(|(parts, _)| !parts.is_empty())).map(|(parts, starts)| Reading { parts, starts }).collect()
}

/// The parts of a quote around its ellipses; nothing if it has none.
fn head_and_tail(quote: &str) -> Vec<String> {
    let quote = quote.replace(" [...] ", " ... ");
    let inner = quote.strip_prefix("... ").unwrap_or(&quote);
    let inner = inner.strip_suffix(" ...").unwrap_or(inner);
    if inner == quote && !quote.contains(" ... ") {
        return Vec::new();
    }
    inner.split(" ... ").map(str::trim).filter(|part| !part.is_empty()).map(str::to_string).collect()
}

/// A number and a marking at the start of a folded quote, and the words after them.
fn numbering(quote: &str) -> Option<(Option<&str>, Option<&str>, &str)> {
    let digits = quote.len() - quote.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut rest = quote;
    let mut number = None;
    let mut closed = false;
    if (1..=4).contains(&digits) {
        number = Some(&quote[..digits]);
        let after = quote[digits..].strip_prefix('\\').unwrap_or(&quote[digits..]);
        let open = after.strip_prefix(['.', ')']);
        closed = open.is_some();
        rest = open.unwrap_or(after).trim_start();
    }
    let mut marking = None;
    if let Some((inside, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && !inside.is_empty()
        && inside.len() <= 24
        && inside.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '/' | '-' | ' ' | ','))
    {
        marking = Some(inside);
        rest = after.trim_start();
    }
    let usable = marking.is_some() || closed;
    (usable && !rest.is_empty()).then_some((number, marking, rest))
}

fn agrees(block: &Block, number: Option<&str>, marking: Option<&str>) -> bool {
    let bare = |number: &str| number.trim_end_matches(['.', ')', '\\']).to_string();
    let number_agrees = number.is_none_or(|asked| block.number.as_deref().map(bare).as_deref() == Some(asked));
    number_agrees && marking.is_none_or(|asked| block.marking.as_deref() == Some(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_markings_are_told_from_words() {
        for (quote, expected) in [
            ("1. (C) Summary", Some((Some("1"), Some("C"), "Summary"))),
            ("1.(S/NF) Summary", Some((Some("1"), Some("S/NF"), "Summary"))),
            ("(C) Summary", Some((None, Some("C"), "Summary"))),
            ("12\\. Summary", Some((Some("12"), None, "Summary"))),
            ("4 men", None),
            ("2009 was", None),
            ("(see below) it", None),
            ("1. (C)", None),
            ("Summary", None),
        ] {
            assert_eq!(numbering(quote), expected, "{quote}");
        }
    }

    #[test]
    fn ellipses_part_head_and_tail() {
        for (quote, expected) in [
            ("a ... b", vec!["a", "b"]),
            ("a ... b ... c", vec!["a", "b", "c"]),
            ("a [...] b", vec!["a", "b"]),
            ("... a", vec!["a"]),
            ("a...b", vec![]),
            ("a", vec![]),
        ] {
            assert_eq!(head_and_tail(quote), expected, "{quote}");
        }
    }
}
