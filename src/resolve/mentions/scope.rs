//! The scope rule: where and when an alias holds, and who may claim an occurrence.

use crate::edtf::{Day, Edtf};
use crate::model::{DocumentId, EntityId, LinkPolicy};

use super::choose::Claim;
use super::{NamedAlias, Place};

/// An entity as the owner of one name.
#[derive(Debug)]
pub(super) struct Owner {
    pub entity: EntityId,
    pub policy: LinkPolicy,
    /// `None` holds everywhere.
    pub scope: Option<Scope>,
}

/// Where and when an alias holds.
#[derive(Debug)]
pub(super) struct Scope {
    documents: Vec<DocumentId>,
    since: Option<Day>,
    until: Option<Day>,
}

impl Scope {
    /// The scope of an alias; `None` when it holds everywhere.
    pub fn of(alias: &NamedAlias) -> Option<Self> {
        let mut documents = alias.only_in.clone();
        documents.sort_unstable();
        let since = alias.since.and_then(Edtf::earliest);
        let until = alias.until.and_then(Edtf::latest);
        (!documents.is_empty() || since.is_some() || until.is_some()).then_some(Self { documents, since, until })
    }

    /// Whether it holds here. A date has to lie inside as a whole; no date lies nowhere.
    fn holds(&self, place: &Place) -> bool {
        let here = self.documents.is_empty()
            || place.document.is_some_and(|document| self.documents.binary_search(&document).is_ok());
        let from = |since: Day| place.dating.and_then(|dating| dating.earliest()).is_some_and(|day| day >= since);
        let to = |until: Day| place.dating.and_then(|dating| dating.latest()).is_some_and(|day| day <= until);
        here && self.since.is_none_or(from) && self.until.is_none_or(to)
    }
}

/// Who may claim an occurrence: `None` when it is nobody's name here. An alias meant for this place goes before names
/// that hold everywhere.
pub(super) fn claim(owners: &[&Owner], place: &Place) -> Option<Claim> {
    let holds = |owner: &&&Owner| owner.scope.as_ref().is_none_or(|scope| scope.holds(place));
    let active: Vec<&Owner> = owners.iter().filter(holds).copied().collect();
    if active.is_empty() {
        return None;
    }
    let found: Vec<&Owner> = active.into_iter().filter(|owner| owner.policy != LinkPolicy::Manual).collect();
    let scoped = found.iter().any(|owner| owner.scope.is_some());
    let meant = found.iter().filter(|owner| !scoped || owner.scope.is_some());
    let mut entities: Vec<EntityId> = meant.map(|owner| owner.entity).collect();
    entities.sort_unstable();
    entities.dedup();
    Some(match entities[..] {
        [] => Claim::Nobody,
        [one] => Claim::One(one),
        _ => Claim::Several(entities),
    })
}
