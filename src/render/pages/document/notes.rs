//! A note beside the text: what it says, what it bears on, and how sure its place is.

use serde::Serialize;

use crate::model::{
    AnchorState, Anchoring, Annotation, AnnotationId, AnnotationStatus, Candidate, DocumentId, Passage, Stance, Target,
};
use crate::render::pages::Context;
use crate::render::pages::annotations;
use crate::render::pages::evidence::{self, EvidenceView, Sign};
use crate::render::pages::filter;
use crate::render::pages::passage::{self, Link};
use crate::render::{PageKey, routes};
use crate::text::diff::{DiffKind, word_diff};

/// How many words of a folded note are shown.
const FIRST_WORDS: usize = 6;

/// What a note shows.
#[derive(Debug, Serialize)]
pub struct Note {
    /// Its number on the page.
    pub number: u32,
    /// Its id.
    pub id: String,
    /// Objectives and stances, by which it can be picked out.
    pub only: String,
    /// What it is, for those who hear it.
    pub label: String,
    /// Whether it stands folded, for want of room.
    pub folded: bool,
    /// Kind and scope, where no evidence says what it is.
    pub head: String,
    /// Stance and objective of its first link, for the folded note.
    pub short: Option<Short>,
    /// First words, for the folded note.
    pub first: String,
    /// Its links to objectives.
    pub bears: Vec<Bears>,
    /// What it says, as HTML.
    pub body: Option<String>,
    /// Passages whose words have changed.
    pub drift: Vec<Drift>,
    /// Passages that stand nowhere.
    pub lost: Vec<Lost>,
    /// Its other passages.
    pub others: Vec<Link>,
    /// What it is about.
    pub entities: Vec<Link>,
    /// Author.
    pub author: Option<String>,
    /// Date, as HTML.
    pub date: Option<String>,
    /// Words on its status, where there is something to say.
    pub status: Option<String>,
    /// The way back to the text.
    pub back: Option<String>,
    /// The author's own map.
    pub extra: serde_json::Value,
}

/// Stance and objective in short.
#[derive(Debug, Serialize)]
pub struct Short {
    /// The sign.
    pub sign: Sign,
    /// "Undermines 2.2".
    pub says: String,
    /// How many more links there are.
    pub more: usize,
}

/// One link to an objective.
#[derive(Debug, Serialize)]
pub struct Bears {
    /// Sign, words, grade, claim and reason.
    pub link: EvidenceView,
    /// "Undermines".
    pub stance: String,
    /// The objective: its id and the way to this document's cell of the matrix.
    pub objective: Link,
    /// The objective's title.
    pub title: String,
    /// Strength in words.
    pub strength: Option<String>,
}

/// A passage whose words have changed.
#[derive(Debug, Serialize)]
pub struct Drift {
    /// The words noted.
    pub was: Vec<Piece>,
    /// The words now.
    pub now: Vec<Piece>,
    /// Digits, negations or names that changed.
    pub alarms: Vec<String>,
}

/// A run of words, changed or not.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// Whether they differ.
    pub changed: bool,
    /// The words.
    pub words: String,
}

/// A passage that stands nowhere.
#[derive(Debug, Serialize)]
pub struct Lost {
    /// The words noted.
    pub quote: String,
    /// Why it has no place.
    pub why: String,
    /// Places it might have meant.
    pub candidates: Vec<Link>,
}

/// A note of a document's page.
pub fn note(ctx: &Context, document: DocumentId, number: u32, id: AnnotationId) -> Note {
    let annotation = &ctx.book[id];
    let words = ctx.words();
    let bears: Vec<Bears> = ctx.book.evidence_of(id).map(|link| bears(ctx, document, link)).collect();
    let head = head(ctx, document, annotation);
    let number_words = words.fill("note_number", &[("number", &number.to_string())]);
    let says = bears.iter().map(|bears| format!("{} {}", bears.stance, bears.objective.text));
    let mut label = vec![number_words, head.clone()];
    label.extend(says);
    let here = || annotation.passages.iter().filter(|passage| passage.document == document);
    Note {
        number,
        id: routes::note_id(ctx.book, id),
        only: only(ctx, id),
        label: label.join(words.get("list_comma")),
        head,
        short: bears.first().map(|first| Short {
            sign: first.link.sign.clone(),
            says: format!("{} {}", first.stance, first.objective.text),
            more: bears.len() - 1,
        }),
        first: first_words(ctx, annotation),
        bears,
        body: annotation.note.as_ref().map(|note| ctx.prose(note)),
        drift: here().filter_map(drift).collect(),
        lost: here().filter_map(|passage| lost(ctx, passage)).collect(),
        others: others(ctx, document, id),
        entities: annotation.entities.iter().map(|&entity| entity_link(ctx, entity)).collect(),
        author: annotation.author.clone(),
        date: annotation.date.as_ref().map(|date| passage::date(ctx, date)),
        status: status(ctx, annotation),
        folded: false,
        back: back(ctx, document, id),
        extra: annotation.extra.clone(),
    }
}

/// As the filter of a document calls an objective.
pub fn by_objective(id: &str) -> String {
    format!("objective:{id}")
}

/// As the filter of a document calls a stance.
pub fn by_stance(stance: Stance) -> String {
    format!("stance:{}", evidence::sign(stance, None).stance)
}

fn only(ctx: &Context, id: AnnotationId) -> String {
    let links = ctx.book.evidence_of(id).map(|link| &ctx.book[link]);
    let names: Vec<String> =
        links.flat_map(|link| [by_objective(&ctx.book[link.objective].id), by_stance(link.stance)]).collect();
    filter::values(names.iter().map(String::as_str))
}

fn bears(ctx: &Context, document: DocumentId, id: crate::model::EvidenceId) -> Bears {
    let link = &ctx.book[id];
    let objective = &ctx.book[link.objective];
    // Context alone makes no cell of evidence, but it is shown there all the same.
    let (page, cell) = routes::cell(ctx.book, link.objective, document);
    // What has no sure place counts in no cell.
    let href = match ctx.book[link.annotation].state {
        state if state < AnchorState::Ambiguous => ctx.href(&page, Some(&cell)),
        _ => ctx.href(&PageKey::Objective(link.objective), None),
    };
    let mut view = evidence::evidence(ctx, id, Some(document));
    // The page's header says it of the whole document.
    if link.grade == ctx.book[document].grade {
        view.grade = None;
    }
    Bears {
        stance: ctx.words().get(stance_key(link.stance)).to_string(),
        objective: Link { href, text: objective.id.clone() },
        title: objective.title.clone(),
        strength: link.strength.map(|strength| ctx.words().get(evidence::strength_key(strength)).to_string()),
        link: view,
    }
}

fn stance_key(stance: Stance) -> &'static str {
    evidence::stance_key(stance)
}

/// "Question, on the whole of ¶6".
fn head(ctx: &Context, document: DocumentId, annotation: &Annotation) -> String {
    let kind = ctx.words().get(annotations::kind_key(annotation.kind));
    let mut here = annotation.passages.iter().filter(|passage| passage.document == document);
    match here.next().map(|passage| &passage.anchoring) {
        Some(Anchoring::Document) => ctx.words().fill("note_on_document", &[("kind", kind)]),
        Some(Anchoring::Title) => ctx.words().fill("note_on_title", &[("kind", kind)]),
        Some(Anchoring::Block(block)) => match passage::block_name(ctx, document, *block) {
            Some(place) => ctx.words().fill("note_on_block", &[("kind", kind), ("place", &place)]),
            None => kind.to_string(),
        },
        _ => kind.to_string(),
    }
}

/// What there is to say of a note's status, and its tags, as sentences.
fn status(ctx: &Context, annotation: &Annotation) -> Option<String> {
    let words = ctx.words();
    let reviewed = annotations::reviewed(ctx, annotation).map(|reviewed| passage::sentence(&reviewed));
    let key = match annotation.status {
        AnnotationStatus::Open if annotation.state == AnchorState::Drifted => Some("note_unreviewed"),
        AnnotationStatus::Open | AnnotationStatus::Reviewed => None,
        AnnotationStatus::Archived => Some("note_archived"),
    };
    let tags = (!annotation.tags.is_empty()).then(|| {
        let tags = annotation.tags.join(words.get("list_comma"));
        passage::sentence(&words.fill("annotation_tags", &[("tags", &tags)]))
    });
    let parts: Vec<String> =
        reviewed.into_iter().chain(key.map(|key| words.get(key).to_string())).chain(tags).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn first_words(ctx: &Context, annotation: &Annotation) -> String {
    match annotation.state {
        AnchorState::Drifted => ctx.words().get("passage_drifted").to_string(),
        AnchorState::Ambiguous | AnchorState::Orphaned => ctx.words().get("lost_flag").to_string(),
        _ => annotation
            .note
            .as_ref()
            .map_or_else(String::new, |note| passage::shorten(&ctx.prose_words(note), FIRST_WORDS)),
    }
}

fn drift(passage: &Passage) -> Option<Drift> {
    let Anchoring::Drifted { now, alarms, .. } = &passage.anchoring else { return None };
    let (mut was, mut is) = (Vec::new(), Vec::new());
    for part in word_diff(passage.quote.as_deref().unwrap_or(""), now) {
        let piece = |changed| Piece { changed, words: part.words.clone() };
        match part.kind {
            DiffKind::Same => {
                was.push(piece(false));
                is.push(piece(false));
            }
            DiffKind::Removed => was.push(piece(true)),
            DiffKind::Added => is.push(piece(true)),
        }
    }
    Some(Drift { was, now: is, alarms: alarms.clone() })
}

fn lost(ctx: &Context, passage: &Passage) -> Option<Lost> {
    let Anchoring::Unplaced { state, candidates } = &passage.anchoring else { return None };
    let key = if *state == AnchorState::Orphaned { "passage_orphaned" } else { "passage_ambiguous" };
    let candidate = |candidate: &Candidate| {
        let block = passage::block_of(&ctx.book[passage.document], &candidate.range);
        let words = passage::visible(&ctx.book[passage.document], &candidate.range);
        Link { href: ctx.link(Target::Document(passage.document, block)), text: words }
    };
    Some(Lost {
        quote: passage.quote.clone().unwrap_or_default(),
        why: ctx.words().get(key).to_string(),
        candidates: candidates.iter().map(candidate).filter(|link| !link.text.is_empty()).collect(),
    })
}

/// The ways to an annotation's passages other than the first one here.
fn others(ctx: &Context, document: DocumentId, id: AnnotationId) -> Vec<Link> {
    let passages = &ctx.book[id].passages;
    if passages.len() < 2 {
        return Vec::new();
    }
    let first = passages.iter().position(|passage| passage.document == document);
    let views = passage::annotated(ctx, id, None).into_iter().enumerate();
    let others = views.filter(|(at, _)| Some(*at) != first).map(|(_, view)| {
        let place = view.place.map_or_else(String::new, |place| format!(" {place}"));
        Link { href: view.href, text: format!("{}{place}", view.document) }
    });
    others.collect()
}

fn entity_link(ctx: &Context, id: crate::model::EntityId) -> Link {
    Link { href: ctx.link(Target::Entity(id)), text: ctx.book[id].name.clone() }
}

/// The way back to the note's mark or block; a note on the whole document has none.
fn back(ctx: &Context, document: DocumentId, id: AnnotationId) -> Option<String> {
    let annotation = &ctx.book[id];
    let at = annotation.passages.iter().position(|passage| passage.document == document)?;
    match &annotation.passages[at].anchoring {
        Anchoring::Block(block) => Some(ctx.link(Target::Document(document, Some(*block)))),
        anchoring if anchoring.range().is_some() && annotation.state < AnchorState::Ambiguous => {
            let first = routes::annotation_id(ctx.book, id);
            Some(if at == 0 { format!("#{first}") } else { format!("#{first}--{}", at + 1) })
        }
        _ => None,
    }
}
