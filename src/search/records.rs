//! What can be found: passages, notes, entities, events, objectives, judgments and pages, in groups that share a title.

use std::collections::HashSet;

use crate::edtf::calendar;
use crate::markdown::{BlockKind, Text};
use crate::model::{
    AnnotationId, Book, Dating, DocumentId, EntityId, EventId, JudgmentId, ObjectiveId, PageId, Prose, Target,
};
use crate::render::dates;
use crate::render::pages::search::KINDS;
use crate::render::text::prose_words;
use crate::render::words::Words;
use crate::render::{PageKey, routes};

use super::passages::words_of;

/// Records that share a title, an address without its fragment, and a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Index into `KINDS`.
    pub kind: usize,
    /// The title. Its words belong to the first record, but for notes, which have none of their own.
    pub title: String,
    /// The page.
    pub page: String,
    /// The date in words.
    pub date: String,
    /// The first and last day as a number: 20090612. Both 0 without a date.
    pub days: (i64, i64),
    /// The records.
    pub records: Vec<Record>,
}

impl Group {
    /// Whether the title's words belong to a record.
    pub fn has_title(&self, record: usize) -> bool {
        record == 0 && KINDS[self.kind] != "note"
    }
}

/// One thing to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The id of its place on the page; empty for the page.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// Everything that can be found in a book. What its audience may not see is not in the book, but for withheld blocks.
pub fn records(book: &Book, words: &Words) -> Vec<Group> {
    let scribe = Scribe { book, words };
    let mut groups: Vec<Group> = book.document_ids().map(|id| scribe.document(id)).collect();
    groups.extend(book.document_ids().map(|id| scribe.notes(id)));
    groups.extend((0..book.entities.len()).map(|at| scribe.entity(EntityId(number(at)))));
    groups.extend((0..book.events.len()).map(|at| scribe.event(EventId(number(at)))));
    groups.extend(book.goal_ids().map(|id| {
        let goal = &book[id];
        scribe.aim(&goal.id, &goal.title, goal.statement.as_ref(), None, PageKey::Goal(id))
    }));
    groups.extend(book.objective_ids().map(|id| scribe.objective(id)));
    groups.extend(book.judgment_ids().map(|id| scribe.judgment(id)));
    groups.extend(scribe.front());
    groups.extend(book.page_ids().map(|id| scribe.page(id)));
    groups.retain(|group| !group.records.is_empty());
    groups
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

struct Scribe<'a> {
    book: &'a Book,
    words: &'a Words,
}

impl Scribe<'_> {
    fn group(&self, kind: &str, title: &str, key: &PageKey, date: Option<&Dating>) -> Group {
        Group {
            kind: KINDS.iter().position(|name| *name == kind).unwrap_or_default(),
            title: title.to_string(),
            page: routes::path(self.book, key),
            date: date.map(|date| dates::words(date, self.words)).unwrap_or_default(),
            days: date.map(days).unwrap_or_default(),
            records: Vec::new(),
        }
    }

    fn prose(&self, prose: &Prose) -> String {
        prose_words(self.book, &PageKey::Front, prose)
    }

    /// A document: what it is known by, then its blocks.
    fn document(&self, id: DocumentId) -> Group {
        let document = &self.book[id];
        let mut group = self.group("document", &document.title, &PageKey::Document(id), document.date.as_ref());
        let named = [&document.identifier, &document.subject, &document.kind];
        let known: Vec<&str> = named.into_iter().flatten().chain(&document.also_cited_as).map(String::as_str).collect();
        group.records.push(Record { id: String::new(), text: known.join(" · ") });
        let withheld: HashSet<usize> = document.withheld.iter().map(|withheld| withheld.block.0 as usize).collect();
        for (at, block) in document.text.blocks.iter().enumerate() {
            if withheld.contains(&at) || matches!(block.kind, BlockKind::Omission | BlockKind::PageMark) {
                continue;
            }
            let text = words_of(self.book, &document.text, &document.links, at);
            if !text.trim().is_empty() {
                let id = anchor(&document.text, at, &withheld);
                group.records.push(Record { id, text });
            }
        }
        group
    }

    /// The notes on a document, each at its note.
    fn notes(&self, id: DocumentId) -> Group {
        let document = &self.book[id];
        let mut group = self.group("note", &document.title, &PageKey::Document(id), document.date.as_ref());
        let own = |note: &&AnnotationId| self.book[**note].passages.first().is_some_and(|first| first.document == id);
        for &note in document.annotations.iter().filter(own) {
            if let Some(text) = self.book[note].note.as_ref() {
                group.records.push(Record { id: routes::note_id(self.book, note), text: self.prose(text) });
            }
        }
        group
    }

    fn entity(&self, id: EntityId) -> Group {
        let entity = &self.book[id];
        let mut group = self.group("entity", &entity.name, &PageKey::Entity(id), None);
        let mut parts: Vec<String> = entity.other_names().chain(entity.names_at_times()).map(String::from).collect();
        parts.extend(entity.description.as_ref().map(|prose| self.prose(prose)));
        group.records.push(Record { id: String::new(), text: parts.join(" · ") });
        group
    }

    fn event(&self, id: EventId) -> Group {
        let event = &self.book[id];
        let (page, place) = routes::target(self.book, Target::Event(id));
        let mut group = self.group("event", &event.title, &page, event.date.as_ref());
        let text = event.description.as_ref().map(|prose| self.prose(prose)).unwrap_or_default();
        group.records.push(Record { id: place.unwrap_or_default(), text });
        group
    }

    fn objective(&self, id: ObjectiveId) -> Group {
        let objective = &self.book[id];
        let (statement, period) = (objective.statement.as_ref(), objective.period.as_ref());
        self.aim(&objective.id, &objective.title, statement, period, PageKey::Objective(id))
    }

    /// A goal or an objective.
    fn aim(&self, id: &str, title: &str, said: Option<&Prose>, period: Option<&Dating>, key: PageKey) -> Group {
        let mut group = self.group("objective", &format!("{id} {title}"), &key, period);
        let text = said.map(|prose| self.prose(prose)).unwrap_or_default();
        group.records.push(Record { id: String::new(), text });
        group
    }

    fn judgment(&self, id: JudgmentId) -> Group {
        let judgment = &self.book[id];
        let (page, place) = routes::target(self.book, Target::Judgment(id));
        let title = self.prose(&judgment.statement);
        let mut group = self.group("judgment", &title, &page, judgment.date.as_ref());
        let parts: Vec<String> =
            judgment.assumptions.iter().chain(&judgment.would_change).map(|prose| self.prose(prose)).collect();
        group.records.push(Record { id: place.unwrap_or_default(), text: parts.join(" · ") });
        group
    }

    fn front(&self) -> Option<Group> {
        let page = self.book.front.as_ref()?;
        let mut group = self.group("page", &self.book.settings.title, &PageKey::Front, page.date.as_ref());
        group.records.push(Record { id: String::new(), text: page.summary.clone().unwrap_or_default() });
        group.records.extend(self.passages(&page.body));
        Some(group)
    }

    /// The blocks of a page; they have no ids of their own, the words are found on the page.
    fn passages(&self, prose: &Prose) -> impl Iterator<Item = Record> {
        let texts = (0..prose.text.blocks.len()).map(|at| words_of(self.book, &prose.text, &prose.links, at));
        texts.filter(|text| !text.trim().is_empty()).map(|text| Record { id: String::new(), text })
    }

    fn page(&self, id: PageId) -> Group {
        let page = &self.book[id];
        let title = page.title.as_deref().unwrap_or(&page.id);
        let mut group = self.group("page", title, &PageKey::Page(id), page.date.as_ref());
        group.records.push(Record { id: String::new(), text: page.authors.join(", ") });
        group.records.extend(self.passages(&page.body));
        group
    }
}

/// The anchor of a block, or of the nearest one before it that is shown with one.
fn anchor(text: &Text, block: usize, withheld: &HashSet<usize>) -> String {
    let mut before = (0..=block).rev().filter(|at| !withheld.contains(at));
    before.find_map(|at| text.blocks[at].anchor.clone()).unwrap_or_default()
}

/// The first and last day of a date as numbers that compare as the days do; an open end is far away.
fn days(date: &Dating) -> (i64, i64) {
    let compact = |day: i64| {
        let (year, month, day) = calendar::civil(day);
        year * 10_000 + i64::from(month) * 100 + i64::from(day)
    };
    match (date.earliest().map(compact), date.latest().map(compact)) {
        (None, None) => (0, 0),
        (from, to) => (from.unwrap_or(-99_999_999), to.unwrap_or(99_991_231)),
    }
}
