//! `judgments.html`: what the analyst concludes, how likely, how sure, and on what it rests.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{AnnotationId, Confidence, JudgmentId, Likelihood, Target};
use crate::render::routes;

use super::Context;
use super::passage::{Link, PassageView, annotated, date};
use super::shell::Shell;

#[derive(Serialize)]
struct View {
    shell: Shell,
    judgments: Vec<JudgmentView>,
}

#[derive(Serialize)]
struct JudgmentView {
    id: String,
    statement: String,
    likelihood: Option<Degree>,
    range: String,
    confidence: Option<Degree>,
    objectives: Vec<Link>,
    rests_on: Vec<Ground>,
    against: Vec<Ground>,
    assumptions: Vec<String>,
    would_change: Option<String>,
    author: Option<String>,
    date: Option<String>,
    extra: serde_json::Value,
}

/// A word on a scale, with the scale's steps: whether each is drawn filled.
#[derive(Serialize)]
pub struct Degree {
    word: String,
    steps: Vec<bool>,
}

/// An annotation that speaks for or against a judgment.
#[derive(Serialize)]
struct Ground {
    passages: Vec<PassageView>,
    note: Option<String>,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let view = View {
        shell: ctx.shell(ctx.words().get("nav_judgments"), "judgments"),
        judgments: ctx.book.judgment_ids().map(|id| judgment(ctx, id)).collect(),
    };
    ctx.render("judgments.html", &view)
}

fn judgment(ctx: &Context, id: JudgmentId) -> JudgmentView {
    let judgment = &ctx.book[id];
    let objective = |&id| Link {
        href: ctx.link(Target::Objective(id)),
        text: format!("{} {}", ctx.book[id].id, ctx.book[id].title),
    };
    JudgmentView {
        id: routes::judgment_id(ctx.book, id),
        statement: ctx.prose_inline(&judgment.statement),
        likelihood: judgment.likelihood.map(|found| likelihood(ctx, found)),
        range: judgment.likelihood.map(|found| range(ctx, found)).unwrap_or_default(),
        confidence: judgment.confidence.map(|found| confidence(ctx, found)),
        objectives: judgment.objectives.iter().map(objective).collect(),
        rests_on: grounds(ctx, &judgment.rests_on),
        against: grounds(ctx, &judgment.against),
        assumptions: judgment.assumptions.iter().map(|assumed| ctx.prose_inline(assumed)).collect(),
        would_change: judgment.would_change.as_ref().map(|change| ctx.prose(change)),
        author: judgment.author.clone(),
        date: judgment.date.as_ref().map(|dating| date(ctx, dating)),
        extra: judgment.extra.clone(),
    }
}

/// The seven bands: key, from, to per cent.
const BANDS: [(Likelihood, &str, u8, u8); 7] = [
    (Likelihood::AlmostNoChance, "likelihood_almost_no_chance", 1, 5),
    (Likelihood::VeryUnlikely, "likelihood_very_unlikely", 5, 20),
    (Likelihood::Unlikely, "likelihood_unlikely", 20, 45),
    (Likelihood::RoughlyEven, "likelihood_roughly_even", 45, 55),
    (Likelihood::Likely, "likelihood_likely", 55, 80),
    (Likelihood::VeryLikely, "likelihood_very_likely", 80, 95),
    (Likelihood::AlmostCertain, "likelihood_almost_certain", 95, 99),
];

/// How likely, as a word on its scale.
pub fn likelihood(ctx: &Context, found: Likelihood) -> Degree {
    let word = ctx.words().get(BANDS[found as usize].1).to_string();
    Degree { word, steps: BANDS.iter().map(|band| band.0 == found).collect() }
}

/// The range of a likelihood in per cent.
pub fn range(ctx: &Context, found: Likelihood) -> String {
    let (_, _, from, to) = BANDS[found as usize];
    ctx.words().fill("likelihood_range", &[("from", &from.to_string()), ("to", &to.to_string())])
}

/// How sure, as a word on its scale.
pub fn confidence(ctx: &Context, found: Confidence) -> Degree {
    let key = match found {
        Confidence::Low => "confidence_low",
        Confidence::Moderate => "confidence_moderate",
        Confidence::High => "confidence_high",
    };
    let steps = [Confidence::Low, Confidence::Moderate, Confidence::High].iter().map(|step| *step <= found).collect();
    Degree { word: ctx.words().get(key).to_string(), steps }
}

fn grounds(ctx: &Context, annotations: &[AnnotationId]) -> Vec<Ground> {
    let ground = |&id: &AnnotationId| Ground {
        passages: annotated(ctx, id, None),
        note: ctx.book[id].note.as_ref().map(|note| ctx.prose(note)),
    };
    annotations.iter().map(ground).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_stand_in_the_order_of_their_likelihood_and_meet() {
        for (at, band) in BANDS.iter().enumerate() {
            assert_eq!(band.0 as usize, at);
        }
        assert!(BANDS.windows(2).all(|pair| pair[0].3 == pair[1].2));
    }
}
