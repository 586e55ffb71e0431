//! Every link of every finished page, checked against the finished site.
//!
//! Files are fed as they stream by, in any order. Kept are each file's ids, and each address once for all files of a
//! folder, so that navigation repeated on 50,000 pages costs four bytes a page.

pub(crate) mod address;
mod scan;
mod suggest;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use scan::PageLinks;
use suggest::Suggestions;

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkFault {
    /// It leads to a file that the site does not have.
    MissingPage,
    /// It leads to an id that its page does not have.
    MissingAnchor,
    /// It begins with `/`, which breaks under a sub-path and from disk.
    RootAbsolute,
    /// An id stands twice on a page, so that a link to it leads to the first.
    DuplicateId,
}

/// One link that does not work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenLink {
    /// The file it stands in.
    pub page: String,
    /// The address as it stands there; `#id` for an id that stands twice.
    pub href: String,
    /// What is wrong.
    pub reason: LinkFault,
    /// The nearest address that would work.
    pub suggestion: Option<String>,
}

/// The files of a site with their links, as far as they have been fed.
#[derive(Debug, Default)]
pub struct LinkCheck {
    pages: Vec<Page>,
    by_path: HashMap<String, usize>,
    /// Addresses by the folder they are seen from.
    links: HashMap<(String, String), u32>,
    /// Addresses on the web, with the pages that have them.
    outward: BTreeMap<String, Vec<u32>>,
}

#[derive(Debug)]
struct Page {
    path: String,
    ids: Box<str>,
    links: Box<[u32]>,
    faults: Vec<(String, LinkFault)>,
    unmade: bool,
}

/// What is wrong with an address seen from a folder.
#[derive(Clone, Debug)]
struct Verdict {
    reason: LinkFault,
    suggestion: Option<String>,
}

impl LinkCheck {
    /// Adds a finished file by its links.
    pub fn add(&mut self, path: &str, found: PageLinks) {
        let folder = address::folder(path);
        let links = found.hrefs.into_iter().map(|href| {
            let next = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
            *self.links.entry((folder.to_string(), href)).or_insert(next)
        });
        let links = links.collect();
        let page = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        for href in found.outward {
            self.outward.entry(href).or_default().push(page);
        }
        self.by_path.insert(path.to_string(), self.pages.len());
        self.pages.push(Page {
            path: path.to_string(),
            ids: found.ids.into(),
            links,
            faults: found.faults,
            unmade: false,
        });
    }

    /// Adds a file that should be there and could not be made: links to it, and to any place in it, count as right.
    pub fn add_unmade(&mut self, path: &str) {
        self.add(path, PageLinks::default());
        if let Some(page) = self.pages.last_mut() {
            page.unmade = true;
        }
    }

    /// All addresses on the web, each with a few of the pages that have it.
    pub fn outward(&self) -> Vec<(String, Vec<String>)> {
        let path = |page: &u32| self.pages[*page as usize].path.clone();
        self.outward.iter().map(|(href, pages)| (href.clone(), pages.iter().take(3).map(path).collect())).collect()
    }

    /// All links that do not work, by page, then address.
    pub fn finish(&self) -> Vec<BrokenLink> {
        let mut links: Vec<(&(String, String), u32)> =
            self.links.iter().map(|(link, number)| (link, *number)).collect();
        links.sort_unstable_by_key(|(_, number)| *number);
        let mut suggestions = Suggestions::new(self.pages.iter().map(|page| page.path.as_str()));
        let verdicts = self.judge(&links, &mut suggestions);
        let mut broken = Vec::new();
        for page in &self.pages {
            for number in &page.links {
                if let Some(verdict) = &verdicts[*number as usize] {
                    let href = links[*number as usize].0.1.clone();
                    broken.push(verdict.clone().on(&page.path, href));
                }
            }
            for (href, reason) in &page.faults {
                let suggestion = self.suggest_for(page, href, *reason, &mut suggestions);
                broken.push(Verdict { reason: *reason, suggestion }.on(&page.path, href.clone()));
            }
        }
        broken.sort_unstable();
        broken
    }

    /// Judges each address once. Those with a fragment wait, to be judged page by page.
    fn judge(&self, links: &[(&(String, String), u32)], suggestions: &mut Suggestions<'_>) -> Vec<Option<Verdict>> {
        let mut verdicts = vec![None; links.len()];
        let mut anchors: Vec<(usize, &str, usize)> = Vec::new();
        for (at, ((folder, href), _)) in links.iter().enumerate() {
            let (path, fragment) = address::split(href);
            let target = address::resolve(folder, path);
            match (target.as_ref().and_then(|target| self.by_path.get(target)), fragment) {
                (Some(page), Some(fragment)) => anchors.push((*page, fragment, at)),
                (Some(_), None) => {}
                (None, _) => {
                    let target = target.unwrap_or_else(|| path.trim_start_matches("../").to_string());
                    let suggestion = suggestions.page(folder, &target);
                    verdicts[at] = Some(Verdict { reason: LinkFault::MissingPage, suggestion });
                }
            }
        }
        anchors.sort_unstable();
        for group in anchors.chunk_by(|a, b| a.0 == b.0) {
            let page = &self.pages[group[0].0];
            // Fragments of other files than pages are theirs to understand (a page of a PDF).
            if page.unmade || !page.path.ends_with(".html") {
                continue;
            }
            let ids: HashSet<&str> = page.ids.lines().collect();
            for (_, fragment, at) in group {
                let decoded = address::decode(fragment).unwrap_or_default();
                if !ids.contains(fragment) && !ids.contains(decoded.as_str()) {
                    let href = &links[*at].0.1;
                    let before = &href[..href.find('#').unwrap_or(0)];
                    let suggestion = suggestions.anchor(&page.ids, &decoded).map(|id| format!("{before}#{id}"));
                    verdicts[*at] = Some(Verdict { reason: LinkFault::MissingAnchor, suggestion });
                }
            }
        }
        verdicts
    }

    fn suggest_for(
        &self,
        page: &Page,
        href: &str,
        reason: LinkFault,
        suggestions: &mut Suggestions<'_>,
    ) -> Option<String> {
        match reason {
            LinkFault::MissingAnchor => {
                suggestions.anchor(&page.ids, href.trim_start_matches('#')).map(|id| format!("#{id}"))
            }
            LinkFault::RootAbsolute => {
                let (path, _) = address::split(href);
                let target = address::resolve("", path).filter(|target| self.by_path.contains_key(target))?;
                Some(address::relative(address::folder(&page.path), &target) + &href[path.len()..])
            }
            LinkFault::MissingPage | LinkFault::DuplicateId => None,
        }
    }
}

impl Verdict {
    fn on(self, page: &str, href: String) -> BrokenLink {
        BrokenLink { page: page.to_string(), href, reason: self.reason, suggestion: self.suggestion }
    }
}
