//! What every page has around its own part: language, titles, navigation, edition.

use serde::Serialize;

use crate::model::Book;
use crate::render::{PageKey, routes};

use super::{Context, about, feed, previews};

/// What `base.html` shows around a page.
#[derive(Clone, Debug, Serialize)]
pub struct Shell {
    /// Language of the book's own words.
    pub lang: String,
    /// The book's title.
    pub book: String,
    /// The page's title; empty on the front page.
    pub title: String,
    /// The navigation.
    pub nav: Vec<NavItem>,
    /// Link to the front page.
    pub home: String,
    /// Link to the whole book for paper.
    pub print: String,
    /// Link to the style sheet.
    pub css: String,
    /// Link to `theme.css`, where the book's theme has one: it comes after the style sheet.
    pub theme_css: Option<String>,
    /// Link to the icon.
    pub icon: String,
    /// Link to the feed, where there is one.
    pub feed: Option<String>,
    /// What the page is about in a line, as plain words.
    pub description: Option<String>,
    /// What the page is for Open Graph: `website` or `article`.
    pub og_type: String,
    /// The book's language for Open Graph.
    pub locale: Option<String>,
    /// Link to the page for searching, if there is one.
    pub search: Option<String>,
    /// Whether this is that page.
    pub searching: bool,
    /// The way from this page to the root: nothing, `../`, `../../`.
    pub root: String,
    /// How many files of previews there are; none on paper.
    pub previews: usize,
    /// What kind of page it is, as a class of `body`.
    pub kind: String,
    /// Words of the banner of an edition for any but the first audience.
    pub banner: Option<String>,
    /// Whether robots are kept out.
    pub noindex: bool,
    /// The page's address where the book is published.
    pub canonical: Option<String>,
    /// Which edition this is, for the foot.
    pub edition: String,
    /// What made the page.
    pub generator: String,
    /// The author's own map of what the page is about.
    pub extra: serde_json::Value,
    /// The author's own map in the settings.
    pub book_extra: serde_json::Value,
}

/// One part of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// Link.
    pub href: String,
    /// Words.
    pub label: String,
    /// Whether the page belongs to this part.
    pub current: bool,
}

/// The shell of a page.
pub fn shell(ctx: &Context, title: &str, section: &str) -> Shell {
    let settings = &ctx.book.settings;
    let path = routes::path(ctx.book, ctx.key);
    let restricted = ctx.book.audience.0 > 0;
    let audience = settings.audience_name(ctx.book.audience);
    let canonical =
        settings.base_url.as_ref().filter(|_| !restricted).map(|base| format!("{base}{}", canonical(&path)));
    Shell {
        lang: settings.language.clone(),
        book: settings.title.clone(),
        title: title.to_string(),
        nav: navigation(ctx, section),
        home: ctx.href(&PageKey::Front, None),
        print: ctx.href(&PageKey::Print(0), None),
        css: ctx.href(&PageKey::Asset("style.css".into()), None),
        theme_css: ctx.theme.asset("theme.css").map(|_| ctx.href(&PageKey::Asset("theme.css".into()), None)),
        icon: ctx.href(&PageKey::Asset("icon.svg".into()), None),
        feed: feed::has(ctx.book).then(|| ctx.href(&PageKey::Feed, None)),
        description: about::description(ctx),
        og_type: if matches!(ctx.key, PageKey::Document(_) | PageKey::Page(_)) { "article" } else { "website" }.into(),
        locale: about::locale(&settings.language),
        search: settings.search.then(|| ctx.href(&PageKey::Search, None)),
        searching: *ctx.key == PageKey::Search,
        root: "../".repeat(path.matches('/').count()),
        previews: if matches!(ctx.key, PageKey::Print(_)) { 0 } else { previews::shards(ctx.book) },
        kind: kind(ctx.key).to_string(),
        banner: restricted.then(|| ctx.words().fill("banner", &[("audience", audience)])),
        // The book on paper has what the pages have, once more.
        noindex: restricted || matches!(ctx.key, PageKey::Print(_)),
        canonical,
        edition: ctx.words().fill("edition_line", &[("book", &settings.title), ("audience", audience)]),
        generator: ctx.words().fill("generator", &[("version", env!("CARGO_PKG_VERSION"))]),
        extra: extra(ctx.book, ctx.key).cloned().unwrap_or_default(),
        book_extra: settings.extra.clone(),
    }
}

fn extra<'a>(book: &'a Book, key: &PageKey) -> Option<&'a serde_json::Value> {
    Some(match key {
        PageKey::Front => &book.front.as_ref()?.extra,
        PageKey::Document(id) => &book[*id].extra,
        PageKey::Page(id) => &book[*id].extra,
        PageKey::Entity(id) => &book[*id].extra,
        PageKey::Objective(id) => &book[*id].extra,
        PageKey::Goal(id) => &book[*id].extra,
        _ => return None,
    })
}

/// The front page is known by its folder; of other folders not every host shows the page.
pub fn canonical(path: &str) -> &str {
    if path == "index.html" { "" } else { path }
}

fn kind(key: &PageKey) -> &'static str {
    match key {
        PageKey::Front => "home",
        PageKey::Document(_) => "k-document",
        PageKey::Matrix => "k-matrix",
        PageKey::Chronology => "k-chronology",
        PageKey::Print(_) => "k-print",
        _ => "k-page",
    }
}

/// The parts of the book that have something in them, then the free pages.
fn navigation(ctx: &Context, section: &str) -> Vec<NavItem> {
    let book = ctx.book;
    let parts = [
        ("documents", "nav_documents", PageKey::Documents, !book.documents.is_empty()),
        ("entities", "nav_entities", PageKey::Entities, !book.entities.is_empty()),
        ("chronology", "nav_chronology", PageKey::Chronology, !book.chronology.is_empty()),
        ("matrix", "nav_matrix", PageKey::Matrix, !book.objectives.is_empty()),
        ("judgments", "nav_judgments", PageKey::Judgments, !book.judgments.is_empty()),
        ("annotations", "nav_annotations", PageKey::Annotations, !book.annotations.is_empty()),
        ("gaps", "nav_gaps", PageKey::Gaps, !book.objectives.is_empty() || ctx.whole.has_unplaced(book)),
    ];
    let mut items = Vec::new();
    for (name, word, key, filled) in parts {
        if filled {
            let label = ctx.words().get(word).to_string();
            items.push(NavItem { href: ctx.href(&key, None), label, current: name == section });
        }
    }
    for id in book.page_ids() {
        let page = &book[id];
        let label = page.title.clone().unwrap_or_else(|| page.id.clone());
        let current = section.strip_prefix("page:") == Some(page.id.as_str());
        items.push(NavItem { href: ctx.href(&PageKey::Page(id), None), label, current });
    }
    items
}
