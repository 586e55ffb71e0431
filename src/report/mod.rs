//! Diagnostics and summaries for people and for tools.
//!
//! In: diagnostics, the sources they point into, the counts of a run. Out: text on standard output or standard error.
//! Each format is a pure function from a diagnostic to text; [`Reporter`] is the one thin edge that writes. Not here:
//! what is wrong (the stages say so) and which exit code follows (`cli`).

mod github;
mod human;
mod json;
mod place;
mod short;
mod summary;

pub use place::{Place, place};
pub use summary::{AnnotationCounts, PageCounts, Summary};

use std::io::{IsTerminal, Write};

use crate::diagnostics::Diagnostic;
use crate::source::Sources;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MessageFormat {
    /// With an excerpt of the file, on standard error
    #[default]
    Human,
    /// `path:line:col: error[BB301]: message`, one a line, on standard output
    Short,
    /// One JSON object a line, a summary last, on standard output
    Json,
    /// Workflow commands that GitHub shows beside the lines of a pull request, on standard output
    Github,
}

/// When to colour what a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// When standard error is a terminal; `NO_COLOR` and `CLICOLOR_FORCE` decide otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What of the environment decides on colour.
#[derive(Clone, Debug, Default)]
struct ColorEnvironment {
    no_color: bool,
    force: bool,
    terminal: bool,
}

impl ColorEnvironment {
    fn read() -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            no_color: set("NO_COLOR").is_some(),
            force: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            terminal: std::io::stderr().is_terminal() && set("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}

fn coloured(color: Color, environment: &ColorEnvironment) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if environment.no_color => false,
        Color::Auto => environment.force || environment.terminal,
    }
}

/// Writes diagnostics, summaries and remarks in the format asked for.
#[derive(Clone, Debug)]
pub struct Reporter {
    format: MessageFormat,
    coloured: bool,
    quiet: bool,
}

impl Reporter {
    /// A reporter for one run of the program.
    pub fn new(format: MessageFormat, color: Color, quiet: bool) -> Self {
        Self { format, coloured: coloured(color, &ColorEnvironment::read()), quiet }
    }

    /// Writes every diagnostic, in the order given.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        for diagnostic in diagnostics {
            match self.format {
                MessageFormat::Human => to_stderr(&human::render(diagnostic, sources, self.coloured)),
                MessageFormat::Short => to_stdout(&short::render(diagnostic, sources)),
                MessageFormat::Json => to_stdout(&json::render(diagnostic, sources)),
                MessageFormat::Github => to_stdout(&github::render(diagnostic, sources)),
            }
        }
    }

    /// Writes a text that a verb was asked for, as it is, to standard output; programs have it in its items.
    pub fn product(&self, text: &str) {
        if self.format != MessageFormat::Json {
            let mut out = std::io::stdout().lock();
            let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        }
    }

    /// Writes what a verb was asked for, to standard output: for programs as an object on a line, else as words.
    pub fn result(&self, kind: &'static str, item: &impl serde::Serialize, words: &str) {
        match self.format {
            MessageFormat::Json => to_stdout(&json::object(kind, item)),
            _ => self.product(words),
        }
    }

    /// Reports one item of a run: for programs an object on a line of standard output, with the version and its type
    /// before its own fields; for people words, if there are any.
    pub fn item(&self, kind: &'static str, item: &impl serde::Serialize, words: &str) {
        if self.format == MessageFormat::Json {
            to_stdout(&json::object(kind, item));
        } else if !self.quiet && !words.is_empty() {
            to_stderr(words);
        }
    }

    /// Writes how the run ended. JSON always has its summary; people can ask for quiet.
    pub fn summary(&self, summary: &Summary) {
        if self.format == MessageFormat::Json {
            to_stdout(&json::summary(summary));
        } else if let Some(sentence) = summary.sentence().filter(|_| !self.quiet) {
            to_stderr(&sentence);
        }
    }

    /// Tells a person who reads excerpts what could be asked next.
    pub fn hint(&self, words: &str) {
        if self.format == MessageFormat::Human {
            self.remark(words);
        }
    }

    /// Tells a person, on standard error, something that is neither a fault nor a result; quiet runs do not get it.
    pub fn remark(&self, words: &str) {
        if !self.quiet {
            to_stderr(words);
        }
    }
}

/// A diagnostic as a person reads it, without colour.
pub fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
    human::render(diagnostic, sources, false)
}

/// Writes a line to standard output; a reader who has gone away (`| head`) is no fault of ours.
fn to_stdout(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Writes a line to standard error; where that is closed there is nobody left to tell.
fn to_stderr(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Makes one line of words that may hold line breaks or control characters.
fn one_line(words: &str) -> String {
    words.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
