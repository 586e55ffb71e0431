//! Quoted passages, documents and dates as pages show them.

use serde::Serialize;

use crate::model::{
    AnchorState, Anchoring, Annotation, AnnotationId, BlockIndex, BodyKind, Dating, Document, DocumentId, Passage,
    PlainRange, Target,
};
use crate::render::{PageKey, dates, routes};

use super::Context;

/// Words that lead somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Where.
    pub href: String,
    /// The words.
    pub text: String,
}

/// A passage with its words and the way to it.
#[derive(Clone, Debug, Serialize)]
pub struct PassageView {
    /// The document's present words; the author's where they stand nowhere. None for a whole document.
    pub quote: Option<String>,
    /// The language of those words, where it is not the book's.
    pub lang: Option<String>,
    /// The author's words, where the document's have changed since.
    pub was: Option<String>,
    /// What changed in digits, negations or names.
    pub alarms: Vec<String>,
    /// Words of warning: digest, drifted, opening words, unplaced.
    pub remarks: Vec<String>,
    /// Whether the words have changed.
    pub drifted: bool,
    /// Whether the words stand nowhere.
    pub unplaced: bool,
    /// The document, shortly.
    pub document: String,
    /// The place in it.
    pub place: Option<String>,
    /// The way there.
    pub href: String,
}

/// How many words of a block are quoted where no quote is given.
const OPENING_WORDS: usize = 24;

/// A citation that is no annotation: it leads to the block.
pub fn citation(ctx: &Context, passage: &Passage) -> PassageView {
    let href = ctx.link(Target::Document(passage.document, block(ctx, passage)));
    view(ctx, passage, href)
}

/// The passages of an annotation in some document, or all of them; each leads to its highlight.
pub fn annotated(ctx: &Context, id: AnnotationId, within: Option<DocumentId>) -> Vec<PassageView> {
    let annotation = &ctx.book[id];
    let all = annotation.passages.iter().enumerate();
    all.filter(|(_, passage)| within.is_none_or(|document| passage.document == document))
        .map(|(at, passage)| view(ctx, passage, highlight(ctx, id, annotation, at)))
        .collect()
}

/// The way to an annotation's passage: its mark, or else its block.
fn highlight(ctx: &Context, id: AnnotationId, annotation: &Annotation, at: usize) -> String {
    let passage = &annotation.passages[at];
    let page = PageKey::Document(passage.document);
    let first = routes::annotation_id(ctx.book, id);
    if at == 0 {
        return ctx.href(&page, Some(&first));
    }
    match passage.anchoring.range() {
        Some(_) if annotation.state < AnchorState::Ambiguous => ctx.href(&page, Some(&format!("{first}--{}", at + 1))),
        _ => ctx.link(Target::Document(passage.document, block(ctx, passage))),
    }
}

fn view(ctx: &Context, passage: &Passage, href: String) -> PassageView {
    let document = &ctx.book[passage.document];
    let words = ctx.words();
    let (mut quote, mut was, mut alarms, mut remarks) = (passage.quote.clone(), None, Vec::new(), Vec::new());
    match &passage.anchoring {
        Anchoring::Document => remarks.push(words.get("passage_document").to_string()),
        Anchoring::Title => quote = Some(document.title.clone()),
        Anchoring::Block(block) => {
            quote = Some(opening(document, *block));
            remarks.push(words.get("passage_block").to_string());
        }
        Anchoring::Text { range, .. } => quote = Some(visible(document, range)),
        Anchoring::Drifted { range, alarms: changed, .. } => {
            was = quote.replace(visible(document, range));
            alarms.clone_from(changed);
        }
        Anchoring::Unplaced { state, .. } => {
            let key = if *state == AnchorState::Orphaned { "passage_orphaned" } else { "passage_ambiguous" };
            remarks.push(words.get(key).to_string());
        }
    }
    let unplaced = matches!(passage.anchoring, Anchoring::Unplaced { .. });
    let own_words = matches!(passage.anchoring, Anchoring::Document | Anchoring::Title | Anchoring::Unplaced { .. });
    if document.body_kind == BodyKind::Digest && !own_words {
        remarks.push(words.get("passage_digest").to_string());
    }
    PassageView {
        quote: quote.filter(|quote| !quote.is_empty()),
        lang: language(ctx, document),
        drifted: was.is_some(),
        was,
        alarms,
        remarks,
        unplaced,
        document: name(document).to_string(),
        place: place(ctx, passage),
        href,
    }
}

/// The language of a document's text, where it is not the book's.
pub fn language(ctx: &Context, document: &Document) -> Option<String> {
    document.language.clone().filter(|language| *language != ctx.book.settings.language)
}

/// A document's shortest name: what the source calls itself, else the title.
pub fn name(document: &Document) -> &str {
    document.identifier.as_deref().unwrap_or(&document.title)
}

/// A link to a document under its shortest name.
pub fn document_link(ctx: &Context, id: DocumentId) -> Link {
    Link { href: ctx.link(Target::Document(id, None)), text: name(&ctx.book[id]).to_string() }
}

/// The block a passage stands in or begins in.
pub fn block(ctx: &Context, passage: &Passage) -> Option<BlockIndex> {
    match &passage.anchoring {
        Anchoring::Block(block) => Some(*block),
        other => block_of(&ctx.book[passage.document], other.range()?),
    }
}

/// The block in which a range begins.
pub fn block_of(document: &Document, range: &PlainRange) -> Option<BlockIndex> {
    document.text.block_at(range.start).and_then(|at| u32::try_from(at).ok()).map(BlockIndex)
}

fn place(ctx: &Context, passage: &Passage) -> Option<String> {
    if passage.anchoring == Anchoring::Title {
        return Some(ctx.words().get("place_title").to_string());
    }
    block_name(ctx, passage.document, block(ctx, passage)?)
}

/// A block in words: `¶7b` where the source numbers it, else its anchor.
pub fn block_name(ctx: &Context, document: DocumentId, block: BlockIndex) -> Option<String> {
    let anchor = routes::block_anchor(ctx.book, document, block)?;
    let numbered = anchor.strip_prefix('p').filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    Some(match numbered {
        Some(number) => ctx.words().fill("place_number", &[("number", number)]),
        None => ctx.words().fill("place_block", &[("anchor", &anchor)]),
    })
}

/// The words of a range as this edition shows them: withheld blocks are left out.
pub fn visible(document: &Document, range: &PlainRange) -> String {
    let plain = &document.text.plain;
    let cut = |range: PlainRange| plain.get(range.start as usize..range.end as usize).unwrap_or("").replace('\n', " ");
    if document.withheld.is_empty() {
        return cut(range.clone());
    }
    let mut pieces = Vec::new();
    for (at, block) in (0u32..).zip(&document.text.blocks) {
        let part = block.plain.start.max(range.start)..block.plain.end.min(range.end);
        if part.start < part.end && !is_withheld(document, BlockIndex(at)) {
            pieces.push(cut(part));
        }
    }
    pieces.join(" … ")
}

/// Whether this edition leaves a block out.
pub fn is_withheld(document: &Document, block: BlockIndex) -> bool {
    document.is_withheld(block)
}

fn opening(document: &Document, block: BlockIndex) -> String {
    if is_withheld(document, block) || document.text.blocks.len() <= block.0 as usize {
        return String::new();
    }
    shorten(document.text.block_text(block.0 as usize), OPENING_WORDS)
}

/// The first words of a text.
pub fn shorten(text: &str, limit: usize) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(limit).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    first.join(" ") + more
}

/// Words as a sentence: the first letter large, a full stop behind.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// A date in words, as HTML.
pub fn date(ctx: &Context, dating: &Dating) -> String {
    dates::html(dating, ctx.words())
}

#[cfg(test)]
mod tests;
