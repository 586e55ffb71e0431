//! Articles copied from the web, as HTML or as text: what stands around the article is left out, its head is read.
//!
//! [`page`] turns HTML into lines by the tree a browser would make of it, and asks a readability library which of them are the article; [`furniture`] knows what
//! sites add, line by line; [`head`] reads title, author, date and site. Where unsure, a line stays.

mod body;
mod furniture;
mod head;
mod html;
mod page;
mod runs;
mod tags;
mod tree;
mod words;

pub use page::{Page, page};

use super::draft::Draft;
use super::lines::{Line, Source};

/// A line of an article on its way.
#[derive(Clone, Debug)]
struct Row {
    line: Line,
    set: html::Set,
    /// What the readability library thinks: whether the line is the article's. None for text that came without tags.
    own: Option<bool>,
    /// Where it goes.
    fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Body,
    Read(&'static str),
    Removed(&'static str),
}

/// Reads an article. The page is what is known of a text that was HTML.
pub fn read(source: &Source, page: Option<&Page>) -> Draft {
    let mut draft = Draft::default();
    let mut rows: Vec<Row> = match page {
        Some(page) => page.rows(source),
        None => source
            .lines()
            .iter()
            .map(|line| Row { line: *line, set: html::Set::default(), own: None, fate: Fate::Body })
            .collect(),
    };
    let title = head::title(source, &mut rows, page, &mut draft);
    furniture::mark(source, &mut rows, title);
    head::read(source, &mut rows, page, title, &mut draft);
    for row in rows.iter().filter(|row| !row.line.is_blank()) {
        match row.fate {
            Fate::Body => {}
            Fate::Read(key) => draft.read(row.line.span, key),
            Fate::Removed(reason) => draft.remove(row.line.span, reason),
        }
    }
    draft.blocks = body::blocks(source, &rows, page.is_some());
    if let Some(at) = body::stops_short(source, &draft.blocks) {
        draft.doubt(source, at, "the text stops in mid-sentence");
    }
    draft
}

#[cfg(test)]
mod tests;
