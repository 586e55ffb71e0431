//! Land on a map: rough coasts, cut to the plot. Borders are left out: maps of them take sides.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::frame::{Bounds, Frame};

/// A point by longitude and latitude.
type Point = (f64, f64);

/// A ring with the degrees that it lies in.
struct Ring {
    points: Vec<Point>,
    bounds: Bounds,
}

/// The rings of the table beside this file, read once; a value that is no number would fail the test below.
static RINGS: LazyLock<Vec<Ring>> = LazyLock::new(|| include_str!("land.txt").lines().filter_map(ring).collect());

fn ring(line: &str) -> Option<Ring> {
    if line.starts_with('#') {
        return None;
    }
    let number = |text: &str| text.parse::<f64>().ok();
    let point = |pair: &str| pair.split_once(',').and_then(|(lon, lat)| Some((number(lon)?, number(lat)?)));
    let points = line.split(' ').map(point).collect::<Option<Vec<Point>>>()?;
    let bounds = Bounds::around(points.iter().copied());
    Some(Ring { points, bounds })
}

/// The path of all land on a plot; empty where it shows only sea. To be filled by the even-odd rule.
pub fn path(frame: &Frame) -> String {
    let plot = frame.bounds();
    let mut path = String::new();
    for ring in RINGS.iter() {
        // A plot may reach over the date line, and one of the whole earth shows some land twice.
        for turn in [-720.0, -360.0, 0.0, 360.0, 720.0] {
            if ring.bounds.turned(turn).meets(&plot) {
                let points = ring.points.iter().map(|&(lon, lat)| (lon + turn, lat)).collect();
                draw(&mut path, frame, cut(points, &plot));
            }
        }
    }
    path
}

/// A ring's part on the plot (Sutherland and Hodgman, 1974): one side after the other cuts off what lies beyond it.
fn cut(ring: Vec<Point>, plot: &Bounds) -> Vec<Point> {
    // Degrees within the side; below nothing beyond it.
    let sides: [fn(&Bounds, Point) -> f64; 4] = [
        |plot, (lon, _)| lon - plot.west,
        |plot, (lon, _)| plot.east - lon,
        |plot, (_, lat)| lat - plot.south,
        |plot, (_, lat)| plot.north - lat,
    ];
    sides.into_iter().fold(ring, |points, within| {
        let inside = |point: Point| within(plot, point);
        let mut kept = Vec::with_capacity(points.len());
        let mut before = points.last().copied();
        for &point in &points {
            if let Some(before) = before.filter(|&before| (inside(before) >= 0.0) != (inside(point) >= 0.0)) {
                let share = inside(before) / (inside(before) - inside(point));
                kept.push((before.0 + (point.0 - before.0) * share, before.1 + (point.1 - before.1) * share));
            }
            if inside(point) >= 0.0 {
                kept.push(point);
            }
            before = Some(point);
        }
        kept
    })
}

/// Whole units are fine enough for rough coasts; points that fall together are one.
fn draw(path: &mut String, frame: &Frame, ring: Vec<Point>) {
    let mut points: Vec<(i64, i64)> = Vec::with_capacity(ring.len());
    for (lon, lat) in ring {
        let (x, y) = frame.unturned(lon, lat);
        let point = (x.round() as i64, y.round() as i64);
        if points.last() != Some(&point) {
            points.push(point);
        }
    }
    if points.len() < 3 {
        return;
    }
    for (at, (x, y)) in points.into_iter().enumerate() {
        let _ = match at {
            0 => write!(path, "M{x} {y}"),
            1 => write!(path, "L{x} {y}"),
            _ => write!(path, " {x} {y}"),
        };
    }
    path.push('Z');
}

#[cfg(test)]
mod tests {
    use super::super::map::{SMALL, WIDE};
    use super::*;
    use crate::model::Location;

    fn frame(places: &[(f64, f64)]) -> Frame {
        let places: Vec<Location> = places.iter().map(|&(lat, lon)| Location { lat, lon }).collect();
        Frame::new(&places, &WIDE)
    }

    /// The area of a path's rings, in square units: even-odd, so water within land counts against it.
    fn area(path: &str) -> f64 {
        let rings = path.split('Z').filter(|ring| !ring.is_empty());
        rings
            .map(|ring| {
                let numbers: Vec<f64> =
                    ring.replace(['M', 'L'], " ").split_whitespace().map(|n| n.parse().expect("a number")).collect();
                let points: Vec<Point> = numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect();
                let next = points.iter().cycle().skip(1);
                points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
            })
            .sum::<f64>()
            .abs()
    }

    #[test]
    fn every_line_of_the_table_is_a_ring_on_the_earth() {
        let lines = include_str!("land.txt").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(RINGS.len(), lines);
        for ring in RINGS.iter() {
            assert!(ring.points.len() > 3, "{:?}", ring.points);
            let Bounds { west, east, south, north } = ring.bounds;
            assert!(west >= -180.0 && east <= 180.0 && south >= -90.0 && north <= 90.0, "{:?}", ring.points);
        }
    }

    #[test]
    fn a_plot_is_land_sea_or_both_as_the_earth_is() {
        for (place, at, least, most) in [
            ("Taoudenni in the Sahara", (22.7, -4.0), 0.999, 1.001),
            ("the Atlantic", (30.0, -40.0), 0.0, 0.0),
            ("the Pacific at the date line", (5.0, 179.9), 0.0, 0.0),
            ("Dakar", (14.7, -17.4), 0.2, 0.8),
            ("the Caspian Sea", (42.0, 50.7), 0.05, 0.8),
        ] {
            let frame = frame(&[at]);
            let share = area(&path(&frame)) / (frame.width * frame.height);
            assert!((least..=most).contains(&share), "{place}: {share}");
        }
    }

    #[test]
    fn land_stays_on_the_plot_and_is_there_on_both_sides_of_the_date_line() {
        let places = [(66.0, 178.0), (66.0, -172.0), (-10.0, -60.0)];
        for places in [&places[..2], &places[..], &[(64.2, -51.7), (-77.8, 166.7), (1.3, 103.8)]] {
            let frame = frame(places);
            let path = path(&frame);
            assert!(!path.is_empty());
            let (right, bottom) = (frame.left + frame.width + 1.0, frame.top + frame.height + 1.0);
            for (at, number) in path.replace(['M', 'L', 'Z'], " ").split_whitespace().enumerate() {
                let number: f64 = number.parse().expect("a number");
                let (from, to) = if at % 2 == 0 { (frame.left, right) } else { (frame.top, bottom) };
                assert!(number >= from - 1.0 && number <= to, "{number} of {places:?}");
            }
        }
        let chukotka = frame(&[(66.0, 176.0), (66.0, -172.0)]);
        let half = |west: bool| {
            let middle = chukotka.left + chukotka.width / 2.0;
            path(&chukotka).split('Z').any(|ring| {
                let first = ring.trim_start_matches('M').split(' ').next().and_then(|x| x.parse::<f64>().ok());
                first.is_some_and(|x| (x < middle) == west)
            })
        };
        assert!(half(true) && half(false));
    }

    #[test]
    fn a_small_map_carries_little() {
        let bamako = Frame::new(&[Location { lat: 12.6, lon: -8.0 }, Location { lat: 38.9, lon: -77.0 }], &SMALL);
        assert!(path(&bamako).len() < 4_000, "{}", path(&bamako).len());
    }
}
