//! Source documents: metadata of record, text, blocks.

use std::sync::Arc;

use std::ops::Range;

use crate::diagnostics::Span;
use crate::edtf::{Day, Edtf};
use crate::markdown::Text;

use super::{AnnotationId, Audience, DocumentId, EntityId, EventId, JudgmentId, ProseLink};

/// A block's place in its document's list of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockIndex(pub u32);

impl BlockIndex {
    /// The block at a place of the list.
    pub fn of(at: usize) -> Self {
        Self(u32::try_from(at).unwrap_or(u32::MAX))
    }
}

/// A source document, treated as a record.
#[derive(Clone, Debug)]
pub struct Document {
    /// The id: file stem or the author's own.
    pub id: String,
    /// The title: front matter's, first heading, or stem.
    pub title: String,
    /// The subject as the source words it.
    pub subject: Option<String>,
    /// Cable, strategy, article: a free word.
    pub kind: Option<String>,
    /// How the source names itself.
    pub identifier: Option<String>,
    /// Other spellings of the identifier.
    pub also_cited_as: Vec<String>,
    /// When it is dated.
    pub date: Option<Dating>,
    /// Who sent it.
    pub origin: Option<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Copied for information.
    pub info: Vec<Party>,
    /// Who signed it.
    pub byline: Option<Party>,
    /// Classification as originally marked.
    pub classification: Option<String>,
    /// Anything else the header says, in the author's order.
    pub header: Vec<(String, String)>,
    /// Tags.
    pub tags: Vec<String>,
    /// References of the source's own, each in the book or outside it.
    pub references: Vec<CitedDocument>,
    /// Where this text was found.
    pub published: Published,
    /// The file as received.
    pub original: Option<Original>,
    /// What was done to the text.
    pub edits: Vec<String>,
    /// What this document repeats: not independent evidence.
    pub derived_from: Vec<CitedDocument>,
    /// Admiralty grade.
    pub grade: Option<Grade>,
    /// What the body is.
    pub body_kind: BodyKind,
    /// Language tag of the text.
    pub language: Option<String>,
    /// Its effective audience.
    pub audience: Audience,
    /// The body in Markdown, as on disk; withheld blocks are still in it, so render only blocks of `text` that are not
    /// in `withheld`.
    pub body: Body,
    /// The body's place in its file: add `body_span.start` to an offset in `body`.
    pub body_span: Span,
    /// The reader-visible text, its blocks and the way back to `body`.
    pub text: Arc<Text>,
    /// References inside the body.
    pub links: Vec<ProseLink>,
    /// Entities named, in order of place.
    pub mentions: Arc<Vec<super::Mention>>,
    /// Annotations with a passage, a block or an unplaced quote here, in order of place, then as written.
    pub annotations: Vec<AnnotationId>,
    /// Blocks withheld from this edition, in order, with what stands in their place.
    pub withheld: Vec<Withheld>,
    /// Documents of the book that this one cites (references and links), in book order.
    pub cites: Vec<DocumentId>,
    /// Documents of the book that cite this one, in book order.
    pub cited_by: Vec<DocumentId>,
    /// Events of which it is a source, in their order.
    pub events: Vec<EventId>,
    /// Judgments that rest on a note on it, or that one speaks against.
    pub judgments: Vec<JudgmentId>,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

impl Document {
    /// Whether this edition leaves a block out.
    pub fn is_withheld(&self, block: BlockIndex) -> bool {
        Withheld::of(&self.withheld, block).is_some()
    }
}

/// A part of a file's text, shared with it.
#[derive(Clone, Debug, Default)]
pub struct Body {
    text: Arc<str>,
    range: Range<usize>,
}

impl Body {
    /// The text between two bytes; nothing where they are not borders of characters.
    pub fn new(text: &Arc<str>, range: Range<usize>) -> Self {
        let range = if text.get(range.clone()).is_some() { range } else { 0..0 };
        Self { text: Arc::clone(text), range }
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self { range: 0..text.len(), text: text.into() }
    }
}

impl std::ops::Deref for Body {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text[self.range.clone()]
    }
}

/// A person or body in a header: an entity of the book, or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// An entity.
    Entity(EntityId),
    /// Words, as written.
    Words(String),
}

/// A document that another cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedDocument {
    /// As written.
    pub words: String,
    /// In the book, if it is.
    pub document: Option<DocumentId>,
}

/// Where a text was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Title there.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Address; only `http` and `https` get here.
    pub url: Option<String>,
    /// When it was retrieved.
    pub retrieved: Option<Dating>,
}

/// The source file as received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// File name.
    pub file: String,
    /// SHA-256, lowercase hex: what the book says, else that of the file where it lies in the book.
    pub sha256: Option<String>,
    /// Its path below `content/originals/`, where this edition publishes it.
    pub published: Option<String>,
}

/// What a document's body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// The whole text, word for word.
    Full,
    /// Retold; a quote from it is the editors' words.
    Digest,
    /// A part of the text, word for word.
    Excerpt,
}

/// An Admiralty grade: reliability of the source, credibility of the information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grade {
    /// `A` to `F`.
    pub reliability: char,
    /// 1 to 6.
    pub credibility: u8,
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.reliability, self.credibility)
    }
}

/// A block that this edition does not show.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Withheld {
    /// The block.
    pub block: BlockIndex,
    /// What stands in its place, if the author asks for words.
    pub say: Option<String>,
}

impl Withheld {
    /// What is said of a block among those that are withheld, which are in order.
    pub fn of(withheld: &[Self], block: BlockIndex) -> Option<&Self> {
        withheld.binary_search_by_key(&block, |withheld| withheld.block).ok().map(|at| &withheld[at])
    }
}

/// When something is dated: an EDTF date, or limits of one unknown day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dating {
    /// The date.
    pub date: Option<Edtf>,
    /// One unknown day, not before this.
    pub not_before: Option<Edtf>,
    /// One unknown day, not after this.
    pub not_after: Option<Edtf>,
    /// How the date is known.
    pub note: Option<String>,
}

impl Dating {
    /// The first day it may be or begin: the later of the date's own and `not_before`.
    pub fn earliest(&self) -> Option<Day> {
        let own = self.date.as_ref().and_then(Edtf::earliest);
        own.max(self.not_before.as_ref().and_then(Edtf::earliest))
    }

    /// The last day it may be or end: the earlier of the date's own and `not_after`. `None` when open or unknown.
    pub fn latest(&self) -> Option<Day> {
        let own = self.date.as_ref().and_then(Edtf::latest);
        match (own, self.not_after.as_ref().and_then(Edtf::latest)) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }
}

/// A range of bytes of a document's plain text.
pub type PlainRange = Range<u32>;
