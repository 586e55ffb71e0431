//! `briefbook serve`: a preview in the browser.

use crate::diagnostics::{Code, Diagnostic};

use super::Session;
use super::args::ServeOptions;

/// Serves the book until it is stopped and gives the exit code.
pub(super) fn run(session: &Session, options: ServeOptions) -> u8 {
    let message = format!("the preview on {}:{} is not there yet", options.bind, options.port);
    let _ = options.audience;
    session.fail("serve", Diagnostic::unplaced(Code::ServeFailed, message))
}
