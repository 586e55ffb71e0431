//! How goals, objectives and the parts of one announce themselves: `Mission Goal 2:`, `Objective 1.1.`, `Risks:`.

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A goal.
    Goal,
    /// An objective.
    Objective,
    /// An objective of the mission's own management.
    Management,
}

/// A label at the start of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it announces.
    pub rank: Rank,
    /// Its number as the source has it, in Arabic digits; empty where there is none.
    pub number: String,
    /// How many bytes it takes, with what separates it from the statement.
    pub length: usize,
}

/// Words that may stand before `goal` or `objective`.
const BEFORE: &[&str] = &[
    "mission",
    "strategic",
    "country",
    "bureau",
    "integrated",
    "overall",
    "main",
    "key",
    "policy",
    "programme",
    "program",
    "development",
    "specific",
    "cross-cutting",
    "crosscutting",
    "joint",
];

const SPELLED: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const ROMAN: &[&str] = &["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

/// The label that words begin with. What only speaks of a goal (`Goal 2 is ...`) has none.
pub fn label(words: &str) -> Option<Label> {
    let mut rest = undecorated(words);
    let mut before = 0;
    let mut management = false;
    let rank = loop {
        let (word, after) = word(rest)?;
        let lower = word.to_lowercase();
        rest = after;
        match lower.as_str() {
            "goal" if management || before <= 2 => break Rank::Goal,
            "objective" => break if management { Rank::Management } else { Rank::Objective },
            "management" if before <= 1 && !management => management = true,
            _ if before < 2 && BEFORE.contains(&lower.as_str()) => before += 1,
            // `3.1 Mission Goal 1`: the number of the heading.
            _ if before == 0 && !management && is_heading_number(word) => {}
            _ => return None,
        }
    };
    if management && rank == Rank::Goal {
        return None;
    }
    let (number, after) = number(rest, rank).unwrap_or((String::new(), rest));
    if number.is_empty() && rank != Rank::Management {
        return None;
    }
    let rest = separated(after)?;
    Some(Label { rank, number, length: words.len() - rest.len() })
}

/// What follows the sign between label and statement; nothing may follow at all.
fn separated(after: &str) -> Option<&str> {
    let trimmed = after.trim_start_matches(['*', '_']).trim_start();
    if trimmed.is_empty() {
        return Some(trimmed);
    }
    let sign = trimmed.strip_prefix([':', '.', '-', '–', '—', '|', ')'])?;
    // `Objective 1.1.2` and `Goal 1-related` go on.
    if !sign.is_empty() && !sign.starts_with([' ', '*', '\t', '\u{a0}']) && !trimmed.starts_with(':') {
        return None;
    }
    Some(sign.trim_start_matches(['*', '_']).trim_start())
}

fn undecorated(words: &str) -> &str {
    words.trim_start_matches(['*', '_', '#', ' '])
}

fn word(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim_start_matches(['*', ' ', '\u{a0}', '\t']);
    let end = rest.find([' ', '\t', '\u{a0}', ':', '*', '\n']).unwrap_or(rest.len());
    (end > 0).then(|| rest.split_at(end))
}

fn is_heading_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The number behind `goal` or `objective`, and what follows it.
fn number(rest: &str, rank: Rank) -> Option<(String, &str)> {
    let rest = rest.trim_start_matches(['*', ' ', '\t', '\u{a0}']);
    let rest = rest.strip_prefix('#').unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let token = rest[..end].trim_end_matches('.');
    let after = &rest[token.len()..];
    if token.starts_with(|c: char| c.is_ascii_digit()) {
        let parts: Vec<&str> = token.split('.').collect();
        let digits = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let letter = |part: &str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let fits = match parts[..] {
            [one] => {
                let digits = one.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                digits.len() <= 2 && one.len() - digits.len() <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
            }
            [goal, own] => digits(&goal) && (digits(&own) || letter(own)),
            _ => false,
        };
        return fits.then(|| (token.to_string(), after));
    }
    let at = |list: &[&str], word: &str| list.iter().position(|known| *known == word).map(|at| (at + 1).to_string());
    let known = at(SPELLED, &token.to_lowercase()).or_else(|| at(ROMAN, token));
    let letter = (rank == Rank::Objective && token.len() == 1 && token.bytes().all(|b| b.is_ascii_uppercase()))
        .then(|| token.to_string());
    known.or(letter).map(|number| (number, after))
}

/// The run-in label at the start of words (`Risks:`), without its colon: one to four words, the first with a capital.
pub fn run_in(words: &str) -> Option<&str> {
    if label(words).is_some() {
        return None;
    }
    let bare = undecorated(words);
    let end = bare.find(':')?;
    let name = bare[..end].trim_end_matches('*').trim_end();
    let count = name.split_whitespace().count();
    let fits = (1..=4).contains(&count)
        && name.len() <= 40
        && name.starts_with(char::is_uppercase)
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '&' | '/'))
        && bare[end + 1..].starts_with([' ', '*', '\t', '\u{a0}']);
    fits.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words_about_goals() {
        for (words, expected) in [
            ("Mission Goal 1: The harbour is safe.", Some((Rank::Goal, "1", "The harbour is safe."))),
            ("GOAL TWO – THE QUAY", Some((Rank::Goal, "2", "THE QUAY"))),
            ("Goal III. Trade", Some((Rank::Goal, "3", "Trade"))),
            ("3.1 Mission Goal 1: Trade", Some((Rank::Goal, "1", "Trade"))),
            ("Mission Goal 2", Some((Rank::Goal, "2", ""))),
            ("**Mission Objective 1.3:** Reform", Some((Rank::Objective, "1.3", "Reform"))),
            ("Objective 1.1. Reform", Some((Rank::Objective, "1.1", "Reform"))),
            ("Strategic Objective 2A - Reform", Some((Rank::Objective, "2A", "Reform"))),
            ("Objective B: Reform", Some((Rank::Objective, "B", "Reform"))),
            ("Management Objective: Staff", Some((Rank::Management, "", "Staff"))),
            ("4. Management Objective", Some((Rank::Management, "", ""))),
            ("Mission Management Objective 2: Staff", Some((Rank::Management, "2", "Staff"))),
            ("Mission Goal 1 is central", None),
            ("Objective 1.1 aligns with Goals 1 and 3", None),
            ("Goal 1-related work", None),
            ("Objective 1.1.2: Deep", None),
            ("Goals and Objectives", None),
            ("Goal: none", None),
            ("Objective: none", None),
            ("Goal 100: x", None),
            ("The goal 1: x", None),
            ("", None),
        ] {
            let found = label(words);
            let found = found.as_ref().map(|label| (label.rank, label.number.as_str(), &words[label.length..]));
            assert_eq!(found, expected, "{words}");
        }
        for (words, expected) in [
            ("Risks: The sea.", Some("Risks")),
            ("**Lines of effort:** One", Some("Lines of effort")),
            ("Risks:", None),
            ("at 5: yes", None),
            ("A sentence with many words: yes", None),
        ] {
            assert_eq!(run_in(words), expected, "{words}");
        }
    }
}
