//! Where each word of a book's records stands.

use std::collections::HashMap;

use super::records::Group;
use super::stem::{Step, stem};
use super::words::words;

/// Words by stem, then by themselves, and how long each record is.
#[derive(Debug, Default)]
pub struct Inverted {
    /// The words.
    pub entries: Vec<Entry>,
    /// Words in each record.
    pub lengths: Vec<u32>,
}

/// A word and where it stands.
#[derive(Debug, Default)]
pub struct Entry {
    /// What its forms have in common.
    pub stem: String,
    /// The word, folded.
    pub word: String,
    /// Records with places in them, in order.
    pub places: Vec<(u32, u32)>,
}

impl Entry {
    /// In how many records it stands.
    pub fn records(&self) -> usize {
        self.places.chunk_by(|one, next| one.0 == next.0).count()
    }
}

/// Turns records into words with places.
pub fn invert(groups: &[Group], stems: &[Step]) -> Inverted {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut out = Inverted::default();
    for group in groups {
        for (at, record) in group.records.iter().enumerate() {
            let number = u32::try_from(out.lengths.len()).unwrap_or(u32::MAX);
            let mut length = 0;
            let title = if group.has_title(at) { group.title.as_str() } else { "" };
            for word in words(title).chain(words(&record.text)) {
                let place = if let Some(&place) = known.get(&word) {
                    place
                } else {
                    out.entries.push(Entry { stem: stem(&word, stems), word: word.clone(), places: Vec::new() });
                    known.insert(word, out.entries.len() - 1);
                    out.entries.len() - 1
                };
                out.entries[place].places.push((number, length));
                length += 1;
            }
            out.lengths.push(length);
        }
    }
    // As a script compares texts.
    let order = |one: &str, other: &str| one.encode_utf16().cmp(other.encode_utf16());
    out.entries.sort_by(|one, other| order(&one.stem, &other.stem).then_with(|| order(&one.word, &other.word)));
    out
}
