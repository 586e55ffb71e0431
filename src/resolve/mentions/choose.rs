//! The longest of overlapping names, resolved over the whole text.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{EntityId, PlainRange};

use super::layout::Spot;

/// Whose an occurrence may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// Nobody's, by the author's will; it still shields shorter names.
    Nobody,
    /// One entity's.
    One(EntityId),
    /// More than one entity's, in order of their ids.
    Several(Vec<EntityId>),
}

/// A name that holds here.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub folded: Range<usize>,
    pub plain: PlainRange,
    pub at: Spot,
    pub claim: Claim,
    /// Whether it is one of the document's own names.
    pub own: bool,
}

/// Keeps, of overlapping hits, the longest; of equally long ones the first; of two on one place the document's own.
/// The result is in order of place.
pub(super) fn longest(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (Reverse(hit.folded.len()), hit.folded.start, !hit.own));
    let mut taken: BTreeMap<u32, Hit> = BTreeMap::new();
    for hit in hits {
        let before = taken.range(..hit.plain.end).next_back();
        if before.is_none_or(|(_, before)| before.plain.end <= hit.plain.start) {
            taken.insert(hit.plain.start, hit);
        }
    }
    taken.into_values().collect()
}
