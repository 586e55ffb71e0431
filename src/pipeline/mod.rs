//! The stages in order: read, settings, load, resolve, render, put in place. The only folder that knows them all.
//!
//! In: a book's root and what edition is wanted. Out: an [`Outcome`]: every diagnostic, and counts. A fault never stops
//! a stage; it keeps the site from being put in place at the end. Not here: words for people (`report`), exit codes (`cli`).

mod again;
mod broken;
mod edition;
mod outward;
mod pages;
mod preview;
mod secrets;
mod sink;
mod workshop;

pub use edition::Edition;
pub use outward::Outward;
pub use preview::Preview;
pub use sink::{Discard, Disk, Output, Sink};
pub use workshop::{Look, Workshop};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{self, Code, Diagnostic, Diagnostics, Severity};
use crate::model::Book;
use crate::render::templates::Theme;
use crate::report::{AnnotationCounts, PageCounts};
use crate::source::disk::read_book;
use crate::source::{BookFiles, Sources};
use crate::suggest::{self, Proposals, Wish};
use crate::{load, resolve};

use secrets::Search;

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
    /// Addresses on the web, each with a few of the pages that have it.
    pub outward: Vec<(String, Vec<String>)>,
    /// What is in the output folder and no build made; it stays.
    pub foreign: Vec<String>,
}

/// Builds a book into a folder.
pub fn build(root: &Path, edition: &Edition, output: &Output) -> Outcome {
    let files = match read_book(root) {
        Ok(files) => files,
        Err(fault) => return Outcome { diagnostics: vec![fault], ..Outcome::default() },
    };
    let inputs = again::inputs(root, &files, edition);
    if let Some(outcome) = inputs.as_deref().and_then(|inputs| again::same(root, output, inputs)) {
        return Outcome { sources: files.sources, ..outcome };
    }
    let mut prepared = prepare(files, edition, &Memory::default());
    let mut disk = Disk::new(root, output);
    let outcome = publish(&mut prepared, root, edition, &mut disk);
    if let Some(inputs) = inputs {
        again::note(root, output, inputs, &outcome);
    }
    Outcome { sources: prepared.sources, foreign: disk.into_foreign(), ..outcome }
}

/// Does everything that [`build`] does but writing.
pub fn check(root: &Path, edition: &Edition) -> Outcome {
    run(root, edition, &mut Discard)
}

/// Everything that [`check`] reports, and all links out of the book with their places, to be followed by whoever may.
/// Nothing here asks another host.
pub fn check_outward(root: &Path, edition: &Edition) -> (Outcome, Outward) {
    match read(root, edition) {
        Ok(mut prepared) => {
            let outcome = publish(&mut prepared, root, edition, &mut Discard);
            let links = outward::links(&prepared.book, &prepared.sources, &outcome.outward);
            let Prepared { sources, severities, .. } = prepared;
            (Outcome { sources, ..outcome }, Outward { links, severities })
        }
        Err(fault) => (Outcome { diagnostics: vec![fault], ..Outcome::default() }, Outward::default()),
    }
}

/// Runs all stages into a sink. With faults the sink is dropped unfinished.
pub fn run(root: &Path, edition: &Edition, sink: &mut dyn Sink) -> Outcome {
    match read(root, edition) {
        Ok(mut prepared) => {
            let outcome = publish(&mut prepared, root, edition, sink);
            Outcome { sources: prepared.sources, ..outcome }
        }
        Err(fault) => Outcome { diagnostics: vec![fault], ..Outcome::default() },
    }
}

/// Everything that [`check`] reports, and what can be shown of the book all the same. A book whose folder cannot be read
/// has nothing to show, nor has one of which it is not sure what an audience that is asked for may see.
pub fn preview(root: &Path, edition: &Edition) -> (Outcome, Option<Preview>) {
    match read(root, edition) {
        Ok(mut prepared) => {
            let outcome = publish(&mut prepared, root, edition, &mut Discard);
            let Prepared { book, theme, sources, sure, .. } = prepared;
            let preview = sure.then(|| Preview::new(book, theme, sources.clone(), root));
            (Outcome { sources, ..outcome }, preview)
        }
        Err(fault) => (Outcome { diagnostics: vec![fault], ..Outcome::default() }, None),
    }
}

/// Reads a book and proposes what its files do not list yet, with everything that is wrong with its files. Nothing is
/// rendered or written.
pub fn suggest(root: &Path, edition: &Edition, wish: &Wish) -> (Outcome, Option<String>, Proposals) {
    match read(root, edition) {
        Ok(Prepared { book, sources, mut found, severities, .. }) => {
            let judge = Judge { severities: &severities, strict: edition.strict };
            judge.adjust(&mut found);
            diagnostics::settle(&mut found);
            let proposals = suggest::suggest(&book, wish);
            let text = suggest::yaml::write(&proposals, wish, &book.settings);
            let annotations = AnnotationCounts::of(&book);
            (Outcome { diagnostics: found, sources, annotations, ..Outcome::default() }, Some(text), proposals)
        }
        Err(fault) => (Outcome { diagnostics: vec![fault], ..Outcome::default() }, None, Proposals::default()),
    }
}

/// A resolved book and its theme, with all that was found wrong on the way.
struct Prepared {
    book: Book,
    theme: Arc<Theme>,
    sources: Sources,
    found: Diagnostics,
    severities: BTreeMap<Code, Severity>,
    /// Whether it is sure whom the edition is for.
    sure: bool,
    /// Whether the book has settings.
    settings: bool,
}

/// What the stages keep of one run for the next.
#[derive(Debug, Default)]
struct Memory {
    load: load::Memory,
    resolve: resolve::Memory,
    themes: edition::Themes,
}

/// All stages before the first page, from the disk.
fn read(root: &Path, edition: &Edition) -> Result<Prepared, Diagnostic> {
    Ok(prepare(read_book(root)?, edition, &Memory::default()))
}

/// All stages before the first page.
fn prepare(mut files: BookFiles, edition: &Edition, memory: &Memory) -> Prepared {
    let mut found = std::mem::take(&mut files.diagnostics);
    let (settings, audience) = edition::settings_of(&files, edition, &mut found);
    let (raw, faults) = load::load(&files, &memory.load);
    found.extend(faults);
    let severities = settings.severity.clone();
    let (mut book, faults) = resolve::resolve(raw, &files.sources, settings, audience, &memory.resolve);
    book.preview = edition.preview;
    found.extend(faults);
    let theme = edition::theme(&files, &book.settings, &memory.themes, &mut found);
    let sure = edition::is_sure(edition, files.settings, &book.settings, &found);
    let settings = files.settings.is_some();
    Prepared { book, theme, sources: files.sources, found, severities, sure, settings }
}

/// Renders all pages into a sink, and finishes it if nothing is wrong. The outcome is without its sources.
fn publish(prepared: &mut Prepared, root: &Path, edition: &Edition, sink: &mut dyn Sink) -> Outcome {
    let Prepared { book, theme, sources, found, severities, .. } = prepared;
    let mut found = std::mem::take(found);
    let judge = Judge { severities, strict: edition.strict };
    let search = Search::new(book, theme, sources);
    let mut run = pages::Run { book, theme, sources, search: &search, root, sink };
    let mut outcome = Outcome { annotations: AnnotationCounts::of(book), ..Outcome::default() };
    (outcome.pages.rendered, outcome.outward) = run.stream(&mut found, &judge);
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
    diagnostics::settle(&mut found);
    Outcome { diagnostics: found, ..outcome }
}

/// Decides how grave each fault is, as the settings ask.
struct Judge<'a> {
    severities: &'a BTreeMap<Code, Severity>,
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
