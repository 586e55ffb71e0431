//! Events: their sources, each with the date it gives, and whether those agree.

use crate::diagnostics::{Code, Diagnostics};
use crate::load::raw::RawEvent;
use crate::model::{Dating, Event, EventSource};

use super::chronology::conflict;
use super::citations::{Cited, Citer, Report};
use super::documents::{dating, single};
use super::outline;
use super::prose::Targets;

/// An event of the model. Sources above the audience are left out, not the event.
pub(super) fn event(raw: &RawEvent, targets: &Targets<'_>, citer: &Citer<'_>, out: &mut Diagnostics) -> Event {
    let mut sources = Vec::new();
    for source in &raw.sources {
        if let Cited::Passage(passage) = citer.cite(source, Report::Yes, out) {
            sources.push(EventSource { passage: *passage, date: single(source.date.as_ref()) });
        }
    }
    let given: Vec<&Dating> = sources.iter().filter_map(|source| source.date.as_ref()).collect();
    let conflict = conflict(&given);
    Event {
        id: raw.id.value.clone(),
        date: dating(&raw.date),
        known_since: single(raw.known_since.as_ref()),
        status: raw.status,
        title: raw.title.value.clone(),
        description: raw.description.as_ref().map(|description| targets.prose(description, out)),
        entities: targets.entities.find_all(&raw.entities, Code::EntityUnknown, out),
        objectives: outline::objectives(&raw.objectives, targets, out),
        sources,
        conflict,
        extra: raw.common.extra.clone(),
    }
}
