//! The record of an import: every stretch that is not in the body, with its lines, its words and the reason.

use serde::Serialize;

use crate::yaml;

use super::draft::{Draft, Taken};
use super::lines::{Source, Span};

/// A stretch of the original that is not in the document's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Its lines in the original, from 1: `12` or `12-14`.
    pub lines: String,
    /// Its words.
    pub words: String,
    /// Why it was left out; of words that became metadata, the key.
    #[serde(rename = "reason")]
    pub why: String,
}

/// What a record says.
#[derive(Serialize)]
pub struct Record<'a> {
    /// The document.
    pub document: &'a str,
    /// The name the file came with.
    pub received_as: &'a str,
    /// Its checksum.
    pub sha256: &'a str,
    /// Its encoding.
    pub encoding: &'a str,
    /// What it was taken for.
    pub kind: &'a str,
    /// Why.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub because_of: &'a [String],
    /// What was looked for and does not stand in the text.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub missing: &'a [String],
    /// What a person should look at.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub doubts: &'a [String],
    /// Words that were left out.
    pub removed: &'a [Removed],
    /// Words that became metadata.
    pub read_into_metadata: &'a [Removed],
}

impl Record<'_> {
    /// The record's text.
    pub fn text(&self) -> String {
        format!(
            "# Written by `briefbook import`: what of the original is not in the document's text.\n{}",
            yaml::write(self)
        )
    }
}

/// What was left out, in order; neighbours with one reason are one entry.
pub fn removed(draft: &Draft, source: &Source) -> Vec<Removed> {
    list(&draft.removed, source)
}

/// What became metadata, in order.
pub fn read(draft: &Draft, source: &Source) -> Vec<Removed> {
    list(&draft.read, source)
}

fn list(taken: &[Taken], source: &Source) -> Vec<Removed> {
    let mut merged: Vec<Taken> = Vec::new();
    for taken in taken {
        if let Some(last) = merged.last_mut()
            && last.why == taken.why
            && source.words(Span { start: last.span.end, end: taken.span.start }).trim().is_empty()
        {
            last.span.end = taken.span.end;
        } else {
            merged.push(taken.clone());
        }
    }
    merged.iter().map(|taken| entry(taken, source)).collect()
}

fn entry(taken: &Taken, source: &Source) -> Removed {
    let span = source.trim(taken.span);
    let (first, last) = (source.number_at(span.start), source.number_at(span.end.saturating_sub(1).max(span.start)));
    let lines = if first == last { first.to_string() } else { format!("{first}-{last}") };
    let words: Vec<&str> = source.words(span).split(['\n', '\u{c}']).map(str::trim_end).collect();
    Removed { lines, words: words.join("\n"), why: taken.why.to_string() }
}
