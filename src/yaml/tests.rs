//! What is read out of YAML, with what places, and how its faults are named.

use super::RawProse;
use super::{Codes, Fields, Node, Reader, Style, Value, parse};
use crate::diagnostics::{Code, Diagnostic, FileId};
use crate::source::Sources;

/// A text as the only file of a book.
fn sources(text: &str) -> (Sources, FileId) {
    let mut sources = Sources::default();
    let file = sources.add("x.yaml", text);
    (sources, file)
}

fn tree(text: &str) -> Node {
    let (sources, file) = sources(text);
    let (node, faults) = parse(file, text, 0..text.len());
    assert_eq!(shown(&sources, &faults), Vec::<String>::new(), "{text:?}");
    node.expect("a text without faults has a node")
}

fn shown(sources: &Sources, faults: &[Diagnostic]) -> Vec<String> {
    faults.iter().map(|fault| show(sources, fault)).collect()
}

fn show(sources: &Sources, fault: &Diagnostic) -> String {
    let at = fault.span.map(|span| sources.position(span.file, span.start));
    at.map_or(fault.message.clone(), |at| format!("{}:{} {} {}", at.line, at.column, fault.code, fault.message))
}

/// A tree in short: scalars in quotation marks of their own, `~` for nothing.
fn short(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".into(),
        Value::Scalar(scalar) => format!("{:?}", scalar.text),
        Value::Seq(items) => format!("[{}]", items.iter().map(short).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("{}: {}", short(key), short(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#[test]
fn scalars_stay_what_the_author_typed() {
    let cases = [
        ("a: 1.10", r#"{"a": "1.10"}"#),
        ("a: 0643", r#"{"a": "0643"}"#),
        ("a: NO", r#"{"a": "NO"}"#),
        ("a: 2020-08-18", r#"{"a": "2020-08-18"}"#),
        ("a: 1_000", r#"{"a": "1_000"}"#),
        ("a: true", r#"{"a": "true"}"#),
        (
            "a: ~\nb: null\nc:\nd: ''\ne: 'null'\nf: Null",
            r#"{"a": ~, "b": ~, "c": ~, "d": "", "e": "null", "f": "Null"}"#,
        ),
        ("- a\n- [b, {c: d}]\n-", r#"["a", ["b", {"c": "d"}], ~]"#),
        ("a: &x [1, 2]\nb: *x", r#"{"a": ["1", "2"], "b": ["1", "2"]}"#),
        ("", "~"),
        ("# only a comment\n", "~"),
    ];
    for (text, expected) in cases {
        assert_eq!(short(&tree(text)), expected, "{text:?}");
    }
}

#[test]
fn every_node_knows_its_bytes() {
    let cases = [
        ("\u{feff}a: b\r\n", "a", "b"),
        ("k: \"quoted\" # c\n", "k", "\"quoted\""),
        ("é: |\n  x\n  y\n\n\n", "é", "x\n  y"),
        ("k: [a, b]  \n", "k", "[a, b]"),
        ("k:\n  - a\n  - b\nl: m\n", "k", "- a\n  - b"),
        ("k:\n  x: 1\n  y: 2\n", "k", "x: 1\n  y: 2"),
        ("k: >-\n  a\n  b\nl: m\n", "k", "a\n  b"),
    ];
    for (text, key, value) in cases {
        let (sources, _) = sources(text);
        let Value::Map(entries) = tree(text).value else { panic!("{text:?} is a map") };
        assert_eq!((sources.slice(entries[0].0.span), sources.slice(entries[0].1.span)), (key, value), "{text:?}");
    }
}

#[test]
fn a_part_of_a_file_has_the_places_of_the_file() {
    let text = "---\ntitle: é\nkind: cable\n---\nbody";
    let (sources, file) = sources(text);
    let (node, _) = parse(file, text, 4..26);
    let Some(Value::Map(entries)) = node.map(|node| node.value) else { panic!("a map") };
    assert_eq!(sources.slice(entries[1].1.span), "cable");
}

#[test]
fn faults_of_the_grammar_are_named_in_place() {
    let cases = [
        ("a: b: c\n", "1:5 BB101 the value of `a` has `: ` in it, which begins another key"),
        ("a: 1\n   b: 2\n", "2:4 BB101 `b` stands further in than `a`, and is read as part of its value"),
        ("a: b\n\tc: d\n", "2:1 BB101 a tab where YAML takes spaces only"),
        ("a:\n\tb: c\n", "2:1 BB101 a tab where YAML takes spaces only"),
        ("a: \"x\nb: c\n", "1:4 BB101 a quotation mark that is not closed"),
        ("a: \"x\" y\n", "1:8 BB101 words after a closing quotation mark"),
        ("a: 'it's'\n", "1:8 BB101 words after a closing quotation mark"),
        ("a: `x`\n", "1:4 BB101 a value cannot begin with a backtick"),
        ("a: @x\n", "1:4 BB101 a value cannot begin with `@`"),
        ("a: *bold* words\n", "1:4 BB101 `*bold*` is read as an alias of YAML, and nothing has that name"),
        ("- a\nb: c\n", "2:1 BB101 a line that does not begin with `-` in a list"),
        ("a: |\n  x\n y\n", "3:2 BB101 a line that is no `key: value` of the map it stands in"),
        ("a: [b, c\n", "1:4 BB101 a `[` that is not closed"),
        ("a: foo\n  b # c\n  d\n", "2:5 BB101 a ` #` begins a comment in the middle of a value"),
        ("a: 1\n---\nb: 2\n", "2:1 BB101 a second YAML document in one file"),
        ("a: &x [*x]\n", "1:8 BB108 `*x` stands inside the value that it repeats"),
        ("a: !important x\n", "1:4 BB106 `!important` is read as a tag of YAML, not as text"),
    ];
    for (text, expected) in cases {
        let (sources, file) = sources(text);
        let (_, faults) = parse(file, text, 0..text.len());
        assert_eq!(shown(&sources, &faults), [expected], "{text:?}");
    }
}

#[test]
fn a_reference_read_as_a_list_is_named_in_the_help() {
    for text in ["note: [[aqim]] said so\nid: x\n", "note: [[aqim]], [[mali]]\n"] {
        let (_, file) = sources(text);
        let (node, faults) = parse(file, text, 0..text.len());
        assert!(node.is_none(), "{text:?}");
        let help = faults[0].help.as_deref().unwrap_or("");
        assert!(help.contains("begins with `[[`"), "{text:?}: {faults:?}");
    }
}

#[test]
fn depth_and_aliases_have_limits() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let laughs = |levels: usize| {
        let lines = (1..levels)
            .map(|level| format!("l{level}: &l{level} [{}]\n", vec![format!("*l{}", level - 1); 9].join(", ")));
        format!("l0: &l0 lol\n{}", lines.collect::<String>())
    };
    for (text, fits) in
        [(deep(64), true), (deep(65), false), (deep(5000), false), (laughs(3), true), (laughs(12), false)]
    {
        let (_, file) = sources(&text);
        let (node, faults) = parse(file, &text, 0..text.len());
        assert_eq!(node.is_some(), fits, "{faults:?}");
        assert_eq!(
            faults.iter().map(|fault| fault.code.number()).collect::<Vec<_>>(),
            if fits { vec![] } else { vec![108] }
        );
    }
}

/// The value of `note` as Markdown, and what is wrong with it.
fn prose(text: &str) -> (RawProse, Vec<String>) {
    let (sources, file) = sources(text);
    let node = tree(text);
    let mut reader = Reader::new(file, text, Codes::CONTENT);
    let fields = Fields::open(&mut reader, &node, "a test", &["note", "id"]).expect("a map");
    let prose = fields.prose(&mut reader, "note").expect("a note");
    (prose, shown(&sources, &reader.finish()))
}

#[test]
fn words_of_markdown_lead_back_to_the_file() {
    let cases = [
        ("note: one line of it\n", Style::Plain),
        ("note: two lines\n  of it here\n", Style::Plain),
        ("note: |\n  first\n\n    indented\n  it stands\n", Style::Literal),
        ("note: |\r\n  first\r\n  it stands\r\n", Style::Literal),
        ("note: |2\n    more\n  it\n", Style::Literal),
        ("note: |\n\n  é, then it\n", Style::Literal),
        ("note: >-\n  folded\n  it\n\n  and\n", Style::Folded),
        ("note: 'quoted\n  it too'\n", Style::Quoted),
        ("note: \"it\"\n", Style::Quoted),
    ];
    for (text, style) in cases {
        let (sources, _) = sources(text);
        let (prose, _) = prose(text);
        let at = u32::try_from(prose.markdown.find("it").expect("every case says `it`")).expect("short");
        let place = prose.place(at..at + 2);
        assert_eq!(sources.slice(place), "it", "{text:?} {style:?} {:?}", prose.map);
        assert!(prose.map.is_sorted(), "{text:?}");
    }
}

#[test]
fn words_behind_escapes_lead_back_to_the_file() {
    for text in [
        "note: \"tab\\tit\"\n",
        "note: 'he''d do it'\n",
        "note: '''it'''\n",
        "note: \"\\u00e9t\\u00e9 \\x41\\U0001F600 it\"\n",
        "note: \"say \\\"so\\\", é, and it\"\n",
        "note: \"one\\\n  two \\\n   it\"\n",
        "note: 'don''t\n\n\n  do  \n  it'\n",
        "note: \"a\\tb\r\n  it\"\r\n",
    ] {
        let (sources, _) = sources(text);
        let (prose, faults) = prose(text);
        let at = u32::try_from(prose.markdown.find("it").expect("every case says `it`")).expect("short");
        assert_eq!(sources.slice(prose.place(at..at + 2)), "it", "{text:?} {:?}", prose.map);
        assert!(prose.map.is_sorted() && faults.is_empty(), "{text:?}");
    }
}

#[test]
fn lists_that_yaml_joins_are_a_trap() {
    let joined = |line: usize, column: usize| {
        vec![format!("{line}:{column} BB106 a list or table whose lines YAML joins into one paragraph")]
    };
    let cases = [
        ("note: >\n  Three:\n  - one\n  - two\n", joined(3, 3)),
        ("note: >\n  Three:\n\n  - one\n  - two\n", joined(5, 3)),
        ("note: >\n  Steps:\n  1. one\n", joined(3, 3)),
        ("note: >\n  | a | b |\n  |---|---|\n  | c | d |\n", joined(4, 3)),
        ("note: Three\n  - one\n", joined(2, 3)),
        ("note: >\n  Three:\n\n    - one\n    - two\n", vec![]),
        ("note: >\n  - one\n    more\n", vec![]),
        ("note: |\n  Three:\n  - one\n", vec![]),
        ("note: >\n  the years 1991\n  and 1992. Then\n", vec![]),
    ];
    for (text, expected) in cases {
        assert_eq!(prose(text).1, expected, "{text:?}");
    }
}

#[test]
fn a_value_cut_by_a_comment_is_a_trap() {
    let trap = |column: usize| vec![format!("1:{column} BB106 the value ends before ` #`, which begins a comment")];
    let cases = [
        ("note: Cable #387\n", trap(13)),
        ("note: Cable # 387\n", trap(13)),
        ("note: Cable  #387\n", trap(14)),
        ("note: Cable   # a comment\n", vec![]),
        ("note: 'Cable' # fine\n", vec![]),
        ("note: Cable#387\n", vec![]),
        ("note: |\n  Cable #387\n", vec![]),
        ("id: x # the id\nnote: y\n", vec![]),
    ];
    for (text, expected) in cases {
        let (sources, file) = sources(text);
        let node = tree(text);
        let mut reader = Reader::new(file, text, Codes::CONTENT);
        let fields = Fields::open(&mut reader, &node, "a test", &["note", "id"]).expect("a map");
        fields.words(&mut reader, "note");
        fields.words(&mut reader, "id");
        assert_eq!(shown(&sources, &reader.finish()), expected, "{text:?}");
    }
}

#[test]
fn values_have_a_limit_however_they_come() {
    let anchors = format!("{}[{}]{}", "[&a ".repeat(40), "x,".repeat(30_000), "]".repeat(40));
    let aliases = format!("- &a [{}]\n{}", "x,".repeat(1_000), "- *a\n".repeat(1_100));
    for text in [format!("[{}]", "x,".repeat(250_001)), anchors, aliases] {
        let (node, faults) = parse(FileId(0), &text, 0..text.len());
        assert!(node.is_none());
        assert_eq!(faults.last().map(|fault| fault.code), Some(Code::YamlLimit));
    }
}
