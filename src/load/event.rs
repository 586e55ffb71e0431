//! Events.

use super::citation::dated_sources;
use super::raw::RawEvent;
use super::{common, date};
use crate::model::EventStatus;
use crate::yaml::{Fields, Node, Reader, id};

const KEYS: &[&str] = &[
    "id",
    "date",
    "status",
    "title",
    "description",
    "entities",
    "objectives",
    "sources",
    "known_since",
    "not_before",
    "not_after",
    "date_note",
    "audience",
    "formerly",
    "extra",
];
const STATUSES: &[(&str, EventStatus)] = &[
    ("occurred", EventStatus::Occurred),
    ("planned", EventStatus::Planned),
    ("missed", EventStatus::Missed),
    ("alleged", EventStatus::Alleged),
];

/// An event. One without a title is called by its id.
pub(super) fn event(r: &mut Reader<'_>, node: &Node) -> Option<RawEvent> {
    let f = Fields::open(r, node, "an event", KEYS)?;
    let id = id::required(r, &f);
    let title = f.need_words(r, "title");
    let date = date::dating(r, &f);
    let known_since = date::date(r, &f, "known_since");
    let status = f.choice(r, "status", STATUSES).unwrap_or(EventStatus::Occurred);
    let description = f.prose(r, "description");
    let (entities, objectives) = (f.words_list(r, "entities"), f.words_list(r, "objectives"));
    let sources = dated_sources(r, &f);
    let common = common(r, &f);
    let id = id?;
    let title = title.unwrap_or_else(|| id.clone());
    Some(RawEvent { id, date, known_since, status, title, description, entities, objectives, sources, common })
}
