//! The resolved book: plain data, looked up by typed ids. No I/O, no HTML, no file formats.
//!
//! After `resolve` every reference in here is a target or a recorded fault; `render` never meets "not found".

mod annotation;
mod chronology;
mod document;
mod entity;
mod objective;
mod prose;
#[cfg(test)]
pub(crate) mod samples;

use std::collections::HashMap;
use std::sync::Arc;

pub use annotation::*;
pub use chronology::*;
pub use document::*;
pub use entity::*;
pub use objective::*;
pub use prose::*;

use crate::diagnostics::{FileId, Span};
pub use crate::settings::Audience;
use crate::settings::Settings;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $table:ident: $item:ty;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in its table.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::ops::Index<$name> for Book {
            type Output = $item;

            fn index(&self, id: $name) -> &$item {
                &self.$table[id.index()]
            }
        })*
    };
}

ids! {
    /// A document; the order of the ids is the order of the book.
    DocumentId => documents: Document;
    /// An annotation; the order of the ids is document, then position.
    AnnotationId => annotations: Annotation;
    /// An evidence link; the order of the ids is that of annotations, then as written.
    EvidenceId => evidence: Evidence;
    /// An entity; the order of the ids is the A-to-Z order.
    EntityId => entities: Entity;
    /// A goal, in the author's order.
    GoalId => goals: Goal;
    /// An objective, in the author's order.
    ObjectiveId => objectives: Objective;
    /// An event, in the order of the chronology.
    EventId => events: Event;
    /// A judgment, in the author's order.
    JudgmentId => judgments: Judgment;
    /// A free page, in the order of the navigation.
    PageId => pages: Page;
}

/// A whole book for one audience.
#[derive(Debug, Default)]
pub struct Book {
    /// The settings, complete.
    pub settings: Settings,
    /// Whom this edition is for. Nothing above it is in here.
    pub audience: Audience,
    /// Whether faults are shown where they stand.
    pub preview: bool,
    /// The front page's text.
    pub front: Option<Page>,
    /// Documents in book order.
    pub documents: Vec<Document>,
    /// Annotations by document and position.
    pub annotations: Vec<Arc<Annotation>>,
    /// Evidence links of all annotations.
    pub evidence: Vec<Evidence>,
    /// Entities from A to Z.
    pub entities: Vec<Entity>,
    /// Goals in the author's order.
    pub goals: Vec<Goal>,
    /// Objectives in the author's order.
    pub objectives: Vec<Objective>,
    /// Goals and objectives without a goal, in the author's order.
    pub outline: Vec<OutlineItem>,
    /// Events in the order of the chronology.
    pub events: Vec<Event>,
    /// Judgments in the author's order.
    pub judgments: Vec<Judgment>,
    /// Free pages in the order of the navigation.
    pub pages: Vec<Page>,
    /// Events and dated documents in one order; undated ones last.
    pub chronology: Vec<ChronologyEntry>,
    /// Old ids that lead to new pages.
    pub redirects: Vec<Redirect>,
    /// Files copied as they are: path below `static/`, `/`-separated.
    pub statics: Vec<String>,
    /// The nearest known word, by the places of those faults of unknown words that are told.
    pub nearest: HashMap<Span, String>,
    /// Originals that this edition publishes: path below `content/originals/`, `/`-separated.
    pub originals: Vec<String>,
    /// Where what was taken out stands, for the check of the finished files. No page is made from it.
    pub secrets: Secrets,
}

/// What an edition's audience may not see: places and names of files, none of its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets {
    /// Places in the book's files.
    pub places: Vec<Span>,
    /// Files that are withheld as a whole.
    pub files: Vec<FileId>,
    /// Paths of files that are not text of the book: below `content/static/` and `content/originals/`.
    pub paths: Vec<String>,
    /// Ids and spellings that lead to what is withheld: naming one in a reference does not make it visible.
    pub ids: Vec<String>,
}

impl Secrets {
    /// Whether this audience may see everything.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.files.is_empty() && self.paths.is_empty()
    }

    /// Whether a place stands in what is withheld, or around it.
    pub fn touches(&self, place: Span) -> bool {
        let over = |secret: &Span| {
            secret.file == place.file && secret.start < place.end.max(place.start + 1) && place.start < secret.end
        };
        self.files.contains(&place.file) || self.places.iter().any(over)
    }
}

impl Book {
    /// Whether some annotation's words have changed or stand nowhere.
    pub fn has_unplaced(&self) -> bool {
        self.annotations.iter().any(|note| note.state >= AnchorState::Drifted)
    }

    /// An annotation's links to objectives.
    pub fn evidence_of(&self, annotation: AnnotationId) -> impl Iterator<Item = EvidenceId> + use<> {
        let first = self.evidence.partition_point(|link| link.annotation < annotation);
        let own = self.evidence[first..].iter().take_while(|link| link.annotation == annotation).count();
        (u32::try_from(first).unwrap_or(u32::MAX)..).take(own).map(EvidenceId)
    }
}

/// A top line of the objectives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineItem {
    /// A goal with its objectives.
    Goal(GoalId),
    /// An objective that belongs to no goal.
    Objective(ObjectiveId),
}

/// An old id (`formerly:`) and what it is called now.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The id it had.
    pub old: String,
    /// What it is now.
    pub target: Target,
}

/// What a reference can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A document's page, or a block of it.
    Document(DocumentId, Option<BlockIndex>),
    /// An annotation where it stands.
    Annotation(AnnotationId),
    /// An entity's page.
    Entity(EntityId),
    /// A goal's page.
    Goal(GoalId),
    /// An objective's page.
    Objective(ObjectiveId),
    /// An event in the chronology.
    Event(EventId),
    /// A judgment.
    Judgment(JudgmentId),
    /// A free page.
    Page(PageId),
    /// The front page.
    Front,
}

/// A free page, or the front page.
#[derive(Clone, Debug)]
pub struct Page {
    /// The id; `index` for the front page.
    pub id: String,
    /// The title.
    pub title: Option<String>,
    /// A line of summary (front page).
    pub summary: Option<String>,
    /// Date as the author gives it.
    pub date: Option<Dating>,
    /// Authors as named.
    pub authors: Vec<String>,
    /// The text.
    pub body: Prose,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

impl Book {
    /// All ids of a table.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> + use<> {
        (0..u32::try_from(self.documents.len()).unwrap_or(u32::MAX)).map(DocumentId)
    }

    /// All annotation ids.
    pub fn annotation_ids(&self) -> impl Iterator<Item = AnnotationId> + use<> {
        (0..u32::try_from(self.annotations.len()).unwrap_or(u32::MAX)).map(AnnotationId)
    }

    /// All entity ids.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..u32::try_from(self.entities.len()).unwrap_or(u32::MAX)).map(EntityId)
    }

    /// All objective ids.
    pub fn objective_ids(&self) -> impl Iterator<Item = ObjectiveId> + use<> {
        (0..u32::try_from(self.objectives.len()).unwrap_or(u32::MAX)).map(ObjectiveId)
    }

    /// All goal ids.
    pub fn goal_ids(&self) -> impl Iterator<Item = GoalId> + use<> {
        (0..u32::try_from(self.goals.len()).unwrap_or(u32::MAX)).map(GoalId)
    }

    /// All judgment ids.
    pub fn judgment_ids(&self) -> impl Iterator<Item = JudgmentId> + use<> {
        (0..u32::try_from(self.judgments.len()).unwrap_or(u32::MAX)).map(JudgmentId)
    }

    /// All page ids.
    pub fn page_ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..u32::try_from(self.pages.len()).unwrap_or(u32::MAX)).map(PageId)
    }
}
