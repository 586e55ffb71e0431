//! What the thread that looks is asked for.

use std::collections::BTreeSet;
use std::sync::mpsc::Sender;

/// What the thread is asked for.
#[derive(Debug)]
pub(super) enum Wish {
    /// To look: something may have changed.
    Look(Hint),
    /// To look as another audience, and to say when that is done.
    Audience(String, Sender<()>),
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// Anything.
    All,
    /// Files, by their paths below the root.
    Files(BTreeSet<String>),
}

impl Hint {
    /// Nothing yet.
    pub(super) fn none() -> Self {
        Self::Files(BTreeSet::new())
    }

    /// Adds what another says.
    pub(super) fn add(&mut self, other: Self) {
        match (self, other) {
            (Self::Files(paths), Self::Files(more)) => paths.extend(more),
            (hint, _) => *hint = Self::All,
        }
    }
}
