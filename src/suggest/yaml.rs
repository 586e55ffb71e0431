//! Proposals as the book's own YAML, with what an analyst needs for judging them as comments.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::settings::Settings;
use crate::yaml;

use super::{AliasProposal, EntityProposal, EventProposal, Proposals, Seen, Wish};

/// Documents that a comment lists by name.
const NAMED: usize = 6;

#[derive(Serialize)]
struct Entity<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<&'a str>,
}

#[derive(Serialize)]
struct Aliases<'a> {
    id: &'a str,
    aliases: Vec<&'a str>,
}

/// Writes proposals. Several kinds are several documents of one YAML stream, each for a file of its own; one kind alone
/// can be written into the book as it is.
pub fn write(proposals: &Proposals, wish: &Wish, settings: &Settings) -> String {
    let mut parts = Vec::new();
    if wish.entities {
        parts.push(entities(&proposals.entities, settings));
    }
    if wish.aliases {
        parts.push(aliases(&proposals.aliases));
    }
    if wish.events {
        parts.push(events(&proposals.events));
    }
    if parts.len() == 1 { parts.concat() } else { parts.iter().map(|part| format!("---\n{part}")).collect() }
}

fn entities(proposals: &[EntityProposal], settings: &Settings) -> String {
    let mut out = head("Entities not yet listed", "a file below content/entities/", proposals.len());
    let types: Vec<&str> = settings.entity_types.iter().map(|kind| kind.id.as_str()).collect();
    for item in proposals {
        out.push('\n');
        comment(&mut out, &told(&item.seen));
        comment(&mut out, &quoted(&item.seen));
        let kind = item.kind.as_deref();
        let entity = Entity {
            id: &item.id,
            name: &item.name,
            r#type: kind,
            aliases: &item.aliases,
            audience: item.audience.as_deref(),
        };
        out.push_str(&yaml::write(&[entity]));
        if kind.is_none() {
            out.push_str(&format!("  type: # choose: {}\n", one_line(&types.join(", "))));
        }
    }
    out
}

fn aliases(proposals: &[AliasProposal]) -> String {
    let mut out =
        head("Names that look like listed entities", "the `aliases` of the entity of that id", proposals.len());
    let mut by_entity: Vec<(&str, Vec<&AliasProposal>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for item in proposals {
        let place = *places.entry(&item.entity).or_insert(by_entity.len());
        if place == by_entity.len() {
            by_entity.push((&item.entity, Vec::new()));
        }
        by_entity[place].1.push(item);
    }
    for (id, items) in by_entity {
        out.push('\n');
        comment(&mut out, &items[0].name);
        for item in &items {
            let only = item.audience.as_ref().map(|name| format!(", only for the audience {name}")).unwrap_or_default();
            comment(&mut out, &format!("{}: {}; {}{only}", item.alias, item.why, told(&item.seen)));
            comment(&mut out, &quoted(&item.seen));
        }
        let aliases = items.iter().map(|item| item.alias.as_str()).collect();
        out.push_str(&yaml::write(&[Aliases { id, aliases }]));
    }
    out
}

fn events(proposals: &[EventProposal]) -> String {
    let mut out = head("Dated passages not yet in the chronology", "content/events.yaml", proposals.len());
    for item in proposals {
        out.push('\n');
        out.push_str(&yaml::write(&[item]));
    }
    out
}

fn head(what: &str, place: &str, count: usize) -> String {
    let mut out = format!("# {what}: {count} proposed, for {place}\n");
    if count == 0 {
        out.push_str("[]\n");
    }
    out
}

fn told(seen: &Seen) -> String {
    let named: Vec<&str> = seen.documents.iter().take(NAMED).map(String::as_str).collect();
    let more = seen.documents.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let times = if seen.count == 1 { "once".to_string() } else { format!("{} times", seen.count) };
    format!("{times} in {}{more}", named.join(", "))
}

fn quoted(seen: &Seen) -> String {
    let at = seen.at.as_deref().map(|at| format!(" {at}")).unwrap_or_default();
    format!("  {}{at}: {}", seen.document, seen.sentence)
}

fn comment(out: &mut String, words: &str) {
    out.push_str(&format!("# {}\n", one_line(words)));
}

/// Words for a comment: one line, and only characters that YAML takes.
fn one_line(words: &str) -> String {
    let visible = |c: char| match c {
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    };
    words.chars().map(visible).collect::<String>().trim_end().to_string()
}
