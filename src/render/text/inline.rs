//! One block's words as HTML: inline markup outermost, then mention links, then flat marks that never cross an element.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark_escape::{escape_href, escape_html};

use super::overlay::{Highlight, Overlay};

/// Escapes text for element content and quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = escape_html(&mut out, text);
    out
}

/// Escapes an address for a quoted attribute.
pub(super) fn escape_address(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let _ = escape_href(&mut out, text);
    out
}

/// Writes pieces of plain text with what lies over them, and remembers across blocks which ids are out.
pub(super) struct Pieces<'a> {
    overlay: &'a Overlay,
    started: HashSet<&'a str>,
    /// References that wait until the link they stand in is closed.
    waiting: Vec<&'a Highlight>,
    /// How many links are open around the present words.
    pub(super) links: u32,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(overlay: &'a Overlay) -> Self {
        Self { overlay, started: HashSet::new(), waiting: Vec::new(), links: 0 }
    }

    /// Writes the words of a range of the plain text.
    pub(super) fn words(&mut self, out: &mut String, plain: &str, range: &Range<u32>) {
        let overlay = self.overlay;
        let mut at = range.start;
        if self.links == 0 {
            for (mention, href) in overlay.mentions_over(range) {
                let piece = mention.start.max(range.start)..mention.end.min(range.end);
                self.marked(out, plain, &(at..piece.start));
                let _ = write!(out, "<a class=\"mention\" href=\"{}\">", escape_address(href));
                self.links += 1;
                self.marked(out, plain, &piece);
                self.links -= 1;
                out.push_str("</a>");
                self.flush(out);
                at = piece.end;
            }
        }
        self.marked(out, plain, &(at..range.end));
    }

    /// Writes references that waited for a link to close.
    pub(super) fn flush(&mut self, out: &mut String) {
        if self.links == 0 {
            for highlight in std::mem::take(&mut self.waiting) {
                reference(out, highlight);
            }
        }
    }

    /// Cuts a range at the borders of highlights and marks each piece.
    fn marked(&mut self, out: &mut String, plain: &str, range: &Range<u32>) {
        if range.is_empty() {
            return;
        }
        let over: Vec<&'a Highlight> = self.overlay.over(range).collect();
        let mut borders: Vec<u32> = over
            .iter()
            .flat_map(|highlight| [highlight.range.start, highlight.range.end])
            .filter(|border| range.start < *border && *border < range.end)
            .chain([range.start, range.end])
            .collect();
        borders.sort_unstable();
        borders.dedup();
        // Both lists rise, so the highlights that are on are kept as the sweep goes.
        let (mut on, mut next): (Vec<&'a Highlight>, usize) = (Vec::new(), 0);
        for pair in borders.windows(2) {
            on.retain(|highlight| highlight.range.end > pair[0]);
            while next < over.len() && over[next].range.start <= pair[0] {
                on.push(over[next]);
                next += 1;
            }
            self.piece(out, &plain[pair[0] as usize..pair[1] as usize], &on);
            for highlight in on.iter().filter(|highlight| highlight.range.end == pair[1]) {
                self.waiting.push(highlight);
            }
            self.flush(out);
        }
    }

    /// One flat piece. Marks that begin here nest, one id each; the rest of a highlight's pieces share one mark.
    fn piece(&mut self, out: &mut String, words: &str, on: &[&'a Highlight]) {
        if on.is_empty() {
            let _ = escape_html(&mut *out, words);
            return;
        }
        let beginning: Vec<&'a Highlight> =
            on.iter().copied().filter(|highlight| self.started.insert(highlight.id.as_str())).collect();
        let outer = beginning.iter().rev().skip(1).rev();
        let mut open = 0;
        for highlight in outer {
            let _ = write!(
                out,
                "<mark id=\"{}\" data-a=\"{}\" aria-details=\"{}\">",
                escape(&highlight.id),
                escape(&highlight.name),
                escape(&highlight.note)
            );
            open += 1;
        }
        out.push_str("<mark");
        if let Some(last) = beginning.last() {
            let _ = write!(out, " id=\"{}\"", escape(&last.id));
        }
        attributes(out, on);
        let _ = escape_html(&mut *out, words);
        out.push_str("</mark>");
        out.push_str(&"</mark>".repeat(open));
    }
}

/// Classes and relations of the innermost mark: the first note's line, a second line where notes overlap. It has one note
/// for its details, as only one may be: the latest that began, so that each has been named where it begins.
fn attributes(out: &mut String, on: &[&Highlight]) {
    let mut classes = on[0].class.to_string();
    if let Some(second) = on.get(1) {
        let _ = write!(classes, " n2 {}2", second.class);
    }
    if on.len() > 2 {
        classes.push_str(" n3");
    }
    if on.iter().any(|highlight| highlight.drifted) {
        classes.push_str(" drifted");
    }
    let names: Vec<&str> = on.iter().map(|highlight| highlight.name.as_str()).collect();
    let note = on.last().map_or("", |highlight| highlight.note.as_str());
    let (names, note) = (escape(&names.join(" ")), escape(note));
    let _ = write!(out, " class=\"{classes}\" data-a=\"{names}\" aria-details=\"{note}\">");
}

fn reference(out: &mut String, highlight: &Highlight) {
    let _ = write!(
        out,
        "<a class=\"ref\" id=\"{}\" href=\"#{}\" role=\"doc-noteref\">{}</a>",
        escape(&highlight.reference),
        escape(&highlight.note),
        highlight.number
    );
}
