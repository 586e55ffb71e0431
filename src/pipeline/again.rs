//! A build of what was built before: nothing is rendered where the output is what it would become.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::memo::Key;
use crate::report::{AnnotationCounts, PageCounts};
use crate::site::built;
use crate::source::BookFiles;
use crate::source::disk;

use super::{Edition, Outcome, Output};

/// What is said again of a site that is not made again.
#[derive(Serialize, Deserialize)]
struct Said {
    pages: usize,
    files: usize,
    annotations: AnnotationCounts,
}

/// Stands for everything that a site is made from; `None` when some of it cannot be read.
pub(super) fn inputs(root: &Path, files: &BookFiles, edition: &Edition) -> Option<String> {
    if !files.diagnostics.is_empty() {
        return None;
    }
    // A build that had nothing to say has nothing to be strict about.
    let edition = Edition { strict: false, ..edition.clone() };
    let texts: Vec<Key> = files.sources.iter().map(|(_, file)| file.key).collect();
    let themes: Vec<_> = files
        .themes
        .iter()
        .map(|(name, files)| (name, files.iter().map(|file| (&file.path, &file.bytes)).collect::<Vec<_>>()))
        .collect();
    let copied = (disk::statics(root, &files.statics)?, &files.statics, &files.originals);
    Some(Key::of(&(built::program()?, edition, texts, themes, copied)).hex())
}

/// What came of the build that made an output, if it was built from the same without a word of complaint.
pub(super) fn same(root: &Path, output: &Output, inputs: &str) -> Option<Outcome> {
    if output.force {
        return None;
    }
    let said: Said = built::same(root, &output.folder, inputs)?;
    let pages = PageCounts { reused: said.pages, unchanged: said.files, ..PageCounts::default() };
    Some(Outcome { pages, annotations: said.annotations, published: true, ..Outcome::default() })
}

/// Notes a build that had no fault.
pub(super) fn note(root: &Path, output: &Output, inputs: String, outcome: &Outcome) {
    if outcome.published && outcome.diagnostics.is_empty() {
        let files = outcome.pages.written + outcome.pages.unchanged;
        let said = Said { pages: outcome.pages.rendered, files, annotations: outcome.annotations };
        built::note(root, &output.folder, inputs, said);
    }
}
