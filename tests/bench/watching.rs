//! How long a save takes to reach the open pages of a preview: `cargo bench --bench watching [-- DOCUMENTS...]`.
//!
//! Made-up books with three annotations to a document, in a folder of their own. One note is edited again and again; the time
//! runs from the write of its file to the last byte of the reload message, over a socket as a browser has it, with the rest
//! that saves are given. Each time the note's page is asked for and has to have the new words.

#![expect(clippy::print_stdout, reason = "a benchmark is run to be read")]

#[path = "../suite/dice.rs"]
mod dice;
mod made_up;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use briefbook::pipeline::{Edition, Workshop};
use briefbook::serve::{self, Live, LiveOptions, ServeOptions, Told};
use rayon::prelude::*;

/// Edits that are timed.
const EDITS: usize = 20;
/// The file that is edited, and its page.
const EDITED: (&str, &str) = ("content/annotations/d7.yaml", "documents/d7.html");

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1000, 10_000] } else { sizes };
    println!("milliseconds; `save` is from the write to the message, `look` the part of it that is looking,");
    println!("`page` from the request to the page, `all pages` what rendering the whole book would add to each save");
    let columns =
        ["documents", "pages", "first", "save", "save p95", "look", "page", "rendered", "all pages", "peak MB"];
    println!("{}", columns.map(|column| format!("{column:>9}")).join(" "));
    for documents in sizes {
        println!("{}", measure(documents).map(|cell| format!("{cell:>9}")).join(" "));
    }
}

fn measure(documents: usize) -> [String; 10] {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = made_up::book(documents);
    for (path, text) in &texts {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }
    let note = &texts.iter().find(|(path, _)| path == EDITED.0).expect("an annotation").1;
    let began = Instant::now();
    let preview = Preview::start(folder.path());
    let first = began.elapsed();
    // Files that were just written are read again at each look, until the disk's clock has moved on.
    std::thread::sleep(Duration::from_secs(5));

    let (mut saves, mut looks, mut pages) = (Vec::new(), Vec::new(), Vec::new());
    let mut messages = preview.messages();
    for edit in 0..EDITS {
        let words = format!("Edit {edit} of this");
        let text = note.replacen("A note on this", &words, 1);
        let began = Instant::now();
        fs::write(folder.path().join(EDITED.0), text).expect("written");
        messages.next();
        saves.push(began.elapsed().as_millis());
        looks.push(preview.look());
        let began = Instant::now();
        assert!(preview.get(EDITED.1).contains(&words), "an old page after the message");
        pages.push(began.elapsed().as_millis());
        std::thread::sleep(Duration::from_millis(200));
    }
    let peak = peak();
    let (count, all) = whole(folder.path());
    let cells = [documents as u128, count as u128, first.as_millis()];
    // Before the message no page is rendered; then those that somebody looks at.
    let rest = [median(&mut saves), share(&mut saves, 95), median(&mut looks), median(&mut pages), 1, all, peak];
    let mut row = cells.into_iter().chain(rest).map(|cell| cell.to_string());
    std::array::from_fn(|_| row.next().expect("ten cells"))
}

/// How many pages the book has, and how long it takes to render them all.
fn whole(root: &Path) -> (usize, u128) {
    let edition = Edition { preview: true, ..Edition::default() };
    let look = Workshop::new(root).look(&edition).expect("a book");
    let (paths, began) = (look.preview.paths(), Instant::now());
    let bytes: usize = paths.par_iter().map(|path| look.preview.get(path).map_or(0, |page| page.len())).sum();
    assert!(bytes > 0);
    (paths.len(), began.elapsed().as_millis())
}

fn median(times: &mut [u128]) -> u128 {
    share(times, 50)
}

/// The time within which so many of a hundred are.
fn share(times: &mut [u128], percent: usize) -> u128 {
    times.sort_unstable();
    times[(times.len() * percent).div_ceil(100) - 1]
}

/// The most memory that this process has had, in megabytes; 0 where the system does not tell.
fn peak() -> u128 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u128>().map_or(0, |kilobytes| kilobytes / 1024)
}

/// A preview in this process, at an address of its own.
struct Preview {
    address: String,
    remarks: std::sync::mpsc::Receiver<String>,
}

impl Preview {
    fn start(root: &Path) -> Self {
        let edition = Edition { preview: true, ..Edition::default() };
        let options = LiveOptions { root: root.to_path_buf(), edition, poll: None };
        let (said, remarks) = channel();
        let live = Live::start(options, move |told| {
            if let Told::Remark(words) = told {
                let _ = said.send(words);
            }
        });
        let (at, address) = channel();
        std::thread::spawn(move || {
            let options = ServeOptions { port: Some(0), ..ServeOptions::default() };
            serve::serve(live, options, |url| at.send(url.to_string()).expect("somebody waits"))
        });
        let url = address.recv().expect("an address");
        let preview = Self { address: url["http://".len()..].trim_end_matches('/').to_string(), remarks };
        preview.look();
        preview
    }

    /// How long the last look took, as the preview tells it.
    fn look(&self) -> u128 {
        let words = self.remarks.recv_timeout(Duration::from_secs(5)).expect("a line about the look");
        let time = words.rsplit_once('(').and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        time.unwrap_or_else(|| panic!("no time in: {words}"))
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the preview answers");
        let host = &self.address;
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// The messages from now on.
    fn messages(&self) -> impl Iterator<Item = String> {
        let mut stream = TcpStream::connect(&self.address).expect("the preview answers");
        let host = &self.address;
        write!(stream, "GET /_briefbook/events HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("a request");
        let mut messages =
            BufReader::new(stream).lines().map_while(Result::ok).filter(|line| line.starts_with("data: "));
        messages.next();
        messages
    }
}
