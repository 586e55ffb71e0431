//! `briefbook build`: the site, written.

use crate::pipeline::{self, Edition, Output};

use super::Session;
use super::args::BuildOptions;

/// Builds the book and gives the exit code.
pub(super) fn run(session: &Session, options: BuildOptions) -> u8 {
    let root = match session.root() {
        Ok(root) => root,
        Err(fault) => return session.fail("build", fault),
    };
    let folder = options.output.unwrap_or_else(|| root.join("output"));
    session.detail(&format!("building `{}` into `{}`", root.display(), folder.display()));
    let edition = Edition::from(options.edition);
    let outcome = pipeline::build(&root, &edition, &Output { folder, force: options.force });
    session.finish("build", &outcome, edition.strict)
}
