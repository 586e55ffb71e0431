//! `briefbook import`: raw source texts become documents of the book.

mod book;
mod input;
mod report;
mod write;

use crate::diagnostics::{Code, Diagnostic};
use crate::import::{self, Imported, Options};
use crate::pipeline::Outcome;

use super::Session;
use super::args::ImportOptions;

/// Imports files and gives the exit code. A file that fails does not stop the others.
pub(super) fn run(session: &Session, options: &ImportOptions) -> u8 {
    let known = session.root().and_then(|root| book::known(&root).map(|known| (root, known)));
    let (root, known) = match known {
        Ok(found) => found,
        Err(fault) => return session.fail("import", fault),
    };
    session.detail(&format!("importing into `{}`", root.display()));
    let (inputs, mut faults) = input::read(&options.files);
    let how = Options { kind: options.kind.kind(), force: options.force };
    let outcomes = import::import(&inputs, &known, &how);
    let mut objectives = Vec::new();
    let mut counts = report::Counts::default();
    // A file named twice is read once, without a fault.
    counts.refused += faults.len();
    for outcome in outcomes {
        let written = outcome.result.and_then(|imported| {
            if imported.state.writes() && !options.dry_run {
                write::document(&root, &imported, &outcome.input.bytes)?;
            }
            Ok(imported)
        });
        match written {
            Ok(imported) => {
                report::imported(session, &outcome.input.name, &imported, options.dry_run);
                faults.extend(doubts(&outcome.input.name, &imported));
                counts.add(imported.state);
                objectives.extend(imported.objectives.map(|found| (imported.id, found)));
            }
            Err(fault) => {
                counts.refused += 1;
                faults.push(fault);
            }
        }
    }
    if let Some(file) = &options.objectives {
        match import::objectives(&objectives) {
            Some(draft) if options.dry_run => report::objectives(session, file, "planned", Some(&draft)),
            Some(draft) => match write::objectives(file, &draft, options.force) {
                Ok(state) => report::objectives(session, file, state, None),
                Err(fault) => faults.push(fault),
            },
            None => session.reporter.remark("no goals or objectives stand in the texts, so none are written"),
        }
    }
    session.reporter.remark(&counts.sentence(options.dry_run));
    session.finish("import", &Outcome { diagnostics: faults, ..Outcome::default() }, false)
}

/// What a person should look at, as warnings.
fn doubts<'a>(name: &'a str, imported: &'a Imported) -> impl Iterator<Item = Diagnostic> + 'a {
    let help = format!("compare `{}` with the original", imported.path);
    imported
        .doubts
        .iter()
        .map(move |doubt| Diagnostic::about_path(Code::ImportDoubt, name, doubt.clone()).help(help.clone()))
}
