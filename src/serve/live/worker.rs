//! The thread that looks: waits for a hint, lets the saves come to rest, looks once, and puts in place what it saw.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::diagnostics::{Code, Diagnostic};
use crate::pipeline::{Edition, Look, Outcome, Workshop};

use super::state::{Holder, Shown, State, What, leaves_nothing};
use super::terminal::{Tell, Terminal, trouble};
use super::watch::Watch;
use super::{LiveOptions, networks, notes};

/// Saves are at rest when nothing happened for so long: an editor's steps of one save lie within a few milliseconds.
const QUIET: Duration = Duration::from_millis(15);
/// What never comes to rest is looked at all the same.
const RESTLESS: Duration = Duration::from_millis(250);
/// How often is looked without a hint, where hints come.
const RESCAN: Duration = Duration::from_secs(3);
/// How often is looked where none come.
const POLL: Duration = Duration::from_millis(500);
/// Resting for this many times as long as looking takes keeps looking at a twentieth of one core's time.
const REST: u32 = 20;
/// So many changes without a hint show that none come here.
const MISSED: u32 = 2;

/// What the thread is asked for.
#[derive(Debug)]
pub(super) enum Wish {
    /// To look: something may have changed.
    Look,
    /// To look as another audience, and to say when that is done.
    Audience(String, Sender<()>),
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
    terminal: Terminal,
}

impl Worker {
    /// Begins to watch, and looks for the first time.
    pub(super) fn new(options: LiveOptions, hints: Sender<Wish>, tell: Tell) -> Self {
        let workshop = Workshop::new(&options.root);
        let holder = Arc::new(Holder::new());
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
            terminal: Terminal::new(tell),
        };
        worker.begin(hints);
        worker.look(true);
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
            let first = match left.take().map_or_else(|| wishes.recv_timeout(self.interval), Ok) {
                Ok(wish) => Some(wish),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let hinted = first.is_some();
            let waiting = self.come_to_rest(first, wishes);
            let began = Instant::now();
            let changed = self.look(!waiting.is_empty());
            for done in waiting {
                // Who does not wait any longer has no need of it.
                let _ = done.send(());
            }
            if !hinted {
                left = self.rested(changed, wishes, began.elapsed());
            }
        }
    }

    /// Takes in wishes until no more come, and gives those who wait for the look.
    fn come_to_rest(&mut self, first: Option<Wish>, wishes: &Receiver<Wish>) -> Vec<Sender<()>> {
        let (mut waiting, began, mut next) = (Vec::new(), Instant::now(), first);
        while let Some(wish) = next {
            if let Wish::Audience(name, done) = wish {
                self.options.edition = Edition { audience: Some(name), ..self.options.edition.clone() };
                waiting.push(done);
            }
            next = if began.elapsed() < RESTLESS { wishes.recv_timeout(QUIET).ok() } else { wishes.try_recv().ok() };
            if began.elapsed() > 2 * RESTLESS {
                break;
            }
        }
        waiting
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
    fn look(&mut self, always: bool) -> bool {
        let began = Instant::now();
        let (workshop, edition) = (&mut self.workshop, &self.options.edition);
        let always = always || self.failed;
        let looked = catch_unwind(AssertUnwindSafe(|| match always {
            true => workshop.look(edition).map(Some),
            false => workshop.look_if_changed(edition),
        }));
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

    fn put(&mut self, look: Look) {
        let now = self.holder.now();
        let outcome = Arc::new(look.outcome);
        let broken = outcome.diagnostics.iter().any(|fault| leaves_nothing(fault.code));
        let book = look.preview.book();
        let audiences = book.settings.audiences.clone();
        let audience = book.settings.audience_name(book.audience).to_string();
        let made = Arc::new(Shown { preview: look.preview, outcome: Arc::clone(&outcome) });
        // An edition of somebody else's is not kept on the page: another audience was asked for.
        let kept = now.shown.clone().filter(|_| broken && audience == now.audience);
        let (what, notes) = match (&kept, &now.shown) {
            (Some(_), _) => (What::Status, Vec::new()),
            (None, Some(before)) => (how_much(&look.changed, &now), notes::changed(before, &made, &look.changed)),
            (None, None) => (What::Reload, Vec::new()),
        };
        let shown = Some(kept.unwrap_or(made));
        let state = State { number: now.number + 1, shown, outcome, broken, audience, audiences, ..State::default() };
        let state = state.step(&now.steps, what, notes);
        // Dropped here, where nobody waits for it.
        drop((self.holder.put(state), now));
    }

    /// Watches what came, and looks again where it came before it was watched.
    fn follow(&mut self, changed: &[String]) {
        let Some(watch) = &mut self.watch else { return };
        match watch.follow(changed) {
            Ok(true) => {
                self.look(false);
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
mod tests {
    use std::sync::mpsc::{TryRecvError, channel, sync_channel};

    use super::super::Told;
    use super::*;

    fn worker(book: &std::path::Path) -> Worker {
        let options = LiveOptions { root: book.to_path_buf(), edition: Edition::default(), poll: Some(POLL) };
        Worker::new(options, channel().0, Box::new(|_| {}))
    }

    #[test]
    fn all_wishes_that_came_meanwhile_make_one_look() {
        let book = tempfile::tempdir().expect("a folder");
        let mut worker = worker(book.path());
        // A machine so busy that this takes longer than anything may be restless shows nothing.
        let shown = (0..20).any(|_| {
            let began = Instant::now();
            let checks = all_at_once(&mut worker);
            let shown = began.elapsed() < RESTLESS;
            assert!(!shown || checks.iter().all(|(_, fine)| *fine), "{checks:?}");
            shown
        });
        assert!(shown, "twenty times more than {RESTLESS:?}");
        assert!(worker.come_to_rest(None, &channel().1).is_empty());
    }

    fn all_at_once(worker: &mut Worker) -> [(&'static str, bool); 4] {
        let (hints, wishes) = channel();
        let (done, answers) = channel();
        for name in ["public", "internal"] {
            (0..200).for_each(|_| hints.send(Wish::Look).expect("sent"));
            hints.send(Wish::Audience(name.into(), done.clone())).expect("sent");
        }
        hints.send(Wish::Look).expect("sent");
        let waiting = worker.come_to_rest(Some(Wish::Look), &wishes);
        [
            ("nothing is left for another look", wishes.try_recv().err() == Some(TryRecvError::Empty)),
            ("who changed the audience waits for the look", waiting.len() == 2),
            ("the last wish counts", worker.options.edition.audience.as_deref() == Some("internal")),
            ("nobody is told before the look", answers.try_recv().is_err()),
        ]
    }

    #[test]
    fn what_never_comes_to_rest_is_looked_at_all_the_same() {
        let book = tempfile::tempdir().expect("a folder");
        let mut worker = worker(book.path());
        let (hints, wishes) = sync_channel(64);
        // Ends with the receiver.
        std::thread::spawn(move || while hints.send(Wish::Look).is_ok() {});
        worker.come_to_rest(Some(Wish::Look), &wishes);
        assert!(wishes.recv_timeout(Duration::from_secs(20)).is_ok(), "it rested while wishes came");
    }

    #[test]
    fn where_changes_come_without_notice_they_are_looked_for() {
        let (book, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let write = |number: u64| {
            let path = book.path().join("content/documents");
            std::fs::create_dir_all(&path).expect("a folder");
            std::fs::write(path.join("memo.md"), format!("State {number}.")).expect("written");
        };
        write(0);
        let (hints, wishes) = channel();
        let (said, heard) = channel();
        let tell: Tell = Box::new(move |told| {
            if let Told::Remark(words) = told {
                let _ = said.send(words);
            }
        });
        let edition = Edition { preview: true, ..Edition::default() };
        let options = LiveOptions { root: book.path().to_path_buf(), edition, poll: None };
        let mut worker = Worker::new(options, hints.clone(), tell);
        // Events of another folder are all that comes.
        worker.watch = Some(Watch::new(elsewhere.path(), hints.clone()).expect("a watch"));
        (worker.least, worker.interval) = (POLL + Duration::from_millis(1), Duration::from_millis(50));
        let holder = worker.holder();
        std::thread::spawn(move || worker.run(&wishes));
        for number in 1..=3 {
            write(number);
            let began = Instant::now();
            while holder.now().number <= number {
                assert!(began.elapsed() < Duration::from_secs(20), "state {number} was never seen");
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        let remarks: Vec<String> = heard.try_iter().collect();
        let told = remarks.iter().filter(|words| words.starts_with("changes come without notice here")).count();
        assert_eq!(told, 1, "{remarks:?}");
        drop(hints);
    }
}
