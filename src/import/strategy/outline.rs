//! Goals and objectives in the blocks of a paper: their statements, anchors, and the levels of all headings.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::draft::{Block, Draft, Shape};
use crate::import::lines::Source;

use super::heading::Style;
use super::label::{self, Label, Rank};
use super::objectives::{Objectives, Wording};
use super::paragraphs::Found;

/// A statement longer than this is a paragraph, wherever it stands.
const LONGEST_HEADING: usize = 320;

/// Finds goals and objectives, gives them anchors, and gives levels to headings.
pub fn apply(source: &Source, blocks: &mut [Found], draft: &mut Draft) {
    let labels: Vec<Option<Label>> = blocks.iter().map(|found| labelled(source, &found.block)).collect();
    let mut objectives = Objectives::default();
    let mut names = Names::default();
    let mut goal: Option<String> = None;
    for (at, found) in labels.iter().enumerate() {
        let Some(found) = found else { continue };
        let words = blocks[at].block.words(source);
        let (block, statement) = match words[found.length..].trim() {
            "" => match below(source, blocks, &labels, at) {
                Some(statement) => (at + 1, statement),
                None => continue,
            },
            statement => (at, statement.to_string()),
        };
        let id = id(found, goal.as_deref());
        if found.rank == Rank::Goal {
            goal = Some(id.clone());
        }
        let base = base(found.rank, &id);
        let anchor = names.again(&base);
        let Some(start) = blocks[block].block.pieces.first().map(|piece| piece.span.start) else { continue };
        draft.anchors.insert(start, anchor.clone());
        let parent = match found.rank {
            Rank::Objective => goal.clone(),
            Rank::Goal | Rank::Management => None,
        };
        objectives.add(found.rank, &id, parent, Wording { statement, anchor, line: source.number_at(start) });
    }
    shape(source, blocks, &labels);
    parts(source, blocks, &labels, &mut names, draft);
    levels(source, blocks, &labels);
    for (at, message) in objectives.differences() {
        draft.doubts.push(crate::import::draft::Doubt { line: at, message });
    }
    if objectives.is_empty() {
        draft.lacks("no goals or objectives stand in the text");
    } else {
        draft.objectives = Some(objectives);
    }
}

fn labelled(source: &Source, block: &Block) -> Option<Label> {
    matches!(block.shape, Shape::Heading(_) | Shape::Paragraph | Shape::Item { .. })
        .then(|| label::label(&block.words(source)))
        .flatten()
}

/// The statement below a label that stands alone.
fn below(source: &Source, blocks: &[Found], labels: &[Option<Label>], at: usize) -> Option<String> {
    let next = blocks.get(at + 1).filter(|next| next.block.shape == Shape::Paragraph && labels[at + 1].is_none())?;
    let words = next.block.words(source);
    (words.split_whitespace().count() > 3 && label::run_in(&words).is_none()).then_some(words)
}

fn id(label: &Label, goal: Option<&str>) -> String {
    let number = label.number.to_lowercase();
    match (label.rank, goal) {
        (Rank::Management, _) if number.is_empty() => "mo".into(),
        (Rank::Management, _) => format!("mo-{number}"),
        // An objective that is counted within its goal.
        (Rank::Objective, Some(goal)) if !number.contains('.') && !number.starts_with(goal) || number == goal => {
            match goal_of(&number) {
                Some(_) => number,
                None => format!("{goal}.{number}"),
            }
        }
        _ => number,
    }
}

/// The goal that the number of an objective names itself: `2` of `2a`.
fn goal_of(number: &str) -> Option<&str> {
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (!digits.is_empty() && digits.len() < number.len()).then_some(digits)
}

fn base(rank: Rank, id: &str) -> String {
    let slug = id.replace('.', "-");
    if rank == Rank::Goal { format!("goal-{slug}") } else { format!("obj-{slug}") }
}

/// Anchors given so far.
#[derive(Default)]
struct Names {
    times: BTreeMap<String, usize>,
    taken: BTreeSet<String>,
}

impl Names {
    /// The anchor of a statement: `goal-1`, then `goal-1-again`, then `goal-1-again-2`.
    fn again(&mut self, base: &str) -> String {
        let times = self.times.entry(base.into()).or_insert(0);
        *times += 1;
        let name = match *times {
            1 => base.to_string(),
            2 => format!("{base}-again"),
            more => format!("{base}-again-{}", more - 1),
        };
        self.taken.insert(name.clone());
        name
    }
}

/// Gives labels their shape: an item where nothing stands under it, else a heading.
fn shape(source: &Source, blocks: &mut [Found], labels: &[Option<Label>]) {
    for at in 0..blocks.len() {
        let Some(label) = &labels[at] else { continue };
        if blocks[at].block.shape != Shape::Paragraph {
            continue;
        }
        let next = labels.get(at + 1);
        let bare = match next {
            None => true,
            Some(Some(next)) => next.rank == label.rank || label.rank > Rank::Goal,
            Some(None) => blocks[at + 1].style.is_some(),
        };
        let length = blocks[at].block.words(source).chars().count();
        let listed =
            bare && at.checked_sub(1).is_some_and(|last| is_listed(&blocks[last], labels[last].as_ref(), label));
        let begins = bare && next.is_some_and(|next| next.as_ref().is_some_and(|next| next.rank == label.rank));
        blocks[at].block.shape = if label.rank != Rank::Management && (listed || begins) {
            Shape::Item { depth: 0, head: None, ordinal: None }
        } else if length <= LONGEST_HEADING {
            Shape::Heading(2)
        } else {
            Shape::Paragraph
        };
    }
}

fn is_listed(last: &Found, before: Option<&Label>, label: &Label) -> bool {
    matches!(last.block.shape, Shape::Item { .. }) && before.is_some_and(|before| before.rank == label.rank)
}

/// Parts of an objective (`Risks:`) become items where others of their name are, and get anchors.
fn parts(source: &Source, blocks: &mut [Found], labels: &[Option<Label>], names: &mut Names, draft: &mut Draft) {
    let name = |found: &Found| label::run_in(&found.block.words(source)).map(str::to_lowercase);
    let mut items: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for found in blocks.iter().filter(|found| found.style.is_none()) {
        let Some(name) = name(found) else { continue };
        let counts = items.entry(name).or_default();
        counts.0 += usize::from(matches!(found.block.shape, Shape::Item { .. }));
        counts.1 += 1;
    }
    let mut current: Option<String> = None;
    for (at, found) in blocks.iter_mut().enumerate() {
        let start = found.block.pieces.first().map(|piece| piece.span.start);
        if labels[at].is_some() {
            current = start.and_then(|start| draft.anchors.get(&start)).map(|anchor| bare(anchor).to_string());
            continue;
        }
        if matches!(found.style, Some(Style::Numbered(_) | Style::Capitals)) {
            current = None;
        }
        let Some((name, (listed, all))) = name(found).and_then(|name| items.get(&name).map(|counts| (name, *counts)))
        else {
            continue;
        };
        if found.block.shape == Shape::Paragraph && 2 * listed > all && all > 1 {
            found.block.shape = Shape::Item { depth: 0, head: None, ordinal: None };
        }
        if let (Some(current), Some(start)) = (&current, start)
            && all > 1
        {
            let anchor = format!("{current}-{}", name.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
            if !draft.anchors.contains_key(&start) && names.taken.insert(anchor.clone()) {
                draft.anchors.insert(start, anchor);
            }
        }
    }
}

/// An anchor without what tells a second wording from the first.
fn bare(anchor: &str) -> &str {
    anchor.find("-again").map_or(anchor, |at| &anchor[..at])
}

/// Gives every heading its level: sections, then goals, then objectives, then what comes again under each.
fn levels(source: &Source, blocks: &mut [Found], labels: &[Option<Label>]) {
    let has = |wanted: fn(&Style) -> bool| {
        blocks.iter().zip(labels).any(|(found, label)| label.is_none() && found.style.as_ref().is_some_and(wanted))
    };
    let numbered = has(|style| matches!(style, Style::Numbered(_)));
    let capitals = has(|style| *style == Style::Capitals);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (found, _) in
        blocks.iter().zip(labels).filter(|(found, label)| found.style == Some(Style::Alone) && label.is_none())
    {
        *times.entry(found.block.words(source).to_lowercase()).or_insert(0) += 1;
    }
    let alone_heads = !numbered && !capitals;
    let sections = numbered || capitals || times.values().any(|times| *times == 1);
    let goals = if sections { 3 } else { 2 };
    let (mut last, mut section, mut current, mut goal) = (1, 1, 1, goals);
    for (found, label) in blocks.iter_mut().zip(labels) {
        let style = found.style;
        let words = found.block.words(source).to_lowercase();
        let Shape::Heading(level) = &mut found.block.shape else { continue };
        let wanted = match (label.as_ref().map(|label| label.rank), style) {
            (_, Some(Style::Marked(marks))) => marks.max(2),
            (_, Some(Style::Numbered(parts))) => 1 + parts,
            (Some(Rank::Goal | Rank::Management), _) => goals,
            (Some(Rank::Objective), _) => goal + 1,
            (None, Some(Style::Capitals)) => 2 + u8::from(numbered),
            (None, Some(Style::Alone)) if times.get(&words).is_some_and(|times| *times > 1) => current + 1,
            (None, Some(Style::Alone)) => {
                if alone_heads {
                    2
                } else {
                    section + 1
                }
            }
            (None, None) => 2,
        };
        // No level is left out on the way down.
        *level = wanted.clamp(2, 6).min(last + 1);
        last = *level;
        if label.as_ref().is_some_and(|label| label.rank == Rank::Goal) {
            goal = *level;
        }
        if matches!(style, Some(Style::Numbered(_) | Style::Marked(_)))
            || label.is_none() && style == Some(Style::Capitals)
        {
            section = *level;
        }
        if style != Some(Style::Alone) || label.is_some() {
            current = *level;
        }
    }
}
