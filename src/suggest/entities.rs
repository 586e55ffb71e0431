//! Entities and aliases: gathered names, sorted into spellings of listed entities and groups of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Audience, Book, Document, DocumentId, EntityId};

use super::ids::Ids;
use super::kinds::kind;
use super::lexicon::{bodies, codes, companions, generic, joins, nationality};
use super::likeness::{Neighbours, derived, initials, near, skeleton};
use super::listed::{Listed, surname_forms};
use super::names::{Candidate, Gathered, Side, gather, key};
use super::ordinary::Ordinary;
use super::{AliasProposal, EntityProposal, Seen, Wish, audience, passages};

/// Entities proposed, and aliases of listed ones.
pub(super) fn propose(book: &Book, wish: &Wish) -> (Vec<EntityProposal>, Vec<AliasProposal>) {
    let ordinary = Ordinary::of(book);
    let mut gathered = gather(book, &ordinary);
    let listed = Listed::new(book);
    let terms = std::mem::take(&mut gathered.terms);
    let identifiers = identifiers(book);
    let explained: BTreeSet<String> =
        gathered.explained.iter().flat_map(|(a, b)| [a, b]).filter_map(Side::key).collect();
    gathered.names.retain(|key, name| {
        let named = explained.contains(key) || !is_ordinary(key, name, &ordinary);
        name.certain_enough() && named && !terms.contains(key) && !identifiers.contains(key)
    });
    let aliases = aliases(book, &mut gathered, &listed, wish.min.unwrap_or(1));
    let groups = group(&gathered);
    let entities = entities(book, &gathered.names, groups, wish.min.unwrap_or(2));
    (entities, aliases)
}

impl Candidate {
    fn certain_enough(&self) -> bool {
        self.certain || (self.count >= 2 && self.spelling().contains(' '))
    }
}

/// Whether a name is a word, or words, that the book also writes with small letters.
fn is_ordinary(key: &str, name: &Candidate, ordinary: &Ordinary) -> bool {
    let acronym = name.spelling().chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let times = |word: &str| usize::try_from(ordinary.count(word)).unwrap_or(usize::MAX);
    if acronym || !name.titles.is_empty() {
        return codes(key);
    }
    let words: Vec<&str> = key.split([' ', '-']).filter(|word| !joins(word)).collect();
    words.iter().all(|word| times(word) * 2 >= name.count.min(8) && times(word) > 0)
        && !(words.len() > 1 && kind(name.spelling(), false, &crate::settings::Settings::default()).is_some())
}

/// Keys of what documents are cited as; these are no names of things.
fn identifiers(book: &Book) -> BTreeSet<String> {
    let spellings = |document: &Document| {
        let own = document.identifier.iter().chain(&document.also_cited_as).chain(std::iter::once(&document.id));
        let all = own.chain(document.references.iter().map(|cited| &cited.words));
        all.map(|word| key(word)).collect::<Vec<_>>()
    };
    book.documents.iter().flat_map(spellings).collect()
}

/// Takes the spellings of listed entities out of the names.
fn aliases(book: &Book, gathered: &mut Gathered, listed: &Listed<'_>, min: usize) -> Vec<AliasProposal> {
    let mut found: BTreeMap<String, (EntityId, &'static str)> = BTreeMap::new();
    for (long, short) in &gathered.explained {
        match (long, short) {
            (Side::New(key), Side::Listed(id)) => found.insert(key.clone(), (*id, "written out in the text")),
            (Side::Listed(id), Side::New(key)) => found.insert(key.clone(), (*id, "explained in the text")),
            _ => None,
        };
    }
    let mut done = Vec::new();
    for (key, name) in &gathered.names {
        let spelling = name.spelling();
        if listed.has(spelling) {
            done.push(key.clone());
        } else if !found.contains_key(key)
            && let Some(like) = listed.like(spelling, !name.titles.is_empty())
        {
            found.insert(key.clone(), like);
        }
    }
    for key in done {
        gathered.names.remove(&key);
        found.remove(&key);
    }
    let mut out: Vec<(EntityId, AliasProposal)> = Vec::new();
    for (key, (id, why)) in found {
        let Some(name) = gathered.names.remove(&key).filter(|name| name.count >= min) else { continue };
        let alias = if name.bare == 0 { titled(&name) } else { name.spelling().to_string() };
        let entity = &book[id];
        let (id_words, entity_name) = (entity.id.clone(), entity.name.clone());
        let seen = seen(book, &name);
        let audience = audience(book, openness(book, &name));
        let why = why.to_string();
        out.push((id, AliasProposal { entity: id_words, name: entity_name, alias, why, audience, seen }));
    }
    out.sort_by(|(a, x), (b, y)| a.cmp(b).then(y.seen.count.cmp(&x.seen.count)).then_with(|| x.alias.cmp(&y.alias)));
    out.into_iter().map(|(_, proposal)| proposal).collect()
}

/// A person's name with the title that is most used with it.
fn titled(name: &Candidate) -> String {
    match name.title() {
        Some(title) => format!("{title} {}", name.spelling()),
        None => name.spelling().to_string(),
    }
}

/// Which name each other name goes with: keys, each led to the one that leads its group.
#[derive(Default)]
struct Groups {
    leader: BTreeMap<String, String>,
}

impl Groups {
    fn lead(&self, key: &str) -> String {
        let mut at = key;
        while let Some(next) = self.leader.get(at) {
            at = next;
        }
        at.to_string()
    }

    fn join(&mut self, follower: &str, leader: &str) {
        let (follower, leader) = (self.lead(follower), self.lead(leader));
        if follower != leader {
            self.leader.insert(follower, leader);
        }
    }
}

/// Brings together names that are not listed and look like one.
fn group(gathered: &Gathered) -> Groups {
    let mut out = Groups::default();
    let names = &gathered.names;
    for (long, short) in &gathered.explained {
        if let (Side::New(long), Side::New(short)) = (long, short)
            && names.contains_key(long)
            && names.contains_key(short)
        {
            out.join(short, long);
        }
    }
    surnames(names, &mut out);
    acronyms(names, &mut out);
    spellings(names, &mut out);
    out
}

/// A surname goes with the one full name that ends in it.
fn surnames(names: &BTreeMap<String, Candidate>, out: &mut Groups) {
    let mut full: BTreeMap<String, Option<&String>> = BTreeMap::new();
    for (key, name) in names {
        let words = key.split(' ').count();
        let ruled_out =
            |word: &str| joins(word) || generic(word) || bodies(word) || companions(word) || nationality(word);
        let person = kind_of(name).is_none_or(|kind| kind == "person") && !key.split(' ').any(ruled_out);
        if (2..=3).contains(&words) && person {
            for form in surname_forms(key) {
                full.entry(form).and_modify(|known| *known = None).or_insert(Some(key));
            }
        }
    }
    for (key, name) in names {
        let person = !name.titles.is_empty() || key.contains('.');
        let Some(Some(long)) = full.get(key) else { continue };
        let full = &names[*long];
        // Without a title a surname is one only where its bearer is named in full.
        let introduced = || name.documents.iter().all(|document| full.documents.binary_search(document).is_ok());
        if person || !full.titles.is_empty() || introduced() {
            out.join(key, long);
        }
    }
}

/// An acronym goes with the one name whose initials it has.
fn acronyms(names: &BTreeMap<String, Candidate>, out: &mut Groups) {
    let mut full: BTreeMap<String, Option<&String>> = BTreeMap::new();
    for key in names.keys().filter(|key| key.contains(' ')) {
        for letters in initials(key) {
            full.entry(letters).and_modify(|known| *known = None).or_insert(Some(key));
        }
    }
    for (key, name) in names {
        let spelling = name.spelling();
        let acronym = !spelling.contains(' ') && spelling.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if let Some(Some(long)) = full.get(&skeleton(key)).filter(|_| acronym) {
            out.join(key, long);
        }
    }
}

fn kind_of(name: &Candidate) -> Option<String> {
    kind(name.spelling(), !name.titles.is_empty(), &crate::settings::Settings::default())
}

/// The rarer of two spellings goes with the more frequent one.
fn spellings(names: &BTreeMap<String, Candidate>, out: &mut Groups) {
    let mut ranked: Vec<(&String, &Candidate)> = names.iter().collect();
    ranked.sort_by(|a, b| b.1.count.cmp(&a.1.count).then_with(|| a.0.cmp(b.0)));
    let mut neighbours = Neighbours::default();
    let mut spelled: Vec<(String, &String)> = Vec::new();
    let mut skeletons: BTreeMap<String, &String> = BTreeMap::new();
    for (key, name) in ranked {
        let own = skeleton(key);
        let near_one = || {
            let others = neighbours.of(&own);
            others.into_iter().find(|at| near(&own, &spelled[*at].0) && !derived(&own, &spelled[*at].0))
        };
        if let Some(same) = skeletons.get(&own) {
            out.join(key, same);
        } else if let Some(at) = near_one() {
            out.join(key, spelled[at].1);
        } else if name.count >= 2 {
            neighbours.add(&own, spelled.len());
            spelled.push((own.clone(), key));
        }
        skeletons.entry(own).or_insert(key);
    }
}

fn entities(book: &Book, names: &BTreeMap<String, Candidate>, groups: Groups, min: usize) -> Vec<EntityProposal> {
    let mut members: BTreeMap<String, Vec<&Candidate>> = BTreeMap::new();
    for (key, name) in names {
        members.entry(groups.lead(key)).or_default().push(name);
    }
    let mut drafts: Vec<EntityProposal> = members
        .into_iter()
        .filter_map(|(leader, members)| draft(book, &names[&leader], &members))
        .filter(|draft| draft.seen.count >= min)
        .collect();
    drafts.sort_by(|a, b| {
        let rank = |draft: &EntityProposal| (draft.seen.count, draft.seen.documents.len());
        rank(b).cmp(&rank(a)).then_with(|| a.name.cmp(&b.name))
    });
    let mut ids = Ids::of_entities(book);
    for draft in &mut drafts {
        let acronym = draft.aliases.iter().find(|alias| alias.chars().all(|c| c.is_uppercase() || c.is_numeric()));
        let words = acronym.filter(|_| draft.name.chars().count() > 30).unwrap_or(&draft.name).clone();
        draft.id = ids.free(&words);
    }
    drafts
}

fn draft(book: &Book, leader: &Candidate, members: &[&Candidate]) -> Option<EntityProposal> {
    let mut all = leader.clone();
    for member in members.iter().filter(|member| !std::ptr::eq(**member, leader)) {
        all.absorb(member);
    }
    let person = members.iter().any(|member| !member.titles.is_empty());
    let name =
        if leader.bare == 0 && !leader.spelling().contains(' ') { titled(leader) } else { leader.spelling().into() };
    let mut aliases: Vec<(usize, String)> = members
        .iter()
        .filter(|member| !std::ptr::eq(**member, leader))
        .map(|member| (member.count, member.spelling().to_string()))
        .collect();
    aliases.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let kind = kind(&name, person, &book.settings);
    let strictest = members.iter().map(|member| openness(book, member)).max();
    (!name.is_empty()).then(|| EntityProposal {
        id: String::new(),
        kind,
        aliases: aliases.into_iter().map(|(_, alias)| alias).collect(),
        audience: audience(book, strictest.unwrap_or_default()),
        seen: seen(book, &all),
        name,
    })
}

/// The audience of the most open document that has a name.
fn openness(book: &Book, name: &Candidate) -> Audience {
    name.documents.iter().map(|id| book[*id].audience).min().unwrap_or_default()
}

fn seen(book: &Book, name: &Candidate) -> Seen {
    let ids = |documents: &[DocumentId]| documents.iter().map(|id| book[*id].id.clone()).collect();
    let mut out = Seen { count: name.count, documents: ids(&name.documents), ..Seen::default() };
    if let Some((document, range)) = &name.place {
        let document = &book[*document];
        out.document.clone_from(&document.id);
        out.at = passages::anchor_of(document, range.start);
        out.sentence = passages::around(document, range);
    }
    out
}
