//! The index of names: where each is named, by document and paragraph.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{BlockIndex, DocumentId, EntityId, MentionPlace, Target};
use crate::render::{PageKey, routes};
use crate::text::{Fold, fold};

use super::super::entities::letter;
use super::super::passage::{Link, block_name, block_of, document_link, is_withheld};
use super::super::shell::Shell;
use super::super::{Context, passage};
use super::plan::name_id;

/// What `print-names.html` shows.
#[derive(Serialize)]
struct View {
    shell: Shell,
    letters: Vec<Letter>,
}

#[derive(Serialize)]
struct Letter {
    letter: String,
    names: Vec<Name>,
}

/// An entity, or another name of one.
#[derive(Serialize)]
struct Name {
    id: Option<String>,
    sort: String,
    kind: String,
    see: Option<Link>,
    documents: Vec<InDocument>,
}

/// Where a name stands in one document.
#[derive(Serialize)]
struct InDocument {
    document: Link,
    places: Vec<Link>,
}

/// Renders the index of names.
///
/// # Errors
/// A fault of the template.
pub(super) fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let mut names: Vec<(String, Name)> = Vec::new();
    let own: BTreeSet<String> = ctx.book.entities.iter().map(|entity| fold(&entity.sort, Fold::Name)).collect();
    for id in ctx.book.entity_ids() {
        names.push((fold(&ctx.book[id].sort, Fold::Name), name(ctx, id)));
        let others: BTreeMap<String, &str> =
            ctx.book[id].other_names().map(|other| (fold(other, Fold::Name), other)).collect();
        let others = others.into_iter().filter(|(folded, _)| !own.contains(folded));
        names.extend(others.map(|(folded, other)| (folded, see(ctx, id, other))));
    }
    names.sort_by(|a, b| a.0.cmp(&b.0));
    let mut letters: Vec<Letter> = Vec::new();
    for (_, name) in names {
        let letter = letter(&name.sort);
        match letters.iter_mut().rfind(|group| group.letter == letter) {
            Some(group) => group.names.push(name),
            None => letters.push(Letter { letter, names: vec![name] }),
        }
    }
    let view = View { shell: ctx.shell(ctx.words().get("print_names"), "entities"), letters };
    ctx.render("print-names.html", &view)
}

fn name(ctx: &Context, id: EntityId) -> Name {
    let entity = &ctx.book[id];
    Name {
        id: Some(name_id(&routes::path(ctx.book, &PageKey::Entity(id))).to_string()),
        sort: entity.sort.clone(),
        kind: ctx.book.settings.entity_types[entity.kind].label.clone(),
        see: None,
        documents: documents(ctx, id),
    }
}

fn see(ctx: &Context, id: EntityId, other: &str) -> Name {
    let to = Link { href: ctx.link(Target::Entity(id)), text: ctx.book[id].sort.clone() };
    Name { id: None, sort: other.to_string(), kind: String::new(), see: Some(to), documents: Vec::new() }
}

/// A place in a document: a block, or a note to one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Spot {
    block: Option<BlockIndex>,
    note: bool,
}

fn documents(ctx: &Context, id: EntityId) -> Vec<InDocument> {
    let mut spots: BTreeMap<DocumentId, BTreeSet<Spot>> = BTreeMap::new();
    for place in &ctx.book[id].mentions {
        let spot = match *place {
            MentionPlace::Document(document, at) => in_text(ctx, document, at).map(|spot| (document, spot)),
            MentionPlace::Note(note, _) => {
                let first = &ctx.book[note].passages[0];
                Some((first.document, Spot { block: passage::block(ctx, first), note: true }))
            }
        };
        if let Some((document, spot)) = spot {
            spots.entry(document).or_default().insert(spot);
        }
    }
    let in_document = |(document, spots): (DocumentId, BTreeSet<Spot>)| InDocument {
        document: document_link(ctx, document),
        places: places(ctx, document, &spots.into_iter().collect::<Vec<_>>()),
    };
    spots.into_iter().map(in_document).collect()
}

fn in_text(ctx: &Context, document: DocumentId, at: u32) -> Option<Spot> {
    let text = &ctx.book[document];
    let block = block_of(text, &text.mentions.get(at as usize)?.range)?;
    (!is_withheld(text, block)).then_some(Spot { block: Some(block), note: false })
}

/// Spots as locators: numbered paragraphs that follow each other become a range.
fn places(ctx: &Context, document: DocumentId, spots: &[Spot]) -> Vec<Link> {
    let number = |spot: &Spot| -> Option<u32> {
        let block = ctx.book[document].text.blocks.get(spot.block?.0 as usize)?;
        if spot.note { None } else { block.anchor.as_deref()?.strip_prefix('p')?.parse().ok() }
    };
    let mut out = Vec::new();
    let follows = |a: &Spot, b: &Spot| number(a).is_some_and(|first| number(b) == Some(first + 1));
    for run in spots.chunk_by(follows) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let mut text = first.block.and_then(|block| block_name(ctx, document, block));
        if let (Some(words), Some(last)) = (&mut text, number(&last).filter(|_| run.len() > 1)) {
            words.push_str(&format!("–{last}"));
        }
        let text = text.unwrap_or_else(|| ctx.words().get("place_document").to_string());
        let text = if first.note { ctx.words().fill("print_in_note", &[("place", &text)]) } else { text };
        let link = Link { href: ctx.link(Target::Document(document, first.block)), text };
        // Blocks without a name of their own share the one before them.
        if out.last().is_none_or(|before: &Link| before.text != link.text) {
            out.push(link);
        }
    }
    out
}
