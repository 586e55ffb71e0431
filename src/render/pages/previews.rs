//! `assets/previews-0.js` …: what a link leads to in a line or two, for the preview that a reader sees before following it.
//!
//! Classic scripts that hand their data to `briefbook.previews`, so that they load from disk and under a strict policy;
//! a page loads only the one that has what is pointed at. All is made from the book, which has only what its audience may see.

use std::cell::Cell;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Map;

use crate::model::{AnnotationId, Book, DocumentId, EntityId, Prose, Target};
use crate::render::templates::Theme;
use crate::render::{PageKey, dates, routes};
use crate::source::hidden;
use crate::text::capital;

use super::{Context, Whole, about, annotations, evidence, passage};

/// What the paths of these files begin with.
pub const PREFIX: &str = "assets/previews-";

/// Records in a file, on the average: some 15 KB.
const SHARD: usize = 48;
/// Words of a text, and letters of it where words are long.
const WORDS: usize = 40;
const LETTERS: usize = 320;

/// What is shown of a thing: what it is, its name, what is to be known of it, its first words, their language.
#[derive(Serialize)]
struct Record(String, String, String, String, #[serde(skip_serializing_if = "String::is_empty")] String);

/// How many files there are.
pub fn shards(book: &Book) -> usize {
    let all =
        [book.documents.len(), book.annotations.len(), book.entities.len(), book.objectives.len(), book.goals.len()];
    all.iter().sum::<usize>().div_ceil(SHARD)
}

/// All files with their paths.
pub fn files(book: &Book, theme: &Theme) -> Vec<(String, Vec<u8>)> {
    let mut shards: Vec<Vec<(String, Target)>> = vec![Vec::new(); shards(book)];
    let all = shards.len();
    for target in targets(book) {
        let name = name(book, target);
        let at = hash(&name) as usize % all;
        shards[at].push((name, target));
    }
    shards.par_iter().enumerate().map(|(at, of)| file(book, theme, at, of)).collect()
}

fn targets(book: &Book) -> impl Iterator<Item = Target> + '_ {
    let documents = book.document_ids().map(|id| Target::Document(id, None));
    let notes = (0u32..).zip(&book.annotations).map(|(at, _)| Target::Annotation(AnnotationId(at)));
    let entities = book.entity_ids().map(Target::Entity);
    let aims = book.objective_ids().map(Target::Objective).chain(book.goal_ids().map(Target::Goal));
    documents.chain(notes).chain(entities).chain(aims)
}

/// The path of what has a page; of a note, which may have passages in several documents, its id.
fn name(book: &Book, target: Target) -> String {
    match target {
        Target::Annotation(id) => format!("#{}", routes::annotation_id(book, id)),
        _ => routes::path(book, &routes::target(book, target).0),
    }
}

/// FNV-1a, which a script can do as well.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn file(book: &Book, theme: &Theme, at: usize, of: &[(String, Target)]) -> (String, Vec<u8>) {
    let proses = Cell::new(0);
    let ctx = Context { book, theme, key: &PageKey::Front, proses: &proses, whole: &Whole::default() };
    let records = of.iter().filter_map(|(name, target)| {
        let value = serde_json::to_value(record(&ctx, *target)?).expect("five texts are plain data");
        Some((name.clone(), value))
    });
    let data = serde_json::to_string(&records.collect::<Map<_, _>>()).expect("plain data has no key that is not text");
    (format!("{PREFIX}{at}.js"), hidden::shown(format!("briefbook.previews({at},{data});\n")).into_bytes())
}

fn record(ctx: &Context, target: Target) -> Option<Record> {
    Some(match target {
        Target::Document(id, _) => document(ctx, id),
        Target::Annotation(id) => note(ctx, id),
        Target::Entity(id) => entity(ctx, id),
        Target::Objective(id) => {
            let objective = &ctx.book[id];
            aim(ctx, &objective.id, &objective.title, objective.statement.as_ref())
        }
        Target::Goal(id) => {
            let goal = &ctx.book[id];
            aim(ctx, &goal.id, &goal.title, goal.statement.as_ref())
        }
        _ => return None,
    })
}

fn document(ctx: &Context, id: DocumentId) -> Record {
    let (document, words) = (&ctx.book[id], ctx.words());
    let kind = document.kind.as_deref().unwrap_or(words.get("search_document"));
    let facts = [
        document.identifier.clone(),
        document.date.as_ref().map(|date| dates::words(date, words)),
        document.classification.clone(),
        Some(words.count("n_notes", document.annotations.len())).filter(|_| !document.annotations.is_empty()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let text = about::document(ctx, id).unwrap_or_default();
    let language = passage::language(ctx, document).unwrap_or_default();
    Record(capital(kind), document.title.clone(), facts.join(words.get("list_comma")), short(&text), language)
}

fn note(ctx: &Context, id: AnnotationId) -> Record {
    let (note, words) = (&ctx.book[id], ctx.words());
    let place = passage::annotated(ctx, id, None).into_iter().next();
    let kind = words.get(annotations::kind_key(note.kind)).to_string();
    let bears = ctx.book.evidence_of(id).map(|link| {
        let link = &ctx.book[link];
        format!("{} {}", words.get(evidence::stance_key(link.stance)), ctx.book[link.objective].id)
    });
    let bears: Vec<String> = bears.collect();
    let says = note.note.as_ref().map(|note| ctx.prose_words(note));
    let quote = || place.as_ref().and_then(|place| place.quote.clone()).unwrap_or_default();
    let text = says.unwrap_or_else(quote);
    let place = place.as_ref().map(|place| match &place.place {
        Some(within) => format!("{} {within}", place.document),
        None => place.document.clone(),
    });
    Record(kind, place.unwrap_or_default(), bears.join(words.get("list_comma")), short(&text), String::new())
}

fn entity(ctx: &Context, id: EntityId) -> Record {
    let entity = &ctx.book[id];
    let kind = ctx.book.settings.entity_types[entity.kind].label.clone();
    let mentions = ctx.words().count("mentions", entity.mentions.len());
    Record(kind, entity.name.clone(), mentions, prose(ctx, entity.description.as_ref()), String::new())
}

fn aim(ctx: &Context, id: &str, title: &str, statement: Option<&Prose>) -> Record {
    let kind = ctx.words().get("search_objective").to_string();
    Record(kind, format!("{id} {title}"), String::new(), prose(ctx, statement), String::new())
}

fn prose(ctx: &Context, prose: Option<&Prose>) -> String {
    prose.map(|prose| short(&ctx.prose_words(prose))).unwrap_or_default()
}

/// The first words of a text, and never many letters: some scripts have no spaces.
fn short(text: &str) -> String {
    let words = passage::shorten(text, WORDS);
    match words.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{} …", words[..end].trim_end()),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn made(book: &Book) -> Vec<(String, String)> {
        let (theme, _) = Theme::new(&[]);
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        files(book, &theme).into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
    }

    #[test]
    fn the_hash_is_the_one_that_the_script_computes() {
        for (name, expected) in [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)] {
            assert_eq!(hash(name), expected, "{name}");
        }
    }

    #[test]
    fn everything_has_its_preview_in_the_file_of_its_hash() {
        let book = sample::book();
        let files = made(&book);
        assert_eq!(files.len(), shards(&book));
        for target in targets(&book) {
            let name = name(&book, target);
            let (path, text) = &files[hash(&name) as usize % files.len()];
            assert!(path.starts_with(PREFIX) && text.contains(&format!("\"{name}\":[")), "{name} in {path}");
        }
        assert!(files.iter().any(|(_, text)| text.contains("12 June 2009")));
    }

    #[test]
    fn many_things_are_many_files_and_a_long_text_is_cut() {
        let mut book = sample::book();
        let names = (0..1000).map(|at| sample::entity(&format!("name-{at}"), "Name", 0));
        book.entities.extend(names.map(|mut entity| {
            entity.description = Some(sample::prose(&"漢字".repeat(2000)));
            entity
        }));
        let files = made(&book);
        assert!(files.len() > 20, "{}", files.len());
        let most = files.iter().map(|(_, text)| text.len()).max();
        assert!(most < Some(100_000), "{most:?}");
    }
}
