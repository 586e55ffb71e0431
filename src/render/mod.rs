//! Book → pages. Pure; the only folder that knows HTML.
//!
//! [`pages`] lists every page of a book; [`render`] makes one page's bytes from the book and the page's key, and nothing
//! else. Disk, `serve` and tests are three consumers of that stream, so no whole site stands in memory.

pub mod bars;
pub mod dates;
pub mod escape;
pub mod pages;
pub mod pictures;
pub mod routes;
#[cfg(test)]
pub(crate) mod sample;
pub mod templates;
pub mod text;
pub mod words;

use crate::model::{Book, DocumentId, EntityId, GoalId, ObjectiveId, PageId};

/// One file of the site that is made from the book.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageKey {
    /// `index.html`
    Front,
    /// `documents/index.html`
    Documents,
    /// `documents/<id>.html`
    Document(DocumentId),
    /// `annotations.html`
    Annotations,
    /// `pages/<id>.html`
    Page(PageId),
    /// `entities/index.html`
    Entities,
    /// `entities/<type>/index.html`
    EntityType(usize),
    /// `entities/<type>/<id>.html`
    Entity(EntityId),
    /// `chronology.html`
    Chronology,
    /// `matrix.html`
    Matrix,
    /// `objectives/<id>.html`
    Objective(ObjectiveId),
    /// `objectives/<id>.html` of a goal
    Goal(GoalId),
    /// `judgments.html`
    Judgments,
    /// `gaps.html`
    Gaps,
    /// `print.html`, `print-2.html` ...: a volume of the whole book for paper
    Print(usize),
    /// `search.html`, unless the settings want no search
    Search,
    /// `404.html`
    NotFound,
    /// A page that leads from an old id to the new one: index into `Book::redirects`.
    Redirect(usize),
    /// `sitemap.xml`, when there is a base URL and the site is for all
    Sitemap,
    /// `feed.xml`, when there is a sitemap and anything is dated
    Feed,
    /// `robots.txt`
    Robots,
    /// `.nojekyll`
    NoJekyll,
    /// A file of the theme's `static/`, at `assets/<path>`
    Asset(String),
}

/// Every page of a book, each once, in a fixed order.
pub fn pages(book: &Book, theme: &templates::Theme) -> Vec<PageKey> {
    let mut keys = vec![PageKey::Front, PageKey::Documents];
    keys.extend(book.document_ids().map(PageKey::Document));
    keys.push(PageKey::Annotations);
    keys.extend(book.page_ids().map(PageKey::Page));
    keys.push(PageKey::Entities);
    keys.extend((0..book.settings.entity_types.len()).map(PageKey::EntityType));
    keys.extend(book.entity_ids().map(PageKey::Entity));
    keys.extend([PageKey::Chronology, PageKey::Matrix]);
    keys.extend(book.objective_ids().map(PageKey::Objective));
    keys.extend(book.goal_ids().map(PageKey::Goal));
    keys.extend([PageKey::Judgments, PageKey::Gaps]);
    keys.extend((0..pages::volumes(book)).map(PageKey::Print));
    keys.push(PageKey::NotFound);
    keys.extend((0..book.redirects.len()).map(PageKey::Redirect));
    if book.settings.search {
        keys.push(PageKey::Search);
    }
    if book.settings.base_url.is_some() && book.audience.0 == 0 {
        keys.push(PageKey::Sitemap);
    }
    if pages::has_feed(book) {
        keys.push(PageKey::Feed);
    }
    keys.extend([PageKey::Robots, PageKey::NoJekyll]);
    keys.extend(theme.assets().map(|path| PageKey::Asset(path.to_string())));
    keys
}
