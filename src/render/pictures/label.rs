//! Words on a picture: how wide they are at most, where their lines break, and how they are drawn.

use std::fmt::Write as _;

use super::{Rect, escape, n};

/// Characters of a name that are looked at.
const LONGEST: usize = 200;
/// The height of a line, in sizes of its letters.
const LINE: f64 = 1.17;
/// Where the letters stand on a line, from its top.
const BASE: f64 = 0.9;

/// On which side of its point a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It ends there.
    End,
    /// It is centred there.
    Middle,
}

/// Words with a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its lines.
    pub lines: Vec<String>,
    /// What follows on the last line in a quieter voice: a number.
    pub tail: String,
    /// The room it takes.
    pub room: Rect,
    size: f64,
    anchor: Anchor,
}

/// How wide words are at most, in usual fonts for interfaces.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

fn advance(letter: char) -> f64 {
    match letter {
        ' ' | '\u{a0}' | '\u{202f}' => 0.3,
        '\u{300}'..='\u{36f}' => 0.0,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '’' | ':' | ';' | '!' | '|' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '[' | ']' => 0.44,
        'a' | 'c' | 'e' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | '0'..='9' => 0.59,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '—' => 0.96,
        'a'..='z' => 0.64,
        _ if letter.is_uppercase() && letter < '\u{530}' => 0.8,
        '\u{80}'..='\u{52f}' => 0.7,
        _ if letter.is_ascii() => 0.62,
        _ => 1.15,
    }
}

/// Words in lines of a width; what has no room in so many lines gives way to an ellipsis.
pub fn wrap(text: &str, size: f64, widest: f64, most: usize) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    let text: String = text.chars().take(LONGEST).collect();
    for word in text.split_whitespace() {
        for (at, part) in word.split_inclusive('-').enumerate() {
            let space = if at == 0 && !line.is_empty() { " " } else { "" };
            if width(&line, size) + width(space, size) + width(part, size) <= widest {
                line.push_str(space);
                line.push_str(part);
                continue;
            }
            flush(&mut lines, &mut line);
            for letter in part.chars() {
                if width(&line, size) + width("…", size).max(advance(letter) * size) > widest {
                    flush(&mut lines, &mut line);
                }
                line.push(letter);
            }
        }
    }
    flush(&mut lines, &mut line);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(last, size) + width("…", size) > widest {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    lines
}

fn flush(lines: &mut Vec<String>, line: &mut String) {
    if !line.is_empty() {
        lines.push(std::mem::take(line));
    }
}

/// The room that lines need, a tail behind the last of them included.
pub fn extent(lines: &[String], tail: &str, size: f64) -> (f64, f64) {
    let widest = lines.iter().map(|line| width(line, size)).fold(0.0, f64::max);
    let last = lines.last().map_or(0.0, |line| width(line, size));
    let tail = if tail.is_empty() { 0.0 } else { width(tail, size) + width(" ", size) };
    (widest.max(last + tail), lines.len() as f64 * size * LINE)
}

impl Label {
    /// A label in a room that [`extent`] measured.
    pub fn new(lines: Vec<String>, tail: String, size: f64, anchor: Anchor, room: Rect) -> Self {
        Self { lines, tail, room, size, anchor }
    }

    /// Draws it.
    pub fn draw(&self, out: &mut String, class: &str) {
        let (x, anchor) = match self.anchor {
            Anchor::Start => (self.room.x, "start"),
            Anchor::End => (self.room.x + self.room.w, "end"),
            Anchor::Middle => (self.room.x + self.room.w / 2.0, "middle"),
        };
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(out, "<text{class} font-size=\"{}\" text-anchor=\"{anchor}\">", n(self.size));
        for (at, line) in self.lines.iter().enumerate() {
            let y = self.room.y + (at as f64 * LINE + BASE) * self.size;
            let _ = write!(out, "<tspan x=\"{}\" y=\"{}\">{}", n(x), n(y), escape(line));
            if at + 1 < self.lines.len() {
                out.push(' ');
            } else if !self.tail.is_empty() {
                let space = if line.is_empty() { "" } else { " " };
                let _ = write!(out, "{space}<tspan class=\"cnt\">{}</tspan>", escape(&self.tail));
            }
            out.push_str("</tspan>");
        }
        out.push_str("</text>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_between_words_behind_hyphens_and_within_what_is_too_long() {
        for (text, widest, expected) in [
            ("Mali", 100.0, vec!["Mali"]),
            ("", 100.0, vec![]),
            ("Amadou Toumani Touré", 100.0, vec!["Amadou", "Toumani Touré"]),
            ("Trans-Sahara", 70.0, vec!["Trans-", "Sahara"]),
            ("Counterterrorism", 60.0, vec!["Counter", "terrorism"]),
            ("one two three four five six", 40.0, vec!["one", "two", "thre…"]),
        ] {
            assert_eq!(wrap(text, 12.0, widest, 3), expected, "{text}");
        }
    }

    #[test]
    fn marks_above_letters_take_no_room_and_wide_scripts_take_more() {
        assert!((width("e\u{301}", 10.0) - width("e", 10.0)).abs() < 1e-9);
        assert!(width("马里", 10.0) > width("ww", 10.0));
    }
}
