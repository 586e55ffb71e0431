//! Footnotes below a text, with ids of their own on the page.

use std::collections::HashMap;
use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag};

use crate::markdown::{Chunk, ChunkKind, Parsed};

use super::block::{Voice, Writer};

impl Writer<'_> {
    /// Footnotes in the order of their numbers: those that were referred to, and one may refer to another; then those
    /// that nothing refers to, and those whose label another has already.
    pub(super) fn footnotes(&mut self) -> String {
        let mut out = String::new();
        let notes = self.parsed.chunks.iter().filter_map(|chunk| Some((footnote_label(self.parsed, chunk)?, chunk)));
        let mut first: HashMap<&str, &Chunk> = HashMap::new();
        for (label, chunk) in notes {
            first.entry(label).or_insert(chunk);
        }
        let mut done = 0;
        while done < self.footnotes.len() {
            let chunk = first.get(self.footnotes[done].as_str()).copied();
            done += 1;
            let back =
                format!("<p><a href=\"#{}\" role=\"doc-backlink\">\u{21a9}</a></p>", self.footnote_id("fnref", done));
            self.footnote(&mut out, chunk, done, &back);
        }
        for chunk in &self.parsed.chunks {
            let Some(label) = footnote_label(self.parsed, chunk) else { continue };
            let hidden = chunk.blocks.clone().all(|block| (self.hidden)(block) == Some(None));
            let again = first.get(label).is_some_and(|first| first.events != chunk.events);
            if !hidden && (again || !self.footnote_numbers.contains_key(label)) {
                done += 1;
                self.footnote(&mut out, Some(chunk), done, "");
            }
        }
        if out.is_empty() {
            out
        } else {
            format!("<div class=\"footnotes\" role=\"doc-endnotes\"><ol>{out}</ol></div>")
        }
    }

    fn footnote(&mut self, out: &mut String, chunk: Option<&Chunk>, number: usize, back: &str) {
        let mut inner = String::new();
        if let Some(chunk) = chunk {
            self.walk(&mut inner, chunk.events.start + 1..chunk.events.end - 1);
        }
        let _ = write!(out, "<li id=\"{}\">{inner}{back}</li>", self.footnote_id("fn", number));
    }

    /// `fn-2` in a record, `fn-7-2` in the seventh prose of a page.
    pub(super) fn footnote_id(&self, kind: &str, number: usize) -> String {
        match self.voice {
            Voice::Record => format!("{kind}-{number}"),
            Voice::Prose(prose) => format!("{kind}-{prose}-{number}"),
        }
    }
}

fn footnote_label<'p>(parsed: &'p Parsed<'_>, chunk: &Chunk) -> Option<&'p str> {
    match &parsed.events.get(chunk.events.start)?.0 {
        Event::Start(Tag::FootnoteDefinition(label)) if chunk.kind == ChunkKind::Footnote => Some(label),
        _ => None,
    }
}
