//! One request, one answer.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, Response, StatusCode, header};

use super::live::RESERVED;
use super::{Ask, Reply, Site};
use crate::site::links::address::decode;

const PLAIN: &str = "text/plain; charset=utf-8";

/// Answers one request.
pub(super) async fn answer(site: Arc<dyn Site>, bound: IpAddr, request: Request) -> Response<Body> {
    guarded(answered(site, bound, request).await)
}

async fn answered(site: Arc<dyn Site>, bound: IpAddr, request: Request) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| is_this_machine(host, bound)) {
        return plain(StatusCode::FORBIDDEN, "ask for this site by the address it is served at");
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "pages can only be read");
        response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let (raw, query) = (request.uri().path().to_string(), request.uri().query().map(str::to_string));
    let last_event = text_of(&request, "last-event-id");
    // A browser says who asks; what says nothing is no page.
    let origin = text_of(&request, "origin");
    let ours = text_of(&request, "sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
        && origin.is_none_or(|origin| text_of(&request, "host").is_some_and(|host| origin == format!("http://{host}")));
    // Making a page may take its time, and an interrupt must not wait for it.
    let find = move || match raw.strip_prefix('/').and_then(|path| path.strip_prefix(RESERVED)) {
        Some(path) => {
            let query = query.as_deref().unwrap_or_default();
            let path = decode(path).unwrap_or_default();
            reserved(&*site, &Ask { path: &path, query, last_event: last_event.as_deref(), ours })
        }
        None => find(&*site, &raw, query.as_deref()),
    };
    let found = tokio::task::spawn_blocking(find).await;
    found.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "this page could not be made"))
}

/// What every answer says: no page of somebody else's may hold it, read it or run it.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"),
    ("x-frame-options", "DENY"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

fn guarded(mut response: Response<Body>) -> Response<Body> {
    for (name, value) in HEADERS {
        response.headers_mut().insert(*name, header::HeaderValue::from_static(value));
    }
    response
}

fn text_of(request: &Request, header: &str) -> Option<String> {
    request.headers().get(header).and_then(|value| value.to_str().ok()).map(str::to_string)
}

fn reserved(site: &dyn Site, ask: &Ask<'_>) -> Response<Body> {
    // What is wrong with a book, and the changing of its audience, is for its own pages.
    let answer = if ask.ours { site.reserved(ask) } else { Some(Reply::Refused) };
    match answer {
        Some(Reply::File(bytes, media_type)) => response(StatusCode::OK, bytes, &media_type),
        Some(Reply::Stream(body)) => {
            let mut response = Response::new(body);
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/event-stream"));
            headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
            response
        }
        Some(Reply::SeeOther(to)) => moved(StatusCode::SEE_OTHER, &to),
        Some(Reply::Refused) => plain(StatusCode::FORBIDDEN, "only pages of this book may ask for this"),
        None => plain(StatusCode::NOT_FOUND, "the server has nothing there"),
    }
}

fn find(site: &dyn Site, raw: &str, query: Option<&str>) -> Response<Body> {
    let Some(path) = site_path(raw) else { return not_found(site) };
    if path.is_empty() || path.ends_with('/') {
        return site
            .get(&format!("{path}index.html"))
            .map_or_else(|| not_found(site), |found| page(StatusCode::OK, found));
    }
    if let Some(found) = site.get(&path) {
        return page(StatusCode::OK, found);
    }
    if site.get(&format!("{path}/index.html")).is_some() {
        // Relative links on the page need the slash.
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        return moved(StatusCode::TEMPORARY_REDIRECT, &format!("{raw}/{query}"));
    }
    not_found(site)
}

/// The path of the site a request means; none for one that tries to leave it, in whatever encoding.
fn site_path(raw: &str) -> Option<String> {
    let path = decode(raw.strip_prefix('/')?)?;
    let again = decode(&path)?;
    let leaves = |path: &str| path.split(['/', '\\']).any(|part| part == "." || part == "..");
    let odd = |path: &str| {
        path.contains(['\\', ':']) || path.contains(char::is_control) || path.starts_with('/') || path.contains("//")
    };
    if leaves(&path) || leaves(&again) || odd(&path) || (again != path && odd(&again)) {
        return None;
    }
    Some(path)
}

/// Whether a request names this machine. A name that somebody else lets point here is not ours: behind it, a page of his
/// could read the site. The port may differ, as behind a tunnel.
fn is_this_machine(host: &str, bound: IpAddr) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    if name.eq_ignore_ascii_case("localhost") {
        return bound.is_loopback() || bound.is_unspecified();
    }
    let Ok(ip) = name.parse::<IpAddr>() else { return false };
    ip == bound || bound.is_unspecified()
}

fn not_found(site: &dyn Site) -> Response<Body> {
    match site.get("404.html") {
        Some(found) => page(StatusCode::NOT_FOUND, found),
        None => plain(StatusCode::NOT_FOUND, "this page does not exist"),
    }
}

fn page(status: StatusCode, (bytes, media_type): (Vec<u8>, String)) -> Response<Body> {
    response(status, bytes, &media_type)
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    response(status, format!("{text}\n").into_bytes(), PLAIN)
}

fn moved(status: StatusCode, to: &str) -> Response<Body> {
    let mut response = plain(status, "this page is elsewhere");
    if let Ok(to) = header::HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

fn response(status: StatusCode, bytes: Vec<u8>, media_type: &str) -> Response<Body> {
    let built = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CONTENT_LENGTH, bytes.len())
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from(bytes));
    built.unwrap_or_else(|_| {
        let mut empty = Response::new(Body::empty());
        *empty.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        empty
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_pass() {
        let cases = [
            ("127.0.0.1:1111", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.1", true),
            ("localhost:8080", "127.0.0.1", true),
            ("LOCALHOST", "127.0.0.1", true),
            ("[::1]:1111", "::1", true),
            ("localhost", "::1", true),
            ("192.168.1.5:1111", "0.0.0.0", true),
            ("[fe80::1]:1111", "::", true),
            ("localhost", "0.0.0.0", true),
            ("192.168.1.5:1111", "192.168.1.5", true),
            ("localhost", "192.168.1.5", false),
            ("192.168.1.6", "192.168.1.5", false),
            ("evil.example:1111", "127.0.0.1", false),
            ("evil.example", "0.0.0.0", false),
            ("localhost.evil.example", "127.0.0.1", false),
            ("127.0.0.1.evil.example", "127.0.0.1", false),
            ("", "127.0.0.1", false),
            ("10.0.0.1", "127.0.0.1", false),
        ];
        for (host, bound, expected) in cases {
            assert_eq!(is_this_machine(host, bound.parse().expect("an address")), expected, "{host} at {bound}");
        }
    }

    #[test]
    fn paths_that_leave_the_site_mean_nothing() {
        let fine = [
            ("/", ""),
            ("/a.html", "a.html"),
            ("/x/", "x/"),
            ("/na%C3%AFve%20b", "na\u{ef}ve b"),
            ("/100%", "100%"),
            ("/a..b", "a..b"),
        ];
        for (raw, path) in fine {
            assert_eq!(site_path(raw).as_deref(), Some(path), "{raw}");
        }
        let bad = [
            "/../x",
            "/x/../y",
            "/%2e%2e/x",
            "/%2E%2E%2Fx",
            "/..%2fx",
            "/..%5cx",
            "/%252e%252e/x",
            "/%252e%252e%252fx",
            "/x\\y",
            "/C:/x",
            "/%00",
            "//x",
            "/x//y",
            "/./x",
            "/%ff",
            "",
            "*",
            "/%c0%ae%c0%ae/x",
        ];
        for raw in bad {
            assert_eq!(site_path(raw), None, "{raw}");
        }
    }
}
