//! What is taken on a plot, as a raster: asking for room costs the same however many places there are.

use super::Rect;

/// The width of a cell.
const CELL: f64 = 2.0;

/// A plot and what is taken of it.
pub(super) struct Room {
    plot: Rect,
    wide: usize,
    taken: Vec<bool>,
}

impl Room {
    pub(super) fn new(plot: Rect) -> Self {
        let cells = |length: f64| (length / CELL).ceil() as usize + 1;
        Self { plot, wide: cells(plot.w), taken: vec![false; cells(plot.w) * cells(plot.h)] }
    }

    /// Takes a box, as far as it lies on the plot.
    pub(super) fn take(&mut self, room: &Rect) {
        let (columns, rows) = self.cells(room);
        for row in rows {
            for column in columns.clone() {
                if let Some(cell) = self.taken.get_mut(row * self.wide + column) {
                    *cell = true;
                }
            }
        }
    }

    /// Whether a box lies on the plot and nothing of it is taken.
    pub(super) fn is_free(&self, room: &Rect) -> bool {
        let (columns, mut rows) = self.cells(room);
        self.plot.holds(room)
            && rows.all(|row| columns.clone().all(|column| self.taken.get(row * self.wide + column) == Some(&false)))
    }

    fn cells(&self, room: &Rect) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        let span = |from: f64, length: f64| {
            (from / CELL).floor().max(0.0) as usize..((from + length) / CELL).ceil().max(0.0) as usize
        };
        let columns = span(room.x - self.plot.x, room.w);
        let rows = span(room.y - self.plot.y, room.h);
        (columns.start..columns.end.min(self.wide), rows.start..rows.end.min(self.taken.len() / self.wide.max(1)))
    }
}
