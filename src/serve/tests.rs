//! Requests over a real socket.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{PORT, ServeError, Site, listen, media_type, run, url};

struct Pages;

impl Site for Pages {
    fn get(&self, path: &str) -> Option<(Vec<u8>, String)> {
        let text = match path {
            "index.html" => "front",
            "documents/index.html" => "documents",
            "documents/na\u{ef}ve.html" => "one",
            "assets/style.css" => "p {}",
            "404.html" => "nothing here",
            "panic.html" => panic!("a page that cannot be made"),
            "slow.html" => {
                std::thread::sleep(Duration::from_secs(60));
                "slow"
            }
            _ => return None,
        };
        Some((text.into(), media_type(path).into()))
    }
}

fn start() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(|| run(Arc::new(Pages), listener, std::future::pending()));
    address
}

fn send(address: SocketAddr, request: &str) -> (u16, String, String) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, head.to_ascii_lowercase(), body.to_string())
}

fn ask(address: SocketAddr, method: &str, path: &str) -> (u16, String, String) {
    send(address, &format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
}

#[test]
fn pages_are_answered_with_their_types() {
    let address = start();
    let cases = [
        ("/", 200, "text/html; charset=utf-8", "front"),
        ("/index.html?x=1", 200, "text/html; charset=utf-8", "front"),
        ("/documents/", 200, "text/html; charset=utf-8", "documents"),
        ("/documents/na%C3%AFve.html", 200, "text/html; charset=utf-8", "one"),
        ("/assets/style.css", 200, "text/css; charset=utf-8", "p {}"),
        ("/gone.html", 404, "text/html; charset=utf-8", "nothing here"),
        ("/assets/", 404, "text/html; charset=utf-8", "nothing here"),
        ("/../index.html", 404, "text/html; charset=utf-8", "nothing here"),
        ("/%2e%2e/index.html", 404, "text/html; charset=utf-8", "nothing here"),
        ("/documents/..%2findex.html", 404, "text/html; charset=utf-8", "nothing here"),
        ("/%252e%252e%252findex.html", 404, "text/html; charset=utf-8", "nothing here"),
        ("/panic.html", 500, "text/plain; charset=utf-8", "this page could not be made\n"),
    ];
    for (path, status, media, body) in cases {
        let (found, head, text) = ask(address, "GET", path);
        assert_eq!((found, text.as_str()), (status, body), "{path}");
        assert!(head.contains(&format!("content-type: {media}\r\n")), "{path}: {head}");
        assert!(head.contains("cache-control: no-store") && head.contains("nosniff"), "{path}: {head}");
    }
}

#[test]
fn a_folder_without_its_slash_leads_to_it() {
    let (status, head, _) = ask(start(), "GET", "/documents?q=1");
    assert_eq!(status, 307);
    assert!(head.contains("location: /documents/?q=1\r\n"), "{head}");
}

#[test]
fn only_reading_is_allowed() {
    let address = start();
    let (status, head, body) = ask(address, "HEAD", "/");
    assert_eq!((status, body.as_str()), (200, ""));
    assert!(head.contains("content-length: 5"), "{head}");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"] {
        let (status, head, _) = ask(address, method, "/");
        assert_eq!(status, 405, "{method}");
        assert!(head.contains("allow: get, head"), "{head}");
    }
}

#[test]
fn a_request_by_another_name_is_forbidden() {
    let address = start();
    let requests = [
        "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_string(),
        format!("GET / HTTP/1.1\r\nHost: evil.example:{}\r\nConnection: close\r\n\r\n", address.port()),
        "GET / HTTP/1.0\r\n\r\n".to_string(),
    ];
    for request in requests {
        let (status, _, body) = send(address, &request);
        assert_eq!(status, 403, "{request}");
        assert!(!body.contains("front"));
    }
    let (status, ..) = send(address, "GET / HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n");
    assert_eq!(status, 200);
}

#[test]
fn every_answer_keeps_other_sites_out() {
    let address = start();
    let other = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let heads = [
        ask(address, "GET", "/").1,
        ask(address, "GET", "/assets/style.css").1,
        ask(address, "GET", "/gone.html").1,
        ask(address, "GET", "/documents").1,
        ask(address, "GET", "/panic.html").1,
        ask(address, "GET", "/_briefbook/nothing").1,
        ask(address, "POST", "/").1,
        send(address, other).1,
    ];
    for head in heads {
        for wanted in [
            "content-security-policy: frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'\r\n",
            "x-frame-options: deny\r\n",
            "x-content-type-options: nosniff\r\n",
            "referrer-policy: no-referrer\r\n",
            "cross-origin-resource-policy: same-origin\r\n",
            "cross-origin-opener-policy: same-origin\r\n",
        ] {
            assert!(format!("{head}\r\n").contains(wanted), "{wanted} in {head}");
        }
        assert!(!head.contains("access-control-allow"), "{head}");
    }
}

#[test]
fn nothing_is_written_whoever_asks() {
    let address = start();
    for method in ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE", "CONNECT"] {
        for path in ["/", "/_briefbook/events", "/_briefbook/audience/internal", "/documents/"] {
            let origin = format!("Origin: http://{address}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 3\r\n");
            let request =
                format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\n{origin}Connection: close\r\n\r\nabc");
            let (status, ..) = send(address, &request);
            assert!(matches!(status, 400 | 405), "{method} {path}: {status}");
        }
    }
}

#[test]
fn no_encoding_of_a_path_leaves_the_site() {
    let address = start();
    for path in [
        "/../index.html",
        "/..%2findex.html",
        "/%2e%2e/index.html",
        "/.%2e/index.html",
        "/%2e%2e%2findex.html",
        "/%252e%252e%252findex.html",
        "/%25252e%25252e/index.html",
        "/..%5cindex.html",
        "/..%255cindex.html",
        "/documents/..%c0%afindex.html",
        "/%c0%ae%c0%ae/index.html",
        "/%e0%80%ae%e0%80%ae/index.html",
        "/%uff0e%uff0e/index.html",
        "/index.html%00",
        "/index.html%00.css",
        "/index.html%2500",
        "//index.html",
        "/./index.html",
        "/documents//index.html",
        "/C:/index.html",
        "/index.html::$DATA",
        "/file:///etc/passwd",
        "/etc/passwd",
        "/content/documents/memo.md",
    ] {
        let (status, _, body) = ask(address, "GET", path);
        assert_eq!((status, body.as_str()), (404, "nothing here"), "{path}");
    }
    let (status, ..) = ask(address, "GET", "http://evil.example/index.html");
    assert!(matches!(status, 200 | 400 | 403), "the host is the one that is named: {status}");
}

#[test]
fn requests_too_large_are_refused() {
    let address = start();
    let long = "x".repeat(1 << 20);
    let endless = "X-A: b\r\n".repeat(50_000);
    for request in [
        format!("GET /{long} HTTP/1.1\r\nHost: {address}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {address}\r\nX-Long: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {address}\r\n{endless}\r\n"),
    ] {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        // The server hangs up in the middle.
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        let refused = ["400", "414", "431"].iter().any(|code| answer.starts_with(&format!("HTTP/1.1 {code}")));
        assert!(answer.is_empty() || refused, "{}", answer.get(..80).unwrap_or(&answer));
    }
    assert_eq!(ask(address, "GET", "/").0, 200, "others are served all the same");
}

#[test]
fn who_does_not_say_what_he_wants_is_let_go() {
    let address = start();
    let mut slow: Vec<TcpStream> = (0..300).filter_map(|_| TcpStream::connect(address).ok()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HT").expect("sent");
    }
    let began = Instant::now();
    assert_eq!(ask(address, "GET", "/").0, 200, "others are served all the same");
    let mut first = slow.swap_remove(0);
    first.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
    let mut answer = Vec::new();
    let _ = first.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 200") && began.elapsed() < Duration::from_secs(19), "{:?}", began.elapsed());
}

#[test]
fn a_taken_port_is_an_error_only_if_it_was_asked_for() {
    let ip = Ipv4Addr::LOCALHOST.into();
    let first = listen(ip, None).expect("a free port");
    let second = listen(ip, None).expect("the next free port");
    let ports = [&first, &second].map(|listener| listener.local_addr().expect("an address").port());
    assert!(ports[0] >= PORT && ports[1] > ports[0], "{ports:?}");
    let error = listen(ip, Some(ports[1])).expect_err("taken");
    assert!(matches!(error, ServeError::Bind { .. }) && error.to_string().ends_with("the port is taken"), "{error}");
}

#[test]
fn the_end_does_not_wait_for_slow_pages() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("an address");
    let mut stream = TcpStream::connect(address).expect("a connection");
    let request = format!("GET /slow.html HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let began = Instant::now();
    let end = async {
        tokio::task::spawn_blocking(|| std::thread::sleep(Duration::from_millis(300))).await.unwrap_or_default();
    };
    run(Arc::new(Pages), listener, end).expect("served");
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn urls_can_be_opened() {
    let cases = [
        ("127.0.0.1:1111", "http://127.0.0.1:1111/"),
        ("0.0.0.0:80", "http://localhost:80/"),
        ("[::1]:1111", "http://[::1]:1111/"),
    ];
    for (address, expected) in cases {
        assert_eq!(url(address.parse().expect("an address")), expected);
    }
}

#[test]
fn media_types_come_from_the_ends_of_names() {
    let cases = [
        ("a/b.HTML", "text/html; charset=utf-8"),
        ("data/matrix.csv", "text/csv; charset=utf-8"),
        ("data/annotations.jsonld", "application/ld+json"),
        (".nojekyll", "application/octet-stream"),
        ("x.y/CNAME", "application/octet-stream"),
        ("a.svg", "image/svg+xml"),
    ];
    for (path, expected) in cases {
        assert_eq!(media_type(path), expected, "{path}");
    }
}
