//! A small book with something of everything, for tests of pages.

use std::sync::Arc;

use crate::diagnostics::{FileId, Span};
use crate::markdown::{Rules, parse};
use crate::model::samples::dating;
use crate::model::*;
use crate::settings::Settings;

fn span() -> Span {
    Span::file_start(FileId(0))
}

/// Prose without references.
pub fn prose(markdown: &str) -> Prose {
    let text = parse(markdown, Rules::Prose).text;
    Prose { markdown: markdown.into(), text: text.into(), ..Prose::default() }
}

/// A document with a body and nothing else.
pub fn document(id: &str, title: &str, body: &str) -> Document {
    let markings = Settings::default().markings;
    Document {
        title: title.into(),
        body: body.into(),
        text: parse(body, Rules::Record { markings: &markings }).text.into(),
        ..samples::document(id)
    }
}

/// An entity without relations.
pub fn entity(id: &str, name: &str, kind: usize) -> Entity {
    Entity {
        id: id.into(),
        name: name.into(),
        sort: name.into(),
        kind,
        aliases: vec![],
        description: None,
        sources: vec![],
        same_as: vec![],
        location: None,
        relations: vec![],
        related_by: vec![],
        mentions: vec![],
        annotations: vec![],
        events: vec![],
        appears_with: vec![],
        near: vec![],
        extra: serde_json::Value::Null,
    }
}

/// A goal with one objective for each title, `1.1`, `1.2` and so on.
pub fn goal(book: &mut Book, title: &str, titles: &[&str]) {
    let goal = GoalId(number(book.goals.len()));
    let mut own = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        own.push(ObjectiveId(number(book.objectives.len())));
        book.objectives.push(Objective {
            id: format!("{}.{}", goal.0 + 1, at + 1),
            goal: Some(goal),
            title: (*title).into(),
            statement: None,
            wordings: vec![],
            period: None,
            sources: vec![],
            looked: vec![],
            evidence: vec![],
            events: vec![],
            judgments: vec![],
            extra: serde_json::Value::Null,
        });
    }
    book.goals.push(Goal {
        id: (goal.0 + 1).to_string(),
        title: title.into(),
        statement: None,
        wordings: vec![],
        sources: vec![],
        objectives: own,
        extra: serde_json::Value::Null,
    });
    book.outline.push(OutlineItem::Goal(goal));
}

fn number(length: usize) -> u32 {
    u32::try_from(length).expect("a small book")
}

/// Where an annotation stands: a quote of the text, a block, a former wording of a quote, nowhere, the whole document.
pub enum At<'a> {
    /// Words of the text.
    Quote(&'a str),
    /// A block's anchor.
    Block(&'a str),
    /// Words as noted, and words of the text.
    Drifted(&'a str, &'a str),
    /// Words that stand nowhere.
    Lost(&'a str),
    /// All of it.
    Document,
}

/// Adds an annotation and its evidence.
pub fn annotate(book: &mut Book, document: u32, id: &str, at: &At<'_>, note: &str, bears: &[(u32, Stance, Strength)]) {
    let annotation = AnnotationId(number(book.annotations.len()));
    let document = DocumentId(document);
    let passage = passage(&book[document], document, at);
    for &(objective, stance, strength) in bears {
        let link = EvidenceId(number(book.evidence.len()));
        let strength = (stance != Stance::Context).then_some(strength);
        let objective = ObjectiveId(objective);
        book.evidence.push(Evidence {
            annotation,
            objective,
            stance,
            strength,
            grade: None,
            claim_by: None,
            note: None,
        });
        book.objectives[objective.index()].evidence.push(link);
    }
    book.documents[document.index()].annotations.push(annotation);
    book.annotations.push(Arc::new(Annotation {
        id: id.into(),
        kind: if bears.is_empty() { AnnotationKind::Question } else { AnnotationKind::Comment },
        note: Some(prose(note)),
        state: passage.anchoring.state(),
        passages: [passage].into(),
        entities: vec![],
        author: Some("J. Diallo".into()),
        date: Some(dating("2026-11-21")),
        tags: vec![],
        status: AnnotationStatus::Open,
        reviewed: None,
        span: span(),
        extra: serde_json::Value::Null,
    }));
}

fn passage(document: &Document, id: DocumentId, at: &At<'_>) -> Passage {
    let find = |words: &str| {
        let start = number(document.text.plain.find(words).expect("the words stand in the text"));
        start..start + number(words.len())
    };
    let (quote, anchoring) = match at {
        At::Quote(words) => (Some(*words), Anchoring::Text { state: AnchorState::Exact, range: find(words) }),
        At::Block(anchor) => {
            let block = document.text.block_by_anchor(anchor).expect("the block is there");
            (None, Anchoring::Block(BlockIndex(number(block))))
        }
        At::Drifted(was, now) => {
            let alarms = vec!["a quantity differs".into()];
            (Some(*was), Anchoring::Drifted { range: find(now), now: (*now).into(), alarms })
        }
        At::Lost(words) => (Some(*words), Anchoring::Unplaced { state: AnchorState::Orphaned, candidates: vec![] }),
        At::Document => (None, Anchoring::Document),
    };
    Passage { document: id, quote: quote.map(String::from), anchoring }
}

/// Finds every place of a name in the documents; the first in each is a link.
pub fn mention(book: &mut Book, entity: u32, name: &str) {
    let id = EntityId(entity);
    for document in book.document_ids() {
        let places: Vec<u32> = book[document].text.plain.match_indices(name).map(|(at, _)| number(at)).collect();
        for (nth, start) in places.into_iter().enumerate() {
            let at = number(book[document].mentions.len());
            let range = start..start + number(name.len());
            Arc::make_mut(&mut book.documents[document.index()].mentions).push(Mention {
                entity: id,
                range,
                linked: nth == 0,
            });
            book.entities[id.index()].mentions.push(MentionPlace::Document(document, at));
        }
    }
    for document in &mut book.documents {
        Arc::make_mut(&mut document.mentions).sort_by_key(|mention| mention.range.start);
    }
}

/// Gives a book's entities what pictures are drawn of: places, and who appears with whom.
pub fn picture(book: &mut Book) {
    book.entities.push(entity("tessalit", "Tessalit", 1));
    let together = [&[(1, 3), (2, 2), (3, 1)][..], &[(0, 3), (2, 2)], &[(0, 2), (1, 2)], &[(0, 1)]];
    for (entity, together) in book.entities.iter_mut().zip(together) {
        entity.appears_with = together.iter().map(|&(id, count)| (EntityId(id), count)).collect();
    }
    book.entities[1].location = Some(Location { lat: 12.639, lon: -8.003 });
    book.entities[3].location = Some(Location { lat: 20.199, lon: 1.011 });
    book.entities[1].near = vec![EntityId(3)];
    book.entities[3].near = vec![EntityId(1)];
}

const CABLE: &str = "\
1. (C) Summary. The Ambassador pressed the worry that the north has become a refuge for AQIM. The killing of the hostage, she told him, was \"rapidly tarnishing Mali's image\" and spending credit earned since the first free elections. He answered that his army would march if partners supplied vehicles, fuel and repairs to its desert posts. End summary.

## What the killing cost

2. (C) Back from consultations, the Ambassador granted that no single state could police the Sahel. Two decades of standing could be overshadowed by a few dozen men with rifles. Only action that others could see would settle doubts abroad.

## A first concern

3. (SBU) The President called AQIM his first concern. Mali was no longer distracted by rebellion. A small army cannot close a frontier of that length, he said.

What he wanted was a common effort by four capitals.

- vehicles and fuel
- repairs to two posts in the north

4. (S/NF) Comment. We take the President to be sincere and short of means. End comment.
";

/// The book.
pub fn book() -> Book {
    let mut book = Book { settings: settings(), ..Book::default() };
    book.entities =
        vec![entity("aqim", "AQIM", 1), entity("embassy", "Embassy Bamako", 1), entity("sahel", "Sahel", 2)];
    book.documents = vec![
        cable(),
        document("talks", "Talks widen after the bases close", "Gold and guarantees in the Sahel.\n\n> AQIM again.\n"),
    ];
    book.documents[0].cited_by = vec![DocumentId(1)];
    book.documents[1].cites = vec![DocumentId(0)];
    goal(&mut book, "Institutions, rights and trust", &["Groundwork for an elected government", "A trusted partner"]);
    goal(&mut book, "Security at home", &["Control of territory and borders"]);
    notes(&mut book);
    for (at, name) in ["AQIM", "Embassy Bamako", "Sahel"].iter().enumerate() {
        mention(&mut book, number(at), name);
    }
    happenings(&mut book);
    let body = prose("For sixteen years officials wrote down what they hoped.\n\n- one\n- two");
    let page = Page {
        id: "method".into(),
        title: Some("Method".into()),
        summary: None,
        date: None,
        authors: vec![],
        body,
        extra: serde_json::Value::Null,
    };
    let summary = Some("Cables and press reports, 2009 to 2025.".into());
    book.front =
        Some(Page { id: "index".into(), title: Some("Mali and the United States".into()), summary, ..page.clone() });
    book.pages = vec![page];
    book.redirects = vec![Redirect { old: "09b387".into(), target: Target::Document(DocumentId(0), None) }];
    book
}

fn settings() -> Settings {
    Settings {
        title: "Mali briefing book".into(),
        subtitle: Some("US engagement, 2009 to 2025".into()),
        authors: vec!["A. Analyst".into(), "J. Diallo".into()],
        base_url: Some("https://example.org/mali/".into()),
        audiences: vec!["public".into(), "internal".into()],
        ..Settings::default()
    }
}

fn cable() -> Document {
    Document {
        kind: Some("cable".into()),
        subject: Some("PRESIDENT READY TO TARGET AQIM <WITH HELP>".into()),
        identifier: Some("09BAMAKO387".into()),
        also_cited_as: vec!["BAMAKO 00387".into()],
        date: Some(dating("2009-06-12T11:16Z")),
        origin: Some(Party::Entity(EntityId(1))),
        recipients: vec![Party::Words("Secretary of State".into())],
        info: vec![Party::Words("ECOWAS Collective".into()), Party::Words("Embassy Algiers".into())],
        byline: Some(Party::Words("Milovanovic".into())),
        classification: Some("CONFIDENTIAL".into()),
        header: vec![("Handling".into(), "SIPDIS".into()), ("Sections".into(), "four".into())],
        tags: vec!["PTER".into(), "PREL".into()],
        references: vec![CitedDocument { words: "BAMAKO 00186".into(), document: None }],
        published: Published {
            title: Some("A public library".into()),
            publisher: Some("The library".into()),
            url: Some("https://example.org/a?b=1&c=2".into()),
            retrieved: Some(dating("2026-11-21")),
        },
        original: Some(Original { file: "09bamako387.txt".into(), sha256: None, published: None }),
        edits: vec!["page headers removed".into(), "lines joined".into()],
        grade: Some(Grade { reliability: 'B', credibility: 2 }),
        body_kind: BodyKind::Digest,
        ..document("09bamako387", "President ready to move against AQIM, with help", CABLE)
    }
}

fn notes(book: &mut Book) {
    use Stance::{Context, Qualifies, Supports, Undermines};
    use Strength::{Moderate, Strong, Weak};
    let note = "The first cable to treat the north as *lost ground* and not as a frontier.";
    annotate(book, 0, "whole", &At::Document, "A digest of four sections.", &[]);
    annotate(
        book,
        0,
        "refuge",
        &At::Quote("the north has become a refuge for AQIM. The killing of the hostage"),
        note,
        &[(2, Undermines, Strong)],
    );
    let image = "The killing of the hostage, she told him, was \"rapidly tarnishing Mali's image\"";
    annotate(
        book,
        0,
        "image",
        &At::Quote(image),
        "Standing is Mali's to lose.",
        &[(1, Qualifies, Moderate), (0, Context, Weak)],
    );
    book.evidence[1].claim_by = Some(EntityId(1));
    book.evidence[1].grade = Some(Grade { reliability: 'A', credibility: 2 });
    book.evidence[1].note = Some(prose("It is spoken of as spent.").into());
    let drift = At::Drifted(
        "could be overshadowed by a handful of men with rifles",
        "could be overshadowed by a few dozen men with rifles",
    );
    annotate(
        book,
        0,
        "handful",
        &drift,
        "If the smaller figure was a slip, the point weakens.",
        &[(2, Undermines, Moderate)],
    );
    annotate(
        book,
        0,
        "lull",
        &At::Quote("no longer distracted by rebellion"),
        "A lull, not a settlement.",
        &[(2, Supports, Weak)],
    );
    annotate(book, 0, "later", &At::Block("p4"), "No later document says whether the planners came.", &[]);
    annotate(book, 0, "lost", &At::Lost("words that nobody wrote"), "This stood here once.", &[(2, Supports, Weak)]);
    annotate(book, 1, "gold", &At::Quote("Gold and guarantees"), "A new bargain.", &[(1, Supports, Moderate)]);
}

fn happenings(book: &mut Book) {
    let source = EventSource { passage: passage(&book.documents[0], DocumentId(0), &At::Block("p1")), date: None };
    book.events.push(Event {
        id: "meeting".into(),
        date: Some(dating("2009-06-10")),
        known_since: None,
        status: EventStatus::Occurred,
        title: "The President receives the Ambassador".into(),
        description: None,
        entities: vec![EntityId(1)],
        objectives: vec![],
        sources: vec![source],
        conflict: false,
        extra: serde_json::Value::Null,
    });
    book.chronology = vec![
        ChronologyEntry::Event(EventId(0)),
        ChronologyEntry::Document(DocumentId(0)),
        ChronologyEntry::Document(DocumentId(1)),
    ];
    book.judgments.push(Judgment {
        id: "slipping".into(),
        statement: prose("The state's hold on the north will go on shrinking over the next two years."),
        likelihood: Some(Likelihood::Likely),
        confidence: Some(Confidence::Moderate),
        objectives: vec![ObjectiveId(2)],
        rests_on: vec![AnnotationId(1), AnnotationId(3)],
        against: vec![AnnotationId(4)],
        assumptions: vec![],
        would_change: None,
        author: Some("J. Diallo".into()),
        date: Some(dating("2026-11-21")),
        extra: serde_json::Value::Null,
    });
    book.objectives[2].judgments.push(JudgmentId(0));
    book.documents[0].judgments.push(JudgmentId(0));
    book.documents[0].events.push(EventId(0));
}
