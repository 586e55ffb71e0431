//! `briefbook serve`: a preview in the browser, as the book is when it starts.

use crate::diagnostics::{Code, Diagnostic};
use crate::pipeline::{self, Edition, Preview};
use crate::serve::{self, ServeOptions, Site, media_type};

use super::args::PreviewOptions;
use super::{Session, exit};

/// Serves the book until it is stopped and gives the exit code. A book with faults is shown as far as it goes.
pub(super) fn run(session: &Session, options: PreviewOptions) -> u8 {
    let root = match session.root() {
        Ok(root) => root,
        Err(fault) => return session.fail("serve", fault),
    };
    let edition = Edition { audience: options.audience, preview: true, ..Edition::default() };
    let (outcome, preview) = pipeline::preview(&root, &edition);
    let code = session.finish("serve", &outcome, false);
    let Some(preview) = preview else { return code };
    let at = ServeOptions { port: options.port, bind: options.bind, open: options.open };
    match serve::serve(preview, at, |url| session.reporter.remark(&format!("the book is at {url} until Ctrl-C"))) {
        Ok(()) => exit::FINE,
        Err(error) => session.fail("serve", Diagnostic::unplaced(Code::ServeFailed, error.to_string())),
    }
}

impl Site for Preview {
    fn get(&self, path: &str) -> Option<(Vec<u8>, String)> {
        Some((Preview::get(self, path)?, media_type(path).to_string()))
    }
}
