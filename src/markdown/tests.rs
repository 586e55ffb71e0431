//! Tables of cases for block numbering, markings and offsets.

use proptest::prelude::*;

use super::{BlockKind, Issue, Rules, parse};

fn markings() -> Vec<String> {
    ["U", "SBU", "C", "S", "TS"].map(String::from).to_vec()
}

/// `anchor number marking words` of each block.
fn blocks(source: &str) -> Vec<String> {
    let markings = markings();
    let parsed = parse(source, Rules::Record { markings: &markings });
    (0..parsed.text.blocks.len())
        .map(|at| {
            let block = &parsed.text.blocks[at];
            let part = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".into());
            format!(
                "{} {} {} {}",
                part(&block.anchor),
                part(&block.number),
                part(&block.marking),
                parsed.text.block_text(at)
            )
        })
        .collect()
}

#[test]
fn numbers_and_markings_are_read_from_the_source() {
    let cases: &[(&str, &[&str])] = &[
        ("1. (C) Summary: it.\n\n## Head\n\n2. (SBU) More.", &["p1 1 C Summary: it.", "b1 - - Head", "p2 2 SBU More."]),
        ("1.(C) Tight.", &["p1 1 C Tight."]),
        ("1\\. (C) Escaped.", &["p1 1 C Escaped."]),
        ("3. First\n4. Second", &["p3 3 - First", "p4 4 - Second"]),
        ("1. One\n1. One again", &["p1 1 - One", "p1-2 1 - One again"]),
        ("7. Seven\n\nmore of it\n\n- item", &["p7 7 - Seven", "p7b - - more of it", "p7c - - item"]),
        ("7. Seven\n\n   more of it", &["p7 7 - Seven", "p7b - - more of it"]),
        ("7. Seven\n\n## Head\n\nafter", &["p7 7 - Seven", "b1 - - Head", "b2 - - after"]),
        ("1) mine\n2) list", &["b1 - - mine", "b2 - - list"]),
        ("**(S/NF)** Strong marking.", &["b1 - S/NF Strong marking."]),
        ("(S//NF) Double.", &["b1 - S//NF Double."]),
        ("(S)\n\nA marking alone.", &["b1 - S ", "b2 - - A marking alone."]),
        ("(AQIM) is no marking.", &["b1 - - (AQIM) is no marking."]),
        ("# 3. The third", &["b1 - - 3. The third"]),
        ("Named. {#here}", &["here - - Named."]),
        ("Plain\n\nNamed {#here}\n\nPlain", &["b1 - - Plain", "here - - Named", "b3 - - Plain"]),
        ("1.5 million people", &["b1 - - 1.5 million people"]),
        ("[p. 7]\n\nText", &["- 7 - ", "b1 - - Text"]),
        ("A\n\n[...]\n\nB", &["b1 - - A", "- - - [...]", "b2 - - B"]),
        ("| a | b |\n|---|---|\n| c | d |", &["- - - a b", "b1 - - c d"]),
        ("> quoted\n>\n> again", &["b1 - - quoted", "b2 - - again"]),
        ("A line\nbroken  \nhard", &["b1 - - A line broken hard"]),
    ];
    for (source, expected) in cases {
        assert_eq!(blocks(source), *expected, "{source}");
    }
}

#[test]
fn a_number_inside_a_paragraph_is_reported() {
    let markings = markings();
    let source = "1. (C) First\n   2. (C) second on the next line, not a list\n\n3.(C) Third\n4.(C) fourth";
    let parsed = parse(source, Rules::Record { markings: &markings });
    let found: Vec<_> = parsed.issues.iter().filter(|(_, issue)| matches!(issue, Issue::NumberInside(_))).collect();
    let words: Vec<&str> = found.iter().map(|(range, _)| &source[range.start as usize..range.end as usize]).collect();
    assert_eq!(words, ["2.", "4."]);
}

#[test]
fn a_taken_anchor_is_reported_and_replaced() {
    let markings = markings();
    let parsed = parse("One {#x}\n\nTwo {#x}", Rules::Record { markings: &markings });
    assert_eq!(parsed.text.blocks[1].anchor.as_deref(), Some("b2"));
    assert_eq!(parsed.issues, [(14..18, Issue::AnchorTaken("x".into()))]);
}

#[test]
fn offsets_lead_back_to_the_source() {
    let markings = markings();
    let source = "1. (C) The *old* `code` &amp; more";
    let parsed = parse(source, Rules::Record { markings: &markings });
    assert_eq!(parsed.text.plain, "The old code & more");
    let at = |words: &str| {
        let start = u32::try_from(parsed.text.plain.find(words).expect("the words are there")).expect("small");
        let range = parsed.text.source_range(&(start..start + u32::try_from(words.len()).expect("small")));
        &source[range.start as usize..range.end as usize]
    };
    assert_eq!(at("old"), "old");
    assert_eq!(at("code"), "code");
    assert_eq!(at("&"), "&amp;");
    assert_eq!(at("old code"), "old* `code");
}

#[test]
fn prose_keeps_its_lists() {
    let parsed = parse("1. one\n2. two", Rules::Prose);
    assert_eq!(parsed.text.blocks[0].kind, BlockKind::Item);
    assert_eq!(parsed.text.blocks[0].number, None);
}

proptest! {
    #[test]
    fn never_panics_and_offsets_hold(source in "[ -~\n]{0,200}|(\\PC|\n){0,120}") {
        let markings = markings();
        let parsed = parse(&source, Rules::Record { markings: &markings });
        let text = &parsed.text;
        let mut end = 0;
        for block in &text.blocks {
            prop_assert!(block.plain.start >= end && block.plain.end >= block.plain.start);
            prop_assert!(text.plain.is_char_boundary(block.plain.start as usize));
            end = block.plain.end;
        }
        for segment in &text.segments {
            let plain = &text.plain[segment.plain.start as usize..segment.plain.end as usize];
            let from = &source[segment.source.start as usize..segment.source.end as usize];
            if segment.exact {
                prop_assert_eq!(plain, from);
            }
        }
        prop_assert_eq!(parsed.inline.len(), text.blocks.len());
    }
}

#[test]
fn a_text_longer_than_is_read_ends_with_an_issue() {
    let whole = |source: &str| super::parse(source, Rules::Prose).issues.is_empty();
    assert!(whole(&"a\n\n".repeat(60_000)));
    // Many pieces side by side, and many in one.
    for source in ["a\n\n".repeat(200_000), "- a\n".repeat(200_000), format!("> - {}b", "`a` *b* ".repeat(200_000))] {
        let parsed = super::parse(&source, Rules::Prose);
        let [(range, Issue::TooLong)] = &parsed.issues[..] else { panic!("{:?}", parsed.issues) };
        assert!(range.start > 0 && parsed.text.plain.len() > 50_000);
        assert_eq!(parsed.events.len(), parsed.ends.len());
    }
}

#[test]
fn ids_of_the_page_of_a_document_are_kept() {
    let parts = [
        include_str!("../../themes/default/templates/base.html"),
        include_str!("../../themes/default/templates/document.html"),
        include_str!("../../themes/default/templates/filter.html"),
        include_str!("../../themes/default/templates/notes.html"),
        include_str!("../../themes/default/templates/rail.html"),
        include_str!("../../themes/default/templates/record.html"),
    ];
    let script = include_str!("../../themes/default/static/reader.js");
    let of_page = parts.iter().flat_map(|part| part.split(" id=\"").skip(1)).filter_map(|rest| rest.split_once('"'));
    let of_script = script.split(" id: '").skip(1).filter_map(|rest| rest.split_once('\''));
    let ids: Vec<&str> = of_page.chain(of_script).map(|(id, _)| id).filter(|id| !id.contains('{')).collect();
    assert!(ids.len() > 6, "{ids:?}");
    for id in ids {
        assert!(super::is_kept(id), "{id}");
    }
}

#[test]
fn raw_html_is_words_where_it_is_no_html_and_told_where_it_is_left_out() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("1. The army did attack <not> Kidal.", &["p1 1 - The army did attack <not> Kidal."], &[]),
        ("The agent <redacted> met <Smith> at noon.", &["b1 - - The agent <redacted> met <Smith> at noon."], &[]),
        ("a<b and c>d", &["b1 - - a<b and c>d"], &[]),
        ("a <b>*b*</b> H<sub>2</sub>O <br>c</i>", &["b1 - - a b H2O c</i>"], &[]),
        ("one<br>two", &["b1 - - one two"], &[]),
        ("a <!-- c --> b <? d ?>", &["b1 - - a  b <? d ?>"], &[]),
        ("a <script>*x*</script> b", &["b1 - - a  b"], &["LeftOut(\"script\")"]),
        ("a *<svg>* b </svg>", &["b1 - - a <svg> b </svg>"], &[]),
        ("a <img src=x> <font>b</font>", &["b1 - - a  b"], &["LeftOut(\"img\")"]),
        ("A\n\n<!-- note to self\n\nB", &["b1 - - A"], &["Unclosed(\"!--\")"]),
        ("A\n\n<script>\n\nB", &["b1 - - A"], &["Unclosed(\"script\")"]),
        ("A\n\n<!-- c -->\n\nB", &["b1 - - A", "b2 - - B"], &[]),
        ("<p>Block <i>html</i>\n  para &amp; words.</p>", &["b1 - - Block html para & words."], &[]),
        ("2. A\n\n<table><tr><td>a</td><td>b</td></tr></table>", &["p2 2 - A", "p2b - - a b"], &[]),
        ("<redacted>\n\n<hr>", &["b1 - - <redacted>"], &[]),
        ("> <p>a\n> b</p>", &["b1 - - a b"], &[]),
        (
            "| a | b |\n|---|---|\n| 1 | 2 | LOST |\n| [[x|y]] | 3 |\n",
            &["- - - a b", "b1 - - 1 2", "b2 - - [[x y]]"],
            &["CellLost { words: \"LOST\", reference: false }", "CellLost { words: \"3\", reference: true }"],
        ),
        ("[NOTE]: SECRETARY\n\n[a]: x\n\n[//]: # (c)\n\nA [b][a]", &["b1 - - A b"], &["DefinitionUnused(\"note\")"]),
        ("A[^1]\n\n[^1]: B\n\n[^1]: C", &["b1 - - A", "b2 - - B", "b3 - - C"], &["FootnoteTwice(\"1\")"]),
        ("```text of it\na\n```", &["b1 - - a"], &["FenceWords(\"text of it\")"]),
    ];
    for (source, expected, issues) in cases {
        assert_eq!(blocks(source), *expected, "{source}");
        let markings = markings();
        let parsed = parse(source, Rules::Record { markings: &markings });
        let found: Vec<String> = parsed.issues.iter().map(|(_, issue)| format!("{issue:?}")).collect();
        assert_eq!(found, *issues, "{source}");
    }
}

#[test]
fn raw_html_beyond_its_limits_is_shown_as_it_is_written() {
    let long = format!("<p>{}</p>", "a ".repeat(super::MAX_HTML / 2));
    let deep = format!("{}a", "<div>".repeat(super::MAX_HTML_DEPTH + 1));
    let inline = format!("a {}b{}", "<b>".repeat(300), "</b>".repeat(300));
    for (source, issue) in [(long, Issue::HtmlTooLong), (deep, Issue::HtmlTooDeep), (inline, Issue::HtmlTooDeep)] {
        let parsed = parse(&source, Rules::Prose);
        assert!(parsed.text.plain.contains(&source[..5]), "{issue:?}");
        assert_eq!(parsed.issues.iter().map(|(_, issue)| issue).collect::<Vec<_>>(), [&issue]);
    }
}

#[test]
fn bytes_of_raw_html_lead_back_to_the_source() {
    let source = "> <p>Caf&eacute; of the\n> Old *Port*</p>";
    let parsed = parse(source, Rules::Prose);
    assert_eq!(parsed.text.plain, "Caf\u{e9} of the Old *Port*");
    let range = parsed.text.source_range(&(3..parsed.text.plain.len() as u32));
    assert_eq!(&source[range.start as usize..range.end as usize], "&eacute; of the\n> Old *Port*");
}
