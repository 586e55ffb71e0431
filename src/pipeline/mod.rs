//! The stages in order: read, settings, load, resolve, render, put in place. The only folder that knows them all.
//!
//! In: a book's root and what edition is wanted. Out: an [`Outcome`]: every diagnostic, and counts. A fault never stops
//! a stage; it keeps the site from being put in place at the end. Not here: words for people (`report`), exit codes (`cli`).

mod pages;
mod sink;

pub use sink::{Discard, Disk, Output, Sink};

use std::path::Path;

use crate::diagnostics::{self, Code, Diagnostic, Diagnostics, Severity, Span, did_you_mean};
use crate::model::Audience;
use crate::render::templates::Theme;
use crate::report::{AnnotationCounts, PageCounts};
use crate::settings::{self, Settings};
use crate::source::BookFiles;
use crate::source::Sources;
use crate::source::disk::read_book;
use crate::{load, resolve};

/// The name of the theme inside the program.
const BUILTIN_THEME: &str = "default";

/// Which edition of a book is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Whom it is for, by name; the settings' default audience unless given.
    pub audience: Option<String>,
    /// Where it will be published, instead of the settings' `base_url`.
    pub base_url: Option<String>,
    /// Whether a warning keeps it from being put in place.
    pub strict: bool,
    /// Whether it is a preview: for the last audience unless one is named, and not minified.
    pub preview: bool,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything that is wrong, by file and place.
    pub diagnostics: Diagnostics,
    /// The files that the diagnostics point into.
    pub sources: Sources,
    /// Pages made and changed.
    pub pages: PageCounts,
    /// Annotations by state.
    pub annotations: AnnotationCounts,
    /// Whether the site was put in place.
    pub published: bool,
}

/// Builds a book into a folder.
pub fn build(root: &Path, edition: &Edition, output: &Output) -> Outcome {
    run(root, edition, &mut Disk::new(root, output))
}

/// Does everything that [`build`] does but writing.
pub fn check(root: &Path, edition: &Edition) -> Outcome {
    run(root, edition, &mut Discard)
}

/// Runs all stages into a sink. With faults the sink is dropped unfinished.
pub fn run(root: &Path, edition: &Edition, sink: &mut dyn Sink) -> Outcome {
    let mut files = match read_book(root) {
        Ok(files) => files,
        Err(fault) => return Outcome { diagnostics: vec![fault], ..Outcome::default() },
    };
    let mut found = std::mem::take(&mut files.diagnostics);
    let (settings, audience) = settings_of(&files, edition, &mut found);
    let (raw, faults) = load::load(&files, &settings);
    found.extend(faults);
    let severities = settings.severity.clone();
    let (book, faults) = resolve::resolve(raw, &files.sources, settings, audience);
    found.extend(faults);
    let theme = theme(&files, &book.settings.theme, &mut found);

    let mut run = pages::Run { book: &book, theme: &theme, sources: &files.sources, root, sink };
    let judge = Judge { severities: &severities, strict: edition.strict };
    let mut outcome = Outcome { annotations: AnnotationCounts::of(&book), ..Outcome::default() };
    outcome.pages.rendered = run.stream(&mut found, &judge);
    judge.adjust(&mut found);
    if !judge.fatal(&found) {
        match run.sink.finish() {
            Ok(counts) => {
                outcome.pages = PageCounts { rendered: outcome.pages.rendered, ..counts };
                outcome.published = true;
            }
            Err(fault) => found.push(fault),
        }
    }
    diagnostics::sort(&mut found);
    Outcome { diagnostics: found, sources: files.sources, ..outcome }
}

/// Decides how grave each fault is, as the settings ask.
struct Judge<'a> {
    severities: &'a std::collections::BTreeMap<Code, Severity>,
    strict: bool,
}

impl Judge<'_> {
    fn adjust(&self, found: &mut Diagnostics) {
        for fault in found.iter_mut().filter(|fault| fault.code.entry().adjustable) {
            if let Some(severity) = self.severities.get(&fault.code) {
                fault.severity = *severity;
            }
        }
    }

    fn fatal(&self, found: &Diagnostics) -> bool {
        found.iter().any(|fault| self.strict || fault.severity == Severity::Error)
    }
}

/// The settings as the edition changes them, and its audience.
fn settings_of(files: &BookFiles, edition: &Edition, found: &mut Diagnostics) -> (Settings, Audience) {
    let (mut settings, faults) = match files.settings {
        Some(file) => settings::read(&files.sources, file),
        None => (Settings::default(), Vec::new()),
    };
    found.extend(faults);
    if let Some(url) = &edition.base_url {
        match base_url(url) {
            Ok(url) => settings.base_url = Some(url),
            Err(fault) => found.push(fault),
        }
    }
    if edition.preview {
        settings.minify = false;
    }
    let audience = audience(&settings, edition).unwrap_or_else(|fault| {
        found.push(fault);
        settings.default_audience
    });
    (settings, audience)
}

/// The built-in theme under the files of the one that the settings name.
fn theme(files: &BookFiles, name: &str, found: &mut Diagnostics) -> Theme {
    let own = files.themes.get(name).map_or(&[][..], Vec::as_slice);
    if own.is_empty() && name != BUILTIN_THEME {
        found.push(unknown_theme(files, name));
    }
    let (theme, faults) = Theme::new(own);
    found.extend(faults);
    theme
}

fn unknown_theme(files: &BookFiles, name: &str) -> Diagnostic {
    let known = files.themes.keys().map(String::as_str).chain([BUILTIN_THEME]);
    let help = did_you_mean(name, known)
        .unwrap_or_else(|| format!("a theme `{name}` is a folder `themes/{name}` in the book"));
    let message = format!("no theme `{name}` in this book");
    let place = files.settings.and_then(|file| {
        let text = &files.sources.file(file).text;
        let key = text.match_indices("theme:").find(|(at, _)| *at == 0 || text[..*at].ends_with('\n'))?.0;
        let at = key + text[key..].find(name)?;
        Some(Span::new(file, at, at + name.len()))
    });
    match place {
        Some(span) => Diagnostic::new(Code::ThemeUnknown, span, message).help(help),
        None => Diagnostic::unplaced(Code::ThemeUnknown, message).help(help),
    }
}

fn base_url(typed: &str) -> Result<String, Diagnostic> {
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.starts_with('/') && !typed.contains(char::is_whitespace) => {
            Ok(format!("{}/", typed.trim_end_matches('/')))
        }
        _ => Err(Diagnostic::unplaced(Code::CommandLine, format!("`{typed}` is no address of a site"))
            .help("write the whole address, as in `--base-url https://example.org/book/`")),
    }
}

fn audience(settings: &Settings, edition: &Edition) -> Result<Audience, Diagnostic> {
    let Some(name) = &edition.audience else {
        let last = u16::try_from(settings.audiences.len().saturating_sub(1)).unwrap_or(u16::MAX);
        return Ok(if edition.preview { Audience(last) } else { settings.default_audience });
    };
    settings.audience(name).ok_or_else(|| {
        let known = settings.audiences.iter().map(String::as_str);
        let listed = known.clone().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        Diagnostic::unplaced(Code::CommandLine, format!("no audience `{name}` in this book"))
            .help(did_you_mean(name, known).unwrap_or_else(|| format!("its audiences are {listed}")))
    })
}
