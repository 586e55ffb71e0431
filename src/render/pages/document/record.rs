//! The head of a record as a records officer would look for it.

use serde::Serialize;

use crate::model::{BodyKind, CitedDocument, Document, DocumentId, Party, Published, Target};
use crate::render::pages::Context;
use crate::render::pages::{evidence, passage};
use crate::render::routes;

/// The lines of a record: those always shown, and those on demand.
#[derive(Debug, Serialize)]
pub struct Record {
    /// Always shown.
    pub main: Vec<Row>,
    /// On demand.
    pub more: Vec<Row>,
}

/// One line of a record.
#[derive(Debug, Serialize)]
pub struct Row {
    /// What it says.
    pub label: String,
    /// The values, in the author's order.
    pub items: Vec<Item>,
}

/// One value.
#[derive(Debug, Default, Serialize)]
pub struct Item {
    /// Its words.
    pub text: String,
    /// Ready HTML instead of words (dates).
    pub html: Option<String>,
    /// Where the words lead.
    pub href: Option<String>,
    /// Whether that is outside the book.
    pub outside: bool,
    /// A class for the words.
    pub class: Option<String>,
    /// Words after them.
    pub after: Option<String>,
}

/// A marking as a badge.
#[derive(Debug, Serialize)]
pub struct Marking {
    /// The words as marked.
    pub text: String,
    /// The class that draws its border.
    pub class: &'static str,
}

/// A classification as a badge: the border says the level, the words say it too.
pub fn marking(text: &str) -> Marking {
    let upper = text.to_uppercase();
    let class = if upper.starts_with("TOP SECRET") || upper == "TS" {
        "ts"
    } else if upper.starts_with("SECRET") || upper == "S" {
        "s"
    } else if upper.starts_with("CONFIDENTIAL") || upper == "C" {
        "c"
    } else if upper == "U" || upper == "UNCLASSIFIED" || upper.starts_with("PUBLIC") {
        "u"
    } else {
        "sbu"
    };
    Marking { text: text.to_string(), class }
}

/// The record of a document.
pub fn record(ctx: &Context, id: DocumentId) -> Record {
    let document = &ctx.book[id];
    let mut rows = Rows { ctx, rows: Vec::new() };
    rows.main(document);
    let main = std::mem::take(&mut rows.rows);
    rows.more(document);
    Record { main, more: rows.rows }
}

struct Rows<'a> {
    ctx: &'a Context<'a>,
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn push(&mut self, key: &str, items: Vec<Item>) {
        if !items.is_empty() {
            self.rows.push(Row { label: self.ctx.words().get(key).to_string(), items });
        }
    }

    fn main(&mut self, document: &Document) {
        let identifier = document.identifier.as_deref().map(|text| Item { class: Some("ident".into()), ..words(text) });
        self.push("rec_identifier", identifier.into_iter().collect());
        self.push("rec_marking", document.classification.iter().map(|text| self.badge(text)).collect());
        self.push("rec_date", document.date.iter().map(|date| html(passage::date(self.ctx, date))).collect());
        self.push("rec_from", self.parties(document.origin.as_slice()));
        self.push("rec_to", self.parties(&document.recipients));
        self.push("rec_info", self.parties(&document.info));
        self.push("rec_signed", self.parties(document.byline.as_slice()));
        self.push("rec_kind", document.kind.iter().map(|kind| words(kind)).collect());
        let body = match document.body_kind {
            BodyKind::Full => "body_full",
            BodyKind::Digest => "body_digest",
            BodyKind::Excerpt => "body_excerpt",
        };
        self.push("rec_text", vec![words(self.ctx.words().get(body))]);
        let grade = document.grade.map(|grade| words(&evidence::grade_words(self.ctx.words(), grade)));
        self.push("rec_grade", grade.into_iter().collect());
        self.push("rec_published", self.published(&document.published));
    }

    fn more(&mut self, document: &Document) {
        self.push("rec_subject", document.subject.iter().map(|text| words(text)).collect());
        for (label, value) in &document.header {
            self.rows.push(Row { label: label.clone(), items: vec![words(value)] });
        }
        self.push("rec_tags", document.tags.iter().map(|tag| words(tag)).collect());
        self.push("rec_cited_as", document.also_cited_as.iter().map(|text| words(text)).collect());
        self.push("rec_language", document.language.iter().map(|text| words(text)).collect());
        self.push("rec_edits", document.edits.iter().map(|text| words(text)).collect());
        self.push("rec_derived", self.cited(&document.derived_from));
        let from = routes::path(self.ctx.book, self.ctx.key);
        let file = document.original.iter().map(|original| {
            let href = original.published.as_deref().map(|file| routes::relative(&from, &routes::original_path(file)));
            Item { href, ..words(&original.file) }
        });
        self.push("rec_original", file.collect());
        let sum = document.original.iter().filter_map(|original| original.sha256.as_deref());
        self.push("rec_checksum", sum.map(|sum| Item { class: Some("sum".into()), ..words(sum) }).collect());
    }

    fn badge(&self, text: &str) -> Item {
        let class = Some(format!("pm {}", marking(text).class));
        Item { class, after: Some(self.ctx.words().get("as_received").to_string()), ..words(text) }
    }

    fn parties(&self, parties: &[Party]) -> Vec<Item> {
        parties.iter().map(|party| self.party(party)).collect()
    }

    fn party(&self, party: &Party) -> Item {
        match party {
            Party::Entity(id) => {
                Item { href: Some(self.ctx.link(Target::Entity(*id))), ..words(&self.ctx.book[*id].name) }
            }
            Party::Words(text) => words(text),
        }
    }

    fn cited(&self, cited: &[CitedDocument]) -> Vec<Item> {
        let item = |cited: &CitedDocument| match cited.document {
            Some(id) => Item { href: Some(self.ctx.link(Target::Document(id, None))), ..words(&cited.words) },
            None => words(&cited.words),
        };
        cited.iter().map(item).collect()
    }

    fn published(&self, published: &Published) -> Vec<Item> {
        let mut items = Vec::new();
        let title = published.title.as_ref().or(published.url.as_ref());
        if let Some(title) = title {
            items.push(Item { href: published.url.clone(), outside: true, ..words(title) });
        }
        items.extend(published.publisher.as_deref().map(words));
        if let Some(date) = &published.retrieved {
            let retrieved = self.ctx.words().get("retrieved").to_string();
            items.push(Item { text: retrieved, html: Some(passage::date(self.ctx, date)), ..Item::default() });
        }
        items
    }
}

fn words(text: &str) -> Item {
    Item { text: text.to_string(), ..Item::default() }
}

fn html(html: String) -> Item {
    Item { html: Some(html), ..Item::default() }
}
