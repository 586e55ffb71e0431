//! Where evidence comes from: documents followed back through what they repeat.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Book, DocumentId};
use crate::text::{Fold, fold};

/// Something that documents can repeat.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// A document.
    Document(DocumentId),
    /// Something outside the book, as folded words.
    Outside(String),
}

/// What some documents go back to, each with the documents that repeat it.
type Repeated = BTreeMap<Source, Vec<DocumentId>>;

/// The independent origins of some documents: as many as the chains end in, and no more than there are documents, since
/// a document that repeats two others is still one witness. Documents that repeat each other in a ring are one.
pub fn count(book: &Book, documents: &BTreeSet<DocumentId>) -> usize {
    ends(&repeated(book, documents)).min(documents.len())
}

/// All that some documents go back to, each document looked at once.
fn repeated(book: &Book, documents: &BTreeSet<DocumentId>) -> Repeated {
    let mut found: Repeated = documents.iter().map(|&document| (Source::Document(document), Vec::new())).collect();
    let mut open: Vec<DocumentId> = documents.iter().copied().collect();
    while let Some(next) = open.pop() {
        for cited in &book[next].derived_from {
            let earlier = match cited.document {
                Some(earlier) => Source::Document(earlier),
                None => Source::Outside(fold(&cited.words, Fold::Name)),
            };
            let by = found.entry(earlier).or_insert_with(|| {
                open.extend(cited.document);
                Vec::new()
            });
            by.push(next);
        }
    }
    found
}

/// How many sources, or rings of documents, repeat nothing else.
fn ends(repeated: &Repeated) -> usize {
    // Followed from its sources to what repeats them, each end leads to others and nothing leads to it. In a first pass
    // each end is a start, perhaps after something that it leads to; in the opposite order it is found before those.
    let mut first = starts(repeated, repeated.keys());
    first.reverse();
    starts(repeated, first).len()
}

/// The sources to which none leads that comes before them in an order.
fn starts<'a>(repeated: &'a Repeated, order: impl IntoIterator<Item = &'a Source>) -> Vec<&'a Source> {
    let mut seen: BTreeSet<&Source> = BTreeSet::new();
    let mut found = Vec::new();
    for start in order {
        if !seen.insert(start) {
            continue;
        }
        found.push(start);
        let mut open = vec![start];
        while let Some(next) = open.pop() {
            let by = repeated[next].iter().filter_map(|id| repeated.get_key_value(&Source::Document(*id)));
            open.extend(by.map(|(source, _)| source).filter(|source| seen.insert(*source)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::resolve::matrix::fixture::{cited, document};

    /// A book of documents that repeat others by number; higher numbers are outside it.
    fn book(repeats: &[Vec<usize>]) -> Book {
        let mut book = Book::default();
        let own = |source: usize| u32::try_from(source).ok().filter(|_| source < repeats.len());
        for (at, sources) in repeats.iter().enumerate() {
            let sources = sources.iter().map(|&source| cited(&format!("s{source}"), own(source)));
            book.documents.push(document(&format!("d{at}"), sources.collect()));
        }
        book
    }

    fn count_of(repeats: &[Vec<usize>], witnesses: &[usize]) -> usize {
        let ids = witnesses.iter().map(|&at| DocumentId(u32::try_from(at).expect("small")));
        count(&book(repeats), &ids.collect())
    }

    /// The same, as it would be said: whatever is repeated by a witness and by all that it repeats itself.
    fn plainly(repeats: &[Vec<usize>], witnesses: &[usize]) -> usize {
        let behind = |from: usize| {
            let (mut seen, mut open) = (BTreeSet::from([from]), vec![from]);
            while let Some(next) = open.pop() {
                open.extend(repeats.get(next).into_iter().flatten().filter(|source| seen.insert(**source)));
            }
            seen
        };
        let all: BTreeSet<usize> = witnesses.iter().flat_map(|&witness| behind(witness)).collect();
        let ends = all.into_iter().filter(|&end| behind(end).into_iter().all(|source| behind(source).contains(&end)));
        let named: BTreeSet<Option<usize>> = ends.map(|end| behind(end).first().copied()).collect();
        named.len().min(witnesses.len())
    }

    #[test]
    fn chains_end_in_documents_rings_and_words() {
        for (repeats, witnesses, expected) in [
            (&[vec![], vec![0], vec![0]][..], &[0, 1, 2][..], 1),
            (&[vec![], vec![0], vec![]], &[1, 2], 2),
            (&[vec![1], vec![2], vec![1]], &[0, 1, 2], 1),
            (&[vec![1], vec![0], vec![3], vec![2]], &[0, 1, 2, 3], 2),
            (&[vec![1, 9], vec![0]], &[0, 1], 1),
            (&[vec![8, 9]], &[0], 1),
            (&[vec![9], vec![9]], &[0, 1], 1),
        ] {
            assert_eq!(count_of(repeats, witnesses), expected, "{repeats:?} of {witnesses:?}");
            assert_eq!(plainly(repeats, witnesses), expected, "{repeats:?} of {witnesses:?}");
        }
    }

    #[test]
    fn a_long_chain_is_walked_once() {
        let count = 50_000;
        let repeats: Vec<Vec<usize>> = (0..count).map(|at| vec![at + 1]).collect();
        assert_eq!(count_of(&repeats, &(0..count).collect::<Vec<_>>()), 1);
    }

    proptest! {
        #[test]
        fn origins_are_those_of_the_plain_definition(
            repeats in prop::collection::vec(prop::collection::vec(0..10usize, 0..3), 1..8),
            witnesses in prop::collection::btree_set(0..8usize, 0..8),
        ) {
            let witnesses: Vec<usize> = witnesses.into_iter().filter(|at| *at < repeats.len()).collect();
            prop_assert_eq!(count_of(&repeats, &witnesses), plainly(&repeats, &witnesses));
        }
    }
}
