//! Where evidence comes from: documents followed back through what they repeat.

use std::collections::BTreeSet;

use crate::model::{Book, DocumentId};
use crate::text::{Fold, fold};

/// What a chain of repetition ends in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A document that repeats nothing.
    Document(DocumentId),
    /// Something outside the book, as folded words.
    Outside(String),
}

/// The independent origins of some documents: as many as the chains end in, and no more than there are documents, since
/// a document that repeats two others is still one witness.
pub fn count(book: &Book, documents: &BTreeSet<DocumentId>) -> usize {
    let all: BTreeSet<Origin> = documents.iter().flat_map(|&document| roots(book, document)).collect();
    all.len().min(documents.len())
}

/// The ends of a document's chains. Documents that repeat each other in a ring are one origin, named by the first.
pub fn roots(book: &Book, document: DocumentId) -> BTreeSet<Origin> {
    let (mut out, mut seen, mut open) = (BTreeSet::new(), BTreeSet::from([document]), vec![document]);
    while let Some(next) = open.pop() {
        let repeats = &book[next].derived_from;
        if repeats.is_empty() {
            out.insert(Origin::Document(next));
        }
        for cited in repeats {
            match cited.document {
                Some(earlier) if seen.insert(earlier) => open.push(earlier),
                Some(_) => {}
                None => {
                    out.insert(Origin::Outside(fold(&cited.words, Fold::Name)));
                }
            }
        }
    }
    if out.is_empty() {
        out.extend(seen.first().map(|&first| Origin::Document(first)));
    }
    out
}
