//! Acronyms with their expansions: `Long Name (LN)`, `LN (Long Name)`, `LN, short for Long Name`.

use std::ops::Range;

use super::lexicon::joins;
use super::words::Word;

/// Characters of the longest bracket that is read.
const WIDEST: usize = 160;

/// An acronym and the words it stands for, in one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expansion {
    /// The words.
    pub(super) long: Range<usize>,
    /// The acronym.
    pub(super) short: Range<usize>,
    /// Whether the words are a name; a term in small letters is none, and neither is its acronym.
    pub(super) named: bool,
}

/// The acronyms of a block that are explained in it, in order.
pub(super) fn expansions(block: &str, words: &[Word<'_>]) -> Vec<Expansion> {
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map_or(&block[..word.start], |last| &block[words[last].past..word.start]);
        let after = &block[word.past..];
        if !acronym(word.text) {
            continue;
        }
        let found = if before.ends_with('(') && after.starts_with([')', ';', ',']) {
            before_brackets(block, words, at)
        } else if after.starts_with(" (") {
            in_brackets(block, words, at)
        } else {
            in_words(block, words, at)
        };
        out.extend(found.map(|long| Expansion { named: is_name(words, &long), short: word.start..word.end, long }));
    }
    out
}

fn acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let large = text.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&letters) && large >= 2 && large * 2 >= letters && text.chars().count() <= 12
}

/// `Long Name (LN)`: the fewest words before the bracket that have the acronym's letters in their order.
fn before_brackets(block: &str, words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let letters = words[at].text.chars().filter(|c| c.is_alphanumeric()).count();
    let most = (letters + 5).min(letters * 2 + 2);
    let last = at.checked_sub(1)?;
    let mut first = last;
    while first > 0 && last - first + 1 < most && !words[first].opens && tied(block, words, first) {
        first -= 1;
    }
    let start = align(words[at].text, &block[words[first].start..words[last].end])? + words[first].start;
    // A name is taken from the start of a word, and not from the second half of a compound.
    let whole = words[first..=last].iter().find(|word| word.start <= start && start < word.end)?;
    let range = whole.start..words[last].end;
    (whole.start == start && count(words, &range) >= 2).then_some(range)
}

/// Whether a word goes on from the one before with a space or a comma.
fn tied(block: &str, words: &[Word<'_>], at: usize) -> bool {
    let gap = &block[words[at - 1].past..words[at].start];
    gap.trim().is_empty() || matches!(gap.trim(), "," | "&")
}

/// `LN (Long Name)`: the words of the bracket, if they begin as the acronym does.
fn in_brackets(block: &str, words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let open = words[at].past + " (".len();
    let close = open + block[open..].char_indices().take(WIDEST).find(|(_, c)| matches!(c, ')' | ';'))?.0;
    let inner = words[at + 1..].iter().take_while(|word| word.end <= close);
    let (first, last) = inner.clone().next().zip(inner.last())?;
    let range = first.start..last.end;
    let fits = align(words[at].text, &block[range.clone()]) == Some(0);
    (first.start == open && fits && count(words, &range) >= 2).then_some(range)
}

/// `LN, short for Long Name`: the name that follows, whatever its letters, since it may be of another language.
fn in_words(block: &str, words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let after = block[words[at].past..].trim_start_matches([',', ' ']);
    let said = ["short for ", "which stands for ", "stands for ", "standing for ", "that is "];
    let rest = said.iter().find_map(|said| after.strip_prefix(said))?;
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let start = block.len() - rest.len();
    let first = words.partition_point(|word| word.start < start);
    words.get(first).filter(|word| word.capital())?;
    let mut last = first;
    for (next, word) in words.iter().enumerate().skip(first + 1).take(12) {
        if !word.joined {
            break;
        }
        if word.capital() {
            last = next;
        } else if !joins(word.text) {
            break;
        }
    }
    let range = words[first].start..words[last].end;
    (count(words, &range) >= 2).then_some(range)
}

fn count(words: &[Word<'_>], range: &Range<usize>) -> usize {
    within(words, range).iter().map(|word| word.text.split('-').count()).sum()
}

fn within<'w, 'b>(words: &'w [Word<'b>], range: &Range<usize>) -> &'w [Word<'b>] {
    let first = words.partition_point(|word| word.start < range.start);
    let last = words.partition_point(|word| word.end <= range.end);
    words.get(first..last).unwrap_or_default()
}

fn is_name(words: &[Word<'_>], range: &Range<usize>) -> bool {
    let mut all = 0;
    let mut capital = 0;
    for word in within(words, range) {
        if !joins(word.text) {
            all += 1;
            capital += usize::from(word.capital());
        }
    }
    capital * 3 >= all * 2
}

/// Where in some words an acronym's expansion begins: its letters stand in them in order, read from the end, the first
/// at the start of a word.
fn align(acronym: &str, words: &str) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let signs: Vec<(usize, char)> = words.char_indices().collect();
    let mut end = signs.len();
    for (at, letter) in letters.iter().enumerate().rev() {
        let fits = |place: &usize| {
            let (_, sign) = signs[*place];
            let same = sign.to_lowercase().next() == Some(*letter);
            same && (at > 0 || *place == 0 || !signs[*place - 1].1.is_alphanumeric())
        };
        end = (0..end).rev().find(fits)?;
    }
    signs.get(end).map(|(offset, _)| *offset)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn acronyms_are_explained_in_either_order() {
        for (block, expected) in [
            (
                "the Trans-Sahara Counterterrorism Partnership (TSCTP).",
                "TSCTP=Trans-Sahara Counterterrorism Partnership",
            ),
            (
                "with TSCTP (Trans-Sahara Counterterrorism Partnership)",
                "TSCTP=Trans-Sahara Counterterrorism Partnership",
            ),
            (
                "the President's Emergency Plan for Aids Relief (PEPFAR), and",
                "PEPFAR=President's Emergency Plan for Aids Relief",
            ),
            (
                "as ECOWAS, the Economic Community of West African States (ECOWAS)",
                "ECOWAS=Economic Community of West African States",
            ),
            (
                "known as CIGEM, short for Center for Information and Management of Migrations.",
                "CIGEM=Center for Information and Management of Migrations",
            ),
            ("UN peacekeeping forces (MINUSMA) provide", ""),
            ("a violent extremist organization (VEO)", "veo"),
            ("He came (SEE BELOW)", ""),
            ("Mali (ML)", ""),
            ("(ABC)", ""),
        ] {
            let found = expansions(block, &words(block));
            let shown: Vec<String> = found
                .iter()
                .map(|found| match found.named {
                    true => format!("{}={}", &block[found.short.clone()], &block[found.long.clone()]),
                    false => block[found.short.clone()].to_lowercase(),
                })
                .collect();
            assert_eq!(shown.join("; "), expected, "{block}");
        }
    }
}
