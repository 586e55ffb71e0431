//! Ids that are free.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Book, Target};
use crate::yaml::id::{slug, suggestion};

/// Ids longer than this are cut between words.
const LONGEST: usize = 60;

/// Ids of one kind that are taken, compared without case.
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// The next number to try for a stem.
    next: BTreeMap<String, u32>,
}

impl Ids {
    /// The ids of entities, those they had before included.
    pub(super) fn of_entities(book: &Book) -> Self {
        let former = book.redirects.iter().filter(|old| matches!(old.target, Target::Entity(_))).map(|old| &old.old);
        Self::new(book.entities.iter().map(|entity| &entity.id).chain(former))
    }

    /// The ids of events.
    pub(super) fn of_events(book: &Book) -> Self {
        let former = book.redirects.iter().filter(|old| matches!(old.target, Target::Event(_))).map(|old| &old.old);
        Self::new(book.events.iter().map(|event| &event.id).chain(former))
    }

    fn new<'a>(ids: impl Iterator<Item = &'a String>) -> Self {
        Self { taken: ids.map(|id| id.to_lowercase()).collect(), next: BTreeMap::new() }
    }

    /// A free id out of words; it is taken from then on.
    pub(super) fn free(&mut self, words: &str) -> String {
        let stem = suggestion(&slug(words, LONGEST));
        let mut id = stem.clone();
        while !self.taken.insert(id.clone()) {
            let number = self.next.entry(stem.clone()).or_insert(1);
            *number += 1;
            id = format!("{stem}-{number}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_free_and_stay_so() {
        let taken = ["Gao".to_string(), "pier-2".to_string()];
        let mut ids = Ids::new(taken.iter());
        for (words, expected) in [
            ("Gao", "gao-2"),
            ("gao", "gao-3"),
            ("Pier", "pier"),
            ("Pier", "pier-3"),
            ("M\u{fc}ller & Co.", "muller-co"),
            ("\u{99ac}", "item-1"),
            ("con", "con-1"),
        ] {
            assert_eq!(ids.free(words), expected, "{words}");
        }
    }
}
