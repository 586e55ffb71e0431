//! Untrusted HTML made harmless: whole blocks of it, and inline HTML inside a block around pieces of our own.

use std::borrow::Cow;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::markdown::{MAX_HTML_DEPTH, html_depth};

/// Begins and ends a placeholder for a piece of our own; the text that is sanitised has neither.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// Stands before every id, so that none is one of the page's own.
pub(super) const ID_PREFIX: &str = "raw-";

/// Begins an id that `raw_ids` has seen to; any other goes, as does the second of two.
pub(super) const ID_MARK: char = '\u{E002}';

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .link_rel(Some("noopener noreferrer"))
        // A picture from elsewhere would be a request from the reader's machine.
        .rm_tags(["img"])
        .url_schemes(["http", "https", "mailto"].into())
        // What begins with a slash leads to another host, or to nothing from disk.
        .url_relative(UrlRelative::Custom(Box::new(below)))
        .add_generic_attributes(["id"])
        .attribute_filter(|_, name, value| match name {
            "id" => value.strip_prefix(ID_MARK).map(|id| format!("{ID_PREFIX}{id}").into()),
            _ => Some(value.into()),
        });
    builder
});

fn below(address: &str) -> Option<Cow<'_, str>> {
    (!address.trim_start().starts_with(['/', '\\'])).then_some(Cow::Borrowed(address))
}

/// Raw HTML, harmless and closed. What is deeper than `markdown` lets through would be shown as it is written:
/// sanitising is quadratic in depth.
pub(super) fn block(html: &str) -> String {
    if html_depth(html) > MAX_HTML_DEPTH {
        return format!("<pre>{}</pre>", super::inline::escape(html));
    }
    CLEANER.clean(html).to_string()
}

/// The words of a block that holds raw inline HTML: our own pieces stand behind placeholders while the rest is cleaned.
#[derive(Default)]
pub(super) struct Shelf {
    pieces: Vec<String>,
}

impl Shelf {
    /// Puts a piece of ours away and gives the placeholder.
    pub(super) fn put(&mut self, piece: String) -> String {
        self.pieces.push(piece);
        format!("{OPEN}{}{CLOSE}", self.pieces.len() - 1)
    }

    /// Cleans the text and puts the pieces back.
    pub(super) fn clean(&self, html: &str) -> String {
        let cleaned = block(html);
        let mut out = String::with_capacity(cleaned.len());
        let mut rest = cleaned.as_str();
        while let Some(at) = rest.find(OPEN) {
            out.push_str(&rest[..at]);
            let after = &rest[at + OPEN.len_utf8()..];
            let end = after.find(CLOSE).unwrap_or(after.len());
            if let Some(piece) = after[..end].parse::<usize>().ok().and_then(|index| self.pieces.get(index)) {
                out.push_str(piece);
            }
            rest = after.get(end + CLOSE.len_utf8()..).unwrap_or("");
        }
        out.push_str(rest);
        out
    }
}

/// Raw HTML without characters that placeholders are made of.
pub(super) fn raw(html: &str) -> String {
    html.replace([OPEN, CLOSE, ID_MARK], "")
}
