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
use super::raw_ids::RawIds;
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
    /// The number of each of them.
    pub(super) footnote_numbers: HashMap<String, usize>,
    /// Cell alignments of the table being written.
    pub(super) alignments: Vec<Alignment>,
    pub(super) header: bool,
    pub(super) column: usize,
    /// How the text is shown.
    pub(super) voice: Voice,
    /// Ids that the author's HTML has.
    pub(super) raw_ids: RawIds,
}

/// Whether a text is a record, whose blocks can be cited, or the author's own prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Blocks have anchors and links to themselves.
    Record,
    /// One of several on a page: the number keeps the ids of its footnotes apart from the others'.
    Prose(u32),
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        book: &'a Book,
        key: &'a PageKey,
        parsed: &'a Parsed<'a>,
        overlay: &'a Overlay,
        links: &'a [ProseLink],
        hidden: Hidden<'a>,
        voice: Voice,
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
            footnote_numbers: HashMap::new(),
            alignments: Vec::new(),
            header: false,
            column: 0,
            voice,
            raw_ids: RawIds::of(parsed, voice),
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
                let mut inner = String::new();
                self.walk(&mut inner, chunk.events.clone());
                if inner.is_empty() { inner } else { format!("<div class=\"blk\">{inner}</div>") }
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

    /// Elements of a range of events.
    pub(super) fn walk(&mut self, out: &mut String, range: Range<usize>) {
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
                Event::Rule => out.push_str("<hr>"),
                _ => {}
            }
            at = end + 1;
        }
    }

    /// The words of a block inside a list, quotation or footnote with its marking and the link to itself, or what
    /// stands in their place.
    fn shown(&mut self, block: usize, events: Range<usize>) -> String {
        match (self.hidden)(block) {
            Some(say) => {
                say.map_or_else(String::new, |say| format!("<span class=\"withheld\">{}</span>", escape(&say)))
            }
            None => format!("{}{}{}", self.block_marking(block), self.words(block, events), self.block_link(block)),
        }
    }

    fn block_marking(&self, block: usize) -> String {
        let marking = self.parsed.text.blocks[block].marking.as_deref();
        marking.map(|marking| format!("{} ", badge(marking))).unwrap_or_default()
    }

    /// The visible link of a nested block to itself, behind its words.
    fn block_link(&self, block: usize) -> String {
        let anchor = self.parsed.text.blocks[block].anchor.as_deref().filter(|_| self.voice == Voice::Record);
        let link =
            |anchor| format!(" <a class=\"quiet\" href=\"#{}\"><span class=\"n\">\u{b6}</span></a>", escape(anchor));
        anchor.map(link).unwrap_or_default()
    }

    /// Whether a block is left out without a word in its place.
    fn gone(&self, block: usize) -> bool {
        (self.hidden)(block) == Some(None)
    }

    fn id_of(&self, block: usize) -> String {
        if self.voice == Voice::Record { id_attribute(&self.parsed.text.blocks[block]) } else { String::new() }
    }

    fn element(&mut self, out: &mut String, tag: &Tag<'_>, at: usize, end: usize) {
        let inner = at + 1..end;
        match tag {
            Tag::Paragraph => self.wrapped(out, "p", inner),
            Tag::Heading { level, .. } => self.wrapped(out, &format!("h{}", (*level as u8).max(2)), inner),
            Tag::BlockQuote(_) => self.citable(out, "blockquote", inner),
            Tag::CodeBlock(_) => self.code(out, inner),
            Tag::HtmlBlock => self.html(out, inner),
            Tag::List(start) => {
                let start =
                    start.filter(|start| *start != 1).map(|start| format!(" start=\"{start}\"")).unwrap_or_default();
                let name = if matches!(tag, Tag::List(None)) { "ul" } else { "ol" };
                let mut items = String::new();
                self.walk(&mut items, inner);
                if !items.is_empty() {
                    let _ = write!(out, "<{name}{start}>{items}</{name}>");
                }
            }
            Tag::Item => self.citable(out, "li", inner),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                let mut rows = String::new();
                self.walk(&mut rows, inner);
                if rows != "<tbody>" {
                    let _ =
                        write!(out, "<div class=\"frame\"><table class=\"record-table\">{rows}</tbody></table></div>");
                }
            }
            Tag::TableHead | Tag::TableRow => self.row(out, matches!(tag, Tag::TableHead), inner),
            _ => self.walk(out, inner),
        }
    }

    /// An item or quotation, with the anchor of its first block. Nothing is left of one whose blocks are all left out.
    fn citable(&mut self, out: &mut String, name: &str, inner: Range<usize>) {
        let paragraph = matches!(self.parsed.events[inner.start].0, Event::Start(Tag::Paragraph));
        let first = self
            .block_of
            .get(&(inner.start + usize::from(paragraph)))
            .copied()
            .filter(|&block| matches!(self.parsed.text.blocks[block].kind, BlockKind::Item | BlockKind::Quotation));
        let id = first.map(|block| self.id_of(block)).unwrap_or_default();
        let mut words = String::new();
        self.walk(&mut words, inner);
        if !words.is_empty() || !first.is_some_and(|block| self.gone(block)) {
            let _ = write!(out, "<{name}{id}>{words}</{name}>");
        }
    }

    /// An element around one block's words, with the block's anchor unless an element around it has it.
    fn wrapped(&mut self, out: &mut String, name: &str, inner: Range<usize>) {
        let Some(&block) = self.block_of.get(&inner.start).filter(|&&block| !self.gone(block)) else {
            return;
        };
        let kind = self.parsed.text.blocks[block].kind;
        let own = matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Footnote);
        let id = if own { self.id_of(block) } else { String::new() };
        let words = self.shown(block, inner);
        let _ = write!(out, "<{name}{id}>{words}</{name}>");
    }

    /// Code keeps its words alone; the link to it stands behind.
    fn code(&mut self, out: &mut String, inner: Range<usize>) {
        let Some(&block) = self.block_of.get(&inner.start) else {
            out.push_str("<pre><code></code></pre>");
            return;
        };
        match (self.hidden)(block) {
            Some(Some(say)) => {
                let _ = write!(out, "<p class=\"withheld\">{}</p>", escape(&say));
            }
            Some(None) => {}
            None => {
                let (id, words, link) = (self.id_of(block), self.words(block, inner), self.block_link(block));
                let _ = write!(out, "<pre{id}><code>{words}</code></pre>{link}");
            }
        }
    }

    /// Raw HTML that stands by itself; what has no words, as a rule, is no block.
    fn html(&mut self, out: &mut String, inner: Range<usize>) {
        let Some(&block) = self.block_of.get(&inner.start) else {
            let raw = |(event, _): &(Event<'_>, _)| match event {
                Event::InlineHtml(html) => self.raw_ids.named(html),
                _ => String::new(),
            };
            let html: String = self.parsed.events[inner].iter().map(raw).collect();
            out.push_str(&sanitise::block(&html));
            return;
        };
        match (self.hidden)(block) {
            Some(Some(say)) => {
                let _ = write!(out, "<p class=\"withheld\">{}</p>", escape(&say));
            }
            Some(None) => {}
            None if self.voice == Voice::Record => {
                let (id, words, link) = (self.id_of(block), self.words(block, inner), self.block_link(block));
                let _ = write!(out, "<div{id}>{words}{link}</div>");
            }
            None => out.push_str(&self.words(block, inner)),
        }
    }

    fn row(&mut self, out: &mut String, header: bool, inner: Range<usize>) {
        let block = self.block_of.get(&inner.start).copied();
        if block.is_some_and(|block| self.gone(block)) {
            out.push_str(if header { "<tbody>" } else { "" });
            return;
        }
        let id = block.map(|block| self.id_of(block)).unwrap_or_default();
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
            let marking = block.filter(|_| self.column == 0).map(|block| self.block_marking(block)).unwrap_or_default();
            let last = end + 1 >= inner.end;
            let link = block.filter(|_| last).map(|block| self.block_link(block)).unwrap_or_default();
            let _ = write!(out, "<{name}{scope}{align}>{marking}{words}{link}</{name}>");
            self.column += 1;
            at = end + 1;
        }
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
