//! What an author is told about names.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::model::{EntityId, PlainRange};

use super::Ambiguous;

/// Further places that a diagnostic lists.
const PLACES: usize = 5;

/// A name that belongs to more than one entity, with its places. Takes the ids of entities and the places in a file of
/// ranges of plain text.
pub fn ambiguous_name<'i>(
    name: &Ambiguous,
    id: impl Fn(EntityId) -> &'i str,
    span: impl Fn(&PlainRange) -> Span,
) -> Option<Diagnostic> {
    let (first, more) = name.places.split_first()?;
    let ids: Vec<String> = name.candidates.iter().map(|entity| format!("`{}`", id(*entity))).collect();
    let (last, others) = ids.split_last()?;
    let none = if others.len() > 1 { "none of them" } else { "neither" };
    let message = format!("`{}` may be {} or {last}, so it is linked to {none}", name.name, others.join(", "));
    let one = name.candidates.first().map_or("", |entity| id(*entity));
    let help = format!(
        "name one for the whole document with `names: {{ {0}: {one} }}` (`{0}: null` for none of them), or for some \
         documents with `in:`, `since:` or `until:` at the alias",
        name.name
    );
    let mut out = Diagnostic::new(Code::MentionAmbiguous, span(first), message).help(help);
    for place in more.iter().take(PLACES) {
        out = out.related(span(place), "and here");
    }
    match more.len() {
        0..=PLACES => Some(out),
        more => Some(out.label(format!("and at {more} more places"))),
    }
}

/// A name of a document's `names:` that never occurs in it.
pub fn unused_name(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::NameOverridden, span, format!("`{name}` never occurs in this document"))
        .help("names are found on word borders and with their case; write it as the document does, or take it out")
}
