//! Links out of the book, followed: the one folder that asks other hosts, and only when `check --external` says so.
//!
//! In: addresses with the places where authors wrote them. Out: diagnostics. Hosts are asked side by side, each host one
//! question at a time with a pause between two; nothing is sent but the address and the program's name, and no page is
//! read. Addresses in local networks are not asked: texts come from anywhere, and could make this machine ask its own.

mod address;
mod follow;
mod http;

pub use http::Http;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};

use follow::{Verdict, follow};

/// An address out of the book, without the place on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub url: String,
    /// Where authors wrote it.
    pub places: Vec<Span>,
    /// Pages of the site that have it.
    pub pages: Vec<String>,
}

/// What a host answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where it sends on to.
    pub location: Option<String>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// In words, after "the address ...".
    pub message: String,
    /// Whether it may be gone in a moment.
    pub passing: bool,
}

/// Asks one question of one host.
pub trait Client: Sync {
    /// Asks for an address: for its head alone, or for all of it, of which nothing is read.
    ///
    /// # Errors
    /// Why there is no answer.
    fn ask(&self, url: &str, whole: bool) -> Result<Answer, Trouble>;
}

/// How many hosts are asked at a time, and how long one is left in peace.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Hosts at a time.
    pub hosts: usize,
    /// Between two questions to one host.
    pub pause: Duration,
    /// Before a question is asked again.
    pub again: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { hosts: 8, pause: Duration::from_millis(250), again: Duration::from_secs(2) }
    }
}

/// Follows links and says which lead nowhere, in the order given.
pub fn check(links: &[Link], client: &impl Client, pace: Pace) -> Diagnostics {
    let mut hosts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        hosts.entry(address::host(&link.url).unwrap_or_default().to_lowercase()).or_default().push(at);
    }
    let workers = pace.hosts.clamp(1, hosts.len().max(1));
    let queue = Mutex::new(hosts.into_values().collect::<VecDeque<_>>());
    let found = Mutex::new(BTreeMap::new());
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop_front());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(host) = next() {
                    for at in host {
                        let verdict = follow(&links[at].url, client, pace);
                        if let Ok(mut found) = found.lock() {
                            found.insert(at, verdict);
                        }
                    }
                }
            });
        }
    });
    let found = found.into_inner().unwrap_or_default();
    found.into_iter().filter_map(|(at, verdict)| diagnose(&links[at], &verdict)).collect()
}

fn diagnose(link: &Link, verdict: &Verdict) -> Option<Diagnostic> {
    let url = &link.url;
    let (code, message, help) = match verdict {
        Verdict::Fine => return None,
        Verdict::Moved(to) => (Code::LinkMoved, format!("`{url}` has moved for good"), format!("write `{to}`")),
        Verdict::Gone(status) => (
            Code::LinkGone,
            format!("`{url}` is not there any more: its host answers {status}"),
            "look for its new address or an archived copy, or take the link out".to_string(),
        ),
        Verdict::Unknown(why) => (
            Code::LinkUnchecked,
            format!("`{url}` could not be followed: {why}"),
            "open it in a browser; it may be right all the same".to_string(),
        ),
    };
    let mut places = link.places.iter();
    let fault = match places.next() {
        Some(first) => Diagnostic::new(code, *first, message),
        None => {
            let page = link.pages.first().map(|page| format!(" (on the page `{page}`)")).unwrap_or_default();
            Diagnostic::unplaced(code, message + &page)
        }
    };
    Some(places.fold(fault.help(help), |fault, place| fault.related(*place, "and here")))
}

#[cfg(test)]
mod tests;
