//! Where words begin and end in folded text, as far as a quote may not be cut there unnoticed.

use crate::text::is_unspaced;

/// Words longer than this are cut where they are cut.
const LONGEST_WORD: usize = 48;

/// Whether a byte offset lies inside a word or a number.
pub(super) fn inside_word(text: &str, at: usize) -> bool {
    let (mut before, mut after) = (text[..at].chars().rev(), text[at..].chars());
    let (Some(left), Some(right)) = (before.next(), after.next()) else { return false };
    if is_wordy(left) && is_wordy(right) {
        return true;
    }
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    match (left, right) {
        (left, '.' | ',') if left.is_numeric() => digit(after.next()),
        ('.' | ',', right) if right.is_numeric() => digit(before.next()),
        ('n', '\'') => after.next() == Some('t') && !after.next().is_some_and(is_wordy),
        _ => false,
    }
}

/// Whether a hit that lies inside words says something else than the whole words: a number is cut, or a negation
/// (`unlikely`, `cannot`) stands just outside.
pub(super) fn cut_changes_meaning(text: &str, start: usize, end: usize) -> bool {
    let first = text[start..].chars().next();
    let last = text[..end].chars().next_back();
    if inside_word(text, start) {
        let left = &text[..start];
        if first.is_some_and(char::is_numeric) && left.ends_with(|c: char| c.is_numeric() || c == '.' || c == ',') {
            return true;
        }
        // Four characters tell whether the cut-off start is one of these, however long the word.
        let cut: Vec<char> = left.chars().rev().take(4).take_while(|c| is_wordy(*c)).collect();
        let cut: String = cut.iter().rev().flat_map(|c| c.to_lowercase()).collect();
        if matches!(cut.as_str(), "un" | "in" | "im" | "il" | "ir" | "dis" | "non") {
            return true;
        }
    }
    if !inside_word(text, end) {
        return false;
    }
    let right = &text[end..];
    let number =
        last.is_some_and(char::is_numeric) && right.starts_with(|c: char| c.is_numeric() || c == '.' || c == ',');
    number || ["not", "n't", "'t", "less"].iter().any(|cut| right.starts_with(cut))
}

/// The start of the word that an offset lies in; the offset itself if that is far away.
pub(super) fn word_start(text: &str, at: usize) -> usize {
    let mut starts = text[..at].char_indices().rev().map(|(start, _)| start).take(LONGEST_WORD);
    if inside_word(text, at) { starts.find(|start| !inside_word(text, *start)).unwrap_or(at) } else { at }
}

/// The end of the word that an offset lies in; the offset itself if that is far away.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let mut ends = text[at..].char_indices().map(|(end, c)| at + end + c.len_utf8()).take(LONGEST_WORD);
    if inside_word(text, at) { ends.find(|end| !inside_word(text, *end)).unwrap_or(at) } else { at }
}

/// Letters and digits of scripts that put spaces between words.
pub(super) fn is_wordy(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_inside_words() {
        for (text, inside) in [
            ("un|likely", true),
            ("a| b", false),
            ("|a", false),
            ("a|", false),
            ("4|.5", true),
            ("4.|5", true),
            ("1|,000", true),
            ("2009|.", false),
            ("Mali|'s", false),
            ("ca|n't", true),
            ("can|'t", true),
            ("の|中", false),
        ] {
            let at = text.find('|').expect("marked");
            assert_eq!(inside_word(&text.replace('|', ""), at), inside, "{text}");
        }
    }

    #[test]
    fn cuts_that_change_the_meaning() {
        for (text, changes) in [
            ("[4] men", false),
            ("1[4 men]", true),
            ("[4].5", true),
            ("1,[000]", true),
            ("un[likely]", true),
            ("[would]n't", true),
            ("[can]not", true),
            ("[can]'t", true),
            ("[stabil]ity", false),
            ("re[port]", false),
            ("[Mali]'s", false),
        ] {
            let start = text.find('[').expect("marked");
            let end = text.find(']').expect("marked") - 1;
            let text = text.replace(['[', ']'], "");
            assert_eq!(cut_changes_meaning(&text, start, end), changes, "{text}");
        }
    }
}
