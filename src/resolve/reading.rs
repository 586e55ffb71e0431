//! A Markdown text read once: what it says and refers to, before anything is looked up.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::markdown::{self, Issue, Parsed, Rules, Text};
use crate::memo::{Key, Memo};
use crate::model::{Anchoring, PlainRange};
use crate::source::SourceFile;

use super::annotations::Drafting;
use super::documents::{self, Spellings};
use super::mentions::{Found, Names, author_ranges};
use super::notes::Noted;

/// A text of the book, read.
#[derive(Debug)]
pub(super) struct Reading {
    /// Stands for the text and the rules it was read by.
    pub(super) key: Key,
    /// What a reader reads.
    pub(super) text: Arc<Text>,
    /// References, links and pictures, in order of place.
    pub(super) references: Vec<Reference>,
    /// Inline code and the words of links, where no name is looked for.
    pub(super) own_ranges: Vec<PlainRange>,
    /// What looks wrong, with bytes of the Markdown.
    pub(super) issues: Vec<(Range<u32>, Issue)>,
}

/// A reference or link as written.
#[derive(Debug)]
pub(super) struct Reference {
    /// Bytes of the Markdown.
    pub(super) range: Range<u32>,
    /// What stands between the brackets, or the address.
    pub(super) address: String,
    /// For `[[...]]`, whether it has words of its own; `None` for a link or picture.
    pub(super) own_words: Option<bool>,
}

/// What a run keeps for the next: results that depend on little, by all that they depend on.
#[derive(Debug, Default)]
pub struct Memory {
    readings: Memo<Arc<Reading>>,
    pub(super) documents: Memo<(Arc<documents::Draft>, Arc<[Diagnostic]>)>,
    pub(super) spellings: Memo<Arc<(Spellings, Diagnostics)>>,
    pub(super) places: Memo<Anchoring>,
    pub(super) drafts: Memo<Arc<Drafting>>,
    /// `None` for annotations that refer to something, and so depend on more than the key says.
    pub(super) notes: Memo<Option<Arc<Noted>>>,
    pub(super) names: Memo<Arc<Names>>,
    pub(super) found: Memo<Arc<Found>>,
}

impl Memory {
    /// Reads prose.
    pub(super) fn prose(&self, markdown: &str) -> Arc<Reading> {
        self.reading(Key::of(&markdown), markdown, Rules::Prose)
    }

    /// Reads the body of a document, which is a part of a file.
    pub(super) fn record(&self, source: &SourceFile, body: Span, markings: &[String]) -> Arc<Reading> {
        let key = Key::of(&(source.key, body.start, body.end, markings));
        let markdown = source.text.get(body.start as usize..body.end as usize).unwrap_or("");
        self.reading(key, markdown, Rules::Record { markings })
    }

    fn reading(&self, key: Key, markdown: &str, rules: Rules<'_>) -> Arc<Reading> {
        self.readings.get(key, || Arc::new(read(key, markdown::parse(markdown, rules))))
    }

    /// Ends a run: what it did not ask for goes.
    pub fn turn(&self) {
        self.readings.turn();
        self.documents.turn();
        self.spellings.turn();
        self.places.turn();
        self.drafts.turn();
        self.notes.turn();
        self.names.turn();
        self.found.turn();
    }
}

fn read(key: Key, parsed: Parsed<'_>) -> Reading {
    let references = parsed.events.iter().filter_map(|(event, range)| {
        let (address, own_words) = match event {
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. }) => {
                (dest_url, Some(*has_pothole))
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => (dest_url, None),
            _ => return None,
        };
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        // In a table the bar of `[[id\|words]]` is escaped, and the id keeps the backslash.
        let address = address.trim_end_matches('\\').to_string();
        Some(Reference { range: number(range.start)..number(range.end), address, own_words })
    });
    let references = references.collect();
    let own_ranges = author_ranges(&parsed);
    Reading { key, references, own_ranges, text: Arc::new(parsed.text), issues: parsed.issues }
}
