//! What a kind makes of a text: blocks, front matter and removals, all as stretches of the source.

use std::collections::BTreeMap;

use super::lines::{Source, Span};
use super::strategy::Objectives;

/// A document on its way. A kind hands every stretch of its source to exactly one of `blocks`, [`Draft::read`] and
/// [`Draft::remove`]; what it forgets, [`settle`](super::ledger::settle) puts back.
#[derive(Debug, Default)]
pub struct Draft {
    /// The body, in order.
    pub blocks: Vec<Block>,
    /// The front matter.
    pub meta: Meta,
    /// Stretches whose words became front matter, each with the key.
    pub read: Vec<Taken>,
    /// Stretches left out, each with the reason.
    pub removed: Vec<Taken>,
    /// What is in doubt: the line in the original, and what a person should look at.
    pub doubts: Vec<Doubt>,
    /// What was looked for and does not stand in the text, in a phrase each.
    pub missing: Vec<String>,
    /// Whether words may hold Markdown of their own. If not, everything that would be markup is escaped.
    pub markdown: bool,
    /// Anchors of the importer's own, by the offset where the words of their block begin.
    pub anchors: BTreeMap<usize, String>,
    /// What else was done to the text, in a phrase each.
    pub done: Vec<String>,
    /// Goals and objectives, where the text has them.
    pub objectives: Option<Objectives>,
}

/// A stretch that is not in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Where.
    pub span: Span,
    /// The front matter's key, or why it was left out: a noun in the plural, as in `page headers`.
    pub why: &'static str,
}

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The line in the original, from 1.
    pub line: usize,
    /// What is in doubt.
    pub message: String,
}

/// One block of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub shape: Shape,
    /// Its words, in order.
    pub pieces: Vec<Piece>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading, level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph with the source's own number: `7. (C) words`.
    Numbered {
        /// The stretch of number and marking.
        head: Span,
        /// The number's digits.
        number: String,
        /// The portion marking, without parentheses.
        marking: Option<String>,
    },
    /// An item of a list.
    Item {
        /// How deep, from 0.
        depth: u8,
        /// The stretch of the bullet or number.
        head: Option<Span>,
        /// The number or letter, without its dot, where the list has them.
        ordinal: Option<String>,
    },
    /// A quotation.
    Quotation,
}

/// A stretch of the source inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// How it follows the piece before it.
    pub joint: Joint,
    /// Where it is from. Runs of white space in it become one space.
    pub span: Span,
    /// Whether it is set in bold.
    pub strong: bool,
}

/// How a piece follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// With a space.
    Space,
    /// Without one: a word that a line end split.
    Glue,
    /// Without one, and the hyphen at the end of the piece before goes.
    Unhyphen,
    /// On a line of its own.
    Break,
}

impl Piece {
    /// A piece behind a space, in no special type.
    pub fn new(span: Span) -> Self {
        Self { joint: Joint::Space, span, strong: false }
    }
}

impl Block {
    /// A block of one stretch.
    pub fn new(shape: Shape, span: Span) -> Self {
        Self { shape, pieces: vec![Piece::new(span)] }
    }

    /// The block's words as a reader reads them, without number, marking or bullet.
    pub fn words(&self, source: &Source) -> String {
        words(&self.pieces, source)
    }
}

/// The words of pieces, joined as they say.
pub fn words(pieces: &[Piece], source: &Source) -> String {
    let mut out = String::new();
    for piece in pieces {
        add(&mut out, piece.joint, source.words(piece.span));
    }
    out
}

/// Adds the words of a piece behind a joint, with every run of white space as one space.
pub(super) fn add(out: &mut String, joint: Joint, words: &str) {
    let mut words = words.split_whitespace();
    let Some(first) = words.next() else { return };
    if !out.is_empty() {
        match joint {
            Joint::Space => out.push(' '),
            Joint::Break => out.push('\n'),
            Joint::Glue => {}
            Joint::Unhyphen => {
                if out.ends_with('-') {
                    out.pop();
                }
            }
        }
    }
    out.push_str(first);
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

impl Draft {
    /// Says that a stretch became front matter.
    pub fn read(&mut self, span: Span, key: &'static str) {
        self.read.push(Taken { span, why: key });
    }

    /// Leaves a stretch out.
    pub fn remove(&mut self, span: Span, reason: &'static str) {
        self.removed.push(Taken { span, why: reason });
    }

    /// Asks a person to look at a place.
    pub fn doubt(&mut self, source: &Source, at: usize, message: impl Into<String>) {
        self.doubts.push(Doubt { line: source.number_at(at), message: message.into() });
    }

    /// Says what does not stand in the text.
    pub fn lacks(&mut self, what: impl Into<String>) {
        self.missing.push(what.into());
    }
}

/// Front matter, as far as the text gives it. Keys are those of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Meta {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The subject as the source words it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// How the source names itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Other spellings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_cited_as: Vec<String>,
    /// The date, as EDTF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How the date is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_note: Option<String>,
    /// From whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// To whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// Copied to whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub info: Vec<String>,
    /// Signed by whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// As originally marked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// Anything else the header says.
    #[serde(skip_serializing_if = "is_empty_map", serialize_with = "as_map")]
    pub header: Vec<(String, String)>,
    /// Tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What the source cites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Where the text was found.
    #[serde(skip_serializing_if = "Published::is_empty")]
    pub published: Published,
    /// The language of the text; stands behind the edits.
    #[serde(skip)]
    pub language: Option<String>,
}

/// Where a text was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Published {
    /// Title there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Published {
    fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

fn is_empty_map(map: &[(String, String)]) -> bool {
    map.is_empty()
}

fn as_map<S: serde::Serializer>(map: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(map.iter().map(|(key, value)| (key, value)))
}
