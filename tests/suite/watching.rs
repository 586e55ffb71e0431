//! A preview that follows its book: what changes on disk is in the page, whatever kind of file it is.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::harness::{Book, files};
use crate::preview::{LONG, Preview};

const MEMO: (&str, &str) = ("content/documents/memo.md", "# Memo\n\n1. The pier was mended in March.\n");

#[test]
fn every_kind_of_file_is_followed() {
    let book = Book::new(&[MEMO]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    let note = "document: memo\nannotations:\n  - id: n1\n    quote: The pier was mended\n    note: By whom?\n";
    let table = "{% extends \"base.html\" %}{% block main %}<main>A template of our own.</main>{% endblock %}";
    let steps = [
        (
            "content/documents/new/letter.md",
            "# Letter\n\nThe ship came in.\n",
            "documents/letter.html",
            "The ship came in.",
        ),
        ("content/annotations/memo.yaml", note, "documents/memo.html", "By whom?"),
        (
            "content/entities/a/b/all.yaml",
            "- { id: pier, name: pier, type: place }\n",
            "documents/memo.html",
            "place/pier.html",
        ),
        ("content/objectives.yaml", "- { id: \"1\", title: Piers }\n", "objectives/1.html", "Piers"),
        (
            "content/events.yaml",
            "- { id: e, date: 1961-03, title: It was mended }\n",
            "chronology.html",
            "It was mended",
        ),
        ("content/judgments.yaml", "- { id: j, statement: It will hold. }\n", "judgments.html", "It will hold."),
        ("content/pages/method.md", "# Method\n\nWe read.\n", "pages/method.html", "We read."),
        ("content/index.md", "Our own front.\n", "index.html", "Our own front."),
        ("content/static/map.svg", "<svg/>", "map.svg", "<svg/>"),
        ("briefbook.yaml", "title: The piers\n", "index.html", "The piers"),
        ("themes/default/templates/judgments.html", table, "judgments.html", "A template of our own."),
        ("themes/default/static/style.css", "p { color: red }", "assets/style.css", "color: red"),
        ("themes/default/words/en.yaml", "nav_documents: Papers\n", "index.html", "Papers"),
    ];
    for (path, text, page, words) in steps {
        assert!(!preview.shows(page, words), "{path} has not been written");
        book.write(path, text);
        events.until(path, || preview.shows(page, words));
    }
    for (path, _, page, words) in steps.into_iter().rev() {
        fs::remove_file(book.root().join(path)).expect("gone");
        events.until(path, || !preview.shows(page, words));
    }
    assert_eq!(preview.get("documents/letter.html").0, 404);
    preview.was_told_of_changes();
}

#[test]
fn a_followed_page_is_that_of_a_plain_preview_but_for_one_element() {
    let book = Book::new(&[MEMO, ("content/index.md", "See [[doc:memo]].\n")]);
    let (plain, followed) = (Preview::of(&book, &[]), Preview::of(&book, &["--watch"]));
    let body = |answer: (u16, String)| answer.1.split_once("\r\n\r\n").expect("a head").1.to_string();
    for path in ["index.html", "documents/memo.html", "404.html", "assets/style.css", "robots.txt"] {
        let page = body(followed.get(path));
        let bare = match page.split_once("<script src=\"/_briefbook/live.js\"") {
            Some((before, rest)) => format!("{before}{}", rest.split_once("</script>").expect("its end").1),
            None => page.clone(),
        };
        assert_eq!(page != bare, path.ends_with(".html"), "{path}");
        assert_eq!(bare, body(plain.get(path)), "{path}");
    }
}

#[test]
fn folders_come_and_go_whole() {
    let book = Book::new(&[MEMO]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    let at = |path: &str| book.root().join(path);
    let elsewhere = Book::new(&[("content/documents/letter.md", "# Letter\n\nThe ship came in.\n")]);

    fs::rename(at("content"), at("kept")).expect("moved away");
    events.until("content goes", || preview.get("documents/memo.html").0 == 404);
    fs::rename(elsewhere.root().join("content"), at("content")).expect("moved in");
    events.until("another content comes", || preview.shows("documents/letter.html", "The ship came in."));
    book.write("content/documents/letter.md", "# Letter\n\nThe ship left.\n");
    events.until("the new content is watched", || preview.shows("documents/letter.html", "The ship left."));
    fs::rename(at("content/documents"), at("content/pages")).expect("renamed");
    events.until("a folder has another name", || preview.shows("pages/letter.html", "The ship left."));
    book.write("content/pages/letter.md", "# Letter\n\nThe ship sank.\n");
    events.until("it is watched under it", || preview.shows("pages/letter.html", "The ship sank."));
    fs::remove_dir_all(at("content/pages")).expect("gone");
    events.until("a folder goes", || preview.get("pages/letter.html").0 == 404);
    preview.was_told_of_changes();
}

#[test]
fn litter_and_the_output_are_no_change() {
    let book = Book::new(&[MEMO]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    let before = preview.state();
    for name in [".memo.md.swp", "memo.md~", ".#memo.md", "4913", "___jb_tmp___", ".DS_Store", "memo.tmp", ".git/HEAD"]
    {
        book.write(&format!("content/documents/{name}"), "x");
    }
    book.write("notes.txt", "not of the book");
    book.build();
    book.exchange(MEMO.0, MEMO.1);
    book.exchange(MEMO.0, "# Memo\n\n1. The pier has fallen.\n");
    assert_eq!(events.next()["what"], "reload");
    assert!(preview.shows("documents/memo.html", "The pier has fallen."), "the first message is of the real change");
    assert_eq!(preview.state(), before + 1);
}

#[test]
#[cfg(unix)]
fn links_are_followed_to_what_they_lead_to() {
    let book = Book::new(&[MEMO]);
    let elsewhere =
        Book::new(&[("letter.md", "# Letter\n\nThe ship came in.\n"), ("more/note.md", "# Note\n\nOne.\n")]);
    std::os::unix::fs::symlink(elsewhere.root().join("letter.md"), book.root().join("content/documents/letter.md"))
        .expect("a link");
    std::os::unix::fs::symlink(elsewhere.root().join("more"), book.root().join("content/documents/more"))
        .expect("a link");
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    elsewhere.write("letter.md", "# Letter\n\nThe ship left.\n");
    events.until("a linked file", || preview.shows("documents/letter.html", "The ship left."));
    elsewhere.write("more/note.md", "# Note\n\nTwo.\n");
    events.until("a file in a linked folder", || preview.shows("documents/note.html", "Two."));
    elsewhere.write("more/note.md", "# Note\n\nThree.\n");
    events.until("the same file again", || preview.shows("documents/note.html", "Three."));
    preview.was_told_of_changes();
}

#[test]
fn a_book_that_cannot_be_read_keeps_its_last_pages() {
    let note =
        |words: &str| format!("document: memo\nannotations:\n  - id: n1\n    quote: The pier\n    note: {words}\n");
    let book = Book::new(&[MEMO, ("content/annotations/memo.yaml", &note("First."))]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    book.exchange("content/annotations/memo.yaml", "document: memo\nannotations: [ <script>\n");
    let message = events.next();
    assert_eq!((&message["what"], &message["broken"]), (&"status".into(), &true.into()));
    assert!(preview.shows("documents/memo.html", "First."), "the last good page");
    let (_, faults) = preview.get("_briefbook/faults.json");
    assert!(faults.contains("BB101") && faults.contains("content/annotations/memo.yaml:2:"), "{faults}");
    preview.says("error[BB101]");

    book.exchange("content/annotations/memo.yaml", &note("Second."));
    let message = events.next();
    assert_eq!((&message["what"], &message["broken"]), (&"reload".into(), &false.into()));
    assert_eq!(message["notes"], serde_json::json!([{ "page": "documents/memo.html", "id": "note-n1" }]));
    assert!(preview.shows("documents/memo.html", "Second."));
}

#[test]
fn a_preview_starts_on_a_book_that_cannot_be_read() {
    let book = Book::new(&[MEMO, ("content/events.yaml", "- { id: [\n"), ("briefbook.yaml", "title: [\n")]);
    let preview = Preview::of(&book, &["--watch"]);
    assert!(preview.said.contains("BB101"), "{}", preview.said);
    assert!(preview.shows("documents/memo.html", "The pier was mended"), "what can be shown is shown");
    let events = preview.events();
    fs::remove_file(book.root().join("briefbook.yaml")).expect("gone");
    book.write("content/events.yaml", "- { id: e, date: 1961-03, title: It was mended }\n");
    events.until("mended", || preview.shows("chronology.html", "It was mended"));
    assert!(preview.shows("_briefbook/faults.json", "\"broken\":false"));
}

#[test]
fn faults_stand_where_they_are_in_a_preview_only() {
    let book = Book::new(&[
        MEMO,
        ("content/index.md", "See [[doc:mema]], [a file](static/gone.pdf) and ![a map](static/map.png).\n"),
        ("content/documents/letter.md", "# Letter\n\nSee [[doc:memo]].\n"),
        ("briefbook.yaml", "severity: { BB701: warning, BB702: warning }\n"),
    ]);
    let preview = Preview::of(&book, &["--watch"]);
    let fault =
        "<span class=\"fault\"><small>the reference `[[doc:mema]]` leads nowhere (did you mean `memo`?)</small> ";
    assert!(preview.shows("index.html", fault));
    for words in ["the link `static/gone.pdf` leads nowhere", "the link `static/map.png` leads nowhere"] {
        assert!(preview.shows("index.html", words), "{words}");
    }
    assert!(!preview.shows("documents/letter.html", "class=\"fault\""));
    let events = preview.events();
    fs::remove_file(book.root().join(MEMO.0)).expect("gone");
    events.until("its links are faults", || preview.shows("documents/letter.html", "`[[doc:memo]]` leads nowhere"));
    assert!(preview.shows("_briefbook/faults.json", "content/documents/letter.md:3:5"));
    assert_eq!(book.run(&["build"]).code, 0);
    for (path, page) in files(&book.output()) {
        let page = String::from_utf8_lossy(&page).replace('"', "");
        assert!(!page.contains("class=fault"), "{path}");
    }
}

#[test]
fn style_sheets_alone_do_not_load_the_page_anew() {
    let book = Book::new(&[MEMO, ("themes/default/static/style.css", "p { color: red }")]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    book.exchange("themes/default/static/style.css", "p { color: blue }");
    assert_eq!(events.next()["what"], "style");
    assert!(preview.shows("assets/style.css", "blue"));
}

#[test]
fn the_audience_can_be_changed_by_our_own_pages_only() {
    let book = Book::new(&[
        MEMO,
        ("briefbook.yaml", "audiences: [public, internal]\n"),
        ("content/documents/secret.md", "---\naudience: internal\n---\n# Secret\n\nHush.\n"),
    ]);
    let preview = Preview::of(&book, &["--watch"]);
    assert_eq!(preview.get("documents/secret.html").0, 200, "the most restricted audience sees all");
    let foreign = preview.ask("_briefbook/audience/public", "Sec-Fetch-Site: cross-site\r\n");
    assert_eq!(foreign.0, 403);
    assert_eq!(preview.get("documents/secret.html").0, 200);
    let others =
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://evil.example", "Origin: null"];
    for who in others {
        for path in ["audience/public", "events", "faults.json", "quote.json?page=x", "live.js"] {
            let (code, answer) = preview.ask(&format!("_briefbook/{path}"), &format!("{who}\r\n"));
            assert_eq!(code, 403, "{path} for {who}: {answer}");
        }
    }
    assert_eq!(preview.get("_briefbook/audience/nobody").0, 404);

    for nobody in ["", "?state=", "?state=1.1"] {
        assert_eq!(preview.get(&format!("_briefbook/audience/public{nobody}")).0, 403, "{nobody}");
    }
    let page = preview.get("index.html").1;
    let mark = page.split_once("data-state=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a mark").0;

    let to_public = format!("_briefbook/audience/public?to=%2Fdocuments%2F&state={mark}");
    let (code, answer) = preview.ask(&to_public, "Sec-Fetch-Site: same-origin\r\n");
    assert_eq!(code, 303);
    assert!(answer.to_lowercase().contains("location: /documents/\r\n"), "{answer}");
    assert_eq!(preview.get("documents/secret.html").0, 404, "at once, for the next page asked for");
    let (_, answer) = preview.get(&format!("_briefbook/audience/internal?to=//evil.example/&state={mark}"));
    assert!(answer.to_lowercase().contains("location: /\r\n"), "{answer}");
    assert_eq!(preview.get("documents/secret.html").0, 200);
}

#[test]
fn an_audience_that_was_asked_for_sees_nothing_more_when_the_settings_are_broken() {
    const GOOD: &str = "audiences: [public, internal]\nstatic_audience: { \"annex.txt\": internal }\n";
    let book = Book::new(&[
        MEMO,
        ("briefbook.yaml", GOOD),
        ("content/static/annex.txt", "Hush."),
        ("content/documents/secret.md", "---\naudience: internal\n---\n# Secret\n\nHush [[nobody]].\n"),
    ]);
    let preview = Preview::of(&book, &["--watch", "--audience", "public"]);
    let hidden = |preview: &Preview, when: &str| {
        for path in ["documents/secret.html", "annex.txt"] {
            assert_eq!(preview.get(path).0, 404, "{path}: {when}");
        }
        assert!(!preview.get("_briefbook/faults.json").1.contains("nobody"), "{when}");
    };
    hidden(&preview, "at first");
    let events = preview.events();
    for text in [
        "audiences: [public internal]",
        "audience: [public, internal]",
        "audiences: public, internal",
        "audiences: [public]",
    ] {
        book.write("briefbook.yaml", format!("{text}\n"));
        events.until(text, || preview.get("_briefbook/faults.json").1.contains("\"broken\":true"));
        hidden(&preview, text);
        assert_eq!(preview.get("documents/memo.html").0, 200, "the last good pages stay: {text}");
        book.write("briefbook.yaml", GOOD);
        events.until("mended", || preview.get("_briefbook/faults.json").1.contains("\"broken\":false"));
    }
    std::fs::remove_file(book.root().join("briefbook.yaml")).expect("removed");
    events.until("gone", || preview.get("_briefbook/faults.json").1.contains("is gone"));
    hidden(&preview, "gone");
    let page = preview.get("index.html").1;
    let mark = page.split_once("data-state=\"").and_then(|(_, rest)| rest.split_once('"')).expect("a mark").0;
    assert_eq!(
        preview.get(&format!("_briefbook/audience/public?state={mark}")).0,
        403,
        "it was chosen by who started it"
    );

    book.write("briefbook.yaml", "audience: [public, internal]\n");
    let anew = Preview::of(&book, &["--watch", "--audience", "public"]);
    assert!(!anew.get("documents/secret.html").1.contains("Hush"), "nothing but the faults");
    assert!(anew.get("index.html").1.contains("`audience` is no key of the settings"));
}

#[test]
fn looking_at_intervals_finds_the_same() {
    let book = Book::new(&[MEMO]);
    let preview = Preview::of(&book, &["--poll=50ms"]);
    let events = preview.events();
    for number in 0..3 {
        book.write(MEMO.0, format!("# Memo\n\n1. State {number}.\n"));
        events.until("a poll", || preview.shows("documents/memo.html", &format!("State {number}.")));
    }
}

#[test]
#[cfg(unix)]
fn an_interrupt_ends_it_at_once_and_leaves_nothing() {
    let book = Book::new(&[MEMO]);
    let before = files(&book.root());
    let mut preview = Preview::of(&book, &["--watch"]);
    let _events = preview.events();
    let began = Instant::now();
    let pid = preview.program.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    let status = preview.program.wait().expect("an end");
    assert_eq!(status.code(), Some(0));
    assert!(began.elapsed() < LONG, "{:?}", began.elapsed());
    assert_eq!(files(&book.root()), before);
}
