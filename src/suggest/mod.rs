//! Drafts for the analyst: names, spellings and dated passages of a book that its files do not list yet.
//!
//! In: a resolved [`Book`]. Out: [`Proposals`], which [`yaml`] writes as the book's own YAML. Pure, and never certain: an
//! analyst pastes what is right. Names come from runs of capital words ([`runs`]) and explained acronyms ([`expansions`]),
//! gathered over the book ([`names`]) and compared with the listed ones and each other ([`likeness`]); events from dates
//! in running text ([`dates`]). Every quote is anchored before it is proposed.

mod dates;
mod entities;
mod events;
mod expansions;
mod ids;
mod kinds;
mod lexicon;
mod likeness;
mod listed;
mod names;
mod ordinary;
mod passages;
mod runs;
#[cfg(test)]
mod tests;
mod titles;
mod words;
pub mod yaml;

use serde::Serialize;

use crate::markdown::BlockKind;
use crate::model::{Audience, Book, Document};

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Entities not yet listed.
    pub entities: bool,
    /// Other spellings of listed entities.
    pub aliases: bool,
    /// Dated passages not yet in the chronology.
    pub events: bool,
    /// How often a name has to occur; twice for an entity and once for an alias unless given.
    pub min: Option<usize>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { entities: true, aliases: true, events: true, min: None }
    }
}

/// Everything that is proposed, each kind in its own order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Entities, the most frequent first.
    pub entities: Vec<EntityProposal>,
    /// Aliases, by listed entity.
    pub aliases: Vec<AliasProposal>,
    /// Events, by date.
    pub events: Vec<EventProposal>,
}

/// An entity that the book does not list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityProposal {
    /// An id that is free.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// Its type, where its words make that certain.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its other names in the documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The audience it needs, where one of its names stands in no document that is open to all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Where it is named.
    pub seen: Seen,
}

/// A name that looks like one of a listed entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AliasProposal {
    /// The entity's id.
    pub entity: String,
    /// The entity's name.
    pub name: String,
    /// The name to add.
    pub alias: String,
    /// Why it looks like one of this entity.
    pub why: String,
    /// The audience whose documents alone have it, where it is in none that is open to all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Where it is named.
    pub seen: Seen,
}

/// A dated passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventProposal {
    /// An id that is free.
    pub id: String,
    /// The date as EDTF.
    pub date: String,
    /// How the date is known, where the passage alone does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_note: Option<String>,
    /// `planned`, where the date lies after the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Words of the sentence.
    pub title: String,
    /// Listed entities that the passage names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<String>,
    /// The audience it needs, where its title is out of a document that is not open to all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// The passages; their quotes anchor exactly.
    pub sources: Vec<Source>,
}

/// A citation that anchors exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The document's id.
    pub document: String,
    /// Words of it.
    pub quote: String,
    /// Their block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

/// How often a name is met, where, and in what words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// Times.
    pub count: usize,
    /// Ids of the documents, in book order.
    pub documents: Vec<String>,
    /// The document of the sentence.
    pub document: String,
    /// The block of the sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Words around one place.
    pub sentence: String,
}

/// Reads a book and proposes what its files do not list yet.
pub fn suggest(book: &Book, wish: &Wish) -> Proposals {
    let mut out = Proposals::default();
    if wish.entities || wish.aliases {
        let (found, aliases) = entities::propose(book, wish);
        out.entities = if wish.entities { found } else { Vec::new() };
        out.aliases = if wish.aliases { aliases } else { Vec::new() };
    }
    if wish.events {
        out.events = events::propose(book);
    }
    out
}

/// The name of an audience that a proposal has to give: of any but the first, which is everything's own.
fn audience(book: &Book, needed: Audience) -> Option<String> {
    (needed > Audience::default()).then(|| book.settings.audience_name(needed).to_string())
}

/// The blocks of a document that are read: running text that this edition shows.
fn readable(document: &Document) -> impl Iterator<Item = usize> {
    let hidden = &document.withheld;
    let text = |kind: BlockKind| {
        matches!(
            kind,
            BlockKind::Paragraph
                | BlockKind::Item
                | BlockKind::Row
                | BlockKind::Quotation
                | BlockKind::Html
                | BlockKind::Footnote
        )
    };
    // Withheld blocks stand in the order of the text.
    let shown = move |at: &usize| hidden.binary_search_by_key(at, |withheld| withheld.block.0 as usize).is_err();
    let blocks = document.text.blocks.iter().enumerate();
    blocks.filter(move |(_, block)| text(block.kind)).map(|(at, _)| at).filter(shown)
}
