//! The files of a book as values: text with numbers, and what is only copied.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span};

use super::content::Content;
use super::{Kind, Sources, kind_of};

/// Everything a build reads, at one moment.
#[derive(Debug, Default)]
pub struct BookFiles {
    /// Text files, in order of their paths.
    pub sources: Sources,
    /// What each of them is, by number.
    pub kinds: Vec<Kind>,
    /// `briefbook.yaml`, if there is one.
    pub settings: Option<FileId>,
    /// Static files: path below `content/static/`.
    pub statics: Vec<String>,
    /// Originals: path below `content/originals/`, SHA-256 in lowercase hex.
    pub originals: Vec<(String, String)>,
    /// Files of the themes the book brings, by theme.
    pub themes: BTreeMap<String, Vec<ThemeFile>>,
    /// Files that could not be read, or that nothing reads.
    pub diagnostics: Diagnostics,
}

/// One file of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Path below the theme: `templates/page.html`, `static/style.css`, `words/en.yaml`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its number, if it is text.
    pub file: Option<FileId>,
}

impl BookFiles {
    /// A book out of texts, for tests: pairs of a path below the root and a text.
    pub fn from_texts(texts: &[(&str, &str)]) -> Self {
        let mut files = Self::default();
        let mut sorted = texts.to_vec();
        sorted.sort_unstable();
        for (path, text) in sorted {
            let kind = kind_of(path);
            let content = Content::of(path, &kind, text.as_bytes().to_vec());
            files.add(path, kind, &content);
        }
        files
    }

    /// Files of one kind, in order of their paths.
    pub fn of(&self, kind: &Kind) -> impl Iterator<Item = FileId> {
        (0u32..).map(FileId).zip(&self.kinds).filter(move |(_, known)| *known == kind).map(|(file, _)| file)
    }

    /// Takes in one file that was read.
    pub(super) fn add(&mut self, path: &str, kind: Kind, content: &Content) {
        match (kind, content) {
            (Kind::Litter, _) => {}
            (Kind::Stray(help), _) => {
                let message = format!("nothing reads `{path}`");
                self.diagnostics.push(Diagnostic::about_path(Code::StrayFile, path, message).help(help));
            }
            (Kind::Static(below), _) => self.statics.push(below),
            (Kind::Original(below), content) => self.originals.push((below, content.sha256().to_string())),
            (Kind::Theme(theme, below), content) => {
                let kind = Kind::Theme(theme.clone(), below.clone());
                let file = self.text(content, kind);
                let bytes = content.bytes().to_vec();
                self.themes.entry(theme).or_default().push(ThemeFile { path: below, bytes, file });
            }
            (Kind::Settings, content) => self.settings(path, content),
            (kind, content) => {
                self.text(content, kind);
            }
        }
    }

    fn settings(&mut self, path: &str, content: &Content) {
        if let Some(first) = self.settings {
            let message = format!("`{path}` is not read, for there is `{}`", self.sources.file(first).path);
            self.diagnostics.push(Diagnostic::about_path(Code::StrayFile, path, message).help("keep one of them"));
            return;
        }
        self.settings = self.text(content, Kind::Settings);
    }

    /// Enters a text; one that is not UTF-8 is reported with its place and entered with replacement characters.
    fn text(&mut self, content: &Content, kind: Kind) -> Option<FileId> {
        let Content::Text { file, fault } = content else { return None };
        let file = self.sources.add_known(Arc::clone(file));
        self.kinds.push(kind);
        if let Some(at) = *fault {
            let span = Span::new(file, at, at + '\u{fffd}'.len_utf8());
            // Its mark of byte order is no UTF-8, and every second byte of Western text is nothing.
            let text = &self.sources.file(file).text;
            let utf16 = text.starts_with("\u{fffd}\u{fffd}") && text.contains('\0');
            let (message, help) = if utf16 {
                ("this file is UTF-16, not UTF-8 text", "save it as UTF-8; `iconv -f UTF-16 -t UTF-8` converts it")
            } else {
                (
                    "this file is not UTF-8 text",
                    "save it as UTF-8; `iconv -f WINDOWS-1252 -t UTF-8` converts the most usual other encoding",
                )
            };
            self.diagnostics.push(Diagnostic::new(Code::NotUtf8, span, message).help(help));
            // What follows would be faults of the encoding only.
            *self.kinds.last_mut()? = Kind::Litter;
        }
        Some(file)
    }
}
