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
    RawDating {
        date: date(r, f, "date"),
        not_before: date(r, f, "not_before"),
        not_after: date(r, f, "not_after"),
        note: f.text(r, "date_note"),
    }
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
