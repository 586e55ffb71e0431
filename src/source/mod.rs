//! The book's files as text: a snapshot of one build's input, numbered, with line starts.
//!
//! Pure: reading from disk is in [`disk`], the only place of this folder that touches it.

mod content;
pub mod disk;
mod files;
mod kinds;

pub use files::{BookFiles, ThemeFile};
pub use kinds::{Kind, kind_of};

use std::sync::Arc;

use crate::diagnostics::{FileId, Span};
use crate::memo::Key;

/// One file of the book.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path relative to the book's root, with `/`.
    pub path: String,
    /// The text as it lies on disk; empty for files that are not text (static files).
    pub text: Arc<str>,
    /// Stands for the text.
    pub key: Key,
}

/// Line and column of a place, both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// All files of a book that were read as text.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and gives its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        let key = Key::of(&text);
        self.add_known(path.into(), text, key)
    }

    fn add_known(&mut self, path: String, text: Arc<str>, key: Key) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than four billion files"));
        self.files.push(SourceFile { path, text, key });
        id
    }

    /// The file behind a number.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(&self.files)
    }

    /// The words at a place.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of a byte offset.
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let text = &self.file(file).text;
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1;
        Position { line: before.matches('\n').count() + 1, column }
    }
}
