//! `briefbook check`: everything `build` would report, and nothing written.

use crate::pipeline::{self, Edition};

use super::Session;
use super::args::EditionOptions;

/// Checks the book and gives the exit code.
pub(super) fn run(session: &Session, options: EditionOptions) -> u8 {
    let root = match session.root() {
        Ok(root) => root,
        Err(fault) => return session.fail("check", fault),
    };
    session.detail(&format!("checking `{}`", root.display()));
    let edition = Edition::from(options);
    let outcome = pipeline::check(&root, &edition);
    session.finish("check", &outcome, edition.strict)
}
