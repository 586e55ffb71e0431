//! Every URL of the site; nobody else spells a path.

use crate::model::{AnnotationId, BlockIndex, Book, DocumentId, EventId, JudgmentId, ObjectiveId, Target};

use super::PageKey;

/// The path of a page below the output folder, with `/`.
pub fn path(book: &Book, key: &PageKey) -> String {
    match key {
        PageKey::Front => "index.html".into(),
        PageKey::Documents => "documents/index.html".into(),
        PageKey::Document(id) => format!("documents/{}.html", book[*id].id),
        PageKey::Annotations => "annotations.html".into(),
        PageKey::Page(id) => format!("pages/{}.html", book[*id].id),
        PageKey::Entities => "entities/index.html".into(),
        PageKey::EntityType(kind) => format!("entities/{}/index.html", book.settings.entity_types[*kind].id),
        PageKey::Entity(id) => {
            format!("entities/{}/{}.html", book.settings.entity_types[book[*id].kind].id, book[*id].id)
        }
        PageKey::Chronology => "chronology.html".into(),
        PageKey::Matrix => "matrix.html".into(),
        PageKey::Objective(id) => format!("objectives/{}.html", book[*id].id),
        PageKey::Goal(id) => format!("objectives/{}.html", book[*id].id),
        PageKey::Judgments => "judgments.html".into(),
        PageKey::Gaps => "gaps.html".into(),
        PageKey::Print(0) => "print.html".into(),
        PageKey::Print(volume) => format!("print-{}.html", volume + 1),
        PageKey::Search => "search.html".into(),
        PageKey::NotFound => "404.html".into(),
        PageKey::Redirect(at) => redirect_path(book, *at),
        PageKey::Sitemap => "sitemap.xml".into(),
        PageKey::Feed => "feed.xml".into(),
        PageKey::Robots => "robots.txt".into(),
        PageKey::NoJekyll => ".nojekyll".into(),
        PageKey::Asset(file) => format!("assets/{file}"),
    }
}

/// The path of an original that is published.
pub fn original_path(file: &str) -> String {
    format!("originals/{file}")
}

/// Names at the root of a site that are not for files of the book.
const RESERVED: [&str; 7] = ["assets", "data", "search", "print.html", "search.html", "feed.xml", "sitemap.xml"];

/// Names with a dot that are ours.
const KEPT: [&str; 2] = [".briefbook", ".nojekyll"];

/// `print-2.html` and further volumes.
fn is_volume(name: &str) -> bool {
    let number = name.strip_prefix("print-").and_then(|rest| rest.strip_suffix(".html"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a path is kept for what briefbook makes, now or later.
pub fn is_reserved(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or(path).to_lowercase();
    RESERVED.contains(&first.as_str()) || is_volume(&first) || first.starts_with('_') || KEPT.contains(&first.as_str())
}

fn redirect_path(book: &Book, at: usize) -> String {
    let redirect = &book.redirects[at];
    let (page, _) = target(book, redirect.target);
    let now = path(book, &page);
    let folder = now.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{}.html", redirect.old)
}

/// The page a target is on, and the id of its place there.
pub fn target(book: &Book, target: Target) -> (PageKey, Option<String>) {
    match target {
        Target::Document(id, block) => (PageKey::Document(id), block.and_then(|block| block_anchor(book, id, block))),
        Target::Annotation(id) => annotation(book, id),
        Target::Entity(id) => (PageKey::Entity(id), None),
        Target::Goal(id) => (PageKey::Goal(id), None),
        Target::Objective(id) => (PageKey::Objective(id), None),
        Target::Event(id) => (PageKey::Chronology, Some(event_id(book, id))),
        Target::Judgment(id) => (PageKey::Judgments, Some(judgment_id(book, id))),
        Target::Page(id) => (PageKey::Page(id), None),
        Target::Front => (PageKey::Front, None),
    }
}

/// A link from one page to a target, relative.
pub fn link(book: &Book, from: &PageKey, to: Target) -> String {
    let (page, id) = target(book, to);
    href(book, from, &page, id.as_deref())
}

/// A link from one page to a place on another, relative; `#id` on the same page.
pub fn href(book: &Book, from: &PageKey, to: &PageKey, id: Option<&str>) -> String {
    let fragment = id.map(|id| format!("#{id}")).unwrap_or_default();
    if from == to && id.is_some() {
        return fragment;
    }
    format!("{}{fragment}", relative(&path(book, from), &path(book, to)))
}

/// The relative address of one path of the site seen from another.
pub fn relative(from: &str, to: &str) -> String {
    let from_folders: Vec<&str> = from.split('/').collect();
    let to_parts: Vec<&str> = to.split('/').collect();
    let folders = from_folders.len() - 1;
    let shared = (0..folders.min(to_parts.len() - 1)).take_while(|&at| from_folders[at] == to_parts[at]).count();
    let mut out = "../".repeat(folders - shared);
    out.push_str(&to_parts[shared..].join("/"));
    out
}

/// The anchor of a block; a block without one leads to the nearest before it that has one.
pub fn block_anchor(book: &Book, document: DocumentId, block: BlockIndex) -> Option<String> {
    let blocks = &book[document].text.blocks;
    blocks[..=block.0 as usize].iter().rev().find_map(|block| block.anchor.clone())
}

/// The id of an annotation's first highlight, or of its note if it has none.
pub fn annotation_id(book: &Book, annotation: AnnotationId) -> String {
    format!("annotation-{}", book[annotation].id)
}

/// The id of an annotation's note. A note whose first passage has no highlight carries the annotation's own id.
pub fn note_id(book: &Book, annotation: AnnotationId) -> String {
    let marked = book[annotation].passages.first().is_some_and(|passage| passage.anchoring.range().is_some());
    if marked { format!("note-{}", book[annotation].id) } else { annotation_id(book, annotation) }
}

fn annotation(book: &Book, id: AnnotationId) -> (PageKey, Option<String>) {
    let document = book[id].passages[0].document;
    (PageKey::Document(document), Some(annotation_id(book, id)))
}

/// The id of an event in the chronology.
pub fn event_id(book: &Book, event: EventId) -> String {
    format!("event-{}", book[event].id)
}

/// The id of a judgment on its page.
pub fn judgment_id(book: &Book, judgment: JudgmentId) -> String {
    format!("judgment-{}", book[judgment].id)
}

/// The matrix is never wider than this; what stands in further columns is on the objectives' pages.
const MATRIX_COLUMNS: usize = 300;
/// It has never more cells than this: with very many objectives it is narrower.
const MATRIX_CELLS: usize = 100_000;

/// How many documents the matrix has columns for.
pub fn matrix_columns(book: &Book) -> usize {
    MATRIX_COLUMNS.min(MATRIX_CELLS / book.objectives.len().max(1))
}

/// The place of a cell with evidence: in the matrix, or on its objective's page where the matrix may be too narrow.
pub fn cell(book: &Book, objective: ObjectiveId, document: DocumentId) -> (PageKey, String) {
    let page =
        if book.documents.len() > matrix_columns(book) { PageKey::Objective(objective) } else { PageKey::Matrix };
    (page, cell_id(&book[objective].id, &book[document].id))
}

/// The id of a matrix cell: `m-2.2-09bamako387`.
pub fn cell_id(objective: &str, document: &str) -> String {
    format!("m-{objective}-{document}")
}
