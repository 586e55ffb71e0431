//! Entity mentions: which names stand where in a text, whose they are, and which of them become links.
//!
//! One pass of a multi-pattern automaton over the folded text gives every occurrence of every name. What follows is
//! ours: word borders, case, scope, the longest of overlapping names, whose it is, whether it is linked.

mod automaton;
mod boundaries;
mod choose;
mod decide;
mod layout;
mod link;
mod report;
mod scope;
mod surface;
mod together;

#[cfg(test)]
mod link_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use layout::author_ranges;
pub use report::{ambiguous_name, unused_name};
pub use together::appears_with;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::edtf::Edtf;
use crate::markdown::Text;
use crate::model::{BlockIndex, Dating, DocumentId, EntityId, LinkPolicy, Mention, PlainRange};
use crate::settings::LinkMentions;
use crate::text::{Fold, Folded};

use automaton::Automaton;
use choose::Hit;
use layout::Layout;
use scope::{Owner, Scope};

/// An entity with the names it goes by.
#[derive(Clone, Debug, Hash)]
pub struct NamedEntity<'a> {
    /// Which.
    pub id: EntityId,
    /// Its name.
    pub name: &'a str,
    /// Its other names.
    pub aliases: Vec<NamedAlias<'a>>,
    /// Whether its names are linked.
    pub link: LinkPolicy,
}

/// Another name of an entity, with where and when it holds.
#[derive(Clone, Debug, Hash)]
pub struct NamedAlias<'a> {
    /// The name.
    pub text: &'a str,
    /// The documents it holds in; empty for everywhere.
    pub only_in: Vec<DocumentId>,
    /// Holds in documents dated from then.
    pub since: Option<&'a Edtf>,
    /// Holds in documents dated until then.
    pub until: Option<&'a Edtf>,
    /// Whether case is ignored.
    pub ignore_case: bool,
}

/// All names of a book, ready to be looked for. Built once.
#[derive(Debug)]
pub struct Names {
    automaton: Automaton<Owner>,
    policies: BTreeMap<EntityId, LinkPolicy>,
}

/// A text to be searched, and what its author decided about it.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The document it is, or the document its note is about.
    pub document: Option<DocumentId>,
    /// That document's date.
    pub dating: Option<&'a Dating>,
    /// The text.
    pub text: &'a Text,
    /// That document's `names:`; `None` is no mention, but shields shorter names.
    pub own_names: &'a [(String, Option<EntityId>)],
    /// The author's references and links, and inline code, as ranges of the plain text. No name is looked for inside;
    /// `Some` is a mention by the author's own decision.
    pub links: &'a [(Range<u32>, Option<EntityId>)],
    /// Blocks withheld from this edition: not searched.
    pub hidden_blocks: &'a [BlockIndex],
    /// Which mentions become links.
    pub policy: LinkMentions,
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Mentions in order of place, not overlapping. The author's own `[[...]]` is among them, not `linked`, since it is
    /// a link already.
    pub mentions: Arc<Vec<Mention>>,
    /// Names that belong to more than one entity, in order of their first places.
    pub ambiguous: Vec<Ambiguous>,
    /// Names of the document's `names:` that never occur in this text (of use for a document, not for its notes).
    pub unused_names: Vec<String>,
}

/// A name that belongs to more than one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguous {
    /// The name as it stands at its first place.
    pub name: String,
    /// Whose it may be.
    pub candidates: Vec<EntityId>,
    /// Where it stands.
    pub places: Vec<PlainRange>,
}

impl Names {
    /// Makes the names of a book ready to be looked for.
    pub fn new(entities: &[NamedEntity]) -> Self {
        let mut names = Vec::new();
        for entity in entities {
            let owner = |scope| Owner { entity: entity.id, policy: entity.link, scope };
            names.push((entity.name, false, owner(None)));
            for alias in &entity.aliases {
                names.push((alias.text, alias.ignore_case, owner(Scope::of(alias))));
            }
        }
        let policies = entities.iter().map(|entity| (entity.id, entity.link)).collect();
        Self { automaton: Automaton::new(names), policies }
    }

    fn policy(&self, entity: EntityId) -> LinkPolicy {
        self.policies.get(&entity).copied().unwrap_or_default()
    }
}

/// So many places of one text are looked at where a name may be meant; names behind them are not found.
pub const MOST_OF_A_TEXT: usize = 100_000;

/// Finds the mentions in a text.
pub fn find(names: &Names, place: &Place) -> Found {
    let plain = &place.text.plain;
    let folded = Folded::new(plain, Fold::Name);
    let layout = Layout::new(place);
    let (mut hits, unused_names) = own_hits(place, &folded, &layout);
    for found in names.automaton.hits(&folded, plain) {
        if hits.len() >= MOST_OF_A_TEXT {
            break;
        }
        if let Some(at) = layout.admit(&found.plain)
            && let Some(claim) = scope::claim(&found.owners, place)
        {
            hits.push(Hit { folded: found.folded, plain: found.plain, at, claim, own: false });
        }
    }
    let chosen = choose::longest(hits);
    let (finds, ambiguous) = decide::decide(chosen, &layout, plain, &folded);
    let mentions = Arc::new(link::link(finds, names, place.policy));
    Found { mentions, ambiguous, unused_names }
}

/// The occurrences of the document's own names, and the own names without any.
fn own_hits(place: &Place, folded: &Folded, layout: &Layout) -> (Vec<Hit>, Vec<String>) {
    if place.own_names.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let own = place.own_names.iter().enumerate();
    let automaton = Automaton::new(own.map(|(at, (name, _))| (name.as_str(), false, at)));
    let mut used = vec![false; place.own_names.len()];
    let mut hits = Vec::new();
    for found in automaton.hits(folded, &place.text.plain).take(MOST_OF_A_TEXT) {
        for &&at in &found.owners {
            used[at] = true;
        }
        // Two own names that differ in case alone: the one written as the text has it, else the first.
        let words = &place.text.plain[found.plain.start as usize..found.plain.end as usize];
        let exact = found.owners.iter().find(|&&&at| place.own_names[at].0 == words);
        if let Some(&&at) = exact.or(found.owners.first())
            && let Some(spot) = layout.admit(&found.plain)
        {
            let claim = place.own_names[at].1.map_or(choose::Claim::Nobody, choose::Claim::One);
            hits.push(Hit { folded: found.folded, plain: found.plain, at: spot, claim, own: true });
        }
    }
    let unused = place.own_names.iter().zip(used).filter(|(_, used)| !used).map(|((name, _), _)| name.clone());
    (hits, unused.collect())
}
