//! What a person at the terminal is told of each look: diagnostics that are new, and one line.

use std::collections::HashSet;
use std::time::Duration;

use crate::diagnostics::{Code, Diagnostic, Severity, count};

use super::Told;
use super::state::State;

/// Tells a person what came of a look.
pub(super) type Tell = Box<dyn Fn(Told<'_>) + Send>;

/// The terminal, and what was written there.
pub(super) struct Terminal {
    tell: Tell,
    /// Diagnostics of the last look, without their places: those move with every line above them.
    known: HashSet<(Code, Option<String>, String)>,
}

impl Terminal {
    pub(super) fn new(tell: Tell) -> Self {
        Self { tell, known: HashSet::new() }
    }

    /// Tells something about the watching itself.
    pub(super) fn remark(&self, words: String) {
        (self.tell)(Told::Remark(words));
    }

    /// Tells what is new, and what the look came to.
    pub(super) fn report(&mut self, state: &State, changed: &[String], pages: usize, took: Duration) {
        let key = |fault: &Diagnostic| {
            let path = fault.span.map(|span| state.outcome.sources.file(span.file).path.clone());
            (fault.code, path.or_else(|| fault.path.clone()), fault.message.clone())
        };
        let new: Vec<&Diagnostic> =
            state.outcome.diagnostics.iter().filter(|fault| !self.known.contains(&key(fault))).collect();
        (self.tell)(Told::New(new, &state.outcome.sources));
        self.known = state.outcome.diagnostics.iter().map(key).collect();
        self.remark(sentence(state, changed, pages, took));
    }
}

fn sentence(state: &State, changed: &[String], pages: usize, took: Duration) -> String {
    let (errors, warnings) = (state.count(Severity::Error), state.count(Severity::Warning));
    let faults = format!("{}, {}", count(errors, "error"), count(warnings, "warning"));
    if pages == 0 {
        return format!("nothing can be shown; {faults}");
    }
    let kept = if state.broken { ", the pages are those of the last state without such faults" } else { "" };
    let changed = match changed {
        [] => String::new(),
        [one] => format!("; changed: {one}"),
        [one, rest @ ..] if state.number > 1 => format!("; changed: {one} and {} more", rest.len()),
        _ => String::new(),
    };
    format!("{}; {faults}{kept}{changed} ({} ms)", count(pages, "page"), took.as_millis())
}

/// Why the system gives no events.
pub(super) fn trouble(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (`sysctl fs.inotify.max_user_watches`)".to_string()
        }
        _ => format!("changes cannot be watched for ({error})"),
    }
}
