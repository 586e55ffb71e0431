//! Evidence for each objective: counts against, for and qualifying, with the verdicts of its row.

use serde::Serialize;

use crate::model::{ObjectiveId, OutlineItem, Stance, Target};
use crate::render::pages::Context;
use crate::render::pages::evidence::{self, VerdictWord};
use crate::render::pages::passage::Link;
use crate::resolve::matrix;

/// The longest bar, in thin blocks: what fits beside its number on the narrowest page.
const MOST_BLOCKS: usize = 20;
/// The longest bar whose blocks are drawn broad.
const BROAD: usize = 8;

/// All lines, and what a block in them stands for.
#[derive(Debug, Serialize)]
pub struct Tally {
    /// The lines in the author's order.
    pub lines: Vec<Line>,
    /// Up to how many pieces of evidence a block is.
    pub block: usize,
    /// Whether blocks are thin, so that a long bar fits.
    pub thin: bool,
}

/// A line of the tally: a goal's heading, or an objective.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Id and the way to it; none for what stands over objectives without a goal.
    pub link: Option<Link>,
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

/// The tally of all objectives, its bars to one scale.
pub fn tally(ctx: &Context) -> Tally {
    let mut lines = lines(ctx);
    let longest = lines.iter().filter_map(|line| line.counts.as_ref()).map(|counts| counts.against.max(counts.support));
    let longest = longest.max().unwrap_or(0);
    let block = block(longest);
    for counts in lines.iter_mut().filter_map(|line| line.counts.as_mut()) {
        (counts.against_blocks, counts.support_blocks) =
            (counts.against.div_ceil(block), counts.support.div_ceil(block));
    }
    Tally { lines, block, thin: longest > BROAD }
}

/// Up to how many pieces of evidence a block is, if the longest bar has so many.
fn block(longest: usize) -> usize {
    longest.div_ceil(MOST_BLOCKS).max(1)
}

/// All lines in the author's order, their bars not drawn yet.
fn lines(ctx: &Context) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut under_goal = !ctx.book.goals.is_empty();
    for item in &ctx.book.outline {
        match item {
            OutlineItem::Objective(id) => {
                if std::mem::take(&mut under_goal) {
                    let title = ctx.words().get("without_goal").to_string();
                    lines.push(Line { link: None, title, counts: None });
                }
                lines.push(line(ctx, *id));
            }
            OutlineItem::Goal(id) => {
                let goal = &ctx.book[*id];
                let link = Link { href: ctx.link(Target::Goal(*id)), text: goal.id.clone() };
                lines.push(Line { link: Some(link), title: goal.title.clone(), counts: None });
                lines.extend(goal.objectives.iter().map(|&id| line(ctx, id)));
                under_goal = true;
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
        link: Some(Link { href: ctx.link(Target::Objective(id)), text: ctx.book[id].id.clone() }),
        title: ctx.book[id].title.clone(),
        counts: Some(Counts {
            against,
            support,
            qualify: count(Stance::Qualifies),
            against_blocks: 0,
            support_blocks: 0,
            sentence,
            verdicts: view.verdicts,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bar_outgrows_its_place_and_small_counts_are_drawn_one_by_one() {
        for longest in 0..500_usize {
            let drawn = longest.div_ceil(block(longest));
            assert!(drawn <= MOST_BLOCKS && (longest > MOST_BLOCKS || drawn == longest), "{longest}");
        }
    }
}
