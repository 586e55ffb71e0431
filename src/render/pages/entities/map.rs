//! The map over the index of a type whose entities lie somewhere.

use serde::Serialize;

use crate::model::{Entity, EntityId, Location, Target};
use crate::render::pages::entity::{latitude, longitude};
use crate::render::pages::{Context, passage::Link};
use crate::render::pictures::frame::Format;
use crate::render::pictures::map::{Map, NARROW, Place, WIDE, Words, draw};

/// The least places that are worth a map.
const LEAST: usize = 2;

/// The same map for wide pages and for narrow ones.
#[derive(Debug, Serialize)]
pub(super) struct Maps {
    wide: View,
    narrow: View,
    /// How many entities of the type lie nowhere.
    nowhere: usize,
}

/// One of the two.
#[derive(Debug, Serialize)]
struct View {
    picture: String,
    /// What the numbers on the map stand for, in their order.
    key: Vec<Link>,
    /// How many places have a dot only.
    silent: usize,
}

/// The map of those of some entities that lie somewhere.
pub(super) fn maps(ctx: &Context, title: &str, ids: &[EntityId]) -> Option<Maps> {
    let located =
        |&id: &EntityId| Some(place(ctx, &ctx.book[id], ctx.book[id].location?, ctx.link(Target::Entity(id))));
    let places: Vec<Place> = ids.iter().filter_map(located).collect();
    if places.len() < LEAST {
        return None;
    }
    let label = ctx.words().fill("map_label", &[("what", title)]);
    let view = |format: &Format| {
        let Map { svg, numbered, silent } = degrees(ctx, &label, |words| draw(&places, format, words));
        let link = |at: usize| Link { href: places[at].href.clone(), text: places[at].name.clone() };
        View { picture: svg, key: numbered.into_iter().map(link).collect(), silent }
    };
    Some(Maps { wide: view(&WIDE), narrow: view(&NARROW), nowhere: ids.len() - places.len() })
}

/// An entity as a place of a map.
pub(in crate::render::pages) fn place(ctx: &Context, entity: &Entity, at: Location, href: String) -> Place {
    let mentions = entity.mentions.len();
    let times = ctx.words().count("mentions", mentions);
    let says = [entity.name.as_str(), &times].join(ctx.words().get("list_comma"));
    Place { name: entity.name.clone(), href, says, at, mentions, here: false }
}

/// Draws with the words for degrees.
pub(in crate::render::pages) fn degrees(ctx: &Context, label: &str, draw: impl FnOnce(&Words<'_>) -> Map) -> Map {
    draw(&Words { label, north: &|lat| latitude(ctx, lat), east: &|lon| longitude(ctx, lon) })
}
