//! What the thread does with wishes, without a book to look at.

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
    let (waiting, hint) = worker.come_to_rest(None, &channel().1);
    assert!(waiting.is_empty());
    assert_eq!(hint, Hint::All, "a look without a hint is at everything");
}

fn named(path: &str) -> Wish {
    Wish::Look(Hint::Files([path.to_string()].into()))
}

fn all_at_once(worker: &mut Worker) -> [(&'static str, bool); 5] {
    let (hints, wishes) = channel();
    let (done, answers) = channel();
    for name in ["public", "internal"] {
        (0..200).for_each(|at| hints.send(named(&format!("{name}-{at}"))).expect("sent"));
        hints.send(Wish::Audience(name.into(), done.clone())).expect("sent");
    }
    hints.send(named("last")).expect("sent");
    let (waiting, hint) = worker.come_to_rest(Some(named("first")), &wishes);
    [
        ("every file that was named is looked at", matches!(hint, Hint::Files(paths) if paths.len() == 402)),
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
    std::thread::spawn(move || while hints.send(Wish::Look(Hint::All)).is_ok() {});
    worker.come_to_rest(Some(Wish::Look(Hint::All)), &wishes);
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
