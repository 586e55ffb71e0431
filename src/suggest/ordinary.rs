//! Words that the book also writes with small letters: a capital letter on one of them is no sign of a name.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::{Book, Document};

use super::lexicon::common;
use super::readable;
use super::words::words;

/// How often words are written with small letters in the documents of a book.
#[derive(Debug, Default)]
pub(super) struct Ordinary {
    counts: HashMap<String, u32>,
}

impl Ordinary {
    /// Counts the words of all documents.
    pub(super) fn of(book: &Book) -> Self {
        let counts = book.documents.par_iter().map(of_document).reduce(HashMap::new, |mut all, some| {
            if some.len() > all.len() {
                return merge(some, all);
            }
            all = merge(all, some);
            all
        });
        Self { counts }
    }

    /// How often a word in small letters occurs.
    pub(super) fn count(&self, lower: &str) -> u32 {
        self.counts.get(lower).copied().unwrap_or(0)
    }

    /// Whether a word has its capital letter from the start of a sentence.
    pub(super) fn begins_sentences(&self, lower: &str) -> bool {
        let verb =
            lower.chars().count() > 5 && (lower.ends_with("ing") || lower.ends_with("ed") || lower.ends_with("ly"));
        common(lower) || verb || self.count(lower) > 0
    }
}

#[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
fn merge(mut into: HashMap<String, u32>, from: HashMap<String, u32>) -> HashMap<String, u32> {
    for (word, count) in from {
        *into.entry(word).or_default() += count;
    }
    into
}

fn of_document(document: &Document) -> HashMap<String, u32> {
    let mut out = HashMap::new();
    for block in readable(document) {
        for word in words(document.text.block_text(block)) {
            let small = word.text.starts_with(char::is_lowercase);
            if small {
                *out.entry(word.text.to_string()).or_default() += 1;
            }
        }
    }
    out
}
