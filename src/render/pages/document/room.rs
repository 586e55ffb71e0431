//! Room in the margin: a text must not be torn apart by its notes, so those that find no room stand folded.

use super::notes::Note;

/// Letters in a line of the text, and in a line of a note beside it.
const TEXT_LINE: usize = 62;
const NOTE_LINE: usize = 42;
/// Heights of such lines, in hundredths of a rem.
const TEXT_HEIGHT: usize = 186;
const NOTE_HEIGHT: usize = 127;
/// Between two paragraphs, or two notes.
const GAP: usize = 80;
/// How far the notes may outgrow the text beside them: less is no gap that a reader minds.
const SLACK: usize = 700;

/// The height of a text of so many letters.
pub(super) fn text(letters: usize) -> usize {
    letters.div_ceil(TEXT_LINE) * TEXT_HEIGHT + GAP
}

/// Folds the notes that find no room beside a text of some height. The first stands open in any case, if `always`.
pub(super) fn fold(notes: &mut [Note], room: usize, always: bool) {
    let mut used = 0;
    for (at, note) in notes.iter_mut().enumerate() {
        let open = height(note);
        note.folded = used + open > room + SLACK && !(always && at == 0);
        used += if note.folded { 2 * NOTE_HEIGHT + GAP } else { open };
    }
}

/// The height of an open note: its head, its reasons, what it says and what it is about.
fn height(note: &Note) -> usize {
    let lines = |letters: usize| letters.div_ceil(NOTE_LINE);
    let reasons: usize = note.bears.iter().map(|bears| 1 + lines(bears.link.why.as_deref().map_or(0, letters))).sum();
    let said = lines(note.body.as_deref().map_or(0, letters));
    let about: usize = note.entities.iter().chain(&note.others).map(|link| link.text.chars().count() + 2).sum();
    (reasons.max(1) + said + lines(about + 30)) * NOTE_HEIGHT + GAP
}

/// Letters of HTML that a reader sees.
pub(super) fn letters(html: &str) -> usize {
    let mut inside = false;
    let seen = |letter: &char| {
        inside = *letter == '<' || inside && *letter != '>';
        !inside && *letter != '>'
    };
    html.chars().filter(seen).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_no_letters() {
        for (html, expected) in [("", 0), ("abc", 3), ("<p>ab <a href=\"x\">c</a></p>", 4), ("a<br>b", 2)] {
            assert_eq!(letters(html), expected, "{html}");
        }
    }
}
