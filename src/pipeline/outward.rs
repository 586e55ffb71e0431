//! Links out of a book with the places where authors wrote them, found in one pass over all files.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diagnostics::{Code, Diagnostics, Severity, Span};
use crate::external::Link;
use crate::model::Book;
use crate::source::Sources;

use super::Judge;
use super::broken;

/// The links out of a book, and how grave the settings call what is wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Outward {
    /// Each address once.
    pub links: Vec<Link>,
    pub(super) severities: BTreeMap<Code, Severity>,
}

impl Outward {
    /// Gives diagnostics the severities of the settings.
    pub fn adjust(&self, found: &mut Diagnostics) {
        Judge { severities: &self.severities, strict: false }.adjust(found);
    }
}

/// The links of finished pages, each address once, without the site's own.
pub(super) fn links(book: &Book, sources: &Sources, pages: &[(String, Vec<String>)]) -> Vec<Link> {
    let own = book.settings.base_url.as_deref().map(|base| base.trim_end_matches('/'));
    let ours = |url: &str| {
        let rest = own.and_then(|own| url.strip_prefix(own));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    };
    let mut links: BTreeMap<&str, Link> = BTreeMap::new();
    let mut forms: Vec<(String, &str)> = Vec::new();
    for (href, on) in pages.iter().filter(|(href, _)| !ours(href)) {
        let bare = href.split('#').next().unwrap_or(href);
        let link =
            links.entry(bare).or_insert_with(|| Link { url: bare.into(), places: Vec::new(), pages: Vec::new() });
        link.pages.extend(on.iter().cloned());
        forms.extend(broken::forms(href).into_iter().map(|form| (form, bare)));
    }
    // The longest of several that begin alike is the one that stands there.
    let finder =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms.iter().map(|(form, _)| form));
    let Ok(finder) = finder else { return links.into_values().collect() };
    for (id, file) in sources.iter() {
        for found in finder.find_iter(&*file.text) {
            let whole = broken::is_whole(&file.text, found.start(), found.end());
            if let Some(link) = links.get_mut(forms[found.pattern().as_usize()].1).filter(|_| whole) {
                link.places.push(Span::new(id, found.start(), found.end()));
            }
        }
    }
    links.into_values().collect()
}
