//! The thread that looks: waits for a hint, lets the saves come to rest, looks once, and puts in place what it saw.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::diagnostics::{Code, Diagnostic};
use crate::pipeline::{Edition, Look, Outcome, Workshop};

use super::hint::{Hint, Wish};
use super::state::{Holder, Shown, State, What, leaves_nothing};
use super::terminal::{Tell, Terminal, trouble};
use super::watch::Watch;
use super::{LiveOptions, faults, networks, notes};

/// Saves are at rest when nothing happened for so long: an editor's steps of one save lie within a few milliseconds.
const QUIET: Duration = Duration::from_millis(10);
/// What never comes to rest is looked at all the same.
const RESTLESS: Duration = Duration::from_millis(250);
/// How often is looked without a hint, where hints come.
const RESCAN: Duration = Duration::from_secs(3);
/// How often is looked where none come.
const POLL: Duration = Duration::from_millis(500);
/// How soon all files are compared after a look at those that a hint named.
const SURE: Duration = Duration::from_millis(100);
/// Resting for this many times as long as looking takes keeps looking at a twentieth of one core's time.
const REST: u32 = 20;
/// So many changes without a hint show that none come here.
const MISSED: u32 = 2;

/// Which look is wanted.
#[derive(Clone, Copy)]
enum How<'a> {
    /// At everything, and a new state even where nothing changed.
    Always,
    /// At what may have changed.
    IfChanged(&'a Hint),
}

pub(super) struct Worker {
    options: LiveOptions,
    workshop: Workshop,
    holder: Arc<Holder>,
    /// None where the system gives no events, or none are asked for.
    watch: Option<Watch>,
    /// How often is looked without a hint, at most.
    least: Duration,
    /// How often is looked now.
    interval: Duration,
    missed: u32,
    /// Whether the last look failed, so that the next one cannot be compared with it.
    failed: bool,
    /// Whether the last look was at some files only: hints are hints, and all are compared as soon as there is time.
    unsure: bool,
    /// Whether the book had settings, which say for whom its items are.
    settings: bool,
    /// Whether the audience was chosen when the server was started: then it is the only one.
    fixed: bool,
    terminal: Terminal,
}

impl Worker {
    /// Begins to watch, and looks for the first time.
    pub(super) fn new(options: LiveOptions, hints: Sender<Wish>, tell: Tell) -> Self {
        let workshop = Workshop::new(&options.root);
        let holder = Arc::new(Holder::new());
        let fixed = options.edition.audience.is_some();
        let least = options.poll.unwrap_or(RESCAN);
        let mut worker = Self {
            options,
            workshop,
            holder,
            watch: None,
            least,
            interval: least,
            missed: 0,
            failed: true,
            unsure: false,
            settings: false,
            fixed,
            terminal: Terminal::new(tell),
        };
        worker.begin(hints);
        worker.look(How::Always);
        worker
    }

    pub(super) fn holder(&self) -> Arc<Holder> {
        Arc::clone(&self.holder)
    }

    fn begin(&mut self, hints: Sender<Wish>) {
        if self.options.poll.is_some() {
            return;
        }
        let root = &self.options.root;
        let silent = [root.clone(), root.join("content")].iter().find_map(|folder| networks::silent(folder));
        let watch = Watch::new(root, hints);
        match watch {
            Ok(watch) => self.watch = Some(watch),
            Err(error) => return self.poll(&trouble(&error)),
        }
        if let Some(kind) = silent {
            self.poll(&format!("the book is on {kind}, where changes may come without notice"));
        }
    }

    /// Looks at short intervals from now on; where events come, too, they are taken as they come.
    fn poll(&mut self, why: &str) {
        self.least = POLL;
        self.interval = POLL;
        self.terminal.remark(format!("{why}: looking every {} ms", POLL.as_millis()));
    }

    /// Follows the book until nobody can wish for anything any more.
    pub(super) fn run(mut self, wishes: &Receiver<Wish>) {
        let mut left = None;
        loop {
            let patience = if self.unsure { SURE.min(self.interval) } else { self.interval };
            let first = match left.take().map_or_else(|| wishes.recv_timeout(patience), Ok) {
                Ok(wish) => Some(wish),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let hinted = first.is_some();
            let (waiting, hint) = self.come_to_rest(first, wishes);
            let began = Instant::now();
            let changed = self.look(if waiting.is_empty() { How::IfChanged(&hint) } else { How::Always });
            for done in waiting {
                // Who does not wait any longer has no need of it.
                let _ = done.send(());
            }
            if !hinted {
                left = self.rested(changed, wishes, began.elapsed());
            }
        }
    }

    /// Takes in wishes until no more come, and gives those who wait for the look, and what may have changed.
    fn come_to_rest(&mut self, first: Option<Wish>, wishes: &Receiver<Wish>) -> (Vec<Sender<()>>, Hint) {
        let mut hint = if first.is_some() { Hint::none() } else { Hint::All };
        let (mut waiting, began, mut next) = (Vec::new(), Instant::now(), first);
        while let Some(wish) = next {
            match wish {
                Wish::Look(more) => hint.add(more),
                Wish::Audience(name, done) => {
                    self.options.edition = Edition { audience: Some(name), ..self.options.edition.clone() };
                    waiting.push(done);
                }
            }
            next = if began.elapsed() < RESTLESS { wishes.recv_timeout(QUIET).ok() } else { wishes.try_recv().ok() };
            if began.elapsed() > 2 * RESTLESS {
                break;
            }
        }
        (waiting, hint)
    }

    /// After a look without a hint: sees whether there should have been one, and when to look next. Gives a wish that
    /// came meanwhile.
    fn rested(&mut self, changed: bool, wishes: &Receiver<Wish>, took: Duration) -> Option<Wish> {
        let hoped = self.watch.is_some() && self.least > POLL;
        // The hint may be just behind the change.
        let late = if hoped && changed { wishes.recv_timeout(QUIET).ok() } else { None };
        if hoped && changed && late.is_none() {
            self.missed += 1;
        }
        if hoped && self.missed >= MISSED {
            self.poll("changes come without notice here");
        }
        if self.options.poll.is_none() {
            self.interval = self.least.max(took * REST);
        }
        late
    }

    /// Looks, and puts in place what is to be seen. Gives whether anything changed.
    fn look(&mut self, how: How<'_>) -> bool {
        let began = Instant::now();
        let (workshop, edition) = (&mut self.workshop, &self.options.edition);
        let how = if self.failed { How::Always } else { how };
        let looked = catch_unwind(AssertUnwindSafe(|| match how {
            How::Always => workshop.look(edition).map(Some),
            How::IfChanged(Hint::All) => workshop.look_if_changed(edition),
            How::IfChanged(Hint::Files(paths)) => workshop.look_at(edition, paths),
        }));
        self.unsure = matches!(how, How::IfChanged(Hint::Files(_)));
        let look = match looked {
            Ok(Ok(None)) => {
                if self.watch.as_ref().is_some_and(Watch::is_stale) {
                    self.follow(&[]);
                }
                return false;
            }
            Ok(Ok(Some(look))) => look,
            Ok(Err(fault)) => return self.fail(fault),
            Err(_) => {
                self.workshop = Workshop::new(&self.options.root);
                let fault = "briefbook failed on this book; the pages are those of the last state that it could make";
                return self.fail(Diagnostic::unplaced(Code::ServeFailed, fault));
            }
        };
        self.failed = false;
        let (changed, pages) = (look.changed.clone(), look.preview.page_count());
        self.put(look);
        self.report(&changed, pages, began.elapsed());
        self.follow(&changed);
        true
    }

    /// A look that saw no book: the pages stay.
    fn fail(&mut self, fault: Diagnostic) -> bool {
        let now = self.holder.now();
        let again = self.failed && now.outcome.diagnostics.first() == Some(&fault);
        self.failed = true;
        if !again {
            let outcome = Arc::new(Outcome { diagnostics: vec![fault], ..Outcome::default() });
            let state = State {
                number: now.number + 1,
                shown: now.shown.clone(),
                outcome,
                broken: true,
                audience: now.audience.clone(),
                audiences: now.audiences.clone(),
                ..State::default()
            };
            self.holder.put(state.step(&now.steps, What::Status, Vec::new()));
            self.report(&[], 0, Duration::ZERO);
        }
        !again
    }

    /// Settings that are gone say nothing of audiences any more.
    fn note_settings(&mut self, look: &mut Look) -> bool {
        let gone = self.settings && !look.settings && self.options.edition.audience.is_some();
        self.settings |= look.settings;
        if gone {
            let fault = Diagnostic::unplaced(Code::BookNotFound, "`briefbook.yaml` is gone");
            let help = "put it back, or start the server anew: it says what each audience may see";
            look.outcome.diagnostics.push(fault.help(help));
        }
        look.sure && !gone
    }

    fn put(&mut self, mut look: Look) {
        let now = self.holder.now();
        if !self.note_settings(&mut look) {
            return self.put_unsure(look, &now);
        }
        let outcome = Arc::new(look.outcome);
        let veiled = faults::veiled(&look.preview, &outcome);
        let broken = outcome.diagnostics.iter().any(|fault| leaves_nothing(fault.code));
        let book = look.preview.book();
        let audience = book.settings.audience_name(book.audience).to_string();
        let audiences = if self.fixed { vec![audience.clone()] } else { book.settings.audiences.clone() };
        let made = Arc::new(Shown { preview: look.preview, outcome: Arc::clone(&outcome) });
        // An edition of somebody else's is not kept on the page: another audience was asked for.
        let kept = now.shown.clone().filter(|_| broken && audience == now.audience);
        let (what, notes) = match (&kept, &now.shown) {
            (Some(_), _) => (What::Status, Vec::new()),
            (None, Some(before)) => (how_much(&look.changed, &now), notes::changed(before, &made, &look.changed)),
            (None, None) => (What::Reload, Vec::new()),
        };
        let shown = Some(kept.unwrap_or(made));
        let number = now.number + 1;
        let state = State { number, shown, outcome, broken, audience, audiences, veiled, ..State::default() };
        let state = state.step(&now.steps, what, notes);
        // Dropped here, where nobody waits for it.
        drop((self.holder.put(state), now));
    }

    /// Where it is not sure what the audience may see, its last good pages stay, and what is wrong with the settings is
    /// told; all else may be for others.
    fn put_unsure(&mut self, look: Look, now: &State) {
        let outcome = Arc::new(look.outcome);
        let audience = self.options.edition.audience.clone().unwrap_or_default();
        let shown = now.shown.clone().filter(|_| audience == now.audience);
        let veiled = faults::not_of_settings(&outcome);
        let audiences = now.audiences.clone();
        let number = now.number + 1;
        let state = State { number, shown, outcome, broken: true, audience, audiences, veiled, ..State::default() };
        let what = if state.shown.is_some() { What::Status } else { What::Reload };
        self.holder.put(state.step(&now.steps, what, Vec::new()));
    }

    /// Watches what came, and looks again where it came before it was watched.
    fn follow(&mut self, changed: &[String]) {
        let Some(watch) = &mut self.watch else { return };
        match watch.follow(changed) {
            Ok(true) => {
                self.look(How::IfChanged(&Hint::All));
            }
            Ok(false) => {}
            Err(error) => {
                self.watch = None;
                self.poll(&trouble(&error));
            }
        }
    }

    fn report(&mut self, changed: &[String], pages: usize, took: Duration) {
        self.terminal.report(&self.holder.now(), changed, pages, took);
    }
}

/// Style sheets alone can change under a page; all else makes it another.
fn how_much(changed: &[String], before: &State) -> What {
    let style = |path: &String| path.starts_with("themes/") && path.contains("/static/") && path.ends_with(".css");
    if !changed.is_empty() && changed.iter().all(style) && !before.broken { What::Style } else { What::Reload }
}

#[cfg(test)]
mod tests;
