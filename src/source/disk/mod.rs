//! The edge: the files of a book as they lie on disk. The only place that reads them.

pub mod copies;
mod shelf;
mod stamp;

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::checksum::sha256;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

use super::Kind;
use super::content::Content;
use super::files::BookFiles;
pub use shelf::Shelf;

/// A text larger than this is refused.
pub const LARGEST: u64 = 8 * MB;
/// Settings larger than this are refused.
pub const LARGEST_SETTINGS: u64 = MB;
/// A picture, typeface or style of a theme larger than this is refused.
pub const LARGEST_OF_THEME: u64 = 64 * MB;

const MB: u64 = 1024 * 1024;
/// More files and folders than this are not listed: links into folders of links make very many of few.
pub const MOST_ENTRIES: usize = 100_000;

/// The folder of the book that a path is in: the nearest above that has `briefbook.yaml` or `content/`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let is_root = |folder: &&Path| {
        folder.join("briefbook.yaml").is_file()
            || folder.join("briefbook.yml").is_file()
            || folder.join("content").is_dir()
    };
    from.ancestors().find(is_root).map(Path::to_path_buf)
}

/// Reads a book.
///
/// # Errors
/// When the root cannot be listed; a single file that cannot be read is a diagnostic of the book.
pub fn read_book(root: &Path) -> Result<BookFiles, Diagnostic> {
    Shelf::default().read(root).map(|(files, _)| files)
}

/// Checksums of static files, in order; `None` when one of them cannot be read.
pub fn statics(root: &Path, files: &[String]) -> Option<Vec<String>> {
    let read = |file: &String| std::fs::read(root.join("content/static").join(file)).ok();
    files.par_iter().map(|file| read(file).map(|bytes| sha256(&bytes))).collect()
}

/// A book's files in order of their paths, each with its place, and what could not be listed.
fn list(root: &Path) -> (Vec<(String, PathBuf)>, Diagnostics) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for name in ["briefbook.yaml", "briefbook.yml"] {
        if root.join(name).is_dir() {
            let message = format!("`{name}` is a folder, not a file");
            faults
                .push(Diagnostic::about_path(Code::UnreadableFile, name, message).help("give the folder another name"));
        } else if root.join(name).is_file() {
            found.push((name.to_string(), root.join(name)));
        }
    }
    for folder in ["content", "themes"] {
        list_folder(root, folder, &mut found, &mut faults);
    }
    found.retain(|(path, _)| !super::kinds::is_litter(path));
    found.sort();
    (found, faults)
}

/// Lists a folder of the book, following links.
fn list_folder(root: &Path, folder: &str, found: &mut Vec<(String, PathBuf)>, faults: &mut Diagnostics) {
    if !root.join(folder).exists() {
        return;
    }
    for (met, entry) in WalkDir::new(root.join(folder)).follow_links(true).into_iter().enumerate() {
        if met == MOST_ENTRIES {
            let message = format!("`{folder}` has more than {MOST_ENTRIES} files and folders");
            let help = "look for links that lead to folders with links";
            faults.push(Diagnostic::about_path(Code::UnreadableFile, folder, message).help(help));
            break;
        }
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = relative(root, entry.path());
                found.push((path, entry.into_path()));
            }
            Ok(entry) => faults.extend(odd(root, &entry)),
            Err(fault) => {
                let path = fault.path().map_or_else(|| folder.to_string(), |path| relative(root, path));
                if super::kinds::is_litter(&path) {
                    continue;
                }
                let message = match fault.loop_ancestor() {
                    Some(_) => format!("`{path}` leads back to a folder above it"),
                    None => format!("`{path}` cannot be read: {}", reason(fault.io_error())),
                };
                faults.push(Diagnostic::about_path(Code::UnreadableFile, path, message));
            }
        }
    }
    faults.sort_by(|a, b| a.path.cmp(&b.path));
}

/// What is neither a file nor a folder cannot be read or copied.
fn odd(root: &Path, entry: &DirEntry) -> Option<Diagnostic> {
    let path = relative(root, entry.path());
    if entry.file_type().is_dir() || super::kinds::is_litter(&path) {
        return None;
    }
    let message = format!("`{path}` is neither a file nor a folder");
    Some(Diagnostic::about_path(Code::StrayFile, path, message).help("nothing is read or copied of it; remove it"))
}

fn reason(fault: Option<&std::io::Error>) -> String {
    fault.map_or_else(|| "unknown reason".to_string(), ToString::to_string)
}

/// The path below the root with `/`; a name that is not Unicode is shown with replacement characters.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

/// How large a file may be.
fn largest(kind: &Kind) -> u64 {
    match kind {
        Kind::Original(_) => u64::MAX,
        Kind::Settings => LARGEST_SETTINGS,
        Kind::Theme(_, below) if below.starts_with("static/") => LARGEST_OF_THEME,
        _ => LARGEST,
    }
}

/// What a file holds; `None` for one that is gone since it was listed, which is as if it had never been there.
fn read(path: &str, place: &Path, kind: &Kind, length: u64) -> Option<Result<Content, Diagnostic>> {
    // What is only copied or passed over is not read here.
    if matches!(kind, Kind::Litter | Kind::Stray(_) | Kind::Static(_)) {
        return Some(Ok(Content::Unread));
    }
    let most = largest(kind);
    if length > most {
        let message = format!("`{path}` is larger than {} MB", most / MB);
        let fault = Diagnostic::about_path(Code::FileTooLarge, path, message).help("split it into several files");
        return Some(Err(fault));
    }
    match std::fs::read(place) {
        Ok(bytes) => Some(Ok(Content::of(path, kind, bytes))),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => None,
        Err(fault) => {
            let message = format!("`{path}` cannot be read: {fault}");
            Some(Err(Diagnostic::about_path(Code::UnreadableFile, path, message)))
        }
    }
}
