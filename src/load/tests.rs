//! Whole files of a book: what is read, and that every fault of a file is reported in its place.

use super::raw::{RawBook, RawOutlineItem};
use super::{MOST_PASSAGES, Memory, load, within};
use crate::diagnostics::Diagnostic;
use crate::model::{AnnotationKind, BodyKind, Stance, Strength};
use crate::source::{BookFiles, Sources};

fn read(texts: &[(&str, &str)]) -> (BookFiles, RawBook, Vec<Diagnostic>) {
    let files = BookFiles::from_texts(texts);
    let (book, faults) = load(&files, &crate::load::Memory::default());
    (files, book, faults)
}

fn good(path: &str, text: &str) -> RawBook {
    let (files, book, faults) = read(&[(path, text)]);
    assert_eq!(shown(&files.sources, &faults), Vec::<String>::new(), "{text}");
    book
}

fn shown(sources: &Sources, faults: &[Diagnostic]) -> Vec<String> {
    let show = |fault: &Diagnostic| {
        let span = fault.span.expect("faults of content have places");
        let at = sources.position(span.file, span.start);
        let help = fault.help.as_deref().map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{}:{} {} {}{help}", at.line, at.column, fault.code, fault.message)
    };
    faults.iter().map(show).collect()
}

#[track_caller]
fn faults(path: &str, text: &str, expected: &[&str]) {
    let (files, _, faults) = read(&[(path, text)]);
    assert_eq!(shown(&files.sources, &faults), expected, "{path}\n{text}");
}

const DOCUMENT: &str = "content/documents/d.md";

#[test]
fn a_document_is_read() {
    let text = "\u{feff}---\r\ntitle: T\r\nid: other\r\nreferences: [BAMAKO 00186]\r\nnames: { the Embassy: e, Algiers: null }\r\n\
                grade: B2\r\ntext: digest\r\norder: 1.5\r\nextra: { a: [1, ~] }\r\n---\r\nBody\r\n";
    let (files, book, faults) = read(&[(DOCUMENT, text)]);
    assert_eq!(shown(&files.sources, &faults), Vec::<String>::new());
    let document = &book.documents[0];
    assert_eq!((document.id.value.as_str(), files.sources.slice(document.id.span)), ("other", "other"));
    assert_eq!(files.sources.slice(document.body), "Body\r\n");
    assert_eq!(document.body_kind, BodyKind::Digest);
    assert_eq!(document.grade.map(|grade| grade.to_string()).as_deref(), Some("B2"));
    assert_eq!(document.order, Some(1.5));
    let names: Vec<_> = document
        .names
        .iter()
        .map(|(name, to)| (name.value.as_str(), to.as_ref().map(|to| to.value.as_str())))
        .collect();
    assert_eq!(names, [("the Embassy", Some("e")), ("Algiers", None)]);
    assert_eq!(document.common.extra, serde_json::json!({ "a": ["1", null] }));
}

#[test]
fn a_document_needs_no_front_matter() {
    for (text, body) in
        [("Body", "Body"), ("\u{feff}Body", "Body"), ("", ""), ("---\n---\nBody", "Body"), ("----\nBody", "----\nBody")]
    {
        let (files, book, faults) = read(&[("content/documents/a/b-c.md", text)]);
        assert_eq!(shown(&files.sources, &faults), Vec::<String>::new(), "{text:?}");
        assert_eq!(
            (book.documents[0].id.value.as_str(), files.sources.slice(book.documents[0].body)),
            ("b-c", body),
            "{text:?}"
        );
    }
}

#[test]
fn all_faults_of_a_front_matter_are_reported_in_one_run() {
    let text = "---\ntitel: A\nkind: cable\nkind: memo\ntags: PTER\nreferences: { a: b }\ngrade: G7\ndate: 2009-02-30\norder: first\n\
                text: Digest\nlanguage: en_US\norigin: [[embassy]]\noriginal: a.txt\npublished: { url: x, publishr: y }\n\
                withhold: [{ at: p4 }]\nid: no id\n---\nBody";
    let (files, _, faults) = read(&[(DOCUMENT, text)]);
    let lines: Vec<String> = shown(&files.sources, &faults);
    let expected = [
        "2:1 BB103 `titel` is no key of a document's front matter | did you mean `title`?",
        "4:1 BB102 the key `kind` stands twice | keep one of the two",
        "5:7 BB104 `tags` takes a list, not a single value | write a list, even of one: `[PTER]`",
        "6:13 BB104 `references` takes a list, not a map | begin each item with `- `",
        "7:8 BB208 `G7` is no grade of the Admiralty code | write a letter from A to F for the source and a digit from 1 to 6 for the information: `B2`",
        "9:8 BB107 `order` takes a number, not `first` | write digits, with a point for fractions",
        "10:7 BB107 `Digest` is no `text` | did you mean `digest`?",
        "11:11 BB107 `en_US` is no language tag | write a tag such as `en`, `fr` or `pt-BR`",
        "12:9 BB104 `origin` takes text, not a list | if it is meant as words, put `[[embassy]]` in quotation marks: \"[[embassy]]\"",
        "13:11 BB104 `original` takes a map, not a single value | write `{ file: a.txt }`",
        "14:22 BB103 `publishr` is no key of `published` | did you mean `publisher`?",
        "15:14 BB105 an item of `withhold` without `audience` | write `audience: ...`",
        "16:5 BB201 `no id` cannot be an id: an id is made of letters A to Z, digits, `.`, `_` and `-`, and begins with a letter or digit | write `id: no-id`",
    ];
    for line in expected {
        assert!(lines.iter().any(|found| found == line), "{line}\nis not among\n{}", lines.join("\n"));
    }
    let dates = lines.iter().filter(|line| line.starts_with("8:7 BB601 ")).count();
    assert_eq!((lines.len(), dates), (expected.len() + 1, 1), "{}", lines.join("\n"));
}

#[test]
fn front_matter_has_an_end() {
    let help = "write a line `---` behind it, or begin the file with an empty line if it has none";
    let line = format!("1:1 BB203 front matter that is not closed | {help}");
    faults(DOCUMENT, "---\ntitle: A\n\nBody", &[&line]);
    let line = "2:11 BB101 the value of `title` has `: ` in it, which begins another key | put it in quotation marks: `title: \"A B: c\"`";
    faults(DOCUMENT, "---\ntitle: A B: c\n---\nBody", &[line]);
}

#[test]
fn a_file_name_that_is_no_id_names_the_id_to_write() {
    let (files, book, found) = read(&[("content/documents/Cable 387.md", "Body"), ("content/pages/index.md", "x")]);
    assert_eq!(book.documents[0].id.value, "Cable-387");
    let lines = shown(&files.sources, &found);
    assert!(lines[0].ends_with("| write `id: Cable-387` in the front matter, or rename the file"), "{}", lines[0]);
    assert!(lines[1].contains("BB201 the file name `index` cannot be an id"), "{}", lines[1]);
}

const ANNOTATIONS: &str = "content/annotations/a.yaml";

#[test]
fn annotations_are_read_from_a_map_or_a_list() {
    let book = good(
        ANNOTATIONS,
        "document: d\naudience: internal\nannotations:\n  - quote: |-\n      two\n      lines\n    at: p1\n    occurrence: 2 of 5\n    kind: question\n    \
         evidence:\n      - { objective: 2.2, stance: supports }\n      - { objective: 2.3, stance: context }\n  - note: all of it\n",
    );
    let [first, second] = &book.annotations[..] else { panic!("two annotations: {:?}", book.annotations) };
    let citation = &first.citations[0];
    assert_eq!(
        (citation.document.value.as_str(), citation.quote.as_ref().map(|q| q.value.as_str())),
        ("d", Some("two\nlines"))
    );
    assert_eq!(citation.occurrence.as_ref().map(|found| found.value), Some((2, 5)));
    assert_eq!(first.kind, AnnotationKind::Question);
    let evidence: Vec<_> = first.evidence.iter().map(|e| (e.objective.value.as_str(), e.stance, e.strength)).collect();
    assert_eq!(evidence, [("2.2", Stance::Supports, Some(Strength::Moderate)), ("2.3", Stance::Context, None)]);
    assert_eq!(first.file_audience.as_ref().map(|name| name.value.as_str()), Some("internal"));
    assert!(second.citations[0].quote.is_none() && second.citations[0].at.is_none());

    let book =
        good(ANNOTATIONS, "- document: d\n  quotes:\n    - { quote: a, at: p1 }\n    - { document: e, quote: b }\n");
    let documents: Vec<_> = book.annotations[0].citations.iter().map(|c| c.document.value.as_str()).collect();
    assert_eq!(documents, ["d", "e"]);
}

#[test]
fn faults_of_annotations_have_their_places() {
    let cases: [(&str, &[&str]); 9] = [
        ("- quote: a\n", &["1:3 BB309 no document is named | write `document: ...` with the document's id"]),
        (
            "document: d\nannotation: []\n",
            &["2:1 BB103 `annotation` is no key of a file of annotations | did you mean `annotations`?"],
        ),
        (
            "- document: d\n  quote: a\n  autor: x\n",
            &["3:3 BB103 `autor` is no key of an annotation | did you mean `author`?"],
        ),
        (
            "- document: d\n  quote: a\n  quotes: [{ quote: b }]\n",
            &["2:3 BB107 `quote` beside `quotes` | move `quote` into the items of `quotes`"],
        ),
        (
            "- document: d\n  occurrence: second\n",
            &["2:15 BB107 `second` is no occurrence | write which of how many: `2 of 5`"],
        ),
        (
            "- document: d\n  occurrence: 3 of 2\n",
            &["2:15 BB107 `3 of 2` is no occurrence | write which of how many: `2 of 5`"],
        ),
        (
            "- document: d\n  evidence: [{ objective: '1', stance: suports }]\n",
            &["2:40 BB107 `suports` is no `stance` | did you mean `supports`?"],
        ),
        (
            "- document: d\n  evidence: ['2.2']\n",
            &[
                "2:14 BB104 an item of `evidence` is a map, not a single value | write `{ objective: \"2.2\", stance: supports }`",
            ],
        ),
        (
            "just words\n",
            &[
                "1:1 BB104 a file of annotations is a list, not a single value | write a list, even of one: `[just words]`",
            ],
        ),
    ];
    for (text, expected) in cases {
        faults(ANNOTATIONS, text, expected);
    }
}

#[test]
fn entities_are_read() {
    let book = good(
        "content/entities/e.yaml",
        "- id: aqim\n  name: AQIM\n  aliases:\n    - Al-Qaeda\n    - { text: the group, in: [d], since: 2004, ignore_case: true }\n  \
         location: { lat: 16.77, lon: -3.01 }\n  relations: [{ with: mali, as: operates in }]\n  link: never\n",
    );
    let entity = &book.entities[0];
    assert_eq!(entity.aliases.len(), 2);
    assert!(entity.aliases[1].ignore_case && entity.aliases[1].since.is_some());
    assert_eq!(entity.location.map(|place| (place.lat, place.lon)), Some((16.77, -3.01)));
    assert_eq!(entity.relations[0].role, "operates in");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn faults_of_items_have_their_places() {
    let cases: [(&str, &str, &[&str]); 12] = [
        ("entities/e", "- name: A\n", &["1:3 BB105 an entity without `id` | write `id: ...`"]),
        ("entities/e", "- id: a\n  name:\n", &["2:3 BB105 `name` of an entity has no value | write `name: ...`"]),
        (
            "entities/e",
            "- id: a\n  name: A\n  aliases: [{ text: b, ignore_case: yes }]\n",
            &["3:37 BB107 `ignore_case` takes `true` or `false`, not `yes` | write `true`"],
        ),
        (
            "entities/e",
            "- id: a\n  name: A\n  location: { lat: 91, lon: 0 }\n",
            &["3:20 BB107 `lat` is beyond 90 degrees | write decimal degrees, south and west negative"],
        ),
        (
            "entities/e",
            "- id: a\n  name: A\n  sources: [d]\n",
            &["3:13 BB104 a citation is a map, not a single value | write `{ document: d }`"],
        ),
        (
            "entities/e",
            "- id: a\n  name: A\n  aliases: [~]\n",
            &[
                "3:13 BB104 an item of `aliases` has no value | remove it; a value that begins with `#` belongs in quotation marks",
            ],
        ),
        (
            "entities/e",
            "a:\n  name: A\n",
            &["1:1 BB104 a file of entities is a list, not a map | begin each item with `- `"],
        ),
        (
            "objectives",
            "- id: '1'\n  title: T\n  objectives:\n    - id: con\n      title: U\n      looked: [{ for: a, where: d, result: none found }]\n",
            &[
                "4:11 BB201 `con` cannot be an id: Windows keeps this name for a device | write `id: con-1`",
                "6:33 BB104 `where` takes `all` or a list, not a single value | write `all`, or a list of documents, even of one: `[d]`",
            ],
        ),
        (
            "objectives/a",
            "- id: '1'\n  title: T\n  period: 2022\n  objectives: [{ id: a, title: b, objectives: [] }]\n",
            &[
                "3:3 BB107 a goal takes no `period` | move it to the goal's objectives",
                "4:35 BB107 objectives below an objective | objectives have two levels: goals, and what belongs to them",
            ],
        ),
        (
            "events",
            "- id: e\n  title: T\n  status: happened\n  sources: [{ document: d, dates: 2020 }]\n",
            &[
                "3:11 BB107 `happened` is no `status` | `status` is one of `occurred`, `planned`, `missed`, `alleged`",
                "4:28 BB103 `dates` is no key of a citation | did you mean `date`?",
            ],
        ),
        (
            "judgments",
            "- id: j\n  likelihood: very likly\n",
            &[
                "1:3 BB105 a judgment without `statement` | write `statement: ...`",
                "2:15 BB107 `very likly` is no `likelihood` | did you mean `very likely`?",
            ],
        ),
        (
            "judgments",
            "- id: j\n  statement: s\n  rests_on: x\n",
            &["3:13 BB104 `rests_on` takes a list, not a single value | write a list, even of one: `[x]`"],
        ),
    ];
    for (path, text, expected) in cases {
        faults(&format!("content/{path}.yaml"), text, expected);
    }
}

#[test]
fn goals_have_objectives_and_objectives_may_stand_alone() {
    let book = good(
        "content/objectives.yaml",
        "- id: '1'\n  title: T\n  objectives: [{ id: '1.1', title: U, period: 2022/.. }]\n- { id: mo, title: V }\n",
    );
    let [RawOutlineItem::Goal(goal, below), RawOutlineItem::Objective(alone)] = &book.outline[..] else {
        panic!("a goal and an objective: {:?}", book.outline)
    };
    assert_eq!((goal.id.value.as_str(), below[0].id.value.as_str(), alone.id.value.as_str()), ("1", "1.1", "mo"));
}

#[test]
fn the_front_page_is_a_page_of_its_own() {
    let (files, book, found) = read(&[
        ("content/index.md", "---\ntitle: T\nsummary: S\n---\nWelcome\n"),
        ("content/pages/method.md", "---\ntitle: M\norder: 2\nsummary: no\n---\nText"),
    ]);
    let front = book.front.expect("a front page");
    assert_eq!(
        (front.id.value.as_str(), front.summary.as_deref(), &*front.body.markdown),
        ("index", Some("S"), "Welcome\n")
    );
    assert_eq!(files.sources.slice(front.body.place(0..7)), "Welcome");
    assert_eq!(book.pages[0].order, Some(2.0));
    let lines = shown(&files.sources, &found);
    assert!(
        matches!(&lines[..], [line] if line.starts_with("4:1 BB103 `summary` is no key of a page's front matter")),
        "{lines:?}"
    );
}

#[test]
fn a_book_of_too_many_values_is_read_as_far_as_it_goes_and_its_documents_all() {
    let events = |id: &str| format!("- {{ id: {id}, title: T, date: 2009 }}\n");
    let (a, b, c) = (events("a"), events("b"), events("c"));
    let texts = [("content/documents/z.md", "Z"), ("content/events/a.yaml", &a), ("content/events/b.yaml", &b)];
    let texts = [&texts[..], &[("content/events/c.yaml", c.as_str())]].concat();
    let (files, _, _) = read(&texts);
    for (most, events, message) in [
        (24, 3, None),
        (15, 2, Some("the files before this one have more than 15 values: 1 file is from here on not read")),
        (7, 1, Some("the files before this one have more than 7 values: 2 files are from here on not read")),
    ] {
        let (book, faults) = within(most, 1, &files, &Memory::default());
        assert_eq!((book.events.len(), book.documents.len(), book.unread.len()), (events, 1, 3 - events), "{most}");
        assert_eq!(faults.first().map(|fault| fault.message.as_str()), message);
    }
}

#[test]
fn an_annotation_has_a_thousand_passages_at_most() {
    let message =
        "BB004 more than 1000 passages: this one and those behind it are left out | write several annotations";
    for (count, expected) in [(MOST_PASSAGES, vec![]), (MOST_PASSAGES + 2, vec![format!("1003:7 {message}")])] {
        let items = "    - { quote: pier }\n".repeat(count);
        let text = format!("- document: memo\n  quotes:\n{items}");
        let (files, book, faults) = read(&[("content/annotations/memo.yaml", &text)]);
        assert_eq!(book.annotations[0].citations.len(), MOST_PASSAGES);
        assert_eq!(shown(&files.sources, &faults), expected);
    }
}

#[test]
fn a_heading_that_a_page_begins_with_is_its_title_and_is_said_once() {
    for (text, title, body) in [
        ("# How it *was* made\n\nWords.\n", Some("How it was made"), "\nWords.\n"),
        ("\n## Second `one`\nWords.\n", Some("Second one"), "Words.\n"),
        ("Sources\n=======\n\nWords.\n", Some("Sources"), "\nWords.\n"),
        ("---\ntitle: Mine\n---\n# Other\n", Some("Mine"), "# Other\n"),
        ("Words.\n\n# Later\n", None, "Words.\n\n# Later\n"),
        ("# See [[doc:a]]\n", Some("See doc:a"), "# See [[doc:a]]\n"),
        ("> # Said\n", None, "> # Said\n"),
        ("#\n", None, "#\n"),
        ("", None, ""),
    ] {
        let raw = good("content/pages/a.md", text);
        let page = &raw.pages[0];
        assert_eq!(page.title.as_ref().map(|title| title.value.as_str()), title, "{text:?}");
        assert_eq!(&*page.body.markdown, body, "{text:?}");
        assert_eq!(&text[page.body.span.start as usize..page.body.span.end as usize], body, "{text:?}");
        assert_eq!(page.body.map, [(0, page.body.span.start)], "{text:?}");
    }
}
