//! `entities/<type>/<id>.html`: what an entity is, where it is named, and with whom.

mod concordance;
mod locator;
mod network;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{
    AnnotationId, ChronologyEntry, Entity, EntityId, EvidenceId, Location, ObjectiveId, Relation, Target,
};
use crate::render::{PageKey, bars, dates};
use crate::resolve::matrix::Tally;

use super::Context;
use super::chronology::{EntryView, entries};
use super::evidence::{TallyView, tally};
use super::passage::{Link, PassageView, annotated, citation};
use super::shell::Shell;
use concordance::InDocument;
use locator::Locator;
use network::Pictured;

#[derive(Serialize)]
struct View {
    shell: Shell,
    name: String,
    kind: Link,
    index: Link,
    aliases: Vec<String>,
    /// Names in some documents or at some dates only.
    called: Vec<String>,
    description: Option<String>,
    sources: Vec<PassageView>,
    same_as: Vec<Link>,
    location: Option<String>,
    locator: Option<Locator>,
    mentions: usize,
    relations: Vec<RelationView>,
    related_by: Vec<RelationView>,
    concordance: Vec<InDocument>,
    notes: Vec<Note>,
    hatch: &'static str,
    events: Vec<EntryView>,
    appears_with: Vec<Together>,
    /// How many one block of `appears_with` stands for.
    unit: u32,
    network: Option<Pictured>,
    bears_on: Vec<BearsOn>,
}

/// A relation: who, how, with whom, when.
#[derive(Serialize)]
struct RelationView {
    role: String,
    other: Link,
    when: Option<String>,
}

/// A note about the entity.
#[derive(Serialize)]
struct Note {
    passages: Vec<PassageView>,
    note: Option<String>,
}

#[derive(Serialize)]
struct Together {
    href: String,
    name: String,
    count: u32,
    /// How many blocks stand for the count.
    drawn: u32,
}

/// An objective on which notes about the entity bear.
#[derive(Serialize)]
struct BearsOn {
    id: String,
    title: String,
    href: String,
    tally: TallyView,
}

/// How many others are listed.
const MOST_TOGETHER: usize = 24;
/// Blocks drawn beside a count, at most; each then stands for more than one.
const MOST_DRAWN: u32 = 8;

/// Renders the page of an entity.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    match *ctx.key {
        PageKey::Entity(id) => ctx.render("entity.html", &view(ctx, id)),
        _ => Ok(Vec::new()),
    }
}

fn view(ctx: &Context, id: EntityId) -> View {
    let entity = &ctx.book[id];
    let about: Vec<AnnotationId> =
        entity.annotations.iter().copied().filter(|&note| ctx.book[note].entities.contains(&id)).collect();
    let concordance = concordance::concordance(ctx, entity);
    let kind = &ctx.book.settings.entity_types[entity.kind].label;
    View {
        shell: ctx.shell(&entity.name, "entities"),
        name: entity.name.clone(),
        kind: Link { href: ctx.href(&PageKey::EntityType(entity.kind), None), text: kind.clone() },
        index: Link { href: ctx.href(&PageKey::Entities, None), text: ctx.words().get("nav_entities").to_string() },
        aliases: entity.other_names().map(String::from).collect(),
        called: entity.names_at_times().map(String::from).collect(),
        description: entity.description.as_ref().map(|prose| ctx.prose(prose)),
        sources: entity.sources.iter().map(|source| citation(ctx, source)).collect(),
        same_as: entity.same_as.iter().map(|address| authority(address)).collect(),
        location: entity.location.map(|place| location(ctx, place)),
        locator: locator::locator(ctx, id, entity),
        mentions: concordance.iter().map(InDocument::mentions).sum(),
        relations: entity.relations.iter().map(|relation| own_relation(ctx, relation)).collect(),
        related_by: entity.related_by.iter().map(|&(other, at)| others_relation(ctx, other, at)).collect(),
        concordance,
        notes: about.iter().map(|&note| about_it(ctx, note)).collect(),
        hatch: bars::HATCH,
        events: events(ctx, entity),
        appears_with: together(ctx, entity),
        unit: unit(entity),
        network: network::network(ctx, entity),
        bears_on: bears_on(ctx, &about),
    }
}

/// An authority's address under the name of its host.
fn authority(address: &str) -> Link {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    Link { href: address.to_string(), text: host.strip_prefix("www.").unwrap_or(host).to_string() }
}

/// `16.77° N, 3.01° W`.
pub(super) fn location(ctx: &Context, place: Location) -> String {
    [latitude(ctx, place.lat), longitude(ctx, place.lon)].join(ctx.words().get("list_comma"))
}

/// `16.77° N`.
pub(super) fn latitude(ctx: &Context, lat: f64) -> String {
    degrees(ctx, if lat < 0.0 { "location_south" } else { "location_north" }, lat)
}

/// `3.01° W`.
pub(super) fn longitude(ctx: &Context, lon: f64) -> String {
    degrees(ctx, if lon < 0.0 { "location_west" } else { "location_east" }, lon)
}

/// On the equator and at Greenwich there is neither side.
fn degrees(ctx: &Context, key: &str, value: f64) -> String {
    let value = (value.abs() * 1e6).round() / 1e6;
    let key = if value == 0.0 { "location_zero" } else { key };
    ctx.words().fill(key, &[("degrees", &value.to_string())])
}

fn own_relation(ctx: &Context, relation: &Relation) -> RelationView {
    RelationView { role: relation.role.clone(), other: entity_link(ctx, relation.with), when: when(ctx, relation) }
}

fn others_relation(ctx: &Context, other: EntityId, at: usize) -> RelationView {
    let relation = &ctx.book[other].relations[at];
    RelationView { role: relation.role.clone(), other: entity_link(ctx, other), when: when(ctx, relation) }
}

fn entity_link(ctx: &Context, id: EntityId) -> Link {
    Link { href: ctx.link(Target::Entity(id)), text: ctx.book[id].name.clone() }
}

fn when(ctx: &Context, relation: &Relation) -> Option<String> {
    dates::period(relation.since.as_ref(), relation.until.as_ref(), ctx.words())
}

fn about_it(ctx: &Context, id: AnnotationId) -> Note {
    Note { passages: annotated(ctx, id, None), note: ctx.book[id].note.as_ref().map(|note| ctx.prose(note)) }
}

fn events(ctx: &Context, entity: &Entity) -> Vec<EntryView> {
    let events: Vec<ChronologyEntry> = entity.events.iter().map(|&id| ChronologyEntry::Event(id)).collect();
    entries(ctx, &events)
}

/// The smallest number that one block can stand for.
fn unit(entity: &Entity) -> u32 {
    entity.appears_with.iter().map(|&(_, count)| count).max().unwrap_or(0).div_ceil(MOST_DRAWN).max(1)
}

fn together(ctx: &Context, entity: &Entity) -> Vec<Together> {
    let unit = unit(entity);
    let shown = entity.appears_with.iter().take(MOST_TOGETHER);
    shown
        .map(|&(other, count)| Together {
            href: ctx.link(Target::Entity(other)),
            name: ctx.book[other].name.clone(),
            count,
            drawn: count.div_ceil(unit),
        })
        .collect()
}

fn bears_on(ctx: &Context, notes: &[AnnotationId]) -> Vec<BearsOn> {
    let mut links: Vec<(ObjectiveId, EvidenceId)> = Vec::new();
    for &note in notes {
        links.extend(ctx.book.evidence_of(note).map(|link| (ctx.book[link].objective, link)));
    }
    links.sort();
    let view = |group: &[(ObjectiveId, EvidenceId)]| {
        let objective = &ctx.book[group[0].0];
        BearsOn {
            id: objective.id.clone(),
            title: objective.title.clone(),
            href: ctx.link(Target::Objective(group[0].0)),
            tally: tally(ctx.words(), &Tally::of_links(ctx.book, group.iter().map(|&(_, link)| link))),
        }
    };
    links.chunk_by(|a, b| a.0 == b.0).map(view).filter(|view| !view.tally.chips.is_empty()).collect()
}

#[cfg(test)]
mod tests;
