//! Proposals of whole small books, each rule with a case where it holds and one where it does not.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::edtf::Edtf;
use crate::model::samples::dating;
use crate::model::{Alias, Dating, EntityId, Mention};
use crate::render::sample;

/// A book of documents, the first dated; and of entities, each with its names, the first its own; `person:` before one
/// makes it a person, else it is an organisation. Names are found as they stand.
fn book(documents: &[&str], entities: &[&[&str]]) -> Book {
    let mut book = Book::default();
    for (at, names) in entities.iter().enumerate() {
        let person = names[0].starts_with("person:");
        let own = names[0].trim_start_matches("person:");
        let mut entity = sample::entity(&format!("e{at}"), own, usize::from(!person));
        entity.aliases = names[1..].iter().map(|name| Alias { text: (*name).into(), scoped: false }).collect();
        book.entities.push(entity);
    }
    for (at, body) in documents.iter().enumerate() {
        let mut document = sample::document(&format!("d{at}"), "A letter", body);
        document.date = (at == 0).then(|| dating("2009-06-12"));
        mention(&mut document, &book);
        book.documents.push(document);
    }
    book
}

fn mention(document: &mut Document, book: &Book) {
    for (at, entity) in book.entities.iter().enumerate() {
        let names = std::iter::once(&entity.name).chain(entity.aliases.iter().map(|alias| &alias.text));
        for (start, name) in names.flat_map(|name| document.text.plain.match_indices(name.as_str())) {
            let number = |offset: usize| u32::try_from(offset).expect("short");
            let entity = EntityId(number(at));
            Arc::make_mut(&mut document.mentions).push(Mention {
                entity,
                range: number(start)..number(start + name.len()),
                linked: true,
            });
        }
    }
    Arc::make_mut(&mut document.mentions).sort_by_key(|mention| mention.range.start);
}

/// Names with their aliases: `Long Name (LN)+LN person`.
fn names(book: &Book, min: usize) -> Vec<String> {
    let wish = Wish { min: Some(min), ..Wish::default() };
    let shown = |item: &EntityProposal| {
        let aliases: String = item.aliases.iter().map(|alias| format!("+{alias}")).collect();
        let kind = item.kind.as_ref().map(|kind| format!(" {kind}")).unwrap_or_default();
        format!("{}{aliases}{kind}", item.name)
    };
    suggest(book, &wish).entities.iter().map(shown).collect()
}

#[test]
fn names_are_runs_of_capitals() {
    for (body, expected) in [
        ("He went to Gao. Then Gao fell.", "Gao"),
        ("Gao fell. Men wept.", ""),
        ("However he met them. Several wept.", ""),
        ("The pier fell. They left the Pier, the Pier, and the pier.", ""),
        (
            "He met the Ministry of Works and the Ministry of Works of Gao.",
            "Ministry of Works organisation; Ministry of Works of Gao organisation",
        ),
        ("A plan of the Harbour Council and Gao.", "Gao; Harbour Council organisation"),
        ("The Centre for Works and Roads met.", "Centre for Works and Roads organisation"),
        ("He asked Ansar Dine's men in Gao.", "Ansar Dine; Gao"),
        ("He met Colonel Cole. Then Cole left.", "Cole person"),
        ("He met the Foreign Minister and the Prime Minister.", ""),
        ("They met General Ward.", "General Ward person"),
        ("They met Foreign Minister Abel Diop; then Diop left.", "Abel Diop+Diop person"),
        ("He met the Minister of Works on Monday in June.", ""),
        ("MEN READY TO TAKE PIER, WITH HELP", ""),
        ("The Malian and French men spoke to Europeans.", ""),
        ("The GAO-based men of the FAO paid USD 12.", "FAO"),
        ("Dates: He met Ali.", "Ali"),
        ("Funding: men of Gao paid. Monitoring and Upkeep: none.", "Gao"),
        ("He met the U.S. Deputy Assistant Secretary of State.", ""),
        ("He said al-Qaeda came, and the Al-Shabaab men.", "Al-Shabaab; al-Qaeda"),
        ("He read of Mission Objective 1.1 and Goal 2 in Annex A.", ""),
    ] {
        assert_eq!(names(&book(&[body], &[]), 1).join("; "), expected, "{body}");
    }
}

#[test]
fn names_that_belong_together_are_one_proposal() {
    for (body, expected) in [
        ("The Trans-Sahara Partnership (TSP) met. Later TSP fell.", "Trans-Sahara Partnership+TSP programme"),
        ("With TSP (Trans-Sahara Partnership).", "Trans-Sahara Partnership+TSP programme"),
        ("He met Ansar Dine, Ansar Dine and Ansar-Dine.", "Ansar Dine+Ansar-Dine"),
        ("He met Boubacar, Boubacar and Boubakar.", "Boubacar+Boubakar"),
        ("He met Mamadi Traore; Traore left.", "Mamadi Traore+Traore"),
        ("The men of the United Lands; the U.L. agreed.", "United Lands+U.L."),
        ("In Region Alpha1 and in Region Alpha2.", "Region Alpha1; Region Alpha2"),
    ] {
        assert_eq!(names(&book(&[body], &[]), 1).join("; "), expected, "{body}");
    }
}

#[test]
fn listed_names_are_not_proposed() {
    for (body, listed) in [
        ("He met the Malian Minister Abel Cole in Gao.", &[&["person:Abel Cole"][..], &["Gao"]][..]),
        ("The French Operation Sand left Gao.", &[&["Operation Sand"], &["Gao"]]),
        ("President Toure spoke to Toure.", &[&["person:Toure"]]),
        ("Gao-Kidal ties.", &[&["Gao"], &["Kidal"]]),
    ] {
        assert_eq!(names(&book(&[body], listed), 1), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn few_occurrences_are_left_out() {
    let book = book(&["He saw Gao, Gao and Kidal.", "He saw Gao and Kidal and Tessalit."], &[]);
    assert_eq!(names(&book, 2), ["Gao", "Kidal"]);
    assert_eq!(names(&book, 3), ["Gao"]);
    let first = &suggest(&book, &Wish::default()).entities[0];
    assert_eq!((first.seen.count, &first.seen.documents[..]), (3, &["d0".to_string(), "d1".to_string()][..]));
    assert_eq!(first.seen.sentence, "He saw Gao, Gao and Kidal.");
}

#[test]
fn spellings_of_listed_entities_are_aliases() {
    for (body, listed, expected) in [
        ("He saw Cote D'Or.", &[&["C\u{f4}te d\u{2019}Or"][..]][..], "e0: Cote D'Or, the same but for case or accents"),
        ("He met Al Qaida.", &[&["Al-Qaida"]], "e0: Al Qaida, the same but for spaces, hyphens or look-alikes"),
        ("He met Al-Qaeda.", &[&["Al-Qaida"]], "e0: Al-Qaeda, nearly the same letters"),
        ("He asked ECOWAS.", &[&["Economic Community of West African States"]], "e0: ECOWAS, its initials"),
        ("He met General Ward.", &[&["person:William Ward"]], "e0: General Ward, title and surname"),
        ("He met Ward there.", &[&["person:William Ward"]], "e0: Ward, surname"),
        ("He met W. Ward there.", &[&["person:William Ward"]], "e0: W. Ward, surname"),
        ("He met Wagner there.", &[&["Wagner Group"]], "e0: Wagner, a short form"),
        ("The Sand Sea Pact (SSP) held.", &[&["Sand Sea Pact"]], "e0: SSP, explained in the text"),
        ("He met Ward there.", &[&["person:William Ward"], &["person:Anne Ward"]], ""),
        ("He saw Region 12A.", &[&["Region 12B"]], ""),
        ("He saw Austria.", &[&["Australia"]], ""),
    ] {
        let found = suggest(&book(&[body], listed), &Wish::default());
        let shown: Vec<String> =
            found.aliases.iter().map(|item| format!("{}: {}, {}", item.entity, item.alias, item.why)).collect();
        assert_eq!(shown.join("; "), expected, "{body}");
    }
}

/// Events as `date title`.
fn events(book: &Book) -> Vec<String> {
    suggest(book, &Wish::default()).events.iter().map(|item| format!("{} {}", item.date, item.title)).collect()
}

#[test]
fn dated_passages_become_events() {
    for (body, expected) in [
        ("1. (C) On June 10, the men of the council met.", "2009-06-10 The men of the council met"),
        ("On 24 December the men of the council met.", "2008-12-24 On 24 December the men of the council met"),
        ("In 1961 the old pier fell into the sea.", "1961 In 1961 the old pier fell into the sea"),
        ("In FY 2008 the council paid for all of it.", "2007-10/2008-09 In FY 2008 the council paid for all of it"),
        ("The council of the town pays. No date here.", ""),
        ("SUBJECT: MEN MET ON JUNE 10, 2009", ""),
        ("R 121116Z JUN 09", ""),
        ("June 12, 2009", ""),
    ] {
        assert_eq!(events(&book(&[body], &[])).join("; "), expected, "{body}");
    }
}

#[test]
fn an_undated_document_lends_no_year() {
    let book = book(&["No more.", "On June 10, the men of the council met."], &[]);
    assert_eq!(events(&book), Vec::<String>::new());
}

#[test]
fn quotes_of_events_anchor_exactly() {
    let twice = "On 1 May 1961 the men of the pier met. So it was.\n\nOn 1 May 1961 the men of the pier met. Not so.";
    let book = book(&[twice, "In August 1961,\nthe men of **Gao**   left the \u{201c}old\u{201d} pier."], &[&["Gao"]]);
    let found = suggest(&book, &Wish::default()).events;
    assert_eq!(found.len(), 2, "the same words twice are one event: {found:?}");
    assert_eq!(found[0].sources.len(), 2);
    assert_eq!(found[1].entities, ["e0"]);
    assert_eq!(found[1].sources[0].quote, "In August 1961, the men of Gao left the \u{201c}old\u{201d} pier.");
}

#[test]
fn what_lies_ahead_is_planned() {
    let found = suggest(&book(&["The council will open the new pier on 1 July 2010."], &[]), &Wish::default()).events;
    assert_eq!((found.len(), found[0].status), (1, Some("planned")));
}

fn event(date: &str, title: &str) -> crate::model::Event {
    crate::model::Event {
        id: "known".into(),
        date: Some(Dating { date: Some(Edtf::parse(date).expect("a date")), ..Dating::default() }),
        known_since: None,
        status: crate::model::EventStatus::Occurred,
        title: title.into(),
        description: None,
        entities: vec![],
        objectives: vec![],
        sources: vec![],
        conflict: false,
        extra: serde_json::Value::Null,
    }
}

#[test]
fn the_chronology_is_not_proposed_again() {
    let body = "In August 2020, officers overthrew the elected government.";
    for (date, title, fresh) in [
        ("2020-08-18", "Officers overthrow the elected government", false),
        ("2020-08-18", "Elections are held", true),
        ("2019-08-18", "Officers overthrow the elected government", true),
    ] {
        let mut book = book(&[body], &[]);
        book.events.push(event(date, title));
        assert_eq!(!events(&book).is_empty(), fresh, "{date} {title}");
    }
}

#[test]
fn what_only_some_may_read_is_proposed_for_them() {
    let mut book = book(
        &["He met Abel in Gao on 1 May 1961.", "He met Abel in Kidal, near Port-Sand, on 2 May 1961."],
        &[&["Port Sand"]],
    );
    book.settings.audiences.push("internal".into());
    book.documents[1].audience = Audience(1);
    let found = suggest(&book, &Wish { min: Some(1), ..Wish::default() });
    let internal = Some("internal".to_string());
    let names: Vec<_> = found.entities.iter().map(|item| (item.name.as_str(), item.audience.clone())).collect();
    assert_eq!(names, [("Abel", None), ("Gao", None), ("Kidal", internal.clone())]);
    let events: Vec<_> = found.events.iter().map(|item| item.audience.clone()).collect();
    assert_eq!(events, [None, internal.clone()]);
    assert_eq!(found.aliases[0].audience, internal);
    let text = yaml::write(&found, &Wish::default(), &book.settings);
    assert_eq!(text.matches("\n  audience: internal\n").count(), 2, "{text}");
}

#[test]
fn proposals_do_not_depend_on_anything_but_the_book() {
    let make = || book(&["He met Ansar Dine in Gao on 1 May 1961, as Ansar Dine said of Gao."], &[]);
    assert_eq!(suggest(&make(), &Wish::default()), suggest(&make(), &Wish::default()));
}

#[test]
fn thousands_of_names_and_dates_take_no_square_of_time() {
    let mut body = String::new();
    for number in 0..3_000 {
        let letters: String = format!("{number:04}").chars().map(|c| char::from(b'a' + (c as u8 - b'0'))).collect();
        body.push_str(&format!(
            "On 1 May {} men of the Zo{letters} met (Zo{letters} Works, ZW).\n\n",
            1500 + number % 600
        ));
    }
    let started = std::time::Instant::now();
    let found = suggest(&book(&[&body], &[]), &Wish { min: Some(1), ..Wish::default() });
    assert!(found.entities.len() > 100 && found.events.len() > 100);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn any_text_is_read(body in "[A-Zaz0-9 .,:;()'\"\u{e9}\u{2019}\u{300}\u{2013}\u{4e00}#*>|\n-]{0,160}", min in 0usize..3) {
        let book = book(&[&body], &[&["Aa", "ZA"]]);
        let wish = Wish { min: Some(min), ..Wish::default() };
        let found = suggest(&book, &wish);
        let text = yaml::write(&found, &wish, &book.settings);
        for part in text.split("---\n").skip(1) {
            prop_assert!(serde_yaml::from_str::<serde_yaml::Value>(part).is_ok(), "{}", part);
        }
    }

    #[test]
    fn any_words_and_dates_are_read(words in proptest::collection::vec(prop_oneof![
        Just("June"), Just("10"), Just("1-3,"), Just("2009"), Just("in"), Just("On"), Just("of"), Just("FY"), Just("the"),
        Just("Ministry"), Just("(MW)"), Just("MW"), Just("President"), Just("Cole."), Just("Gao's"), Just("\n\n"), Just("met"),
        Just("and"), Just("2020-08"), Just("\u{2026}"), Just("for"), Just("short for"), Just("French"), Just("1."), Just("(C)"),
    ], 0..60)) {
        let book = book(&[&words.join(" ")], &[&["Gao"], &["person:Abel Cole"]]);
        let found = suggest(&book, &Wish { min: Some(1), ..Wish::default() });
        for event in found.events {
            prop_assert!(Edtf::parse(&event.date).is_ok());
            prop_assert!(!event.title.trim().is_empty());
        }
    }
}
