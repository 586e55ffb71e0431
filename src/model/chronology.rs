//! Events, and the one order in which events and dated documents stand.

use super::{Dating, DocumentId, EntityId, EventId, ObjectiveId, Passage, Prose};

/// Something that happened, was planned, missed or alleged.
#[derive(Clone, Debug)]
pub struct Event {
    /// The id.
    pub id: String,
    /// When it happened: the analyst's choice where sources differ.
    pub date: Option<Dating>,
    /// When it became known.
    pub known_since: Option<Dating>,
    /// Whether it happened.
    pub status: EventStatus,
    /// In a few words.
    pub title: String,
    /// In more words.
    pub description: Option<Prose>,
    /// Whom it concerns.
    pub entities: Vec<EntityId>,
    /// What it bears on.
    pub objectives: Vec<ObjectiveId>,
    /// Where it is said, each with the date that source gives.
    pub sources: Vec<EventSource>,
    /// Whether two sources give dates that cannot both be true.
    pub conflict: bool,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

/// A passage that tells of an event.
#[derive(Clone, Debug)]
pub struct EventSource {
    /// Where.
    pub passage: Passage,
    /// The date this source gives.
    pub date: Option<Dating>,
}

/// Whether an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventStatus {
    /// It did.
    Occurred,
    /// It is to happen.
    Planned,
    /// It was to happen and did not.
    Missed,
    /// Somebody says so.
    Alleged,
}

/// One entry of the chronology.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChronologyEntry {
    /// An event.
    Event(EventId),
    /// A dated document.
    Document(DocumentId),
}
