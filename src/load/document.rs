//! Source documents: what their front matter says, and where their body lies.

use super::raw::{RawDocument, RawOriginal, RawPublished, RawWithhold, Words};
use super::{common, date, front_matter, grade};
use crate::diagnostics::Span;
use crate::memo::Key;
use crate::model::BodyKind;
use crate::yaml::{Fields, Node, Reader, Value, id};

/// What may stand in the front matter.
pub(super) const KEYS: &[&str] = &[
    "title",
    "id",
    "subject",
    "kind",
    "identifier",
    "also_cited_as",
    "date",
    "not_before",
    "not_after",
    "date_note",
    "origin",
    "recipients",
    "info",
    "byline",
    "classification",
    "header",
    "tags",
    "references",
    "published",
    "original",
    "edits",
    "derived_from",
    "grade",
    "text",
    "names",
    "language",
    "order",
    "audience",
    "withhold",
    "formerly",
    "extra",
];

const BODY_KINDS: &[(&str, BodyKind)] =
    &[("full", BodyKind::Full), ("digest", BodyKind::Digest), ("excerpt", BodyKind::Excerpt)];

/// A document, out of a file for which a key stands.
pub(super) fn document(r: &mut Reader<'_>, key: Key, path: &str, text: &str) -> RawDocument {
    let split = front_matter::split(r, text);
    let body = Span::new(r.file(), split.body.start, split.body.end);
    match Fields::open(r, &split.node, "a document's front matter", KEYS) {
        Some(f) => {
            let id = id::of_file(r, Some(&f), path);
            let mut document = read(r, &f, key, id, body);
            document.common.doubtful |= split.broken;
            document
        }
        None => empty(r, key, path, body),
    }
}

/// A document whose front matter is no map: still there for those who cite it.
fn empty(r: &mut Reader<'_>, key: Key, path: &str, body: Span) -> RawDocument {
    let nothing = super::nothing(r.file());
    let id = id::of_file(r, None, path);
    let fields = Fields::open(r, &nothing, "a document's front matter", KEYS);
    let mut document = read(r, &fields.expect("nothing at all opens as an empty map"), key, id, body);
    document.common.doubtful = true;
    document
}

fn read(r: &mut Reader<'_>, f: &Fields<'_>, key: Key, id: Words, body: Span) -> RawDocument {
    let blocks = f.list(r, "withhold");
    let withhold: Vec<RawWithhold> = blocks.iter().filter_map(|node| withhold(r, node)).collect();
    let mut common = common(r, f);
    // A block that is withheld from somebody, and cannot be told from the others.
    common.doubtful |= withhold.len() < blocks.len() || f.get("withhold").is_some() && blocks.is_empty();
    RawDocument {
        key,
        file: r.file(),
        id,
        title: f.words(r, "title"),
        subject: f.text(r, "subject"),
        kind: f.text(r, "kind"),
        identifier: f.words(r, "identifier"),
        also_cited_as: f.words_list(r, "also_cited_as"),
        date: date::dating(r, f),
        origin: f.words(r, "origin"),
        recipients: f.words_list(r, "recipients"),
        info: f.words_list(r, "info"),
        byline: f.words(r, "byline"),
        classification: f.text(r, "classification"),
        header: header(r, f),
        tags: f.texts(r, "tags"),
        references: f.words_list(r, "references"),
        published: published(r, f),
        original: original(r, f),
        edits: f.texts(r, "edits"),
        derived_from: f.words_list(r, "derived_from"),
        grade: grade::grade(r, f),
        body_kind: f.choice(r, "text", BODY_KINDS).unwrap_or(BodyKind::Full),
        names: names(r, f),
        language: id::language(r, f),
        order: f.number(r, "order"),
        withhold,
        common,
        body,
    }
}

fn header(r: &mut Reader<'_>, f: &Fields<'_>) -> Vec<(String, String)> {
    let Some(node) = f.get("header") else { return Vec::new() };
    let mut lines = Vec::new();
    for (key, value) in r.entries(node, "`header`") {
        if value.is_null() {
            continue;
        }
        if let Some(words) = r.words(value, "header", &format!("`{}`", key.value)) {
            lines.push((key.value, words.value));
        }
    }
    lines
}

fn published(r: &mut Reader<'_>, f: &Fields<'_>) -> RawPublished {
    let node = f.get("published");
    let fields =
        node.and_then(|node| Fields::open(r, node, "`published`", &["title", "publisher", "url", "retrieved"]));
    let Some(f) = fields else { return RawPublished::default() };
    RawPublished {
        title: f.text(r, "title"),
        publisher: f.text(r, "publisher"),
        url: f.words(r, "url"),
        retrieved: date::date(r, &f, "retrieved"),
    }
}

fn original(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<RawOriginal> {
    let node = f.get("original")?;
    if let Value::Scalar(scalar) = &node.value {
        r.bad_shape(node, "`original`", "a map", Some(format!("write `{{ file: {} }}`", scalar.text.trim())));
        return None;
    }
    let f = Fields::open(r, node, "`original`", &["file", "sha256"])?;
    let file = f.need_words(r, "file");
    let sha256 =
        f.words(r, "sha256").filter(|sum| is_checksum(r, sum)).map(|sum| sum.map(|hex| hex.to_ascii_lowercase()));
    Some(RawOriginal { file: file?, sha256 })
}

fn is_checksum(r: &mut Reader<'_>, sum: &Words) -> bool {
    let hex = sum.value.len() == 64 && sum.value.bytes().all(|b| b.is_ascii_hexdigit());
    if !hex {
        r.bad_value(sum.span, format!("`{}` is no SHA-256 checksum", sum.value), "write its 64 hexadecimal digits");
    }
    hex
}

/// A name without a value is no mention, and still shields shorter names.
fn names(r: &mut Reader<'_>, f: &Fields<'_>) -> Vec<(Words, Option<Words>)> {
    let Some(node) = f.get("names") else { return Vec::new() };
    let mut names = Vec::new();
    for (name, node) in r.entries(node, "`names`") {
        if node.is_null() {
            names.push((name, None));
        } else if let Some(entity) = r.words(node, "entities", &format!("`{}`", name.value)) {
            names.push((name, Some(entity)));
        }
    }
    names
}

fn withhold(r: &mut Reader<'_>, node: &Node) -> Option<RawWithhold> {
    let f = Fields::open(r, node, "an item of `withhold`", &["at", "audience", "say"])?;
    let (at, audience, say) = (f.need_words(r, "at"), f.need_words(r, "audience"), f.text(r, "say"));
    Some(RawWithhold { at: at?, audience: audience?, say })
}
