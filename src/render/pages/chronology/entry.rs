//! One entry of the chronology as pages show it: here, on the pages of entities and on those of objectives.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{
    Book, ChronologyEntry, Dating, DocumentId, EntityId, Event, EventId, EventSource, EventStatus, ObjectiveId, Party,
    Target,
};
use crate::render::pages::Context;
use crate::render::pages::filter::{self, Years};
use crate::render::pages::passage::{Link, citation};
use crate::render::{PageKey, bars, dates, routes};
use crate::text::capital;

/// An entry of the chronology.
#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    /// Its id, on the chronology itself.
    pub id: Option<String>,
    /// By what it can be found.
    pub facts: Facts,
    /// When, as HTML.
    pub when: String,
    /// What the date does not say.
    pub note: Option<String>,
    /// When it became known, in words.
    pub known: Option<String>,
    /// What happened, or the document's title.
    pub title: String,
    /// Where the title leads: a document, or an event's place in the chronology seen from elsewhere.
    pub href: Option<String>,
    /// What it is: a kind of document, planned, missed, alleged, conflict.
    pub tags: Vec<Tag>,
    /// In more words, as HTML.
    pub description: Option<String>,
    /// How the date is known.
    pub date_note: Option<String>,
    /// Where it is said.
    pub sources: Vec<Source>,
    /// Dates that cannot all be true, each with its sources; `sources` then has those that give no date.
    pub datings: Vec<Disputed>,
    /// Objectives it bears on.
    pub objectives: Vec<Link>,
    /// Whom it concerns.
    pub entities: Vec<Link>,
    /// A document's own name and its notes, in words.
    pub document: Option<String>,
    /// The bar within its year, as SVG.
    pub bar: Option<String>,
    /// The author's own map.
    pub extra: serde_json::Value,
}

/// By what an entry can be found: values of each field.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facts {
    /// What it is: `event`, `planned`, `document`, a kind of document.
    pub kinds: String,
    /// Whom it concerns, by id.
    pub entities: String,
    /// Objectives it bears on.
    pub objectives: String,
    /// When it may be.
    pub years: Years,
}

/// A word in a box.
#[derive(Clone, Debug, Serialize)]
pub struct Tag {
    /// Its class.
    pub class: &'static str,
    /// The word.
    pub label: String,
}

/// A passage that tells of an event.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// The way there.
    pub href: String,
    /// The document and the place in it.
    pub label: String,
    /// The date it gives, where that is not the event's, as HTML.
    pub date: Option<String>,
}

/// One of several dates.
#[derive(Clone, Debug, Serialize)]
pub struct Disputed {
    /// The date, as HTML.
    pub when: String,
    /// Who gives it.
    pub sources: Vec<Source>,
}

/// Entries of the chronology as views, in the order given.
pub fn entries(ctx: &Context, of: &[ChronologyEntry]) -> Vec<EntryView> {
    of.iter()
        .map(|entry| match entry {
            ChronologyEntry::Event(id) => event(ctx, *id),
            ChronologyEntry::Document(id) => document(ctx, *id),
        })
        .collect()
}

fn event(ctx: &Context, id: EventId) -> EntryView {
    let (event, words) = (&ctx.book[id], ctx.words());
    let here = *ctx.key == PageKey::Chronology;
    let (datings, sources) = if event.conflict { disputed(ctx, event) } else { (Vec::new(), sources(ctx, event)) };
    let ahead = matches!(event.status, EventStatus::Planned | EventStatus::Missed);
    let note = event.date.as_ref().and_then(|dating| dates::precision_note(dating, words));
    EntryView {
        id: here.then(|| routes::event_id(ctx.book, id)),
        facts: facts(ctx, ChronologyEntry::Event(id)),
        when: when(ctx, event.date.as_ref(), ahead),
        note: if event.conflict { Some(words.count("chron_disagree", datings.len())) } else { note },
        known: event
            .known_since
            .as_ref()
            .map(|dating| words.fill("chron_known", &[("date", &dates::words(dating, words))])),
        title: event.title.clone(),
        href: (!here).then(|| ctx.link(Target::Event(id))),
        tags: tags(ctx, event),
        description: event.description.as_ref().map(|prose| ctx.prose(prose)),
        date_note: event.date.as_ref().and_then(|dating| dating.note.clone()),
        sources,
        datings,
        objectives: event.objectives.iter().map(|id| link(ctx, Target::Objective(*id), &ctx.book[*id].id)).collect(),
        entities: event.entities.iter().map(|id| link(ctx, Target::Entity(*id), &ctx.book[*id].name)).collect(),
        document: None,
        bar: event_bar(event),
        extra: event.extra.clone(),
    }
}

fn document(ctx: &Context, id: DocumentId) -> EntryView {
    let (document, words) = (&ctx.book[id], ctx.words());
    let kind = document.kind.as_deref().map_or_else(|| words.get("chron_document").to_string(), capital);
    let notes = words.count("n_notes", document.annotations.len());
    let about: Vec<&str> = document.identifier.as_deref().into_iter().chain([notes.as_str()]).collect();
    EntryView {
        id: (*ctx.key == PageKey::Chronology).then(|| format!("document-{}", document.id)),
        facts: facts(ctx, ChronologyEntry::Document(id)),
        when: when(ctx, document.date.as_ref(), false),
        note: document.date.as_ref().and_then(|dating| dates::precision_note(dating, words)),
        known: None,
        title: document.title.clone(),
        href: Some(ctx.link(Target::Document(id, None))),
        tags: vec![Tag { class: "doc", label: kind }],
        description: None,
        date_note: document.date.as_ref().and_then(|dating| dating.note.clone()),
        sources: Vec::new(),
        datings: Vec::new(),
        objectives: Vec::new(),
        entities: Vec::new(),
        document: Some(about.join(", ")),
        bar: document.date.as_ref().and_then(|dating| bars::bar(dating, bars::year(dating)?, false)),
        extra: document.extra.clone(),
    }
}

fn facts(ctx: &Context, entry: ChronologyEntry) -> Facts {
    let kinds = kinds(ctx.book, entry);
    let (of, about) = (concerned(ctx.book, entry), bears_on(ctx.book, entry));
    let dating = match entry {
        ChronologyEntry::Event(id) => ctx.book[id].date.as_ref(),
        ChronologyEntry::Document(id) => ctx.book[id].date.as_ref(),
    };
    Facts {
        kinds: filter::values(kinds),
        entities: filter::values(of.iter().map(|id| ctx.book[*id].id.as_str())),
        objectives: filter::values(about.iter().map(|id| ctx.book[*id].id.as_str())),
        years: filter::years(dating),
    }
}

/// What an entry is, as the filter calls it.
pub(super) fn kinds(book: &Book, entry: ChronologyEntry) -> Vec<&str> {
    match entry {
        ChronologyEntry::Event(id) => {
            let status = match book[id].status {
                EventStatus::Occurred => None,
                EventStatus::Planned => Some("planned"),
                EventStatus::Missed => Some("missed"),
                EventStatus::Alleged => Some("alleged"),
            };
            ["event"].into_iter().chain(status).chain(book[id].conflict.then_some("conflict")).collect()
        }
        ChronologyEntry::Document(id) => ["document"].into_iter().chain(book[id].kind.as_deref()).collect(),
    }
}

/// Whom an entry concerns; a document those who sent, signed and received it.
pub(super) fn concerned(book: &Book, entry: ChronologyEntry) -> Vec<EntityId> {
    match entry {
        ChronologyEntry::Event(id) => book[id].entities.clone(),
        ChronologyEntry::Document(id) => {
            let document = &book[id];
            let parties = document.origin.iter().chain(&document.byline).chain(&document.recipients);
            let entity = |party: &Party| if let Party::Entity(id) = party { Some(*id) } else { None };
            parties.chain(&document.info).filter_map(entity).collect()
        }
    }
}

/// What an entry bears on; a document by its notes.
pub(super) fn bears_on(book: &Book, entry: ChronologyEntry) -> Vec<ObjectiveId> {
    match entry {
        ChronologyEntry::Event(id) => book[id].objectives.clone(),
        ChronologyEntry::Document(id) => {
            let links = book[id].annotations.iter().flat_map(|&note| book.evidence_of(note));
            let all: BTreeSet<ObjectiveId> = links.map(|link| book[link].objective).collect();
            all.into_iter().collect()
        }
    }
}

fn when(ctx: &Context, dating: Option<&Dating>, ahead: bool) -> String {
    let undated = Dating::default();
    let dating = dating.unwrap_or(&undated);
    if ahead { dates::html_ahead(dating, ctx.words()) } else { dates::html(dating, ctx.words()) }
}

fn tags(ctx: &Context, event: &Event) -> Vec<Tag> {
    let tag = |class, key| Tag { class, label: ctx.words().get(key).to_string() };
    let status = match event.status {
        EventStatus::Occurred => None,
        EventStatus::Planned => Some(tag("planned", "chron_planned")),
        EventStatus::Missed => Some(tag("missed", "chron_missed")),
        EventStatus::Alleged => Some(tag("alleged", "chron_alleged")),
    };
    status.into_iter().chain(event.conflict.then(|| tag("contested", "chron_conflict"))).collect()
}

fn event_bar(event: &Event) -> Option<String> {
    let own = event.date.as_ref()?;
    let year = bars::year(own)?;
    if event.conflict {
        let given: Vec<&Dating> = event.sources.iter().filter_map(|source| source.date.as_ref()).collect();
        return Some(bars::conflict(&given, year));
    }
    bars::bar(own, year, event.status == EventStatus::Missed)
}

/// The sources, each once; a date of its own is shown only where it is not the event's.
fn sources(ctx: &Context, event: &Event) -> Vec<Source> {
    let own = event.date.as_ref().and_then(|dating| dating.date.as_ref());
    let mut out: Vec<Source> = Vec::new();
    for source in &event.sources {
        let other = source.date.as_ref().filter(|dating| dating.date.as_ref() != own);
        let view = source_view(ctx, source, other);
        if !out.iter().any(|known| known.href == view.href && known.date == view.date) {
            out.push(view);
        }
    }
    out
}

/// The dates that sources give, each with its sources, and the sources that give none.
fn disputed(ctx: &Context, event: &Event) -> (Vec<Disputed>, Vec<Source>) {
    let (mut datings, mut rest): (Vec<(&Dating, Disputed)>, Vec<Source>) = (Vec::new(), Vec::new());
    for source in &event.sources {
        let view = source_view(ctx, source, None);
        let Some(date) = &source.date else {
            rest.push(view);
            continue;
        };
        match datings.iter_mut().find(|(known, _)| *known == date) {
            Some((_, of)) if of.sources.iter().any(|known| known.href == view.href) => {}
            Some((_, of)) => of.sources.push(view),
            None => datings.push((date, Disputed { when: dates::html(date, ctx.words()), sources: vec![view] })),
        }
    }
    (datings.into_iter().map(|(_, disputed)| disputed).collect(), rest)
}

fn source_view(ctx: &Context, source: &EventSource, date: Option<&Dating>) -> Source {
    let passage = citation(ctx, &source.passage);
    let label = match &passage.place {
        Some(place) => format!("{} {place}", passage.document),
        None => passage.document,
    };
    Source { href: passage.href, label, date: date.map(|date| dates::html(date, ctx.words())) }
}

fn link(ctx: &Context, target: Target, text: &str) -> Link {
    Link { href: ctx.link(target), text: text.to_string() }
}
