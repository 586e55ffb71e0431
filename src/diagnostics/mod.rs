//! A mistake in a book, as data.
//!
//! Stages return what they could make *and* what they found wrong; nothing here prints. Messages are lowercase phrases
//! without a full stop, in the author's words; `help` says what to write instead.

mod codes;
mod count;
mod explain;
mod most;
mod span;

pub use codes::{CODES, Code, CodeEntry};
pub use count::count;
pub use explain::{Example, ExampleFile, Explanation, explain};
pub use most::{MOST_OF_A_CODE, Tally, number, settle};
pub use span::{FileId, Placed, Span};

/// How grave a diagnostic is. A book with an error does not replace its output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Stops the book from being published.
    Error,
    /// Worth mending; fails only under `--strict`.
    Warning,
}

impl Severity {
    /// The word for it in messages: `error`, `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Another place that belongs to a diagnostic: the first of two duplicates, a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What stands there.
    pub message: String,
}

/// One mistake, with its place in a file of the book where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// The severity, the code's own until settings change it.
    pub severity: Severity,
    /// What is wrong, in the author's words.
    pub message: String,
    /// Where it is wrong.
    pub span: Option<Span>,
    /// A path to name when the fault has no span (a file that cannot be read).
    pub path: Option<String>,
    /// Words beside the caret.
    pub label: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What to write instead.
    pub help: Option<String>,
    /// For how many faults that are not told one by one it stands; 0 for a fault of its own.
    pub more: usize,
    /// A word that is unknown among those of a kind: the nearest of them is looked for once it is clear that the fault is
    /// told, for a book may have as many such words as known ones.
    pub unknown: Option<(&'static str, String)>,
}

impl Diagnostic {
    /// A diagnostic at a place, with its code's own severity.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { span: Some(span), ..Self::unplaced(code, message) }
    }

    /// A diagnostic without a place.
    pub fn unplaced(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            span: None,
            path: None,
            label: None,
            related: Vec::new(),
            help: None,
            more: 0,
            unknown: None,
        }
    }

    /// A diagnostic about a whole file, named by its path in the book.
    pub fn about_path(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..Self::unplaced(code, message) }
    }

    /// How many faults it stands for.
    pub fn number(&self) -> usize {
        self.more.max(1)
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a help where there is one.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// The message and what to write instead, in one line.
    pub fn sentence(&self) -> String {
        match &self.help {
            Some(help) => format!("{} ({help})", self.message),
            None => self.message.clone(),
        }
    }

    /// Says that a word is unknown among those of a kind.
    #[must_use]
    pub fn unknown(mut self, kind: &'static str, word: &str) -> Self {
        self.unknown = Some((kind, word.to_string()));
        self
    }

    /// Adds words beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place that belongs to this one.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { span, message: message.into() });
        self
    }
}

/// The diagnostics of a stage, in the order found.
pub type Diagnostics = Vec<Diagnostic>;

/// Orders by file, place and code, so that a report does not depend on the order of work, and drops exact repetitions.
pub fn sort(diagnostics: &mut Diagnostics) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.span.map(|s| (s.file, s.start, s.end)), d.path.clone(), d.code.number());
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// The nearest of the known words, for "did you mean": at most a third of the letters may differ.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    // Words of different length are far apart without looking: a book has thousands of ids, and may have as many faults.
    let letters = folded.chars().count();
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(letters) <= allowed)
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

/// A help line that names the nearest known word, if one is near.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}
