//! Events: dated passages of the documents that the chronology does not have.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::edtf::{Day, Edtf};
use crate::model::{Book, Document, DocumentId, EntityId, Event};
use crate::resolve::anchors::Haystack;
use crate::text::sentence;

use super::dates::{self, Found, When, dates};
use super::ids::Ids;
use super::lexicon::{common, generic, month};
use super::words::{Word, looks_like_heading, words};
use super::{EventProposal, Source, audience, passages, readable, titles};

/// Passages of one event, at most.
const SOURCES: usize = 5;
/// Proposals of one date with which another is compared.
const COMPARED: usize = 8;
/// Events of the chronology with which a passage is compared.
const NEAR: usize = 64;
/// Days of an event that is short enough to be told from others by its time.
const SHORT: Day = 31;

/// A dated passage, before it has an id.
struct Draft {
    proposal: EventProposal,
    document: DocumentId,
    range: Range<usize>,
    block: Range<usize>,
    days: (Day, Day),
    words: BTreeSet<String>,
    named: Vec<EntityId>,
}

/// Events proposed, by date.
pub(super) fn propose(book: &Book) -> Vec<EventProposal> {
    let known = Known::new(book);
    let of_document = |id: DocumentId| drafts(book, id);
    let ids: Vec<DocumentId> = book.document_ids().collect();
    let all: Vec<Vec<Draft>> = ids.into_par_iter().map(of_document).collect();
    let fresh = all.into_iter().flatten().filter(|draft| !known.has(draft));
    let mut merged = merge(fresh);
    merged.sort_by(|a, b| {
        a.days.cmp(&b.days).then_with(|| (a.document, a.range.start).cmp(&(b.document, b.range.start)))
    });
    let mut ids = Ids::of_events(book);
    merged
        .into_iter()
        .map(|draft| EventProposal { id: ids.free(&id_words(&draft.proposal)), ..draft.proposal })
        .collect()
}

/// Words for an id: the first telling ones of the title and the year.
fn id_words(proposal: &EventProposal) -> String {
    let telling = words(&proposal.title).into_iter().map(|word| word.lower());
    let telling = telling.filter(|word| word.chars().count() > 3 && !common(word) && month(word).is_none());
    let plain = telling.filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    let head: Vec<String> = plain.take(3).collect();
    let year: String = proposal.date.chars().take_while(char::is_ascii_digit).collect();
    format!("{}-{year}", head.join("-"))
}

fn drafts(book: &Book, id: DocumentId) -> Vec<Draft> {
    let document = &book[id];
    let mut haystack = None;
    let mut out = Vec::new();
    for at in readable(document) {
        let block = document.text.block_text(at);
        let words = words(block);
        let found = dates(block, &words);
        if found.is_empty() || looks_like_heading(block, &words) {
            continue;
        }
        let haystack = haystack.get_or_insert_with(|| Haystack::new(&document.text, &document.title));
        let start = document.text.blocks[at].plain.start as usize;
        let starts: Vec<usize> = sentence::starts(block).collect();
        for (place, date) in found.iter().enumerate() {
            let next = starts.partition_point(|begin| *begin <= date.range.start);
            let from = starts[next.saturating_sub(1)];
            let to = starts.get(next).copied().unwrap_or(block.len());
            // A date that a sentence break seems to cut is no date to rely on.
            if date.range.end <= to {
                let before = place.checked_sub(1).map_or(from, |last| found[last].range.end.clamp(from, to));
                let after = found.get(place + 1).map_or(to, |next| next.range.start.clamp(from, to));
                let (sentence, between) = (from..to, before..after);
                let scene = Scene { book, id, document, haystack, block, words: &words, start, sentence, between };
                out.extend(scene.draft(date));
            }
        }
    }
    out
}

/// A sentence of a document.
struct Scene<'a> {
    book: &'a Book,
    id: DocumentId,
    document: &'a Document,
    haystack: &'a Haystack<'a>,
    block: &'a str,
    words: &'a [Word<'a>],
    start: usize,
    sentence: Range<usize>,
    /// From the date before to the date after, within the sentence.
    between: Range<usize>,
}

impl Scene<'_> {
    fn draft(&self, found: &Found) -> Option<Draft> {
        let text = &self.block[self.sentence.clone()];
        let words = self.inside();
        let ahead = words.iter().any(|word| matches!(word.text, "will" | "next" | "upcoming" | "scheduled" | "plans"));
        let (date, date_note) = self.date(&found.when, ahead)?;
        let edtf = Edtf::parse(&date).ok()?;
        let days = (edtf.earliest()?, edtf.latest()?);
        let own = self.document.date.as_ref();
        // A line that only dates the document is in the chronology with the document.
        let small = words.iter().filter(|word| word.text.starts_with(char::is_lowercase)).count();
        if small < 3 || words.len() < 5 || (words.len() < 8 && own.and_then(|own| own.earliest()) == Some(days.0)) {
            return None;
        }
        let within = |range: &Range<usize>| range.start - self.sentence.start..range.end - self.sentence.start;
        let plain = |range: &Range<usize>| self.start + range.start..self.start + range.end;
        let trimmed = self.sentence.start..self.sentence.start + text.trim_end().len();
        let (source, range) = passages::cite(self.document, self.haystack, &plain(&trimmed), &plain(&found.range))?;
        let named = self.named(&range);
        let later = own.and_then(|own| own.latest()).is_some_and(|known| days.0 > known);
        let proposal = EventProposal {
            id: String::new(),
            date,
            date_note,
            status: later.then_some("planned"),
            title: titles::title(text, &within(&found.range), &within(&self.between)),
            entities: named.iter().map(|id| self.book[*id].id.clone()).collect(),
            audience: audience(self.book, self.document.audience),
            sources: vec![source],
        };
        let block = self.start..self.start + self.block.len();
        let words = telling(words);
        (!proposal.title.is_empty()).then_some(Draft { proposal, document: self.id, range, block, days, words, named })
    }

    /// The words of the sentence.
    fn inside(&self) -> &[Word<'_>] {
        let first = self.words.partition_point(|word| word.start < self.sentence.start);
        let last = self.words.partition_point(|word| word.start < self.sentence.end);
        &self.words[first..last]
    }

    /// The date as EDTF, and how it is known where the passage does not say it whole.
    fn date(&self, when: &When, ahead: bool) -> Option<(String, Option<String>)> {
        match when {
            When::Whole(edtf) => Some((edtf.clone(), None)),
            When::Fiscal(year) => {
                let note = format!("fiscal year {year}, taken as that of the United States, October to September");
                Some((dates::fiscal(*year), Some(note)))
            }
            When::Yearless(month, first, last) => {
                let own = self.document.date.as_ref()?;
                let known = own.latest()?;
                let exact = own.earliest().is_some_and(|first| known - first <= SHORT);
                let words = own.date.as_ref().map_or("", |date| date.text.as_str());
                let mut edtf = dates::with_year(*month, *first, *last, known, ahead)?;
                if !exact && !edtf.contains('/') {
                    edtf.push('?');
                }
                Some((edtf, Some(format!("the year is supplied from the document\u{2019}s date, {words}"))))
            }
        }
    }

    /// Listed entities named in a range of the document.
    fn named(&self, range: &Range<usize>) -> Vec<EntityId> {
        let mentions = &self.document.mentions;
        let first = mentions.partition_point(|mention| (mention.range.start as usize) < range.start);
        let inside = mentions[first..].iter().take_while(|mention| (mention.range.end as usize) <= range.end);
        let mut out: Vec<EntityId> = Vec::new();
        for mention in inside {
            if !out.contains(&mention.entity) && out.len() < 8 {
                out.push(mention.entity);
            }
        }
        out
    }
}

/// Words that tell one event from another.
fn telling(words: &[Word<'_>]) -> BTreeSet<String> {
    let lower = words.iter().map(Word::lower);
    lower.filter(|word| word.chars().count() >= 4 && !common(word) && !generic(word) && month(word).is_none()).collect()
}

/// The chronology, ready to be asked whether it has a passage.
struct Known<'a> {
    book: &'a Book,
    words: Vec<BTreeSet<String>>,
    by_document: BTreeMap<DocumentId, Vec<usize>>,
    /// Short events by their first day.
    by_day: BTreeMap<Day, Vec<usize>>,
    by_text: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Known<'a> {
    fn new(book: &'a Book) -> Self {
        let title = |event: &Event| telling(&words(&event.title));
        let mut out = Self {
            book,
            words: book.events.iter().map(title).collect(),
            by_document: BTreeMap::new(),
            by_day: BTreeMap::new(),
            by_text: BTreeMap::new(),
        };
        for (at, event) in book.events.iter().enumerate() {
            for source in &event.sources {
                out.by_document.entry(source.passage.document).or_default().push(at);
            }
            if let Some(text) = event.date.as_ref().and_then(|date| date.date.as_ref()) {
                out.by_text.entry(&text.text).or_default().push(at);
            }
            if let Some((first, _)) = span(event).filter(|(first, last)| last - first <= SHORT) {
                out.by_day.entry(first).or_default().push(at);
            }
        }
        out
    }

    /// Whether an event of the chronology is this passage's.
    fn has(&self, draft: &Draft) -> bool {
        let cited = self.by_document.get(&draft.document).into_iter().flatten();
        if cited.clone().any(|at| self.cites(*at, draft)) {
            return true;
        }
        let (first, last) = draft.days;
        let days = self.by_day.range(first - SHORT..=last).flat_map(|(_, at)| at).take(NEAR);
        let same = self.by_text.get(draft.proposal.date.as_str()).into_iter().flatten().take(NEAR);
        days.chain(same).any(|at| self.tells(*at, draft))
    }

    /// Whether an event cites the passage's block, for a time that agrees.
    fn cites(&self, at: usize, draft: &Draft) -> bool {
        let overlaps = |range: &std::ops::Range<u32>, with: &Range<usize>| {
            (range.start as usize) < with.end && with.start < range.end as usize
        };
        let event = &self.book.events[at];
        let here = event.sources.iter().filter(|source| source.passage.document == draft.document);
        let mut block = false;
        for range in here.filter_map(|source| source.passage.anchoring.range()) {
            block |= overlaps(range, &draft.block);
        }
        block && span(event).is_none_or(|days| meet(days, draft.days))
    }

    /// Whether an event of about that time is told in the same words, or is of the same day and names.
    fn tells(&self, at: usize, draft: &Draft) -> bool {
        let event = &self.book.events[at];
        let Some(days) = span(event).filter(|days| meet(*days, draft.days)) else { return false };
        let shared = self.words[at].intersection(&draft.words).count();
        let day = |(first, last): (Day, Day)| first == last;
        let named = event.entities.iter().any(|id| draft.named.contains(id));
        shared >= 2 || (day(days) && day(draft.days) && named)
    }
}

fn span(event: &Event) -> Option<(Day, Day)> {
    let date = event.date.as_ref()?;
    Some((date.earliest()?, date.latest()?))
}

fn meet(a: (Day, Day), b: (Day, Day)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Passages of one date that tell the same in like words become one event with several sources.
fn merge(drafts: impl Iterator<Item = Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    let mut by_date: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for draft in drafts {
        let same = by_date.entry(draft.proposal.date.clone()).or_default();
        let alike = |at: &&usize| {
            let other = &out[**at];
            let sentence = other.document == draft.document && other.range == draft.range;
            sentence || other.words.intersection(&draft.words).count() >= 2
        };
        match same.iter().take(COMPARED).find(alike).copied() {
            Some(at) => add(&mut out[at], draft),
            None => {
                same.push(out.len());
                out.push(draft);
            }
        }
    }
    out
}

fn add(to: &mut Draft, draft: Draft) {
    let known = |source: &Source| to.proposal.sources.contains(source);
    let fresh: Vec<Source> = draft.proposal.sources.into_iter().filter(|source| !known(source)).collect();
    let room = SOURCES.saturating_sub(to.proposal.sources.len());
    to.proposal.sources.extend(fresh.into_iter().take(room));
    if to.proposal.status != draft.proposal.status {
        to.proposal.status = None;
    }
}
