//! Raw source texts into documents of the book: decoded, recognised, cleaned, with a record of everything left out.
//!
//! In: the bytes of files, and what the book has already. Out: for each file a document, its original and its record as
//! texts, or why there is none. Pure: nothing is read or written here (`cli` does). Each kind is a folder or file of its
//! own with `read(&Source, ...) -> Draft`; [`ledger`] sees to it that no word is lost on the way.
//!
//! A kind finds blocks with [`join::Joiner`] or its own eyes, pushes them to [`draft::Draft::blocks`], and says of every
//! stretch that is not in a block that it was `read` (with the key of the front matter) or `remove`d (with a noun in the
//! plural, from which the lines of `edits` are made). It cuts stretches, and never makes words of its own.

mod article;
mod cable;
mod dates;
pub mod decode;
mod draft;
mod join;
mod kind;
mod known;
mod ledger;
mod lexicon;
mod lines;
mod marks;
mod markup;
mod name;
mod outcome;
mod plain;
mod record;
mod strategy;
mod write;

pub use kind::Kind;
pub use known::{Known, KnownDocument};
pub use outcome::{Imported, Outcome, State, objectives};
pub use record::Removed;
pub use strategy::Objectives;

use rayon::prelude::*;

use crate::checksum::sha256;
use crate::diagnostics::{Code, Diagnostic};

use article::Page;
use draft::Draft;
use kind::Recognised;
use known::Stations;
use lines::Source;

/// A file to import.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its name as typed.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How to import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The kind, where it is not to be recognised.
    pub kind: Option<Kind>,
    /// Whether documents that are there already may be replaced.
    pub force: bool,
}

/// A file whose text is read, and nothing more.
struct Prepared {
    decoded: decode::Decoded,
    source: Source,
    recognised: Recognised,
    /// What its head and tags say, where it was HTML; the source is then its words.
    page: Option<Page>,
}

/// Imports files. Outcomes come in the order of the files' names, and do not depend on the order of the files.
pub fn import<'a>(inputs: &'a [Input], known: &Known, options: &Options) -> Vec<Outcome<'a>> {
    let mut inputs: Vec<&Input> = inputs.iter().collect();
    inputs.sort_by(|a, b| (&a.name, &a.bytes).cmp(&(&b.name, &b.bytes)));
    let prepared: Vec<Result<Prepared, Diagnostic>> = inputs.par_iter().map(|input| prepare(input, options)).collect();
    // All headers are read before any document is made: one cable may say where another is from.
    let stations = stations(&prepared, known);
    let results: Vec<Result<Imported, Diagnostic>> = inputs
        .par_iter()
        .zip(prepared)
        .map(|(input, prepared)| prepared.map(|prepared| make(input, prepared, &stations, known)))
        .collect();
    let outcomes = inputs.iter().zip(results).map(|(input, result)| Outcome { input, result });
    outcome::settle(outcomes.collect(), known, options.force)
}

fn prepare(input: &Input, options: &Options) -> Result<Prepared, Diagnostic> {
    let decoded = decode::decode(&input.bytes).map_err(|fault| refused(&input.name, &fault))?;
    let page = article::page(&decoded.text);
    let source = page.as_ref().map_or_else(|| Source::new(decoded.text.clone()), |page| page.source.clone());
    let recognised = match options.kind {
        Some(kind) => Recognised { kind, because_of: vec!["asked for".into()] },
        None => match kind::recognise(&source) {
            // A cable on a web page is a cable; what has no kind of its own there is an article.
            found if page.is_some() && found.kind == Kind::Plain => {
                Recognised { kind: Kind::Article, because_of: vec!["HTML".into()] }
            }
            found => found,
        },
    };
    Ok(Prepared { decoded, source, recognised, page })
}

/// A file that cannot be imported, as a diagnostic.
pub fn refused(name: &str, fault: &decode::Unreadable) -> Diagnostic {
    Diagnostic::about_path(Code::ImportRefused, name, format!("`{name}` is not imported: {}", fault.message))
        .help(fault.help)
}

fn stations(prepared: &[Result<Prepared, Diagnostic>], known: &Known) -> Stations {
    let mut stations = Stations::of_book(known);
    for prepared in prepared.iter().flatten().filter(|prepared| prepared.recognised.kind == Kind::Cable) {
        if let Some((routing, station)) = cable::survey(&prepared.source) {
            stations.add(&routing, &station);
        }
    }
    stations
}

/// The draft of a text, by its kind.
fn read(source: &Source, kind: Kind, page: Option<&Page>, stations: &Stations) -> Draft {
    match kind {
        Kind::Cable => cable::read(source, stations),
        Kind::Strategy => strategy::read(source),
        Kind::Article => article::read(source, page),
        Kind::Plain => plain::read(source),
    }
}

fn make(input: &Input, prepared: Prepared, stations: &Stations, known: &Known) -> Imported {
    let Prepared { decoded, source, recognised, page } = prepared;
    let kind = recognised.kind;
    let mut draft = ledger::settle(&source, read(&source, kind, page.as_ref(), stations));
    for line in &decoded.lost {
        draft
            .doubts
            .push(draft::Doubt { line: *line, message: "a character was lost here before the file came".into() });
    }
    lost_dashes(&source, &mut draft);
    few(&mut draft.doubts);
    if kind != Kind::Plain {
        draft.meta.kind = Some(kind.word().into());
    }
    let sha256 = sha256(&input.bytes);
    let (id, path) = place(&draft, &input.name, &sha256, known);
    let original = name::original(&id, &input.name);
    let edits = write::edits(&draft, &source, &decoded.repairs);
    let document = write::document(&draft, &source, &edits, &original, &sha256);
    let removed = record::removed(&draft, &source);
    let doubts: Vec<String> =
        draft.doubts.iter().map(|doubt| format!("line {}: {}", doubt.line, doubt.message)).collect();
    let record = record::Record {
        document: &path,
        received_as: name::base(&input.name),
        sha256: &sha256,
        encoding: decoded.encoding,
        kind: kind.word(),
        because_of: &recognised.because_of,
        missing: &draft.missing,
        doubts: &doubts,
        removed: &removed,
        read_into_metadata: &record::read(&draft, &source),
    };
    let record = (format!("content/originals/{id}.record.yaml"), record.text());
    Imported {
        filled: write::keys(&draft.meta),
        id,
        path,
        document,
        original: format!("content/originals/{original}"),
        sha256,
        record,
        kind,
        because_of: recognised.because_of,
        edits,
        removed,
        missing: draft.missing,
        doubts,
        objectives: draft.objectives,
        state: State::New,
    }
}

/// Doubts in the order of the text; of very many only the first.
fn few(doubts: &mut Vec<draft::Doubt>) {
    const MANY: usize = 50;
    doubts.sort_by_key(|doubt| doubt.line);
    if doubts.len() > MANY {
        let more = doubts.len() - MANY;
        doubts.truncate(MANY);
        let line = doubts.last().map_or(1, |last| last.line);
        doubts.push(draft::Doubt { line, message: format!("{more} more like these follow") });
    }
}

/// A question mark alone before a word in lower case stands where a dash was lost: said, and left as it is.
fn lost_dashes(source: &Source, draft: &mut Draft) {
    for (at, _) in source.text().match_indices(" ?") {
        let after = &source.text()[at + 2..];
        let word = after.trim_start();
        if after.len() > word.len() && word.starts_with(char::is_lowercase) {
            draft.doubt(source, at, "a question mark seems to stand for a dash that was lost before the file came");
        }
    }
}

/// The id and path of a document: those of the document that the same file was imported as before, or that has its name,
/// else new ones.
fn place(draft: &Draft, name: &str, sha256: &str, known: &Known) -> (String, String) {
    let before =
        known.documents.iter().find(|document| document.original.as_ref().is_some_and(|(_, sum)| sum == sha256));
    if let Some(before) = before {
        return (before.id.clone(), before.path.clone());
    }
    let id = name::id(&draft.meta, name);
    let named = |document: &&KnownDocument| {
        let identifier = draft.meta.identifier.is_some() && document.identifier == draft.meta.identifier;
        identifier || document.id.eq_ignore_ascii_case(&id)
    };
    // A document of this name elsewhere in the book stays where it is.
    if let Some(there) = known.documents.iter().find(named) {
        return (there.id.clone(), there.path.clone());
    }
    let path = format!("content/documents/{id}.md");
    (id, path)
}

#[cfg(test)]
mod mixed;
#[cfg(test)]
mod tests;
