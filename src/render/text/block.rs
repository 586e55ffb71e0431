//! Blocks as HTML: paragraphs with their numbers, lists, tables, quotations, footnotes.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag};

use crate::markdown::{Block, BlockKind, Chunk, ChunkKind, Parsed, is_inline};
use crate::model::{Book, ProseLink};
use crate::render::PageKey;

use super::inline::{Pieces, escape};
use super::overlay::Overlay;
use super::sanitise;

/// Says whether a block is withheld, and what stands in its place.
type Hidden<'a> = &'a dyn Fn(usize) -> Option<Option<String>>;

/// Writes one text.
pub(super) struct Writer<'a> {
    pub(super) book: &'a Book,
    pub(super) key: &'a PageKey,
    pub(super) parsed: &'a Parsed<'a>,
    pub(super) pieces: Pieces<'a>,
    pub(super) links: &'a [ProseLink],
    pub(super) hidden: Hidden<'a>,
    /// First event of a block's words → the block.
    pub(super) block_of: HashMap<usize, usize>,
    /// Footnotes in the order of their first reference.
    pub(super) footnotes: Vec<String>,
    /// Cell alignments of the table being written.
    pub(super) alignments: Vec<Alignment>,
    pub(super) header: bool,
    pub(super) column: usize,
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
            Tag::CodeBlock(_) => self.code(out, inner),
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

    fn code(&mut self, out: &mut String, inner: Range<usize>) {
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
}

fn html_of(event: &Event<'_>) -> String {
    match event {
        Event::Html(html) | Event::Text(html) => sanitise::raw(html),
        _ => String::new(),
    }
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
