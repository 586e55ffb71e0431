//! A theme: templates, static files and words, the built-in ones overridden file by file by the book's.
//!
//! The built-in theme is inside the program; nothing here reads from disk.

mod compile;
mod faults;
mod names;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;
use tera::Tera;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};

use faults::{OwnTemplates, lower};

use super::words::{Words, WordsFault};

/// So many templates a theme may have: the built-in one has thirty.
pub const MOST_TEMPLATES: usize = 200;

/// The built-in theme's files.
#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct Builtin;

pub use crate::source::ThemeFile;

/// A theme ready to render.
#[derive(Debug, Default)]
pub struct Theme {
    tera: Tera,
    words: Arc<Words>,
    assets: BTreeMap<String, Cow<'static, [u8]>>,
    own: OwnTemplates,
}

impl Theme {
    /// The built-in theme under a book's own files, and what is wrong with those. A template of the book's that cannot be
    /// used leaves the built-in one of its name in force; the others stay.
    pub fn new(overrides: &[ThemeFile]) -> (Self, Diagnostics) {
        Self::in_language(overrides, "en")
    }

    /// The same with the interface's words in a language; in English where there are none for it.
    pub fn in_language(overrides: &[ThemeFile], language: &str) -> (Self, Diagnostics) {
        let mut diagnostics = Vec::new();
        let words = Arc::new(read_words(overrides, language, &mut diagnostics));
        let own = few(own_templates(overrides, &mut diagnostics), overrides, &mut diagnostics);
        let placed = overrides.iter().filter_map(|file| Some((template_name(&file.path)?, file.file?)));
        let placed = placed.filter_map(|(name, file)| Some((name.clone(), (file, own.get(&name)?.clone()))));
        let placed = OwnTemplates(placed.collect());
        let (tera, faults) = compile::compile(own, &words, &placed);
        diagnostics.extend(faults);
        (Self { tera, words, assets: read_assets(overrides), own: placed }, diagnostics)
    }

    /// The interface's words.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Words that the interface puts beside the author's: the built-in ones, and single short ones of the theme's own,
    /// such as the names of months.
    pub fn interface(&self) -> Vec<String> {
        let files = Builtin::iter().filter(|path| path.starts_with("words/"));
        let builtin = files.filter_map(|path| Words::read(&String::from_utf8_lossy(&builtin(&path))).ok());
        let builtin: Vec<Words> = builtin.collect();
        let own = self.words.texts().filter(|text| text.len() < 12 && !text.contains(|c: char| !c.is_alphabetic()));
        builtin.iter().flat_map(Words::texts).chain(own).map(String::from).collect()
    }

    /// The texts of the built-in theme's files: what every book's pages may have.
    pub fn builtin_texts() -> impl Iterator<Item = String> {
        Builtin::iter().map(|path| String::from_utf8_lossy(&builtin(&path)).into_owned())
    }

    /// Paths of the static files, in order; each is published at `assets/<path>`.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        self.assets.keys().map(String::as_str)
    }

    /// The bytes of a static file.
    pub fn asset(&self, path: &str) -> Option<&[u8]> {
        self.assets.get(path).map(AsRef::as_ref)
    }

    /// Renders a template, by its file name, with a view.
    ///
    /// # Errors
    /// A fault of the template, placed in the book's own theme file when it is one.
    pub fn render(&self, template: &str, view: &impl serde::Serialize) -> Result<String, Diagnostic> {
        #[cfg(test)]
        variables::note(template, view);
        let rendered = tera::Context::from_serialize(view).and_then(|context| self.tera.render(template, &context));
        rendered.map_err(|error| self.own.faults(&error).remove(0).within(&self.own, template))
    }
}

/// `templates/x.html` is the template `x.html`.
fn template_name(path: &str) -> Option<String> {
    path.strip_prefix("templates/").map(String::from)
}

fn own_templates(overrides: &[ThemeFile], diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut own = BTreeMap::new();
    for file in overrides {
        let Some(name) = template_name(&file.path) else { continue };
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => drop(own.insert(name, text.to_string())),
            Err(_) => diagnostics.push(at_file(Code::NotUtf8, file, "a template that is not UTF-8 text")),
        }
    }
    own
}

/// No more templates than can be looked at together.
fn few(
    own: BTreeMap<String, String>,
    overrides: &[ThemeFile],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let named = |name: &String| overrides.iter().find(|file| template_name(&file.path).as_ref() == Some(name));
    if let Some(file) = own.keys().nth(MOST_TEMPLATES).and_then(named) {
        let message = format!("more than {MOST_TEMPLATES} templates: this one and those behind it are left out");
        diagnostics.push(at_file(Code::TemplateBroken, file, message).help("put several components into one template"));
    }
    own.into_iter().take(MOST_TEMPLATES).collect()
}

fn at_file(code: Code, file: &ThemeFile, message: impl Into<String>) -> Diagnostic {
    match file.file {
        Some(id) => Diagnostic::new(code, Span::file_start(id), message),
        None => Diagnostic::about_path(code, &file.path, message),
    }
}

fn builtin(path: &str) -> Cow<'static, [u8]> {
    Builtin::get(path).map_or(Cow::Borrowed(&[]), |file| file.data)
}

fn read_assets(overrides: &[ThemeFile]) -> BTreeMap<String, Cow<'static, [u8]>> {
    let mut assets = BTreeMap::new();
    for path in Builtin::iter() {
        if let Some(name) = path.strip_prefix("static/") {
            assets.insert(name.to_string(), builtin(&path));
        }
    }
    for file in overrides {
        if let Some(name) = file.path.strip_prefix("static/") {
            assets.insert(name.to_string(), Cow::Owned(file.bytes.clone()));
        }
    }
    assets
}

/// The words of a language: the built-in ones and the book's own, from English to the language itself. The book's files for
/// other languages are read for their faults only.
fn read_words(overrides: &[ThemeFile], language: &str, diagnostics: &mut Diagnostics) -> Words {
    let mut own = own_words(overrides, diagnostics);
    let mut words = Words::default();
    words.count_as(language);
    for stem in Words::chain(language) {
        let text = builtin(&format!("words/{stem}.yaml"));
        match Words::read(&String::from_utf8_lossy(&text)) {
            Ok(ours) => words.overlay(ours),
            Err(error) => diagnostics.push(Diagnostic::unplaced(Code::WordsBroken, error.message)),
        }
        own.remove(&stem).into_iter().for_each(|own| words.overlay(own));
    }
    words
}

/// The book's own words, by the stems of their files.
fn own_words(overrides: &[ThemeFile], diagnostics: &mut Diagnostics) -> BTreeMap<String, Words> {
    let mut out = BTreeMap::new();
    for file in overrides {
        let Some(name) = file.path.strip_prefix("words/") else { continue };
        // What is not UTF-8 has been reported where the file was read.
        let Ok(text) = std::str::from_utf8(&file.bytes) else { continue };
        match Words::read(text) {
            Ok(own) => {
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                out.insert(stem.to_ascii_lowercase(), own);
            }
            Err(WordsFault { message, range }) => {
                let mut fault = at_file(Code::WordsBroken, file, lower(&message));
                fault.span = fault.span.map(|span| Span::new(span.file, range.start, range.end));
                diagnostics.push(fault.help("write `key: words`, or `key: { one: ..., other: ... }`"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod variables;
