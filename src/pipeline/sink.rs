//! Where finished files go: a folder on disk, nowhere, or whatever else takes them.

use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic};
use crate::report::PageCounts;
use crate::site::{Leak, Origin, SiteError, Staging};
use crate::source::disk::copies;

use super::secrets::Search;

/// Takes the files of a site one by one; what it took counts only once it is finished.
pub trait Sink: Send {
    /// Takes a file made from the book.
    ///
    /// # Errors
    /// The environment's failure.
    fn page(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Diagnostic>;

    /// Takes a file that is copied as it is from `source` of the book.
    ///
    /// # Errors
    /// The environment's failure.
    fn copy(&mut self, path: &str, source: &str, from: &Path) -> Result<(), Diagnostic>;

    /// Puts the site in place.
    ///
    /// # Errors
    /// The environment's failure; what was there before is still there.
    fn finish(&mut self) -> Result<PageCounts, Diagnostic>;
}

/// Takes files and keeps none; what could not be copied is a fault all the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct Discard;

impl Sink for Discard {
    fn page(&mut self, _path: &str, _bytes: Vec<u8>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn copy(&mut self, _path: &str, source: &str, from: &Path) -> Result<(), Diagnostic> {
        copies::open(from).map_err(|error| unreadable(source, &error))
    }

    fn finish(&mut self) -> Result<PageCounts, Diagnostic> {
        Ok(PageCounts::default())
    }
}

/// Where a site is written, and whether a folder that is not its own is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The folder.
    pub folder: PathBuf,
    /// Take it over.
    pub force: bool,
}

/// Writes a site beside its output folder and exchanges the two.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    output: Output,
    staging: Option<Staging>,
    foreign: Vec<String>,
}

impl Disk {
    /// A sink for a book's output folder; nothing is touched before the first file.
    pub fn new(root: &Path, output: &Output) -> Self {
        Self { root: root.to_path_buf(), output: output.clone(), staging: None, foreign: Vec::new() }
    }

    /// What the finished site has beside it in its folder and no build made.
    pub fn into_foreign(self) -> Vec<String> {
        self.foreign
    }

    fn staging(&mut self) -> Result<&mut Staging, Diagnostic> {
        if self.staging.is_none() {
            let staging =
                Staging::begin(&self.output.folder, &self.root, self.output.force).map_err(|error| fault(&error))?;
            self.staging = Some(staging);
        }
        Ok(self.staging.as_mut().expect("it was made just above"))
    }
}

impl Sink for Disk {
    fn page(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        self.staging()?.add(path, &bytes).map_err(|error| fault(&error))
    }

    fn copy(&mut self, path: &str, source: &str, from: &Path) -> Result<(), Diagnostic> {
        let bytes = copies::read(from).map_err(|error| unreadable(source, &error))?;
        self.page(path, bytes)
    }

    fn finish(&mut self) -> Result<PageCounts, Diagnostic> {
        self.staging()?;
        let Some(staging) = self.staging.take() else { return Ok(PageCounts::default()) };
        let placed = staging.commit().map_err(|error| fault(&error))?;
        self.foreign = placed.foreign;
        Ok(PageCounts {
            written: placed.written,
            unchanged: placed.unchanged,
            removed: placed.removed,
            ..PageCounts::default()
        })
    }
}

fn unreadable(source: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::about_path(Code::UnreadableFile, source, format!("`{source}` cannot be read: {error}"))
}

/// What a file that is copied has that its readers may not see. One that cannot be read is reported when it is copied.
pub(super) fn copied(search: &Search, path: &str, from: &Path) -> Vec<Leak> {
    let mut found = search.find(path, &[], Origin::Copied);
    let mut add = |leaks: Vec<Leak>| {
        for leak in leaks {
            if !found.contains(&leak) {
                found.push(leak);
            }
        }
    };
    let mut whole = true;
    copies::text(from, |piece| {
        add(search.find(path, piece.as_bytes(), Origin::Copied));
        // A later piece may begin inside a tag or a string, and says more as plain text.
        if !std::mem::take(&mut whole) {
            add(search.find("", piece.as_bytes(), Origin::Copied));
        }
    });
    found
}

/// A path of the site that cannot be is the book's fault; all else is the environment's.
fn fault(error: &SiteError) -> Diagnostic {
    let code = if matches!(error, SiteError::Path { .. }) { Code::PageIdTaken } else { Code::OutputFailed };
    Diagnostic::unplaced(code, error.to_string())
}
