//! Annotation files: a map with a default document, or a bare list.

use super::citation::{citations, from_fields, incomplete};
use super::raw::{RawAnnotation, RawCitation, RawDate, RawEvidence, Words};
use super::{common, date, grade};
use crate::diagnostics::{Code, Diagnostic};
use crate::memo::Key;
use crate::model::{AnnotationKind, AnnotationStatus, Stance, Strength};
use crate::yaml::{Fields, Node, Reader, Value, id};

const FILE_KEYS: &[&str] = &["document", "annotations", "audience", "extra"];
const KEYS: &[&str] = &[
    "id",
    "document",
    "quote",
    "quotes",
    "at",
    "note",
    "kind",
    "entities",
    "evidence",
    "author",
    "date",
    "tags",
    "audience",
    "status",
    "reviewed",
    "occurrence",
    "prefix",
    "suffix",
    "formerly",
    "extra",
];
const EVIDENCE_KEYS: &[&str] = &["objective", "stance", "strength", "grade", "claim_by", "note"];

const KINDS: &[(&str, AnnotationKind)] = &[
    ("comment", AnnotationKind::Comment),
    ("context", AnnotationKind::Context),
    ("question", AnnotationKind::Question),
    ("correction", AnnotationKind::Correction),
    ("definition", AnnotationKind::Definition),
    ("highlight", AnnotationKind::Highlight),
];
const STATUSES: &[(&str, AnnotationStatus)] = &[
    ("open", AnnotationStatus::Open),
    ("reviewed", AnnotationStatus::Reviewed),
    ("archived", AnnotationStatus::Archived),
];
const STANCES: &[(&str, Stance)] = &[
    ("supports", Stance::Supports),
    ("undermines", Stance::Undermines),
    ("qualifies", Stance::Qualifies),
    ("context", Stance::Context),
];
const STRENGTHS: &[(&str, Strength)] =
    &[("strong", Strength::Strong), ("moderate", Strength::Moderate), ("weak", Strength::Weak)];

/// What a file says of all its annotations.
#[derive(Default)]
struct Defaults {
    document: Option<Words>,
    audience: Option<Words>,
    doubtful: bool,
}

/// The annotations of a file, for which a key stands.
pub(super) fn file(r: &mut Reader<'_>, key: Key, node: &Node) -> Vec<RawAnnotation> {
    if !matches!(node.value, Value::Map(_)) {
        return super::items(r, node, "annotations", |r, node| annotation(r, key, node, &Defaults::default()));
    }
    let Some(f) = Fields::open(r, node, "a file of annotations", FILE_KEYS) else { return Vec::new() };
    let (document, audience) = (f.words(r, "document"), f.words(r, "audience"));
    let doubtful = audience.is_none() && f.key_span("audience").is_some();
    let defaults = Defaults { document, audience, doubtful };
    f.extra(r);
    if f.key_span("annotations").is_none() {
        f.missing(r, "annotations");
    }
    f.list(r, "annotations").into_iter().filter_map(|node| annotation(r, key, node, &defaults)).collect()
}

fn annotation(r: &mut Reader<'_>, file: Key, node: &Node, defaults: &Defaults) -> Option<RawAnnotation> {
    let f = Fields::open(r, node, "an annotation", KEYS)?;
    let mut common = common(r, &f);
    common.doubtful |= defaults.doubtful;
    Some(RawAnnotation {
        key: Key::of(&(file, f.place.start)),
        id: id::optional(r, &f),
        citations: passages(r, &f, defaults.document.as_ref()),
        note: f.prose(r, "note"),
        kind: f.choice(r, "kind", KINDS).unwrap_or(AnnotationKind::Comment),
        entities: f.words_list(r, "entities"),
        evidence: f.list(r, "evidence").into_iter().filter_map(|node| evidence(r, node)).collect(),
        author: f.text(r, "author"),
        date: date::date(r, &f, "date"),
        tags: f.texts(r, "tags"),
        status: f.choice(r, "status", STATUSES).unwrap_or(AnnotationStatus::Open),
        reviewed: reviewed(r, &f),
        file_audience: defaults.audience.clone(),
        common,
        span: f.place,
    })
    .filter(|annotation| !annotation.citations.is_empty())
}

/// An annotation cites no more passages than this: each of its places names the others.
pub const MOST_PASSAGES: usize = 1_000;

/// The passages: one described by the annotation's own keys, or several under `quotes:`.
fn passages(r: &mut Reader<'_>, f: &Fields<'_>, default: Option<&Words>) -> Vec<RawCitation> {
    if f.get("quotes").is_none() {
        let own = from_fields(r, f, default).or_else(|| incomplete(r, f));
        return own.into_iter().collect();
    }
    for key in ["quote", "at", "occurrence", "prefix", "suffix"] {
        if f.get(key).is_some()
            && let Some(place) = f.key_span(key)
        {
            let message = format!("`{key}` beside `quotes`");
            r.bad_value(place, message, format!("move `{key}` into the items of `quotes`"));
        }
    }
    let document = f.words(r, "document").or_else(|| default.cloned());
    let mut passages = citations(r, f, "quotes", document.as_ref());
    if let Some(beyond) = passages.get(MOST_PASSAGES) {
        let message = format!("more than {MOST_PASSAGES} passages: this one and those behind it are left out");
        r.report(Diagnostic::new(Code::FileTooLarge, beyond.span, message).help("write several annotations"));
        passages.truncate(MOST_PASSAGES);
    }
    if matches!(f.get("quotes").map(|node| &node.value), Some(Value::Seq(items)) if items.is_empty()) {
        f.missing(r, "quotes");
    }
    passages
}

fn evidence(r: &mut Reader<'_>, node: &Node) -> Option<RawEvidence> {
    if let Value::Scalar(scalar) = &node.value {
        let help = format!("write `{{ objective: \"{}\", stance: supports }}`", scalar.text.trim());
        r.bad_shape(node, "an item of `evidence`", "a map", Some(help));
        return None;
    }
    let f = Fields::open(r, node, "an item of `evidence`", EVIDENCE_KEYS)?;
    let objective = f.need_words(r, "objective");
    if f.get("stance").is_none() {
        f.missing(r, "stance");
    }
    let stance = f.choice(r, "stance", STANCES);
    let strength = f.choice(r, "strength", STRENGTHS);
    let (grade, claim_by, note) = (grade::grade(r, &f), f.words(r, "claim_by"), f.prose(r, "note"));
    let stance = stance?;
    let unsaid = if stance == Stance::Context { None } else { Some(Strength::Moderate) };
    Some(RawEvidence {
        objective: objective?,
        stance,
        strength: strength.or(unsaid),
        grade,
        claim_by,
        note,
        span: f.span,
    })
}

fn reviewed(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<(Option<String>, Option<RawDate>)> {
    let f = Fields::open(r, f.get("reviewed")?, "`reviewed`", &["by", "date"])?;
    Some((f.text(r, "by"), date::date(r, &f, "date")))
}
