//! The preview, asked over the network as a browser asks.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::harness::{Book, files};

/// A running preview; stopped when dropped.
struct Preview {
    program: Child,
    address: String,
    /// What was said before the address.
    said: String,
}

impl Preview {
    fn of(book: &Book) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefbook"));
        command.args(["serve", "--port", "0", "--root"]).arg(book.root()).env("NO_COLOR", "1");
        let mut program = command.stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(program.stderr.take().expect("standard error")).lines();
        let mut said = String::new();
        let address = loop {
            let line = lines.next().expect("an address before the end").expect("UTF-8");
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split('/').next().expect("a host").to_string();
            }
            said += &line;
        };
        // Nobody else reads it, and a full pipe would stop the program.
        std::thread::spawn(move || lines.for_each(drop));
        Self { program, address, said }
    }

    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("the preview answers");
        let host = &self.address;
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8(answer).expect("UTF-8");
        let code = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (code, answer)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn a_book_is_served_from_memory() {
    let book = Book::new(&[
        ("content/documents/memo.md", "# Memo\n\n1. The pier was mended.\n"),
        ("content/static/map.svg", "<svg/>"),
    ]);
    let before = files(&book.root());
    let preview = Preview::of(&book);
    for (path, code, words) in [
        ("", 200, "Memo"),
        ("documents/memo.html", 200, "The pier was mended."),
        ("documents/", 200, "Memo"),
        ("documents", 307, ""),
        ("assets/style.css", 200, "text/css"),
        ("map.svg", 200, "<svg/>"),
        ("static/../../briefbook.yaml", 404, ""),
        ("documents/letter.html", 404, "does not exist"),
    ] {
        let (found, answer) = preview.get(path);
        assert_eq!(found, code, "{path}");
        assert!(answer.contains(words), "{path}: {answer}");
    }
    assert_eq!(files(&book.root()), before, "a preview writes nothing");
}

#[test]
fn a_book_with_faults_is_shown_as_far_as_it_goes() {
    let note = "document: memo\nannotations:\n  - quote: The pier was painted by the harbour master himself\n    note: Not so.\n";
    let book = Book::new(&[
        ("content/documents/memo.md", "# Memo\n\n1. The council met in March and rose.\n"),
        ("content/annotations/memo.yaml", note),
    ]);
    let preview = Preview::of(&book);
    assert!(preview.said.contains("BB301"), "{}", preview.said);
    let (code, answer) = preview.get("documents/memo.html");
    assert_eq!(code, 200);
    assert!(answer.contains("Not so."), "a note without its place is shown all the same");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    let book = Book::new(&[("content/documents/memo.md", "Text.")]);
    let run = book.run(&["serve", "--port", &port]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains(&format!("cannot serve at `127.0.0.1:{port}`: the port is taken")), "{}", run.stderr);
}
