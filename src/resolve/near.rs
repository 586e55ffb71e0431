//! Which places lie near each other, without comparing each with each.

use crate::model::{Entity, EntityId, Location};

/// How many neighbours a place has at most, and how many it has however far they are.
const MOST: usize = 5;
const ANYHOW: usize = 2;
/// How far the others are at most, in degrees of latitude.
const FAR: f64 = 12.0;
/// How many are looked at before and behind a place on each of the ways through all of them.
const LOOK: usize = 24;

/// Fills in the neighbours of every entity with a location.
pub(super) fn index(entities: &mut [Entity]) {
    let numbered = entities.iter().zip(0..);
    let places: Vec<(EntityId, Location)> =
        numbered.filter_map(|(entity, at)| Some((EntityId(at), entity.location?))).collect();
    let locations: Vec<Location> = places.iter().map(|place| place.1).collect();
    for ((id, _), near) in places.iter().zip(neighbours(&locations)) {
        entities[id.index()].near = near.into_iter().map(|other| places[other].0).collect();
    }
}

/// The neighbours of each place, nearest first.
///
/// Places are put in the order of a curve through the whole earth on which what is near mostly stays near, and of the same
/// curve moved by a third, for those that a cut of the first parts. Up to 25 places, all are compared.
fn neighbours(places: &[Location]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
    for moved in [0.0, 120.0] {
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|&at| (curve(places[at], moved), at));
        for (rank, &at) in order.iter().enumerate() {
            let window = rank.saturating_sub(LOOK)..(rank + LOOK + 1).min(order.len());
            found[at].extend(order[window].iter().filter(|&&other| other != at));
        }
    }
    for (place, near) in places.iter().zip(&mut found) {
        let distance = |other: usize| place.distance(places[other]);
        near.sort_by(|&a, &b| distance(a).total_cmp(&distance(b)).then(a.cmp(&b)));
        near.dedup();
        near.truncate(MOST);
        let enough = near.iter().enumerate().take_while(|(at, other)| *at < ANYHOW || distance(**other) <= FAR).count();
        near.truncate(enough);
    }
    found
}

/// The place on the curve: bits of latitude and longitude in turn.
fn curve(place: Location, moved: f64) -> u64 {
    let cells = |share: f64| (share.clamp(0.0, 1.0) * f64::from(u16::MAX)) as u64;
    let north = cells((place.lat + 90.0 + moved / 2.0) / 270.0);
    let east = cells((place.lon + 180.0 + moved).rem_euclid(360.0) / 360.0);
    (0..16).fold(0, |sum, bit| sum | ((north >> bit & 1) << (2 * bit + 1)) | ((east >> bit & 1) << (2 * bit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(places: &[(f64, f64)]) -> Vec<Vec<usize>> {
        neighbours(&places.iter().map(|&(lat, lon)| Location { lat, lon }).collect::<Vec<_>>())
    }

    #[test]
    fn neighbours_are_nearest_first_and_far_ones_few() {
        let towns = [(12.65, -8.0), (16.27, -0.04), (18.44, 1.41), (48.78, 9.18), (40.7, -74.0)];
        assert_eq!(near(&towns), [vec![1, 2], vec![2, 0], vec![1, 0], vec![2, 1], vec![3, 0]]);
        assert_eq!(near(&[(1.0, 179.5), (1.0, -179.5), (1.0, 170.0)])[0], [1, 2], "across the date line");
        assert!(near(&[(1.0, 2.0)])[0].is_empty());
    }

    #[test]
    fn among_many_the_nearest_are_found() {
        let grid: Vec<(f64, f64)> = (0..900).map(|at| (f64::from(at / 30) - 15.0, f64::from(at % 30) - 15.0)).collect();
        let all = near(&grid);
        let inside = (31..869).filter(|at| (1..29).contains(&(at % 30)));
        let (right, wrong): (Vec<usize>, Vec<usize>) =
            inside.partition(|at| [at - 1, at + 1, at - 30, at + 30].iter().all(|other| all[*at].contains(other)));
        assert!(right.len() > 20 * wrong.len(), "{} right, {} wrong", right.len(), wrong.len());
    }
}
