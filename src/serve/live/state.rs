//! What is served at one moment, and the exchange of one moment for the next.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use crate::diagnostics::{self, Code, Severity};
use crate::pipeline::{Outcome, Preview};

use super::notes::Note;

/// Steps that are remembered; a page that is further behind is loaded anew.
const STEPS: usize = 64;

/// A book as it can be shown.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) preview: Preview,
    /// What was found in the files that it was made from.
    pub(super) outcome: Arc<Outcome>,
}

/// What is served. Never changed, only exchanged.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) number: u64,
    /// The newest state of the book that can be shown; none before there was one.
    pub(super) shown: Option<Arc<Shown>>,
    /// What the last look found.
    pub(super) outcome: Arc<Outcome>,
    /// Whether the last look left nothing to show, so that `shown` is older.
    pub(super) broken: bool,
    pub(super) audience: String,
    pub(super) audiences: Vec<String>,
    /// Faults, by their place in the outcome, that the audience may not be told of.
    pub(super) veiled: HashSet<usize>,
    /// How it came from the states before it, newest last.
    pub(super) steps: VecDeque<Step>,
}

/// How a state differs from the one before.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) number: u64,
    pub(super) what: What,
    pub(super) notes: Vec<Note>,
}

/// How much of the pages differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// Nothing.
    Status,
    /// Style sheets only.
    Style,
    /// Pages.
    Reload,
}

impl State {
    /// Adds the step that led here.
    pub(super) fn step(mut self, before: &VecDeque<Step>, what: What, notes: Vec<Note>) -> Self {
        let skip = (before.len() + 1).saturating_sub(STEPS);
        self.steps = before.iter().skip(skip).cloned().collect();
        self.steps.push_back(Step { number: self.number, what, notes });
        self
    }

    /// All that changed since a state; too long ago means everything.
    pub(super) fn since(&self, number: u64) -> (What, Vec<&Note>) {
        let known = self.steps.front().is_some_and(|first| first.number <= number + 1);
        if number > self.number || number < self.number && !known {
            return (What::Reload, Vec::new());
        }
        let steps = || self.steps.iter().filter(|step| step.number > number);
        let what = steps().map(|step| step.what).max().unwrap_or(What::Status);
        (what, steps().flat_map(|step| &step.notes).collect())
    }

    /// How many of its diagnostics are of a severity.
    pub(super) fn count(&self, severity: Severity) -> usize {
        diagnostics::number(&self.outcome.diagnostics, severity)
    }
}

/// Whether a fault leaves a file, the settings or the theme unread, so that the pages would be without what it holds.
pub(super) fn leaves_nothing(code: Code) -> bool {
    matches!(
        code,
        Code::NotUtf8
            | Code::FormatTooNew
            | Code::BookNotFound
            | Code::YamlSyntax
            | Code::YamlLimit
            | Code::FrontMatterOpen
            | Code::TemplateBroken
            | Code::WordsBroken
    )
}

/// Holds the state for all who ask, and tells them when there is a new one.
#[derive(Debug)]
pub(super) struct Holder {
    now: RwLock<Arc<State>>,
    /// Tells states of this server from those of one that ran before it at the same address.
    session: String,
    number: watch::Sender<u64>,
}

impl Holder {
    pub(super) fn new() -> Self {
        let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
        Self { now: RwLock::default(), session: format!("{nanos:x}"), number: watch::Sender::new(0) }
    }

    /// The state now.
    pub(super) fn now(&self) -> Arc<State> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Exchanges the state, and only then tells of it. The state before is handed back, to be dropped where nobody waits.
    pub(super) fn put(&self, state: State) -> Arc<State> {
        let number = state.number;
        let before = {
            let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *now, Arc::new(state))
        };
        self.number.send_replace(number);
        before
    }

    /// Numbers of new states as they come.
    pub(super) fn numbers(&self) -> watch::Receiver<u64> {
        self.number.subscribe()
    }

    /// What a page says of the state it was made from.
    pub(super) fn mark(&self, state: &State) -> String {
        format!("{}.{}", self.session, state.number)
    }

    /// The number in a mark of this server's.
    pub(super) fn number(&self, mark: &str) -> Option<u64> {
        mark.strip_prefix(&self.session)?.strip_prefix('.')?.parse().ok()
    }
}
