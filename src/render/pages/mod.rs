//! One page's bytes from the book and the page's key, one file for each kind of page.

mod about;
mod annotations;
mod chronology;
mod document;
mod documents;
mod entities;
mod entity;
mod evidence;
mod feed;
mod filter;
mod front;
mod gaps;
mod judgments;
mod matrix;
mod not_found;
mod objective;
mod page;
mod passage;
pub mod previews;
mod print;
mod redirect;
mod robots;
pub mod search;
mod shell;
mod sitemap;
mod whole;

pub use print::volumes;
pub use shell::{NavItem, Shell};
pub use whole::Whole;

use std::cell::Cell;
use std::string::FromUtf8Error;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Book, Prose, Target};
use crate::source::hidden;

use super::templates::Theme;
use super::words::Words;
use super::{PageKey, routes, text};

/// All that a page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The book.
    pub book: &'a Book,
    /// The theme.
    pub theme: &'a Theme,
    /// The page.
    pub key: &'a PageKey,
    /// How many pieces of prose the page has so far.
    pub proses: &'a Cell<u32>,
    /// What is the same on all pages.
    pub whole: &'a Whole,
}

impl Context<'_> {
    /// A link from this page to a target.
    pub fn link(&self, target: Target) -> String {
        routes::link(self.book, self.key, target)
    }

    /// A link from this page to a place on another.
    pub fn href(&self, page: &PageKey, id: Option<&str>) -> String {
        routes::href(self.book, self.key, page, id)
    }

    /// What every page has around it; a view carries it as `shell`. `section` is the part of the navigation the page
    /// belongs to: `documents`, `entities`, `chronology`, `matrix`, `judgments`, `annotations`, `gaps`, `page:<id>` or
    /// nothing.
    pub fn shell(&self, title: &str, section: &str) -> Shell {
        shell::shell(self, title, section)
    }

    /// Renders a template with a view.
    ///
    /// # Errors
    /// A fault of the template.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<Vec<u8>, Diagnostic> {
        self.theme.render(template, view).map(String::into_bytes)
    }

    /// The interface's words.
    pub fn words(&self) -> &Words {
        self.theme.words()
    }

    fn next_prose(&self) -> u32 {
        self.proses.set(self.proses.get() + 1);
        self.proses.get()
    }

    /// Prose as blocks of HTML.
    pub fn prose(&self, prose: &Prose) -> String {
        text::prose(self.book, self.key, prose, self.next_prose())
    }

    /// The words of prose alone.
    pub fn prose_words(&self, prose: &Prose) -> String {
        text::prose_words(self.book, self.key, prose)
    }

    /// Prose as a run of inline HTML.
    pub fn prose_inline(&self, prose: &Prose) -> String {
        text::prose_inline(self.book, self.key, prose, self.next_prose())
    }
}

/// Whether there is a feed.
pub fn has_feed(book: &Book) -> bool {
    feed::has(book)
}

/// The bytes of one page alone.
///
/// # Errors
/// A fault of a template.
pub fn render(book: &Book, theme: &Theme, key: &PageKey) -> Result<Vec<u8>, Diagnostic> {
    render_among(book, theme, &Whole::default(), key)
}

/// The bytes of one of many pages. Characters that turn words round or steer a terminal are named in it.
///
/// # Errors
/// A fault of a template.
pub fn render_among(book: &Book, theme: &Theme, whole: &Whole, key: &PageKey) -> Result<Vec<u8>, Diagnostic> {
    let bytes = written(book, theme, whole, key)?;
    if matches!(key, PageKey::Asset(_)) {
        return Ok(bytes);
    }
    Ok(String::from_utf8(bytes).map_or_else(FromUtf8Error::into_bytes, |text| hidden::shown(text).into_bytes()))
}

fn written(book: &Book, theme: &Theme, whole: &Whole, key: &PageKey) -> Result<Vec<u8>, Diagnostic> {
    let proses = Cell::new(0);
    let ctx = Context { book, theme, key, proses: &proses, whole };
    match key {
        PageKey::Front => front::render(&ctx),
        PageKey::Documents => documents::render(&ctx),
        PageKey::Document(id) => document::render(&ctx, *id),
        PageKey::Annotations => annotations::render(&ctx),
        PageKey::Page(id) => page::render(&ctx, *id),
        PageKey::Entities | PageKey::EntityType(_) => entities::render(&ctx),
        PageKey::Entity(_) => entity::render(&ctx),
        PageKey::Chronology => chronology::render(&ctx),
        PageKey::Matrix => matrix::render(&ctx),
        PageKey::Objective(_) | PageKey::Goal(_) => objective::render(&ctx),
        PageKey::Judgments => judgments::render(&ctx),
        PageKey::Gaps => gaps::render(&ctx),
        PageKey::Print(volume) => print::render(&ctx, *volume),
        PageKey::Search => search::render(&ctx),
        PageKey::NotFound => not_found::render(&ctx),
        PageKey::Redirect(at) => redirect::render(&ctx, *at),
        PageKey::Sitemap => Ok(sitemap::render(&ctx)),
        PageKey::Feed => Ok(feed::render(&ctx)),
        PageKey::Robots => Ok(robots::render(&ctx)),
        PageKey::NoJekyll => Ok(Vec::new()),
        PageKey::Asset(path) => Ok(theme.asset(path).unwrap_or_default().to_vec()),
    }
}
