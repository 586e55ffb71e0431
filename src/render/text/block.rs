//! Blocks as HTML: paragraphs with their numbers, lists, tables, quotations, footnotes.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag};

use crate::markdown::{Block, BlockKind, Chunk, ChunkKind, Parsed, is_inline};
use crate::model::{Book, ProseLink, ProseLinkKind, Target};
use crate::render::{PageKey, routes};

use super::inline::{Pieces, escape, escape_address};
use super::overlay::Overlay;
use super::sanitise::{self, Shelf};

/// Says whether a block is withheld, and what stands in its place.
type Hidden<'a> = &'a dyn Fn(usize) -> Option<Option<String>>;

/// Writes one text.
pub(super) struct Writer<'a> {
    book: &'a Book,
    key: &'a PageKey,
    parsed: &'a Parsed<'a>,
    pieces: Pieces<'a>,
    links: &'a [ProseLink],
    hidden: Hidden<'a>,
    /// First event of a block's words → the block.
    block_of: HashMap<usize, usize>,
    /// Footnotes in the order of their first reference.
    footnotes: Vec<String>,
    /// Cell alignments of the table being written.
    alignments: Vec<Alignment>,
    header: bool,
    column: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        book: &'a Book,
        key: &'a PageKey,
        parsed: &'a Parsed<'a>,
        overlay: &'a Overlay,
        links: &'a [ProseLink],
        hidden: Hidden<'a>,
    ) -> Self {
        let block_of = parsed.inline.iter().enumerate().map(|(block, events)| (events.start, block)).collect();
        Self {
            book,
            key,
            parsed,
            pieces: Pieces::new(overlay),
            links,
            hidden,
            block_of,
            footnotes: Vec::new(),
            alignments: Vec::new(),
            header: false,
            column: 0,
        }
    }

    /// A top-level piece of a document, in its frame.
    pub(super) fn chunk(&mut self, chunk: &Chunk) -> String {
        let Some(first) = chunk.blocks.clone().next() else {
            let mut out = String::new();
            self.walk(&mut out, chunk.events.clone());
            return out;
        };
        if chunk.blocks.len() == 1
            && let Some(say) = (self.hidden)(first)
        {
            return say.map_or_else(String::new, |say| format!("<p class=\"withheld\">{}</p>", escape(&say)));
        }
        match chunk.kind {
            ChunkKind::Paragraph => self.paragraph(first, chunk),
            ChunkKind::Heading => self.heading(first, chunk),
            ChunkKind::Other | ChunkKind::Footnote => {
                let mut out = String::from("<div class=\"blk\">");
                self.walk(&mut out, chunk.events.clone());
                out.push_str("</div>");
                out
            }
        }
    }

    fn paragraph(&mut self, block: usize, chunk: &Chunk) -> String {
        let item = &self.parsed.text.blocks[block];
        if item.kind == BlockKind::PageMark {
            return format!("<p class=\"page-mark\">[p.\u{a0}{}]</p>", escape(item.number.as_deref().unwrap_or("")));
        }
        let words = self.words(block, chunk.events.clone());
        if item.kind == BlockKind::Omission {
            return format!("<p class=\"omission\">{words}</p>");
        }
        let number = number_link(item);
        format!("<div class=\"blk\"{}><p>{number}{words}</p></div>", id_attribute(item))
    }

    fn heading(&mut self, block: usize, chunk: &Chunk) -> String {
        let item = &self.parsed.text.blocks[block];
        let words = self.words(block, chunk.events.clone());
        // The page's own title is the only h1.
        let level = match item.kind {
            BlockKind::Heading(level) => level.max(2),
            _ => 2,
        };
        format!("<h{level}{}>{words} {}</h{level}>", id_attribute(item), number_link(item))
    }

    /// All of a note, description or page.
    pub(super) fn prose(&mut self) -> String {
        let mut out = String::new();
        for chunk in &self.parsed.chunks {
            match chunk.kind {
                ChunkKind::Footnote => {}
                ChunkKind::Paragraph => {
                    let words = chunk.blocks.clone().next().map(|block| self.words(block, chunk.events.clone()));
                    let _ = write!(out, "<p>{}</p>", words.unwrap_or_default());
                }
                ChunkKind::Heading => {
                    let Some(block) = chunk.blocks.clone().next() else { continue };
                    let level = match self.parsed.text.blocks[block].kind {
                        BlockKind::Heading(level) => level.max(2),
                        _ => 2,
                    };
                    let words = self.words(block, chunk.events.clone());
                    let _ = write!(out, "<h{level}>{words}</h{level}>");
                }
                ChunkKind::Other => self.walk(&mut out, chunk.events.clone()),
            }
        }
        out.push_str(&self.footnotes());
        out
    }

    /// Footnotes that were referred to, in the order of their numbers. One may refer to another.
    pub(super) fn footnotes(&mut self) -> String {
        let mut out = String::new();
        let mut done = 0;
        while done < self.footnotes.len() {
            let label = self.footnotes[done].clone();
            done += 1;
            let found = self.parsed.chunks.iter().find(|chunk| {
                matches!(&self.parsed.events[chunk.events.start].0, Event::Start(Tag::FootnoteDefinition(name)) if **name == *label)
            });
            let mut inner = String::new();
            if let Some(chunk) = found {
                self.walk(&mut inner, chunk.events.start + 1..chunk.events.end - 1);
            }
            let _ = write!(
                out,
                "<li id=\"fn-{done}\">{inner}<p><a href=\"#fnref-{done}\" role=\"doc-backlink\">\u{21a9}</a></p></li>"
            );
        }
        if out.is_empty() {
            out
        } else {
            format!("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>{out}</ol></section>")
        }
    }

    /// Elements of a range of events.
    fn walk(&mut self, out: &mut String, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let end = self.parsed.ends[at];
            if let Some(&block) = self.block_of.get(&at).filter(|_| is_inline(&self.parsed.events[at].0)) {
                let events = self.parsed.inline[block].clone();
                let words = self.shown(block, events.clone());
                out.push_str(&words);
                at = events.end.max(at + 1);
                continue;
            }
            match &self.parsed.events[at].0 {
                Event::Start(tag) => self.element(out, tag, at, end),
                Event::Html(_) => {}
                Event::Rule => out.push_str("<hr>"),
                _ => {}
            }
            at = end + 1;
        }
    }

    /// The words of a block, or what stands in their place.
    fn shown(&mut self, block: usize, events: Range<usize>) -> String {
        match (self.hidden)(block) {
            Some(say) => {
                say.map_or_else(String::new, |say| format!("<span class=\"withheld\">{}</span>", escape(&say)))
            }
            None => self.words(block, events),
        }
    }

    fn element(&mut self, out: &mut String, tag: &Tag<'_>, at: usize, end: usize) {
        let inner = at + 1..end;
        match tag {
            Tag::Paragraph => self.wrapped(out, "p", inner),
            Tag::Heading { level, .. } => self.wrapped(out, &format!("h{}", (*level as u8).max(2)), inner),
            Tag::BlockQuote(_) => {
                let id = self.first_block_id(&inner);
                let _ = write!(out, "<blockquote{id}>");
                self.walk(out, inner);
                out.push_str("</blockquote>");
            }
            Tag::CodeBlock(kind) => self.code(out, kind, inner),
            Tag::HtmlBlock => {
                let html: String = self.parsed.events[inner].iter().map(|(event, _)| html_of(event)).collect();
                out.push_str(&sanitise::block(&html));
            }
            Tag::List(start) => {
                let start =
                    start.filter(|start| *start != 1).map(|start| format!(" start=\"{start}\"")).unwrap_or_default();
                let name = if matches!(tag, Tag::List(None)) { "ul" } else { "ol" };
                let _ = write!(out, "<{name}{start}>");
                self.walk(out, inner);
                let _ = write!(out, "</{name}>");
            }
            Tag::Item => {
                let id = self.first_block_id(&inner);
                let _ = write!(out, "<li{id}>");
                self.walk(out, inner);
                out.push_str("</li>");
            }
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                out.push_str("<div class=\"frame\"><table class=\"record-table\">");
                self.walk(out, inner);
                out.push_str("</tbody></table></div>");
            }
            Tag::TableHead | Tag::TableRow => self.row(out, matches!(tag, Tag::TableHead), inner),
            _ => self.walk(out, inner),
        }
    }

    /// An element around one block's words, with the block's anchor unless an element around it has it.
    fn wrapped(&mut self, out: &mut String, name: &str, inner: Range<usize>) {
        let Some(&block) = self.block_of.get(&inner.start) else {
            return;
        };
        let item = &self.parsed.text.blocks[block];
        let own = matches!(item.kind, BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Footnote);
        let id = if own { id_attribute(item) } else { String::new() };
        let words = self.shown(block, inner);
        let _ = write!(out, "<{name}{id}>{words}</{name}>");
    }

    /// The anchor of an item's or quotation's first block, for the element itself.
    fn first_block_id(&self, inner: &Range<usize>) -> String {
        let direct = self.block_of.get(&inner.start);
        let inside = self.block_of.get(&(inner.start + 1));
        let block = direct.or(inside).map(|&block| &self.parsed.text.blocks[block]);
        block
            .filter(|block| matches!(block.kind, BlockKind::Item | BlockKind::Quotation))
            .map(id_attribute)
            .unwrap_or_default()
    }

    fn code(&mut self, out: &mut String, kind: &CodeBlockKind<'_>, inner: Range<usize>) {
        let _ = kind;
        let block = self.block_of.get(&inner.start).copied();
        let id = block.map(|block| id_attribute(&self.parsed.text.blocks[block])).unwrap_or_default();
        let words = block.map(|block| self.shown(block, inner)).unwrap_or_default();
        let _ = write!(out, "<pre{id}><code>{words}</code></pre>");
    }

    fn row(&mut self, out: &mut String, header: bool, inner: Range<usize>) {
        let block = self.block_of.get(&inner.start).copied();
        let id = block.map(|block| id_attribute(&self.parsed.text.blocks[block])).unwrap_or_default();
        out.push_str(if header { "<thead>" } else { "" });
        let _ = write!(out, "<tr{id}>");
        let hidden = block.and_then(|block| (self.hidden)(block));
        (self.header, self.column) = (header, 0);
        match hidden {
            Some(say) => {
                let say = escape(say.as_deref().unwrap_or(""));
                let _ = write!(out, "<td class=\"withheld\" colspan=\"{}\">{say}</td>", self.alignments.len());
            }
            None => self.cells(out, block, inner),
        }
        out.push_str(if header { "</tr></thead><tbody>" } else { "</tr>" });
    }

    fn cells(&mut self, out: &mut String, block: Option<usize>, inner: Range<usize>) {
        let mut at = inner.start;
        while at < inner.end {
            let end = self.parsed.ends[at];
            let align = match self.alignments.get(self.column) {
                Some(Alignment::Right) => " class=\"right\"",
                Some(Alignment::Center) => " class=\"centre\"",
                _ => "",
            };
            let (name, scope) = if self.header { ("th", " scope=\"col\"") } else { ("td", "") };
            let words = block.map(|block| self.words(block, at + 1..end)).unwrap_or_default();
            let _ = write!(out, "<{name}{scope}{align}>{words}</{name}>");
            self.column += 1;
            at = end + 1;
        }
    }

    /// Inline HTML of some of a block's events.
    fn words(&mut self, block: usize, events: Range<usize>) -> String {
        let raw = self.parsed.events[events.clone()].iter().any(|(event, _)| matches!(event, Event::InlineHtml(_)));
        let mut shelf = raw.then(Shelf::default);
        let mut out = String::new();
        let mut line = Line { block, shelf: shelf.as_mut(), closers: Vec::new() };
        self.line(&mut out, events, &mut line);
        match shelf {
            Some(shelf) => shelf.clean(&out),
            None => out,
        }
    }

    fn line(&mut self, out: &mut String, events: Range<usize>, line: &mut Line<'_>) {
        let mut at = events.start;
        while at < events.end {
            let end = self.parsed.ends[at];
            let (event, range) = &self.parsed.events[at];
            let mut piece = String::new();
            match event {
                Event::Text(_) => self.text(&mut piece, line.block, at),
                Event::Code(_) => {
                    piece.push_str("<code>");
                    self.text(&mut piece, line.block, at);
                    piece.push_str("</code>");
                }
                Event::SoftBreak => self.text(&mut piece, line.block, at),
                Event::HardBreak => piece.push_str("<br>"),
                Event::FootnoteReference(label) => self.footnote_reference(&mut piece, label),
                Event::InlineHtml(html) => {
                    out.push_str(&sanitise::raw(html));
                    at += 1;
                    continue;
                }
                Event::Start(tag) => {
                    let place = range.clone();
                    if let Some(skip) = self.open(&mut piece, tag, &place, at, end, line) {
                        line.put(out, piece);
                        at = skip;
                        continue;
                    }
                }
                Event::End(_) => self.close(&mut piece, line),
                _ => {}
            }
            line.put(out, piece);
            at += 1;
        }
    }

    /// The visible words of one event: what is left of it after number and marking were taken off.
    fn text(&mut self, out: &mut String, block: usize, event: usize) {
        let text = &self.parsed.text;
        let target = u32::try_from(event).unwrap_or(u32::MAX);
        let within = &text.blocks[block].plain;
        let first = text.segments.partition_point(|segment| segment.event < target);
        for segment in text.segments[first..].iter().take_while(|segment| segment.event == target) {
            if segment.plain.start >= within.start && segment.plain.end <= within.end {
                self.pieces.words(out, &text.plain, &segment.plain);
            }
        }
    }

    fn footnote_reference(&mut self, out: &mut String, label: &str) {
        let known = self.footnotes.iter().position(|name| name == label);
        let number = known.unwrap_or_else(|| {
            self.footnotes.push(label.to_string());
            self.footnotes.len() - 1
        }) + 1;
        let id = if known.is_none() { format!(" id=\"fnref-{number}\"") } else { String::new() };
        let _ = write!(out, "<sup><a{id} href=\"#fn-{number}\" role=\"doc-noteref\">{number}</a></sup>");
    }

    /// Opens an inline element. Gives the event to go on from when the element was written whole.
    fn open(
        &mut self,
        out: &mut String,
        tag: &Tag<'_>,
        place: &Range<usize>,
        at: usize,
        end: usize,
        line: &mut Line<'_>,
    ) -> Option<usize> {
        match tag {
            Tag::Emphasis | Tag::Strong if !self.has_words(line.block, at + 1..end) => return Some(end + 1),
            Tag::Emphasis => line.open(out, "<em>", "</em>"),
            Tag::Strong => line.open(out, "<strong>", "</strong>"),
            Tag::Link { link_type, dest_url, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                return self.link(out, (dest_url, wiki), place, end, line);
            }
            Tag::Image { dest_url, .. } => {
                self.image(out, dest_url, place, at + 1..end);
                return Some(end + 1);
            }
            _ => line.open(out, "", ""),
        }
        None
    }

    fn has_words(&self, block: usize, events: Range<usize>) -> bool {
        let text = &self.parsed.text;
        let within = &text.blocks[block].plain;
        let (start, end) =
            (u32::try_from(events.start).unwrap_or(u32::MAX), u32::try_from(events.end).unwrap_or(u32::MAX));
        let first = text.segments.partition_point(|segment| segment.event < start);
        text.segments[first..]
            .iter()
            .take_while(|segment| segment.event < end)
            .any(|segment| segment.plain.start >= within.start && !segment.plain.is_empty())
    }

    fn link(
        &mut self,
        out: &mut String,
        (address, wiki): (&str, bool),
        place: &Range<usize>,
        end: usize,
        line: &mut Line<'_>,
    ) -> Option<usize> {
        match self.resolved(place) {
            Some(ProseLinkKind::Target { target, own_words }) => {
                let href = escape_address(&routes::link(self.book, self.key, *target));
                let class = if matches!(target, Target::Entity(_)) { " class=\"mention\"" } else { "" };
                let open = format!("<a{class} href=\"{href}\">");
                if *own_words {
                    self.pieces.links += 1;
                    line.open(out, &open, "</a>");
                    return None;
                }
                let _ = write!(out, "{open}{}</a>", escape(&name(self.book, *target)));
                Some(end + 1)
            }
            Some(ProseLinkKind::Static(path)) => {
                let from = routes::path(self.book, self.key);
                let href = escape_address(&routes::relative(&from, &format!("static/{path}")));
                self.pieces.links += 1;
                line.open(out, &format!("<a href=\"{href}\">"), "</a>");
                None
            }
            Some(ProseLinkKind::Unlinked) => {
                line.open(out, "", "");
                None
            }
            None if wiki || !is_outside(address) && !address.starts_with('#') => {
                line.open(out, "", "");
                None
            }
            None => {
                self.pieces.links += 1;
                let rel = if is_outside(address) { " rel=\"external noopener noreferrer\"" } else { "" };
                line.open(out, &format!("<a href=\"{}\"{rel}>", escape_address(address)), "</a>");
                None
            }
        }
    }

    fn resolved(&self, place: &Range<usize>) -> Option<&'a ProseLinkKind> {
        let start = u32::try_from(place.start).ok()?;
        let at = self.links.binary_search_by_key(&start, |link| link.range.start).ok()?;
        Some(&self.links[at].kind)
    }

    /// A picture of the book's own; one from elsewhere is a link to it.
    fn image(&mut self, out: &mut String, address: &str, place: &Range<usize>, inner: Range<usize>) {
        let alt: String = self.parsed.events[inner]
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Text(words) | Event::Code(words) => Some(words.as_ref()),
                Event::SoftBreak | Event::HardBreak => Some(" "),
                _ => None,
            })
            .collect();
        if let Some(ProseLinkKind::Static(path)) = self.resolved(place) {
            let from = routes::path(self.book, self.key);
            let src = escape_address(&routes::relative(&from, &format!("static/{path}")));
            let _ = write!(out, "<img src=\"{src}\" alt=\"{}\" loading=\"lazy\">", escape(&alt));
        } else if is_outside(address) {
            let words = if alt.is_empty() { address } else { alt.as_str() };
            let (href, words) = (escape_address(address), escape(words));
            let _ = write!(out, "<a href=\"{href}\" rel=\"external noopener noreferrer\">{words}</a>");
        } else {
            out.push_str(&escape(&alt));
        }
    }

    fn close(&mut self, out: &mut String, line: &mut Line<'_>) {
        let Some(closer) = line.closers.pop() else { return };
        out.push_str(closer);
        if closer == "</a>" {
            self.pieces.links = self.pieces.links.saturating_sub(1);
            self.pieces.flush(out);
        }
    }
}

/// The state of one line of words.
struct Line<'s> {
    block: usize,
    shelf: Option<&'s mut Shelf>,
    closers: Vec<&'static str>,
}

impl Line<'_> {
    fn open(&mut self, out: &mut String, open: &str, close: &'static str) {
        out.push_str(open);
        self.closers.push(close);
    }

    /// Adds a piece of our own, behind a placeholder where raw HTML stands around it.
    fn put(&mut self, out: &mut String, piece: String) {
        match self.shelf.as_mut() {
            Some(shelf) if !piece.is_empty() => out.push_str(&shelf.put(piece)),
            _ => out.push_str(&piece),
        }
    }
}

fn html_of(event: &Event<'_>) -> String {
    match event {
        Event::Html(html) | Event::Text(html) => sanitise::raw(html),
        _ => String::new(),
    }
}

/// Whether an address leads out of the book by a scheme that is allowed.
fn is_outside(address: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|a| a.eq_ignore_ascii_case(scheme)))
}

fn id_attribute(block: &Block) -> String {
    block.anchor.as_ref().map(|anchor| format!(" id=\"{}\"", escape(anchor))).unwrap_or_default()
}

/// The visible link of a block to itself: its number and marking, or a sign.
fn number_link(block: &Block) -> String {
    let Some(anchor) = block.anchor.as_deref().map(escape) else { return String::new() };
    let sign = match (&block.number, block.kind) {
        (Some(number), _) => format!("{}.", escape(number)),
        (None, BlockKind::Heading(_)) => "\u{a7}".into(),
        (None, _) => "\u{b6}".into(),
    };
    let quiet = if block.number.is_none() { " quiet" } else { "" };
    let marking = block.marking.as_deref().map(|marking| format!(" {}", badge(marking))).unwrap_or_default();
    format!("<a class=\"no{quiet}\" href=\"#{anchor}\"><span class=\"n\">{sign}</span>{marking}</a> ")
}

/// A portion marking as a badge: its letters in a box whose frame tells the level.
pub(super) fn badge(marking: &str) -> String {
    let level: String = marking
        .split('/')
        .next()
        .unwrap_or("")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    format!("<span class=\"pm {level}\">{}</span>", escape(marking))
}

/// What a reference without words of its own shows.
fn name(book: &Book, target: Target) -> String {
    match target {
        Target::Document(id, block) => {
            let document = &book[id];
            let name = document.identifier.as_ref().unwrap_or(&document.title);
            match block.and_then(|block| routes::block_anchor(book, id, block)) {
                Some(anchor) => format!("{name} \u{b6}{}", anchor.trim_start_matches('p')),
                None => name.clone(),
            }
        }
        Target::Annotation(id) => {
            let note = &book[id];
            note.passages[0].quote.clone().unwrap_or_else(|| book[note.passages[0].document].title.clone())
        }
        Target::Entity(id) => book[id].name.clone(),
        Target::Goal(id) => format!("{} {}", book[id].id, book[id].title),
        Target::Objective(id) => format!("{} {}", book[id].id, book[id].title),
        Target::Event(id) => book[id].title.clone(),
        Target::Judgment(id) => book[id].statement.text.plain.clone(),
        Target::Page(id) => book[id].title.clone().unwrap_or_else(|| book[id].id.clone()),
        Target::Front => book.settings.title.clone(),
    }
}
