//! Broken links as diagnostics: each once, at the words of the author's, template's or style sheet's file that make it.
//!
//! A finished page does not know where its links come from, so the address is looked for: in the page's own text, in the
//! theme's files, then in the YAML files whose notes and descriptions may stand on any page.

use std::collections::{BTreeMap, HashMap, HashSet};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Severity, Span};
use crate::model::Book;
use crate::render::{PageKey, routes};
use crate::site::{BrokenLink, LinkFault};
use crate::source::Sources;

/// Bytes looked through for links that stand in no file of their own page; after so many faults nobody reads on.
const PATIENCE: usize = 1 << 30;

/// Bytes of the addresses that are looked for in one page's own text.
const MOST_OF_A_PAGE: usize = 1 << 20;

/// All broken links as faults.
pub(super) fn diagnose(book: &Book, sources: &Sources, links: &[BrokenLink]) -> Diagnostics {
    if links.is_empty() {
        return Vec::new();
    }
    let mut places = Places::new(book, sources);
    let mut by_place: BTreeMap<(Option<Span>, String, LinkFault), (&BrokenLink, usize)> = BTreeMap::new();
    let told: HashSet<&str> =
        links.iter().filter(|link| !is_paper(&link.page)).map(|link| last_part(&link.href)).collect();
    for of_page in links.chunk_by(|one, next| one.page == next.page) {
        let found = places.of_page(&of_page[0].page, of_page);
        for (link, place) in of_page.iter().zip(found) {
            // The book for paper repeats what its pages have, by addresses that no author wrote.
            if place.is_none() && is_paper(&link.page) && told.contains(last_part(&link.href)) {
                continue;
            }
            // Seen from folders of different depth, one address of a template has several forms.
            let bare = link.href.trim_start_matches("../").to_string();
            let bare = if places.statics.contains(link.page.as_str()) { format!("{} {bare}", link.page) } else { bare };
            by_place.entry((place, bare, link.reason)).or_insert((link, 0)).1 += 1;
        }
    }
    let made = |((place, _, _), (link, pages)): ((Option<Span>, _, _), (&BrokenLink, usize))| {
        let fault = fault(place, link, pages);
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

/// Whether a page is a volume of the book for paper.
fn is_paper(page: &str) -> bool {
    page.starts_with("print") && page.ends_with(".html") && !page.contains('/')
}

fn last_part(href: &str) -> &str {
    href.rsplit('/').next().unwrap_or(href)
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
struct Places<'a> {
    sources: &'a Sources,
    /// The texts that pages are made from, by path: documents, free pages, the front page, the theme's static files.
    homes: HashMap<String, Span>,
    /// The theme's files, then the YAML files: what may show on any page.
    shared: Vec<FileId>,
    shared_length: usize,
    /// Files that are copied as they are.
    statics: HashSet<&'a str>,
    known: HashMap<String, Option<Span>>,
    patience: usize,
}

impl<'a> Places<'a> {
    fn new(book: &'a Book, sources: &'a Sources) -> Self {
        let theme = format!("themes/{}/", book.settings.theme);
        let theirs = |path: &str| path.ends_with(".yaml") || path.ends_with(".yml");
        let of = |wanted: &dyn Fn(&str) -> bool| {
            sources.iter().filter(|(_, file)| wanted(&file.path)).map(|(id, _)| id).collect::<Vec<_>>()
        };
        let mut shared = of(&|path| path.starts_with(&theme));
        shared.extend(of(&|path| path.starts_with("content/") && theirs(path)));
        let shared_length = shared.iter().map(|file| sources.file(*file).text.len()).sum();
        let statics = book.statics.iter().map(String::as_str).collect();
        let homes = homes(book, sources);
        Self { sources, homes, shared, shared_length, statics, known: HashMap::new(), patience: PATIENCE }
    }

    /// The places of the addresses, or of ids, that a page of the site has.
    fn of_page(&mut self, page: &str, links: &[BrokenLink]) -> Vec<Option<Span>> {
        if self.statics.contains(page) {
            return vec![None; links.len()];
        }
        let forms: Vec<Vec<String>> = links.iter().map(forms_of).collect();
        let at_home = self.homes.get(page).map(|home| all(self.sources, *home, &forms)).unwrap_or_default();
        let place = |(link, forms): (&BrokenLink, &Vec<String>)| {
            let own = forms.iter().find_map(|form| at_home.get(form.as_str()).copied());
            own.or_else(|| self.elsewhere(&link.href, forms))
        };
        links.iter().zip(&forms).map(place).collect()
    }

    /// The place of an address that does not stand in the page's own text.
    fn elsewhere(&mut self, href: &str, forms: &[String]) -> Option<Span> {
        if let Some(known) = self.known.get(href) {
            return *known;
        }
        let found = self.in_shared(forms, href);
        self.known.insert(href.to_string(), found);
        found
    }

    fn in_shared(&mut self, forms: &[String], href: &str) -> Option<Span> {
        let bare = href.trim_start_matches("../").to_string();
        self.patience = self.patience.checked_sub(self.shared_length * (forms.len() + 1))?;
        let whole = |file: &FileId| Span::new(*file, 0, self.sources.file(*file).text.len());
        let look = |form: &String| self.shared.iter().find_map(|file| find(self.sources, whole(file), form));
        forms.iter().chain(std::iter::once(&bare).filter(|bare| bare.len() > 1)).find_map(look)
    }
}

/// The text that each page is made from, if one file has it all.
fn homes(book: &Book, sources: &Sources) -> HashMap<String, Span> {
    let documents = book.document_ids().map(|id| (routes::path(book, &PageKey::Document(id)), book[id].body_span));
    let mut homes: HashMap<String, Span> = documents.collect();
    let assets = format!("themes/{}/static/", book.settings.theme);
    for (id, file) in sources.iter() {
        let path = file.path.as_str();
        let page = if path == "content/index.md" {
            "index.html".to_string()
        } else if let Some(asset) = path.strip_prefix(&assets) {
            format!("assets/{asset}")
        } else if let Some(page) = path.strip_prefix("content/pages/").and_then(|page| page.strip_suffix(".md")) {
            format!("pages/{}.html", page.rsplit('/').next().unwrap_or(page))
        } else {
            continue;
        };
        homes.entry(page).or_insert_with(|| Span::new(id, 0, file.text.len()));
    }
    homes
}

/// The first whole place of each of some addresses in a text, found in one pass. The longest of several that begin alike
/// is the one that stands there.
fn all<'f>(sources: &Sources, within: Span, forms: &'f [Vec<String>]) -> HashMap<&'f str, Span> {
    let mut left = MOST_OF_A_PAGE;
    let few = forms.iter().flatten().take_while(|form| {
        let rest = left.checked_sub(form.len());
        left = rest.unwrap_or(0);
        rest.is_some()
    });
    let few: Vec<&str> = few.map(String::as_str).collect();
    let mut found = HashMap::new();
    let text = sources.slice(within);
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&few);
    for hit in finder.iter().flat_map(|finder| finder.find_iter(text)) {
        if is_whole(text, hit.start(), hit.end()) {
            let start = within.start as usize + hit.start();
            let place = Span::new(within.file, start, start + hit.len());
            found.entry(few[hit.pattern().as_usize()]).or_insert(place);
        }
    }
    found
}

/// What is looked for: an id that stands twice, or an address.
fn forms_of(link: &BrokenLink) -> Vec<String> {
    match link.reason {
        LinkFault::DuplicateId => id_forms(link.href.trim_start_matches('#')),
        _ => forms(&link.href),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_page_are_found_where_they_stand_whole() {
        let mut sources = Sources::default();
        let file = sources.add("content/documents/a.md", "---\n---\n[x](#n10) #n1x [x](#n1), id=\"p\" (a%20b)(a&b)");
        let home = Span::new(file, 8, sources.file(file).text.len());
        let forms = ["#n1", "#n10", "#n2", "id=\"p\"", "a%20b", "a&b"].map(|form| vec![form.to_string()]);
        let found = all(&sources, home, &forms);
        let mut found: Vec<_> = found.into_iter().map(|(form, place)| (form, place.start)).collect();
        found.sort_unstable();
        for (form, start) in &found {
            assert!(sources.file(file).text[*start as usize..].starts_with(form));
        }
        assert_eq!(found, [("#n1", 27), ("#n10", 12), ("a%20b", 41), ("a&b", 48), ("id=\"p\"", 33)]);
    }
}
