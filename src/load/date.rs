//! Dates out of YAML values.

use super::raw::{RawDate, RawDating, Words};
use crate::diagnostics::{Code, Diagnostic, Placed};
use crate::edtf::Edtf;
use crate::yaml::{Fields, Reader};

/// The date under a key.
pub(super) fn date(r: &mut Reader<'_>, f: &Fields<'_>, key: &str) -> Option<RawDate> {
    let words = f.words(r, key)?;
    read(r, &words)
}

/// `date:`, `not_before:`, `not_after:` and `date_note:`.
pub(super) fn dating(r: &mut Reader<'_>, f: &Fields<'_>) -> RawDating {
    let date = date(r, f, "date");
    let (not_before, not_after) = period(r, f, "not_before", "not_after");
    if let Some(date) = &date {
        beyond(r, date, not_before.as_ref(), not_after.as_ref());
    }
    RawDating { date, not_before, not_after, note: f.text(r, "date_note") }
}

/// Reports a date that lies wholly outside of the bounds beside it.
fn beyond(r: &mut Reader<'_>, date: &RawDate, not_before: Option<&RawDate>, not_after: Option<&RawDate>) {
    let day = |bound: Option<&RawDate>, of: fn(&Edtf) -> Option<_>| bound.and_then(|bound| of(&bound.value));
    let early = date.value.latest().zip(day(not_before, Edtf::earliest)).filter(|(date, bound)| date < bound);
    let late = date.value.earliest().zip(day(not_after, Edtf::latest)).filter(|(date, bound)| date > bound);
    let (bound, key, word) = match (early, late) {
        (Some(_), _) => (not_before, "not_before", "before"),
        (_, Some(_)) => (not_after, "not_after", "after"),
        (None, None) => return,
    };
    let message = format!("`date` lies {word} `{key}`");
    let fault = Diagnostic::new(Code::DateOrder, date.span, message).help("mend one of the two, or remove it");
    r.report(match bound {
        Some(bound) => fault.related(bound.span, format!("`{key}` is here")),
        None => fault,
    });
}

/// Two dates of which the second must not end before the first begins.
pub(super) fn period(r: &mut Reader<'_>, f: &Fields<'_>, from: &str, to: &str) -> (Option<RawDate>, Option<RawDate>) {
    let (start, end) = (date(r, f, from), date(r, f, to));
    let days =
        start.as_ref().and_then(|date| date.value.earliest()).zip(end.as_ref().and_then(|date| date.value.latest()));
    if let (Some((first, last)), Some(place)) = (days, end.as_ref())
        && first > last
    {
        let message = format!("`{to}` ends before `{from}` begins");
        r.report(Diagnostic::new(Code::DateOrder, place.span, message).help("exchange the two, or mend one of them"));
    }
    (start, end)
}

/// A text that is no date is reported and left out.
fn read(r: &mut Reader<'_>, words: &Words) -> Option<RawDate> {
    match Edtf::parse(&words.value) {
        Ok(date) => Some(Placed::new(date, words.span)),
        Err(error) => {
            let code = if error.order { Code::DateOrder } else { Code::DateInvalid };
            r.report(Diagnostic::new(code, words.span, error.message).maybe_help(error.help));
            None
        }
    }
}
