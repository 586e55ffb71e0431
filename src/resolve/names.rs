//! Mentions of entities in documents and notes, and what an author is told of names.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostics, Span};
use crate::load::raw::{RawBook, RawEntity};
use crate::markdown::Text;
use crate::memo::Key;
use crate::model::{
    AnnotationId, BlockIndex, Book, Dating, DocumentId, EntityId, MentionPlace, ProseLink, ProseLinkKind, Target,
};
use crate::settings::LinkMentions;

use super::citations::Citer;
use super::documents::{self, Draft};
use super::ids::Slot;
use super::mentions::{Found, NamedAlias, NamedEntity, Names, Place, ambiguous_name, appears_with, find, unused_name};
use super::prose::Targets;
use super::reading::{Memory, Reading};

/// The names of a book, ready to be looked for.
pub(super) fn search<'a>(raw: &RawBook, citer: &Citer<'_>, memory: &'a Memory, out: &mut Diagnostics) -> Search<'a> {
    let entities = (0u32..).map(EntityId).zip(&raw.entities);
    let named: Vec<NamedEntity<'_>> = entities.map(|(id, raw)| self::named(raw, id, citer, out)).collect();
    let key = Key::of(&named);
    Search { names: memory.names.get(key, || Arc::new(Names::new(&named))), key, memory }
}

/// Finds the names in all documents.
pub(super) fn documents(
    book: &mut Book,
    drafts: &[Arc<Draft>],
    raw: &RawBook,
    search: &Search<'_>,
    scopes: &[Scope<'_>],
    out: &mut Diagnostics,
) {
    let each = book.documents.par_iter().zip(drafts).zip(scopes).map(|((document, draft), scope)| {
        let hidden: Vec<_> = document.withheld.iter().map(|withheld| withheld.block).collect();
        search.find(scope, &draft.reading, &document.text, &document.links, &hidden)
    });
    let found: Vec<Arc<Found>> = each.collect();
    for ((document, found), draft) in book.documents.iter_mut().zip(found).zip(drafts) {
        report(&found, draft, raw, out);
        document.mentions = Arc::clone(&found.mentions);
    }
}

/// The names that a document decides about.
type OwnNames = Vec<(String, Option<EntityId>)>;

/// Which names hold in a document and in the notes on it.
pub(super) struct Scope<'a> {
    document: DocumentId,
    dating: Option<&'a Dating>,
    own_names: OwnNames,
    policy: LinkMentions,
    /// Stands for all the rest.
    pub(super) key: Key,
}

/// The scopes of all documents.
pub(super) fn scopes<'a>(
    drafts: &'a [Arc<Draft>],
    targets: &Targets<'_>,
    policy: LinkMentions,
    out: &mut Diagnostics,
) -> Vec<Scope<'a>> {
    let scope = |(at, draft): (usize, &'a Arc<Draft>)| {
        let (document, dating) = (DocumentId(u32::try_from(at).unwrap_or(u32::MAX)), draft.dating.as_ref());
        let mut faults = Diagnostics::new();
        let own_names = own_names(draft, targets, &mut faults);
        let key = Key::of(&(document, dating, &own_names, policy));
        (Scope { document, dating, own_names, policy, key }, faults)
    };
    let each: Vec<_> = drafts.par_iter().enumerate().map(scope).collect();
    let each = each.into_iter().map(|(scope, mut faults)| {
        out.append(&mut faults);
        scope
    });
    each.collect()
}

/// The search for one book's names.
pub(super) struct Search<'a> {
    names: Arc<Names>,
    /// Stands for the names.
    pub(super) key: Key,
    memory: &'a Memory,
}

impl Search<'_> {
    /// What is found in a text that was read.
    pub(super) fn find(
        &self,
        scope: &Scope<'_>,
        reading: &Reading,
        text: &Text,
        links: &[ProseLink],
        hidden: &[BlockIndex],
    ) -> Arc<Found> {
        let mut links = plain_links(text, links);
        let key = Key::of(&(self.key, scope.key, reading.key, &links, hidden));
        self.memory.found.get(key, || {
            links.extend(reading.own_ranges.iter().map(|range| (range.clone(), None)));
            let place = Place {
                document: Some(scope.document),
                dating: scope.dating,
                text,
                own_names: &scope.own_names,
                links: &links,
                hidden_blocks: hidden,
                policy: scope.policy,
            };
            Arc::new(find(&self.names, &place))
        })
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

fn own_names(draft: &Draft, targets: &Targets<'_>, out: &mut Diagnostics) -> OwnNames {
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

/// With whom each entity appears.
pub(super) fn together(book: &Book) -> Vec<Vec<(EntityId, u32)>> {
    let texts = book.documents.iter().map(|document| (&*document.text, &document.mentions[..]));
    appears_with(book.entities.len(), texts)
}

/// Where each entity is named, which notes are about it, and with whom it appears.
pub(super) fn index(book: &mut Book, together: Vec<Vec<(EntityId, u32)>>) {
    for (entity, together) in book.entities.iter_mut().zip(together) {
        entity.appears_with = together;
    }
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for (at, document) in book.documents.iter().enumerate() {
        for (place, mention) in document.mentions.iter().enumerate() {
            let place = MentionPlace::Document(DocumentId(number(at)), number(place));
            book.entities[mention.entity.index()].mentions.push(place);
        }
    }
    for (at, annotation) in book.annotations.iter().enumerate() {
        let id = AnnotationId(number(at));
        let mentions = annotation.note.iter().flat_map(|note| &*note.mentions).enumerate();
        for (place, mention) in mentions {
            book.entities[mention.entity.index()].mentions.push(MentionPlace::Note(id, number(place)));
        }
        let named = annotation.note.iter().flat_map(|note| &*note.mentions).map(|mention| mention.entity);
        let mut about: Vec<EntityId> = annotation.entities.iter().copied().chain(named).collect();
        about.sort_unstable();
        about.dedup();
        for entity in about {
            book.entities[entity.index()].annotations.push(id);
        }
    }
}
