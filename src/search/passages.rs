//! The words of a block as its page shows them: a reference without words of its own shows the name of what it leads to.

use crate::markdown::Text;
use crate::model::{Book, ProseLink, ProseLinkKind};
use crate::render::text::target_name;

/// The words of a block, of a document or of prose.
pub fn words_of(book: &Book, text: &Text, links: &[ProseLink], block: usize) -> String {
    let block = &text.blocks[block];
    let first = links.partition_point(|link| link.range.end <= block.source.start);
    let inside = links[first..].iter().take_while(|link| link.range.start < block.source.end);
    let (mut out, mut at, end) = (String::new(), block.plain.start as usize, block.plain.end as usize);
    for link in inside {
        let Some(name) = name_of(book, link) else { continue };
        let from = text.segments.partition_point(|segment| segment.source.start < link.range.start);
        let mut own = text.segments[from..].iter().take_while(|segment| segment.source.end <= link.range.end);
        let Some(start) = own.next() else { continue };
        let (start, stop) = (start.plain.start as usize, own.last().unwrap_or(start).plain.end as usize);
        if start >= at && stop <= end {
            out.push_str(&text.plain[at..start]);
            out.push_str(&name);
            at = stop;
        }
    }
    out.push_str(&text.plain[at..end]);
    out
}

/// What stands in the place of a reference without words of its own; a faulty one says nothing.
fn name_of(book: &Book, link: &ProseLink) -> Option<String> {
    match &link.kind {
        ProseLinkKind::Target { target, own_words: false } => Some(target_name(book, *target)),
        ProseLinkKind::Unlinked if link.fault.is_some() => Some(String::new()),
        _ => None,
    }
}
