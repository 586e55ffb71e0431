//! Pictures drawn at build time, as SVG without style attributes: who appears with whom, and places on a map.
//!
//! A picture says nothing that a list on its page does not say too. Its colours are the theme's; its labels are placed
//! here, by widths that no usual font exceeds, so that none overlaps another.

pub mod frame;
pub mod label;
mod land;
pub mod map;
pub mod network;
mod room;

use std::fmt::Write as _;

use super::escape::escape;
use label::Label;

/// A box on a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// How wide it is.
    pub w: f64,
    /// How high it is.
    pub h: f64,
}

impl Rect {
    /// Whether two boxes share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }

    /// Whether another box lies within.
    pub fn holds(&self, other: &Self) -> bool {
        let right = other.x + other.w <= self.x + self.w;
        self.x <= other.x && self.y <= other.y && right && other.y + other.h <= self.y + self.h
    }
}

/// A number of a picture, to a tenth: digits behind it might differ from machine to machine.
fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".into() } else { text.into() }
}

/// The head of a picture with links in it. It keeps its direction, whatever the page's is.
fn open(class: &str, width: f64, height: f64, label: &str) -> String {
    let (width, height) = (n(width), n(height));
    format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" direction=\"ltr\" \
         role=\"group\" aria-label=\"{}\">",
        escape(label)
    )
}

/// A dot and its label, as a link.
fn node(out: &mut String, href: &str, says: &str, dot: (f64, f64, f64), label: Option<&Label>) {
    let _ = write!(out, "<a class=\"node\" href=\"{}\"><title>{}</title>", escape(href), escape(says));
    let _ = write!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", n(dot.0), n(dot.1), n(dot.2));
    if let Some(label) = label {
        label.draw(out, "");
    }
    out.push_str("</a>");
}
