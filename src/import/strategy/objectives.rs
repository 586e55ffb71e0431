//! A draft of `objectives.yaml`: goals and objectives with their statements and the places where they stand.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::import::markup;
use crate::yaml;

use super::label::Rank;

/// Titles are cut to so many characters.
const TITLE: usize = 70;

/// The goals and objectives of a paper, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Objectives {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    rank: Rank,
    id: String,
    goal: Option<String>,
    wordings: Vec<Wording>,
}

/// A statement as it stands in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Its words.
    pub statement: String,
    /// The anchor of its block.
    pub anchor: String,
    /// Its line in the original.
    pub line: usize,
}

#[derive(Serialize)]
struct Item {
    id: String,
    title: String,
    statement: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    wordings: Vec<OtherWording>,
    sources: Vec<Citation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    objectives: Vec<Item>,
}

#[derive(Serialize)]
struct OtherWording {
    statement: String,
    source: Citation,
}

#[derive(Clone, Serialize)]
struct Citation {
    document: String,
    at: String,
}

impl Objectives {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many goals and objectives there are; those of management count as objectives.
    pub fn count(&self) -> (usize, usize) {
        let goals = self.entries.iter().filter(|entry| entry.rank == Rank::Goal).count();
        (goals, self.entries.len() - goals)
    }

    /// Adds a place where a goal or objective is stated.
    pub(super) fn add(&mut self, rank: Rank, id: &str, goal: Option<String>, wording: Wording) {
        let same = |entry: &&mut Entry| entry.id == id && (entry.rank == Rank::Goal) == (rank == Rank::Goal);
        match self.entries.iter_mut().find(same) {
            Some(entry) => entry.wordings.push(wording),
            None => self.entries.push(Entry { rank, id: id.into(), goal, wordings: vec![wording] }),
        }
    }

    /// Where two wordings of one objective differ by more than punctuation: the line of the second, and a sentence.
    pub(super) fn differences(&self) -> Vec<(usize, String)> {
        let mut out = Vec::new();
        for entry in &self.entries {
            let first = &entry.wordings[0];
            let name = match entry.rank {
                Rank::Goal => format!("goal {}", entry.id),
                Rank::Objective => format!("objective {}", entry.id),
                Rank::Management => "the management objective".into(),
            };
            for other in entry.others() {
                let message = format!(
                    "{name} is worded otherwise than on line {}: there `{}`, here `{}`",
                    first.line, first.statement, other.statement
                );
                out.push((other.line, message));
            }
        }
        out
    }

    /// The draft for a document, with ids that are not yet taken.
    pub fn yaml(&self, document: &str, taken: &mut BTreeSet<String>) -> String {
        let goals: Vec<&Entry> = self.entries.iter().filter(|entry| entry.rank == Rank::Goal).collect();
        let clash = self.entries.iter().any(|entry| taken.contains(&entry.id));
        // The ids of two papers in one book are told apart by their documents.
        let name = |id: &str| if clash { format!("{document}-{id}") } else { id.to_string() };
        let mut items = Vec::new();
        for entry in &self.entries {
            let mut item = entry.item(document, name(&entry.id), self.has_both(&entry.id));
            if entry.rank == Rank::Goal {
                let own = self.entries.iter().filter(|own| own.goal.as_ref() == Some(&entry.id));
                item.objectives = own.map(|own| own.item(document, name(&own.id), self.has_both(&own.id))).collect();
                items.push(item);
            } else if !goals.iter().any(|goal| entry.goal.as_ref() == Some(&goal.id)) {
                items.push(item);
            }
        }
        taken.extend(self.entries.iter().map(|entry| name(&entry.id)));
        yaml::write(&items)
    }

    /// Whether a goal and an objective have one number.
    fn has_both(&self, id: &str) -> bool {
        self.entries.iter().filter(|entry| entry.id == id).count() > 1
    }
}

impl Entry {
    /// The wordings that differ from the first.
    fn others(&self) -> impl Iterator<Item = &Wording> {
        let mut seen: BTreeSet<String> = BTreeSet::from([folded(&self.wordings[0].statement)]);
        self.wordings[1..].iter().filter(move |other| seen.insert(folded(&other.statement)))
    }

    fn item(&self, document: &str, id: String, both: bool) -> Item {
        let citation = |wording: &Wording| Citation { document: document.into(), at: wording.anchor.clone() };
        let first = &self.wordings[0];
        let others: Vec<&Wording> = self.others().collect();
        let as_wording = |wording: &Wording| OtherWording {
            statement: markup::escaped(&wording.statement),
            source: citation(wording),
        };
        let wordings = if others.is_empty() { Vec::new() } else { [&[first], &others[..]].concat() };
        Item {
            id: if both && self.rank != Rank::Goal { format!("o{id}") } else { id },
            title: title(&first.statement),
            statement: markup::escaped(&first.statement),
            wordings: wordings.into_iter().map(as_wording).collect(),
            sources: self.wordings.iter().map(citation).collect(),
            objectives: Vec::new(),
        }
    }
}

/// Letters and digits alone, in lower case.
fn folded(words: &str) -> String {
    let letters: String = words.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first words of a statement: up to a comma or semicolon where there is one, else cut between words.
fn title(statement: &str) -> String {
    let statement = statement.trim_end_matches('.');
    if statement.chars().count() <= TITLE {
        return statement.to_string();
    }
    let end = statement.char_indices().nth(TITLE).map_or(statement.len(), |(at, _)| at);
    let head = &statement[..end];
    let clause = head.rfind([',', ';']).filter(|at| head[..*at].chars().count() * 2 > TITLE);
    match clause.or_else(|| head.rfind(' ')) {
        Some(cut) => format!("{} …", head[..cut].trim_end_matches([',', ';', ' '])),
        None => format!("{head} …"),
    }
}
