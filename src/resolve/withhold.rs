//! What an edition leaves out of a document's text: blocks the author names, and footnotes nothing else refers to.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::raw::RawWithhold;
use crate::markdown::{ChunkKind, Parsed, Text};
use crate::model::{Audience, BlockIndex, ProseLink, Withheld};
use crate::settings::Settings;

use super::audience;
use super::documents::near_anchor;

/// Withheld blocks of this edition, in order of place.
pub(super) fn withheld(
    raw: &[RawWithhold],
    parsed: &Parsed<'_>,
    settings: &Settings,
    level: Audience,
    out: &mut Diagnostics,
) -> Vec<Withheld> {
    let text = &parsed.text;
    let mut found = BTreeMap::new();
    for item in raw {
        let audience = audience::named(Some(&item.audience), settings, out);
        let Some(block) = text.block_by_anchor(&item.at.value) else {
            let message = format!("the document has no block `{}` to withhold", item.at.value);
            out.push(
                Diagnostic::new(Code::WithholdUnknown, item.at.span, message).maybe_help(near_anchor(text, &item.at)),
            );
            continue;
        };
        if audience > level {
            found.insert(block, item.say.clone());
        }
    }
    if !found.is_empty() {
        for block in footnotes(parsed, &found) {
            found.entry(block).or_insert(None);
        }
    }
    let number = |block: usize| BlockIndex(u32::try_from(block).unwrap_or(u32::MAX));
    found.into_iter().map(|(block, say)| Withheld { block: number(block), say }).collect()
}

/// Blocks of footnotes to which only withheld blocks refer. A footnote that nothing refers to is shown.
fn footnotes(parsed: &Parsed<'_>, withheld: &BTreeMap<usize, Option<String>>) -> BTreeSet<usize> {
    let notes: Vec<(&str, Range<usize>)> = parsed.chunks.iter().filter_map(|chunk| footnote(parsed, chunk)).collect();
    let inside: HashSet<usize> = notes.iter().flat_map(|(_, blocks)| blocks.clone()).collect();
    let body = (0..parsed.text.blocks.len()).filter(|block| !inside.contains(block));
    let (hidden, shown): (Vec<usize>, Vec<usize>) = body.partition(|block| withheld.contains_key(block));
    let shown = reached(parsed, &notes, shown, withheld);
    let hidden = reached(parsed, &notes, hidden, &BTreeMap::new());
    hidden.difference(&shown).copied().collect()
}

fn footnote<'p>(parsed: &'p Parsed<'_>, chunk: &crate::markdown::Chunk) -> Option<(&'p str, Range<usize>)> {
    let first = &parsed.events.get(chunk.events.start)?.0;
    match first {
        Event::Start(Tag::FootnoteDefinition(label)) if chunk.kind == ChunkKind::Footnote => {
            Some((label.as_ref(), chunk.blocks.clone()))
        }
        _ => None,
    }
}

/// Blocks of footnotes that some blocks lead to, directly or through one another, stopping at withheld blocks.
fn reached(
    parsed: &Parsed<'_>,
    notes: &[(&str, Range<usize>)],
    from: Vec<usize>,
    stop: &BTreeMap<usize, Option<String>>,
) -> BTreeSet<usize> {
    let (mut open, mut found) = (from, BTreeSet::new());
    while let Some(block) = open.pop() {
        let Some(events) = parsed.inline.get(block).and_then(|range| parsed.events.get(range.clone())) else {
            continue;
        };
        for (event, _) in events {
            let Event::FootnoteReference(label) = event else { continue };
            let blocks =
                notes.iter().filter(|(name, _)| *name == label.as_ref()).flat_map(|(_, blocks)| blocks.clone());
            for next in blocks.filter(|next| !stop.contains_key(next)) {
                if found.insert(next) {
                    open.push(next);
                }
            }
        }
    }
    found
}

/// Links of the blocks that are shown.
pub(super) fn shown_links(links: Vec<ProseLink>, text: &Text, withheld: &[Withheld]) -> Vec<ProseLink> {
    let hidden: Vec<&Range<u32>> =
        withheld.iter().map(|withheld| &text.blocks[withheld.block.0 as usize].source).collect();
    let inside = |link: &ProseLink| {
        let after = hidden.partition_point(|block| block.start <= link.range.start);
        after.checked_sub(1).is_some_and(|at| link.range.start < hidden[at].end)
    };
    links.into_iter().filter(|link| hidden.is_empty() || !inside(link)).collect()
}
