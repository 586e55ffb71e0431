//! What to write instead of the dates that people write by habit.

use super::parse::{MONTHS, grammar};

/// What to write instead of a text that is no date, if it is one of the common mistakes.
pub(super) fn suggest(text: &str) -> Option<String> {
    let _ = (text, MONTHS, grammar);
    None
}
