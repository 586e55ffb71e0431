//! Lines of words as HTML: what is emphasised, linked, marked and mentioned inside one block.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use crate::model::{Book, ProseLink, ProseLinkKind, Target};
use crate::render::routes;

use super::block::Writer;
use super::inline::{escape, escape_address};
use super::sanitise::Shelf;

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

impl<'a> Writer<'a> {
    /// Inline HTML of some of a block's events.
    pub(super) fn words(&mut self, block: usize, events: Range<usize>) -> String {
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
                Event::Text(_) | Event::SoftBreak => {
                    // A name may stand across the end of a line: it is one link.
                    let run = self.run(at, events.end);
                    self.text(&mut piece, line.block, at..run);
                    line.put(out, piece);
                    at = run;
                    continue;
                }
                Event::Code(_) => {
                    piece.push_str("<code>");
                    self.text(&mut piece, line.block, at..at + 1);
                    piece.push_str("</code>");
                }
                Event::HardBreak => piece.push_str("<br>"),
                Event::FootnoteReference(label) => self.footnote_reference(&mut piece, label),
                Event::InlineHtml(html) => {
                    out.push_str(&self.raw_ids.named(html));
                    self.raw_link(out, html, line);
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

    /// No link is put into a link of the author's, and what waits for its end comes behind it.
    fn raw_link(&mut self, out: &mut String, html: &str, line: &mut Line<'_>) {
        let tag = html.to_ascii_lowercase();
        if tag.starts_with("<a ") {
            self.pieces.links += 1;
        } else if tag.starts_with("</a") && self.pieces.links > 0 && !tag.starts_with("</abbr") {
            self.pieces.links -= 1;
            let mut piece = String::new();
            self.pieces.flush(&mut piece);
            line.put(out, piece);
        }
    }

    /// Where the words and ends of lines that begin at an event have an end.
    fn run(&self, at: usize, end: usize) -> usize {
        let others = self.parsed.events[at..end]
            .iter()
            .position(|(event, _)| !matches!(event, Event::Text(_) | Event::SoftBreak));
        others.map_or(end, |others| at + others)
    }

    /// The visible words of some events: what is left of them after number and marking were taken off.
    fn text(&mut self, out: &mut String, block: usize, events: Range<usize>) {
        let text = &self.parsed.text;
        let [start, end] = [events.start, events.end].map(|event| u32::try_from(event).unwrap_or(u32::MAX));
        let within = &text.blocks[block].plain;
        let first = text.segments.partition_point(|segment| segment.event < start);
        let mut run: Option<Range<u32>> = None;
        for segment in text.segments[first..].iter().take_while(|segment| segment.event < end) {
            let plain = &segment.plain;
            if plain.start < within.start || plain.end > within.end {
                continue;
            }
            match &mut run {
                Some(run) if run.end == plain.start => run.end = plain.end,
                _ => {
                    if let Some(run) = run.replace(plain.clone()) {
                        self.pieces.words(out, &text.plain, &run);
                    }
                }
            }
        }
        if let Some(run) = run {
            self.pieces.words(out, &text.plain, &run);
        }
    }

    fn footnote_reference(&mut self, out: &mut String, label: &str) {
        let known = self.footnote_numbers.get(label).copied();
        let number = known.unwrap_or_else(|| {
            self.footnotes.push(label.to_string());
            self.footnote_numbers.insert(label.to_string(), self.footnotes.len());
            self.footnotes.len()
        });
        let id = self.footnote_id("fnref", number);
        let id = if known.is_none() { format!(" id=\"{id}\"") } else { String::new() };
        let note = self.footnote_id("fn", number);
        let _ = write!(out, "<sup><a{id} href=\"#{note}\" role=\"doc-noteref\">{number}</a></sup>");
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
                let class = match target {
                    Target::Entity(_) => " class=\"mention\"",
                    Target::Document(..) if !own_words => " class=\"cite\"",
                    _ => "",
                };
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
                let href = escape_address(&routes::relative(&from, path));
                self.pieces.links += 1;
                line.open(out, &format!("<a href=\"{href}\">"), "</a>");
                None
            }
            Some(ProseLinkKind::Unlinked) => {
                match self.fault(place) {
                    Some(fault) => line.open(out, &fault, "</span>"),
                    None => line.open(out, "", ""),
                }
                None
            }
            None if wiki || !is_outside(address) && !address.starts_with('#') => {
                line.open(out, "", "");
                None
            }
            None => {
                self.pieces.links += 1;
                let own = address.strip_prefix('#').and_then(|id| self.raw_ids.link(id));
                let address = own.as_deref().unwrap_or(address);
                let rel = if is_outside(address) { " rel=\"external noopener noreferrer\"" } else { "" };
                line.open(out, &format!("<a href=\"{}\"{rel}>", escape_address(address)), "</a>");
                None
            }
        }
    }

    fn resolved(&self, place: &Range<usize>) -> Option<&'a ProseLinkKind> {
        self.reference(place).map(|link| &link.kind)
    }

    fn reference(&self, place: &Range<usize>) -> Option<&'a ProseLink> {
        let start = u32::try_from(place.start).ok()?;
        let at = self.links.binary_search_by_key(&start, |link| link.range.start).ok()?;
        Some(&self.links[at])
    }

    /// The beginning of a faulty reference, where the author is to see it.
    fn fault(&self, place: &Range<usize>) -> Option<String> {
        let fault = self.reference(place)?.fault.as_ref().filter(|_| self.book.preview)?;
        let help = self.book.nearest.get(&fault.place).or(fault.help.as_ref());
        let help = help.map(|help| format!(" ({help})")).unwrap_or_default();
        Some(format!("<span class=\"fault\"><small>{}{}</small> ", escape(&fault.message), escape(&help)))
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
            let src = escape_address(&routes::relative(&from, path));
            let _ = write!(out, "<img src=\"{src}\" alt=\"{}\" loading=\"lazy\">", escape(&alt));
        } else if is_outside(address) {
            let words = if alt.is_empty() { address } else { alt.as_str() };
            let (href, words) = (escape_address(address), escape(words));
            let _ = write!(out, "<a href=\"{href}\" rel=\"external noopener noreferrer\">{words}</a>");
        } else if let Some(fault) = self.fault(place) {
            let _ = write!(out, "{fault}{}</span>", escape(&alt));
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

/// Whether an address leads out of the book by a scheme that is allowed.
fn is_outside(address: &str) -> bool {
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|a| a.eq_ignore_ascii_case(scheme)))
}

/// What a reference without words of its own shows.
pub fn name(book: &Book, target: Target) -> String {
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
