//! Annotations: a note on passages, and what it says of objectives.

use std::sync::Arc;

use crate::diagnostics::Span;

use super::{AnnotationId, BlockIndex, Dating, DocumentId, EntityId, Grade, ObjectiveId, PlainRange, Prose};

/// A note on one or more passages.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The id: the author's, or `a-` and ten hex digits.
    pub id: String,
    /// What it does.
    pub kind: AnnotationKind,
    /// What it says.
    pub note: Option<Prose>,
    /// The passages it is about, at least one, in the author's order.
    pub passages: Arc<[Passage]>,
    /// The worst state of its passages.
    pub state: AnchorState,
    /// Entities it is about.
    pub entities: Vec<EntityId>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When.
    pub date: Option<Dating>,
    /// Tags.
    pub tags: Vec<String>,
    /// Where it stands in the editors' work.
    pub status: AnnotationStatus,
    /// Who reviewed it, and when.
    pub reviewed: Option<Reviewed>,
    /// Its place in the YAML file.
    pub span: Span,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

/// What an annotation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnnotationKind {
    /// Comments.
    Comment,
    /// Explains what was meant at the time.
    Context,
    /// Doubts.
    Question,
    /// Corrects.
    Correction,
    /// Defines.
    Definition,
    /// Marks without words.
    Highlight,
}

/// Where an annotation stands in the editors' work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnotationStatus {
    /// Not reviewed yet.
    Open,
    /// Reviewed.
    Reviewed,
    /// Kept for the record; an unplaced quote is no error.
    Archived,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub date: Option<Dating>,
}

/// One place an annotation (or an event, objective, entity) cites.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The document.
    pub document: DocumentId,
    /// The words as the author quotes them.
    pub quote: Option<String>,
    /// Where they stand.
    pub anchoring: Anchoring,
}

/// How sure the place of a quote is, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnchorState {
    /// Stands where it is said to stand, word for word.
    Exact,
    /// Stands word for word, but outside its `at`.
    Moved,
    /// Found approximately: the words have changed.
    Drifted,
    /// More than one place is as good.
    Ambiguous,
    /// Stands nowhere.
    Orphaned,
}

/// Where a citation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchoring {
    /// The whole document: no quote, no block.
    Document,
    /// A whole block.
    Block(BlockIndex),
    /// In the document's title.
    Title,
    /// A range of the plain text, word for word.
    Text {
        /// `Exact` or `Moved`.
        state: AnchorState,
        /// Where.
        range: PlainRange,
    },
    /// A range of the plain text whose words differ from the quote.
    Drifted {
        /// Where.
        range: PlainRange,
        /// The document's present words.
        now: String,
        /// Digits, negations or names that changed, each as words: "'would' is now 'would not'".
        alarms: Vec<String>,
    },
    /// No place: ambiguous or orphaned.
    Unplaced {
        /// `Ambiguous` or `Orphaned`.
        state: AnchorState,
        /// The best candidates, best first, three at most.
        candidates: Vec<Candidate>,
    },
}

/// A place that an unplaced quote might have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where.
    pub range: PlainRange,
    /// The words there.
    pub words: String,
    /// How alike, 0 to 100.
    pub similarity: u8,
}

impl Anchoring {
    /// The state of this one passage.
    pub fn state(&self) -> AnchorState {
        match self {
            Self::Document | Self::Block(_) | Self::Title => AnchorState::Exact,
            Self::Text { state, .. } | Self::Unplaced { state, .. } => *state,
            Self::Drifted { .. } => AnchorState::Drifted,
        }
    }

    /// The range of plain text it covers, where it has one.
    pub fn range(&self) -> Option<&PlainRange> {
        match self {
            Self::Text { range, .. } | Self::Drifted { range, .. } => Some(range),
            _ => None,
        }
    }
}

/// A passage's link to an objective.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The annotation it belongs to.
    pub annotation: AnnotationId,
    /// The objective it bears on.
    pub objective: ObjectiveId,
    /// Which way.
    pub stance: Stance,
    /// How strongly.
    pub strength: Option<Strength>,
    /// The grade: the link's own, else its document's.
    pub grade: Option<Grade>,
    /// Who says it, where that is not the document's author.
    pub claim_by: Option<EntityId>,
    /// Why.
    pub note: Option<Arc<Prose>>,
}

/// Stance towards the sentence "this objective is being met".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// Makes it likelier.
    Supports,
    /// Makes it less likely.
    Undermines,
    /// Limits it.
    Qualifies,
    /// Does neither, and is never counted as evidence.
    Context,
}

/// How strongly evidence bears on an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Weak.
    Weak,
    /// Moderate.
    Moderate,
    /// Strong.
    Strong,
}
