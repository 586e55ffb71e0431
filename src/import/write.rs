//! The file of a document: front matter and body, the same bytes for the same draft.

use serde::Serialize;

use crate::diagnostics::count;
use crate::yaml;

use super::draft::{Draft, Joint, Meta, Shape};
use super::lines::Source;
use super::markup;

#[derive(Serialize)]
struct FrontMatter<'a> {
    #[serde(flatten)]
    meta: &'a Meta,
    original: Original<'a>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    edits: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct Original<'a> {
    file: &'a str,
    sha256: &'a str,
}

/// A document's text.
pub fn document(draft: &Draft, source: &Source, edits: &[String], original: &str, sha256: &str) -> String {
    let original = Original { file: original, sha256 };
    let front = FrontMatter { meta: &draft.meta, original, edits, language: draft.meta.language.as_deref() };
    format!("---\n{}---\n{}", yaml::write(&front), markup::body(draft, source))
}

/// The keys of the front matter that the text filled in.
pub fn keys(meta: &Meta) -> Vec<String> {
    let value = serde_json::to_value(meta).expect("strings, lists and maps of them always become JSON");
    // The order is that of the front matter, not of the alphabet.
    let text = yaml::write(meta);
    let keys = text.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key);
    keys.filter(|key| value.get(key).is_some()).map(String::from).collect()
}

/// What was done to the text, in a line for each kind of thing done.
pub fn edits(draft: &Draft, source: &Source, repairs: &[String]) -> Vec<String> {
    let mut edits = repairs.to_vec();
    edits.extend(removals(draft, source));
    edits.extend(joins(draft, source));
    if draft.blocks.iter().any(|block| matches!(&block.shape, Shape::Item { head: Some(head), ordinal: None, .. } if source.words(*head).chars().next().is_some_and(|bullet| !"-*+".contains(bullet))))
    {
        edits.push("bullets made regular".into());
    }
    edits.extend(draft.done.iter().cloned());
    if !draft.read.is_empty() {
        edits.push("header read into the metadata".into());
    }
    edits
}

fn removals(draft: &Draft, source: &Source) -> Vec<String> {
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for taken in &draft.removed {
        let lines = source.words(taken.span).lines().filter(|line| !line.trim().is_empty()).count();
        match reasons.iter_mut().find(|(reason, _)| *reason == taken.why) {
            Some((_, count)) => *count += lines,
            None => reasons.push((taken.why, lines)),
        }
    }
    reasons.iter().map(|(reason, lines)| format!("{reason} removed ({})", count(*lines, "line"))).collect()
}

fn joins(draft: &Draft, source: &Source) -> Vec<String> {
    let (mut lines, mut cut, mut hyphens) = (0usize, 0usize, 0usize);
    let mut split = Vec::new();
    for pair in draft.blocks.iter().flat_map(|block| block.pieces.windows(2)) {
        let between = source.text().get(pair[0].span.end..pair[1].span.start).unwrap_or("");
        let breaks = between.matches(['\n', '\u{c}']).count();
        lines += usize::from(breaks > 0 && pair[1].joint != Joint::Break);
        cut += usize::from(breaks > 1 && pair[1].joint != Joint::Break);
        hyphens += usize::from(pair[1].joint == Joint::Unhyphen);
        let hyphen = source.words(pair[0].span).ends_with(['-', '/']);
        if pair[1].joint == Joint::Glue && breaks > 0 && !hyphen {
            let last = source.words(pair[0].span).split_whitespace().next_back().unwrap_or("");
            let first = source.words(pair[1].span).split_whitespace().next().unwrap_or("");
            split.push(format!("`{last}{first}`"));
        }
    }
    let mut edits = Vec::new();
    if lines > 0 {
        edits.push("lines joined into paragraphs".into());
    }
    if cut > 0 {
        edits.push(format!("sentences cut by a page or an empty line joined ({cut})"));
    }
    if hyphens > 0 {
        edits.push(format!("hyphens at line ends removed ({hyphens})"));
    }
    if !split.is_empty() {
        edits.push(format!("words split by a line end joined: {}", split.join(", ")));
    }
    edits
}
