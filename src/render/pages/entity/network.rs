//! The drawn network of an entity's page: those who appear most with it, and which of them appear together.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Context, Link, entity_link};
use crate::model::{Entity, EntityId, Target};
use crate::render::pictures::network::{Companion, Network, draw};

/// How many are drawn, and the least that are worth a picture.
const MOST: usize = 12;
const LEAST: usize = 3;
/// How many ties between them are drawn, the strongest.
const TIES: usize = 24;
/// How many of those who appear with a companion are looked through, the strongest: a name that the whole book has appears
/// with thousands. A tie is found from either of its ends.
const LOOK: usize = 400;

/// A network and what its thin lines say.
#[derive(Serialize)]
pub(super) struct Pictured {
    picture: String,
    about: String,
    ties: Vec<Tie>,
}

/// Two companions who appear together.
#[derive(Serialize)]
struct Tie {
    one: Link,
    other: Link,
    count: u32,
}

/// The network of an entity; none where so few appear with it that a list says all.
pub(super) fn network(ctx: &Context, entity: &Entity) -> Option<Pictured> {
    let around: Vec<(EntityId, u32)> = entity.appears_with.iter().copied().take(MOST).collect();
    if around.len() < LEAST {
        return None;
    }
    let ties = ties(ctx, &around);
    let companion = |&(id, count): &(EntityId, u32)| {
        let name = ctx.book[id].name.clone();
        let times = ctx.words().count("network_paragraphs", count as usize);
        let says = [name.as_str(), &times].join(ctx.words().get("list_comma"));
        Companion { href: ctx.link(Target::Entity(id)), name, says, count }
    };
    let network = Network {
        label: ctx.words().fill("network_label", &[("name", &entity.name)]),
        name: entity.name.clone(),
        around: around.iter().map(companion).collect(),
        ties: ties.clone(),
    };
    let link = |at: usize| entity_link(ctx, around[at].0);
    Some(Pictured {
        picture: draw(&network),
        about: ctx.words().count("network_about", around.len()),
        ties: ties.into_iter().map(|(one, other, count)| Tie { one: link(one), other: link(other), count }).collect(),
    })
}

/// Ties between those around, strongest first, by their places in `around`.
fn ties(ctx: &Context, around: &[(EntityId, u32)]) -> Vec<(usize, usize, u32)> {
    let places: BTreeMap<EntityId, usize> = around.iter().enumerate().map(|(at, &(id, _))| (id, at)).collect();
    let mut found: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (at, &(id, _)) in around.iter().enumerate() {
        for (other, count) in ctx.book[id].appears_with.iter().take(LOOK) {
            if let Some(&place) = places.get(other) {
                found.insert((at.min(place), at.max(place)), *count);
            }
        }
    }
    let mut ties: Vec<(usize, usize, u32)> =
        found.into_iter().map(|((one, other), count)| (one, other, count)).collect();
    ties.sort_by_key(|&(one, other, count)| (std::cmp::Reverse(count), one, other));
    ties.truncate(TIES);
    ties
}
