//! All pages of a book, rendered on every core and handed on one by one in a fixed order.
//!
//! Pages go in batches: while one batch is rendered, the one before it is checked and handed to the sink, so that two
//! batches are in memory and never the whole site.

use std::path::Path;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Book;
use crate::render::pages::{Whole, previews, render_among};
use crate::render::templates::Theme;
use crate::render::{self, PageKey, routes};
use crate::site::{self, BrokenLink, Claims, Leak, LinkCheck, LinkFault, Origin, PageLinks, SiteError};
use crate::source::Sources;

use super::secrets::Search;
use super::sink::copied;
use super::{Discard, Judge, Sink, broken};

/// Pages in a batch: enough to keep every core busy, few enough to stay small.
const BATCH: usize = 256;

/// One pass over all pages.
pub(super) struct Run<'a> {
    pub(super) book: &'a Book,
    pub(super) theme: &'a Theme,
    pub(super) sources: &'a Sources,
    pub(super) search: &'a Search,
    pub(super) root: &'a Path,
    pub(super) sink: &'a mut dyn Sink,
}

/// A page on its way.
struct Rendered {
    path: String,
    result: Result<Finished, Diagnostic>,
}

/// A page's bytes as they are written.
struct Finished {
    bytes: Vec<u8>,
    links: PageLinks,
    warning: Option<Diagnostic>,
    leaks: Vec<Leak>,
}

impl Run<'_> {
    /// Renders all pages, checks their links and hands them to the sink as long as nothing is wrong. Gives their number,
    /// and the addresses on the web that they have.
    pub(super) fn stream(&mut self, found: &mut Diagnostics, judge: &Judge<'_>) -> (usize, Vec<(String, Vec<String>)>) {
        let (book, theme, search) = (self.book, self.theme, self.search);
        let keys = render::pages(book, theme);
        judge.adjust(found);
        let open = !judge.fatal(found);
        let mut consumer = Consumer {
            links: LinkCheck::default(),
            open,
            found,
            sink: self.sink,
            count: 0,
            claims: Claims::default(),
            search,
            leaks: Vec::new(),
        };
        let (whole, mut before) = (Whole::default(), Vec::new());
        for batch in keys.chunks(BATCH) {
            let make = || batch.par_iter().map(|key| make(book, theme, &whole, search, key)).collect::<Vec<_>>();
            let (next, ()) = rayon::join(make, || consumer.take(std::mem::take(&mut before)));
            before = next;
        }
        consumer.take(before);
        consumer.index(index(book, theme, search));
        consumer.copies(book, self.root);
        let (links, count, leaks) = (consumer.links, consumer.count, consumer.leaks);
        found.extend(search.faults(leaks));
        let outward = links.outward();
        // Two items with one id make two places with one id; the items are named already.
        let named = found.iter().any(|fault| fault.code == Code::IdDuplicate);
        let faults: Vec<BrokenLink> =
            links.finish().into_iter().filter(|fault| !named || fault.reason != LinkFault::DuplicateId).collect();
        found.extend(broken::diagnose(book, self.sources, &faults));
        (count, outward)
    }
}

/// The one consumer: link check and sink, in the order of the pages.
struct Consumer<'a> {
    links: LinkCheck,
    /// Whether the sink still takes files; closed by the first fault.
    open: bool,
    found: &'a mut Diagnostics,
    sink: &'a mut dyn Sink,
    count: usize,
    /// Paths of the site so far.
    claims: Claims,
    search: &'a Search,
    /// Files with what their readers may not see.
    leaks: Vec<(String, Leak)>,
}

impl Consumer<'_> {
    fn take(&mut self, pages: Vec<Rendered>) {
        self.count += pages.len();
        for page in pages {
            match page.result {
                Ok(finished) => self.page(&page.path, finished),
                Err(fault) => {
                    // Links to a page that could not be made are right.
                    self.links.add_unmade(&page.path);
                    self.fault(fault);
                }
            }
        }
    }

    fn page(&mut self, path: &str, finished: Finished) {
        let named = |found: &Diagnostics| found.iter().any(|fault| fault.code == Code::IdDuplicate);
        if let Err(error) = self.claims.claim(path)
            && !named(self.found)
        {
            self.fault(Diagnostic::unplaced(Code::PageIdTaken, error.to_string()));
        }
        self.links.add(path, finished.links);
        self.found.extend(finished.warning);
        self.leak(path, finished.leaks);
        if self.open
            && let Err(fault) = self.sink.page(path, finished.bytes)
        {
            self.fault(fault);
        }
    }

    /// Files that scripts load; they are no pages, and not counted.
    fn index(&mut self, files: Vec<(String, Finished)>) {
        for (path, file) in files {
            self.page(&path, file);
        }
    }

    /// Files that are copied as they are: `content/static/x` to `x`, `content/originals/x` to `originals/x`.
    fn copies(&mut self, book: &Book, root: &Path) {
        let statics = book.statics.iter().map(|file| (file.clone(), format!("content/static/{file}")));
        let originals =
            book.originals.iter().map(|file| (routes::original_path(file), format!("content/originals/{file}")));
        for (path, source) in statics.chain(originals) {
            if let Some(why) = self.taken(&path) {
                let message = format!("`{source}` would be `{path}` of the site{why}");
                let fault = Diagnostic::about_path(Code::PageIdTaken, &source, message);
                self.fault(fault.help("give the file another name, or put it into a folder"));
                continue;
            }
            let from = root.join(&source);
            // An original is as it was received, links that lead nowhere included.
            let read = source.starts_with("content/static/");
            self.links.add(&path, if read { PageLinks::of_file(&path, &from) } else { PageLinks::default() });
            if !self.search.is_empty() {
                self.leak(&path, copied(self.search, &path, &from));
            }
            let sink: &mut dyn Sink = if self.open { self.sink } else { &mut Discard };
            if let Err(fault) = sink.copy(&path, &source, &from) {
                self.fault(fault);
            }
        }
    }

    /// Why a file that is copied cannot have a path.
    fn taken(&mut self, path: &str) -> Option<String> {
        if routes::is_reserved(path) {
            return Some(", a name that briefbook keeps for itself".into());
        }
        if self.claims.is_taken(path) {
            return Some(", which another file makes".into());
        }
        self.claims.claim(path).err().map(|error| match error {
            SiteError::Path { why, .. } => format!(": {why}"),
            other => format!(": {other}"),
        })
    }

    /// Nothing is put in place any more once a file has what its readers may not see.
    fn leak(&mut self, path: &str, leaks: Vec<Leak>) {
        self.open &= leaks.is_empty();
        self.leaks.extend(leaks.into_iter().map(|leak| (path.to_string(), leak)));
    }

    fn fault(&mut self, fault: Diagnostic) {
        self.open = false;
        self.found.push(fault);
    }
}

fn make(book: &Book, theme: &Theme, whole: &Whole, search: &Search, key: &PageKey) -> Rendered {
    let path = routes::path(book, key);
    let result = render_among(book, theme, whole, key).map(|bytes| finish(book, search, &path, bytes));
    Rendered { path, result }
}

/// The previews of links and the search index, finished as pages are.
fn index(book: &Book, theme: &Theme, search: &Search) -> Vec<(String, Finished)> {
    let mut files = previews::files(book, theme);
    files.extend(crate::search::files(book, theme.words()));
    files.into_par_iter().map(|(path, bytes)| (path.clone(), finish(book, search, &path, bytes))).collect()
}

/// Minifies a page, reads the links of pages and style sheets, and searches what will be written for what is withheld.
fn finish(book: &Book, search: &Search, path: &str, bytes: Vec<u8>) -> Finished {
    let small = path.ends_with(".html") && book.settings.minify;
    let (bytes, warning) = if small { minified(path, bytes) } else { (bytes, None) };
    let links = PageLinks::of(path, &bytes);
    let leaks = search.find(path, &bytes, Origin::Made);
    Finished { bytes, links, warning, leaks }
}

fn minified(path: &str, bytes: Vec<u8>) -> (Vec<u8>, Option<Diagnostic>) {
    match site::minify(&bytes) {
        Ok(small) => (small, None),
        Err(changed) => (bytes, Some(changed.diagnostic(path))),
    }
}
