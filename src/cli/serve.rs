//! `briefbook serve`: a preview in the browser, as the book is when it starts or, with `--watch`, as it is now.

use std::path::PathBuf;

use crate::diagnostics::{Code, Diagnostic};
use crate::pipeline::{self, Edition, Preview};
use crate::report::Reporter;
use crate::serve::{self, Live, LiveOptions, ServeOptions, Site, Told, media_type};

use super::args::PreviewOptions;
use super::{Session, exit};

/// Serves the book until it is stopped and gives the exit code. A book with faults is shown as far as it goes.
pub(super) fn run(session: &Session, options: PreviewOptions) -> u8 {
    let root = match session.root() {
        Ok(root) => root,
        Err(fault) => return session.fail("serve", fault),
    };
    let edition = Edition { audience: options.audience.clone(), preview: true, ..Edition::default() };
    // A folder that is not there is a slip of the pen, not a book that will be mended.
    if root.is_dir() && (options.watch || options.poll.is_some()) {
        return follow(session, root, edition, &options);
    }
    let (outcome, preview) = pipeline::preview(&root, &edition);
    let code = session.finish("serve", &outcome, false);
    let Some(preview) = preview else { return code };
    serve(session, preview, &options)
}

/// Serves the book as it is at any time.
fn follow(session: &Session, root: PathBuf, edition: Edition, options: &PreviewOptions) -> u8 {
    let reporter = session.reporter.clone();
    let live = Live::start(LiveOptions { root, edition, poll: options.poll }, move |told| tell(&reporter, told));
    serve(session, live, options)
}

fn tell(reporter: &Reporter, told: Told<'_>) {
    match told {
        Told::New(faults, sources) => {
            for fault in faults {
                reporter.diagnostics(std::slice::from_ref(fault), sources);
            }
        }
        Told::Remark(words) => reporter.remark(&words),
    }
}

fn serve(session: &Session, site: impl Site, options: &PreviewOptions) -> u8 {
    let at = ServeOptions { port: options.port, bind: options.bind, open: options.open };
    match serve::serve(site, at, |url| session.reporter.remark(&format!("the book is at {url} until Ctrl-C"))) {
        Ok(()) => exit::FINE,
        Err(error) => session.fail("serve", Diagnostic::unplaced(Code::ServeFailed, error.to_string())),
    }
}

impl Site for Preview {
    fn get(&self, path: &str) -> Option<(Vec<u8>, String)> {
        Some((Preview::get(self, path)?, media_type(path).to_string()))
    }
}
