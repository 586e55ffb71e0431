//! Documents and their front matter, as written.

use super::{RawCommon, RawDate, RawDating};
use crate::diagnostics::{FileId, Span};
use crate::memo::Key;
use crate::model::{BodyKind, Grade};
use crate::yaml::Words;

/// A source document.
#[derive(Clone, Debug)]
pub struct RawDocument {
    /// Stands for all the rest.
    pub key: Key,
    /// The file.
    pub file: FileId,
    /// The id: the front matter's, else the stem.
    pub id: Words,
    /// Front matter, in the format's words.
    pub title: Option<Words>,
    /// Subject.
    pub subject: Option<String>,
    /// Kind.
    pub kind: Option<String>,
    /// Identifier.
    pub identifier: Option<Words>,
    /// Other spellings.
    pub also_cited_as: Vec<Words>,
    /// Date.
    pub date: RawDating,
    /// Origin.
    pub origin: Option<Words>,
    /// Recipients.
    pub recipients: Vec<Words>,
    /// Info.
    pub info: Vec<Words>,
    /// Byline.
    pub byline: Option<Words>,
    /// Classification.
    pub classification: Option<String>,
    /// The rest of the header.
    pub header: Vec<(String, String)>,
    /// Tags.
    pub tags: Vec<String>,
    /// References.
    pub references: Vec<Words>,
    /// Where it was found.
    pub published: RawPublished,
    /// The file as received.
    pub original: Option<RawOriginal>,
    /// What was done to the text.
    pub edits: Vec<String>,
    /// What it repeats.
    pub derived_from: Vec<Words>,
    /// Grade.
    pub grade: Option<Grade>,
    /// What the body is; full unless said.
    pub body_kind: BodyKind,
    /// This document's own names: `None` means no mention.
    pub names: Vec<(Words, Option<Words>)>,
    /// Language of the text.
    pub language: Option<String>,
    /// Place in the book.
    pub order: Option<f64>,
    /// Withheld blocks.
    pub withhold: Vec<RawWithhold>,
    /// What every item takes.
    pub common: RawCommon,
    /// The body's bytes in the file.
    pub body: Span,
}

/// `published:`.
#[derive(Clone, Debug, Default)]
pub struct RawPublished {
    /// Title.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<Words>,
    /// Date.
    pub retrieved: Option<RawDate>,
}

/// `original:`.
#[derive(Clone, Debug)]
pub struct RawOriginal {
    /// File.
    pub file: Words,
    /// Checksum.
    pub sha256: Option<Words>,
}

/// One entry of `withhold:`.
#[derive(Clone, Debug)]
pub struct RawWithhold {
    /// The block's anchor.
    pub at: Words,
    /// Who may see it.
    pub audience: Words,
    /// What stands in its place.
    pub say: Option<String>,
}
