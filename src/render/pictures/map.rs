//! Places on a simple map: rough coasts, degrees, dots that grow with mentions, and names where there is room for them.

use std::fmt::Write as _;

use super::frame::{Format, Frame};
use super::label::{Anchor, Label, extent, width, wrap};
use super::land;
use super::room::Room;
use super::{Rect, escape, n, node, open};
use crate::model::Location;

/// Across a page.
pub const WIDE: Format = Format { width: 1024.0, heights: (300.0, 540.0), size: 12.0, least: 4.0, name: (150.0, 2) };
/// Across a phone: at 312 pixels its letters are 11 pixels high.
pub const NARROW: Format = Format { width: 340.0, heights: (200.0, 420.0), size: 12.0, least: 4.0, name: (110.0, 2) };
/// Beside a page.
pub const SMALL: Format = Format { width: 208.0, heights: (120.0, 220.0), size: 11.5, least: 4.0, name: (86.0, 2) };

/// The least radius of a dot, and what the largest has more.
const DOT: (f64, f64) = (2.5, 4.5);
/// Between a dot and its name; a number may stand farther off, so that places at one point have theirs.
const BESIDE: f64 = 4.0;
const OFF: [f64; 3] = [4.0, 8.0, 13.0];
/// The ring around the place that the map is about.
const RING: f64 = 3.0;
/// Places that get a number where there is no room for a name; the others have a dot.
const NUMBERS: usize = 60;

/// A place to be drawn.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Where its page is.
    pub href: String,
    /// What its dot stands for, in words.
    pub says: String,
    /// Where it lies.
    pub at: Location,
    /// How often it is named.
    pub mentions: usize,
    /// Whether the map is about it.
    pub here: bool,
}

/// What a map is called, and how its degrees are.
pub struct Words<'a> {
    /// What the picture is, in words.
    pub label: &'a str,
    /// A degree of latitude.
    pub north: &'a dyn Fn(f64) -> String,
    /// A degree of longitude.
    pub east: &'a dyn Fn(f64) -> String,
}

/// A map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// The picture.
    pub svg: String,
    /// Places with numbers instead of names, in the order of their numbers, from 1.
    pub numbered: Vec<usize>,
    /// How many have neither.
    pub silent: usize,
}

/// Where everything stands.
struct Layout {
    frame: Frame,
    /// Places in the order in which they are drawn.
    order: Vec<usize>,
    dots: Vec<(f64, f64, f64)>,
    labels: Vec<Option<Label>>,
    numbered: Vec<usize>,
}

/// Draws a map of some places.
pub fn draw(places: &[Place], format: &Format, words: &Words<'_>) -> Map {
    let layout = layout(places, format);
    let mut out = open("map", format.width, layout.frame.all, words.label);
    let land = land::path(&layout.frame);
    if !land.is_empty() {
        let _ = write!(
            out,
            "<path class=\"land\" fill=\"currentColor\" fill-opacity=\".1\" fill-rule=\"evenodd\" d=\"{land}\"/>"
        );
    }
    grid(&mut out, &layout.frame, format, words);
    for &at in &layout.order {
        node(&mut out, &places[at].href, &places[at].says, layout.dots[at], layout.labels[at].as_ref());
        if places[at].here {
            let (x, y, r) = layout.dots[at];
            let _ = write!(out, "<circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", n(x), n(y), n(r + RING - 0.5));
        }
    }
    out.push_str("</svg>");
    let silent = layout.labels.iter().filter(|label| label.is_none()).count();
    Map { svg: out, numbered: layout.numbered, silent }
}

fn layout(places: &[Place], format: &Format) -> Layout {
    let frame = Frame::new(&places.iter().map(|place| place.at).collect::<Vec<_>>(), format);
    let most = places.iter().map(|place| place.mentions).max().unwrap_or(0).max(1) as f64;
    let dot = |place: &Place| {
        let (x, y) = frame.point(place.at);
        (x, y, DOT.0 + DOT.1 * (place.mentions as f64 / most).sqrt())
    };
    let dots: Vec<(f64, f64, f64)> = places.iter().map(dot).collect();
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&at| (!places[at].here, std::cmp::Reverse(places[at].mentions), at));
    let mut room = Room::new(Rect { x: frame.left, y: frame.top, w: frame.width, h: frame.height });
    for (dot, place) in dots.iter().zip(places) {
        let r = with_ring(*dot, place).2;
        room.take(&Rect { x: dot.0 - r, y: dot.1 - r, w: 2.0 * r, h: 2.0 * r });
    }
    let mut labels = vec![None; places.len()];
    let mut without = Vec::new();
    for &at in &order {
        let lines = wrap(&places[at].name, format.size, format.name.0, format.name.1);
        labels[at] = placed(&lines, with_ring(dots[at], &places[at]), BESIDE, format.size, &mut room);
        if labels[at].is_none() {
            without.push(at);
        }
    }
    let mut numbered = Vec::new();
    for at in without.into_iter().take(NUMBERS) {
        let number = vec![(numbered.len() + 1).to_string()];
        let dot = with_ring(dots[at], &places[at]);
        labels[at] = OFF.into_iter().find_map(|off| placed(&number, dot, off, format.size, &mut room));
        if labels[at].is_some() {
            numbered.push(at);
        }
    }
    Layout { frame, order, dots, labels, numbered }
}

fn with_ring((x, y, r): (f64, f64, f64), place: &Place) -> (f64, f64, f64) {
    (x, y, if place.here { r + RING } else { r })
}

/// A label at the first side of its dot where there is room.
fn placed(lines: &[String], (x, y, r): (f64, f64, f64), off: f64, size: f64, room: &mut Room) -> Option<Label> {
    let (w, h) = extent(lines, "", size);
    let (far, near) = (r + off, (r + off) * 0.75);
    let sides = [
        (x + far, y - h / 2.0, Anchor::Start),
        (x - far - w, y - h / 2.0, Anchor::End),
        (x + near, y - near - h + size / 2.0, Anchor::Start),
        (x + near, y + near - size / 2.0, Anchor::Start),
        (x - near - w, y - near - h + size / 2.0, Anchor::End),
        (x - near - w, y + near - size / 2.0, Anchor::End),
        (x - w / 2.0, y - far - h, Anchor::Middle),
        (x - w / 2.0, y + far, Anchor::Middle),
    ];
    let found = sides.into_iter().find_map(|(x, y, anchor)| {
        let rect = Rect { x, y, w, h };
        room.is_free(&rect).then_some((rect, anchor))
    });
    let (rect, anchor) = found.filter(|_| !lines.is_empty())?;
    room.take(&rect);
    Some(Label::new(lines.to_vec(), String::new(), size, anchor, rect))
}

/// The plot's edge, its lines and their degrees.
fn grid(out: &mut String, frame: &Frame, format: &Format, words: &Words<'_>) {
    let (right, bottom) = (frame.left + frame.width, frame.top + frame.height);
    let (meridians, parallels) = (frame.meridians(), frame.parallels());
    out.push_str("<path class=\"grid\" fill=\"none\" stroke=\"currentColor\" d=\"");
    for (_, x) in &meridians {
        let _ = write!(out, "M{} {}V{}", n(*x), n(frame.top), n(bottom));
    }
    for (_, y) in &parallels {
        let _ = write!(out, "M{} {}H{}", n(frame.left), n(*y), n(right));
    }
    let size = format.size;
    let (x, y, w, h) = (n(frame.left), n(frame.top), n(frame.width), n(frame.height));
    let _ = write!(
        out,
        "\"/><rect class=\"edge\" fill=\"none\" stroke=\"currentColor\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>"
    );
    let _ = write!(out, "<g class=\"deg\" font-size=\"{}\" aria-hidden=\"true\">", n(size));
    for (degree, x) in &meridians {
        let text = (words.east)(*degree);
        if x + width(&text, size) / 2.0 > format.width {
            continue;
        }
        let text = escape(&text);
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{text}</text>",
            n(*x),
            n(bottom + format.size * 1.3)
        );
    }
    for (degree, y) in &parallels {
        let text = escape(&(words.north)(*degree));
        let (x, y) = (n(frame.left - 4.0), n(y + format.size * 0.35));
        let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"end\">{text}</text>");
    }
    out.push_str("</g>");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(name: &str, lat: f64, lon: f64, mentions: usize) -> Place {
        Place {
            name: name.into(),
            href: "x.html".into(),
            says: name.into(),
            at: Location { lat, lon },
            mentions,
            here: false,
        }
    }

    fn drawn(places: &[Place], format: &Format) -> Map {
        let degree = |value: f64| format!("{value}°");
        draw(places, format, &Words { label: "Places", north: &degree, east: &degree })
    }

    fn places() -> impl Strategy<Value = Vec<Place>> {
        let near = ("[A-Z][a-z]{2,9}( [a-z]{2,9}){0,3}", 10.0..20.0_f64, -10.0..5.0_f64, 0..50_usize);
        let far = ("\\PC{0,40}", -90.0..=90.0_f64, -180.0..=180.0_f64, 0..50_usize);
        let one = prop_oneof![near, far].prop_map(|(name, lat, lon, mentions)| place(&name, lat, lon, mentions));
        proptest::collection::vec(one, 1..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn labels_lie_on_the_plot_and_apart(places in places(), format in prop_oneof![Just(WIDE), Just(NARROW), Just(SMALL)]) {
            let layout = layout(&places, &format);
            let frame = layout.frame;
            let plot = Rect { x: frame.left, y: frame.top, w: frame.width, h: frame.height };
            let rooms: Vec<Rect> = layout.labels.iter().flatten().map(|label| label.room).collect();
            for (at, room) in rooms.iter().enumerate() {
                prop_assert!(plot.holds(room), "{room:?} on {plot:?}");
                for other in &rooms[..at] {
                    prop_assert!(!room.overlaps(other), "{room:?} {other:?}");
                }
                for &(x, y, r) in &layout.dots {
                    let dot = Rect { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r };
                    prop_assert!(!room.overlaps(&dot), "{room:?} {dot:?}");
                }
            }
            for &(x, y, _) in &layout.dots {
                prop_assert!(plot.holds(&Rect { x, y, w: 0.0, h: 0.0 }), "{x} {y} on {plot:?}");
            }
            let map = drawn(&places, &format);
            prop_assert_eq!(&map, &drawn(&places, &format));
            let named = layout.labels.iter().flatten().count() - map.numbered.len();
            prop_assert_eq!(named + map.numbered.len() + map.silent, places.len());
        }
    }

    #[test]
    fn what_has_no_room_gets_a_number_and_the_most_named_keep_their_names() {
        let crowd: Vec<Place> = (0..9).map(|at| place(&format!("Quarter {at}"), 12.6, -8.0, at)).collect();
        let map = drawn(&[crowd, vec![place("Gao", 16.27, -0.04, 3)]].concat(), &NARROW);
        assert!(!map.numbered.is_empty() && !map.numbered.contains(&8) && !map.numbered.contains(&9), "{map:?}");
        for (at, &place) in map.numbered.iter().enumerate() {
            let label = format!("<title>Quarter {place}</title>");
            let after = map.svg.split(&label).nth(1).expect("a link");
            assert!(after.split("</a>").next().expect("its end").contains(&format!(">{}</tspan>", at + 1)), "{after}");
        }
    }

    #[test]
    fn ten_thousand_places_take_no_time_to_speak_of() {
        let many: Vec<Place> = (0..10_000)
            .map(|at| place("Somewhere", f64::from(at % 170) - 85.0, f64::from(at % 359) - 179.0, 1))
            .collect();
        let map = drawn(&many, &WIDE);
        assert!(map.silent > 9_000 && map.numbered.len() <= NUMBERS);
    }
}
