//! The small map of an entity's page: where it lies, and what lies nearest to it.

use serde::Serialize;

use super::{Context, location};
use crate::model::{Entity, EntityId, Target};
use crate::render::pages::entities::map::{degrees, place};
use crate::render::pictures::map::{SMALL, draw};

/// A small map, and its places in words.
#[derive(Serialize)]
pub(super) struct Locator {
    picture: String,
    near: Vec<Near>,
}

/// A place near by.
#[derive(Serialize)]
struct Near {
    /// Its number on the map, if it has no name there.
    number: Option<usize>,
    href: String,
    name: String,
    location: Option<String>,
}

/// The locator of an entity with a location and neighbours.
pub(super) fn locator(ctx: &Context, id: EntityId, entity: &Entity) -> Option<Locator> {
    let here = entity.location.filter(|_| !entity.near.is_empty())?;
    let mut places = vec![place(ctx, entity, here, ctx.link(Target::Entity(id)))];
    places[0].here = true;
    for &id in &entity.near {
        let other = &ctx.book[id];
        places.extend(other.location.map(|at| place(ctx, other, at, ctx.link(Target::Entity(id)))));
    }
    let label = ctx.words().fill("map_near_label", &[("name", &entity.name)]);
    let map = degrees(ctx, &label, |words| draw(&places, &SMALL, words));
    let number = |at: usize| map.numbered.iter().position(|&numbered| numbered == at).map(|at| at + 1);
    let near = entity.near.iter().enumerate().map(|(at, &id)| Near {
        number: number(at + 1),
        href: ctx.link(Target::Entity(id)),
        name: ctx.book[id].name.clone(),
        location: ctx.book[id].location.map(|at| location(ctx, at)),
    });
    Some(Locator { near: near.collect(), picture: map.svg })
}
