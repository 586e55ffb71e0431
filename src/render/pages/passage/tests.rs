//! What a page quotes, and from whom.

use super::*;
use crate::markdown::{Block, BlockKind, Text};
use crate::model::{Book, Withheld};
use crate::render::pages::Whole;
use crate::render::templates::Theme;
use crate::resolve::matrix::fixture;

const WORDS: [&str; 3] = ["The north has become a refuge.", "He would not march.", "End of the summary"];

/// A book of one document with three blocks; the third has an author's anchor.
fn book() -> Book {
    let mut document = fixture::document("a", vec![]);
    let (mut plain, mut blocks) = (String::new(), Vec::new());
    for (at, words) in WORDS.iter().enumerate() {
        let start = length(&plain);
        plain.push_str(words);
        blocks.push(Block {
            anchor: Some(["p1", "p7b", "summary"][at].into()),
            stable: true,
            number: None,
            marking: None,
            kind: BlockKind::Paragraph,
            chunk: 0,
            plain: start..length(&plain),
            source: 0..0,
        });
        plain.push('\n');
    }
    document.identifier = Some("09BAMAKO387".into());
    document.text = Text { plain, blocks, ..Text::default() }.into();
    Book { documents: vec![document], ..Book::default() }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).expect("a short text")
}

fn range(book: &Book, words: &str) -> PlainRange {
    let start =
        book.documents[0].text.plain.find(words).and_then(|at| u32::try_from(at).ok()).expect("words of the text");
    start..start + length(words)
}

fn quoted(book: &Book, anchoring: Anchoring) -> PassageView {
    let (theme, _) = Theme::new(&[]);
    let passage = Passage { document: DocumentId(0), quote: Some("as noted".into()), anchoring };
    citation(
        &Context {
            book,
            theme: &theme,
            key: &PageKey::Matrix,
            proses: &std::cell::Cell::new(0),
            whole: &Whole::default(),
        },
        &passage,
    )
}

#[test]
fn the_documents_present_words_are_quoted_and_the_place_is_named_as_the_source_counts() {
    let book = book();
    let text = |words| Anchoring::Text { state: AnchorState::Exact, range: range(&book, words) };
    let cases = [
        (text("a refuge"), Some("a refuge"), Some("¶1"), "documents/a.html#p1"),
        (text("refuge.\nHe would"), Some("refuge. He would"), Some("¶1"), "documents/a.html#p1"),
        (Anchoring::Block(BlockIndex(1)), Some("He would not march."), Some("¶7b"), "documents/a.html#p7b"),
        (Anchoring::Block(BlockIndex(2)), Some("End of the summary"), Some("§ summary"), "documents/a.html#summary"),
        (Anchoring::Title, Some("a"), Some("title"), "documents/a.html"),
        (Anchoring::Document, Some("as noted"), None, "documents/a.html"),
    ];
    for (anchoring, quote, place, href) in cases {
        let view = quoted(&book, anchoring.clone());
        assert_eq!(view.quote.as_deref(), quote, "{anchoring:?}");
        assert_eq!(view.place.as_deref(), place, "{anchoring:?}");
        assert_eq!((view.href.as_str(), view.document.as_str()), (href, "09BAMAKO387"), "{anchoring:?}");
        assert!(view.was.is_none() && !view.drifted);
    }
}

#[test]
fn drifted_words_stand_beside_those_noted_and_unplaced_ones_are_the_authors() {
    let book = book();
    let range = range(&book, "would not march");
    let alarms = vec!["`would` is now `would not`".to_string()];
    let drifted = quoted(&book, Anchoring::Drifted { range, now: String::new(), alarms: alarms.clone() });
    assert_eq!(drifted.quote.as_deref(), Some("would not march"));
    assert_eq!(drifted.was.as_deref(), Some("as noted"));
    assert!(drifted.drifted && drifted.alarms == alarms);
    let lost = quoted(&book, Anchoring::Unplaced { state: AnchorState::Orphaned, candidates: vec![] });
    assert_eq!(lost.quote.as_deref(), Some("as noted"));
    assert!(lost.unplaced && lost.remarks.len() == 1);
}

#[test]
fn a_quote_from_a_digest_is_labelled_as_the_editors_words() {
    let mut book = book();
    for (kind, labels) in [(BodyKind::Full, 0), (BodyKind::Excerpt, 0), (BodyKind::Digest, 1)] {
        book.documents[0].body_kind = kind;
        let range = range(&book, "refuge");
        let view = quoted(&book, Anchoring::Text { state: AnchorState::Moved, range });
        assert_eq!(view.remarks.len(), labels, "{kind:?}");
    }
}

#[test]
fn withheld_blocks_are_never_quoted() {
    let mut book = book();
    book.documents[0].withheld = vec![Withheld { block: BlockIndex(1), say: None }];
    let range = range(&book, "refuge.\nHe would not march.\nEnd");
    let across = quoted(&book, Anchoring::Text { state: AnchorState::Exact, range });
    assert_eq!(across.quote.as_deref(), Some("refuge. … End"));
    assert_eq!(quoted(&book, Anchoring::Block(BlockIndex(1))).quote, None);
}

#[test]
fn a_long_text_is_cut_between_words() {
    assert_eq!(shorten("one two  three", 3), "one two three");
    assert_eq!(shorten("one two three", 2), "one two …");
    assert_eq!(shorten("", 2), "");
}
