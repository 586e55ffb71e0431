//! Links of small sites.

use super::{LinkCheck, LinkFault, PageLinks};

fn check(files: &[(&str, &str)]) -> Vec<String> {
    let mut links = LinkCheck::default();
    files.iter().for_each(|(path, text)| links.add(path, PageLinks::of(path, text.as_bytes())));
    let line = |link: super::BrokenLink| {
        let suggestion = link.suggestion.map(|near| format!(" -> {near}")).unwrap_or_default();
        format!("{} {} {:?}{suggestion}", link.page, link.href, link.reason)
    };
    links.finish().into_iter().map(line).collect()
}

const SITE: &[(&str, &str)] = &[
    ("index.html", "<p id=top-of-page>x</p>"),
    ("documents/index.html", ""),
    ("documents/mali.html", "<p id=p1>x</p><a name=old>x</a><p id=\"é\">x</p>"),
    ("static/map one.png", ""),
    ("static/paper.pdf", ""),
];

fn with(page: &str, html: &str) -> Vec<String> {
    let mut files = SITE.to_vec();
    files.push((page, html));
    check(&files)
}

#[test]
fn links_that_work_are_silent() {
    let html = r##"<a href="../index.html">a</a><a href="../">b</a><a href="../documents/mali.html#p1">c</a>
        <a href="../documents/mali.html#old">d</a><a href="../documents/mali.html#%C3%A9">e</a><a href="../documents/mali.html#é">f</a>
        <a href="#here">g</a><a href="#">h</a><a href="#top">i</a><a href="?q=1">j</a><a href="../index.html?q=1#top-of-page">k</a>
        <a href="https://example.org/x">l</a><a href="mailto:a@example.org">m</a><a href="tel:1">n</a><a href="//example.org">o</a>
        <img src="../static/map%20one.png" srcset="../static/map%20one.png 1x, ../static/map%20one.png 2x"><img src="data:image/png;base64,x">
        <a href=" ../static/paper.pdf#page=3 ">p</a><h1 id="here">q</h1><a href="../documents/mali.html#:~:text=x">r</a>
        <svg><use href="#here"/></svg><p style="filter: url(#blur)">s</p><!-- <a href="gone.html">t</a> --><script>"<a href='gone.html'>"</script>"##;
    assert_eq!(with("pages/a.html", html), Vec::<String>::new());
}

#[test]
fn links_that_do_not_work_say_why_and_what_is_near() {
    let cases = [
        (r#"<a href="../documents/mail.html">x</a>"#, "../documents/mail.html MissingPage -> ../documents/mali.html"),
        (r#"<a href="mali.html">x</a>"#, "mali.html MissingPage -> ../documents/mali.html"),
        (r#"<a href="../Documents/Mali.html">x</a>"#, "../Documents/Mali.html MissingPage -> ../documents/mali.html"),
        (r#"<a href="../documents">x</a>"#, "../documents MissingPage -> ../documents/index.html"),
        (r#"<a href="../../index.html">x</a>"#, "../../index.html MissingPage -> ../index.html"),
        (
            r#"<a href="../documents/mali.html#p11">x</a>"#,
            "../documents/mali.html#p11 MissingAnchor -> ../documents/mali.html#p1",
        ),
        (r##"<a href="#her">x</a><p id=here>x</p>"##, "#her MissingAnchor -> #here"),
        (
            r#"<a href="/documents/mali.html#p1">x</a>"#,
            "/documents/mali.html#p1 RootAbsolute -> ../documents/mali.html#p1",
        ),
        (r#"<a href="/gone.html">x</a>"#, "/gone.html RootAbsolute"),
        (r#"<p id=a>x</p><p id=a>y</p>"#, "#a DuplicateId"),
        (r#"<img src="gone.png">"#, "gone.png MissingPage"),
        (r#"<img srcset="gone.png 2x">"#, "gone.png MissingPage"),
        (r#"<img srcset="../static/map%20one.png, gone.png">"#, "gone.png MissingPage"),
        (r#"<video poster="gone.png"></video>"#, "gone.png MissingPage"),
        (r#"<form action="gone.html"></form>"#, "gone.html MissingPage"),
        (r#"<object data="gone.pdf"></object>"#, "gone.pdf MissingPage"),
        (r#"<link rel="stylesheet" href="gone.css">"#, "gone.css MissingPage"),
        (r#"<script src="gone.js"></script>"#, "gone.js MissingPage"),
        (r#"<p style="background: url('gone.png')">x</p>"#, "gone.png MissingPage"),
        (r#"<style>p { background: URL( gone.png ) }</style>"#, "gone.png MissingPage"),
        (r#"<meta http-equiv="refresh" content="0; url=gone.html">"#, "gone.html MissingPage"),
        (r#"<svg><use xlink:href="gone.svg"/></svg>"#, "gone.svg MissingPage"),
    ];
    for (html, expected) in cases {
        assert_eq!(with("pages/a.html", html), vec![format!("pages/a.html {expected}")], "{html}");
    }
}

#[test]
fn every_page_with_a_broken_link_is_named_once() {
    let html = r#"<a href="gone.html">x</a><a href="gone.html">y</a>"#;
    let found = check(&[("b.html", html), ("a.html", html), ("x/c.html", html)]);
    assert_eq!(
        found,
        ["a.html gone.html MissingPage", "b.html gone.html MissingPage", "x/c.html gone.html MissingPage"]
    );
}

#[test]
fn style_sheets_are_read_too() {
    let css = "/* url(never.png) */ @import \"more.css\"; p { background: url(one.png) } q { background: url(\"../two.png\") }
        r { background: url(data:image/png,x), url(#f) }";
    let found = check(&[("assets/style.css", css), ("assets/one.png", "")]);
    assert_eq!(found, ["assets/style.css ../two.png MissingPage", "assets/style.css more.css MissingPage"]);
}

#[test]
fn the_error_page_may_lead_from_the_root() {
    assert_eq!(with("404.html", "<a href=\"/book/index.html\">x</a>"), Vec::<String>::new());
    assert_eq!(with("404.html", "<a href=\"gone.html\">x</a>").len(), 1);
}

#[test]
fn the_order_of_feeding_does_not_matter() {
    let files = [("a.html", "<a href='b.html#x'>x</a><a href='c.html'>y</a>"), ("b.html", "<a href='a.html#y'>z</a>")];
    let reversed: Vec<_> = files.iter().rev().copied().collect();
    let found = check(&files);
    assert_eq!(found, check(&reversed));
    assert_eq!(found.len(), 3);
}

#[test]
fn a_place_that_many_pages_lead_to_is_kept_once() {
    let mut links = LinkCheck::default();
    let navigation: String = (0..50).map(|n| format!("<a href='p{n}.html#top-{n}'>x</a>")).collect();
    for n in 0..500 {
        let (path, page) = (format!("p{n}.html"), format!("<p id=top-{n}>x</p>{navigation}<a href='q{n}.html'>x</a>"));
        links.add(&path, PageLinks::of(&path, page.as_bytes()));
    }
    let broken = links.finish();
    assert_eq!(broken.len(), 500);
    assert!(broken.iter().all(|link| link.reason == LinkFault::MissingPage));
    assert_eq!(links.links.len(), 550);
}
