//! Mentions of entities in documents and notes, and what an author is told of names.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostics, Span};
use crate::load::raw::{RawBook, RawEntity};
use crate::markdown::Text;
use crate::memo::Key;
use crate::model::{AnnotationId, Book, DocumentId, EntityId, Mention, MentionPlace, ProseLink, ProseLinkKind, Target};
use crate::settings::Settings;

use super::citations::Citer;
use super::documents::{self, Draft};
use super::ids::Slot;
use super::mentions::{Found, NamedAlias, NamedEntity, Names, Place, ambiguous_name, appears_with, find, unused_name};
use super::prose::Targets;
use super::reading::{Memory, Reading};

/// Finds all mentions, and fills in where each entity is named and with whom.
pub(super) fn mentions(
    book: &mut Book,
    raw: &RawBook,
    drafts: &[Draft],
    citer: &Citer<'_>,
    targets: &Targets<'_>,
    settings: &Settings,
    out: &mut Diagnostics,
) {
    let named: Vec<NamedEntity<'_>> =
        (0u32..).zip(&raw.entities).map(|(at, raw)| self::named(raw, EntityId(at), citer, out)).collect();
    let (memory, key) = (targets.memory, Key::of(&named));
    let names = memory.names.get(key, || Arc::new(Names::new(&named)));
    let search = Search { names: &names, key, memory };
    let own: Vec<Vec<(String, Option<EntityId>)>> = drafts.iter().map(|draft| own_names(draft, targets, out)).collect();
    let found: Vec<Arc<Found>> = book
        .documents
        .par_iter()
        .enumerate()
        .map(|(at, document)| {
            let mut links = plain_links(&document.text, &document.links);
            let reading = &drafts[at].reading;
            links.extend(reading.own_ranges.iter().map(|range| (range.clone(), None)));
            let hidden: Vec<_> = document.withheld.iter().map(|withheld| withheld.block).collect();
            search.find(
                reading,
                &Place {
                    document: Some(DocumentId(u32::try_from(at).unwrap_or(u32::MAX))),
                    dating: document.date.as_ref(),
                    text: &document.text,
                    own_names: &own[at],
                    links: &links,
                    hidden_blocks: &hidden,
                    policy: settings.link_mentions,
                },
            )
        })
        .collect();
    for ((document, found), draft) in book.documents.iter_mut().zip(found).zip(drafts) {
        report(&found, draft, raw, out);
        document.mentions.clone_from(&found.mentions);
    }
    note_mentions(book, &search, &own, settings);
    index(book);
}

/// The search for one book's names.
struct Search<'a> {
    names: &'a Names,
    /// Stands for the names.
    key: Key,
    memory: &'a Memory,
}

impl Search<'_> {
    /// What is found at a place, whose text is a reading's.
    fn find(&self, reading: &Reading, place: &Place<'_>) -> Arc<Found> {
        let decided = (place.own_names, place.links, place.hidden_blocks, place.policy);
        let key = Key::of(&(self.key, reading.key, place.document, place.dating, decided));
        self.memory.found.get(key, || Arc::new(find(self.names, place)))
    }
}

fn named<'a>(raw: &'a RawEntity, id: EntityId, citer: &Citer<'_>, out: &mut Diagnostics) -> NamedEntity<'a> {
    let aliases = raw.aliases.iter().filter_map(|alias| {
        let only_in: Vec<DocumentId> = alias
            .only_in
            .iter()
            .filter_map(|word| match citer.document(word, out) {
                Some(Slot::Here(id)) => Some(id),
                Some(Slot::Restricted) | None => None,
            })
            .collect();
        // An alias of documents that are not in this edition holds nowhere, and must not hold everywhere.
        if only_in.is_empty() && !alias.only_in.is_empty() {
            return None;
        }
        Some(NamedAlias {
            text: &alias.text.value,
            only_in,
            since: alias.since.as_ref().map(|date| &date.value),
            until: alias.until.as_ref().map(|date| &date.value),
            ignore_case: alias.ignore_case,
        })
    });
    NamedEntity { id, name: &raw.name.value, aliases: aliases.collect(), link: raw.link }
}

fn own_names(draft: &Draft, targets: &Targets<'_>, out: &mut Diagnostics) -> Vec<(String, Option<EntityId>)> {
    draft
        .raw
        .names
        .iter()
        .map(|(name, entity)| {
            let entity = entity.as_ref().and_then(|id| targets.entities.find(id, Code::EntityUnknown, out));
            (name.value.clone(), entity)
        })
        .collect()
}

/// Links of a text as ranges of its plain text, with the entity where one is referred to.
fn plain_links(text: &Text, links: &[ProseLink]) -> Vec<(Range<u32>, Option<EntityId>)> {
    links
        .iter()
        .filter_map(|link| {
            let first = text.segments.partition_point(|segment| segment.source.end <= link.range.start);
            let inside = text.segments[first..].iter().take_while(|segment| segment.source.start < link.range.end);
            let (start, end) =
                inside.fold((None, 0), |(start, _), segment| (start.or(Some(segment.plain.start)), segment.plain.end));
            let entity = match link.kind {
                ProseLinkKind::Target { target: Target::Entity(id), .. } => Some(id),
                _ => None,
            };
            // A link whose target is not shown is words like others.
            (link.kind != ProseLinkKind::Unlinked).then_some((start?..end, entity))
        })
        .collect()
}

fn report(found: &Found, draft: &Draft, raw: &RawBook, out: &mut Diagnostics) {
    let id = |entity: EntityId| raw.entities[entity.index()].id.value.as_str();
    let place = |range: &Range<u32>| -> Span { documents::place(draft.raw.body, &draft.text.source_range(range)) };
    out.extend(found.ambiguous.iter().filter_map(|name| ambiguous_name(name, id, place)));
    for name in &found.unused_names {
        if let Some((word, _)) = draft.raw.names.iter().find(|(word, _)| word.value == *name) {
            out.push(unused_name(name, word.span));
        }
    }
}

/// Every note counts its own first mention.
fn note_mentions(book: &mut Book, search: &Search<'_>, own: &[Vec<(String, Option<EntityId>)>], settings: &Settings) {
    let found: Vec<Vec<Mention>> = book
        .annotations
        .par_iter()
        .map(|annotation| {
            let Some(note) = &annotation.note else { return Vec::new() };
            let document = annotation.passages[0].document;
            let mut links = plain_links(&note.text, &note.links);
            let reading = search.memory.prose(&note.markdown);
            links.extend(reading.own_ranges.iter().map(|range| (range.clone(), None)));
            let place = Place {
                document: Some(document),
                dating: book[document].date.as_ref(),
                text: &note.text,
                own_names: &own[document.index()],
                links: &links,
                hidden_blocks: &[],
                policy: settings.link_mentions,
            };
            search.find(&reading, &place).mentions.clone()
        })
        .collect();
    for (annotation, found) in book.annotations.iter_mut().zip(found) {
        if let Some(note) = &mut annotation.note {
            note.mentions = found;
        }
    }
}

/// Where each entity is named, which notes are about it, and with whom it appears.
fn index(book: &mut Book) {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for (at, document) in book.documents.iter().enumerate() {
        for (place, mention) in document.mentions.iter().enumerate() {
            let place = MentionPlace::Document(DocumentId(number(at)), number(place));
            book.entities[mention.entity.index()].mentions.push(place);
        }
    }
    for (at, annotation) in book.annotations.iter().enumerate() {
        let id = AnnotationId(number(at));
        let mentions = annotation.note.iter().flat_map(|note| &note.mentions).enumerate();
        for (place, mention) in mentions {
            book.entities[mention.entity.index()].mentions.push(MentionPlace::Note(id, number(place)));
        }
        let named = annotation.note.iter().flat_map(|note| &note.mentions).map(|mention| mention.entity);
        let mut about: Vec<EntityId> = annotation.entities.iter().copied().chain(named).collect();
        about.sort_unstable();
        about.dedup();
        for entity in about {
            book.entities[entity.index()].annotations.push(id);
        }
    }
    let texts = book.documents.iter().map(|document| (&*document.text, &document.mentions[..]));
    let together = appears_with(book.entities.len(), texts);
    for (entity, together) in book.entities.iter_mut().zip(together) {
        entity.appears_with = together;
    }
}
