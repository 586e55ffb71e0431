//! Names in a block: runs of words with capital letters, without what is no part of a name.

use std::ops::Range;

use super::lexicon::{
    bodies, calendar, codes, common, generic, heads_a_person, joins, labels, nationality, titles, undertakings,
};
use super::ordinary::Ordinary;
use super::words::Word;

/// Words of the longest name.
const LONGEST: usize = 12;

/// A block to be searched for names.
pub(super) struct Ground<'a> {
    /// Its words as read.
    pub(super) block: &'a str,
    /// Its words one by one.
    pub(super) words: &'a [Word<'a>],
    /// Where names of the book's entities stand in it, in order.
    pub(super) mentions: &'a [Range<usize>],
    /// Words that the book writes with small letters.
    pub(super) ordinary: &'a Ordinary,
}

/// A name found in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where.
    pub(super) range: Range<usize>,
    /// Whether its capital letters mean something: not the first word of a sentence alone.
    pub(super) certain: bool,
    /// The title before a person's name.
    pub(super) title: Option<String>,
}

/// The names of a block, in order.
pub(super) fn runs(ground: &Ground<'_>) -> Vec<Run> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < ground.words.len() {
        if !begins(&ground.words[at]) {
            at += 1;
            continue;
        }
        let last = ground.extend(at);
        out.extend(ground.name(at, last));
        at = last + 1;
    }
    out
}

fn begins(word: &Word<'_>) -> bool {
    word.capital() && !calendar(&word.lower())
}

impl Ground<'_> {
    /// The last word of the run that begins at a word.
    fn extend(&self, first: usize) -> usize {
        let mut last = first;
        while let Some(next) = self.follows(first, last) {
            last = next;
        }
        last
    }

    fn follows(&self, first: usize, last: usize) -> Option<usize> {
        let tied = |at: usize| {
            let word = self.words.get(at)?;
            (word.joined && !word.opens && !self.words[at - 1].possessive()).then_some(word)
        };
        let next = tied(last + 1)?;
        if begins(next) {
            return Some(last + 1);
        }
        let small = |word: &Word<'_>| word.text.chars().all(char::is_lowercase) && joins(word.text);
        if !small(next) {
            return None;
        }
        let second = tied(last + 2)?;
        let (target, word) = if small(second) { (last + 3, tied(last + 3)?) } else { (last + 2, second) };
        (begins(word) && self.may_join(first, last, target)).then_some(target)
    }

    /// Whether small words between capital ones belong to one name.
    fn may_join(&self, first: usize, last: usize, target: usize) -> bool {
        let run = || self.words[first..=last].iter();
        let head = || run().any(|word| bodies(&word.lower()) || undertakings(&word.lower()));
        let (join, second) = (self.words[last + 1].text, (target == last + 3).then(|| self.words[last + 2].text));
        let article = second.is_none_or(|word| matches!(word, "the" | "la" | "le" | "les"));
        match join {
            "of" | "de" | "du" | "des" | "d'" => article && !self.covered(last),
            "al" | "el" => second.is_none(),
            "for" | "on" | "pour" | "sur" => article && (head() || (!self.covered(last) && self.heads(target))),
            "and" | "et" => {
                let inner = run().any(|word| matches!(word.text, "of" | "for" | "on" | "de" | "du" | "des" | "pour"));
                second.is_none() && head() && inner && !self.covered(target) && !titles(&self.words[target].lower())
            }
            _ => false,
        }
    }

    /// Whether the name that goes on at a word ends in what is done or agreed: `Water for the World Act`.
    fn heads(&self, target: usize) -> bool {
        let rest = self.words.get(target + 1..).unwrap_or_default().iter().take(4);
        let mut run = rest.take_while(|word| word.joined && begins(word));
        run.any(|word| undertakings(&word.lower()))
    }

    /// Whether a word is, or is part of, a listed name.
    fn covered(&self, at: usize) -> bool {
        let word = &self.words[at];
        let first = self.mentions.partition_point(|mention| mention.end <= word.start);
        self.mentions.get(first).is_some_and(|mention| mention.start < word.end)
    }

    fn name(&self, first: usize, last: usize) -> Option<Run> {
        if self.labels(first, last) || last - first >= LONGEST || self.shouted(first, last) {
            return None;
        }
        let (from, to, certain) = self.trimmed(first, last)?;
        let (start, title) = self.untitled(from, to)?;
        let start = self.unadorned(start, to, title.is_some());
        if !self.names_something(start, to, title.is_some()) {
            return None;
        }
        let certain = certain || start > from;
        Some(Run { range: self.words[start].start..self.words[to].end, certain, title })
    }

    /// Whether a run is, or ends, a label at the head of a sentence: `Monitoring and Evaluation: ...`.
    fn labels(&self, first: usize, last: usize) -> bool {
        let colon = self.block[self.words[last].past..].starts_with(':');
        let near = (first.saturating_sub(4)..=first).rev();
        let mut before = near.take_while(|at| begins(&self.words[*at]) || joins(self.words[*at].text));
        colon && before.any(|at| self.words[at].opens)
    }

    /// Whether a run is set in capitals for its loudness.
    fn shouted(&self, first: usize, last: usize) -> bool {
        last >= first + 2 && self.words[first..=last].iter().all(Word::acronym)
    }

    /// A run without ordinary words at its ends, and whether its capitals mean something.
    fn trimmed(&self, first: usize, last: usize) -> Option<(usize, usize, bool)> {
        let (mut from, mut to) = (first, last);
        let opens = self.words[first].opens;
        if opens && last > first && self.ordinary.begins_sentences(&self.words[first].lower()) && !self.covered(first) {
            from += 1;
        }
        let outer = |at: usize| {
            let word = &self.words[at];
            let lower = word.lower();
            (common(&lower) && !word.acronym()) || joins(word.text) || word.text.chars().count() == 1
        };
        while from <= to && outer(from) {
            from += 1;
        }
        while to > from && (outer(to) || labels(&self.words[to].lower())) {
            to -= 1;
        }
        (from <= to).then_some((from, to, !opens || from > first))
    }

    /// Where a person's name begins after a title, with that title. Nothing for a post without a name.
    fn untitled(&self, from: usize, to: usize) -> Option<(usize, Option<String>)> {
        let lower = |at: usize| self.words[at].lower();
        let mut at = from;
        while at <= to && (titles(&lower(at)) || nationality(&lower(at)) || self.words[at].text.ends_with("S.")) {
            at += 1;
        }
        let head = (from..at).rev().find(|at| heads_a_person(&lower(*at)));
        let Some(head) = head else { return Some((from, None)) };
        if at > to || joins(&lower(at)) {
            return None;
        }
        let plain = |at: usize| {
            let word = lower(at);
            !generic(&word) && !bodies(&word) && !undertakings(&word) && !self.words[at].acronym()
        };
        let person =
            to - at < 4 && (at..=to).all(plain) && !(at..=to).any(|at| matches!(self.words[at].text, "of" | "for"));
        if !person {
            return Some((from, None));
        }
        Some((at, Some(self.words[head].text.to_string())))
    }

    /// A run without a nationality that stands before what is a name without it.
    fn unadorned(&self, from: usize, to: usize, titled: bool) -> usize {
        let rest_is_listed = || (from + 1..=to).all(|at| self.covered(at));
        let first = &self.words[from];
        let adorns = nationality(&first.lower()) || first.text.contains('.');
        let strip = !titled && from < to && adorns && !self.covered(from);
        if strip && rest_is_listed() { from + 1 } else { from }
    }

    /// Whether a run is a name that the book does not list.
    fn names_something(&self, from: usize, to: usize, titled: bool) -> bool {
        let body_of = (from..to).any(|at| {
            let next = self.words[at + 1].text;
            bodies(&self.words[at].lower()) && matches!(next, "of" | "for" | "de" | "du" | "des")
        });
        let mut empty = true;
        let mut listed = true;
        for at in from..=to {
            let lower = self.words[at].lower();
            let says_nothing = joins(&lower) || (!titled && (generic(&lower) || nationality(&lower)));
            empty &= says_nothing;
            // A short code beside a listed name only counts: `CDCS DO1`.
            let code = from < to && self.words[at].text.chars().count() <= 3;
            listed &= says_nothing || code || self.covered(at);
        }
        let embassy = || {
            (from..=to).any(|at| matches!(&*self.words[at].lower(), "embassy" | "consulate") && !self.covered(at))
                && (from..=to).any(|at| self.covered(at))
        };
        if (from..=to).all(|at| self.covered(at) || joins(&self.words[at].lower())) {
            return false;
        }
        if from == to && !titled {
            let word = &self.words[from];
            let lower = word.lower();
            let digits = word.text.chars().filter(char::is_ascii_digit).count();
            return !listed && !calendar(&lower) && !codes(&lower) && digits < 3;
        }
        (body_of && !self.wholly_listed(from, to)) || embassy() || (!empty && !listed)
    }

    fn wholly_listed(&self, from: usize, to: usize) -> bool {
        let range = self.words[from].start..self.words[to].end;
        let first = self.mentions.partition_point(|mention| mention.end <= range.start);
        self.mentions.get(first).is_some_and(|mention| mention.start <= range.start && mention.end >= range.end)
    }
}
