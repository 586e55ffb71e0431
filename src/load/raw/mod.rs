//! The book as its authors wrote it: every value with its place, nothing resolved.

mod annotation;
mod document;
mod entity;
mod outline;

pub use annotation::{RawAnnotation, RawEvidence};
pub use document::{RawDocument, RawOriginal, RawPublished, RawWithhold};
pub use entity::{RawAlias, RawEntity, RawRelation};
pub use outline::{RawEvent, RawJudgment, RawLooked, RawObjective, RawOutlineItem};

use std::sync::Arc;

use crate::diagnostics::{FileId, Placed, Span};
use crate::edtf::Edtf;
pub use crate::yaml::{RawProse, Words};

/// Everything that was read. Items are shared: those of a file that stays the same are never copied.
#[derive(Clone, Debug, Default)]
pub struct RawBook {
    /// The front page.
    pub front: Option<RawPage>,
    /// Source documents, by path.
    pub documents: Vec<Arc<RawDocument>>,
    /// Annotations, by file and place.
    pub annotations: Vec<Arc<RawAnnotation>>,
    /// Entities, by file and place.
    pub entities: Vec<Arc<RawEntity>>,
    /// Goals and objectives in the author's order.
    pub outline: Vec<RawOutlineItem>,
    /// Events, by file and place.
    pub events: Vec<Arc<RawEvent>>,
    /// Judgments in the author's order.
    pub judgments: Vec<Arc<RawJudgment>>,
    /// Free pages.
    pub pages: Vec<Arc<RawPage>>,
    /// Static files: path below `content/static/`, `/`-separated.
    pub statics: Vec<String>,
    /// Original files: path below `content/originals/`, with the SHA-256 of their bytes in lowercase hex.
    pub originals: Vec<(String, String)>,
    /// How many values its YAML has.
    pub values: usize,
    /// Files that cannot be read as what they should hold: nobody knows for whom that is.
    pub unread: Vec<FileId>,
}

impl RawBook {
    /// Adds the items of another, behind one's own. The last front page wins: a book has one file for it.
    pub fn append(&mut self, other: &Self) {
        if other.front.is_some() {
            self.front.clone_from(&other.front);
        }
        self.documents.extend_from_slice(&other.documents);
        self.annotations.extend_from_slice(&other.annotations);
        self.entities.extend_from_slice(&other.entities);
        self.outline.extend_from_slice(&other.outline);
        self.events.extend_from_slice(&other.events);
        self.judgments.extend_from_slice(&other.judgments);
        self.pages.extend_from_slice(&other.pages);
        self.statics.extend_from_slice(&other.statics);
        self.originals.extend_from_slice(&other.originals);
        self.unread.extend_from_slice(&other.unread);
        self.values += other.values;
    }
}

/// A date as typed, already read; a text that is no date was reported and left out.
pub type RawDate = Placed<Edtf>;

/// `date:`, `not_before:`, `not_after:`, `date_note:`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawDating {
    /// `date:`.
    pub date: Option<RawDate>,
    /// `not_before:`.
    pub not_before: Option<RawDate>,
    /// `not_after:`.
    pub not_after: Option<RawDate>,
    /// `date_note:`.
    pub note: Option<String>,
}

/// A citation: the same map wherever a passage is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawCitation {
    /// The document; the file's default already filled in.
    pub document: Words,
    /// The quote.
    pub quote: Option<Words>,
    /// A block's anchor, or `title`.
    pub at: Option<Words>,
    /// `2 of 5`.
    pub occurrence: Option<Placed<(u32, u32)>>,
    /// Words before.
    pub prefix: Option<String>,
    /// Words after.
    pub suffix: Option<String>,
    /// `date:` in an event's sources: the date this source gives.
    pub date: Option<RawDate>,
    /// The whole map.
    pub span: Span,
}

/// `formerly:`, `audience:` and `extra:`, which every item takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawCommon {
    /// Old ids.
    pub formerly: Vec<Words>,
    /// The audience's name, checked against the settings later.
    pub audience: Option<Words>,
    /// The author's own map.
    pub extra: serde_json::Value,
    /// Whether it says for whom it is in a way that cannot be read: until that is mended, only the last audience sees it.
    pub doubtful: bool,
    /// All of the item, or of the front matter.
    pub extent: Option<Span>,
}

/// A free page, or the front page.
#[derive(Clone, Debug)]
pub struct RawPage {
    /// The file.
    pub file: FileId,
    /// The id: front matter's, else the stem; `index` for the front page.
    pub id: Words,
    /// Title.
    pub title: Option<Words>,
    /// Summary (front page).
    pub summary: Option<String>,
    /// Place in the navigation.
    pub order: Option<f64>,
    /// Date.
    pub date: RawDating,
    /// Authors.
    pub authors: Vec<String>,
    /// The text.
    pub body: RawProse,
    /// What every item takes.
    pub common: RawCommon,
}
