//! Citations: from a document's word and a quote to a passage with a place.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};
use crate::load::raw::{RawCitation, Words};
use crate::markdown::Text;
use crate::memo::Key;
use crate::model::{AnchorState, Anchoring, BlockIndex, DocumentId, Passage, Withheld};

use super::anchors::{At, Haystack, Selector, anchor, cost, is_inexact};
use super::documents::{self, Draft, Spellings};
use super::ids::Slot;
use super::reading::Memory;

/// How an unplaced quote is reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Report {
    /// As its code says.
    Yes,
    /// The same, of an annotation, which can be archived.
    Annotation,
    /// Not at all: the annotation is archived.
    Archived,
}

/// What a citation leads to.
pub(super) enum Cited {
    /// A passage of this edition.
    Passage(Box<Passage>),
    /// Something this edition does not show.
    Restricted,
    /// Nothing; it was reported.
    Nothing,
}

/// A spelling that two documents share.
pub(super) fn ambiguous(word: &Words) -> Diagnostic {
    let message = format!("more than one document is cited as `{}`", word.value);
    Diagnostic::new(Code::ReferenceAmbiguous, word.span, message).help("write the document's id")
}

fn unknown_block(draft: &Draft, at: &Words) -> Diagnostic {
    let message = format!("document `{}` has no block `{}`", draft.raw.id.value, at.value);
    Diagnostic::new(Code::BlockUnknown, at.span, message)
        .unknown("block", &format!("{}#{}", draft.raw.id.value, at.value))
}

/// What to do where quotes are looked for word for word only.
const TOO_MANY: &str = "the documents are too long for so many quotes that do not stand in them word for word: of those before \
                        this one the nearest words are told, of this one and later ones not; mend those first";

fn selector<'a>(quote: &'a str, raw: &'a RawCitation, at: Option<At>, verbatim: bool) -> Selector<'a> {
    Selector {
        quote,
        at,
        occurrence: raw.occurrence.as_ref().map(|occurrence| occurrence.value),
        prefix: raw.prefix.as_deref(),
        suffix: raw.suffix.as_deref(),
        verbatim,
    }
}

/// All documents, ready to be cited.
pub(super) struct Citer<'a> {
    drafts: &'a [Arc<Draft>],
    spellings: &'a Spellings,
    haystacks: Vec<OnceLock<Haystack<'a>>>,
    names: Vec<&'a str>,
    /// Stands for the names.
    names_key: Key,
    pub(super) memory: &'a Memory,
    /// Citations that are looked for word for word only, because the book has too many that do not stand so.
    pub(super) verbatim: HashSet<Span>,
}

impl<'a> Citer<'a> {
    pub(super) fn new(
        drafts: &'a [Arc<Draft>],
        spellings: &'a Spellings,
        names: Vec<&'a str>,
        memory: &'a Memory,
    ) -> Self {
        let haystacks = drafts.iter().map(|_| OnceLock::new()).collect();
        Self { drafts, spellings, haystacks, names_key: Key::of(&names), names, memory, verbatim: HashSet::new() }
    }

    /// Stands for what these citations lead to, of the item for which a key stands; `None` when a word of theirs names
    /// no document, or several. What names say of changed words is not in it.
    pub(super) fn key(&self, item: Key, citations: &[RawCitation]) -> Option<Key> {
        let documents = citations.iter().map(|citation| match self.spellings.get(&citation.document.value) {
            [Slot::Here(id)] => Some(Some((*id, self.drafts[id.index()].key, self.verbatim.contains(&citation.span)))),
            [Slot::Restricted] => Some(None),
            _ => None,
        });
        Some(Key::of(&(item, documents.collect::<Option<Vec<_>>>()?)))
    }

    /// A key with the names of the book.
    pub(super) fn named(&self, key: Key) -> Key {
        Key::of(&(key, self.names_key))
    }

    /// A document's id as it is written.
    pub(super) fn id(&self, id: DocumentId) -> &str {
        &self.drafts[id.index()].raw.id.value
    }

    /// A document's text.
    pub(super) fn text(&self, id: DocumentId) -> &Text {
        &self.drafts[id.index()].text
    }

    /// The document a word names; an unknown one is reported.
    pub(super) fn document(&self, word: &Words, out: &mut Diagnostics) -> Option<Slot<DocumentId>> {
        match self.spellings.get(&word.value) {
            [] => {
                let message = format!("unknown document `{}`", word.value);
                out.push(Diagnostic::new(Code::DocumentUnknown, word.span, message).unknown("document", &word.value));
                None
            }
            [slot] => Some(*slot),
            _ => {
                out.push(ambiguous(word));
                None
            }
        }
    }

    /// Whether a word names one document, and one of this edition. Nothing is reported.
    pub(super) fn is_here(&self, word: &Words) -> bool {
        matches!(self.spellings.get(&word.value), [Slot::Here(_)])
    }

    /// Resolves a citation.
    pub(super) fn cite(&self, raw: &RawCitation, report: Report, out: &mut Diagnostics) -> Cited {
        match self.document(&raw.document, out) {
            None => Cited::Nothing,
            Some(Slot::Restricted) => Cited::Restricted,
            Some(Slot::Here(id)) => match self.anchoring(id, raw, out) {
                None => Cited::Nothing,
                Some(anchoring) if self.touches_withheld(id, raw, &anchoring) => Cited::Restricted,
                Some(anchoring) => {
                    self.report(id, raw, &anchoring, report, out);
                    let quote = raw.quote.as_ref().map(|quote| quote.value.clone());
                    Cited::Passage(Box::new(Passage { document: id, quote, anchoring }))
                }
            },
        }
    }

    /// The passages of this edition among citations; restricted ones are left out.
    pub(super) fn passages(&self, raw: &[RawCitation], out: &mut Diagnostics) -> Vec<Passage> {
        raw.iter()
            .filter_map(|citation| match self.cite(citation, Report::Yes, out) {
                Cited::Passage(passage) => Some(*passage),
                Cited::Restricted | Cited::Nothing => None,
            })
            .collect()
    }

    fn anchoring(&self, id: DocumentId, raw: &RawCitation, out: &mut Diagnostics) -> Option<Anchoring> {
        let draft = &self.drafts[id.index()];
        let at = draft.at(raw);
        let gone = raw.at.as_ref().filter(|_| at.is_none());
        let Some(quote) = &raw.quote else {
            if let Some(gone) = gone {
                out.push(unknown_block(draft, gone));
                return None;
            }
            return Some(self.whole(id, raw, at, out));
        };
        let selector = selector(&quote.value, raw, at, self.verbatim.contains(&raw.span));
        let place = (draft.reading.key, &draft.title, &selector);
        let search = |names: &[&str]| anchor(self.haystack(id), &selector, names);
        let mut found = self.memory.places.get(Key::of(&place), || search(&[]));
        // Names say nothing of the place, only what to call out where words have changed.
        if matches!(found, Anchoring::Drifted { .. }) {
            found = self.memory.places.get(Key::of(&(place, self.names_key)), || search(&self.names));
        }
        // Words that stand verbatim in another block than the one named, which is gone, have moved.
        Some(match found {
            Anchoring::Text { range, .. } if gone.is_some() => Anchoring::Text { state: AnchorState::Moved, range },
            found => found,
        })
    }

    fn haystack(&self, id: DocumentId) -> &Haystack<'a> {
        let draft = &self.drafts[id.index()];
        self.haystacks[id.index()].get_or_init(|| Haystack::new(&draft.text, &draft.title))
    }

    /// The document and the quote of a citation that has both.
    fn quoted<'c>(&self, raw: &'c RawCitation) -> Option<(DocumentId, &'c Words)> {
        match self.spellings.get(&raw.document.value) {
            [Slot::Here(id)] => Some((*id, raw.quote.as_ref()?)),
            _ => None,
        }
    }

    /// What looking for a quote in other words would cost at most.
    pub(super) fn cost(&self, raw: &RawCitation) -> u64 {
        self.quoted(raw).map_or(0, |(id, quote)| cost(self.text(id).plain.len(), quote.value.len()))
    }

    /// Whether a quote does not stand word for word where it should.
    pub(super) fn is_inexact(&self, raw: &RawCitation) -> bool {
        self.quoted(raw).is_some_and(|(id, quote)| {
            let at = self.drafts[id.index()].at(raw);
            is_inexact(self.haystack(id), &selector(&quote.value, raw, at, true))
        })
    }

    fn whole(&self, id: DocumentId, raw: &RawCitation, at: Option<At>, out: &mut Diagnostics) -> Anchoring {
        match at {
            None => Anchoring::Document,
            Some(At::Title) => Anchoring::Title,
            Some(At::Block(block)) => {
                let stable = self.drafts[id.index()].text.blocks[block].stable;
                if let Some(at) = raw.at.as_ref().filter(|_| !stable) {
                    let message = format!("the anchor `{}` moves when blocks come or go", at.value);
                    let help = "give the block a name of its own with `{#name}`, or quote some of it";
                    out.push(Diagnostic::new(Code::BlockUnstable, at.span, message).help(help));
                }
                Anchoring::Block(BlockIndex::of(block))
            }
        }
    }

    /// Whether a passage stands, wholly or in part, in a block that this edition withholds. One that has no place is
    /// judged by where its author saw it, too.
    fn touches_withheld(&self, id: DocumentId, raw: &RawCitation, anchoring: &Anchoring) -> bool {
        let draft = &self.drafts[id.index()];
        if draft.withheld.is_empty() {
            return false;
        }
        let hinted = raw.at.as_ref().and_then(|at| draft.text.block_by_anchor(&at.value));
        if matches!(anchoring, Anchoring::Unplaced { .. })
            && hinted.is_some_and(|block| Withheld::of(&draft.withheld, BlockIndex::of(block)).is_some())
        {
            return true;
        }
        let ranges: Vec<_> = match anchoring {
            Anchoring::Block(block) => return Withheld::of(&draft.withheld, *block).is_some(),
            Anchoring::Unplaced { candidates, .. } => {
                candidates.iter().map(|candidate| candidate.range.clone()).collect()
            }
            other => other.range().cloned().into_iter().collect(),
        };
        // Blocks do not overlap: the first that ends behind a range's beginning is the one that it could touch.
        let plain = |withheld: &Withheld| &draft.text.blocks[withheld.block.0 as usize].plain;
        ranges.iter().any(|range| {
            let first = draft.withheld.partition_point(|withheld| plain(withheld).end <= range.start);
            draft.withheld.get(first).is_some_and(|withheld| range.end > plain(withheld).start)
        })
    }

    fn report(&self, id: DocumentId, raw: &RawCitation, anchoring: &Anchoring, report: Report, out: &mut Diagnostics) {
        let Some(quote) = raw.quote.as_ref().filter(|_| report != Report::Archived) else { return };
        let draft = &self.drafts[id.index()];
        let document = &draft.raw.id.value;
        let place = |range| documents::place(draft.raw.body, &draft.text.source_range(range));
        match anchoring {
            Anchoring::Unplaced { state, candidates } => {
                let (code, message, help) = match state {
                    AnchorState::Ambiguous => (
                        Code::QuoteAmbiguous,
                        format!("the quote stands in more than one place of `{document}`"),
                        "add `at:`, `prefix:` and `suffix:`, or `occurrence:`",
                    ),
                    _ => (
                        Code::QuoteOrphaned,
                        format!("the quote stands nowhere in `{document}`"),
                        match report {
                            Report::Annotation => "copy the words again from the document, or set `status: archived`",
                            _ => "copy the words again from the document",
                        },
                    ),
                };
                let near = candidates.first().map(|candidate| candidate.words.as_str());
                let marks =
                    near.filter(|_| code == Code::QuoteOrphaned).and_then(|near| extra_marks(&quote.value, near));
                let marks = marks.or_else(|| dots(&quote.value).filter(|_| code == Code::QuoteOrphaned));
                let tired = self.verbatim.contains(&raw.span).then(|| TOO_MANY.to_string());
                let mut fault =
                    Diagnostic::new(code, quote.span, message).help(help).maybe_help(marks).maybe_help(tired);
                for candidate in candidates {
                    let message = format!("{} % alike: {}", candidate.similarity, candidate.words);
                    fault = fault.related(place(&candidate.range), message);
                }
                out.push(fault);
                let at = raw.at.as_ref().filter(|at| at.value != "title");
                out.extend(
                    at.filter(|at| draft.text.block_by_anchor(&at.value).is_none()).map(|at| unknown_block(draft, at)),
                );
            }
            Anchoring::Drifted { range, now, alarms } => {
                let changed = if alarms.is_empty() { String::new() } else { format!(": {}", alarms.join("; ")) };
                out.push(
                    Diagnostic::new(Code::QuoteDrifted, quote.span, format!("the quoted words have changed{changed}"))
                        .related(place(range), "they are now here")
                        .help(format!("quote the present words: {now}")),
                );
            }
            _ => {}
        }
    }
}

impl Draft {
    /// The place that a citation names.
    fn at(&self, raw: &RawCitation) -> Option<At> {
        match raw.at.as_ref()?.value.as_str() {
            "title" => Some(At::Title),
            anchor => self.text.block_by_anchor(anchor).map(At::Block),
        }
    }
}

/// Dots in a quote that are not read as words left out.
fn dots(quote: &str) -> Option<String> {
    let plain = quote.replace('\u{2026}', "...").replace(" [...] ", " ").replace(" ... ", " ");
    let inside = plain.trim().trim_start_matches("... ").trim_end_matches(" ...");
    let help = "where words are left out write ` \u{2026} `, with a blank on each side";
    inside.contains("...").then(|| help.into())
}

/// Quotation marks around a quote whose document has the words without them.
fn extra_marks(quote: &str, near: &str) -> Option<String> {
    let marks = ['"', '\'', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}'];
    let bare = quote.trim().trim_matches(marks);
    let same = bare != quote.trim() && !near.starts_with(marks) && near.contains(bare);
    same.then(|| "take the quotation marks off: they are part of the quote, and the document has none there".into())
}

#[cfg(test)]
mod tests {
    #[test]
    fn dots_that_leave_nothing_out_are_told() {
        for (quote, told) in [
            ("a...b", true),
            ("a\u{2026} b", true),
            ("a (...) b", true),
            ("a ... b", false),
            ("a [...] b", false),
            ("a \u{2026} b", false),
            ("... a", false),
            ("a", false),
        ] {
            assert_eq!(super::dots(quote).is_some(), told, "{quote}");
        }
    }
}
