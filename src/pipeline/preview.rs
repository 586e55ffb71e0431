//! A book to look at: each file of its site is made when it is asked for, so that the site never stands in memory.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::model::Book;
use crate::render::escape::escape;
use crate::render::pages::{Whole, previews, render_among};
use crate::render::templates::Theme;
use crate::render::{self, PageKey, routes};
use crate::search;
use crate::site::Origin;
use crate::source::Sources;
use crate::source::disk::copies;

use super::secrets::Search;
use super::sink::copied;

/// A book and its theme, by the paths of its site.
#[derive(Debug)]
pub struct Preview {
    book: Book,
    theme: Arc<Theme>,
    pages: HashMap<String, PageKey>,
    whole: Whole,
    /// Files that are copied as they are, by path: a request can name anything, and gets only what the book lists.
    copies: HashMap<String, PathBuf>,
    sources: Sources,
    /// Made when it is first needed: an edition that leaves nothing out never needs it.
    search: OnceLock<Search>,
    /// What scripts load: previews of links and the search index, made when they are first asked for.
    index: OnceLock<HashMap<String, Vec<u8>>>,
}

impl Preview {
    /// A preview of a resolved book. Static files stay where they are, below the book's root.
    pub(super) fn new(book: Book, theme: Arc<Theme>, sources: Sources, root: &Path) -> Self {
        let pages = render::pages(&book, &theme).into_par_iter().map(|key| (routes::path(&book, &key), key));
        let pages = pages.collect();
        let statics = book.statics.iter().map(|file| (file.clone(), root.join("content/static").join(file)));
        let originals =
            book.originals.iter().map(|file| (routes::original_path(file), root.join("content/originals").join(file)));
        let copies = statics.filter(|(path, _)| !routes::is_reserved(path)).chain(originals).collect();
        Self {
            book,
            theme,
            pages,
            whole: Whole::default(),
            copies,
            sources,
            search: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    /// The book.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The paths of all pages, in order.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self.pages.keys().map(String::as_str).collect();
        paths.sort_unstable();
        paths
    }

    /// The bytes of a file of the site. A page whose template fails is a text that says so, and so is a file with words
    /// that its readers may not see.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(key) = self.pages.get(path) {
            let page = render_among(&self.book, &self.theme, &self.whole, key);
            let page = page.unwrap_or_else(|fault| failed(path, &format!("could not be made: {}", fault.message)));
            let leaks = self.search().find(path, &page, Origin::Made);
            return Some(if leaks.is_empty() { page } else { failed(path, LEAKS) });
        }
        if path.starts_with(search::FOLDER) || path.starts_with(previews::PREFIX) {
            let file = self.index().get(path)?;
            return self.search().find(path, file, Origin::Made).is_empty().then(|| file.clone());
        }
        let from = self.copies.get(path)?;
        if !self.search().is_empty() && !copied(self.search(), path, from).is_empty() {
            return Some(failed(path, LEAKS));
        }
        copies::read(from).ok()
    }

    fn index(&self) -> &HashMap<String, Vec<u8>> {
        self.index.get_or_init(|| {
            let found = search::files(&self.book, self.theme.words());
            previews::files(&self.book, &self.theme).into_iter().chain(found).collect()
        })
    }

    fn search(&self) -> &Search {
        self.search.get_or_init(|| Search::new(&self.book, &self.theme, &self.sources))
    }

    /// Whether there is an audience that may see more.
    pub fn is_partial(&self) -> bool {
        usize::from(self.book.audience.0) + 1 < self.book.settings.audiences.len()
    }

    /// Whether readers of this edition may be told of a fault, in these words: it may stand in what they may not see.
    pub fn may_tell(&self, fault: &Diagnostic, words: &str) -> bool {
        let lower = words.to_lowercase();
        if self.book.secrets.ids.iter().any(|id| id.len() > 3 && lower.contains(&id.to_lowercase())) {
            return false;
        }
        let Some(span) = fault.span else { return fault.path.is_none() && !self.search().has_secret(words) };
        let mut places = fault.related.iter().map(|related| related.span).chain([span]);
        !places.any(|span| self.book.secrets.touches(self.sources.lines(span))) && !self.search().has_secret(words)
    }
}

const LEAKS: &str = "has words that this audience may not see; `briefbook check --audience` with its name tells which";

fn failed(path: &str, message: &str) -> Vec<u8> {
    let escaped = escape(&format!("`{path}` {message}"));
    format!("<!doctype html><title>briefbook</title><p>{escaped}</p>\n").into_bytes()
}
