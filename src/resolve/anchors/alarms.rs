//! Changes that turn the meaning of a passage: digits, negations and names, called out as words.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text::{Fold, fold};

/// Changes of more words than this are told by their alarming words alone.
const SHORT: usize = 8;

/// What changed between a quote's words and the present ones in a digit, a negation or a name: "`4` is now `12`".
pub(super) fn alarms(before: &str, now: &str, names: &[&str]) -> Vec<String> {
    let (old, new) = (Side::new(before, names), Side::new(now, names));
    let mut out = Vec::new();
    for (was, is) in changes(&old.words, &new.words) {
        let gone = alarming(&old, was.clone(), &new, is.clone());
        let fresh = alarming(&new, is.clone(), &old, was.clone());
        if gone.is_empty() && fresh.is_empty() {
            continue;
        }
        if was.len() + is.len() <= SHORT {
            out.push(told(&old.words, was, &new.words, is));
        } else {
            out.extend(gone.iter().map(|word| format!("`{word}` is gone")));
            out.extend(fresh.iter().map(|word| format!("`{word}` is new")));
        }
    }
    out.dedup();
    out
}

/// The words of one side, and which of them belong to a name.
struct Side<'a> {
    words: Vec<&'a str>,
    named: Vec<bool>,
    folded: Vec<String>,
}

impl<'a> Side<'a> {
    fn new(text: &'a str, names: &[&str]) -> Self {
        let words: Vec<&str> = text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
        let folded: Vec<String> = words.iter().map(|word| name_form(word)).collect();
        let mut named = vec![false; words.len()];
        for name in names {
            let name: Vec<String> = name.split_whitespace().map(bare).map(name_form).collect();
            if name.is_empty() || name.len() > folded.len() {
                continue;
            }
            for at in 0..=folded.len() - name.len() {
                if folded[at..at + name.len()] == name {
                    named[at..at + name.len()].fill(true);
                }
            }
        }
        Self { words, named, folded }
    }
}

fn name_form(word: &str) -> String {
    let folded = fold(word, Fold::Name);
    folded.strip_suffix("'s").map(str::to_string).unwrap_or(folded)
}

/// A word without the punctuation around it; a sign or point before a digit belongs to the number.
fn bare(word: &str) -> &str {
    let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lead = &word[..word.len() - inner.len()];
    let sign = lead.chars().next_back().filter(|c| matches!(c, '-' | '+' | '.' | '$' | '€' | '£'));
    let sign = sign.filter(|_| inner.starts_with(char::is_numeric)).map_or(0, char::len_utf8);
    word[lead.len() - sign..].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%')
}

/// The changed stretches: words of the one side and of the other.
fn changes(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (tag, was, is) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        match out.last_mut() {
            Some((old, new)) if old.end == was.start && new.end == is.start => {
                old.end = was.end;
                new.end = is.end;
            }
            _ => out.push((was, is)),
        }
    }
    out
}

/// The words of a stretch that the other side lacks and that turn the meaning.
fn alarming<'a>(side: &Side<'a>, here: Range<usize>, other: &Side, there: Range<usize>) -> Vec<&'a str> {
    let opposite = &other.words[there.clone()];
    let same_name = side.folded[here.clone()] == other.folded[there];
    let alarms = |at: &usize| {
        let word = side.words[*at];
        let plain = word.contains(char::is_numeric) || is_negation(word) || opposite.iter().any(|o| negates(o, word));
        !opposite.contains(&word) && (plain || (side.named[*at] && !same_name))
    };
    here.filter(alarms).map(|at| side.words[at]).collect()
}

fn is_negation(word: &str) -> bool {
    let word = word.to_lowercase();
    let known = ["not", "no", "never", "without", "neither", "nor", "none", "cannot", "nothing", "nobody"];
    known.contains(&word.as_str()) || word.ends_with("n't")
}

/// Whether one of two words is the other with a negating start: `likely`, `unlikely`.
fn negates(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
    let starts = ["un", "in", "im", "il", "ir", "dis", "non", "non-"];
    long.strip_suffix(&short).is_some_and(|start| starts.contains(&start))
}

fn told(old: &[&str], was: Range<usize>, new: &[&str], is: Range<usize>) -> String {
    // Of an insertion or an omission one word beside it is told, so that both sides have words.
    let (mut was, mut is) = (was, is);
    if was.is_empty() || is.is_empty() {
        if was.start > 0 && is.start > 0 {
            was.start -= 1;
            is.start -= 1;
        } else if was.end < old.len() && is.end < new.len() {
            was.end += 1;
            is.end += 1;
        }
    }
    let (was, is) = (old[was].join(" "), new[is].join(" "));
    match (was.is_empty(), is.is_empty()) {
        (true, _) => format!("`{is}` is new"),
        (_, true) => format!("`{was}` is gone"),
        _ => format!("`{was}` is now `{is}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_that_turn_the_meaning_are_told() {
        for (before, now, expected) in [
            ("he would accept", "he would not accept", vec!["`would` is now `would not`"]),
            ("he would not accept", "he would accept", vec!["`would not` is now `would`"]),
            ("4 men", "12 men", vec!["`4` is now `12`"]),
            ("by 4.5 men,", "by 45 men", vec!["`4.5` is now `45`"]),
            ("at -5 degrees", "at 5 degrees", vec!["`-5` is now `5`"]),
            ("5% of it", "5 of it", vec!["`5%` is now `5`"]),
            ("he can go", "he can't go", vec!["`can` is now `can't`"]),
            ("accept it", "never accept it", vec!["`accept` is now `never accept`"]),
            ("likely to leave", "unlikely to leave", vec!["`likely` is now `unlikely`"]),
            ("Touré said so", "Keïta said so", vec!["`Touré` is now `Keïta`"]),
            ("the Islamic Maghreb", "the Maghreb", vec!["`the Islamic` is now `the`"]),
            ("Mali's image", "the country's image", vec!["`Mali's` is now `the country's`"]),
            ("MALI said so", "Mali said so", vec![]),
            ("a big house, there", "a large house there", vec![]),
            ("nothing changes here", "nothing changes here", vec![]),
            ("one two three four five 6", "a b c d e f", vec!["`6` is gone"]),
        ] {
            assert_eq!(alarms(before, now, &["Toure", "Islamic Maghreb", "Mali"]), expected, "{before} / {now}");
        }
    }
}
