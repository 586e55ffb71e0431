//! The frame of a map: an equirectangular plot, true to scale at its middle, with lines of degrees.

use crate::model::Location;

/// How a map is measured out, in units of its picture.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its width, with the names of its degrees.
    pub width: f64,
    /// The least and the most height of the plot.
    pub heights: (f64, f64),
    /// The size of its letters.
    pub size: f64,
    /// The least degrees of latitude, or as much, that it shows.
    pub least: f64,
    /// The widest line of a name, and how many lines one has.
    pub name: (f64, usize),
}

/// Room left of the plot and below it, for degrees, in sizes of letters; and above and at the right.
const LEFT: f64 = 3.3;
const BELOW: f64 = 1.6;
const EDGE: f64 = 0.8;
/// The share of the plot around all places.
const AROUND: f64 = 0.13;
/// The least between two meridians or parallels.
const APART: f64 = 46.0;
/// Degrees between lines.
const STEPS: [f64; 14] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0, 90.0];

/// Degrees between which something lies. Longitudes go on beyond 180 where it reaches over the date line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The least longitude.
    pub west: f64,
    /// The greatest longitude.
    pub east: f64,
    /// The least latitude.
    pub south: f64,
    /// The greatest latitude.
    pub north: f64,
}

impl Bounds {
    /// What some points, by longitude and latitude, lie in.
    pub fn around(points: impl Iterator<Item = (f64, f64)> + Clone) -> Self {
        let (west, east) = ends(points.clone().map(|point| point.0));
        let (south, north) = ends(points.map(|point| point.1));
        Self { west, east, south, north }
    }

    /// The same, some degrees farther east.
    pub fn turned(&self, by: f64) -> Self {
        Self { west: self.west + by, east: self.east + by, ..*self }
    }

    /// Whether two share more than an edge.
    pub fn meets(&self, other: &Self) -> bool {
        let lon = self.west < other.east && other.west < self.east;
        lon && self.south < other.north && other.south < self.north
    }
}

/// The plot of a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Its left edge on the picture.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The height of the picture.
    pub all: f64,
    middle: (f64, f64),
    /// Units in a degree of latitude, and of longitude.
    scale: (f64, f64),
}

impl Frame {
    /// The frame of some places.
    pub fn new(places: &[Location], format: &Format) -> Self {
        let first = first_meridian(places);
        let east = |place: &Location| (place.lon - first).rem_euclid(360.0);
        let (south, north) = ends(places.iter().map(|place| place.lat));
        let (from, to) = ends(places.iter().map(east));
        let lat = f64::midpoint(south, north);
        let narrow = Location::narrowing(lat).max(0.15);
        let (left, top) = (LEFT * format.size, EDGE * format.size);
        let width = format.width - left - top;
        let (least, most) = format.heights;
        let round = 1.0 + 2.0 * AROUND;
        let wide = ((to - from) * narrow).max(format.least) * round;
        let high = (north - south).max(format.least * least / width) * round;
        let scale = (width / wide).min(most / high);
        let height = (high * scale).clamp(least, most);
        Self {
            left,
            top,
            width,
            height,
            all: top + height + BELOW * format.size,
            middle: (lat, first + f64::midpoint(from, to)),
            scale: (scale, scale * narrow),
        }
    }

    /// Where a place stands on the picture.
    pub fn point(&self, place: Location) -> (f64, f64) {
        let east = (place.lon - self.middle.1 + 180.0).rem_euclid(360.0) - 180.0;
        (self.x(self.middle.1 + east), self.y(place.lat))
    }

    /// Where a point stands whose longitude counts on beyond 180 degrees, as those of the bounds do.
    pub fn unturned(&self, lon: f64, lat: f64) -> (f64, f64) {
        (self.x(lon), self.y(lat))
    }

    /// The degrees that the plot shows.
    pub fn bounds(&self) -> Bounds {
        let (lat, lon) = self.middle;
        let (high, wide) = (self.height / 2.0 / self.scale.0, self.width / 2.0 / self.scale.1);
        Bounds { west: lon - wide, east: lon + wide, south: lat - high, north: lat + high }
    }

    fn x(&self, lon: f64) -> f64 {
        self.left + self.width / 2.0 + (lon - self.middle.1) * self.scale.1
    }

    fn y(&self, lat: f64) -> f64 {
        self.top + self.height / 2.0 - (lat - self.middle.0) * self.scale.0
    }

    /// Degrees between two lines.
    fn step(&self) -> f64 {
        let narrow = self.scale.0.min(self.scale.1);
        STEPS.into_iter().find(|step| step * narrow >= APART).unwrap_or(90.0)
    }

    /// Meridians: the degree, from -180 to 180, and where it stands.
    pub fn meridians(&self) -> Vec<(f64, f64)> {
        let half = self.width / 2.0 / self.scale.1;
        let turn = |lon: f64| (lon + 180.0).rem_euclid(360.0) - 180.0;
        self.lines(self.middle.1, half).into_iter().map(|lon| (turn(lon), self.x(lon))).collect()
    }

    /// Parallels: the degree, and where it stands.
    pub fn parallels(&self) -> Vec<(f64, f64)> {
        let half = self.height / 2.0 / self.scale.0;
        let lines = self.lines(self.middle.0, half).into_iter().filter(|lat| lat.abs() <= 90.0);
        lines.map(|lat| (lat, self.y(lat))).collect()
    }

    fn lines(&self, middle: f64, half: f64) -> Vec<f64> {
        let step = self.step();
        let first = ((middle - half) / step).ceil();
        let count = (((middle + half) / step).floor() - first).clamp(-1.0, 60.0) + 1.0;
        (0..count as usize).map(|at| (first + at as f64) * step).collect()
    }
}

/// Where the widest gap between places ends: a map of the Pacific is not one of the whole earth.
fn first_meridian(places: &[Location]) -> f64 {
    let mut lons: Vec<f64> = places.iter().map(|place| place.lon).collect();
    lons.sort_by(f64::total_cmp);
    let (Some(&first), Some(&last)) = (lons.first(), lons.last()) else { return 0.0 };
    let (mut widest, mut start) = (first + 360.0 - last, first);
    for pair in lons.windows(2) {
        if pair[1] - pair[0] > widest {
            (widest, start) = (pair[1] - pair[0], pair[1]);
        }
    }
    start
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (from, to) = values.fold((f64::MAX, f64::MIN), |(from, to), value| (from.min(value), to.max(value)));
    if from > to { (0.0, 0.0) } else { (from, to) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: Format = Format { width: 350.0, heights: (180.0, 380.0), size: 12.0, least: 2.0, name: (100.0, 2) };

    fn frame(places: &[(f64, f64)]) -> Frame {
        let places: Vec<Location> = places.iter().map(|&(lat, lon)| Location { lat, lon }).collect();
        Frame::new(&places, &FORMAT)
    }

    #[test]
    fn lines_are_round_degrees_and_near_enough_to_read_a_place_off() {
        for (places, meridians, parallels) in [
            (vec![(12.65, -8.0), (18.44, 1.41)], vec![-8.0, -6.0, -4.0, -2.0, 0.0, 2.0], vec![12.0, 14.0, 16.0, 18.0]),
            (vec![(0.0, 0.0)], vec![-1.0, -0.5, 0.0, 0.5, 1.0], vec![-0.5, 0.0, 0.5]),
            (vec![(-18.0, 178.0), (-14.0, -172.0)], vec![178.0, -180.0, -178.0, -176.0, -174.0, -172.0], vec![]),
        ] {
            let frame = frame(&places);
            let degrees = |lines: Vec<(f64, f64)>| lines.into_iter().map(|(degree, _)| degree).collect::<Vec<_>>();
            assert_eq!(degrees(frame.meridians()), meridians, "{places:?}");
            if !parallels.is_empty() {
                assert_eq!(degrees(frame.parallels()), parallels, "{places:?}");
            }
        }
    }

    #[test]
    fn a_degree_of_longitude_is_as_much_narrower_as_on_the_earth() {
        let frame = frame(&[(59.0, 10.0), (61.0, 12.0)]);
        let (a, b) = (frame.point(Location { lat: 60.0, lon: 10.0 }), frame.point(Location { lat: 60.0, lon: 11.0 }));
        let c = frame.point(Location { lat: 61.0, lon: 10.0 });
        let ratio = (b.0 - a.0) / (a.1 - c.1);
        assert!((ratio - 0.5).abs() < 1e-9, "{ratio}");
    }
}
