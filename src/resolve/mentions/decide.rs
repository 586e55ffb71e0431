//! Whose each name is: the author's decisions and unambiguous names first, then names that came earlier.

use std::collections::{BTreeMap, HashMap};

use crate::model::{EntityId, PlainRange};
use crate::text::{Fold, Folded, fold};

use super::Ambiguous;
use super::choose::{Claim, Hit};
use super::layout::{Layout, Spot};

/// A mention before it is decided whether it is linked.
#[derive(Debug)]
pub(super) struct Find {
    pub entity: EntityId,
    pub range: PlainRange,
    pub at: Spot,
    /// Whether the author wrote it as a reference.
    pub explicit: bool,
}

/// Names that stood earlier in the text, and names that stay open.
#[derive(Default)]
struct Reading {
    /// Letters of the longest unambiguous name so far, by entity.
    longest: HashMap<EntityId, usize>,
    finds: Vec<Find>,
    open: BTreeMap<String, Ambiguous>,
}

/// Goes through the chosen hits and the author's references in order of place.
pub(super) fn decide(hits: Vec<Hit>, layout: &Layout, plain: &str, folded: &Folded) -> (Vec<Find>, Vec<Ambiguous>) {
    let mut reading = Reading::default();
    let mut explicit = layout.explicit.iter().peekable();
    for hit in hits {
        while let Some((range, entity, at)) = explicit.next_if(|(range, ..)| range.start <= hit.plain.start) {
            reading.reference(range, *entity, *at, plain);
        }
        reading.hit(hit, plain, folded);
    }
    for (range, entity, at) in explicit {
        reading.reference(range, *entity, *at, plain);
    }
    let mut open: Vec<Ambiguous> = reading.open.into_values().collect();
    open.sort_by_key(|name| name.places.first().map(|place| place.start));
    (reading.finds, open)
}

impl Reading {
    fn reference(&mut self, range: &PlainRange, entity: EntityId, at: Spot, plain: &str) {
        let words = &plain[range.start as usize..range.end as usize];
        self.named(entity, fold(words, Fold::Name).chars().count());
        self.finds.push(Find { entity, range: range.clone(), at, explicit: true });
    }

    fn hit(&mut self, hit: Hit, plain: &str, folded: &Folded) {
        let name = &folded.text[hit.folded.clone()];
        let letters = name.chars().count();
        let entity = match hit.claim {
            Claim::Nobody => return,
            Claim::One(entity) => {
                self.named(entity, letters);
                entity
            }
            Claim::Several(candidates) => match self.antecedent(&candidates, letters) {
                Some(entity) => entity,
                None => return self.leave_open(name, candidates, hit.plain, plain),
            },
        };
        self.finds.push(Find { entity, range: hit.plain, at: hit.at, explicit: false });
    }

    fn named(&mut self, entity: EntityId, letters: usize) {
        let longest = self.longest.entry(entity).or_default();
        *longest = letters.max(*longest);
    }

    /// The one candidate that a longer name has already named.
    fn antecedent(&self, candidates: &[EntityId], letters: usize) -> Option<EntityId> {
        let mut named = candidates.iter().filter(|entity| self.longest.get(entity).is_some_and(|long| *long > letters));
        match (named.next(), named.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    }

    fn leave_open(&mut self, name: &str, candidates: Vec<EntityId>, range: PlainRange, plain: &str) {
        let words = &plain[range.start as usize..range.end as usize];
        let new = || Ambiguous { name: words.to_string(), candidates: Vec::new(), places: Vec::new() };
        let open = self.open.entry(name.to_string()).or_insert_with(new);
        open.candidates.extend(candidates);
        open.candidates.sort_unstable();
        open.candidates.dedup();
        open.places.push(range);
    }
}
