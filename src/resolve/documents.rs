//! Documents: book order, text with blocks, what is withheld, who else is cited.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostics, Span};
use crate::edtf::Day;
use crate::load::raw::{RawDating, RawDocument};
use crate::markdown::{self, Rules, Text};
use crate::memo::Key;
use crate::model::{Audience, BlockIndex, Body, Dating, DocumentId, Withheld};
use crate::settings::Settings;
use crate::source::Sources;

use super::audience;
use super::ids::{Slot, lower};
use super::markup;
use super::reading::{Memory, Reading};
use super::withhold::withheld;

/// A document on its way: what was read, and its text.
#[derive(Debug)]
pub(super) struct Draft {
    /// Stands for all the rest.
    pub(super) key: Key,
    pub(super) raw: Arc<RawDocument>,
    pub(super) body: Body,
    pub(super) reading: Arc<Reading>,
    /// The reading's text.
    pub(super) text: Arc<Text>,
    pub(super) title: String,
    pub(super) dating: Option<Dating>,
    pub(super) withheld: Vec<Withheld>,
    pub(super) audience: Audience,
}

/// A date of the model out of the author's.
pub(super) fn dating(raw: &RawDating) -> Option<Dating> {
    let take = |date: &Option<crate::load::raw::RawDate>| date.as_ref().map(|date| date.value.clone());
    let out = Dating {
        date: take(&raw.date),
        not_before: take(&raw.not_before),
        not_after: take(&raw.not_after),
        note: raw.note.clone(),
    };
    (out != Dating::default()).then_some(out)
}

/// A date of the model out of a single one.
pub(super) fn single(date: Option<&crate::load::raw::RawDate>) -> Option<Dating> {
    date.map(|date| Dating { date: Some(date.value.clone()), ..Dating::default() })
}

/// Reads every document's text and puts them in book order: `order`, then earliest date, undated last, then id.
pub(super) fn drafts(
    raw: &[Arc<RawDocument>],
    sources: &Sources,
    settings: &Settings,
    level: Audience,
    memory: &Memory,
    out: &mut Diagnostics,
) -> Vec<Arc<Draft>> {
    let edition = Key::of(&(level, &settings.audiences, &settings.markings));
    let kept = |raw: &Arc<RawDocument>| {
        memory.documents.get(Key::of(&(raw.key, edition)), || {
            let (draft, faults) = draft(Arc::clone(raw), sources, settings, level, memory);
            (Arc::new(draft), faults.into())
        })
    };
    let mut drafts: Vec<_> = raw.par_iter().map(kept).collect();
    drafts.par_sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
    let each = drafts.into_iter().map(|(draft, faults)| {
        out.extend_from_slice(&faults);
        draft
    });
    each.collect()
}

impl Draft {
    /// What a book is ordered by.
    fn order(&self) -> (Order, bool, Option<Day>, &str) {
        let order = self.raw.order.unwrap_or(f64::INFINITY);
        let start = self.dating.as_ref().and_then(|date| date.earliest().or_else(|| date.latest()));
        (Order(order), start.is_none(), start, &self.raw.id.value)
    }
}

/// A place in an author's own order.
#[derive(PartialEq)]
struct Order(f64);

impl Eq for Order {}

impl PartialOrd for Order {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Order {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

fn draft(
    raw: Arc<RawDocument>,
    sources: &Sources,
    settings: &Settings,
    level: Audience,
    memory: &Memory,
) -> (Draft, Diagnostics) {
    let mut out = Vec::new();
    let file = sources.file(raw.body.file);
    let body = Body::new(&file.text, raw.body.start as usize..raw.body.end as usize);
    let rules = Rules::Record { markings: &settings.markings };
    let reading = memory.record(file, raw.body, &settings.markings);
    issues(&reading, raw.body, &mut out);
    let withheld = match &raw.withhold[..] {
        [] => Vec::new(),
        _ => withheld(&raw, &markdown::parse(&body, rules), settings, level, &mut out),
    };
    let text = Arc::clone(&reading.text);
    let title = title(&raw, &text, &withheld, sources);
    let dating = dating(&raw.date);
    let audience = audience::named(raw.common.audience.as_ref(), settings, &mut Vec::new());
    let key = Key::of(&(raw.key, reading.key, &withheld, audience));
    (Draft { key, raw, body, reading, text, title, dating, withheld, audience }, out)
}

/// The title: what the front matter says, else the first heading that is shown, else the file's stem.
fn title(raw: &RawDocument, text: &Text, withheld: &[Withheld], sources: &Sources) -> String {
    if let Some(title) = &raw.title {
        return title.value.clone();
    }
    let hidden = |at: usize| Withheld::of(withheld, BlockIndex::of(at)).is_some();
    let heading = |at: usize| matches!(text.blocks[at].kind, markdown::BlockKind::Heading(_)) && !hidden(at);
    let stem = || {
        let path = &sources.file(raw.file).path;
        let name = path.rsplit('/').next().unwrap_or(path);
        name.strip_suffix(".md").unwrap_or(name).to_string()
    };
    (0..text.blocks.len()).find(|&at| heading(at)).map_or_else(stem, |block| text.block_text(block).to_string())
}

/// A range of a body as a place in its file.
pub(super) fn place(body: Span, range: &std::ops::Range<u32>) -> Span {
    Span { file: body.file, start: body.start + range.start, end: body.start + range.end }
}

/// What looks wrong in a record; what looks wrong in any text is said with its references.
fn issues(reading: &Reading, body: Span, out: &mut Diagnostics) {
    out.extend(reading.issues.iter().filter_map(|(range, issue)| markup::of_a_record(issue, place(body, range))));
}

/// Documents by every spelling: ids, identifiers and `also_cited_as`, without case, spaces and leading zeros.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    ids: HashMap<String, Slot<DocumentId>>,
    slots: HashMap<String, Spelled>,
}

/// Who answers to a spelling, and how it was written for each of them.
#[derive(Debug, Default)]
struct Spelled {
    slots: Vec<Slot<DocumentId>>,
    written: Vec<String>,
}

impl Spellings {
    /// Enters a spelling.
    pub(super) fn insert(&mut self, spelling: &str, slot: Slot<DocumentId>) {
        let spelled = self.slots.entry(normal(spelling)).or_default();
        if !spelled.slots.contains(&slot) {
            spelled.slots.push(slot);
            spelled.written.push(spelling.to_string());
        }
    }

    /// Enters an id, which always means its own document.
    pub(super) fn insert_id(&mut self, id: &str, slot: Slot<DocumentId>) {
        self.ids.entry(lower(id).into_owned()).or_insert(slot);
        self.insert(id, slot);
    }

    /// Who answers to a spelling: none, one, or several.
    pub(super) fn get(&self, spelling: &str) -> &[Slot<DocumentId>] {
        if let Some(slot) = self.ids.get(&*lower(spelling)) {
            return std::slice::from_ref(slot);
        }
        self.slots.get(&normal(spelling)).map_or(&[], |spelled| &spelled.slots)
    }

    /// Spellings of this edition, for suggestions.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        let each = self.slots.values().flat_map(|spelled| spelled.slots.iter().zip(&spelled.written));
        each.filter(|(slot, _)| matches!(slot, Slot::Here(_))).map(|(_, written)| written.as_str())
    }
}

/// The form in which references to documents are compared: no spaces, no case, no zeros before a number.
fn normal(spelling: &str) -> String {
    let mut out = String::with_capacity(spelling.len());
    for character in spelling.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase) {
        let after_zero = out.ends_with('0') && !out[..out.len() - 1].ends_with(|c: char| c.is_ascii_digit());
        if character.is_ascii_digit() && after_zero {
            out.pop();
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn spellings_compare_without_case_spaces_and_zeros() {
        for (one, other) in [
            ("BAMAKO 00387", "bamako 387"),
            ("09BAMAKO387", "9 Bamako 0387"),
            ("State 100", "STATE 0100"),
            ("X 0", "x00"),
        ] {
            assert_eq!(normal(one), normal(other), "{one} and {other}");
        }
        assert_ne!(normal("BAMAKO 387"), normal("BAMAKO 3870"));
        assert_ne!(normal("09BAMAKO387"), normal("BAMAKO387"));
    }
}
