//! Evidence for each objective: counts against, for and qualifying, with the verdicts of its row.

use serde::Serialize;

use crate::model::{ObjectiveId, OutlineItem, Stance, Target};
use crate::render::pages::Context;
use crate::render::pages::evidence::{self, VerdictWord};
use crate::render::pages::passage::Link;
use crate::resolve::matrix;

/// The longest bar the style sheet draws, in blocks; the number beside it says the rest.
const MOST_BLOCKS: usize = 40;

/// A line of the tally: a goal's heading, or an objective.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Id and the way to it.
    pub link: Link,
    /// The title.
    pub title: String,
    /// The counts; none for a goal.
    pub counts: Option<Counts>,
}

/// The counts of an objective.
#[derive(Debug, Serialize)]
pub struct Counts {
    /// Links that undermine.
    pub against: usize,
    /// Links that support.
    pub support: usize,
    /// Links that qualify.
    pub qualify: usize,
    /// Blocks drawn against.
    pub against_blocks: usize,
    /// Blocks drawn for.
    pub support_blocks: usize,
    /// The same in words.
    pub sentence: String,
    /// Verdicts, the gravest first.
    pub verdicts: Vec<VerdictWord>,
}

/// All lines in the author's order.
pub fn lines(ctx: &Context) -> Vec<Line> {
    let mut lines = Vec::new();
    for item in &ctx.book.outline {
        match item {
            OutlineItem::Objective(id) => lines.push(line(ctx, *id)),
            OutlineItem::Goal(id) => {
                let goal = &ctx.book[*id];
                let link = Link { href: ctx.link(Target::Goal(*id)), text: goal.id.clone() };
                lines.push(Line { link, title: goal.title.clone(), counts: None });
                lines.extend(goal.objectives.iter().map(|&id| line(ctx, id)));
            }
        }
    }
    lines
}

fn line(ctx: &Context, id: ObjectiveId) -> Line {
    let row = matrix::row(ctx.book, id);
    let count = |stance| row.total.of(stance).count;
    let (against, support) = (count(Stance::Undermines), count(Stance::Supports));
    let view = evidence::verdict(ctx, &row);
    let sentence = if view.counts.is_empty() { ctx.words().get("lean_none").to_string() } else { view.counts };
    Line {
        link: Link { href: ctx.link(Target::Objective(id)), text: ctx.book[id].id.clone() },
        title: ctx.book[id].title.clone(),
        counts: Some(Counts {
            against,
            support,
            qualify: count(Stance::Qualifies),
            against_blocks: against.min(MOST_BLOCKS),
            support_blocks: support.min(MOST_BLOCKS),
            sentence,
            verdicts: view.verdicts,
        }),
    }
}
