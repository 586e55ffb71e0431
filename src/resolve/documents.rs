//! Documents: book order, text with blocks, what is withheld, who else is cited.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::load::raw::{RawDating, RawDocument, Words};
use crate::markdown::{self, Issue, Rules, Text};
use crate::model::{Audience, Dating, DocumentId, Withheld};
use crate::settings::Settings;
use crate::source::Sources;

use super::audience;
use super::ids::Slot;
use super::reading::{Memory, Reading};
use super::withhold::withheld;

/// A document on its way: what was read, and its text.
pub(super) struct Draft {
    pub(super) raw: RawDocument,
    pub(super) body: String,
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
    raw: Vec<RawDocument>,
    sources: &Sources,
    settings: &Settings,
    level: Audience,
    memory: &Memory,
    out: &mut Diagnostics,
) -> Vec<Draft> {
    let read = raw.into_par_iter().map(|raw| draft(raw, sources, settings, level, memory));
    let read: Vec<(Draft, Diagnostics)> = read.collect();
    let mut drafts = Vec::with_capacity(read.len());
    for (draft, mut faults) in read {
        out.append(&mut faults);
        drafts.push(draft);
    }
    drafts.sort_by_cached_key(|draft| {
        let order = draft.raw.order.unwrap_or(f64::INFINITY);
        let start = draft.dating.as_ref().and_then(|date| date.earliest().or_else(|| date.latest()));
        (Order(order), start.is_none(), start, draft.raw.id.value.clone())
    });
    drafts
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
    raw: RawDocument,
    sources: &Sources,
    settings: &Settings,
    level: Audience,
    memory: &Memory,
) -> (Draft, Diagnostics) {
    let mut out = Vec::new();
    let body = sources.slice(raw.body).to_string();
    let rules = Rules::Record { markings: &settings.markings };
    let reading = memory.record(sources.file(raw.body.file), raw.body, &settings.markings);
    issues(&reading, raw.body, &mut out);
    let withheld = match &raw.withhold[..] {
        [] => Vec::new(),
        items => withheld(items, &markdown::parse(&body, rules), settings, level, &mut out),
    };
    let text = Arc::clone(&reading.text);
    let title = title(&raw, &text, &withheld, sources);
    let dating = dating(&raw.date);
    let audience = audience::named(raw.common.audience.as_ref(), settings, &mut Vec::new());
    (Draft { raw, body, reading, text, title, dating, withheld, audience }, out)
}

/// The title: what the front matter says, else the first heading that is shown, else the file's stem.
fn title(raw: &RawDocument, text: &Text, withheld: &[Withheld], sources: &Sources) -> String {
    if let Some(title) = &raw.title {
        return title.value.clone();
    }
    let hidden = |at: usize| withheld.iter().any(|withheld| withheld.block.0 as usize == at);
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

fn issues(reading: &Reading, body: Span, out: &mut Diagnostics) {
    for (range, issue) in &reading.issues {
        let span = place(body, range);
        out.push(match issue {
            Issue::NumberInside(number) => Diagnostic::new(
                Code::NumberInsideParagraph,
                span,
                format!("paragraph number {number} stands inside the paragraph before it"),
            )
            .help("put an empty line before it"),
            Issue::AnchorTaken(name) => {
                Diagnostic::new(Code::AnchorDuplicate, span, format!("the anchor `{name}` is taken in this document"))
                    .help("give this block another name in `{#...}`")
            }
            Issue::TooDeep => Diagnostic::new(Code::NestingTooDeep, span, "nested deeper than is shown")
                .help("the words stay; their markup beyond 60 levels is left out"),
        });
    }
}

/// The nearest anchor a document has.
pub(super) fn near_anchor(text: &Text, anchor: &Words) -> Option<String> {
    let known = text.blocks.iter().filter_map(|block| block.anchor.as_deref());
    crate::diagnostics::did_you_mean(&anchor.value, known)
}

/// Documents by every spelling: ids, identifiers and `also_cited_as`, without case, spaces and leading zeros.
#[derive(Default)]
pub(super) struct Spellings {
    ids: HashMap<String, Slot<DocumentId>>,
    slots: BTreeMap<String, Vec<(Slot<DocumentId>, String)>>,
}

impl Spellings {
    /// Enters a spelling.
    pub(super) fn insert(&mut self, spelling: &str, slot: Slot<DocumentId>) {
        let slots = self.slots.entry(normal(spelling)).or_default();
        if !slots.iter().any(|(known, _)| *known == slot) {
            slots.push((slot, spelling.to_string()));
        }
    }

    /// Enters an id, which always means its own document.
    pub(super) fn insert_id(&mut self, id: &str, slot: Slot<DocumentId>) {
        self.ids.entry(id.to_lowercase()).or_insert(slot);
        self.insert(id, slot);
    }

    /// Who answers to a spelling: none, one, or several.
    pub(super) fn get(&self, spelling: &str) -> Vec<Slot<DocumentId>> {
        if let Some(slot) = self.ids.get(&spelling.to_lowercase()) {
            return vec![*slot];
        }
        self.slots.get(&normal(spelling)).map(|slots| slots.iter().map(|(slot, _)| *slot).collect()).unwrap_or_default()
    }

    /// Spellings of this edition, for suggestions.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.slots
            .values()
            .flatten()
            .filter(|(slot, _)| matches!(slot, Slot::Here(_)))
            .map(|(_, spelling)| spelling.as_str())
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
