//! Links followed with hosts that answer from a table.

use std::sync::Mutex;

use crate::diagnostics::{FileId, Span};

use super::*;

/// An address, whether all of it is asked for, a status and where it sends on to.
type Row = (&'static str, bool, u16, &'static str);

/// Answers from a table, and keeps what it was asked.
struct Table {
    answers: &'static [Row],
    asked: Mutex<Vec<String>>,
}

impl Client for Table {
    fn ask(&self, url: &str, whole: bool) -> Result<Answer, Trouble> {
        self.asked.lock().expect("no panic").push(format!("{} {url}", if whole { "GET" } else { "HEAD" }));
        let found = self.answers.iter().find(|(known, kind, ..)| *known == url && *kind == whole);
        match found {
            Some((_, _, status, location)) => {
                Ok(Answer { status: *status, location: (!location.is_empty()).then(|| (*location).to_string()) })
            }
            None => Err(Trouble { message: "there is no such host".into(), passing: false }),
        }
    }
}

const QUICK: Pace = Pace { hosts: 4, pause: Duration::ZERO, again: Duration::ZERO };

fn link(url: &str) -> Link {
    Link { url: url.into(), places: vec![Span::new(FileId(0), 0, 1)], pages: vec!["index.html".into()] }
}

fn told(answers: &'static [Row], url: &str) -> (Vec<String>, Vec<String>) {
    let client = Table { answers, asked: Mutex::default() };
    let found = check(&[link(url)], &client, QUICK);
    let told = found.iter().map(|fault| format!("{} {}", fault.code, fault.sentence())).collect();
    (told, client.asked.into_inner().expect("no panic"))
}

#[test]
fn verdicts_are_those_of_the_last_answer() {
    const UNCHECKED: &str = "(open it in a browser; it may be right all the same)";
    let cases: &[(&'static [Row], &str)] = &[
        (&[("http://a/", false, 200, "")], ""),
        // Hosts that answer no heads.
        (&[("http://a/", false, 405, ""), ("http://a/", true, 200, "")], ""),
        (&[("http://a/", false, 404, ""), ("http://a/", true, 200, "")], ""),
        (
            &[("http://a/", false, 404, ""), ("http://a/", true, 404, "")],
            "BB708 `http://a/` is not there any more: its host answers 404 (look for its new address or an archived copy, or take the link out)",
        ),
        // For now, for good, and for now after for good.
        (&[("http://a/", false, 302, "/b"), ("http://a/b", false, 200, "")], ""),
        (
            &[("http://a/", false, 301, "/b"), ("http://a/b", false, 200, "")],
            "BB710 `http://a/` has moved for good (write `http://a/b`)",
        ),
        (
            &[("http://a/", false, 308, "/b"), ("http://a/b", false, 302, "/c"), ("http://a/c", false, 200, "")],
            "BB710 `http://a/` has moved for good (write `http://a/b`)",
        ),
        (&[("http://a/", false, 302, "/b"), ("http://a/b", false, 301, "/c"), ("http://a/c", false, 200, "")], ""),
        (&[("http://a/", false, 301, "http://a"), ("http://a", false, 200, "")], ""),
    ];
    for (answers, expected) in cases {
        let (told, _) = told(answers, "http://a/");
        assert_eq!(told.join("\n"), *expected, "{answers:?}");
    }
    for (answers, why) in [
        (&[("http://a/", false, 302, "/")][..], "its host sends on more than 10 times"),
        (&[("http://a/", false, 302, "")], "its host sends on to nowhere (302)"),
        (&[("http://a/", false, 403, ""), ("http://a/", true, 403, "")], "its host refuses to show it (403)"),
        (&[("http://a/", false, 500, ""), ("http://a/", true, 500, "")], "its host answers 500"),
        (&[], "there is no such host"),
    ] {
        let (told, _) = told(answers, "http://a/");
        assert_eq!(told, [format!("BB709 `http://a/` could not be followed: {why} {UNCHECKED}")]);
    }
}

#[test]
fn passing_trouble_is_asked_about_once_more() {
    let (_, asked) = told(&[("http://a/", false, 503, ""), ("http://a/", true, 503, "")], "http://a/");
    assert_eq!(asked, ["HEAD http://a/", "GET http://a/", "HEAD http://a/", "GET http://a/"]);
}

#[test]
fn each_link_is_reported_once_with_all_its_places_and_in_order() {
    let client = Table { answers: &[], asked: Mutex::default() };
    let mut twice = link("http://b/");
    twice.places.push(Span::new(FileId(1), 4, 9));
    let nowhere = Link { places: Vec::new(), ..link("http://c/") };
    let found = check(&[twice, nowhere, link("http://a/")], &client, QUICK);
    assert_eq!(found.iter().map(|fault| fault.related.len()).collect::<Vec<_>>(), [1, 0, 0]);
    assert_eq!(found[0].related[0].span, Span::new(FileId(1), 4, 9));
    assert!(found[1].span.is_none() && found[1].message.ends_with("(on the page `index.html`)"), "{found:?}");
}

/// Notes how many questions one host, and all hosts, have at a time.
#[derive(Default)]
struct Crowd {
    open: Mutex<Vec<String>>,
    most: Mutex<(usize, usize)>,
}

impl Client for Crowd {
    fn ask(&self, url: &str, _: bool) -> Result<Answer, Trouble> {
        let host = address::host(url).expect("a host").to_string();
        {
            let mut open = self.open.lock().expect("no panic");
            open.push(host.clone());
            let same = open.iter().filter(|other| **other == host).count();
            let mut most = self.most.lock().expect("no panic");
            *most = (most.0.max(same), most.1.max(open.len()));
        }
        std::thread::sleep(Duration::from_millis(5));
        let mut open = self.open.lock().expect("no panic");
        let at = open.iter().position(|other| *other == host).expect("it is open");
        open.remove(at);
        Ok(Answer { status: 200, location: None })
    }
}

#[test]
fn a_host_is_asked_one_question_at_a_time_and_not_too_many_hosts_are() {
    let links: Vec<Link> = (0..40).map(|n| link(&format!("http://host{}.org/{n}", n % 8))).collect();
    let client = Crowd::default();
    assert_eq!(check(&links, &client, QUICK), []);
    let (same, all) = *client.most.lock().expect("no panic");
    assert_eq!(same, 1);
    assert!((2..=4).contains(&all), "{all} at a time");
}
