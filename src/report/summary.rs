//! How a run ended, in counts and in one sentence.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::diagnostics::count;
use crate::model::{AnchorState, Book};

/// How many pages a run made and changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageCounts {
    /// Made from the book in this run.
    pub rendered: usize,
    /// Taken over from an earlier run.
    pub reused: usize,
    /// Files whose bytes are new in the output.
    pub written: usize,
    /// Files of the output that stayed as they were.
    pub unchanged: usize,
    /// Files of an earlier run that are gone.
    pub removed: usize,
}

/// How many annotations ended in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnotationCounts {
    /// Word for word, where they are said to be.
    pub exact: usize,
    /// Word for word, elsewhere.
    pub moved: usize,
    /// Found although the words changed.
    pub drifted: usize,
    /// More than one place as good.
    pub ambiguous: usize,
    /// Nowhere.
    pub orphaned: usize,
}

impl AnnotationCounts {
    /// Counts the annotations of a book.
    pub fn of(book: &Book) -> Self {
        let mut counts = Self::default();
        for annotation in &book.annotations {
            *counts.of_state(annotation.state) += 1;
        }
        counts
    }

    fn of_state(&mut self, state: AnchorState) -> &mut usize {
        match state {
            AnchorState::Exact => &mut self.exact,
            AnchorState::Moved => &mut self.moved,
            AnchorState::Drifted => &mut self.drifted,
            AnchorState::Ambiguous => &mut self.ambiguous,
            AnchorState::Orphaned => &mut self.orphaned,
        }
    }

    fn sentence(&self) -> Option<String> {
        let states = [
            (self.exact, "exact"),
            (self.moved, "moved"),
            (self.drifted, "drifted"),
            (self.ambiguous, "ambiguous"),
            (self.orphaned, "orphaned"),
        ];
        let total: usize = states.iter().map(|(count, _)| count).sum();
        let parts: Vec<String> =
            states.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        (total > 0).then(|| format!("{} ({})", count(total, "annotation"), parts.join(", ")))
    }
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What was asked for: `build`, `check`.
    pub verb: &'static str,
    /// Whether the exit code is 0.
    pub ok: bool,
    /// Pages.
    pub pages: PageCounts,
    /// Annotations.
    pub annotations: AnnotationCounts,
    /// Number of errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// Time from start to end.
    pub elapsed: Duration,
}

impl Summary {
    /// The line a person reads last, if there is more to say than was asked for.
    pub(super) fn sentence(&self) -> Option<String> {
        if self.verb == "explain" && self.ok {
            return None;
        }
        let mut parts = vec![self.result()];
        parts.extend(self.annotations.sentence());
        if self.errors + self.warnings > 0 {
            parts.push(format!("{}, {}", count(self.errors, "error"), count(self.warnings, "warning")));
        }
        Some(format!("{}; {} ms", parts.join("; "), self.elapsed.as_millis()))
    }

    fn result(&self) -> String {
        let pages = &self.pages;
        match (self.verb, self.ok) {
            ("build", true) if pages.rendered == 0 && pages.reused > 0 => {
                format!("nothing has changed: {} as built before", count(pages.reused, "page"))
            }
            ("build", true) => format!(
                "built {}: {} written, {} unchanged, {} removed",
                count(pages.rendered, "page"),
                pages.written,
                pages.unchanged,
                pages.removed
            ),
            ("build", false) => "not built, the output is as it was".into(),
            ("check", true) => format!("checked {}", count(pages.rendered, "page")),
            (verb, true) => format!("{verb}: done"),
            (verb, false) => format!("{verb}: failed"),
        }
    }
}
