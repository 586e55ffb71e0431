//! Small books from their texts to what is known of them.

use super::*;
use crate::load::load;
use crate::model::AnchorState;
use crate::source::BookFiles;

/// A book and what it was told, each as `code message`.
fn book(texts: &[(&str, &str)]) -> (Book, Vec<String>) {
    let files = BookFiles::from_texts(texts);
    let (raw, mut faults) = load(&files, &crate::load::Memory::default());
    let (book, found) = resolve(raw, &files.sources, Settings::default(), Audience(0), &Memory::default());
    faults.extend(found);
    (book, faults.iter().map(|fault| format!("{} {}", fault.code, fault.message)).collect())
}

#[test]
fn a_quote_outside_the_block_it_names_has_moved_and_one_without_a_place_is_reported() {
    let text = "1. The council met in March.\n\n2. The pier was mended in May.\n";
    let cases: [(&str, &str, Option<AnchorState>, &[&str]); 6] = [
        ("The pier was mended", "p2", Some(AnchorState::Exact), &[]),
        ("The pier was mended", "p1", Some(AnchorState::Moved), &[]),
        ("The pier was mended", "p9", Some(AnchorState::Moved), &[]),
        ("The ferry sank", "p2", None, &["BB301 the quote stands nowhere in `memo`"]),
        (
            "The ferry sank",
            "p9",
            None,
            &["BB301 the quote stands nowhere in `memo`", "BB305 document `memo` has no block `p9`"],
        ),
        ("", "p9", None, &["BB305 document `memo` has no block `p9`"]),
    ];
    for (quote, at, state, told) in cases {
        let quote = if quote.is_empty() { String::new() } else { format!("  quote: {quote}\n") };
        let note = format!("- document: memo\n{quote}  at: {at}\n  note: So it was.\n");
        let (book, faults) = book(&[("content/documents/memo.md", text), ("content/annotations/memo.yaml", &note)]);
        assert_eq!(faults, told, "{note}");
        let found = book.annotations.first().map(|annotation| annotation.state);
        assert_eq!(found.filter(|state| *state < AnchorState::Ambiguous), state, "{note}");
    }
}

#[test]
fn what_is_named_twice_is_listed_once() {
    let (book, faults) = book(&[
        ("content/entities/e.yaml", "- { id: a, name: A, type: place }\n"),
        ("content/objectives.yaml", "- { id: x, title: X }\n"),
        ("content/events.yaml", "- { id: e, date: 1961, title: E, entities: [a, A, a], objectives: [x, x] }\n"),
        ("content/judgments.yaml", "- { id: j, statement: S, objectives: [x, x] }\n"),
    ]);
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!((book.entities[0].events.len(), book.objectives[0].events.len()), (1, 1));
    assert_eq!((book.objectives[0].judgments.len(), book.judgments[0].objectives.len()), (1, 1));
}

#[test]
fn an_alias_of_documents_that_are_not_there_is_a_fault_and_no_name() {
    let memo = ("content/documents/memo.md", "The group met at the quay, as the crew did.\n");
    let entity = "- { id: a, name: A, type: place, aliases: [{ text: group, in: [mema] }, { text: crew, in: [mema, memo] }, quay] }\n";
    let (book, faults) = book(&[memo, ("content/entities/e.yaml", entity)]);
    assert_eq!(faults, ["BB310 unknown document `mema`"; 2]);
    let names: Vec<&str> = book.entities[0].aliases.iter().map(|alias| alias.text.as_str()).collect();
    assert_eq!(names, ["crew", "quay"]);
    assert_eq!(book.documents[0].mentions.len(), 2);
}

#[test]
fn a_reference_that_leads_nowhere_is_told_with_the_nearest_of_its_kind() {
    for (written, help) in [
        ("[[doc:mema]]", Some("did you mean `memo`?")),
        ("[[doc:memo#peir]]", Some("did you mean `pier`?")),
        ("[x](documents/memo.md#peir)", Some("did you mean `pier`?")),
        ("[[qay]]", Some("did you mean `quay`?")),
        ("[[memo]]", Some("write `[[doc:memo]]`; without a kind it is an entity")),
        ("[[pge:x]]", Some("did you mean `page`?")),
        ("[x](static/mop.txt)", Some("did you mean `map.txt`?")),
        ("[x](static/else.txt)", Some("there is no file `content/static/else.txt`")),
        ("[x](static/50%25+5.txt)", None),
        ("[x](static/50%+5.txt)", None),
    ] {
        let files = BookFiles::from_texts(&[
            ("content/documents/memo.md", "The pier is old. {#pier}\n"),
            ("content/entities/e.yaml", "- { id: quay, name: Quay, type: place }\n"),
            ("content/static/map.txt", ""),
            ("content/static/50%+5.txt", ""),
            ("content/index.md", written),
        ]);
        let (raw, _) = load(&files, &crate::load::Memory::default());
        let (book, faults) = resolve(raw, &files.sources, Settings::default(), Audience(0), &Memory::default());
        let told: Vec<_> = faults.iter().map(|fault| fault.help.as_deref()).collect();
        assert_eq!(told, help.iter().map(|help| Some(*help)).collect::<Vec<_>>(), "{written}");
        let fault = book.front.as_ref().and_then(|front| front.body.links[0].fault.clone());
        let shown = fault.as_ref().and_then(|fault| book.nearest.get(&fault.place).or(fault.help.as_ref()));
        assert_eq!(shown.map(String::as_str), help, "{written}");
    }
}
