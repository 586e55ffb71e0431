//! A book that is looked at again and again while it is being written.
//!
//! Every look goes through all stages. What a look costs is kept low by what the stages remember: results of pure work by
//! the hash of all that they were made from (`memo`), and files by what the disk says of them (`source::disk::Shelf`).
//! There is no list of what depends on what, so none that could be wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostics::{self, Diagnostic, Diagnostics};
use crate::report::AnnotationCounts;
use crate::source::BookFiles;
use crate::source::disk::Shelf;

use super::{Edition, Judge, Memory, Outcome, Prepared, Preview, prepare};

/// A book's folder, and what is remembered of it.
#[derive(Debug)]
pub struct Workshop {
    root: PathBuf,
    shelf: Shelf,
    memory: Memory,
    /// What was wrong with the files themselves, at the last look.
    unread: Diagnostics,
}

/// A book as it is at one moment.
#[derive(Debug)]
pub struct Look {
    /// Its site.
    pub preview: Preview,
    /// What is wrong with it, but for the links of its finished pages.
    pub outcome: Outcome,
    /// Paths of files that came, went or changed since the last look, in order.
    pub changed: Vec<String>,
    /// Whether it is sure what the audience that was asked for may see.
    pub sure: bool,
    /// Whether the book has settings.
    pub settings: bool,
}

impl Workshop {
    /// A workshop for the book in a folder. Nothing is read yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), shelf: Shelf::default(), memory: Memory::default(), unread: Vec::new() }
    }

    /// Looks at the book, as an edition.
    ///
    /// # Errors
    /// When the book's folder cannot be listed.
    pub fn look(&mut self, edition: &Edition) -> Result<Look, Diagnostic> {
        let (files, changed) = self.shelf.read(&self.root)?;
        Ok(self.made(files, changed, edition))
    }

    /// Looks at the book if a file of it came, went or changed since the last look.
    ///
    /// # Errors
    /// When the book's folder cannot be listed.
    pub fn look_if_changed(&mut self, edition: &Edition) -> Result<Option<Look>, Diagnostic> {
        let (files, changed) = self.shelf.read(&self.root)?;
        Ok(self.made_if_changed(files, changed, edition))
    }

    /// Looks at the book if one of these files changed since the last look, all others being taken as they were. What
    /// came or went is seen only in the whole: then all are looked at.
    ///
    /// # Errors
    /// When the book's folder cannot be listed.
    pub fn look_at(&mut self, edition: &Edition, paths: &BTreeSet<String>) -> Result<Option<Look>, Diagnostic> {
        let read = self.shelf.read_only(paths);
        let (files, changed) = read.map_or_else(|| self.shelf.read(&self.root), Ok)?;
        Ok(self.made_if_changed(files, changed, edition))
    }

    fn made_if_changed(&mut self, files: BookFiles, changed: Vec<String>, edition: &Edition) -> Option<Look> {
        let same = changed.is_empty() && files.diagnostics == self.unread;
        (!same).then(|| self.made(files, changed, edition))
    }

    fn made(&mut self, files: BookFiles, changed: Vec<String>, edition: &Edition) -> Look {
        self.unread.clone_from(&files.diagnostics);
        let Prepared { book, theme, sources, mut found, severities, sure, settings } =
            prepare(files, edition, &self.memory);
        self.memory.turn();
        let judge = Judge { severities: &severities, strict: edition.strict };
        judge.adjust(&mut found);
        diagnostics::settle(&mut found);
        let annotations = AnnotationCounts::of(&book);
        let outcome = Outcome { diagnostics: found, sources, annotations, ..Outcome::default() };
        let preview = Preview::new(book, theme, outcome.sources.clone(), &self.root);
        Look { preview, outcome, changed, sure, settings }
    }
}

impl Memory {
    /// Ends a look: what it did not ask for goes.
    fn turn(&self) {
        self.load.turn();
        self.themes.turn();
        self.resolve.turn();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(look: &Look, path: &str) -> String {
        String::from_utf8(look.preview.get(path).expect("the page is there")).expect("UTF-8")
    }

    #[test]
    fn a_file_that_is_only_copied_changes_when_it_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |text: &str| {
            std::fs::create_dir_all(folder.path().join("content/static")).expect("a folder");
            std::fs::write(folder.path().join("content/static/map.svg"), text).expect("written");
        };
        write("<svg/>");
        let mut workshop = Workshop::new(folder.path());
        let edition = Edition { preview: true, ..Edition::default() };
        workshop.look(&edition).expect("a book");
        // Just written, and so not to be trusted to stay as it is: but it is the same.
        assert!(workshop.look_if_changed(&edition).expect("a book").is_none());
        assert!(workshop.look_if_changed(&edition).expect("a book").is_none());
        write("<svg></svg>");
        let paths = ["content/static/map.svg".to_string()].into();
        let look = workshop.look_at(&edition, &paths).expect("a book").expect("a change");
        assert_eq!(look.changed, ["content/static/map.svg"]);
        assert!(workshop.look_if_changed(&edition).expect("a book").is_none());
    }

    #[test]
    fn files_that_came_or_went_are_seen_in_the_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let documents = folder.path().join("content/documents");
        std::fs::create_dir_all(&documents).expect("a folder");
        std::fs::write(documents.join("memo.md"), "One.").expect("written");
        let mut workshop = Workshop::new(folder.path());
        let edition = Edition { preview: true, ..Edition::default() };
        workshop.look(&edition).expect("a book");
        std::fs::rename(documents.join("memo.md"), documents.join("note.md")).expect("renamed");
        let paths = ["content/documents/memo.md".to_string()].into();
        let look = workshop.look_at(&edition, &paths).expect("a book").expect("a change");
        assert_eq!(look.changed, ["content/documents/memo.md", "content/documents/note.md"]);
    }

    #[test]
    fn a_look_shows_what_the_files_say_now() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("written");
        };
        write("content/documents/memo.md", "1. The pier was mended.\n");
        let mut workshop = Workshop::new(folder.path());
        let edition = Edition { preview: true, ..Edition::default() };
        let first = workshop.look(&edition).expect("a book");
        assert_eq!(first.changed, ["content/documents/memo.md"]);
        assert!(words(&first, "documents/memo.html").contains("The pier was mended."));

        write("content/documents/memo.md", "1. The pier was lost.\n");
        write("content/documents/note.md", "Another.\n");
        let second = workshop.look(&edition).expect("a book");
        assert_eq!(second.changed, ["content/documents/memo.md", "content/documents/note.md"]);
        assert!(words(&second, "documents/memo.html").contains("The pier was lost."));

        std::fs::remove_file(folder.path().join("content/documents/note.md")).expect("gone");
        let third = workshop.look(&edition).expect("a book");
        assert_eq!(third.changed, ["content/documents/note.md"]);
        assert_eq!(third.preview.get("documents/note.html"), None);
        assert_eq!(workshop.look(&edition).expect("a book").changed, Vec::<String>::new());
    }
}
