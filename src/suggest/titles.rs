//! A title for a dated passage, out of the words of its sentence.

use std::ops::Range;

use super::names::spaced;

/// Characters of the longest title.
const LONGEST: usize = 90;

/// The clause around a date, without the date at its head, shortened at a border of words. `date` is a range of the
/// sentence.
pub(super) fn title(sentence: &str, date: &Range<usize>) -> String {
    let start = clause_start(sentence, date);
    let mut words = sentence.get(start..).unwrap_or(sentence);
    // `On June 7, 2021, Colonel ...` says its date beside the title.
    if let Some(head) = sentence.get(start..date.start)
        && head.split_whitespace().count() <= 2
        && let Some(rest) = sentence.get(date.end..)
        && let Some(rest) = rest.trim_start().strip_prefix(',')
    {
        words = rest;
    }
    let words = spaced(words);
    let words = without_opening(&words);
    capitalised(&shortened(words))
}

/// The start of the sentence, or of the last clause from which the date is near.
fn clause_start(sentence: &str, date: &Range<usize>) -> usize {
    let before = &sentence[..date.start];
    let chars = |from: usize| sentence[from..date.end].chars().count();
    if chars(0) <= LONGEST {
        return 0;
    }
    let mut starts = before.match_indices([';', ',', ':']).map(|(at, mark)| at + mark.len());
    starts.find(|at| chars(*at) <= LONGEST).unwrap_or(0)
}

/// Words without a conjunction or an adverb at their head.
fn without_opening(words: &str) -> &str {
    let mut rest = words.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{ab}' | '"' | '\u{201c}'));
    let openings = ["and ", "but ", "while ", "however, ", "in addition, ", "in response, ", "for example, ", "similarly, "];
    while let Some(opening) = openings.iter().find(|opening| starts_with(rest, opening)) {
        rest = rest[opening.len()..].trim_start_matches([',', ' ']);
    }
    rest
}

fn starts_with(words: &str, opening: &str) -> bool {
    words.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening))
}

fn shortened(words: &str) -> String {
    let words = words.trim_end_matches(['.', ',', ';', ':', ' ']);
    let Some((cut, _)) = words.char_indices().nth(LONGEST) else { return words.to_string() };
    let head = &words[..cut];
    let clause = head.rfind([',', ';']).filter(|at| head[..*at].chars().count() >= LONGEST / 2);
    if let Some(clause) = clause {
        return head[..clause].to_string();
    }
    let border = head.rfind(' ').unwrap_or(cut);
    format!("{}\u{2026}", head[..border].trim_end_matches([',', ';', ':', ' ']))
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_words_around_the_date() {
        for (sentence, date, expected) in [
            ("On June 7, 2021, Colonel Goita was sworn in.", "June 7, 2021", "Colonel Goita was sworn in"),
            ("In August 2020, officers took power.", "August 2020", "Officers took power"),
            ("The pier fell in 1961.", "1961", "The pier fell in 1961"),
            ("In 2004 the office moved.", "2004", "In 2004 the office moved"),
            (
                "After long talks in the harbour office about the state of the northern pier, the council met, and, on 12 April 1961, it voted.",
                "12 April 1961",
                "It voted",
            ),
            (
                "In 1961, the council of the harbour sat for eleven days over the plan of the engineer whom nobody had asked for one.",
                "1961",
                "The council of the harbour sat for eleven days over the plan of the engineer whom nobody\u{2026}",
            ),
        ] {
            let start = sentence.find(date).expect("the date");
            assert_eq!(title(sentence, &(start..start + date.len())), expected, "{sentence}");
        }
    }
}
