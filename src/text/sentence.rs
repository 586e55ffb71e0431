//! The sentence around a passage, for lists that show words in their context.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::markdown::Text;
use crate::model::PlainRange;

/// Characters of context on each side, at most.
const SIDE: usize = 90;

/// Characters looked at on each side. More than is shown, so that a sentence's end is seen with what follows, and bounded,
/// so that a thousand mentions in one long block stay cheap.
const WINDOW: usize = 130;

/// Abbreviations after which a sentence goes on, unless a usual first word of sentences follows.
const ABBREVIATIONS: &str = " Mr Mrs Ms Dr Prof Gen Col Lt Maj Capt Sgt Brig Adm Sen Rep Gov Amb Hon Rev St Mt Ft Pres Sec \
    Min Del Mme Mlle Jr Sr Art Arts Para Paras Fig Vol Ch Sect Ref Refs Op Res vs cf pp approx ca etc al Inc Ltd Co Corp Bros \
    Dept Govt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec ";

/// Abbreviations only before a number; `No.` is also an answer.
const BEFORE_NUMBERS: &str = " No no Nos nos Nr p pp para paras ";

/// Words that begin a sentence rather than go on with a name.
const STARTERS: &str = " The A An This That These Those He She It They We His Her Its Their Our In On At As If But And When \
    While However There According After Before Although For With To By Since Such Some Many Most Comment ";

/// The words of the same sentence before and after a range of the plain text, each shortened to about 90 characters at
/// the border of a word. They stay within the block and touch the range.
pub fn sentence(text: &Text, range: &PlainRange) -> (PlainRange, PlainRange) {
    let plain = text.plain.as_str();
    let block = block(text, range);
    let start = plain.floor_char_boundary(range.start as usize).clamp(block.start, block.end);
    let end = plain.floor_char_boundary(range.end as usize).clamp(start, block.end);
    let before = plain[block.start..start].char_indices().rev().nth(WINDOW);
    let from = before.map_or(block.start, |(at, _)| block.start + at);
    let after = plain[end..block.end].char_indices().nth(WINDOW);
    let to = after.map_or(block.end, |(at, _)| end + at);
    let breaks: Vec<usize> = breaks(&plain[from..to]).map(|at| from + at).collect();
    let first = breaks.iter().copied().rfind(|at| *at <= start).unwrap_or(from);
    let last = breaks.iter().copied().find(|at| *at >= end && *at > start).unwrap_or(to);
    (number(shorten_left(plain, first, start), start), number(end, shorten_right(plain, end, last)))
}

fn block(text: &Text, range: &PlainRange) -> Range<usize> {
    let found = text.block_at(range.start).map(|at| &text.blocks[at].plain);
    found.map_or(0..text.plain.len(), |plain| plain.start as usize..plain.end as usize)
}

fn number(start: usize, end: usize) -> PlainRange {
    u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
}

/// Where the sentences of a block begin, the first at 0.
pub fn starts(words: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(breaks(words))
}

/// Where sentences begin, the first excepted.
fn breaks(words: &str) -> impl Iterator<Item = usize> {
    let starts = words.split_sentence_bound_indices().map(|(at, _)| at).skip(1);
    starts.filter(|at| !goes_on(&words[..*at], &words[*at..]))
}

/// Whether a sentence goes on across a break that punctuation alone suggests.
fn goes_on(before: &str, after: &str) -> bool {
    let Some(last) = before.trim_end().strip_suffix('.') else { return false };
    let last = last.rsplit(char::is_whitespace).next().unwrap_or(last);
    let last = last.rsplit(['(', '[', '"', '\'', '\u{2018}', '\u{201c}', '-']).next().unwrap_or(last);
    let next = after.split_whitespace().next().unwrap_or_default();
    if next.starts_with(|c: char| c.is_ascii_digit()) && listed(BEFORE_NUMBERS, last) {
        return true;
    }
    let initials = !last.is_empty()
        && last.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    (initials || listed(ABBREVIATIONS, last)) && !listed(STARTERS, next)
}

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}

fn shorten_left(plain: &str, first: usize, start: usize) -> usize {
    let words = plain[first..start].trim_start();
    let Some((cut, _)) = words.char_indices().rev().nth(SIDE - 1) else { return start - words.len() };
    if cut == 0 || words[..cut].ends_with(char::is_whitespace) {
        return start - words.len() + cut;
    }
    let border = words[cut..].find(char::is_whitespace).map_or(cut, |space| cut + space);
    start - words[border..].trim_start().len()
}

fn shorten_right(plain: &str, end: usize, last: usize) -> usize {
    let words = plain[end..last].trim_end();
    let Some((cut, next)) = words.char_indices().nth(SIDE) else { return end + words.len() };
    if next.is_whitespace() {
        return end + words[..cut].trim_end().len();
    }
    let border = words[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    end + words[..border].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Block, BlockKind};

    fn text(blocks: &[&str]) -> Text {
        let mut out = Text { plain: blocks.join("\n"), ..Text::default() };
        let mut at = 0;
        for words in blocks {
            let plain = at..at + u32::try_from(words.len()).expect("short");
            at = plain.end + 1;
            let kind = BlockKind::Paragraph;
            let source = plain.clone();
            out.blocks.push(Block {
                anchor: None,
                stable: false,
                number: None,
                marking: None,
                kind,
                chunk: 0,
                plain,
                source,
            });
        }
        out
    }

    fn around(text: &Text, word: &str) -> (String, String) {
        let start = text.plain.find(word).unwrap_or_else(|| panic!("{word}"));
        let range = u32::try_from(start).expect("short")..u32::try_from(start + word.len()).expect("short");
        let (left, right) = sentence(text, &range);
        assert_eq!((left.end, right.start), (range.start, range.end), "context touches the word");
        let words = |range: PlainRange| text.plain[range.start as usize..range.end as usize].to_string();
        (words(left), words(right))
    }

    #[test]
    fn a_sentence_ends_where_a_reader_ends_it() {
        let cases = [
            ("One. Then @ came. Two.", "Then ", " came."),
            ("@", "", ""),
            ("One! @ came? Two.", "", " came?"),
            ("He met Mr. @ today. Two.", "He met Mr. ", " today."),
            ("Mr. Smith met Gen. Dao and @ there.", "Mr. Smith met Gen. Dao and ", " there."),
            ("The U.S. Embassy told @ so.", "The U.S. Embassy told ", " so."),
            ("He left the U.S. The @ stayed.", "The ", " stayed."),
            ("A. B. Cole of @ spoke. Two.", "A. B. Cole of ", " spoke."),
            ("See No. 5 Corps of @ there.", "See No. 5 Corps of ", " there."),
            ("He said no. They asked @ then.", "They asked ", " then."),
            ("Asked? No. Then @ went.", "Then ", " went."),
            ("In (cf. Cole) @ went. X.", "In (cf. Cole) ", " went."),
            ("It is @. Next one.", "It is ", "."),
        ];
        for (words, left, right) in cases {
            let text = text(&["Before this. And", words, "After."]);
            assert_eq!(around(&text, "@"), (left.to_string(), right.to_string()), "{words}");
        }
    }

    #[test]
    fn long_sentences_are_cut_at_words() {
        let long = "lorem ipsum ".repeat(40);
        let text = text(&[&format!("{long}@ {long}")]);
        let (left, right) = around(&text, "@");
        for side in [&left, &right] {
            assert!((75..=90).contains(&side.chars().count()), "{side}");
            assert!(side.split_whitespace().all(|word| word == "lorem" || word == "ipsum"), "{side}");
        }
        assert!(!left.starts_with(' ') && !right.ends_with(' '));
    }

    #[test]
    fn words_without_spaces_are_cut_between_letters() {
        let long = "\u{e9}".repeat(500);
        let (left, right) = around(&text(&[&format!("{long}@{long}")]), "@");
        assert_eq!((left.chars().count(), right.chars().count()), (90, 90));
    }

    #[test]
    fn ranges_outside_the_text_do_no_harm() {
        let text = text(&["Caf\u{e9} one.", "Two."]);
        for start in 0..30 {
            for end in 0..30 {
                let (left, right) = sentence(&text, &(start..end));
                for range in [left, right] {
                    assert!(text.plain.get(range.start as usize..range.end as usize).is_some(), "{start}..{end}");
                }
            }
        }
        assert_eq!(sentence(&Text::default(), &(3..9)), (0..0, 0..0));
    }
}
