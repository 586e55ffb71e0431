//! The listed entities, ready to be compared with names that are not listed.

use std::collections::BTreeMap;

use crate::model::{Book, EntityId};

use super::lexicon::{companions, joins};
use super::likeness::{Neighbours, derived, initials, near, skeleton};
use super::names::key;

/// Which entity a form of a name means; `None` where several share it.
type Forms = BTreeMap<String, Option<EntityId>>;

/// The names of listed entities in the forms in which others may write them.
pub(super) struct Listed<'a> {
    book: &'a Book,
    keys: Forms,
    skeletons: Forms,
    initials: Forms,
    surnames: Forms,
    cores: Forms,
    neighbours: Neighbours,
    /// Skeleton and entity, by the numbers of the neighbours.
    spelled: Vec<(String, EntityId)>,
}

impl<'a> Listed<'a> {
    /// Reads the names of all entities.
    pub(super) fn new(book: &'a Book) -> Self {
        let mut out = Self {
            book,
            keys: Forms::new(),
            skeletons: Forms::new(),
            initials: Forms::new(),
            surnames: Forms::new(),
            cores: Forms::new(),
            neighbours: Neighbours::default(),
            spelled: Vec::new(),
        };
        let person = book.settings.entity_types.iter().position(|kind| kind.id == "person");
        for id in book.entity_ids() {
            let entity = &book[id];
            let names = std::iter::once(&entity.name).chain(entity.aliases.iter().map(|alias| &alias.text));
            for name in names {
                out.add(name, id, Some(entity.kind) == person);
            }
        }
        out
    }

    fn add(&mut self, name: &str, id: EntityId, person: bool) {
        put(&mut self.keys, key(name), id);
        let skeleton = skeleton(name);
        self.neighbours.add(&skeleton, self.spelled.len());
        self.spelled.push((skeleton.clone(), id));
        put(&mut self.skeletons, skeleton, id);
        for letters in initials(name) {
            put(&mut self.initials, letters, id);
        }
        if person {
            for surname in surname_forms(name) {
                put(&mut self.surnames, surname, id);
            }
        } else if let Some(core) = core(name) {
            put(&mut self.cores, core, id);
        }
    }

    /// Whether a name is listed as it stands; it may be limited to some documents, which is the author's decision.
    pub(super) fn has(&self, spelling: &str) -> bool {
        let Some(Some(entity)) = self.keys.get(&key(spelling)) else { return self.keys.contains_key(&key(spelling)) };
        let entity = &self.book[*entity];
        entity.name == spelling || entity.aliases.iter().any(|alias| alias.text == spelling)
    }

    /// The one entity that a name looks like, and why.
    pub(super) fn like(&self, spelling: &str, titled: bool) -> Option<(EntityId, &'static str)> {
        let one = |forms: &Forms, form: &str| forms.get(form).copied().flatten();
        let skeleton = skeleton(spelling);
        let lower = key(spelling);
        let acronym = spelling.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        one(&self.keys, &lower)
            .map(|id| (id, "the same but for case or accents"))
            .or_else(|| {
                one(&self.skeletons, &skeleton).map(|id| (id, "the same but for spaces, hyphens or look-alikes"))
            })
            .or_else(|| acronym.then(|| one(&self.initials, &skeleton)).flatten().map(|id| (id, "its initials")))
            .or_else(|| {
                one(&self.surnames, &lower).map(|id| (id, if titled { "title and surname" } else { "surname" }))
            })
            .or_else(|| one(&self.cores, &lower).map(|id| (id, "a short form")))
            .or_else(|| self.near(&skeleton).map(|id| (id, "nearly the same letters")))
    }

    fn near(&self, skeleton: &str) -> Option<EntityId> {
        let numbers = self.neighbours.of(skeleton);
        let spelled = numbers.iter().map(|number| &self.spelled[*number]);
        let mut found: Vec<EntityId> = spelled
            .filter(|(other, _)| near(skeleton, other) && !derived(skeleton, other))
            .map(|(_, id)| *id)
            .collect();
        found.sort_unstable();
        found.dedup();
        if let [one] = found[..] { Some(one) } else { None }
    }
}

fn put(forms: &mut Forms, form: String, id: EntityId) {
    let mine = forms.entry(form).or_insert(Some(id));
    if *mine != Some(id) {
        *mine = None;
    }
}

/// The surname alone, and behind the initials of the other names: `toure`, `a. t. toure`, `a.t. toure`.
pub(super) fn surname_forms(name: &str) -> Vec<String> {
    let key = key(name);
    let words: Vec<&str> = key.split(' ').collect();
    let Some((surname, others)) = words.split_last().filter(|(_, others)| !others.is_empty() && others.len() < 4)
    else {
        return Vec::new();
    };
    let letters: Vec<char> = others.iter().filter_map(|word| word.chars().next()).collect();
    let joined: String = letters.iter().map(|letter| format!("{letter}.")).collect();
    let apart: Vec<String> = letters.iter().map(|letter| format!("{letter}.")).collect();
    vec![(*surname).to_string(), format!("{joined} {surname}"), format!("{} {surname}", apart.join(" "))]
}

/// A name without the words that only go with it: `wagner` of `Wagner Group`.
pub(super) fn core(name: &str) -> Option<String> {
    let key = key(name);
    let words: Vec<&str> = key.split(' ').collect();
    let core: Vec<&str> = words.iter().filter(|word| !companions(word) && !joins(word)).copied().collect();
    (core.len() == 1 && words.len() == 2 && core[0].chars().count() >= 4).then(|| core[0].to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_go_by_surname_and_initials() {
        assert_eq!(surname_forms("Amadou Toumani Tour\u{e9}"), ["toure", "a.t. toure", "a. t. toure"]);
        assert!(surname_forms("Dyer").is_empty());
    }

    #[test]
    fn companions_go_without_saying() {
        for (name, expected) in [
            ("Wagner Group", Some("wagner")),
            ("Operation Barkhane", Some("barkhane")),
            ("Transition government", None),
            ("Wagner", None),
        ] {
            assert_eq!(core(name).as_deref(), expected, "{name}");
        }
    }
}
