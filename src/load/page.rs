//! Free pages and the front page.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::raw::{RawPage, RawProse};
use super::{common, date, front_matter};
use crate::diagnostics::{Placed, Span};
use crate::markdown::{self, Block, BlockKind, ChunkKind, Rules};
use crate::yaml::{Fields, Reader, id};

/// What may stand in the front matter.
pub(super) const KEYS: &[&str] = &[
    "title",
    "id",
    "order",
    "audience",
    "date",
    "authors",
    "not_before",
    "not_after",
    "date_note",
    "formerly",
    "extra",
];
/// What may stand in that of the front page.
pub(super) const FRONT_KEYS: &[&str] =
    &["title", "summary", "audience", "date", "authors", "not_before", "not_after", "date_note", "formerly", "extra"];

/// A free page.
pub(super) fn page(r: &mut Reader<'_>, path: &str, text: &str) -> RawPage {
    let split = front_matter::split(r, text);
    let fields = Fields::open(r, &split.node, "a page's front matter", KEYS);
    let id = id::of_file(r, fields.as_ref(), path);
    let mut page = empty(r, id, body(r, text, split.body));
    page.common.doubtful = split.broken || fields.is_none();
    if let Some(f) = &fields {
        fill(r, f, &mut page);
        page.order = f.number(r, "order");
    }
    open_with_title(&mut page);
    page
}

/// The front page.
pub(super) fn front(r: &mut Reader<'_>, text: &str) -> RawPage {
    let split = front_matter::split(r, text);
    let fields = Fields::open(r, &split.node, "the front page's front matter", FRONT_KEYS);
    let id = Placed::new("index".to_string(), Span::file_start(r.file()));
    let mut page = empty(r, id, body(r, text, split.body));
    page.common.doubtful = split.broken || fields.is_none();
    if let Some(f) = &fields {
        fill(r, f, &mut page);
        page.summary = f.text(r, "summary");
    }
    open_with_title(&mut page);
    page
}

/// A heading that a page begins with is its title, where the front matter has none; it is not said twice. One with links or an
/// anchor of its own stays in the text as well, so that nothing is lost.
fn open_with_title(page: &mut RawPage) {
    // Most pages have a title of their own and are not read here.
    if page.title.is_some() {
        return;
    }
    let parsed = markdown::parse(&page.body.markdown, Rules::Prose);
    let Some(Block { kind: BlockKind::Heading(_), stable, .. }) = parsed.text.blocks.first() else { return };
    let words = parsed.text.block_text(0).trim().to_string();
    // The words are the inside of the heading; what begins before them is the heading with its marks.
    let inline = parsed.inline[0].clone();
    let Some((Event::Start(Tag::Heading { .. }), heading)) =
        inline.start.checked_sub(1).and_then(|at| parsed.events.get(at))
    else {
        return;
    };
    if words.is_empty() || parsed.chunks.first().is_none_or(|chunk| chunk.kind != ChunkKind::Heading) {
        return;
    }
    let plain = parsed.events[inline].iter().all(|(event, _)| {
        let emphasis = matches!(event, Event::Start(Tag::Emphasis | Tag::Strong));
        let ends = matches!(event, Event::End(TagEnd::Emphasis | TagEnd::Strong));
        emphasis || ends || matches!(event, Event::Text(_) | Event::Code(_) | Event::SoftBreak)
    });
    let (start, end) = (heading.start as u32, heading.end as u32);
    let body = &mut page.body;
    let at = body.span.start;
    page.title = Some(Placed::new(words, Span { file: body.span.file, start: at + start, end: at + end }));
    if plain && !stable {
        body.span.start = at + end;
        body.map = vec![(0, at + end)];
        body.markdown = body.markdown[end as usize..].into();
    }
}

fn empty(r: &Reader<'_>, id: super::raw::Words, body: RawProse) -> RawPage {
    RawPage {
        file: r.file(),
        id,
        title: None,
        summary: None,
        order: None,
        date: super::raw::RawDating::default(),
        authors: Vec::new(),
        body,
        common: super::raw::RawCommon::default(),
    }
}

fn fill(r: &mut Reader<'_>, f: &Fields<'_>, page: &mut RawPage) {
    page.title = f.words(r, "title");
    page.date = date::dating(r, f);
    page.authors = f.texts(r, "authors");
    let doubtful = page.common.doubtful;
    page.common = common(r, f);
    page.common.doubtful |= doubtful;
}

/// The body stands in the file as it is, so one pair maps it.
fn body(r: &Reader<'_>, text: &str, bytes: std::ops::Range<usize>) -> RawProse {
    let span = Span::new(r.file(), bytes.start, bytes.end);
    RawProse { markdown: text[bytes].into(), map: vec![(0, span.start)], span }
}
