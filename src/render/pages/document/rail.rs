//! What a document has to do with the rest of the book: entities, objectives, documents, events, judgments.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{AnchorState, DocumentId, EntityId, EventId, JudgmentId, Target};
use crate::render::pages::Context;
use crate::render::pages::evidence::{self, TallyView};
use crate::render::pages::passage::{self, Link};
use crate::render::routes;
use crate::resolve::matrix::Tally;

/// What stands alongside.
#[derive(Debug, Serialize)]
pub struct Rail {
    /// Entities named here, by type.
    pub entities: Vec<Group>,
    /// Objectives it bears on.
    pub objectives: Vec<Bearing>,
    /// Documents it cites.
    pub cites: Vec<Cited>,
    /// Documents that cite it.
    pub cited_by: Vec<Link>,
    /// Events that rest on it, each with its date as HTML.
    pub events: Vec<Dated>,
    /// Judgments that rest on it or that it speaks against.
    pub judgments: Vec<Link>,
}

/// Entities of one type.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The type.
    pub label: String,
    /// Names with their counts, most first.
    pub entities: Vec<Named>,
}

/// An entity and how often it is named.
#[derive(Debug, Serialize)]
pub struct Named {
    /// Where.
    pub link: Link,
    /// How often.
    pub count: u32,
}

/// An objective and what the document says of it.
#[derive(Debug, Serialize)]
pub struct Bearing {
    /// Its id and the way to the cell.
    pub link: Link,
    /// Its title.
    pub title: String,
    /// The counts.
    pub tally: TallyView,
}

/// A document cited.
#[derive(Debug, Serialize)]
pub struct Cited {
    /// As written.
    pub text: String,
    /// In the book, if it is.
    pub href: Option<String>,
}

/// Something dated.
#[derive(Debug, Serialize)]
pub struct Dated {
    /// Where.
    pub link: Link,
    /// When, as HTML.
    pub date: Option<String>,
}

/// The rail of a document.
pub fn rail(ctx: &Context, id: DocumentId) -> Rail {
    Rail {
        entities: entities(ctx, id),
        objectives: objectives(ctx, id),
        cites: cites(ctx, id),
        cited_by: ctx.book[id].cited_by.iter().map(|&other| passage::document_link(ctx, other)).collect(),
        events: events(ctx, id),
        judgments: judgments(ctx, id),
    }
}

fn entities(ctx: &Context, id: DocumentId) -> Vec<Group> {
    let mut counts: BTreeMap<EntityId, u32> = BTreeMap::new();
    for mention in ctx.book[id].mentions.iter() {
        *counts.entry(mention.entity).or_default() += 1;
    }
    let mut groups = Vec::new();
    for (kind, known) in ctx.book.settings.entity_types.iter().enumerate() {
        let mut named: Vec<(EntityId, u32)> = counts
            .iter()
            .map(|(&entity, &count)| (entity, count))
            .filter(|(entity, _)| ctx.book[*entity].kind == kind)
            .collect();
        // A stable sort keeps the A-to-Z order among equals.
        named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let link = |entity| Link { href: ctx.link(Target::Entity(entity)), text: ctx.book[entity].name.clone() };
        let entities: Vec<Named> =
            named.into_iter().map(|(entity, count)| Named { link: link(entity), count }).collect();
        if !entities.is_empty() {
            groups.push(Group { label: known.label.clone(), entities });
        }
    }
    groups
}

fn objectives(ctx: &Context, id: DocumentId) -> Vec<Bearing> {
    let mut tallies = BTreeMap::new();
    for &annotation in &ctx.book[id].annotations {
        let note = &ctx.book[annotation];
        if note.state >= AnchorState::Ambiguous {
            continue;
        }
        for link in ctx.book.evidence_of(annotation) {
            let link = &ctx.book[link];
            tallies.entry(link.objective).or_insert_with(Tally::default).add(link, note.state);
        }
    }
    let bearing = |(objective, tally): (crate::model::ObjectiveId, Tally)| {
        let (page, cell) = routes::cell(ctx.book, objective, id);
        let objective = &ctx.book[objective];
        Bearing {
            link: Link { href: ctx.href(&page, Some(&cell)), text: objective.id.clone() },
            title: objective.title.clone(),
            tally: evidence::tally(ctx.words(), &tally),
        }
    };
    tallies.into_iter().map(bearing).collect()
}

fn cites(ctx: &Context, id: DocumentId) -> Vec<Cited> {
    let document = &ctx.book[id];
    let href = |id: DocumentId| ctx.link(Target::Document(id, None));
    let mut cites: Vec<Cited> = document
        .references
        .iter()
        .map(|cited| Cited { text: cited.words.clone(), href: cited.document.map(href) })
        .collect();
    for &other in &document.cites {
        if !document.references.iter().any(|cited| cited.document == Some(other)) {
            cites.push(Cited { text: passage::name(&ctx.book[other]).to_string(), href: Some(href(other)) });
        }
    }
    cites
}

fn events(ctx: &Context, id: DocumentId) -> Vec<Dated> {
    let dated = |&event: &EventId| Dated {
        link: Link { href: ctx.link(Target::Event(event)), text: ctx.book[event].title.clone() },
        date: ctx.book[event].date.as_ref().map(|date| passage::date(ctx, date)),
    };
    ctx.book[id].events.iter().map(dated).collect()
}

fn judgments(ctx: &Context, id: DocumentId) -> Vec<Link> {
    let link = |&judgment: &JudgmentId| Link {
        href: ctx.link(Target::Judgment(judgment)),
        text: passage::shorten(&ctx.prose_words(&ctx.book[judgment].statement), 12),
    };
    ctx.book[id].judgments.iter().map(link).collect()
}
