//! Goals, objectives, what bears on them, and what the analyst concludes.

use super::{AnnotationId, Dating, DocumentId, EvidenceId, GoalId, JudgmentId, ObjectiveId, Passage, Prose};

/// A goal: an entry with objectives.
#[derive(Clone, Debug)]
pub struct Goal {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// What the source says.
    pub statement: Option<Prose>,
    /// Where the source words it otherwise.
    pub wordings: Vec<Wording>,
    /// Passages it is taken from.
    pub sources: Vec<Passage>,
    /// Its objectives.
    pub objectives: Vec<ObjectiveId>,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

/// An objective: what evidence bears on.
#[derive(Clone, Debug)]
pub struct Objective {
    /// The id.
    pub id: String,
    /// Its goal, if it has one.
    pub goal: Option<GoalId>,
    /// The title.
    pub title: String,
    /// What the source says.
    pub statement: Option<Prose>,
    /// Where the source words it otherwise.
    pub wordings: Vec<Wording>,
    /// The time it is for.
    pub period: Option<Dating>,
    /// Passages it is taken from.
    pub sources: Vec<Passage>,
    /// Searches that were made.
    pub looked: Vec<Looked>,
    /// Links that bear on it, in book order, context included.
    pub evidence: Vec<EvidenceId>,
    /// Events about it, in order of the chronology.
    pub events: Vec<super::EventId>,
    /// Judgments about it.
    pub judgments: Vec<JudgmentId>,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

/// Another wording of an objective.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The words.
    pub statement: Prose,
    /// Where they stand.
    pub source: Option<Passage>,
}

/// A search that was made, and what it gave.
#[derive(Clone, Debug)]
pub struct Looked {
    /// What was looked for.
    pub what: String,
    /// In which documents; `None` for all.
    pub documents: Option<Vec<DocumentId>>,
    /// When.
    pub date: Option<Dating>,
    /// What came of it.
    pub result: LookedResult,
}

/// What came of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookedResult {
    /// Nothing was found.
    NoneFound,
    /// The documents cannot bear on it.
    NotApplicable,
}

/// What the analyst concludes.
#[derive(Clone, Debug)]
pub struct Judgment {
    /// The id.
    pub id: String,
    /// The sentence.
    pub statement: Prose,
    /// How likely.
    pub likelihood: Option<Likelihood>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// What it is about.
    pub objectives: Vec<ObjectiveId>,
    /// What it rests on.
    pub rests_on: Vec<AnnotationId>,
    /// What speaks against it.
    pub against: Vec<AnnotationId>,
    /// What it takes for granted.
    pub assumptions: Vec<Prose>,
    /// What would change it.
    pub would_change: Option<Prose>,
    /// Who.
    pub author: Option<String>,
    /// When.
    pub date: Option<Dating>,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

/// The seven bands of ICD 203, from least to most likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// 1 to 5 %.
    AlmostNoChance,
    /// 5 to 20 %.
    VeryUnlikely,
    /// 20 to 45 %.
    Unlikely,
    /// 45 to 55 %.
    RoughlyEven,
    /// 55 to 80 %.
    Likely,
    /// 80 to 95 %.
    VeryLikely,
    /// 95 to 99 %.
    AlmostCertain,
}

/// Confidence in a judgment, kept apart from its likelihood (ICD 203).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Low.
    Low,
    /// Moderate.
    Moderate,
    /// High.
    High,
}
