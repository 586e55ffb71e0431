//! Documents of the model: headers whose words are entities or words, references through every spelling.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::Diagnostics;
use crate::load::raw::Words;
use crate::model::{CitedDocument, Document, DocumentId, Party, Published};

use super::citations::ambiguous;
use super::documents::{Draft, single};
use super::entities::web_address;
use super::ids::Slot;
use super::originals::Originals;
use super::prose::Targets;
use super::withhold::shown_links;

/// All documents, without mentions and what cites them.
pub(super) fn documents(
    drafts: &[Arc<Draft>],
    originals: &Originals<'_>,
    targets: &Targets<'_>,
    out: &mut Diagnostics,
) -> Vec<Document> {
    let each = drafts.par_iter().map(|draft| {
        let mut faults = Diagnostics::new();
        (document(draft, originals, targets, &mut faults), faults)
    });
    each.collect::<Vec<_>>()
        .into_iter()
        .map(|(document, mut faults)| {
            out.append(&mut faults);
            document
        })
        .collect()
}

fn document(draft: &Draft, originals: &Originals<'_>, targets: &Targets<'_>, out: &mut Diagnostics) -> Document {
    let raw = &draft.raw;
    let words = |word: &Words| word.value.clone();
    Document {
        id: raw.id.value.clone(),
        title: draft.title.clone(),
        subject: raw.subject.clone(),
        kind: raw.kind.clone(),
        identifier: raw.identifier.as_ref().map(words),
        also_cited_as: raw.also_cited_as.iter().map(words).collect(),
        date: draft.dating.clone(),
        origin: raw.origin.as_ref().and_then(|party| self::party(party, targets)),
        recipients: raw.recipients.iter().filter_map(|party| self::party(party, targets)).collect(),
        info: raw.info.iter().filter_map(|party| self::party(party, targets)).collect(),
        byline: raw.byline.as_ref().and_then(|party| self::party(party, targets)),
        classification: raw.classification.clone(),
        header: raw.header.clone(),
        tags: raw.tags.clone(),
        references: raw.references.iter().filter_map(|word| cited(word, targets, out)).collect(),
        published: Published {
            title: raw.published.title.clone(),
            publisher: raw.published.publisher.clone(),
            url: raw.published.url.as_ref().and_then(|url| web_address(url, out)),
            retrieved: single(raw.published.retrieved.as_ref()),
        },
        original: raw.original.as_ref().map(|original| originals.original(original, out)),
        edits: raw.edits.clone(),
        derived_from: raw.derived_from.iter().filter_map(|word| cited(word, targets, out)).collect(),
        grade: raw.grade,
        body_kind: raw.body_kind,
        language: raw.language.clone(),
        audience: draft.audience,
        body: draft.body.clone(),
        body_span: raw.body,
        text: Arc::clone(&draft.text),
        links: shown_links(targets.body_links(&draft.reading, raw.body, out), &draft.text, &draft.withheld),
        mentions: Arc::default(),
        annotations: Vec::new(),
        withheld: draft.withheld.clone(),
        cites: Vec::new(),
        cited_by: Vec::new(),
        events: Vec::new(),
        judgments: Vec::new(),
        extra: raw.common.extra.clone(),
    }
}

/// An entity's id, or words. An entity above the audience leaves nothing.
fn party(word: &Words, targets: &Targets<'_>) -> Option<Party> {
    match targets.entities.get(&word.value) {
        Some(Slot::Here(id)) => Some(Party::Entity(id)),
        Some(Slot::Restricted) => None,
        None => Some(Party::Words(word.value.clone())),
    }
}

/// A document that another cites: in the book by any spelling, else outside it. One above the audience leaves nothing.
fn cited(word: &Words, targets: &Targets<'_>, out: &mut Diagnostics) -> Option<CitedDocument> {
    let document: Option<DocumentId> = match targets.spellings.get(&word.value)[..] {
        [] => None,
        [Slot::Here(id)] => Some(id),
        [Slot::Restricted] => return None,
        _ => {
            out.push(ambiguous(word));
            None
        }
    };
    Some(CitedDocument { words: word.value.clone(), document })
}
