//! Goals and objectives.

use super::citation::{citation, citations};
use super::raw::{RawCitation, RawLooked, RawObjective, RawOutlineItem, RawProse, Words};
use super::{common, date};
use crate::model::LookedResult;
use crate::yaml::{Fields, Node, Reader, Value, id};

const KEYS: &[&str] =
    &["id", "title", "statement", "wordings", "period", "sources", "looked", "audience", "formerly", "extra"];
/// Only at the top level may an entry have objectives.
const TOP_KEYS: &[&str] = &[
    "id",
    "title",
    "statement",
    "objectives",
    "wordings",
    "period",
    "sources",
    "looked",
    "audience",
    "formerly",
    "extra",
];

const RESULTS: &[(&str, LookedResult)] =
    &[("none found", LookedResult::NoneFound), ("not applicable", LookedResult::NotApplicable)];

/// An entry of the top level: a goal when it has `objectives:`, else an objective.
pub(super) fn outline_item(r: &mut Reader<'_>, node: &Node) -> Option<RawOutlineItem> {
    let f = Fields::open(r, node, "an objective", TOP_KEYS)?;
    if f.get("objectives").is_none() {
        return read(r, &f).map(RawOutlineItem::Objective);
    }
    for key in ["period", "looked"] {
        if let Some(place) = f.key_span(key) {
            r.bad_value(place, format!("a goal takes no `{key}`"), "move it to the goal's objectives");
        }
    }
    let goal = read(r, &f);
    let objectives = f.list(r, "objectives").into_iter().filter_map(|node| objective(r, node)).collect();
    let goal = RawObjective { period: None, looked: Vec::new(), ..goal? };
    Some(RawOutlineItem::Goal(goal, objectives))
}

fn objective(r: &mut Reader<'_>, node: &Node) -> Option<RawObjective> {
    if let Value::Map(entries) = &node.value
        && let Some((key, _)) = entries.iter().find(|(key, _)| key.text() == Some("objectives"))
    {
        r.bad_value(
            key.span,
            "objectives below an objective",
            "objectives have two levels: goals, and what belongs to them",
        );
        let f = Fields::open(r, node, "an objective", TOP_KEYS)?;
        return read(r, &f);
    }
    let f = Fields::open(r, node, "an objective", KEYS)?;
    read(r, &f)
}

fn read(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<RawObjective> {
    let id = id::required(r, f);
    let title = f.need_words(r, "title");
    let statement = f.prose(r, "statement");
    let wordings = f.list(r, "wordings").into_iter().filter_map(|node| wording(r, node)).collect();
    let period = date::date(r, f, "period");
    let sources = citations(r, f, "sources", None);
    let looked = f.list(r, "looked").into_iter().filter_map(|node| looked(r, node)).collect();
    let common = common(r, f);
    let id = id?;
    // Without a title it is called by its id, so that what refers to it still finds it.
    let title = title.unwrap_or_else(|| id.clone());
    Some(RawObjective { id, title, statement, wordings, period, sources, looked, common })
}

fn wording(r: &mut Reader<'_>, node: &Node) -> Option<(RawProse, Option<RawCitation>)> {
    let f = Fields::open(r, node, "an item of `wordings`", &["statement", "source"])?;
    if f.get("statement").is_none() {
        f.missing(r, "statement");
    }
    let statement = f.prose(r, "statement");
    let source = f.get("source").and_then(|node| citation(r, node, None));
    Some((statement?, source))
}

fn looked(r: &mut Reader<'_>, node: &Node) -> Option<RawLooked> {
    let f = Fields::open(r, node, "an item of `looked`", &["for", "where", "date", "result"])?;
    let what = f.need_words(r, "for");
    let documents = places(r, &f);
    let date = date::date(r, &f, "date");
    if f.get("result").is_none() {
        f.missing(r, "result");
    }
    let result = f.choice(r, "result", RESULTS);
    Some(RawLooked { what: what?.value, documents, date, result: result?, extent: f.span })
}

/// `where:`: `all`, or document ids.
fn places(r: &mut Reader<'_>, f: &Fields<'_>) -> Vec<Words> {
    let Some(node) = f.get("where") else { return Vec::new() };
    match node.text() {
        Some("all") => Vec::new(),
        Some(other) => {
            let help = format!("write `all`, or a list of documents, even of one: `[{other}]`");
            r.bad_shape(node, "`where`", "`all` or a list", Some(help));
            Vec::new()
        }
        None => f.words_list(r, "where"),
    }
}
