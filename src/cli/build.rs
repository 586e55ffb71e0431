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
    if !outcome.foreign.is_empty() {
        session.reporter.remark(&foreign(&outcome.foreign));
    }
    session.finish("build", &outcome, edition.strict)
}

/// One line on what is in the output and no build made.
fn foreign(paths: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("`{path}`")).collect();
    let more = paths.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("left alone in the output, for no build made it: {}{more}", shown.join(", "))
}
