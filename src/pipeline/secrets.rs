//! What an edition leaves out, as texts to search its finished files for, and a leak as a fault at its source.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, FileId, Span};
use crate::model::{Book, Secrets};
use crate::render::templates::Theme;
use crate::settings::Settings;
use crate::site::{Leak, LeakCheck, Origin};
use crate::source::Sources;

/// More leaks than this are not listed one by one.
const MOST: usize = 50;

/// The search for what an edition leaves out.
#[derive(Debug, Default)]
pub(super) struct Search {
    check: LeakCheck,
    /// Where each withheld text stands.
    places: Vec<Place>,
    audience: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// In a text of the book.
    At(Span),
    /// In the name of a file.
    Name(String),
}

impl Search {
    /// The search for one edition; of one that leaves nothing out, a search that finds nothing.
    pub(super) fn new(book: &Book, theme: &Theme, sources: &Sources) -> Self {
        let secrets = &book.secrets;
        if secrets.is_empty() {
            return Self::default();
        }
        let (mut places, mut texts) = (Vec::new(), Vec::new());
        let files = secrets.files.iter().map(|file| whole(*file, sources));
        for span in files.clone().chain(secrets.places.iter().copied()) {
            texts.push(slice(sources, span).to_string());
            places.push(Place::At(span));
        }
        let names =
            secrets.files.iter().map(|file| sources.file(*file).path.clone()).chain(secrets.paths.iter().cloned());
        for path in names {
            texts.push(below(&path).to_string());
            places.push(Place::Name(path));
        }
        let visible = visible(secrets, sources, &book.settings, book);
        let interface = theme.interface();
        let audience = book.settings.audience_name(book.audience).to_string();
        Self { check: LeakCheck::new(texts, &visible, &interface), places, audience }
    }

    /// What a finished file has that its readers may not see.
    pub(super) fn find(&self, path: &str, bytes: &[u8], origin: Origin) -> Vec<Leak> {
        self.check.find(path, bytes, origin)
    }

    /// Whether there is anything to search for.
    pub(super) fn is_empty(&self) -> bool {
        self.check.is_empty()
    }

    /// Whether a text has words that this audience may not see.
    pub(super) fn has_secret(&self, text: &str) -> bool {
        self.check.has_secret(text)
    }

    fn place(&self, leak: &Leak) -> Place {
        match &self.places[leak.text] {
            Place::At(span) => {
                let at = span.start as usize;
                Place::At(Span::new(span.file, at + leak.range.start, at + leak.range.end))
            }
            name @ Place::Name(_) => name.clone(),
        }
    }

    /// Leaks as faults, each once, with the first of the files that have it.
    pub(super) fn faults(&self, leaks: Vec<(String, Leak)>) -> Vec<Diagnostic> {
        let mut found: BTreeMap<Place, Vec<String>> = BTreeMap::new();
        for (path, leak) in leaks {
            found.entry(self.place(&leak)).or_default().push(path);
        }
        let more = found.len().saturating_sub(MOST);
        let mut faults: Vec<Diagnostic> =
            found.into_iter().take(MOST).map(|(place, paths)| self.fault(place, &paths)).collect();
        if more > 0 {
            let message = format!("{more} more passages stand in files whose readers may not see them");
            faults.push(Diagnostic::unplaced(Code::Leak, message).help("mend those that are listed first"));
        }
        faults
    }

    fn fault(&self, place: Place, paths: &[String]) -> Diagnostic {
        let others = match paths.len() - 1 {
            0 => String::new(),
            1 => " and one other file".to_string(),
            more => format!(" and {more} other files"),
        };
        let (audience, first) = (&self.audience, &paths[0]);
        let help =
            "take the words out of the template or file that brings them there, or let this audience see them here";
        match place {
            Place::At(span) => {
                let message = format!("words withheld from `{audience}` stand in its file `{first}`{others}");
                Diagnostic::new(Code::Leak, span, message).label("withheld here").help(help)
            }
            Place::Name(path) => {
                let message =
                    format!("the name of a file withheld from `{audience}` stands in its file `{first}`{others}");
                Diagnostic::about_path(Code::Leak, path, message).help(help)
            }
        }
    }
}

fn whole(file: FileId, sources: &Sources) -> Span {
    Span::new(file, 0, sources.file(file).text.len())
}

fn slice(sources: &Sources, span: Span) -> &str {
    sources.slice(span)
}

/// A file's name as a reader could meet it: below its folder, without its ending.
fn below(path: &str) -> &str {
    let name = below_folder(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn below_folder(path: &str) -> &str {
    path.splitn(3, '/').nth(2).unwrap_or(path)
}

/// Everything that this audience may see: the book's files without what is withheld, and what the settings say.
fn visible(secrets: &Secrets, sources: &Sources, settings: &Settings, book: &Book) -> Vec<String> {
    let paths = secrets.paths.iter().map(|path| below_folder(path).to_string());
    let ids = Ids::new(&secrets.ids.iter().cloned().chain(paths).collect::<Vec<_>>());
    let mut places: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
    for span in &secrets.places {
        places.entry(span.file).or_default().push(*span);
    }
    let shown: Vec<FileId> = sources
        .iter()
        .filter(|(id, file)| file.path.starts_with("content/") && !secrets.files.contains(id))
        .map(|(id, _)| id)
        .collect();
    let texts = shown.par_iter().flat_map_iter(|id| {
        let file = sources.file(*id);
        let cuts = places.get(id).map_or(&[][..], Vec::as_slice);
        let mut texts = vec![below(&file.path).to_string()];
        for piece in without(&file.text, cuts) {
            ids.cut(piece, file.path.ends_with(".md"), &mut texts);
        }
        texts
    });
    let mut texts: Vec<String> = texts.collect();
    texts.extend(book.statics.iter().chain(&book.originals).cloned());
    texts.extend(words(settings));
    texts.extend(Theme::builtin_texts());
    texts
}

/// What is left of a text without some places of it, which are in order.
fn without<'t>(text: &'t str, cuts: &[Span]) -> Vec<&'t str> {
    let (mut left, mut at) = (Vec::new(), 0);
    for cut in cuts {
        left.extend(text.get(at..cut.start as usize));
        at = at.max(cut.end as usize);
    }
    left.extend(text.get(at..));
    left
}

/// What pages show of the settings.
fn words(settings: &Settings) -> Vec<String> {
    let mut words = vec![settings.title.clone(), settings.language.clone(), settings.extra.to_string()];
    words.extend(
        settings.subtitle.iter().chain(&settings.base_url).chain(&settings.authors).chain(&settings.audiences).cloned(),
    );
    words.extend(settings.entity_types.iter().flat_map(|kind| [kind.id.clone(), kind.label.clone()]));
    words
}

/// Ids of what is withheld, as references name them.
struct Ids(Option<AhoCorasick>);

impl Ids {
    fn new(ids: &[String]) -> Self {
        // Shorter ones are no secrets.
        let long: Vec<&String> = ids.iter().filter(|id| id.len() > 4).collect();
        let finder = || {
            let mut builder = AhoCorasick::builder();
            builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(long.iter()).ok()
        };
        Self(if long.is_empty() { None } else { finder() })
    }

    /// A text cut where it refers to an id: as a value of YAML, in brackets, or as an address.
    fn cut(&self, text: &str, markdown: bool, out: &mut Vec<String>) {
        let mut at = 0;
        let matches = self.0.iter().flat_map(|finder| finder.find_iter(text));
        for found in matches {
            let before = text[..found.start()].trim_end_matches([' ', '"', '\'']);
            let after = text[found.end()..].trim_start_matches([' ', '"', '\'']);
            let inside = before.ends_with("[[")
                || before.ends_with(':') && before.contains("[[")
                || before.ends_with("](")
                || before.ends_with('/');
            let value = before.ends_with(['[', ',', ':', '-', '{']);
            let ends = after.is_empty() || after.starts_with([']', ',', '}', '\n', '\r', '|', '#', ')', '.', ':']);
            if ends && (inside || value && (!markdown || after.starts_with([']', ',', '}', '\n', ':']))) {
                out.push(text[at..found.start()].to_string());
                at = found.end();
            }
        }
        out.push(text[at..].to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_to_what_is_withheld_do_not_make_it_visible() {
        let ids = Ids::new(&["old-harbour".into(), "old-harbour-plan".into()]);
        for (text, markdown, left) in [
            ("- { document: old-harbour-plan, quote: x }", false, &["- { document: ", ", quote: x }"][..]),
            ("entities: [mali, \"Old-Harbour-Plan\"]", false, &["entities: [mali, \"", "\"]"]),
            ("see [[old-harbour-plan|words]]", true, &["see [[", "|words]]"]),
            ("see [[doc:old-harbour-plan]]", true, &["see [[doc:", "]]"]),
            ("see [x](../documents/old-harbour-plan.md)", true, &["see [x](../documents/", ".md)"]),
            ("the old-harbour-plan of old", true, &["the old-harbour-plan of old"]),
            ("note: the old harbour plan", false, &["note: the old harbour plan"]),
        ] {
            let mut out = Vec::new();
            ids.cut(text, markdown, &mut out);
            assert_eq!(out, left, "{text}");
        }
    }

    #[test]
    fn a_text_without_some_places() {
        let cut = |start, end| Span::new(FileId(0), start, end);
        assert_eq!(without("abcdef", &[cut(1, 2), cut(1, 3), cut(5, 6)]), ["a", "de", ""]);
        assert_eq!(without("abc", &[]), ["abc"]);
    }
}
