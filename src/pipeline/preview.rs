//! A book to look at: each file of its site is made when it is asked for, so that the site never stands in memory.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::Book;
use crate::render::templates::Theme;
use crate::render::{self, PageKey, routes};

/// A book and its theme, by the paths of its site.
#[derive(Debug)]
pub struct Preview {
    book: Book,
    theme: Arc<Theme>,
    pages: HashMap<String, PageKey>,
    /// Files that are copied as they are, by path: a request can name anything, and gets only what the book lists.
    copies: HashMap<String, PathBuf>,
}

impl Preview {
    /// A preview of a resolved book. Static files stay where they are, below the book's root.
    pub(super) fn new(book: Book, theme: Arc<Theme>, root: &Path) -> Self {
        let pages = render::pages(&book, &theme).into_par_iter().map(|key| (routes::path(&book, &key), key));
        let pages = pages.collect();
        let statics = book.statics.iter().map(|file| (file.clone(), root.join("content/static").join(file)));
        let originals =
            book.originals.iter().map(|file| (routes::original_path(file), root.join("content/originals").join(file)));
        let copies = statics.filter(|(path, _)| !routes::is_reserved(path)).chain(originals).collect();
        Self { book, theme, pages, copies }
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

    /// The bytes of a file of the site. A page whose template fails is a text that says so.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(key) = self.pages.get(path) {
            let page = render::pages::render(&self.book, &self.theme, key);
            return Some(page.unwrap_or_else(|fault| failed(path, &fault.message)));
        }
        std::fs::read(self.copies.get(path)?).ok()
    }
}

fn failed(path: &str, message: &str) -> Vec<u8> {
    let text = format!("`{path}` could not be made: {message}");
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<!doctype html><title>briefbook</title><p>{escaped}</p>\n").into_bytes()
}
