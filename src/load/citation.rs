//! Citations: the same map wherever a passage is meant.

use super::date;
use super::raw::{RawCitation, Words};
use crate::diagnostics::{Code, Diagnostic, Placed};
use crate::yaml::{Fields, Node, Reader, Value};

/// The keys of a citation that stands in a list of sources.
const KEYS: &[&str] = &["document", "quote", "at", "occurrence", "prefix", "suffix"];
/// An event's sources say their date, too.
const DATED_KEYS: &[&str] = &["document", "quote", "at", "occurrence", "prefix", "suffix", "date"];

/// A citation by itself.
pub(super) fn citation(r: &mut Reader<'_>, node: &Node, default: Option<&Words>) -> Option<RawCitation> {
    let f = open(r, node, KEYS, default.is_some())?;
    let citation = from_fields(r, &f, default);
    citation.or_else(|| incomplete(r, &f))
}

/// The citation of an event, with the date that the source gives.
fn dated(r: &mut Reader<'_>, node: &Node) -> Option<RawCitation> {
    let f = open(r, node, DATED_KEYS, false)?;
    let date = date::date(r, &f, "date");
    let citation = from_fields(r, &f, None).map(|citation| RawCitation { date, ..citation });
    citation.or_else(|| incomplete(r, &f))
}

/// What stands alone is a document, or a quote where the document is known.
fn open<'n>(r: &mut Reader<'_>, node: &'n Node, keys: &'static [&'static str], known: bool) -> Option<Fields<'n>> {
    if let Value::Scalar(scalar) = &node.value {
        let help = format!("write `{{ {}: {} }}`", if known { "quote" } else { "document" }, scalar.text.trim());
        r.bad_shape(node, "a citation", "a map", Some(help));
        return None;
    }
    Fields::open(r, node, "a citation", keys)
}

/// A list of citations under a key.
pub(super) fn citations(r: &mut Reader<'_>, f: &Fields<'_>, key: &str, default: Option<&Words>) -> Vec<RawCitation> {
    f.list(r, key).into_iter().filter_map(|node| citation(r, node, default)).collect()
}

/// `sources:` of an event.
pub(super) fn dated_sources(r: &mut Reader<'_>, f: &Fields<'_>) -> Vec<RawCitation> {
    f.list(r, "sources").into_iter().filter_map(|node| dated(r, node)).collect()
}

/// The keys of a citation in a map that may have others; without a document there is none.
pub(super) fn from_fields(r: &mut Reader<'_>, f: &Fields<'_>, default: Option<&Words>) -> Option<RawCitation> {
    let quote = f.words(r, "quote");
    if quote.is_none()
        && let Some(node) = f.get("quote").filter(|node| node.text().is_some())
    {
        r.bad_value(node.span, "`quote` is empty", "write the words of the document, or leave the key out");
    }
    let at = f.words(r, "at");
    let occurrence = occurrence(r, f);
    let (prefix, suffix) = (f.text(r, "prefix"), f.text(r, "suffix"));
    let document = f.words(r, "document").or_else(|| default.cloned())?;
    Some(RawCitation { document, quote, at, occurrence, prefix, suffix, date: None, span: f.span })
}

/// Reports a citation that names no document.
pub(super) fn incomplete<T>(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<T> {
    let fault = Diagnostic::new(Code::CitationIncomplete, f.place, "no document is named");
    r.report(fault.help("write `document: ...` with the document's id"));
    None
}

/// `2 of 5`.
fn occurrence(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<Placed<(u32, u32)>> {
    let words = f.words(r, "occurrence")?;
    let numbers = words
        .value
        .split_once(" of ")
        .and_then(|(one, all)| Some((one.trim().parse().ok()?, all.trim().parse().ok()?)));
    match numbers {
        Some((one, all)) if 1 <= one && one <= all => Some(Placed::new((one, all), words.span)),
        _ => {
            r.bad_value(words.span, format!("`{}` is no occurrence", words.value), "write which of how many: `2 of 5`");
            None
        }
    }
}
