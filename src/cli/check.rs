//! `briefbook check`: everything `build` would report, and nothing written; links out of the book where that is asked for.

use crate::diagnostics;
use crate::external::{self, Http, Pace};
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
    let edition = Edition::from(options.edition);
    if !options.external {
        return session.finish("check", &pipeline::check(&root, &edition), edition.strict);
    }
    let (mut outcome, outward) = pipeline::check_outward(&root, &edition);
    session.reporter.remark(&format!("following {} links out of the book", outward.links.len()));
    let mut found = external::check(&outward.links, &Http::new(false), Pace::default());
    outward.adjust(&mut found);
    outcome.diagnostics.extend(found);
    diagnostics::settle(&mut outcome.diagnostics);
    session.finish("check", &outcome, edition.strict)
}
