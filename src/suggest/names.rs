//! Names gathered over a book: how often each occurs, where, and which explain each other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::model::{Book, Document, DocumentId, EntityId};
use crate::text::{Fold, fold};

use super::expansions::{Expansion, expansions};
use super::ordinary::Ordinary;
use super::readable;
use super::runs::{Ground, Run, runs};
use super::words::{looks_like_heading, words};

/// A name with its places.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidate {
    /// Spellings that fold to the same, each with its count.
    pub(super) spellings: BTreeMap<String, usize>,
    /// How often it occurs.
    pub(super) count: usize,
    /// Whether its capital letters mean something at one place at least.
    pub(super) certain: bool,
    /// Documents, in order.
    pub(super) documents: Vec<DocumentId>,
    /// Its first place, a certain one if there is one.
    pub(super) place: Option<(DocumentId, Range<usize>)>,
    /// Titles before it.
    pub(super) titles: BTreeMap<String, usize>,
    /// How often it stands without a title.
    pub(super) bare: usize,
}

impl Candidate {
    /// The most frequent spelling; one wholly in capitals only where there is no other.
    pub(super) fn spelling(&self) -> &str {
        let small = |spelling: &str| spelling.chars().any(char::is_lowercase);
        let rank = |a: (&String, &usize), b: (&String, &usize)| {
            small(a.0).cmp(&small(b.0)).then(a.1.cmp(b.1)).then_with(|| b.0.cmp(a.0))
        };
        let best = self.spellings.iter().max_by(|a, b| rank(*a, *b));
        best.map_or("", |(spelling, _)| spelling)
    }

    /// The most frequent title.
    pub(super) fn title(&self) -> Option<&str> {
        let best = self.titles.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        best.map(|(title, _)| title.as_str())
    }

    /// Takes over the places of another.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.count += other.count;
        self.certain |= other.certain;
        self.documents.extend(&other.documents);
        self.documents.sort_unstable();
        self.documents.dedup();
    }
}

/// One side of an explanation: a name that is not listed, or a listed entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// The key of a candidate.
    New(String),
    /// A listed entity.
    Listed(EntityId),
}

impl Side {
    /// The key of a name that is not listed.
    pub(super) fn key(side: &Self) -> Option<String> {
        match side {
            Self::New(key) => Some(key.clone()),
            Self::Listed(_) => None,
        }
    }
}

/// All names of a book that it does not list.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// By folded name.
    pub(super) names: BTreeMap<String, Candidate>,
    /// Long name and acronym.
    pub(super) explained: BTreeSet<(Side, Side)>,
    /// Acronyms of terms in small letters, by key.
    pub(super) terms: BTreeSet<String>,
}

/// The form in which names are compared.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name, Fold::Name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_string()
}

/// A place where a name stands.
struct Place {
    name: String,
    range: Range<usize>,
    certain: bool,
    title: Option<String>,
}

#[derive(Default)]
struct OfDocument {
    places: Vec<Place>,
    explained: Vec<(Side, Side)>,
    terms: Vec<String>,
}

/// Gathers the names of all documents.
pub(super) fn gather(book: &Book, ordinary: &Ordinary) -> Gathered {
    let found: Vec<OfDocument> = book.documents.par_iter().map(|document| of_document(document, ordinary)).collect();
    let mut out = Gathered::default();
    for (id, found) in book.document_ids().zip(found) {
        for place in found.places {
            out.names.entry(key(&place.name)).or_default().add(id, place);
        }
        out.explained.extend(found.explained);
        out.terms.extend(found.terms);
    }
    out
}

impl Candidate {
    fn add(&mut self, document: DocumentId, place: Place) {
        self.count += 1;
        *self.spellings.entry(place.name).or_default() += 1;
        if self.documents.last() != Some(&document) {
            self.documents.push(document);
        }
        if self.place.is_none() || (place.certain && !self.certain) {
            self.place = Some((document, place.range));
        }
        self.certain |= place.certain;
        match place.title {
            Some(title) => *self.titles.entry(title).or_default() += 1,
            None => self.bare += 1,
        }
    }
}

fn of_document(document: &Document, ordinary: &Ordinary) -> OfDocument {
    let mut out = OfDocument::default();
    for at in readable(document) {
        let block = document.text.block_text(at);
        let words = words(block);
        if looks_like_heading(block, &words) {
            continue;
        }
        let start = document.text.blocks[at].plain.start as usize;
        let listed = listed(document, start, block.len());
        let mentions: Vec<Range<usize>> = listed.iter().map(|(range, _)| range.clone()).collect();
        let ground = Ground { block, words: &words, mentions: &mentions, ordinary };
        let mut found = runs(&ground);
        for explained in expansions(block, &words) {
            explain(block, &explained, &listed, &mut found, &mut out);
        }
        out.places.extend(found.into_iter().map(|run| Place {
            name: spaced(&block[run.range.clone()]),
            range: start + run.range.start..start + run.range.end,
            certain: run.certain,
            title: run.title,
        }));
    }
    out
}

/// Mentions inside a block, as ranges of it.
fn listed(document: &Document, start: usize, len: usize) -> Vec<(Range<usize>, EntityId)> {
    let first = document.mentions.partition_point(|mention| (mention.range.end as usize) <= start);
    let inside = document.mentions[first..].iter().take_while(|mention| (mention.range.start as usize) < start + len);
    inside
        .map(|mention| {
            let (from, to) = (mention.range.start as usize, mention.range.end as usize);
            (from.saturating_sub(start)..(to - start).min(len), mention.entity)
        })
        .collect()
}

/// Takes an explained acronym into the names of its block.
fn explain(
    block: &str,
    found: &Expansion,
    listed: &[(Range<usize>, EntityId)],
    runs: &mut Vec<Run>,
    out: &mut OfDocument,
) {
    if !found.named {
        out.terms.push(key(&block[found.short.clone()]));
        return;
    }
    let mut side = |range: &Range<usize>| {
        let first = listed.partition_point(|(mention, _)| mention.end <= range.start);
        let near = listed[first..].iter().take_while(|(mention, _)| mention.start < range.end);
        if let Some((_, entity)) =
            near.clone().find(|(mention, _)| mention.start <= range.start && mention.end >= range.end)
        {
            return Side::Listed(*entity);
        }
        let inside = |run: &Run| run.range.start < range.end && range.start < run.range.end;
        if !runs.iter().any(|run| run.range == *range) {
            runs.retain(|run| !inside(run));
            let at = runs.partition_point(|run| run.range.start < range.start);
            runs.insert(at, Run { range: range.clone(), certain: true, title: None });
        }
        Side::New(key(&spaced(&block[range.clone()])))
    };
    let pair = (side(&found.long), side(&found.short));
    out.explained.push(pair);
}

/// Words with single spaces between them.
pub(super) fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
