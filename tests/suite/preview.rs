//! A running preview, asked over the network as a browser asks.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::harness::Book;

/// Longer than anything takes here, however busy the machine is.
pub(crate) const LONG: Duration = Duration::from_secs(20);

/// A running preview; stopped when dropped.
pub(crate) struct Preview {
    pub(crate) program: Child,
    address: String,
    /// What was said before the address.
    pub(crate) said: String,
    /// What is said after it, line by line.
    lines: Receiver<String>,
}

impl Preview {
    /// Starts `serve` on a book.
    pub(crate) fn of(book: &Book, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefbook"));
        command.args(["serve", "--port", "0", "--root"]).arg(book.root()).args(arguments).env("NO_COLOR", "1");
        let mut program = command.stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut read = BufReader::new(program.stderr.take().expect("standard error")).lines();
        let mut said = String::new();
        let address = loop {
            let line = read.next().expect("an address before the end").expect("UTF-8");
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split('/').next().expect("a host").to_string();
            }
            said += &line;
            said.push('\n');
        };
        let (sender, lines) = channel();
        // Read to the end: a full pipe would stop the program.
        std::thread::spawn(move || read.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
        Self { program, address, said, lines }
    }

    /// Asks for a path with more headers: the status and the whole answer.
    pub(crate) fn ask(&self, path: &str, headers: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("the preview answers");
        let host = &self.address;
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n")
            .expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let code = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (code, answer)
    }

    /// Asks for a path.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        self.ask(path, "")
    }

    /// Whether a page has words now.
    pub(crate) fn shows(&self, path: &str, words: &str) -> bool {
        self.get(path).1.contains(words)
    }

    /// What a page says of the state it was made from.
    fn mark(&self) -> String {
        let (_, page) = self.get("index.html");
        let mark = page.split("data-state=\"").nth(1).and_then(|rest| rest.split('"').next());
        mark.expect("a state").to_string()
    }

    /// How many states there were before the one that is shown now.
    pub(crate) fn state(&self) -> u64 {
        let mark = self.mark();
        mark.rsplit('.').next().and_then(|number| number.parse().ok()).expect("a number")
    }

    /// Waits until a line is said that begins with words.
    pub(crate) fn says(&self, words: &str) {
        let mut said = Vec::new();
        while !said.last().is_some_and(|line: &String| line.starts_with(words)) {
            let line = self.lines.recv_timeout(LONG);
            said.push(line.unwrap_or_else(|_| panic!("`{words}` is not said: {said:?}")));
        }
    }

    /// Checks that so far changes were noticed because the system told of them, and not by looking now and then.
    pub(crate) fn was_told_of_changes(&self) {
        let said: Vec<String> = self.lines.try_iter().collect();
        assert!(said.iter().all(|line| !line.contains("changes come without notice here")), "{said:?}");
    }

    /// Follows the preview's messages, from the state that a page has which is loaded now.
    pub(crate) fn events(&self) -> Events {
        let mark = self.mark();
        let mut stream = TcpStream::connect(&self.address).expect("the preview answers");
        let host = &self.address;
        write!(stream, "GET /_briefbook/events?since={mark} HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("a request");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                let message = line.strip_prefix("data: ").map(|data| serde_json::from_str(data).expect("JSON"));
                if message.is_some_and(|message: Value| sender.send(message).is_err()) {
                    return;
                }
            }
        });
        let events = Events { messages };
        assert_eq!(events.next()["what"], "status", "a page that is loaded now has nothing to learn");
        events
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The messages of a preview.
pub(crate) struct Events {
    messages: Receiver<Value>,
}

impl Events {
    /// The next message.
    pub(crate) fn next(&self) -> Value {
        self.messages.recv_timeout(LONG).expect("a message")
    }

    /// Waits until messages have told of a state in which something holds; nothing later may undo it.
    pub(crate) fn until(&self, what: &str, holds: impl Fn() -> bool) {
        loop {
            assert!(self.messages.recv_timeout(LONG).is_ok(), "no message told of it: {what}");
            if holds() {
                break;
            }
        }
        while self.messages.recv_timeout(Duration::from_millis(400)).is_ok() {}
        assert!(holds(), "an older state came last: {what}");
    }
}
