//! The files of a book, read from disk: the only file of this folder that touches it.
//!
//! In: a book's root. Out: text files as [`Sources`], the paths of static files, checksums of originals, a theme's files,
//! and what could not be read. Byte order marks stay in the text, so that offsets are those of the file.

use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::{DirEntry, WalkDir};

use super::Sources;
use super::place::Place;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span, did_you_mean};
use crate::render::templates::ThemeFile;
use crate::settings;

/// Text files above this many bytes are not read.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Everything that a book's folder holds.
#[derive(Debug, Default)]
pub struct BookFiles {
    /// Text files: settings, content, templates.
    pub sources: Sources,
    /// `briefbook.yaml`, if there is one.
    pub settings: Option<FileId>,
    /// Static files: path below `content/static/`.
    pub statics: Vec<String>,
    /// Original files: path below `content/originals/`, and SHA-256 in lowercase hex.
    pub originals: Vec<(String, String)>,
    /// Files of the theme that the settings name: path below `themes/<name>/`.
    pub theme: Vec<ThemeFile>,
    /// What could not be read, and what nothing reads.
    pub diagnostics: Diagnostics,
}

/// The root of the book that a folder belongs to: the nearest folder, upwards, with `briefbook.yaml` or `content/`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let from = std::path::absolute(from).ok()?;
    let is_root = |folder: &&Path| {
        folder.join("briefbook.yaml").is_file() || folder.join("briefbook.yml").is_file() || folder.join("content").is_dir()
    };
    from.ancestors().find(is_root).map(Path::to_path_buf)
}

/// Reads a book. What is wrong with single files is among its diagnostics.
///
/// # Errors
/// The root cannot be listed.
pub fn read_book(root: &Path) -> Result<BookFiles, Diagnostic> {
    let unlisted = |error: std::io::Error| {
        let path = root.display().to_string();
        Diagnostic::about_path(Code::BookNotFound, &path, format!("the folder `{path}` cannot be read: {}", plain(&error)))
    };
    std::fs::read_dir(root).map_err(unlisted)?;
    let mut files = BookFiles::default();
    let paths = list(root, &mut files.diagnostics);
    files.gather(&paths.iter().map(String::as_str).collect::<Vec<_>>(), &Disk { root });
    Ok(files)
}

impl BookFiles {
    /// A book held in memory, for tests: pairs of path and text.
    pub fn from_texts(texts: &[(&str, &str)]) -> Self {
        let mut texts = texts.to_vec();
        texts.sort_unstable();
        let mut files = Self::default();
        let paths: Vec<&str> = texts.iter().map(|(path, _)| *path).collect();
        files.gather(&paths, &Memory(&texts));
        files
    }

    /// Takes up files in order of their paths.
    fn gather(&mut self, paths: &[&str], store: &dyn Store) {
        let mut themes = Vec::new();
        for path in paths {
            match Place::of(path) {
                Place::Litter => {}
                Place::Stray(help) => self.stray(path, help),
                Place::Static(below) => self.statics.push(below.to_string()),
                Place::Original(below) => self.original(path, below, store),
                Place::Theme(name, below) => themes.push((*path, name, below)),
                Place::Settings if self.settings.is_some() => self.stray(path, "remove it: `briefbook.yaml` is read instead"),
                place => {
                    let file = self.text(path, store);
                    if place == Place::Settings {
                        self.settings = file;
                    }
                }
            }
        }
        self.themes(&themes, store);
    }

    fn stray(&mut self, path: &str, help: &str) {
        let message = format!("nothing reads `{path}`");
        self.diagnostics.push(Diagnostic::about_path(Code::StrayFile, path, message).help(help));
    }

    fn original(&mut self, path: &str, below: &str, store: &dyn Store) {
        match store.checksum(path) {
            Ok(sum) => self.originals.push((below.to_string(), sum)),
            Err(error) => self.unreadable(path, &error),
        }
    }

    fn unreadable(&mut self, path: &str, error: &std::io::Error) {
        let message = format!("`{path}` cannot be read: {}", plain(error));
        self.diagnostics.push(Diagnostic::about_path(Code::UnreadableFile, path, message));
    }

    fn bytes(&mut self, path: &str, store: &dyn Store) -> Option<Vec<u8>> {
        let length = store.length(path).unwrap_or(0);
        if length > MAX_BYTES {
            let message = format!("`{path}` has {length} bytes; text of more than {} MiB is not read", MAX_BYTES >> 20);
            self.diagnostics.push(Diagnostic::about_path(Code::FileTooLarge, path, message).help("split it"));
            return None;
        }
        store.bytes(path).map_err(|error| self.unreadable(path, &error)).ok()
    }

    /// Reads a text file. One that is not UTF-8 is reported at its first bad byte and kept with the bad bytes replaced:
    /// places up to that byte hold, and what refers to the file still finds it.
    fn text(&mut self, path: &str, store: &dyn Store) -> Option<FileId> {
        let bytes = self.bytes(path, store)?;
        let error = match String::from_utf8(bytes) {
            Ok(text) => return Some(self.sources.add(path, text)),
            Err(error) => error,
        };
        let good = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(good).copied().unwrap_or(0);
        let file = self.sources.add(path, String::from_utf8_lossy(error.as_bytes()));
        let span = Span::new(file, good, good + char::REPLACEMENT_CHARACTER.len_utf8());
        let message = format!("`{path}` is not UTF-8 text: byte {byte:#04x} at offset {good}");
        self.diagnostics.push(Diagnostic::new(Code::NotUtf8, span, message).help("save the file in UTF-8"));
        Some(file)
    }

    /// Reads the theme that the settings name, out of all themes of the book.
    fn themes(&mut self, found: &[(&str, &str, &str)], store: &dyn Store) {
        let named = self.settings.and_then(|file| settings::theme(&self.sources, file));
        let name = named.as_ref().map_or(settings::DEFAULT_THEME, |named| &named.value).to_string();
        for (path, _, below) in found.iter().filter(|(_, theme, _)| *theme == name) {
            self.theme_file(path, below, store);
        }
        if let Some(named) = named.filter(|named| named.value != settings::DEFAULT_THEME && self.theme.is_empty()) {
            let message = format!("no theme `{name}`: `themes/{name}/` has no files");
            let others = found.iter().map(|(_, theme, _)| *theme).chain([settings::DEFAULT_THEME]);
            let near = did_you_mean(&name, others);
            self.diagnostics.push(Diagnostic::new(Code::ThemeUnknown, named.span, message).maybe_help(near));
        }
    }

    fn theme_file(&mut self, path: &str, below: &str, store: &dyn Store) {
        let Some(bytes) = self.bytes(path, store) else { return };
        let text = if below.starts_with("static/") { None } else { std::str::from_utf8(&bytes).ok() };
        let file = text.map(|text| self.sources.add(path, text));
        self.theme.push(ThemeFile { path: below.to_string(), bytes, file });
    }
}

/// Where the bytes of files come from.
trait Store {
    fn length(&self, path: &str) -> std::io::Result<u64>;
    fn bytes(&self, path: &str) -> std::io::Result<Vec<u8>>;
    fn checksum(&self, path: &str) -> std::io::Result<String>;
}

struct Disk<'r> {
    root: &'r Path,
}

impl Store for Disk<'_> {
    fn length(&self, path: &str) -> std::io::Result<u64> {
        Ok(std::fs::metadata(self.root.join(path))?.len())
    }

    fn bytes(&self, path: &str) -> std::io::Result<Vec<u8>> {
        std::fs::read(self.root.join(path))
    }

    /// Piece by piece: originals may be scans of any size.
    fn checksum(&self, path: &str) -> std::io::Result<String> {
        let mut file = std::fs::File::open(self.root.join(path))?;
        let (mut hasher, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
        loop {
            match file.read(&mut buffer)? {
                0 => return Ok(hex(&hasher.finalize())),
                count => hasher.update(&buffer[..count]),
            }
        }
    }
}

struct Memory<'t>(&'t [(&'t str, &'t str)]);

impl Memory<'_> {
    fn find(&self, path: &str) -> std::io::Result<&str> {
        let found = self.0.binary_search_by(|(known, _)| (*known).cmp(path));
        found.map(|at| self.0[at].1).map_err(|_| std::io::ErrorKind::NotFound.into())
    }
}

impl Store for Memory<'_> {
    fn length(&self, path: &str) -> std::io::Result<u64> {
        Ok(self.find(path)?.len() as u64)
    }

    fn bytes(&self, path: &str) -> std::io::Result<Vec<u8>> {
        Ok(self.find(path)?.as_bytes().to_vec())
    }

    fn checksum(&self, path: &str) -> std::io::Result<String> {
        Ok(hex(&Sha256::digest(self.find(path)?)))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// All files that may belong to the book, sorted by their paths.
fn list(root: &Path, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut paths: Vec<String> = ["briefbook.yaml", "briefbook.yml"].map(String::from).to_vec();
    paths.retain(|name| root.join(name).is_file());
    for folder in ["content", "themes"] {
        let walk = WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => match relative(root, entry.path()) {
                    Ok(path) => paths.push(path),
                    Err(lossy) => diagnostics.push(unnamed(&lossy)),
                },
                Ok(_) => {}
                Err(error) => diagnostics.extend(walk_fault(root, &error)),
            }
        }
    }
    paths.sort_unstable();
    paths
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// A path below the root with `/`, or what can be shown of one that is no text.
fn relative(root: &Path, path: &Path) -> Result<String, String> {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/")).ok_or_else(|| below.to_string_lossy().replace('\\', "/"))
}

fn unnamed(lossy: &str) -> Diagnostic {
    let message = format!("the name of `{lossy}` is not UTF-8");
    Diagnostic::about_path(Code::UnreadableFile, lossy, message).help("give the file another name")
}

/// A missing `content/` or `themes/` is an empty one.
fn walk_fault(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let absent = error.depth() == 0 && error.io_error().is_some_and(|io| io.kind() == std::io::ErrorKind::NotFound);
    if absent {
        return None;
    }
    let path = error.path().map_or_else(String::new, |path| relative(root, path).unwrap_or_else(|lossy| lossy));
    let why = match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => "a symbolic link leads back to a folder it stands in".to_string(),
        (None, Some(io)) => plain(io),
        (None, None) => error.to_string(),
    };
    Some(Diagnostic::about_path(Code::UnreadableFile, &path, format!("`{path}` cannot be read: {why}")))
}

/// An error of the system without its number.
fn plain(error: &std::io::Error) -> String {
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or("").to_string();
    let mut letters = words.chars();
    letters.next().map_or(words.clone(), |first| first.to_lowercase().chain(letters).collect())
}
