//! Lines that are headings by their type: numbered, in capitals, in bold, in title case alone.

/// How a heading is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With number signs, as Markdown has them.
    Marked(u8),
    /// With a number of so many parts.
    Numbered(u8),
    /// In capitals.
    Capitals,
    /// In title case or bold, alone.
    Alone,
}

/// What stands around a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// The words before, unless they are a heading's; empty at the start.
    pub before: &'a str,
    /// The words after.
    pub after: &'a str,
    /// Whether nothing stands right above.
    pub free_above: bool,
    /// Whether nothing stands right below.
    pub free_below: bool,
}

/// Headings are not longer, in characters.
const LONGEST: usize = 90;

/// How a line is set, if it is a heading.
pub fn style(words: &str, around: Around<'_>) -> Option<Style> {
    let marks = words.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&marks) && words[marks..].starts_with(' ') && words.len() > marks + 1 {
        return Some(Style::Marked(u8::try_from(marks).unwrap_or(6)));
    }
    let bold = words.len() > 4 && words.starts_with("**") && words.ends_with("**") && words.matches("**").count() == 2;
    let bare = words.trim_matches('*').trim();
    let short = bare.chars().count() <= LONGEST && bare.chars().any(char::is_alphabetic);
    if !short || bare.ends_with(['.', ',', ';', ':', '!', '?', '-', '–', '—']) || !around.free_above {
        return None;
    }
    if around.after.starts_with(char::is_lowercase) || around.after.is_empty() || is_open(around.before) {
        return None;
    }
    let alone = around.free_below;
    if let Some((length, parts, value)) = number(bare) {
        let name = &bare[length..];
        let list = number(around.after).is_some_and(|(_, next, after)| next == parts && after == value + 1)
            || number(around.before).is_some_and(|(_, last, before)| last == parts && before + 1 == value);
        let titled = capitals(name) || title_case(name);
        let dotted = bare[..length].contains(['.', ')', ':']) || bare.starts_with(char::is_alphabetic);
        let fits = titled && (alone || dotted && around.after.len() > 60)
            || alone && dotted && name.starts_with(char::is_uppercase) && name.len() <= 70;
        return (fits && !list).then_some(Style::Numbered(parts));
    }
    if capitals(bare) {
        return Some(Style::Capitals);
    }
    (alone && (bold || title_case(bare))).then_some(Style::Alone)
}

/// Whether words stop in mid-sentence.
fn is_open(before: &str) -> bool {
    before.len() > LONGEST && before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

/// The number at the start of a heading: its length, how many parts it has, and the last of them.
pub fn number(words: &str) -> Option<(usize, u8, u32)> {
    let words_after = |word: &str| words.strip_prefix(word).and_then(|rest| rest.strip_prefix(' '));
    let named = ["Section", "Chapter", "Part", "Annex", "Appendix", "SECTION", "CHAPTER", "PART", "ANNEX", "APPENDIX"];
    if let Some(rest) = named.iter().find_map(|name| words_after(name)) {
        let end = rest.find([' ', ':', '.', '–', '-']).unwrap_or(rest.len());
        let token = &rest[..end];
        let value = token.parse().ok().or_else(|| roman(token)).or_else(|| letter(token))?;
        let name = rest[end..].trim_start_matches([':', '.', ' ', '–', '-']);
        return Some((words.len() - name.len(), 1, value));
    }
    let end = words.find(char::is_whitespace)?;
    let token = words[..end].trim_end_matches(['.', ')']);
    let name = words[end..].trim_start();
    let length = words.len() - name.len();
    if let Some(value) = roman(token).filter(|_| token.len() < end) {
        return Some((length, 1, value));
    }
    let parts: Vec<&str> = token.split('.').collect();
    let digits = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = parts.len() <= 4 && parts.iter().all(digits) && !name.is_empty();
    // `12 ships` counts ships.
    let dotted = parts.len() > 1 || token.len() < end || name.starts_with(char::is_uppercase);
    let value = parts.last()?.parse().ok()?;
    (fits && dotted).then(|| (length, u8::try_from(parts.len()).unwrap_or(4), value))
}

fn roman(token: &str) -> Option<u32> {
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
        .iter()
        .zip(1..)
        .find(|(known, _)| **known == token)
        .map(|(_, value)| value)
}

fn letter(token: &str) -> Option<u32> {
    let [byte @ b'A'..=b'Z'] = token.as_bytes() else { return None };
    Some(u32::from(byte - b'A') + 1)
}

/// Whether words are set in capitals: two words, or one of six letters.
fn capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && !words.chars().any(char::is_lowercase)
        && (letters >= 6 || words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() > 1)
}

/// Whether nearly all longer words begin with a capital.
fn title_case(words: &str) -> bool {
    let long: Vec<&str> =
        words.split([' ', '-', '/']).filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3).collect();
    let capital = long
        .iter()
        .filter(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase))
        .count();
    let small = words.chars().any(char::is_lowercase);
    small && words.starts_with(|c: char| c.is_uppercase()) && !long.is_empty() && capital * 5 >= long.len() * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_how_they_are_set() {
        let text = "The harbour board met in the long hall for the whole of that day, and it was said to all.";
        let free = Around { before: "It is.", after: text, free_above: true, free_below: true };
        let tight = Around { free_below: false, ..free };
        let cut = "The harbour board met in the long hall for the whole of that day, and it was said to all of the";
        for (words, around, expected) in [
            ("1. Harbour Safety", free, Some(Style::Numbered(1))),
            ("2.1 Harbour safety and trade", free, Some(Style::Numbered(2))),
            ("IV. THE QUAY", free, Some(Style::Numbered(1))),
            ("Section 3: The Quay", free, Some(Style::Numbered(1))),
            ("1. Harbour Safety", tight, Some(Style::Numbered(1))),
            ("1. Repair the mole and the quay", tight, None),
            ("1. Harbour Safety", Around { after: "2. Quay Repair", ..free }, None),
            ("THE STATE OF THE PIER", tight, Some(Style::Capitals)),
            ("AQIM", free, None),
            ("The State of the Pier", free, Some(Style::Alone)),
            ("The State of the Pier", tight, None),
            ("The state of the old pier today", free, None),
            ("**The state of the old pier**", free, Some(Style::Alone)),
            ("## the state", tight, Some(Style::Marked(2))),
            ("United Harbour Board", Around { before: cut, ..free }, None),
            ("United Harbour Board", Around { after: "of the town", ..free }, None),
            ("It Rained.", free, None),
            ("12 ships", free, None),
        ] {
            assert_eq!(style(words, around), expected, "{words}");
        }
    }
}
