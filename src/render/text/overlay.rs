//! What lies over the words of a text: highlights of annotations and links of mentions.

use std::ops::Range;

use crate::model::{AnchorState, AnnotationId, Book, DocumentId, Mention, Prose, Stance, Target};
use crate::render::{PageKey, routes};

/// A highlight of one passage.
pub(super) struct Highlight {
    /// Bytes of the plain text.
    pub(super) range: Range<u32>,
    pub(super) annotation: AnnotationId,
    /// The id of its first segment.
    pub(super) id: String,
    /// The annotation's id, for `data-a`.
    pub(super) name: String,
    /// The id of its note.
    pub(super) note: String,
    pub(super) number: u32,
    /// Class of its line: `sup`, `und`, `qua`, `ctx`.
    pub(super) class: &'static str,
    pub(super) drifted: bool,
    /// Whether the note's reference comes after this passage.
    pub(super) reference: String,
}

/// Highlights by start, and linked mentions by start.
#[derive(Default)]
pub(super) struct Overlay {
    pub(super) highlights: Vec<Highlight>,
    pub(super) mentions: Vec<(Range<u32>, String)>,
    /// For each highlight in order, the furthest end of it and all before: lets a sweep skip what is over.
    pub(super) reach: Vec<u32>,
}

impl Overlay {
    pub(super) fn of_document(book: &Book, key: &PageKey, id: DocumentId, numbers: &[(AnnotationId, u32)]) -> Self {
        let mut highlights = Vec::new();
        for &(annotation, number) in numbers {
            let note = &book[annotation];
            for (at, passage) in note.passages.iter().enumerate().filter(|(_, passage)| passage.document == id) {
                let Some(range) = passage.anchoring.range() else { continue };
                let suffix = if at == 0 { String::new() } else { format!("--{}", at + 1) };
                highlights.push(Highlight {
                    range: range.clone(),
                    annotation,
                    id: format!("{}{suffix}", routes::annotation_id(book, annotation)),
                    name: note.id.clone(),
                    note: routes::note_id(book, annotation),
                    number,
                    class: class(book, annotation),
                    drifted: passage.anchoring.state() == AnchorState::Drifted,
                    reference: format!("ref-{}{suffix}", note.id),
                });
            }
        }
        highlights.sort_by_key(|highlight| {
            (highlight.range.start, std::cmp::Reverse(highlight.range.end), highlight.annotation)
        });
        let reach = highlights
            .iter()
            .scan(0, |reach, highlight| {
                *reach = highlight.range.end.max(*reach);
                Some(*reach)
            })
            .collect();
        Self { highlights, mentions: mentions(book, key, &book[id].mentions), reach }
    }

    pub(super) fn of_prose(book: &Book, key: &PageKey, prose: &Prose) -> Self {
        Self { mentions: mentions(book, key, &prose.mentions), ..Self::default() }
    }

    /// Highlights that cover some of a range, by start.
    pub(super) fn over(&self, range: &Range<u32>) -> impl Iterator<Item = &Highlight> {
        let first = self.reach.partition_point(|reach| *reach <= range.start);
        let (start, end) = (range.start, range.end);
        self.highlights[first..]
            .iter()
            .take_while(move |highlight| highlight.range.start < end)
            .filter(move |highlight| highlight.range.end > start)
    }

    /// Linked mentions that cover some of a range.
    pub(super) fn mentions_over(&self, range: &Range<u32>) -> impl Iterator<Item = &(Range<u32>, String)> {
        let first = self.mentions.partition_point(|(mention, _)| mention.end <= range.start);
        let end = range.end;
        self.mentions[first..].iter().take_while(move |(mention, _)| mention.start < end)
    }
}

fn mentions(book: &Book, key: &PageKey, mentions: &[Mention]) -> Vec<(Range<u32>, String)> {
    mentions
        .iter()
        .filter(|mention| mention.linked && *key != PageKey::Entity(mention.entity))
        .map(|mention| (mention.range.clone(), routes::link(book, key, Target::Entity(mention.entity))))
        .collect()
}

/// The line under a highlight: the stance of its strongest link, or context.
fn class(book: &Book, annotation: AnnotationId) -> &'static str {
    let strongest = book
        .evidence_of(annotation)
        .map(|id| &book[id])
        .filter(|evidence| evidence.stance != Stance::Context)
        .max_by_key(|evidence| (evidence.strength, std::cmp::Reverse(evidence.stance)));
    match strongest.map(|evidence| evidence.stance) {
        Some(Stance::Supports) => "sup",
        Some(Stance::Undermines) => "und",
        Some(Stance::Qualifies) => "qua",
        Some(Stance::Context) | None => "ctx",
    }
}
