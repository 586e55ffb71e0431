//! Messages to open pages, as server-sent events: each says what changed since the state that the page knows.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use futures_util::stream;
use serde::Serialize;

use crate::diagnostics::Severity;

use super::super::Ask;
use super::notes::Note;
use super::state::{Holder, State, What};

#[derive(Serialize)]
struct Message<'a> {
    what: &'static str,
    broken: bool,
    errors: usize,
    warnings: usize,
    notes: Vec<&'a Note>,
}

/// A stream of messages, the first at once. A page that knows a state of another server's has everything to learn.
pub(super) fn stream(holder: Arc<Holder>, ask: &Ask<'_>) -> Body {
    let mark = ask.last_event.map(str::to_string).or_else(|| ask.parameter("since"));
    let known = mark.and_then(|mark| holder.number(&mark));
    let numbers = holder.numbers();
    let messages = stream::unfold((holder, numbers, known, true), |(holder, mut numbers, known, first)| async move {
        if !first {
            numbers.changed().await.ok()?;
        }
        numbers.mark_unchanged();
        let state = holder.now();
        let text = message(&state, &holder.mark(&state), known);
        let known = Some(state.number);
        Some((Ok::<_, Infallible>(text), (holder, numbers, known, false)))
    });
    Body::from_stream(messages)
}

fn message(state: &State, mark: &str, known: Option<u64>) -> String {
    let (what, notes) = known.map_or((What::Reload, Vec::new()), |number| state.since(number));
    let what = match what {
        What::Status => "status",
        What::Style => "style",
        What::Reload => "reload",
    };
    let (errors, warnings) = (state.count(Severity::Error), state.count(Severity::Warning));
    let message = Message { what, broken: state.broken, errors, warnings, notes };
    let data = serde_json::to_string(&message).expect("strings and numbers always become JSON");
    format!("id: {mark}\ndata: {data}\n\n")
}
