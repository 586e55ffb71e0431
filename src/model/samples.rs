//! Items with nothing but what a test gives them.

use std::sync::Arc;

use super::*;
use crate::diagnostics::{FileId, Span};

/// The start of the first file.
pub fn somewhere() -> Span {
    Span::file_start(FileId(0))
}

/// A dating out of words: `2009~` is the date, `from=2022-01-09` and `to=2022-12` are limits.
pub fn dating(text: &str) -> Dating {
    let mut out = Dating::default();
    for part in text.split_whitespace() {
        let (key, date) = part.split_once('=').unwrap_or(("date", part));
        let date = Some(crate::edtf::Edtf::parse(date).expect("a date of the test"));
        match key {
            "from" => out.not_before = date,
            "to" => out.not_after = date,
            _ => out.date = date,
        }
    }
    out
}

/// A document without text or date, whose title is its id.
pub fn document(id: &str) -> Document {
    Document {
        id: id.into(),
        title: id.into(),
        subject: None,
        kind: None,
        identifier: None,
        also_cited_as: vec![],
        date: None,
        origin: None,
        recipients: vec![],
        info: vec![],
        byline: None,
        classification: None,
        header: vec![],
        tags: vec![],
        references: vec![],
        published: Published::default(),
        original: None,
        edits: vec![],
        derived_from: vec![],
        grade: None,
        body_kind: BodyKind::Full,
        language: None,
        audience: Audience(0),
        body: Body::default(),
        body_span: somewhere(),
        text: Arc::default(),
        links: vec![],
        mentions: Arc::default(),
        annotations: vec![],
        withheld: vec![],
        cites: vec![],
        cited_by: vec![],
        events: Vec::new(),
        judgments: Vec::new(),
        extra: serde_json::Value::Null,
    }
}
