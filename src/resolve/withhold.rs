//! What an edition leaves out of a document's text: blocks the author names, and footnotes nothing else refers to.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::raw::{RawDocument, RawWithhold, Words};
use crate::markdown::{BlockKind, Parsed, Text};
use crate::model::{Audience, BlockIndex, ProseLink, Withheld};
use crate::settings::Settings;

use super::audience;

/// Withheld blocks of this edition, in order of place.
pub(super) fn withheld(
    raw: &RawDocument,
    parsed: &Parsed<'_>,
    settings: &Settings,
    level: Audience,
    out: &mut Diagnostics,
) -> Vec<Withheld> {
    let text = &parsed.text;
    let mut found = BTreeMap::new();
    for item in &raw.withhold {
        let audience = audience::named(Some(&item.audience), settings, out);
        out.extend(from_nobody(item, raw.common.audience.as_ref(), settings));
        let Some(block) = text.block_by_anchor(&item.at.value) else {
            let message = format!("the document has no block `{}` to withhold", item.at.value);
            let known = format!("{}#{}", raw.id.value, item.at.value);
            out.push(Diagnostic::new(Code::WithholdUnknown, item.at.span, message).unknown("block", &known));
            continue;
        };
        if audience > level {
            found.insert(block, item.say.clone());
        }
    }
    if !found.is_empty() {
        header_rows(text, &mut found);
        for block in footnotes(parsed, &found) {
            found.entry(block).or_insert(None);
        }
    }
    found.into_iter().map(|(block, say)| Withheld { block: BlockIndex::of(block), say }).collect()
}

/// What is wrong with a block that everybody sees who sees the document.
fn from_nobody(item: &RawWithhold, own: Option<&Words>, settings: &Settings) -> Option<Diagnostic> {
    let audience = settings.audience(&item.audience.value)?;
    let own = own.map_or(Some(Audience::default()), |own| settings.audience(&own.value))?;
    if audience > own {
        return None;
    }
    let (name, at) = (&item.audience.value, &item.at.value);
    let sees = settings.audience_name(own);
    let message = format!("`audience: {name}` withholds `{at}` from nobody");
    let help = match settings.audiences.get(usize::from(own.0) + 1) {
        Some(next) => {
            format!("`audience` says who sees it at least, and `{sees}` sees the document; write `{next}`")
        }
        None => format!("`audience` says who sees it at least, and no audience is stricter than `{sees}`"),
    };
    Some(Diagnostic::new(Code::WithholdNobody, item.audience.span, message).help(help))
}

/// A table whose rows are all withheld has nothing to head.
fn header_rows(text: &Text, withheld: &mut BTreeMap<usize, Option<String>>) {
    for (at, _) in text.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::HeaderRow) {
        let below = text.blocks[at + 1..].iter().take_while(|block| block.kind == BlockKind::Row).count();
        if below > 0 && (at + 1..=at + below).all(|row| withheld.contains_key(&row)) {
            withheld.insert(at, None);
        }
    }
}

/// Blocks of footnotes to which only withheld blocks refer. A footnote that nothing refers to is shown.
fn footnotes(parsed: &Parsed<'_>, withheld: &BTreeMap<usize, Option<String>>) -> BTreeSet<usize> {
    let notes = labelled(parsed);
    let inside: HashSet<usize> = notes.values().flatten().flat_map(Clone::clone).collect();
    let body = (0..parsed.text.blocks.len()).filter(|block| !inside.contains(block));
    let (hidden, shown): (Vec<usize>, Vec<usize>) = body.partition(|block| withheld.contains_key(block));
    let shown = reached(parsed, &notes, shown, withheld);
    let hidden = reached(parsed, &notes, hidden, &BTreeMap::new());
    hidden.difference(&shown).copied().collect()
}

/// Blocks of each footnote by its label.
type Notes<'p> = HashMap<&'p str, Vec<Range<usize>>>;

/// All footnotes, those inside items and quotations too.
fn labelled<'p>(parsed: &'p Parsed<'_>) -> Notes<'p> {
    let mut notes = Notes::new();
    for (at, (event, _)) in parsed.events.iter().enumerate() {
        let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
        let first = |event| parsed.inline.partition_point(|events| events.start < event);
        notes.entry(label).or_default().push(first(at)..first(parsed.ends[at]));
    }
    notes
}

/// Blocks of footnotes that some blocks lead to, directly or through one another, stopping at withheld blocks.
fn reached(
    parsed: &Parsed<'_>,
    notes: &Notes<'_>,
    from: Vec<usize>,
    stop: &BTreeMap<usize, Option<String>>,
) -> BTreeSet<usize> {
    let (mut open, mut found, mut met) = (from, BTreeSet::new(), HashSet::new());
    while let Some(block) = open.pop() {
        let Some(events) = parsed.inline.get(block).and_then(|range| parsed.events.get(range.clone())) else {
            continue;
        };
        for (event, _) in events {
            let Event::FootnoteReference(label) = event else { continue };
            // A footnote is gone through once, however often it is referred to.
            let Some(blocks) = notes.get(&**label).filter(|_| met.insert(label.as_ref())) else { continue };
            for next in blocks.iter().flat_map(Clone::clone).filter(|next| !stop.contains_key(next)) {
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
