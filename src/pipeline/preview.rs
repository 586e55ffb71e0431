//! A book to look at: each file of its site is made when it is asked for, so that the site never stands in memory.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::model::Book;
use crate::render::templates::Theme;
use crate::render::{self, PageKey, routes};

/// A book and its theme, by the paths of its site.
#[derive(Debug)]
pub struct Preview {
    book: Book,
    theme: Theme,
    pages: HashMap<String, PageKey>,
    /// Static files that the book lists: a request can name anything.
    statics: HashSet<String>,
    folder: PathBuf,
}

impl Preview {
    /// A preview of a resolved book. Static files stay where they are, below the book's root.
    pub(super) fn new(book: Book, theme: Theme, root: &Path) -> Self {
        let pages = render::pages(&book, &theme).into_iter().map(|key| (routes::path(&book, &key), key)).collect();
        let statics = book.statics.iter().cloned().collect();
        Self { book, theme, pages, statics, folder: root.join("content/static") }
    }

    /// The bytes of a file of the site. A page whose template fails is a text that says so.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(key) = self.pages.get(path) {
            let page = render::pages::render(&self.book, &self.theme, key);
            return Some(page.unwrap_or_else(|fault| failed(path, &fault.message)));
        }
        let name = path.strip_prefix("static/")?;
        self.statics.contains(name).then(|| std::fs::read(self.folder.join(name)).ok())?
    }
}

fn failed(path: &str, message: &str) -> Vec<u8> {
    let text = format!("`{path}` could not be made: {message}");
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<!doctype html><title>briefbook</title><p>{escaped}</p>\n").into_bytes()
}
