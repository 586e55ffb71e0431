//! Word diffs for display: what a passage said and what it says now.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::{Fold, Folded};

/// Beyond this many words and gaps on either side a changed middle is shown as a whole.
const MOST_TOKENS: usize = 4_000;

/// A stretch of a word diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffPart {
    /// What happened to it.
    pub kind: DiffKind,
    /// Its words, with the white space and punctuation between them.
    pub words: String,
}

/// What happened to a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiffKind {
    /// It stands in both.
    Same,
    /// It stood before.
    Removed,
    /// It stands now.
    Added,
}

/// How a passage's words changed. Words are compared as quotes are: forms of quotation marks, dashes and white space
/// are no change. The words of `Same` and `Added` parts joined are `now`; those of `Same` and `Removed` parts are
/// `before`, but for such forms. A removed part stands before the added one that took its place.
pub fn word_diff(before: &str, now: &str) -> Vec<DiffPart> {
    let (old, new) = (Tokens::of(before), Tokens::of(now));
    let start = old.folded.iter().zip(&new.folded).take_while(|(a, b)| a == b).count();
    let rest = old.folded.len().min(new.folded.len()) - start;
    let end = old.folded.iter().rev().zip(new.folded.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.folded.len() - end, new.folded.len() - end);

    let mut parts = Parts::default();
    parts.same(&new.words[..start]);
    if (old_end - start).max(new_end - start) > MOST_TOKENS {
        parts.changed(&old.words[start..old_end], &new.words[start..new_end]);
    } else {
        let (before, after) = (&old.folded[start..old_end], &new.folded[start..new_end]);
        for op in capture_diff_slices(Algorithm::Myers, before, after) {
            let (tag, was, is) = op.as_tag_tuple();
            let (was, is) = (was.start + start..was.end + start, is.start + start..is.end + start);
            match tag {
                DiffTag::Equal => parts.same(&new.words[is]),
                _ => parts.changed(&old.words[was], &new.words[is]),
            }
        }
    }
    parts.same(&new.words[new_end..]);
    parts.finish()
}

/// Words, gaps and punctuation marks, with the form in which they are compared.
struct Tokens<'a> {
    words: Vec<&'a str>,
    folded: Vec<String>,
}

impl<'a> Tokens<'a> {
    fn of(text: &'a str) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut at = 0;
        for word in text.split_word_bounds() {
            // A run of white space is one gap.
            let gap = |word: &str| word.chars().all(char::is_whitespace);
            match words.last_mut() {
                Some(last) if gap(last) && gap(word) => *last = &text[at - last.len()..at + word.len()],
                _ => words.push(word),
            }
            at += word.len();
        }
        let folded = words.iter().map(|word| Folded::new(word, Fold::Quote).text).collect();
        Self { words, folded }
    }
}

/// Parts in the making: the last change stays open while only white space follows it.
#[derive(Default)]
struct Parts {
    done: Vec<DiffPart>,
    removed: String,
    added: String,
    gap: String,
}

impl Parts {
    fn same(&mut self, words: &[&str]) {
        let words = words.concat();
        let open = !(self.removed.is_empty() && self.added.is_empty());
        if open && self.gap.is_empty() && words.chars().all(char::is_whitespace) {
            self.gap = words;
        } else if !words.is_empty() {
            self.close();
            match self.done.last_mut() {
                Some(last) if last.kind == DiffKind::Same => last.words.push_str(&words),
                _ => self.done.push(DiffPart { kind: DiffKind::Same, words }),
            }
        }
    }

    fn changed(&mut self, removed: &[&str], added: &[&str]) {
        let gap = std::mem::take(&mut self.gap);
        self.removed.push_str(&gap);
        self.added.push_str(&gap);
        self.removed.push_str(&removed.concat());
        self.added.push_str(&added.concat());
    }

    fn close(&mut self) {
        for (kind, words) in [
            (DiffKind::Removed, std::mem::take(&mut self.removed)),
            (DiffKind::Added, std::mem::take(&mut self.added)),
            (DiffKind::Same, std::mem::take(&mut self.gap)),
        ] {
            if !words.is_empty() {
                self.done.push(DiffPart { kind, words });
            }
        }
    }

    fn finish(mut self) -> Vec<DiffPart> {
        self.close();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(before: &str, now: &str) -> String {
        word_diff(before, now)
            .into_iter()
            .map(|part| match part.kind {
                DiffKind::Same => part.words,
                DiffKind::Removed => format!("[-{}]", part.words),
                DiffKind::Added => format!("[+{}]", part.words),
            })
            .collect()
    }

    #[test]
    fn changes_are_shown_by_words() {
        for (before, now, expected) in [
            ("", "", ""),
            ("a b", "a b", "a b"),
            ("he would accept", "he would not accept", "he would [+not ]accept"),
            ("by 4 men", "by 12 men", "by [-4][+12] men"),
            ("one two three", "four five three", "[-one two][+four five] three"),
            ("gone", "", "[-gone]"),
            ("", "new", "[+new]"),
            ("“Mali’s”  image", "\"Mali's\" image", "\"Mali's\" image"),
            ("Yes, he said.", "Yes he said!", "Yes[-,] he said[-.][+!]"),
        ] {
            assert_eq!(shown(before, now), expected);
        }
    }

    #[test]
    fn long_texts_without_a_common_word_stay_cheap() {
        let before: String = (0..50_000).map(|n| format!("a{n} ")).collect();
        let now = before.replace('a', "b");
        assert_eq!(word_diff(&before, &now).iter().filter(|part| part.kind == DiffKind::Added).count(), 1);
    }

    proptest! {
        #[test]
        fn the_parts_are_the_texts(before in "[ab1 ,.’\n]{0,30}", now in "[ab1 ,.'\n]{0,30}") {
            let parts = word_diff(&before, &now);
            let joined = |not: DiffKind| -> String {
                parts.iter().filter(|part| part.kind != not).map(|part| part.words.as_str()).collect()
            };
            prop_assert_eq!(joined(DiffKind::Removed), now);
            let fold = |text: &str| Folded::new(text, Fold::Quote).text;
            prop_assert_eq!(fold(&joined(DiffKind::Added)), fold(&before));
        }
    }
}
