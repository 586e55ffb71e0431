//! Who appears with whom: one in the middle, those named most with it around, a line as thick as they share paragraphs.

use std::fmt::Write as _;

use super::label::{Anchor, Label, extent, wrap};
use super::{Rect, n, node, open};

/// The width of the picture. At 312 pixels, all that a phone has, its letters are 11 pixels high.
const WIDTH: f64 = 340.0;
const SIZE: f64 = 12.0;
/// How far companions stand from the middle, and their labels from them.
const AROUND: f64 = 52.0;
const BESIDE: f64 = 8.0;
/// The least between two labels, and above and below all.
const GAP: f64 = 9.0;
/// The least height of all rows.
const LEAST: f64 = 225.0;
/// Lines of a companion's name, and the width and lines of the name in the middle.
const LINES: usize = 3;
const MIDDLE: (f64, usize) = (68.0, 4);
/// Between the name in the middle, which is bold, and its frame.
const FRAME: (f64, f64) = (7.0, 4.0);
/// The thickest line; where no count is higher than this, a paragraph is one unit.
const THICK: f64 = 6.0;

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Network {
    /// What the picture is, in words.
    pub label: String,
    /// The name in the middle.
    pub name: String,
    /// Those around it, most first.
    pub around: Vec<Companion>,
    /// Companions who appear together, by their places in `around`, and how often.
    pub ties: Vec<(usize, usize, u32)>,
}

/// One of those around.
#[derive(Clone, Debug)]
pub struct Companion {
    /// Where its page is.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What its dot stands for, in words.
    pub says: String,
    /// How many paragraphs name both.
    pub count: u32,
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
struct Layout {
    height: f64,
    middle: (f64, f64),
    name: Label,
    dots: Vec<(f64, f64)>,
    labels: Vec<Label>,
}

/// Draws a network.
pub fn draw(network: &Network) -> String {
    let layout = layout(network);
    let mut out = open("net", WIDTH, layout.height, &network.label);
    ties(&mut out, network, &layout);
    spokes(&mut out, network, &layout);
    let frame = layout.frame();
    let (x, y, w, h) = (n(frame.x), n(frame.y), n(frame.w), n(frame.h));
    let _ = write!(out, "<rect class=\"ego\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>");
    layout.name.draw(&mut out, "ego");
    for ((companion, dot), label) in network.around.iter().zip(&layout.dots).zip(&layout.labels) {
        node(&mut out, &companion.href, &companion.says, (dot.0, dot.1, 4.0), Some(label));
    }
    out.push_str("</svg>");
    out
}

/// Lines between companions bend towards the middle, so that neighbours' lines do not run through dots between them.
fn ties(out: &mut String, network: &Network, layout: &Layout) {
    let (x, y) = layout.middle;
    let most = network.ties.iter().map(|tie| tie.2).max().unwrap_or(1);
    out.push_str("<g class=\"ties\" fill=\"none\" stroke=\"currentColor\">");
    for &(one, other, count) in &network.ties {
        let (Some(a), Some(b)) = (layout.dots.get(one), layout.dots.get(other)) else { continue };
        let bent = |a: f64, b: f64, middle: f64| n((a + b) / 2.0 * 0.55 + middle * 0.45);
        let _ = write!(
            out,
            "<path d=\"M{} {}Q{} {} {} {}\" stroke-width=\"{}\"/>",
            n(a.0),
            n(a.1),
            bent(a.0, b.0, x),
            bent(a.1, b.1, y),
            n(b.0),
            n(b.1),
            n(0.5 + f64::from(count) / f64::from(most.max(1)))
        );
    }
    out.push_str("</g>");
}

fn spokes(out: &mut String, network: &Network, layout: &Layout) {
    let most = network.around.iter().map(|companion| companion.count).max().unwrap_or(1);
    out.push_str("<g class=\"spokes\" stroke=\"currentColor\">");
    for (companion, dot) in network.around.iter().zip(&layout.dots) {
        let (x, y) = layout.middle;
        let thick = (THICK * f64::from(companion.count) / f64::from(most).max(THICK)).max(1.0);
        let line = format!("M{} {}L{} {}", n(x), n(y), n(dot.0), n(dot.1));
        let _ = write!(out, "<path d=\"{line}\" stroke-width=\"{}\"/>", n(thick));
    }
    out.push_str("</g>");
}

/// Clockwise from the top: the first half down the right side, the rest up the left. Labels of a side stand in rows.
fn layout(network: &Network) -> Layout {
    let widest = WIDTH / 2.0 - AROUND - BESIDE - 1.0;
    let words: Vec<(Vec<String>, String)> =
        network.around.iter().map(|companion| words(&companion.name, companion.count, widest)).collect();
    let half = words.len().div_ceil(2);
    let right: Vec<usize> = (0..half).collect();
    let left: Vec<usize> = (half..words.len()).rev().collect();
    let high = |at: usize| extent(&words[at].0, "", SIZE).1 + GAP;
    let rows = |side: &[usize]| side.iter().map(|&at| high(at)).sum::<f64>();
    let inner = rows(&right).max(rows(&left)).max(LEAST);
    let height = inner + 2.0 * GAP;
    let (x, y) = (WIDTH / 2.0, height / 2.0);
    let mut dots = vec![(x, y); words.len()];
    let mut labels: Vec<Option<Label>> = vec![None; words.len()];
    for (side, sign) in [(&right, 1.0), (&left, -1.0)] {
        let slack = (inner - rows(side)) / side.len().max(1) as f64;
        let mut top = GAP;
        for &at in side {
            let row = high(at) + slack;
            let middle = top + row / 2.0;
            let off = (middle - y) / (inner / 2.0 + GAP);
            let dot = (x + sign * AROUND * (1.0 - off * off).max(0.0).sqrt(), middle);
            labels[at] = Some(beside(&words[at], dot, sign));
            dots[at] = dot;
            top += row;
        }
    }
    Layout {
        height,
        middle: (x, y),
        name: amid(&network.name, (x, y)),
        dots,
        labels: labels.into_iter().flatten().collect(),
    }
}

/// The lines of a companion's name with its number behind them, not alone on a line if shorter lines can help it.
fn words(name: &str, count: u32, widest: f64) -> (Vec<String>, String) {
    let tail = count.to_string();
    let fits = |lines: &[String]| extent(lines, &tail, SIZE).0 <= widest;
    let mut lines = wrap(name, SIZE, widest, LINES);
    if lines.is_empty() || !fits(&lines) {
        let shorter = [0.9, 0.8, 0.7, 0.6].into_iter().map(|share| wrap(name, SIZE, widest * share, LINES));
        let whole = |other: &Vec<String>| fits(other) && !lines.is_empty() && other.len() <= lines.len() + 1;
        // Lines that break no word, and leave none out, have the same words.
        let same = |lines: &[String]| lines.join(" ").replace("- ", "-");
        let kept = |other: &Vec<String>| same(other) == same(&lines);
        match shorter.filter(whole).find(kept) {
            Some(other) => lines = other,
            None => lines.push(String::new()),
        }
    }
    (lines, tail)
}

fn beside((lines, tail): &(Vec<String>, String), dot: (f64, f64), sign: f64) -> Label {
    let (w, h) = extent(lines, tail, SIZE);
    let start = dot.0 + sign * BESIDE;
    let (x, anchor) = if sign > 0.0 { (start, Anchor::Start) } else { (start - w, Anchor::End) };
    Label::new(lines.clone(), tail.clone(), SIZE, anchor, Rect { x, y: dot.1 - h / 2.0, w, h })
}

impl Layout {
    /// The frame of the name in the middle, which hides where the lines meet.
    fn frame(&self) -> Rect {
        let room = self.name.room;
        let (beside, above) = FRAME;
        Rect { x: room.x - beside, y: room.y - above, w: room.w + 2.0 * beside, h: room.h + 2.0 * above }
    }
}

fn amid(name: &str, middle: (f64, f64)) -> Label {
    let lines = wrap(name, SIZE, MIDDLE.0, MIDDLE.1);
    let (w, h) = extent(&lines, "", SIZE);
    let room = Rect { x: middle.0 - w / 2.0, y: middle.1 - h / 2.0, w, h };
    Label::new(lines, String::new(), SIZE, Anchor::Middle, room)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn network(names: &[String]) -> Network {
        let around: Vec<Companion> = names
            .iter()
            .zip((1..=12).rev())
            .map(|(name, count)| Companion { href: "x.html".into(), name: name.clone(), says: name.clone(), count })
            .collect();
        let ties = (1..around.len()).map(|at| (at - 1, at, 2)).collect();
        Network { label: "Who".into(), name: names.last().cloned().unwrap_or_default(), around, ties }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn labels_lie_in_the_picture_and_apart(names in proptest::collection::vec("\\PC{0,60}|[A-Z][a-z]{2,12}( [a-z-]{2,16}){0,5}", 1..12)) {
            let network = network(&names);
            let layout = layout(&network);
            let all = Rect { x: 0.0, y: 0.0, w: WIDTH, h: layout.height };
            let rooms: Vec<Rect> = layout.labels.iter().map(|label| label.room).chain([layout.frame()]).collect();
            for (at, room) in rooms.iter().enumerate() {
                prop_assert!(all.holds(room), "{room:?}");
                for other in &rooms[..at] {
                    prop_assert!(!room.overlaps(other), "{room:?} {other:?}");
                }
                for dot in &layout.dots {
                    let dot = Rect { x: dot.0 - 4.0, y: dot.1 - 4.0, w: 8.0, h: 8.0 };
                    prop_assert!(!room.overlaps(&dot), "{room:?} {dot:?}");
                }
            }
            prop_assert_eq!(draw(&network), draw(&network.clone()));
        }
    }

    #[test]
    fn the_one_with_most_has_the_thickest_line_and_comes_first() {
        let names = ["Mali", "Touré <b>", "Algeria"].map(String::from);
        let svg = draw(&network(&names));
        assert_eq!(svg.matches("<a class=\"node\"").count(), 3);
        let spokes = svg.split("class=\"spokes\"").nth(1).expect("spokes");
        let widths: Vec<&str> =
            spokes.split("stroke-width=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(widths, ["6", "5.5", "5"]);
        let few =
            Network { around: vec![Companion { count: 2, ..network(&names).around[0].clone() }], ..network(&names) };
        assert!(draw(&few).split("class=\"spokes\"").nth(1).expect("spokes").contains("stroke-width=\"2\""));
        assert!(svg.contains("Touré &lt;b&gt;") && !svg.contains("<b>") && !svg.contains("style"), "{svg}");
        assert_eq!(svg.matches("class=\"ties\"").count(), 1);
    }

    #[test]
    fn a_number_stands_alone_only_where_it_must() {
        for (name, expected) in [
            ("Mali", vec!["Mali"]),
            ("United Kingdom", vec!["United", "Kingdom"]),
            ("Counterterrorism", vec!["Counterterrorism", ""]),
            ("", vec![""]),
        ] {
            assert_eq!(words(name, 3, 109.0).0, expected, "{name}");
        }
    }
}
