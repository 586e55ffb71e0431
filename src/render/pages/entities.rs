//! `entities/index.html` and `entities/<type>/index.html`: entities from A to Z.

pub(super) mod map;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{EntityId, Target};
use crate::render::PageKey;
use crate::text::{Fold, fold};

use super::Context;
use super::entity::location;
use super::passage::{Link, shorten};
use super::shell::Shell;
use map::Maps;

#[derive(Serialize)]
struct View {
    shell: Shell,
    title: String,
    all: Option<Link>,
    total: usize,
    types: Vec<TypeLink>,
    maps: Option<Maps>,
    letters: Vec<Letter>,
}

#[derive(Serialize)]
struct TypeLink {
    href: String,
    label: String,
    count: usize,
    current: bool,
}

/// The entities under one letter.
#[derive(Debug, PartialEq, Serialize)]
struct Letter {
    letter: String,
    entities: Vec<Entry>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Entry {
    href: String,
    sort: String,
    aliases: String,
    kind: String,
    about: String,
    mentions: usize,
    /// Where it lies, on a page with a map.
    location: Option<String>,
}

/// Words of a description that the index shows.
const ABOUT_WORDS: usize = 18;

/// Renders the index of all entities, or of one type.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let only = if let PageKey::EntityType(kind) = *ctx.key { Some(kind) } else { None };
    let of_kind = |id: &EntityId| only.is_none_or(|kind| ctx.book[*id].kind == kind);
    let ids: Vec<EntityId> = ctx.book.entity_ids().filter(of_kind).collect();
    let all = ctx.words().get("nav_entities");
    let title = only.map_or(all, |kind| &ctx.book.settings.entity_types[kind].label).to_string();
    let view = View {
        shell: ctx.shell(&title, "entities"),
        title: title.clone(),
        all: only.map(|_| Link { href: ctx.href(&PageKey::Entities, None), text: all.to_string() }),
        total: ids.len(),
        types: types(ctx, only),
        maps: only.and_then(|_| map::maps(ctx, &title, &ids)),
        letters: letters(ids.iter().map(|&id| (letter(&ctx.book[id].sort), entry(ctx, id, only.is_some())))),
    };
    ctx.render("entities.html", &view)
}

fn types(ctx: &Context, only: Option<usize>) -> Vec<TypeLink> {
    let types = ctx.book.settings.entity_types.iter().enumerate();
    types
        .map(|(kind, of)| TypeLink {
            href: ctx.href(&PageKey::EntityType(kind), None),
            label: of.label.clone(),
            count: ctx.book.entities.iter().filter(|entity| entity.kind == kind).count(),
            current: only == Some(kind),
        })
        .collect()
}

fn entry(ctx: &Context, id: EntityId, mapped: bool) -> Entry {
    let entity = &ctx.book[id];
    Entry {
        href: ctx.link(Target::Entity(id)),
        sort: entity.sort.clone(),
        aliases: entity.other_names().collect::<Vec<_>>().join(ctx.words().get("list_comma")),
        kind: ctx.book.settings.entity_types[entity.kind].label.clone(),
        about: entity
            .description
            .as_ref()
            .map(|prose| shorten(&ctx.prose_words(prose), ABOUT_WORDS))
            .unwrap_or_default(),
        mentions: entity.mentions.len(),
        location: entity.location.filter(|_| mapped).map(|place| location(ctx, place)),
    }
}

/// Groups entries by letter; a letter that comes again (other scripts, odd collations) joins its first group.
fn letters(entries: impl Iterator<Item = (String, Entry)>) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::new();
    for (letter, entry) in entries {
        match out.iter_mut().rfind(|group| group.letter == letter) {
            Some(group) => group.entities.push(entry),
            None => out.push(Letter { letter, entities: vec![entry] }),
        }
    }
    out
}

/// The letter a sort key stands under: without diacritics, `#` for anything that is no letter.
pub fn letter(sort: &str) -> String {
    let folded = fold(sort, Fold::Name);
    let first = folded.chars().find(|first| first.is_alphanumeric());
    match first.filter(|first| first.is_alphabetic()) {
        Some(first) => first.to_uppercase().collect(),
        None => "#".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_is_the_first_of_the_sort_key_without_its_accents() {
        let cases =
            [("Élysée", "E"), ("al-Qaeda", "A"), ("“Quoted”", "Q"), ("2020 coup", "#"), ("", "#"), ("Ñandú", "N")];
        for (sort, expected) in cases {
            assert_eq!(letter(sort), expected, "{sort}");
        }
    }

    #[test]
    fn a_letter_stands_once() {
        let entry = |sort: &str| Entry {
            href: String::new(),
            sort: sort.into(),
            aliases: String::new(),
            kind: String::new(),
            about: String::new(),
            mentions: 0,
            location: None,
        };
        let found = letters(["Able", "Bamako", "Älve"].into_iter().map(|sort| (letter(sort), entry(sort))));
        let found: Vec<(&str, usize)> =
            found.iter().map(|group| (group.letter.as_str(), group.entities.len())).collect();
        assert_eq!(found, [("A", 2), ("B", 1)]);
    }
}
