//! The bar of one entry within its year, as SVG without style attributes; the words beside it say the same.
//!
//! A tick is a day, solid a span, hatched approximate, hollow uncertain or not finer known, an arrow an open end, a
//! chevron "goes on", dashed with a cross missed, hollow ticks a conflict.

use crate::edtf::{Date, Day, End, calendar};
use crate::model::Dating;

/// The pattern of hatched bars; a page with bars needs it once.
pub const HATCH: &str = "<svg class=\"vh\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>\
    <pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <path d=\"M0 0V5\" stroke=\"currentColor\" stroke-width=\"2.6\"/></pattern></defs></svg>";

const GRID: &str = "<path class=\"g\" d=\"M0 10H240M0 7v6M60 7v6M120 7v6M180 7v6M240 7v6\"/>";

/// The width of a year, in tenths of a unit: whole numbers give the same picture everywhere.
const WIDTH: i64 = 2400;
/// Half the width of a tick.
const HALF: i64 = 25;
/// Where the body of a bar that goes on ends.
const ON: i64 = 2360;
/// Where the body of an arrow ends.
const ARROW: i64 = 2280;

/// How a bar is filled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fill {
    Solid,
    Hatched,
    Hollow,
    /// Hollow and dashed: planned, and did not happen.
    Dashed,
}

impl Fill {
    fn attributes(self) -> &'static str {
        match self {
            Self::Solid => "",
            Self::Hatched => " class=\"h\" fill=\"url(#hatch)\"",
            Self::Hollow => " class=\"o\"",
            Self::Dashed => " class=\"o\" stroke-dasharray=\"3 2\"",
        }
    }
}

/// One year as a scale.
#[derive(Clone, Copy)]
struct Scale {
    first: Day,
    days: i64,
}

impl Scale {
    fn new(year: i64) -> Self {
        let first = calendar::day(year, 1, 1).unwrap_or(0);
        let next = calendar::day(year + 1, 1, 1).unwrap_or(first + 365);
        Self { first, days: next - first }
    }

    /// Where a day begins.
    fn x(self, day: Day) -> i64 {
        ((day - self.first) * WIDTH / self.days).clamp(0, WIDTH)
    }

    fn before(self, day: Day) -> bool {
        day < self.first
    }

    fn after(self, day: Day) -> bool {
        day >= self.first + self.days
    }
}

/// The year in which a dated entry stands: that of its first day, or of its last where the start is open.
pub fn year(dating: &Dating) -> Option<i64> {
    dating.earliest().or(dating.latest()).map(calendar::year_of)
}

/// The bar of an entry within a year; none for what has no date.
pub fn bar(dating: &Dating, year: i64, missed: bool) -> Option<String> {
    let scale = Scale::new(year);
    let fill = if missed { Fill::Dashed } else { fill(dating) };
    let (shape, middle) = match (dating.earliest(), dating.latest()) {
        (None, None) => return None,
        (Some(from), None) => arrow_right(scale.x(from), fill),
        (None, Some(to)) => arrow_left(scale.x(to + 1), fill),
        (Some(from), Some(to)) if from == to => tick(scale, from, fill),
        (Some(from), Some(to)) => span(scale, from.min(to), from.max(to), fill),
    };
    let cross = if missed {
        format!("<path class=\"x\" d=\"M{} 4l12 12m0-12l-12 12\"/>", n(middle - 60))
    } else {
        String::new()
    };
    Some(svg(&format!("{shape}{cross}")))
}

/// The bar of dates that cannot all be true: a hollow mark for each, joined by a dashed line.
pub fn conflict(dates: &[&Dating], year: i64) -> String {
    let scale = Scale::new(year);
    let mut ranges: Vec<(Day, Day)> = dates.iter().filter_map(|dating| ends(dating)).collect();
    ranges.sort_unstable();
    ranges.dedup();
    let (mut marks, mut centres) = (String::new(), Vec::new());
    for (from, to) in ranges {
        let centre = (scale.x(from) + scale.x(to + 1)) / 2;
        let half = ((scale.x(to + 1) - scale.x(from)) / 2).max(HALF);
        if scale.after(from) || scale.before(to) {
            marks.push_str(&chevron(scale.after(from)));
        } else {
            marks.push_str(&rect(centre - half, 3, 2 * half, Fill::Hollow));
        }
        centres.push(centre);
    }
    let (first, last) = (centres.iter().min().unwrap_or(&0), centres.iter().max().unwrap_or(&0));
    svg(&format!("<path class=\"k\" d=\"M{} 10H{}\" stroke-dasharray=\"2 2\"/>{marks}", n(*first), n(*last)))
}

fn ends(dating: &Dating) -> Option<(Day, Day)> {
    let (from, to) = (dating.earliest(), dating.latest());
    Some((from.or(to)?, to.or(from)?))
}

fn svg(body: &str) -> String {
    let head = "<svg class=\"bar\" viewBox=\"0 0 240 20\" width=\"240\" height=\"20\" aria-hidden=\"true\" focusable=\"false\">";
    format!("{head}{GRID}{body}</svg>")
}

fn fill(dating: &Dating) -> Fill {
    let Some(edtf) = &dating.date else {
        // Two limits that meet are a day like any other.
        let day = dating.earliest().is_some() && dating.earliest() == dating.latest();
        return if day { Fill::Solid } else { Fill::Hollow };
    };
    let dates = [Some(&edtf.start), edtf.end.as_ref()].into_iter().flatten();
    let dates: Vec<&Date> = dates.filter_map(|end| if let End::Date(date) = end { Some(date) } else { None }).collect();
    let one_day = dating.earliest().is_some() && dating.earliest() == dating.latest();
    if dates.iter().any(|date| date.approximate) {
        Fill::Hatched
    } else if dates.iter().any(|date| date.uncertain) || (edtf.end.is_none() && !one_day) {
        Fill::Hollow
    } else {
        Fill::Solid
    }
}

fn tick(scale: Scale, day: Day, fill: Fill) -> (String, i64) {
    let middle = (scale.x(day) + scale.x(day + 1)) / 2;
    (rect(middle - HALF, 3, 2 * HALF, fill), middle)
}

fn span(scale: Scale, from: Day, to: Day, fill: Fill) -> (String, i64) {
    let start = scale.x(from);
    if scale.after(to) {
        let end = ON.max(start + 20);
        let body = path(&format!("M{} 6H{}V14H{}Z", n(start), n(end), n(start)), fill);
        let on = format!("<path class=\"k\" d=\"M{} 4L{} 10L{} 16\"/>", n(end), n(end + 50), n(end));
        return (format!("{body}{on}"), (start + end) / 2);
    }
    let width = (scale.x(to + 1) - start).max(20);
    (rect(start, 6, width, fill), start + width / 2)
}

fn arrow_right(start: i64, fill: Fill) -> (String, i64) {
    let head = ARROW.max(start);
    let tip = head + 120;
    let shape = format!("M{0} 6H{1}V2L{2} 10L{1} 18V14H{0}Z", n(start), n(head), n(tip));
    (path(&shape, fill), (start + tip) / 2)
}

fn arrow_left(end: i64, fill: Fill) -> (String, i64) {
    let head = (WIDTH - ARROW).min(end);
    let tip = head - 120;
    let shape = format!("M{0} 6H{1}V2L{2} 10L{1} 18V14H{0}Z", n(end), n(head), n(tip));
    (path(&shape, fill), (end + tip) / 2)
}

fn chevron(right: bool) -> String {
    let shape = if right { "M236 4L241 10L236 16" } else { "M4 4L-1 10L4 16" };
    format!("<path class=\"k\" d=\"{shape}\"/>")
}

fn rect(x: i64, y: i64, width: i64, fill: Fill) -> String {
    let height = 20 - 2 * y;
    format!("<rect{} x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{height}\"/>", fill.attributes(), n(x), n(width))
}

fn path(shape: &str, fill: Fill) -> String {
    // Hatching alone leaves an arrow's head unseen.
    let line = if fill == Fill::Hatched { " stroke=\"currentColor\" stroke-width=\".75\"" } else { "" };
    format!("<path{}{line} d=\"{shape}\"/>", fill.attributes())
}

/// Tenths as SVG writes them.
fn n(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples::dating;

    /// What is drawn over the grid.
    fn drawn(text: &str, missed: bool) -> String {
        let dating = dating(text);
        let svg = bar(&dating, year(&dating).expect("dated"), missed).expect("dated");
        svg.split_once(GRID).expect("a grid").1.trim_end_matches("</svg>").to_string()
    }

    #[test]
    fn each_kind_of_date_has_its_shape() {
        for (text, expected) in [
            ("2009-01-01", "<rect x=\"-2.2\" y=\"3\" width=\"5\" height=\"14\"/>"),
            ("2009-12-31", "<rect x=\"237.1\" y=\"3\" width=\"5\" height=\"14\"/>"),
            ("2009", "<rect class=\"o\" x=\"0\" y=\"6\" width=\"240\" height=\"8\"/>"),
            ("2009-06", "<rect class=\"o\" x=\"99.2\" y=\"6\" width=\"19.8\" height=\"8\"/>"),
            ("2009-06~", "<rect class=\"h\" fill=\"url(#hatch)\" x=\"99.2\" y=\"6\" width=\"19.8\" height=\"8\"/>"),
            ("2009-06-12?", "<rect class=\"o\" x=\"104.3\" y=\"3\" width=\"5\" height=\"14\"/>"),
            ("2009-06-01/2009-06-03", "<rect x=\"99.2\" y=\"6\" width=\"2\" height=\"8\"/>"),
            ("2009-01/2009-06?", "<rect class=\"o\" x=\"0\" y=\"6\" width=\"119\" height=\"8\"/>"),
            ("1991/1992", "<path d=\"M0 6H236V14H0Z\"/><path class=\"k\" d=\"M236 4L241 10L236 16\"/>"),
            ("199X", "<path class=\"o\" d=\"M0 6H236V14H0Z\"/><path class=\"k\" d=\"M236 4L241 10L236 16\"/>"),
            ("2022-01-09/..", "<path d=\"M5.2 6H228V2L240 10L228 18V14H5.2Z\"/>"),
            (
                "2022-07~/..",
                "<path class=\"h\" fill=\"url(#hatch)\" stroke=\"currentColor\" stroke-width=\".75\" \
                 d=\"M119 6H228V2L240 10L228 18V14H119Z\"/>",
            ),
            ("2022-12-31/", "<path d=\"M239.3 6H239.3V2L251.3 10L239.3 18V14H239.3Z\"/>"),
            ("../2022-06", "<path d=\"M119 6H12V2L0 10L12 18V14H119Z\"/>"),
            ("to=2022-06", "<path class=\"o\" d=\"M119 6H12V2L0 10L12 18V14H119Z\"/>"),
            ("from=2022-01-01 to=2022-06", "<rect class=\"o\" x=\"0\" y=\"6\" width=\"119\" height=\"8\"/>"),
            ("from=2022-01-01 to=2022-01-01", "<rect x=\"-2.2\" y=\"3\" width=\"5\" height=\"14\"/>"),
        ] {
            assert_eq!(drawn(text, false), expected, "{text}");
        }
    }

    #[test]
    fn what_did_not_happen_is_dashed_and_crossed() {
        assert_eq!(
            drawn("2022-02", true),
            "<rect class=\"o\" stroke-dasharray=\"3 2\" x=\"20.3\" y=\"6\" width=\"18.4\" height=\"8\"/>\
             <path class=\"x\" d=\"M23.5 4l12 12m0-12l-12 12\"/>"
        );
    }

    #[test]
    fn dates_in_conflict_are_joined_marks() {
        let (a, b, far) = (dating("2009-05-31"), dating("2009-06-03"), dating("2011"));
        let svg = conflict(&[&b, &a, &a], 2009);
        assert_eq!(svg.matches("class=\"o\"").count(), 2);
        assert!(svg.contains("<path class=\"k\" d=\"M98.9 10H100.9\" stroke-dasharray=\"2 2\"/>"), "{svg}");
        let svg = conflict(&[&a, &far], 2009);
        assert_eq!((svg.matches("class=\"o\"").count(), svg.matches("M236 4L241 10").count()), (1, 1), "{svg}");
    }

    #[test]
    fn no_bar_without_a_date_and_no_style_in_any() {
        assert_eq!(bar(&Dating::default(), 2009, false), None);
        for text in ["2009~", "2009/..", "../2009", "199X", "Y-17000", "2009-06-12"] {
            for missed in [false, true] {
                assert!(!drawn(text, missed).contains("style"), "{text}");
            }
        }
        assert!(!HATCH.contains("style"));
    }
}
