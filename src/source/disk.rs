//! The edge: the files of a book as they lie on disk. The only place that reads them.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostics::{Code, Diagnostic};

use super::files::BookFiles;
use super::{Kind, kind_of};

/// A text larger than this is refused.
const LARGEST: u64 = 64 * 1024 * 1024;

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
    if let Err(fault) = std::fs::read_dir(root) {
        let message = format!("the folder `{}` cannot be listed: {fault}", root.display());
        return Err(Diagnostic::unplaced(Code::BookNotFound, message).help("name the book's folder with `--root`"));
    }
    let mut found = Vec::new();
    let mut files = BookFiles::default();
    for name in ["briefbook.yaml", "briefbook.yml"] {
        if root.join(name).is_file() {
            found.push((name.to_string(), root.join(name)));
        }
    }
    for folder in ["content", "themes"] {
        list(root, folder, &mut found, &mut files);
    }
    found.sort();
    for (path, place) in found {
        read(&path, &place, &mut files);
    }
    Ok(files)
}

/// Lists a folder of the book, following links.
fn list(root: &Path, folder: &str, found: &mut Vec<(String, PathBuf)>, files: &mut BookFiles) {
    if !root.join(folder).exists() {
        return;
    }
    for entry in WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let path = relative(root, entry.path());
                found.push((path, entry.into_path()));
            }
            Ok(_) => {}
            Err(fault) => {
                let path = fault.path().map_or_else(|| folder.to_string(), |path| relative(root, path));
                if super::kinds::is_litter(&path) {
                    continue;
                }
                let message = match fault.loop_ancestor() {
                    Some(_) => format!("`{path}` leads back to a folder above it"),
                    None => format!("`{path}` cannot be read: {}", reason(fault.io_error())),
                };
                files.diagnostics.push(Diagnostic::about_path(Code::UnreadableFile, path, message));
            }
        }
    }
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

fn read(path: &str, place: &Path, files: &mut BookFiles) {
    let kind = kind_of(path);
    // What is only copied or passed over is not read here.
    if matches!(kind, Kind::Litter | Kind::Stray(_) | Kind::Static(_)) {
        files.add(path, kind, Vec::new());
        return;
    }
    let text = !matches!(kind, Kind::Original(_));
    let large = place.metadata().is_ok_and(|data| data.len() > LARGEST);
    if large && text {
        let message = format!("`{path}` is larger than {} MB", LARGEST / 1024 / 1024);
        files
            .diagnostics
            .push(Diagnostic::about_path(Code::FileTooLarge, path, message).help("split it into several files"));
        return;
    }
    match std::fs::read(place) {
        Ok(bytes) => files.add(path, kind, bytes),
        // Gone since it was listed: as if it had never been there.
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {}
        Err(fault) => {
            let message = format!("`{path}` cannot be read: {fault}");
            files.diagnostics.push(Diagnostic::about_path(Code::UnreadableFile, path, message));
        }
    }
}
