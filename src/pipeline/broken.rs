//! Broken links as diagnostics: each once, at the words of the author's, template's or style sheet's file that make it.
//!
//! A finished page does not know where its links come from, so the address is looked for: in the page's own text, in the
//! theme's files, then in the YAML files whose notes and descriptions may stand on any page.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Severity, Span};
use crate::model::{Book, DocumentId};
use crate::render::{PageKey, routes};
use crate::site::{BrokenLink, LinkFault};
use crate::source::Sources;

/// Bytes looked through for links that stand in no file of their own page; after so many faults nobody reads on.
const PATIENCE: usize = 1 << 30;

/// All broken links as faults.
pub(super) fn diagnose(book: &Book, sources: &Sources, links: Vec<BrokenLink>) -> Diagnostics {
    if links.is_empty() {
        return Vec::new();
    }
    let mut places = Places::new(book, sources);
    let mut by_place: BTreeMap<(Option<Span>, String, LinkFault), (BrokenLink, usize)> = BTreeMap::new();
    for link in links {
        let place = places.of(&link.page, &link.href, link.reason == LinkFault::DuplicateId);
        // Seen from folders of different depth, one address of a template has several forms.
        let bare = link.href.trim_start_matches("../").to_string();
        let bare = if places.statics.contains(link.page.as_str()) { format!("{} {bare}", link.page) } else { bare };
        by_place.entry((place, bare, link.reason)).or_insert((link, 0)).1 += 1;
    }
    let made = |((place, _, _), (link, pages)): ((Option<Span>, _, _), (BrokenLink, usize))| {
        let fault = fault(place, &link, pages);
        // What is copied as it is may have been made by another program.
        match places.statics.contains(link.page.as_str()) {
            true => {
                Diagnostic { severity: Severity::Warning, path: Some(format!("content/static/{}", link.page)), ..fault }
            }
            false => fault,
        }
    };
    by_place.into_iter().map(made).collect()
}

fn fault(place: Option<Span>, link: &BrokenLink, pages: usize) -> Diagnostic {
    let fault = match link.reason {
        LinkFault::MissingPage => "leads to no file of the site",
        LinkFault::MissingAnchor => "leads to an id that its page does not have",
        LinkFault::RootAbsolute => "begins with `/`, which breaks under a sub-path and from disk",
        LinkFault::DuplicateId => "stands twice as an id",
    };
    let more = match pages {
        0 | 1 => String::new(),
        pages => format!(" and on {} more", pages - 1),
    };
    let message = format!("`{}` on the page `{}`{more} {fault}", link.href, link.page);
    let help = link.suggestion.as_ref().map(|near| format!("did you mean `{near}`?"));
    match place {
        Some(span) => Diagnostic::new(Code::LinkBroken, span, message).maybe_help(help),
        None => Diagnostic::unplaced(Code::LinkBroken, message).maybe_help(help),
    }
}

/// Finds where addresses are written.
pub(super) struct Places<'a> {
    book: &'a Book,
    sources: &'a Sources,
    documents: HashMap<String, DocumentId>,
    /// The theme's files, then the YAML files: what may show on any page.
    shared: Vec<FileId>,
    /// Files that are copied as they are.
    statics: HashSet<&'a str>,
    known: HashMap<String, Option<Span>>,
    patience: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(book: &'a Book, sources: &'a Sources) -> Self {
        let documents = book.document_ids().map(|id| (routes::path(book, &PageKey::Document(id)), id)).collect();
        let theme = format!("themes/{}/", book.settings.theme);
        let theirs = |path: &str| path.ends_with(".yaml") || path.ends_with(".yml");
        let of = |wanted: &dyn Fn(&str) -> bool| {
            sources.iter().filter(|(_, file)| wanted(&file.path)).map(|(id, _)| id).collect::<Vec<_>>()
        };
        let mut shared = of(&|path| path.starts_with(&theme));
        shared.extend(of(&|path| path.starts_with("content/") && theirs(path)));
        let statics = book.statics.iter().map(String::as_str).collect();
        Self { book, sources, documents, shared, statics, known: HashMap::new(), patience: PATIENCE }
    }

    /// The place of an address, or of an id, that a page of the site has.
    pub(super) fn of(&mut self, page: &str, href: &str, id: bool) -> Option<Span> {
        if self.statics.contains(page) {
            return None;
        }
        let home = self.home(page);
        let forms = if id { id_forms(href.trim_start_matches('#')) } else { forms(href) };
        if let Some(found) = home.and_then(|home| forms.iter().find_map(|form| find(self.sources, home, form))) {
            return Some(found);
        }
        if let Some(known) = self.known.get(href) {
            return *known;
        }
        let found = self.in_shared(&forms, href);
        self.known.insert(href.to_string(), found);
        found
    }

    fn in_shared(&mut self, forms: &[String], href: &str) -> Option<Span> {
        let bare = href.trim_start_matches("../").to_string();
        for file in &self.shared {
            let file = self.sources.file(*file);
            self.patience = self.patience.checked_sub(file.text.len())?;
        }
        let whole = |file: &FileId| Span::new(*file, 0, self.sources.file(*file).text.len());
        let look = |form: &String| self.shared.iter().find_map(|file| find(self.sources, whole(file), form));
        forms.iter().chain(std::iter::once(&bare).filter(|bare| bare.len() > 1)).find_map(look)
    }

    /// The text that a page is made from: a document's body, a free page, the front page, a style sheet.
    fn home(&self, page: &str) -> Option<Span> {
        if let Some(document) = self.documents.get(page) {
            return Some(self.book[*document].body_span);
        }
        let whole = |wanted: &dyn Fn(&str) -> bool| {
            let (id, file) = self.sources.iter().find(|(_, file)| wanted(&file.path))?;
            Some(Span::new(id, 0, file.text.len()))
        };
        if page == "index.html" {
            return whole(&|path| path == "content/index.md");
        }
        if let Some(asset) = page.strip_prefix("assets/") {
            let path = format!("themes/{}/static/{asset}", self.book.settings.theme);
            return whole(&|known| known == path);
        }
        let stem = page.strip_prefix("pages/")?.strip_suffix(".html")?;
        let name = format!("/{stem}.md");
        whole(&|path| path.starts_with("content/pages/") && path.ends_with(&name))
    }
}

/// An address as an author may have written what a page shows.
pub(super) fn forms(href: &str) -> Vec<String> {
    let mut forms = vec![href.to_string()];
    forms.extend(Some(href.replace('&', "&amp;")).filter(|escaped| escaped != href));
    forms.extend(crate::site::links::address::decode(href).filter(|decoded| decoded != href));
    forms
}

fn id_forms(id: &str) -> Vec<String> {
    vec![format!("id=\"{id}\""), format!("id='{id}'"), format!("id={id}")]
}

/// The first place of an address that is not part of a longer one.
fn find(sources: &Sources, within: Span, form: &str) -> Option<Span> {
    let text = sources.slice(within);
    let at = text.match_indices(form).map(|(at, _)| at).find(|at| is_whole(text, *at, at + form.len()))?;
    let start = within.start as usize + at;
    Some(Span::new(within.file, start, start + form.len()))
}

/// Whether what stands somewhere is a whole address, not a part of a longer one.
pub(super) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let ends = |c: char| c.is_whitespace() || "\"'()<>[],".contains(c);
    let before = text[..start].chars().next_back().is_none_or(|c| ends(c) || "=/}:".contains(c));
    before && text[end..].chars().next().is_none_or(|c| ends(c) || c == ';')
}
