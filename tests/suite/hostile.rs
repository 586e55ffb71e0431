//! Hostile books: each ends by exit code 0 or 1 (2 where settings are at fault), within 10 s and 1 GB, whatever it holds.
//!
//! `cargo test` makes them small, for the program as it is compiled then. At full size they need the released program:
//! `.ci/run hostile`, or `BRIEFBOOK_PROGRAM=target/release/briefbook cargo test --test suite at_full_size -- --ignored
//! --nocapture`. `BRIEFBOOK_CASES=anchors` takes only those whose names have these words.

mod annotations;
mod disk;
mod markdown;
mod names;
mod outline;
mod settings;
mod themes;
mod withheld;
mod yaml;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::Book;

/// A book in one respect hostile: its name, and what writes it.
pub(crate) type Case = (&'static str, fn(&Book, Size));

/// How large a case is made.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// What full size is divided by.
    part: usize,
}

impl Size {
    /// A number of things, in full size given; some at least.
    pub(crate) fn of(self, full: usize) -> usize {
        (full / self.part).max(full.min(20))
    }
}

/// A paragraph that cases begin from.
pub(crate) const MEMO: &str =
    "1. The pier is old.\n\n2. The council met in March and voted to mend the pier before the summer.\n";

/// What a run may take.
struct Limits {
    /// Memory in kilobytes.
    memory: usize,
    /// Time of all processors together, in seconds: independent of what else the machine does.
    processor: u64,
    /// Time that passes: against waiting for ever, and long, since the machine may be busy.
    wall: Duration,
}

const LIMITS: Limits = Limits { memory: 1 << 20, processor: 20, wall: Duration::from_secs(180) };

fn cases() -> Vec<Case> {
    [
        yaml::CASES,
        markdown::CASES,
        annotations::CASES,
        names::CASES,
        outline::CASES,
        disk::CASES,
        settings::CASES,
        themes::CASES,
        withheld::CASES,
    ]
    .concat()
}

/// How long a book took (by the clock; of processors in the program, and in the system), and what is wrong with how it was taken.
fn tried(program: &Path, name: &str, make: fn(&Book, Size), size: Size) -> (String, Option<String>) {
    let book = Book::new(&[]);
    make(&book, size);
    let script = format!(
        "ulimit -d {} && ulimit -t {} && timeout -s KILL {} \"$1\" build --message-format json\ncode=$?\ntimes >../times\nexit $code",
        LIMITS.memory,
        LIMITS.processor,
        LIMITS.wall.as_secs()
    );
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh"]).arg(program).current_dir(book.root()).env("NO_COLOR", "1");
    let said = book.root().join("../said");
    command.stdin(Stdio::null()).stdout(std::fs::File::create(&said).expect("a file")).stderr(Stdio::piped());
    let began = Instant::now();
    let output = command.output().expect("the program starts");
    let took = began.elapsed();
    let times = std::fs::read_to_string(book.root().join("../times")).unwrap_or_default();
    let processor = times.lines().last().unwrap_or_default().to_string();
    // A book whose theme cannot be found is one whose settings name none.
    let most = if name.starts_with("settings") || name.contains("theme") { 2 } else { 1 };
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let fine = output.status.code().is_some_and(|code| (0..=most).contains(&code)) && !stderr.contains("panicked");
    let said = last_line(&said);
    let summed = said.contains("\"type\":\"summary\"");
    let tail: String = stderr.chars().take(600).collect();
    let fault = (!fine || !summed).then(|| format!("{name}: {} in {took:?}: {said} {tail}", output.status));
    (format!("{:>7.2} s  {processor:<22}", took.as_secs_f64()), fault)
}

fn last_line(path: &Path) -> String {
    let text = std::fs::read(path).expect("what was said");
    let from = text.len().saturating_sub(2000);
    String::from_utf8_lossy(&text[from..]).lines().last().unwrap_or_default().to_string()
}

#[expect(clippy::print_stdout, reason = "a list of times is to be read")]
fn all(program: &Path, size: Size) {
    let cases = cases();
    let names: std::collections::BTreeSet<&str> = cases.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), cases.len(), "each has a name of its own");
    assert!(cases.len() >= 100, "{} cases", cases.len());
    let wanted = std::env::var("BRIEFBOOK_CASES").unwrap_or_default();
    let mut faults = Vec::new();
    for (name, make) in cases.into_iter().filter(|(name, _)| name.contains(&wanted)) {
        let (took, fault) = tried(program, name, make, size);
        println!("{took} {name}{}", if fault.is_some() { "  FAILED" } else { "" });
        faults.extend(fault);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[cfg(unix)]
#[test]
fn no_hostile_book_is_a_panic_or_a_wait() {
    all(Path::new(env!("CARGO_BIN_EXE_briefbook")), Size { part: 2_000 });
}

#[cfg(unix)]
#[test]
#[ignore = "needs the released program: run by `.ci/run hostile`"]
fn no_hostile_book_takes_long_or_much_at_full_size() {
    let program = std::env::var_os("BRIEFBOOK_PROGRAM").map(PathBuf::from).expect("BRIEFBOOK_PROGRAM names a program");
    let program = program.canonicalize().expect("the program is there");
    all(&program, Size { part: 1 });
}
