//! Lines and columns of a text, found without reading it from its beginning each time.

use super::Position;

/// Bytes between two marks: as much is read again for each place.
const STEP: usize = 4096;

/// Places noted at intervals, so that a text of many lines and one of a single long line cost the same.
#[derive(Clone, Debug)]
pub(super) struct Ruler {
    /// Offsets that rise, each with its position.
    marks: Vec<(usize, Position)>,
}

impl Ruler {
    /// A ruler for a text.
    pub(super) fn of(text: &str) -> Self {
        let mut marks = vec![(0, Position { line: 1, column: 1 })];
        while let Some((at, position)) = marks.last().copied()
            && at + STEP < text.len()
        {
            let next = text.ceil_char_boundary(at + STEP);
            marks.push((next, walk(position, &text[at..next])));
        }
        Self { marks }
    }

    /// The position of an offset of the same text, a character's first byte.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let before = self.marks.partition_point(|(at, _)| *at <= offset).saturating_sub(1);
        let (at, position) = self.marks[before];
        walk(position, &text[at..offset])
    }
}

/// The position behind some words. Byte order marks at the beginning of a line take no column.
fn walk(mut position: Position, words: &str) -> Position {
    for letter in words.chars() {
        match letter {
            '\n' => position = Position { line: position.line + 1, column: 1 },
            '\u{feff}' if position.column == 1 => {}
            _ => position.column += 1,
        }
    }
    position
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counted from the beginning.
    fn counted(text: &str, offset: usize) -> Position {
        let before = &text[..offset];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
        Position { line: before.matches('\n').count() + 1, column }
    }

    #[test]
    fn every_place_is_as_counted_from_the_beginning() {
        let texts = [
            String::new(),
            "a".into(),
            "\u{feff}\u{feff}a\u{feff}b\n\u{feff}c\n".into(),
            "\n".repeat(STEP * 2 + 3),
            "\u{e4}".repeat(STEP * 2),
            "\u{feff}".repeat(STEP) + "x\ny",
            "\u{2603}\u{1f1f2} line\r\n".repeat(1500),
        ];
        for text in texts {
            let ruler = Ruler::of(&text);
            let near = |offset: &usize| *offset < 40 || offset.abs_diff(STEP) < 9 || offset.is_multiple_of(97);
            for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)).filter(near) {
                assert_eq!(ruler.position(&text, offset), counted(&text, offset), "{offset} of {}", text.len());
            }
        }
    }
}
