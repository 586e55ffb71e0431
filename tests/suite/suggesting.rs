//! `suggest`: drafts that can be pasted into the book as they are, and nothing written that was not asked for.

use std::fs;

use crate::harness::{Book, files};

const LETTER: (&str, &str) = (
    "content/documents/letter.md",
    "---\ndate: 1961-04-12\n---\n1. (U) On April 10, President Cole met the Ministry of Works in Port Nor\u{e9}. Cole: \"We pay # nothing\".\n\n\
     2. (U) The Trans-Harbour Grain Partnership (THGP) has paid for the pier at Port Nore since 1958, and THGP will again. In \
     August 1960, the old pier fell. The Harbour Council's men left for Kidal; Harbor Council men never go to Kidal, said the \
     Ministry of Works.\n",
);
const ENTITIES: (&str, &str) = (
    "content/entities/organisations.yaml",
    "- id: council\n  name: Harbour Council\n  type: organisation\n- id: works-office\n  name: Office of Works\n  type: organisation\n",
);

fn book() -> Book {
    Book::new(&[
        LETTER,
        ENTITIES,
        ("content/events.yaml", "- id: pier-1960\n  date: 1960-08\n  title: The old pier fell\n"),
    ])
}

/// What `suggest` prints for one kind.
fn printed(book: &Book, kind: &str) -> String {
    let run = book.run(&["suggest", "--kind", kind, "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    run.stdout
}

fn items(yaml: &str) -> Vec<serde_json::Value> {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

#[test]
fn entities_and_events_can_be_pasted_as_they_are() {
    let book = book();
    let entities = printed(&book, "entities");
    for part in [
        "- id: thgp\n  name: Trans-Harbour Grain Partnership\n  type: programme\n  aliases:\n  - THGP\n",
        "# 2 times in letter\n",
        "type: # choose: ",
    ] {
        assert!(entities.contains(part), "{part} is not in\n{entities}");
    }
    let events = printed(&book, "events");
    assert!(events.contains("date: 1961-04-10\n  date_note: the year is supplied"), "{events}");
    assert!(!events.contains("1960-08"), "what the chronology has is not proposed\n{events}");
    book.write("content/entities/suggested.yaml", &entities);
    let known = fs::read_to_string(book.root().join("content/events.yaml")).expect("the events");
    book.write("content/events.yaml", format!("{known}{events}"));
    let check = book.run(&["check", "--strict", "--message-format", "short"]);
    assert_eq!((check.code, check.stdout.as_str()), (0, ""), "{}", check.stderr);
    for kind in ["entities", "events"] {
        assert_eq!(items(&printed(&book, kind)).len(), 0, "what was taken over is not proposed again");
    }
}

#[test]
fn aliases_go_with_the_entity_that_has_them() {
    let book = book();
    let found = items(&printed(&book, "aliases"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["id"], &found[0]["aliases"][0]), (&"council".into(), &"Harbor Council".into()));
    let listed = ENTITIES.1.replace("name: Harbour Council", "name: Harbour Council\n  aliases:\n  - Harbor Council");
    book.write(ENTITIES.0, listed);
    assert_eq!(book.run(&["check", "--strict"]).code, 0);
    assert_eq!(items(&printed(&book, "aliases")).len(), 0);
}

#[test]
fn all_kinds_together_are_a_stream_of_documents() {
    let run = book().run(&["suggest"]);
    let parts: Vec<&str> = run.stdout.split("---\n").skip(1).collect();
    assert_eq!(parts.len(), 3, "{}", run.stdout);
    let counts: Vec<usize> = parts.iter().map(|part| items(part).len()).collect();
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    let said = format!("proposed: {} entities, {} aliases, {} events", counts[0], counts[1], counts[2]);
    assert!(run.stderr.contains(&said), "{said} is not in {}", run.stderr);
    assert_eq!(run.stdout, book().run(&["suggest"]).stdout, "the same book, the same proposals");
}

#[test]
fn names_that_are_too_rare_are_left_out() {
    let book = book();
    let names = |arguments: &[&str]| {
        let run = book.run(&[&["suggest", "--kind", "entities", "-q"], arguments].concat());
        items(&run.stdout).iter().map(|item| item["name"].as_str().expect("a name").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(&["--min", "1000"]).len(), 0);
    let (usual, all) = (names(&[]), names(&["--min", "1"]));
    assert!(usual.contains(&"Trans-Harbour Grain Partnership".to_string()), "{usual:?}");
    assert!(usual.iter().all(|name| all.contains(name)) && all.len() > usual.len(), "{usual:?}, {all:?}");
}

#[test]
fn programs_get_one_object_for_each_proposal() {
    let lines = book().run(&["suggest", "--message-format", "json"]).json();
    let (summary, proposals) = lines.split_last().expect("a summary");
    assert_eq!(
        (&summary["type"], &summary["verb"], &summary["ok"]),
        (&"summary".into(), &"suggest".into(), &true.into())
    );
    for kind in ["entity", "alias", "event"] {
        let found =
            proposals.iter().find(|line| line["kind"] == kind).unwrap_or_else(|| panic!("no {kind} in {lines:?}"));
        assert_eq!((&found["v"], &found["type"]), (&1.into(), &"proposal".into()));
        assert!(found["proposal"].is_object());
    }
    let event = proposals.iter().find(|line| line["kind"] == "event").expect("an event");
    assert_eq!(event["proposal"]["sources"][0]["at"], "p1");
}

#[test]
fn nothing_is_written_but_a_new_file() {
    let book = book();
    let before = files(&book.root());
    book.run(&["suggest"]);
    assert_eq!(files(&book.root()), before);
    let run = book.run(&["suggest", "--kind", "events", "-o", "new.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert_eq!(fs::read_to_string(book.root().join("new.yaml")).expect("the file"), printed(&book, "events"));
    let again = book.run(&["suggest", "-o", "content/events.yaml", "--message-format", "short"]);
    assert_eq!(again.code, 2);
    assert!(again.stdout.contains("writes over nothing"), "{}", again.stdout);
    assert_eq!(files(&book.root()).get("content/events.yaml"), before.get("content/events.yaml"));
    assert_eq!(book.run(&["suggest", "-o", "no/such/folder/x.yaml"]).code, 3);
}

#[test]
fn a_book_with_faults_is_read_all_the_same() {
    let book = book();
    book.write("content/judgments.yaml", "- id: x\n  wheather: fair\n");
    let run = book.run(&["suggest", "--kind", "entities"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("id: thgp") && run.stderr.contains("wheather"), "{run:?}");
}

#[test]
fn our_own_book_takes_its_proposals_over() {
    let own = Book::our_own();
    let (entities, events) = (own.run(&["suggest", "--kind", "entities", "--min", "1"]), printed(&own, "events"));
    assert!(!items(&events).is_empty(), "figures and years that are no events of ours are proposed");
    own.write("content/entities/suggested.yaml", &entities.stdout);
    let known = fs::read_to_string(own.root().join("content/events.yaml")).expect("the events");
    own.write("content/events.yaml", format!("{known}{events}"));
    let check = own.run(&["check", "--message-format", "short"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    assert!(!check.stdout.contains("BB3"), "every quote stands\n{}", check.stdout);
}
