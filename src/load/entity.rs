//! Entities.

use super::citation::citations;
use super::raw::{RawAlias, RawEntity, RawRelation};
use super::{common, date};
use crate::diagnostics::Placed;
use crate::model::{LinkPolicy, Location};
use crate::yaml::{Fields, Node, Reader, Value, id};

const KEYS: &[&str] = &[
    "id",
    "name",
    "sort",
    "type",
    "aliases",
    "description",
    "sources",
    "same_as",
    "location",
    "relations",
    "link",
    "audience",
    "formerly",
    "extra",
];
const LINKS: &[(&str, LinkPolicy)] =
    &[("auto", LinkPolicy::Auto), ("never", LinkPolicy::Never), ("manual", LinkPolicy::Manual)];

/// An entity. One without a name is called by its id, so that what refers to it still finds it.
pub(super) fn entity(r: &mut Reader<'_>, node: &Node) -> Option<RawEntity> {
    let f = Fields::open(r, node, "an entity", KEYS)?;
    let id = id::required(r, &f);
    let name = f.need_words(r, "name");
    let entity = RawEntity {
        name: name.or_else(|| id.clone()).unwrap_or_else(|| Placed::new(String::new(), f.place)),
        id: id.clone().unwrap_or_else(|| Placed::new(String::new(), f.place)),
        sort: f.text(r, "sort"),
        kind: f.words(r, "type"),
        aliases: f.list(r, "aliases").into_iter().filter_map(|node| alias(r, node)).collect(),
        description: f.prose(r, "description"),
        sources: citations(r, &f, "sources", None),
        same_as: f.words_list(r, "same_as"),
        location: f.get("location").and_then(|node| location(r, node)),
        relations: f.list(r, "relations").into_iter().filter_map(|node| relation(r, node)).collect(),
        link: f.choice(r, "link", LINKS).unwrap_or_default(),
        common: common(r, &f),
    };
    id.map(|_| entity)
}

fn alias(r: &mut Reader<'_>, node: &Node) -> Option<RawAlias> {
    if !matches!(node.value, Value::Map(_)) {
        let text = r.words(node, "aliases", "an item of `aliases`")?;
        return Some(RawAlias { text, only_in: Vec::new(), since: None, until: None, ignore_case: false });
    }
    let f = Fields::open(r, node, "an item of `aliases`", &["text", "in", "since", "until", "ignore_case"])?;
    let text = f.need_words(r, "text");
    let (since, until) = date::period(r, &f, "since", "until");
    let alias = RawAlias {
        text: text.clone().unwrap_or_else(|| Placed::new(String::new(), f.place)),
        only_in: f.words_list(r, "in"),
        since,
        until,
        ignore_case: f.flag(r, "ignore_case").unwrap_or(false),
    };
    text.map(|_| alias)
}

fn location(r: &mut Reader<'_>, node: &Node) -> Option<Location> {
    let f = Fields::open(r, node, "`location`", &["lat", "lon"])?;
    let (lat, lon) = (degrees(r, &f, "lat", 90.0), degrees(r, &f, "lon", 180.0));
    Some(Location { lat: lat?, lon: lon? })
}

fn degrees(r: &mut Reader<'_>, f: &Fields<'_>, key: &str, most: f64) -> Option<f64> {
    let Some(node) = f.get(key) else {
        f.missing(r, key);
        return None;
    };
    let degrees = f.number(r, key)?;
    if degrees.abs() > most {
        let message = format!("`{key}` is beyond {most} degrees");
        r.bad_value(node.span, message, "write decimal degrees, south and west negative");
        return None;
    }
    Some(degrees)
}

fn relation(r: &mut Reader<'_>, node: &Node) -> Option<RawRelation> {
    let f = Fields::open(r, node, "an item of `relations`", &["with", "as", "since", "until"])?;
    let (with, role) = (f.need_words(r, "with"), f.need_words(r, "as"));
    let (since, until) = date::period(r, &f, "since", "until");
    Some(RawRelation { with: with?, role: role?.value, since, until, extent: f.span })
}
