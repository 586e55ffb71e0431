//! The book as its authors wrote it: every value with its place, nothing resolved.

use crate::diagnostics::{FileId, Placed, Span};
use crate::edtf::Edtf;
use crate::model::{
    AnnotationKind, AnnotationStatus, BodyKind, Confidence, EventStatus, Grade, Likelihood, LinkPolicy, Location,
    LookedResult, Stance, Strength,
};

/// Words with their place.
pub type Words = Placed<String>;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct RawBook {
    /// The front page.
    pub front: Option<RawPage>,
    /// Source documents, by path.
    pub documents: Vec<RawDocument>,
    /// Annotations, by file and place.
    pub annotations: Vec<RawAnnotation>,
    /// Entities, by file and place.
    pub entities: Vec<RawEntity>,
    /// Goals and objectives in the author's order.
    pub outline: Vec<RawOutlineItem>,
    /// Events, by file and place.
    pub events: Vec<RawEvent>,
    /// Judgments in the author's order.
    pub judgments: Vec<RawJudgment>,
    /// Free pages.
    pub pages: Vec<RawPage>,
    /// Static files: path below `content/static/`, `/`-separated.
    pub statics: Vec<String>,
    /// Original files: path below `content/originals/`, with the SHA-256 of their bytes in lowercase hex.
    pub originals: Vec<(String, String)>,
}

/// Markdown in a YAML value or file: the words, and a way back to the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawProse {
    /// The Markdown.
    pub markdown: String,
    /// Pairs (offset in `markdown`, offset in the file), one per line at least, rising; between two pairs offsets run in
    /// step. A quoted or folded scalar that does not run in step has one pair, its start.
    pub map: Vec<(u32, u32)>,
    /// Where the whole value stands.
    pub span: Span,
}

impl RawProse {
    /// The place in the file of a range of the Markdown.
    pub fn place(&self, range: std::ops::Range<u32>) -> Span {
        let at = |offset: u32| {
            let found = self.map.partition_point(|(from, _)| *from <= offset).saturating_sub(1);
            self.map.get(found).map_or(self.span.start, |(from, to)| to + (offset - from.min(&offset)))
        };
        let start = at(range.start).clamp(self.span.start, self.span.end.max(self.span.start));
        let end = at(range.end).clamp(start, self.span.end.max(start));
        Span { file: self.span.file, start, end }
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
}

/// A source document.
#[derive(Clone, Debug)]
pub struct RawDocument {
    /// The file.
    pub file: FileId,
    /// The id: the front matter's, else the stem.
    pub id: Words,
    /// Front matter, in the format's words.
    pub title: Option<Words>,
    /// Subject.
    pub subject: Option<String>,
    /// Kind.
    pub kind: Option<String>,
    /// Identifier.
    pub identifier: Option<Words>,
    /// Other spellings.
    pub also_cited_as: Vec<Words>,
    /// Date.
    pub date: RawDating,
    /// Origin.
    pub origin: Option<Words>,
    /// Recipients.
    pub recipients: Vec<Words>,
    /// Info.
    pub info: Vec<Words>,
    /// Byline.
    pub byline: Option<Words>,
    /// Classification.
    pub classification: Option<String>,
    /// The rest of the header.
    pub header: Vec<(String, String)>,
    /// Tags.
    pub tags: Vec<String>,
    /// References.
    pub references: Vec<Words>,
    /// Where it was found.
    pub published: RawPublished,
    /// The file as received.
    pub original: Option<RawOriginal>,
    /// What was done to the text.
    pub edits: Vec<String>,
    /// What it repeats.
    pub derived_from: Vec<Words>,
    /// Grade.
    pub grade: Option<Grade>,
    /// What the body is; full unless said.
    pub body_kind: BodyKind,
    /// This document's own names: `None` means no mention.
    pub names: Vec<(Words, Option<Words>)>,
    /// Language of the text.
    pub language: Option<String>,
    /// Place in the book.
    pub order: Option<f64>,
    /// Withheld blocks.
    pub withhold: Vec<RawWithhold>,
    /// What every item takes.
    pub common: RawCommon,
    /// The body's bytes in the file.
    pub body: Span,
}

/// `published:`.
#[derive(Clone, Debug, Default)]
pub struct RawPublished {
    /// Title.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<Words>,
    /// Date.
    pub retrieved: Option<RawDate>,
}

/// `original:`.
#[derive(Clone, Debug)]
pub struct RawOriginal {
    /// File.
    pub file: Words,
    /// Checksum.
    pub sha256: Option<Words>,
}

/// One entry of `withhold:`.
#[derive(Clone, Debug)]
pub struct RawWithhold {
    /// The block's anchor.
    pub at: Words,
    /// Who may see it.
    pub audience: Words,
    /// What stands in its place.
    pub say: Option<String>,
}

/// An annotation.
#[derive(Clone, Debug)]
pub struct RawAnnotation {
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

/// An entity.
#[derive(Clone, Debug)]
pub struct RawEntity {
    /// The id.
    pub id: Words,
    /// The name.
    pub name: Words,
    /// A-to-Z key.
    pub sort: Option<String>,
    /// The type's id; the first of the settings unless said.
    pub kind: Option<Words>,
    /// Other names.
    pub aliases: Vec<RawAlias>,
    /// Description.
    pub description: Option<RawProse>,
    /// Where the description comes from.
    pub sources: Vec<RawCitation>,
    /// Authority ids.
    pub same_as: Vec<Words>,
    /// Where it lies.
    pub location: Option<Location>,
    /// Relations.
    pub relations: Vec<RawRelation>,
    /// Link policy.
    pub link: LinkPolicy,
    /// What every item takes.
    pub common: RawCommon,
}

/// Another name.
#[derive(Clone, Debug)]
pub struct RawAlias {
    /// The name.
    pub text: Words,
    /// Only in these documents.
    pub only_in: Vec<Words>,
    /// Only in documents dated from then.
    pub since: Option<RawDate>,
    /// Only in documents dated until then.
    pub until: Option<RawDate>,
    /// Whether case is ignored.
    pub ignore_case: bool,
}

/// A relation.
#[derive(Clone, Debug)]
pub struct RawRelation {
    /// The other entity.
    pub with: Words,
    /// In the author's words.
    pub role: String,
    /// From.
    pub since: Option<RawDate>,
    /// Until.
    pub until: Option<RawDate>,
}

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
