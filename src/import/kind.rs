//! What kind of text a file holds, by what stands in it, and why it is thought so.

use std::collections::BTreeSet;

use crate::diagnostics::count;

use super::cable::fields::{self, Field};
use super::lines::Source;
use super::marks;

/// The kinds that import knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A diplomatic cable
    Cable,
    /// A strategy paper with goals and objectives
    Strategy,
    /// An article from a web page
    Article,
    /// Anything else
    Plain,
}

impl Kind {
    /// Its word in front matter and reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cable => "cable",
            Self::Strategy => "strategy",
            Self::Article => "article",
            Self::Plain => "plain",
        }
    }
}

/// A kind and the reasons for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The kind.
    pub kind: Kind,
    /// What speaks for it, in a phrase each.
    pub because_of: Vec<String>,
}

/// A score below this is chance.
const ENOUGH: usize = 4;

/// Points for a kind, with reasons.
#[derive(Default)]
struct Score {
    points: usize,
    because_of: Vec<String>,
}

impl Score {
    fn add(&mut self, points: usize, reason: impl Into<String>) {
        self.points += points;
        self.because_of.push(reason.into());
    }
}

/// Recognises the kind of a text.
pub fn recognise(source: &Source) -> Recognised {
    let scores = [(Kind::Cable, cable(source)), (Kind::Strategy, strategy(source)), (Kind::Article, article(source))];
    // The first of equals: a cable on a web page is a cable.
    let best = scores.into_iter().rev().max_by_key(|(_, score)| score.points);
    match best {
        Some((kind, score)) if score.points >= ENOUGH => Recognised { kind, because_of: score.because_of },
        _ => Recognised { kind: Kind::Plain, because_of: vec!["nothing that marks another kind".into()] },
    }
}

fn cable(source: &Source) -> Score {
    let mut score = Score::default();
    let lines = || source.lines().iter().map(|line| source.line(line)).filter(|line| !line.is_empty());
    let marked = lines().filter(|line| marks::ordinal(line).is_some_and(|(_, mark)| mark.marking.is_some())).count();
    if marked > 0 {
        score.add(marked.min(4), format!("{} with markings", count(marked, "numbered paragraph")));
    }
    let seen: BTreeSet<Field> = lines().filter_map(sign).collect();
    for field in seen {
        let (points, reason) = points(field);
        score.add(points, reason);
    }
    score
}

/// The field that a line is, where it is one without doubt.
fn sign(line: &str) -> Option<Field> {
    let (field, _) = fields::field(line)?;
    let doubtful = match field {
        // Stamps and letters have these words too.
        Field::Classification => fields::classification(line).is_none_or(|(_, rest)| fields::section(rest).1.is_none()),
        Field::Handling => line != "SIPDIS",
        Field::Transmission => !line.starts_with("DE ") && !line.starts_with("VZCZC"),
        Field::From | Field::To | Field::Info | Field::Reason => true,
        _ => false,
    };
    let origin = field == Field::From && line.len() > 5;
    (!doubtful || origin).then_some(field)
}

fn points(field: Field) -> (usize, &'static str) {
    match field {
        Field::Transmission => (2, "a routing line"),
        Field::DateTimeGroup => (2, "a date-time group"),
        Field::From | Field::To | Field::Info => (2, "a line of origin"),
        Field::Classification => (2, "a classification line"),
        Field::Handling => (2, "SIPDIS"),
        Field::ExecutiveOrder => (2, "E.O. 12958 or its like"),
        Field::Tags => (2, "TAGS"),
        Field::Subject => (1, "SUBJECT"),
        Field::Reference => (1, "REF"),
        Field::ClassifiedBy | Field::Reason => (1, "Classified By"),
    }
}

fn strategy(source: &Source) -> Score {
    let mut score = Score::default();
    let (mut goals, mut objectives) = (0usize, 0usize);
    let (mut contents, mut release, mut parts) = (false, false, 0usize);
    for line in source.lines() {
        let words = source.line(line).trim_start_matches(['-', '*', '•', '#', ' ']);
        let rest = words.strip_prefix("Mission ").or_else(|| words.strip_prefix("Strategic ")).unwrap_or(words);
        let numbered = |name: &str| {
            rest.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        };
        goals += usize::from(numbered("Goal") || numbered("GOAL"));
        objectives += usize::from(numbered("Objective") || numbered("OBJECTIVE"));
        contents |= words.eq_ignore_ascii_case("table of contents");
        release |= words == "FOR PUBLIC RELEASE";
        parts += usize::from(["Justification:", "Linkages:", "Risks:"].iter().any(|part| words.starts_with(part)));
    }
    for (count, points, reason) in
        [(goals, 2, "goals"), (objectives, 3, "objectives"), (parts, 1, "justifications, linkages and risks")]
    {
        if count > 1 {
            score.add(points, format!("{count} {reason}"));
        }
    }
    if contents {
        score.add(1, "a table of contents");
    }
    if release {
        score.add(2, "FOR PUBLIC RELEASE");
    }
    score
}

fn article(source: &Source) -> Score {
    let mut score = Score::default();
    let head: String = source.text().chars().take(2000).collect::<String>().to_lowercase();
    if head.contains("<html") || head.contains("<!doctype html") || head.contains("<article") {
        score.add(6, "HTML");
    }
    let furniture = [
        "cookie",
        "leave a comment",
        "advertisement",
        "you may also like",
        "share this",
        "adblock",
        "read more",
        "related posts",
        "newsletter",
        "all rights reserved",
        "©",
        "more>>",
        "edited by",
        "posted by",
        "keywords:",
    ];
    let mut seen: Vec<&str> = Vec::new();
    let (mut long, mut all) = (0usize, 0usize);
    for line in source.lines().iter().filter(|line| !line.is_blank()) {
        let words = source.line(line);
        all += 1;
        long += usize::from(words.len() > 160);
        if words.len() < 240 {
            let lower = words.to_lowercase();
            seen.extend(furniture.iter().filter(|mark| lower.contains(*mark)));
        }
    }
    seen.sort_unstable();
    seen.dedup();
    if !seen.is_empty() {
        let names: Vec<String> = seen.iter().map(|mark| format!("`{mark}`")).collect();
        score.add(2 * seen.len().min(3), format!("words of a web page: {}", names.join(", ")));
    }
    if long * 4 > all && long > 2 {
        score.add(1, "paragraphs on one line each");
    }
    if source.text().contains(" » ") || source.text().contains(" › ") {
        score.add(2, "a trail of links");
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_what_stands_in_them() {
        for (text, kind) in [
            ("E.O. 12958: N/A\nREF: STATE 1\n\n1.(SBU) One.\n\n2. (SBU) Two.", Kind::Cable),
            ("1. (C) One.\n\n2. (C) Two.\n\n3.(C) Three.\n\n4. (S/NF) Four.", Kind::Cable),
            ("FM AMEMBASSY HAVEN\nR 121116Z JUN 09\nThe harbour is open.", Kind::Cable),
            ("Table of Contents\nGoal 1: x\nGoal 2: y\n- Objective 1.1: z\n- Objective 1.2: z", Kind::Strategy),
            ("<!DOCTYPE html><html><p>The pier</p></html>", Kind::Article),
            ("Pier opens\n\nThe pier opened.\n\nLeave a Comment\n\nThis site uses cookies", Kind::Article),
            ("R 320905Z APR 79\nUNCLAS HAVEN 000042\n\n1. (U) The pier.", Kind::Cable),
            ("TO THE COUNCIL\nFM 100.5\nSECRET\nSUBJECT: the pier", Kind::Plain),
            ("Dear Sir,\n\nthe pier is old.", Kind::Plain),
            ("1. The pier is old.\n\n2. It is to be repaired.", Kind::Plain),
        ] {
            let found = recognise(&Source::new(text.into()));
            assert_eq!(found.kind, kind, "{text}\n{:?}", found.because_of);
            assert!(!found.because_of.is_empty());
        }
    }
}
