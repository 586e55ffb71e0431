//! What the book has already, for import to see.

use std::path::Path;

use crate::checksum::sha256;
use crate::diagnostics::Diagnostic;
use crate::import::{Known, KnownDocument};
use crate::load;
use crate::load::raw::Words;
use crate::source::Kind;
use crate::source::disk::read_book;

/// Reads the book. Faults in its files are for `check` to report.
pub(super) fn known(root: &Path) -> Result<Known, Diagnostic> {
    let files = read_book(root)?;
    let mut known = Known::default();
    for file in files.of(&Kind::Document) {
        let source = files.sources.file(file);
        known.files.insert(source.path.clone(), sha256(source.text.as_bytes()));
    }
    for (path, sum) in &files.originals {
        known.files.insert(format!("content/originals/{path}"), sum.clone());
    }
    let (book, _) = load::load(&files, &load::Memory::default());
    for document in &book.documents {
        let words = |words: &Option<Words>| words.as_ref().map(|words| words.value.clone());
        let original = document.original.as_ref().and_then(|original| {
            let path = original.file.value.clone();
            let path = if path.contains("originals/") { path } else { format!("content/originals/{path}") };
            Some((path, original.sha256.as_ref()?.value.clone()))
        });
        known.documents.push(KnownDocument {
            path: files.sources.file(document.file).path.clone(),
            id: document.id.value.clone(),
            identifier: words(&document.identifier),
            origin: words(&document.origin),
            header: document.header.iter().map(|(_, value)| value.clone()).collect(),
            original,
        });
    }
    Ok(known)
}
