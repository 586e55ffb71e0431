//! The files of a book as they were last read, so that only what changed is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::content::Content;
use crate::source::{BookFiles, Kind, kind_of};

use super::stamp::Stamp;
use super::{list, read};

/// The files of a book as they were last read.
#[derive(Debug, Default)]
pub struct Shelf {
    files: BTreeMap<String, Held>,
    /// What could not be listed.
    unlisted: Diagnostics,
}

/// A file that was met.
#[derive(Debug)]
struct Held {
    place: PathBuf,
    kind: Kind,
    stamp: Option<Stamp>,
    /// Whether an equal stamp means an equal file.
    settled: bool,
    content: Result<Content, Diagnostic>,
}

impl Shelf {
    /// Reads a book, and gives the paths of files that came, went or changed since the last reading.
    ///
    /// # Errors
    /// When the root cannot be listed; a single file that cannot be read is a diagnostic of the book.
    pub fn read(&mut self, root: &Path) -> Result<(BookFiles, Vec<String>), Diagnostic> {
        if let Err(fault) = std::fs::read_dir(root) {
            let message = format!("the folder `{}` cannot be listed: {fault}", root.display());
            return Err(Diagnostic::unplaced(Code::BookNotFound, message).help("name the book's folder with `--root`"));
        }
        let (found, unlisted) = list(root);
        self.unlisted = unlisted;
        let each: Vec<_> = found.into_par_iter().map(|(path, place)| (place.metadata().ok(), path, place)).collect();
        let mut changed = Vec::new();
        let mut held = std::mem::take(&mut self.files);
        for (data, path, place) in each {
            let before = held.remove(&path);
            self.take(path, place, data, before, &mut changed);
        }
        changed.extend(held.into_keys());
        changed.sort();
        Ok((self.files(), changed))
    }

    /// Reads only the files that are named, all others being as they were. `None` when one of them came or went: what
    /// else came or went with it is seen only in the whole.
    pub fn read_only(&mut self, paths: &BTreeSet<String>) -> Option<(BookFiles, Vec<String>)> {
        let data = |path| self.files.get(path)?.place.metadata().ok().filter(Metadata::is_file);
        let named: Vec<(&String, Metadata)> =
            paths.iter().map(|path| Some((path, data(path)?))).collect::<Option<_>>()?;
        let mut changed = Vec::new();
        for (path, data) in named {
            let before = self.files.remove(path)?;
            self.take(path.clone(), before.place.clone(), Some(data), Some(before), &mut changed);
        }
        Some((self.files(), changed))
    }

    /// Takes in one file: as it was held if its stamp is the same, else read anew.
    fn take(
        &mut self,
        path: String,
        place: PathBuf,
        data: Option<Metadata>,
        before: Option<Held>,
        changed: &mut Vec<String>,
    ) {
        let stamp = data.as_ref().and_then(Stamp::of);
        let settled = stamp.as_ref().is_some_and(|stamp| stamp.is_settled(SystemTime::now()));
        let same = before.as_ref().is_some_and(|held| stamp.is_some() && held.stamp == stamp && held.place == place);
        if same && before.as_ref().is_some_and(|held| held.settled) {
            self.files.extend(before.map(|held| (path, held)));
            return;
        }
        let kind = before.as_ref().map_or_else(|| kind_of(&path), |held| held.kind.clone());
        let Some(content) = read(&path, &place, &kind, data.map_or(0, |data| data.len())) else {
            changed.extend(before.map(|_| path));
            return;
        };
        // What is not read has changed when its stamp has; it is served as it lies on disk in any case.
        let unread = content == Ok(Content::Unread);
        if before.is_none_or(|held| held.content != content) || unread && !same {
            changed.push(path.clone());
        }
        self.files.insert(path, Held { place, kind, stamp, settled, content });
    }

    /// All files as they are held, in order of their paths.
    fn files(&self) -> BookFiles {
        let mut files = BookFiles::default();
        files.diagnostics.extend_from_slice(&self.unlisted);
        for (path, held) in &self.files {
            match &held.content {
                Ok(content) => files.add(path, held.kind.clone(), content),
                Err(fault) => files.diagnostics.push(fault.clone()),
            }
        }
        files
    }
}
