//! Objectives, events and judgments, as written.

use super::{RawCitation, RawCommon, RawDate, RawDating};
use crate::diagnostics::Span;
use crate::model::{Confidence, EventStatus, Likelihood, LookedResult};
use crate::yaml::{RawProse, Words};

/// A goal with its objectives, or an objective by itself.
#[derive(Clone, Debug)]
pub enum RawOutlineItem {
    /// A goal: what it says of itself (its `period` and `looked` are empty), and its objectives.
    Goal(RawObjective, Vec<RawObjective>),
    /// An objective.
    Objective(RawObjective),
}

/// An objective, or what a goal says of itself.
#[derive(Clone, Debug)]
pub struct RawObjective {
    /// The id.
    pub id: Words,
    /// The title.
    pub title: Words,
    /// The statement.
    pub statement: Option<RawProse>,
    /// Other wordings.
    pub wordings: Vec<(RawProse, Option<RawCitation>)>,
    /// Its time.
    pub period: Option<RawDate>,
    /// Where it is taken from.
    pub sources: Vec<RawCitation>,
    /// Searches made.
    pub looked: Vec<RawLooked>,
    /// What every item takes.
    pub common: RawCommon,
}

/// A search that was made.
#[derive(Clone, Debug)]
pub struct RawLooked {
    /// What for.
    pub what: String,
    /// Documents; empty for `all`.
    pub documents: Vec<Words>,
    /// When.
    pub date: Option<RawDate>,
    /// Result.
    pub result: LookedResult,
    /// All of it.
    pub extent: Span,
}

/// An event.
#[derive(Clone, Debug)]
pub struct RawEvent {
    /// The id.
    pub id: Words,
    /// When.
    pub date: RawDating,
    /// When it became known.
    pub known_since: Option<RawDate>,
    /// Status; occurred unless said.
    pub status: EventStatus,
    /// The title.
    pub title: Words,
    /// In more words.
    pub description: Option<RawProse>,
    /// Entities.
    pub entities: Vec<Words>,
    /// Objectives.
    pub objectives: Vec<Words>,
    /// Sources, each with its `date`.
    pub sources: Vec<RawCitation>,
    /// What every item takes.
    pub common: RawCommon,
}

/// A judgment.
#[derive(Clone, Debug)]
pub struct RawJudgment {
    /// The id.
    pub id: Words,
    /// The sentence.
    pub statement: RawProse,
    /// Likelihood.
    pub likelihood: Option<Likelihood>,
    /// Confidence.
    pub confidence: Option<Confidence>,
    /// Objectives.
    pub objectives: Vec<Words>,
    /// Annotation ids it rests on.
    pub rests_on: Vec<Words>,
    /// Annotation ids against it.
    pub against: Vec<Words>,
    /// Assumptions.
    pub assumptions: Vec<RawProse>,
    /// What would change it.
    pub would_change: Option<RawProse>,
    /// Author.
    pub author: Option<String>,
    /// Date.
    pub date: Option<RawDate>,
    /// What every item takes.
    pub common: RawCommon,
}
