//! A preview that follows its book: one thread looks at the book whenever it may have changed, and what it saw last is
//! served.
//!
//! In: hints that something changed ([`watch`]), of which none is believed and none is needed. Out: a [`state::State`],
//! exchanged whole once it can be served, and only then announced to the open pages ([`events`]). One thread owns the
//! [`Workshop`](crate::pipeline::Workshop), so that at most one look is under way and all hints that come meanwhile make
//! one more.

mod events;
mod faults;
mod hint;
mod inject;
mod networks;
mod notes;
mod quote;
mod state;
mod terminal;
mod watch;
mod worker;

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use crate::diagnostics::Diagnostic;
use crate::pipeline::Edition;
use crate::source::Sources;

use super::{Ask, Reply, Site, media_type};
use hint::Wish;
use state::Holder;
use worker::Worker;

/// Where everything of the server's own is: no page of a book begins with `_`.
pub(super) const RESERVED: &str = "_briefbook/";

/// Which book is followed, and how.
#[derive(Clone, Debug)]
pub struct LiveOptions {
    /// The book's folder.
    pub root: PathBuf,
    /// Which edition is shown at first.
    pub edition: Edition,
    /// Look so often instead of waiting for the system's events.
    pub poll: Option<Duration>,
}

/// What a look came to, for the person at the terminal.
#[derive(Debug)]
pub enum Told<'a> {
    /// Diagnostics that were not there before, and the files they point into.
    New(Vec<&'a Diagnostic>, &'a Sources),
    /// One line about the look, or about the watching itself.
    Remark(String),
}

/// A book that is followed, as a site.
#[derive(Debug)]
pub struct Live {
    holder: Arc<Holder>,
    wishes: Sender<Wish>,
    /// Whether the audience was chosen by who started the server, and is not to be changed.
    fixed: bool,
}

impl Live {
    /// Looks at the book for the first time and begins to follow it. A book that cannot be shown is followed all the same.
    pub fn start(options: LiveOptions, tell: impl Fn(Told<'_>) + Send + 'static) -> Self {
        let (wishes, incoming) = channel();
        let fixed = options.edition.audience.is_some();
        let worker = Worker::new(options, wishes.clone(), Box::new(tell));
        let holder = worker.holder();
        std::thread::spawn(move || worker.run(&incoming));
        Self { holder, wishes, fixed }
    }

    fn audience(&self, ask: &Ask<'_>, name: &str) -> Option<Reply> {
        if !self.holder.now().audiences.iter().any(|known| known == name) {
            return None;
        }
        // A page of ours knows the mark that it was made with; pages of others cannot read it.
        if self.fixed || ask.parameter("state").and_then(|mark| self.holder.number(&mark)).is_none() {
            return Some(Reply::Refused);
        }
        let (done, when) = channel();
        self.wishes.send(Wish::Audience(name.to_string(), done)).ok()?;
        // The page that is asked for next has to be that audience's.
        let _ = when.recv();
        let to = ask.parameter("to").filter(|to| to.starts_with('/') && !to.starts_with("//") && !to.contains('\\'));
        Some(Reply::SeeOther(to.unwrap_or_else(|| "/".into())))
    }
}

impl Site for Live {
    fn get(&self, path: &str) -> Option<(Vec<u8>, String)> {
        let state = self.holder.now();
        let media = media_type(path).to_string();
        let bytes = match &state.shown {
            Some(shown) => shown.preview.get(path)?,
            None if media.starts_with("text/html") => faults::page(&state),
            None => return None,
        };
        let bytes =
            if media.starts_with("text/html") { inject::script(bytes, &self.holder.mark(&state)) } else { bytes };
        Some((bytes, media))
    }

    fn reserved(&self, ask: &Ask<'_>) -> Option<Reply> {
        let file = |text: &str| Some(Reply::File(text.into(), media_type(ask.path).to_string()));
        match ask.path {
            "live.js" => file(include_str!("client/live.js")),
            "live.css" => file(include_str!("client/live.css")),
            "faults.json" => file(&faults::json(&self.holder.now())),
            "quote.json" => file(&quote::answer(self.holder.now().shown.as_ref()?.preview.book(), ask)),
            "events" => Some(Reply::Stream(events::stream(Arc::clone(&self.holder), ask))),
            path => self.audience(ask, path.strip_prefix("audience/")?),
        }
    }
}
