//! The book's files as text: a snapshot of one build's input, numbered, with line starts.
//!
//! Pure: reading from disk is in [`disk`], the only place of this folder that touches it.

mod content;
pub mod disk;
mod files;
pub mod hidden;
mod kinds;
mod ruler;

pub use files::{BookFiles, ThemeFile};
pub use kinds::{Kind, is_litter, kind_of};

use std::sync::{Arc, OnceLock};

use crate::diagnostics::{FileId, Span};
use crate::memo::Key;

use ruler::Ruler;

/// One file of the book.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path relative to the book's root, with `/`.
    pub path: String,
    /// The text as it lies on disk; empty for files that are not text (static files).
    pub text: Arc<str>,
    /// Stands for the path and the text.
    pub key: Key,
    /// Made when somebody asks for a place.
    ruler: OnceLock<Ruler>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    fn new(path: String, text: Arc<str>) -> Self {
        let key = Key::of(&(&path, &text));
        Self { path, text, key, ruler: OnceLock::new() }
    }
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
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Adds a file and gives its number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.add_known(Arc::new(SourceFile::new(path.into(), text.into())))
    }

    fn add_known(&mut self, file: Arc<SourceFile>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than four billion files"));
        self.files.push(file);
        id
    }

    /// The file behind a number.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(self.files.iter().map(|file| &**file))
    }

    /// The number of the file of a path; the files of a book are in order of their paths.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        u32::try_from(at).ok().map(FileId)
    }

    /// A place with all of its lines.
    pub fn lines(&self, span: Span) -> Span {
        let text = self.file(span.file).text.as_bytes();
        let clamp = |at: u32| (at as usize).min(text.len());
        let start = text[..clamp(span.start)].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let rest = text[clamp(span.end)..].iter().position(|byte| *byte == b'\n');
        Span::new(span.file, start, rest.map_or(text.len(), |at| clamp(span.end) + at))
    }

    /// The words at a place.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of a byte offset.
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let SourceFile { text, ruler, .. } = self.file(file);
        let offset = text.floor_char_boundary(offset as usize);
        ruler.get_or_init(|| Ruler::of(text)).position(text, offset)
    }
}
