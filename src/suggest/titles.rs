//! A title for a dated passage, out of the words of its sentence.

use std::ops::Range;

use super::names::spaced;
use crate::text::capital;

/// Characters of the longest title.
const LONGEST: usize = 110;

/// The clause around a date, without the date at its head, shortened at a border of words. All ranges are of the
/// sentence; `between` reaches from the date before to the date after.
pub(super) fn title(sentence: &str, date: &Range<usize>, between: &Range<usize>) -> String {
    let (start, cut) = clause_start(sentence, date, between.start);
    let end = clause_end(sentence, date, between.end);
    let head = sentence[start..date.start].split_whitespace().count();
    let rest = sentence[date.end..end].trim_start().strip_prefix(',');
    // `On June 7, 2021, Colonel ...` says its date beside the title.
    let (words, kept) = match rest {
        Some(rest) if head <= 2 && !cut && rest.split_whitespace().count() >= 3 => (spaced(rest), 0),
        // What a long sentence begins with says more than the words before its date.
        _ if sentence[start..date.end].chars().count() > LONGEST => (spaced(&sentence[start..end]), 0),
        _ => (spaced(&sentence[start..end]), spaced(&sentence[start..date.end]).len()),
    };
    let bare = without_opening(&words);
    let dropped = words.len() - bare.len();
    let title = shortened(bare, kept.saturating_sub(dropped));
    if cut { format!("\u{2026}{title}") } else { capital(&title) }
}

/// The start of a clause from which the date is near, else of the sentence; after an earlier date it may have to be cut
/// inside a clause, and then the second is true.
fn clause_start(sentence: &str, date: &Range<usize>, earliest: usize) -> (usize, bool) {
    let chars = |from: usize| sentence[from..date.end].chars().count();
    let border = |(at, mark): (usize, &str)| {
        let at = at + mark.len();
        // The comma of `May 24, 2021` parts nothing.
        let number = sentence[at..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        (!number || at >= date.start).then_some(at)
    };
    let borders: Vec<usize> = sentence[..date.start].match_indices([';', ',', ':']).filter_map(border).collect();
    let prepositions = |from: &&usize| sentence[**from..date.start].split_whitespace().count() <= 2;
    if let Some(last) = borders.last().filter(prepositions)
        && sentence[date.end..].trim_start().starts_with(',')
    {
        return (*last, false);
    }
    let first = if earliest == 0 { Some(0) } else { None };
    let mut starts = first.into_iter().chain(borders.into_iter().filter(|at| *at >= earliest));
    if let Some(start) = starts.find(|at| chars(*at) <= LONGEST) {
        return (start, false);
    }
    if earliest == 0 {
        return (0, false);
    }
    let near = sentence[..date.start].char_indices().rev().nth(LONGEST / 2).map_or(0, |(at, _)| at).max(earliest);
    let word = sentence[near..date.start].find(char::is_whitespace).map_or(near, |space| near + space);
    (word, word > 0)
}

/// The end of the sentence, or of the last clause before the next date.
fn clause_end(sentence: &str, date: &Range<usize>, latest: usize) -> usize {
    if latest >= sentence.len() {
        return sentence.len();
    }
    let after = &sentence[date.end..latest];
    let mut borders = after.match_indices([';', ',']).map(|(at, _)| at);
    // A clause of a word or two is no title.
    let long = |at: &usize| after[..*at].split_whitespace().count() >= 3 && !after[..*at].trim_end().ends_with(" and");
    borders.rfind(long).map_or(sentence.len(), |at| date.end + at)
}

/// Words without a label, a conjunction or an adverb at their head.
fn without_opening(words: &str) -> &str {
    let mut rest =
        words.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{ab}' | '"' | '\u{201c}'));
    let label = rest.split_once(": ").filter(|(label, _)| label.chars().all(char::is_alphabetic));
    rest = label.map_or(rest, |(_, words)| words);
    let openings =
        ["and ", "but ", "while ", "however, ", "in addition, ", "in response, ", "for example, ", "similarly, "];
    while let Some(opening) = openings.iter().find(|opening| starts_with(rest, opening)) {
        rest = rest[opening.len()..].trim_start_matches([',', ' ']);
    }
    rest
}

fn starts_with(words: &str, opening: &str) -> bool {
    words.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening))
}

/// Words cut to the longest title, at a clause if a good part is left; the first `kept` bytes always stay.
fn shortened(words: &str, kept: usize) -> String {
    let words = words.trim_end_matches(['.', ',', ';', ':', ' ']);
    let Some((cut, _)) = words.char_indices().nth(LONGEST) else { return words.to_string() };
    let cut = words.ceil_char_boundary(cut.max(kept.min(words.len())));
    if cut == words.len() {
        return words.to_string();
    }
    let head = &words[..cut];
    let good = |at: &usize| *at >= kept && head[..*at].chars().count() >= LONGEST / 2;
    if let Some(clause) = head.rfind([',', ';']).filter(good) {
        return head[..clause].to_string();
    }
    let border = head.rfind(' ').filter(|at| *at >= kept).unwrap_or(cut);
    format!("{}\u{2026}", head[..border].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_words_around_the_date() {
        for (sentence, date, next, expected) in [
            ("On June 7, 2021, Colonel Goita was sworn in.", "June 7, 2021", "", "Colonel Goita was sworn in"),
            ("In August 2020, officers took power.", "August 2020", "", "Officers took power"),
            ("The pier fell in 1961.", "1961", "", "The pier fell in 1961"),
            ("In 2004 the office moved.", "2004", "", "In 2004 the office moved"),
            (
                "Risks: Without reform, the crisis of 1961 may return.",
                "1961",
                "",
                "Without reform, the crisis of 1961 may return",
            ),
            (
                "On May 24, 1961, officers held the harbour master, and, on June 7, 1961, Cole was sworn in.",
                "May 24, 1961",
                "June 7, 1961",
                "Officers held the harbour master",
            ),
            (
                "After long talks in the harbour office about the state of the northern pier and the tolls, the council met, and, on 12 April 1961, it voted for it.",
                "12 April 1961",
                "",
                "It voted for it",
            ),
            (
                "In 1961, the council of the harbour sat for eleven days over the plan of the engineer whom nobody had asked for one of his own.",
                "1961",
                "",
                "The council of the harbour sat for eleven days over the plan of the engineer whom nobody had asked for one of\u{2026}",
            ),
            (
                "Referring to the capture of men who had a hand in the theft of the toll money at the pier (see above) and to the arrest of three more in April 1961 near Gao",
                "April 1961",
                "",
                "Referring to the capture of men who had a hand in the theft of the toll money at the pier (see above) and to\u{2026}",
            ),
        ] {
            let start = sentence.find(date).expect("the date");
            let latest = if next.is_empty() { sentence.len() } else { sentence.find(next).expect("the next date") };
            assert_eq!(title(sentence, &(start..start + date.len()), &(0..latest)), expected, "{sentence}");
        }
    }

    #[test]
    fn what_belongs_to_an_earlier_date_is_left_to_it() {
        let sentence = "Men were taken in March 1961 after a long search of the pier (see above) and of all the houses by the \
             water and the town\u{2019}s April 26 arrest of three more.";
        let place = |words: &str| sentence.find(words).map(|start| start..start + words.len()).expect("words");
        let found = title(sentence, &place("April 26"), &(place("March 1961").end..sentence.len()));
        let expected = "\u{2026}of all the houses by the water and the town\u{2019}s April 26 arrest of three more";
        assert_eq!(found, expected);
    }
}
