//! `briefbook init`: a small working book that an author can change into their own, and a theme begun.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::Serialize;

use crate::diagnostics::{Code, Diagnostic};
use crate::pipeline::Outcome;

mod theme;

use super::Session;
use super::args::InitOptions;

/// The files of a new book but its settings, in the order they are written.
const FILES: &[(&str, &str)] = &[
    (".gitignore", include_str!("starter/gitignore")),
    ("content/index.md", include_str!("starter/content/index.md")),
    ("content/documents/harbour-letter.md", include_str!("starter/content/documents/harbour-letter.md")),
    ("content/annotations/harbour-letter.yaml", include_str!("starter/content/annotations/harbour-letter.yaml")),
    ("content/entities/organisations.yaml", include_str!("starter/content/entities/organisations.yaml")),
    ("content/objectives.yaml", include_str!("starter/content/objectives.yaml")),
    ("content/events.yaml", include_str!("starter/content/events.yaml")),
];

/// What makes a folder a book.
const MARKS: [&str; 3] = ["briefbook.yaml", "briefbook.yml", "content"];

#[derive(Serialize)]
struct StarterSettings {
    title: String,
    language: &'static str,
    format: u32,
}

/// Makes a book, begins a theme, or both, and gives the exit code.
pub(super) fn run(session: &Session, options: &InitOptions) -> u8 {
    let made = made(session, options);
    match made {
        Ok(remarks) => {
            remarks.iter().for_each(|remark| session.reporter.remark(remark));
            session.finish("init", &Outcome::default(), false)
        }
        Err(fault) => session.fail("init", fault),
    }
}

fn made(session: &Session, options: &InitOptions) -> Result<Vec<String>, Diagnostic> {
    let mut remarks = Vec::new();
    let folder = match &options.folder {
        Some(folder) => {
            make(folder)?;
            let shown = folder.display();
            remarks.push(format!("a new book is in `{shown}`; build it with `briefbook build --root {shown}`"));
            folder.clone()
        }
        None => session.root()?,
    };
    if let Some(name) = &options.theme {
        remarks.extend(theme::begin(&folder, name)?);
    }
    Ok(remarks)
}

fn make(folder: &Path) -> Result<(), Diagnostic> {
    if let Some(mark) = MARKS.iter().find(|mark| folder.join(mark).symlink_metadata().is_ok()) {
        let message = format!("`{}` is a book already: it has `{mark}`", folder.display());
        return Err(
            Diagnostic::unplaced(Code::CommandLine, message).help("name a new folder, as in `briefbook init my-book`")
        );
    }
    fs::create_dir_all(folder).map_err(|error| failed("make the folder", folder, &error))?;
    let settings = StarterSettings { title: title(folder), language: "en", format: crate::settings::FORMAT };
    let settings = crate::yaml::write(&settings);
    for (path, text) in FILES.iter().copied().chain([("briefbook.yaml", settings.as_str())]) {
        write_new(&folder.join(path), text)?;
    }
    Ok(())
}

/// Writes a file that is not there yet; one that is there stays as it is.
fn write_new(path: &Path, text: &str) -> Result<(), Diagnostic> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| failed("make the folder", parent, &error))?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map_err(|error| failed("write", path, &error)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(failed("write", path, &error)),
    }
}

fn failed(action: &str, path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::unplaced(Code::OutputFailed, format!("cannot {action} `{}`: {error}", path.display()))
}

/// A title out of the folder's name: `mali-2025` becomes `Mali 2025`.
fn title(folder: &Path) -> String {
    let whole = folder.canonicalize();
    let whole = whole.as_deref().unwrap_or(folder);
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let spaced = name.replace(['-', '_'], " ");
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Briefing book".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_comes_from_the_folder() {
        for (folder, expected) in [
            ("demo", "Demo"),
            ("mali_book-2025", "Mali book 2025"),
            ("no", "No"),
            ("a: b # c", "A: b # c"),
            ("--", "Briefing book"),
        ] {
            let parent = tempfile::tempdir().expect("a temporary folder");
            let path = parent.path().join(folder);
            make(&path).expect("a new book");
            let written = fs::read_to_string(path.join("briefbook.yaml")).expect("its settings");
            let read: serde_yaml::Value = serde_yaml::from_str(&written).expect("YAML");
            assert_eq!(read["title"].as_str(), Some(expected), "{written}");
        }
    }

    #[test]
    fn nothing_is_overwritten() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        fs::write(parent.path().join(".gitignore"), "mine\n").expect("a file");
        make(parent.path()).expect("a new book");
        assert_eq!(fs::read_to_string(parent.path().join(".gitignore")).expect("a file"), "mine\n");
        let again = make(parent.path()).expect_err("a book is there");
        assert_eq!(again.code, Code::CommandLine);
        assert!(again.message.ends_with("is a book already: it has `briefbook.yaml`"), "{}", again.message);
    }
}
