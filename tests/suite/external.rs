//! Links out of a book, followed over the network to a server in this test; and never without being asked to.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use briefbook::external::{self, Http, Pace};
use briefbook::pipeline::{self, Edition};

use crate::harness::Book;

/// A server on this machine that notes what it is asked.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&asked);
        // Ends with the test's process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let notes = Arc::clone(&notes);
                std::thread::spawn(move || answer(&stream, &notes));
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

fn answer(mut stream: &std::net::TcpStream, notes: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let headers: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let agent = headers.iter().any(|line| line.to_lowercase().starts_with("user-agent: briefbook/"));
    let asked = first.trim_end_matches(" HTTP/1.1").to_string();
    notes.lock().expect("no panic").push(asked.clone());
    let (status, more) = match asked.as_str() {
        _ if !agent => ("400 Bad Request", ""),
        "HEAD /here" | "GET /no-heads" => ("200 OK", ""),
        "HEAD /no-heads" => ("405 Method Not Allowed", ""),
        "HEAD /moved" => ("301 Moved Permanently", "Location: /here\r\n"),
        "HEAD /lent" => ("302 Found", "Location: /here\r\n"),
        "HEAD /secret" | "GET /secret" => ("403 Forbidden", ""),
        _ => ("404 Not Found", ""),
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n{more}\r\n");
}

const QUICK: Pace = Pace { hosts: 8, pause: Duration::ZERO, again: Duration::ZERO };

#[test]
fn links_are_followed_and_reported_where_they_stand() {
    let server = Server::start();
    let at = &server.address;
    let index = format!(
        "[a]({at}/here) [b]({at}/gone#part) [c]({at}/moved) [d]({at}/lent)\n\n[e]({at}/no-heads) [f]({at}/secret) [g]({at}/gone?a=1&b=2) [h]({at}/gone-by)\n"
    );
    let entity = format!("- id: ann\n  name: Ann Miller\n  type: person\n  same_as: [\"{at}/gone\"]\n");
    let settings = format!("base_url: {at}/book/\nseverity: {{ BB710: error }}\n");
    let book = Book::new(&[
        ("content/index.md", &index),
        ("content/entities/people.yaml", &entity),
        ("briefbook.yaml", &settings),
    ]);
    let (outcome, outward) = pipeline::check_outward(&book.root(), &Edition::default());
    assert_eq!(outcome.diagnostics, []);
    let mut found = external::check(&outward.links, &Http::new(true), QUICK);
    outward.adjust(&mut found);
    let place = |span: briefbook::diagnostics::Span| {
        let position = outcome.sources.position(span.file, span.start);
        format!("{}:{}:{}", outcome.sources.file(span.file).path, position.line, position.column)
    };
    let line = |fault: &briefbook::diagnostics::Diagnostic| {
        let related: String = fault.related.iter().map(|related| format!(" and {}", place(related.span))).collect();
        let message = fault.message.replace(at.as_str(), "");
        format!(
            "{}{related}: {}[{}]: {message}",
            place(fault.span.expect("a place")),
            fault.severity.word(),
            fault.code
        )
    };
    let column = |words: &str| index.lines().find_map(|line| line.find(words)).expect("in the text") + 1;
    let expected = [
        format!(
            "content/entities/people.yaml:4:14 and content/index.md:1:{}: warning[BB708]: `/gone` is not there any more: its host answers 404",
            column(&format!("{at}/gone#"))
        ),
        format!(
            "content/index.md:3:{}: warning[BB708]: `/gone-by` is not there any more: its host answers 404",
            column(&format!("{at}/gone-by"))
        ),
        format!(
            "content/index.md:3:{}: warning[BB708]: `/gone?a=1&b=2` is not there any more: its host answers 404",
            column(&format!("{at}/gone?"))
        ),
        format!("content/index.md:1:{}: error[BB710]: `/moved` has moved for good", column(&format!("{at}/moved"))),
        format!(
            "content/index.md:3:{}: warning[BB709]: `/secret` could not be followed: its host refuses to show it (403)",
            column(&format!("{at}/secret"))
        ),
    ];
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expected);
    let asked = server.asked();
    assert_eq!(asked.iter().filter(|asked| *asked == "HEAD /gone").count(), 1, "each address once: {asked:?}");
    assert!(!asked.iter().any(|asked| asked.contains("/book")), "the site's own address is not followed: {asked:?}");
}

#[test]
fn nobody_is_asked_without_the_option_and_no_local_network_with_it() {
    let server = Server::start();
    let book = Book::new(&[("content/index.md", &format!("[a]({}/gone)\n", server.address))]);
    for arguments in [&["check"][..], &["build"], &["check", "--external"]] {
        let run = book.run(&[arguments, &["--message-format", "short"]].concat());
        let external = arguments.len() > 1;
        assert_eq!((run.code, run.stdout.contains("[BB709]")), (0, external), "{}", run.stdout);
        assert!(
            !external || run.stdout.contains("it leads into a local network, which is never asked"),
            "{}",
            run.stdout
        );
    }
    assert_eq!(server.asked(), Vec::<String>::new());
}
