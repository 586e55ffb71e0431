//! Annotations and their evidence, as written.

use super::{RawCitation, RawCommon, RawDate};
use crate::diagnostics::Span;
use crate::memo::Key;
use crate::model::{AnnotationKind, AnnotationStatus, Grade, Stance, Strength};
use crate::yaml::{RawProse, Words};

/// An annotation.
#[derive(Clone, Debug)]
pub struct RawAnnotation {
    /// Stands for all the rest.
    pub key: Key,
    /// The author's id.
    pub id: Option<Words>,
    /// The passages, at least one; `document:` alone is a citation without quote or `at`.
    pub citations: Vec<RawCitation>,
    /// The note.
    pub note: Option<RawProse>,
    /// The kind; comment unless said.
    pub kind: AnnotationKind,
    /// Entities.
    pub entities: Vec<Words>,
    /// Evidence.
    pub evidence: Vec<RawEvidence>,
    /// Author.
    pub author: Option<String>,
    /// Date.
    pub date: Option<RawDate>,
    /// Tags.
    pub tags: Vec<String>,
    /// Status; open unless said.
    pub status: AnnotationStatus,
    /// Review.
    pub reviewed: Option<(Option<String>, Option<RawDate>)>,
    /// The file's own audience.
    pub file_audience: Option<Words>,
    /// What every item takes.
    pub common: RawCommon,
    /// The item's place: its first key.
    pub span: Span,
}

/// One link to an objective.
#[derive(Clone, Debug)]
pub struct RawEvidence {
    /// The objective.
    pub objective: Words,
    /// Stance.
    pub stance: Stance,
    /// Strength; none for context unless said, moderate for the others.
    pub strength: Option<Strength>,
    /// The link's own grade.
    pub grade: Option<Grade>,
    /// Who says it.
    pub claim_by: Option<Words>,
    /// Why.
    pub note: Option<RawProse>,
    /// Its place.
    pub span: Span,
}
