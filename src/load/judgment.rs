//! Judgments.

use std::sync::Arc;

use super::raw::{RawJudgment, RawProse};
use super::{common, date};
use crate::model::{Confidence, Likelihood};
use crate::yaml::{Fields, Node, Reader, id};

const KEYS: &[&str] = &[
    "id",
    "statement",
    "likelihood",
    "confidence",
    "objectives",
    "rests_on",
    "against",
    "assumptions",
    "would_change",
    "author",
    "date",
    "audience",
    "formerly",
    "extra",
];

/// The bands of ICD 203, each in both of its wordings.
const LIKELIHOODS: &[(&str, Likelihood)] = &[
    ("almost no chance", Likelihood::AlmostNoChance),
    ("very unlikely", Likelihood::VeryUnlikely),
    ("unlikely", Likelihood::Unlikely),
    ("roughly even chance", Likelihood::RoughlyEven),
    ("likely", Likelihood::Likely),
    ("very likely", Likelihood::VeryLikely),
    ("almost certain", Likelihood::AlmostCertain),
    ("remote", Likelihood::AlmostNoChance),
    ("highly improbable", Likelihood::VeryUnlikely),
    ("improbable", Likelihood::Unlikely),
    ("roughly even odds", Likelihood::RoughlyEven),
    ("roughly even", Likelihood::RoughlyEven),
    ("probable", Likelihood::Likely),
    ("highly probable", Likelihood::VeryLikely),
    ("nearly certain", Likelihood::AlmostCertain),
    ("almost certainly", Likelihood::AlmostCertain),
];
const CONFIDENCES: &[(&str, Confidence)] =
    &[("low", Confidence::Low), ("moderate", Confidence::Moderate), ("high", Confidence::High)];

/// A judgment. One without a statement is kept empty, so that what refers to it still finds it.
pub(super) fn judgment(r: &mut Reader<'_>, node: &Node) -> Option<RawJudgment> {
    let f = Fields::open(r, node, "a judgment", KEYS)?;
    let id = id::required(r, &f);
    let statement = f.prose(r, "statement");
    if statement.is_none() && f.get("statement").is_none_or(|node| node.text().is_some()) {
        f.missing(r, "statement");
    }
    let nothing = || RawProse { markdown: Arc::default(), map: vec![(0, f.place.start)], span: f.place };
    let judgment = RawJudgment {
        id: id.clone().unwrap_or_else(|| crate::diagnostics::Placed::new(String::new(), f.place)),
        statement: statement.unwrap_or_else(nothing),
        likelihood: f.choice(r, "likelihood", LIKELIHOODS),
        confidence: f.choice(r, "confidence", CONFIDENCES),
        objectives: f.words_list(r, "objectives"),
        rests_on: f.words_list(r, "rests_on"),
        against: f.words_list(r, "against"),
        assumptions: f.prose_list(r, "assumptions"),
        would_change: f.prose(r, "would_change"),
        author: f.text(r, "author"),
        date: date::date(r, &f, "date"),
        common: common(r, &f),
    };
    id.map(|_| judgment)
}
