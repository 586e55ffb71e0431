//! Every mention of an entity in its words, by document, notes after the text.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::markdown::Text;
use crate::model::{AnnotationId, DocumentId, Entity, MentionPlace, PlainRange, Target};
use crate::text::sentence::sentence;

use super::super::Context;
use super::super::passage::{block_name, block_of, date, is_withheld, name};

/// The mentions in one document and in the notes on it.
#[derive(Serialize)]
pub(super) struct InDocument {
    href: String,
    title: String,
    identifier: Option<String>,
    date: Option<String>,
    mentions: usize,
    in_notes: usize,
    lines: Vec<Line>,
}

impl InDocument {
    /// How many mentions it lists.
    pub(super) fn mentions(&self) -> usize {
        self.mentions
    }
}

/// One mention between the words around it.
#[derive(Serialize)]
struct Line {
    href: String,
    place: String,
    before: String,
    name: String,
    after: String,
}

/// The mentions of an entity, documents in book order.
pub(super) fn concordance(ctx: &Context, entity: &Entity) -> Vec<InDocument> {
    let mut documents: BTreeMap<DocumentId, InDocument> = BTreeMap::new();
    for place in &entity.mentions {
        let (document, line, in_note) = match *place {
            MentionPlace::Document(id, at) => (id, in_text(ctx, id, at), 0),
            MentionPlace::Note(id, at) => (ctx.book[id].passages[0].document, in_note(ctx, id, at), 1),
        };
        let Some(line) = line else { continue };
        let group = documents.entry(document).or_insert_with(|| heading(ctx, document));
        group.mentions += 1;
        group.in_notes += in_note;
        group.lines.push(line);
    }
    documents.into_values().collect()
}

fn heading(ctx: &Context, id: DocumentId) -> InDocument {
    let document = &ctx.book[id];
    InDocument {
        href: ctx.link(Target::Document(id, None)),
        title: document.title.clone(),
        identifier: Some(name(document).to_string()).filter(|name| *name != document.title),
        date: document.date.as_ref().map(|dating| date(ctx, dating)),
        mentions: 0,
        in_notes: 0,
        lines: Vec::new(),
    }
}

fn in_text(ctx: &Context, id: DocumentId, at: u32) -> Option<Line> {
    let document = &ctx.book[id];
    let mention = document.mentions.get(at as usize)?;
    let block = block_of(document, &mention.range)?;
    if is_withheld(document, block) {
        return None;
    }
    let place = block_name(ctx, id, block).unwrap_or_else(|| ctx.words().get("place_document").to_string());
    line(&document.text, &mention.range, ctx.link(Target::Document(id, Some(block))), place)
}

fn in_note(ctx: &Context, id: AnnotationId, at: u32) -> Option<Line> {
    let note = ctx.book[id].note.as_ref()?;
    let mention = note.mentions.get(at as usize)?;
    let place = ctx.words().get("place_note").to_string();
    line(&note.text, &mention.range, ctx.link(Target::Annotation(id)), place)
}

fn line(text: &Text, range: &PlainRange, href: String, place: String) -> Option<Line> {
    let cut = |range: &PlainRange| text.plain.get(range.start as usize..range.end as usize);
    let (before, after) = sentence(text, range);
    let words = |range: &PlainRange| cut(range).map(|words| words.replace('\n', " "));
    Some(Line { href, place, before: words(&before)?, name: words(range)?, after: words(&after)? })
}
