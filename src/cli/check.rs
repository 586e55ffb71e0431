//! `briefbook check`: everything `build` would report, and nothing written.

use crate::pipeline::{self, Edition};

use super::Session;
use super::args::CheckOptions;

/// Checks the book and gives the exit code.
pub(super) fn run(session: &Session, options: CheckOptions) -> u8 {
    let root = match session.root() {
        Ok(root) => root,
        Err(fault) => return session.fail("check", fault),
    };
    session.detail(&format!("checking `{}`", root.display()));
    let edition =
        Edition { audience: options.audience, base_url: options.base_url, strict: options.strict, preview: false };
    let outcome = pipeline::check(&root, &edition);
    session.finish("check", &outcome, options.strict)
}
