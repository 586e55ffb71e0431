//! The edge: the files of a book as they lie on disk. The only place that reads them.

use std::collections::HashMap;
use std::fs::Metadata;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};

use super::content::Content;
use super::files::BookFiles;
use super::{Kind, kind_of};

/// A text larger than this is refused.
const LARGEST: u64 = 64 * 1024 * 1024;
/// No disk's clock is coarser.
const TICK: Duration = Duration::from_millis(2100);

/// The folder of the book that a path is in: the nearest above that has `briefbook.yaml` or `content/`.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let is_root = |folder: &&Path| {
        folder.join("briefbook.yaml").is_file()
            || folder.join("briefbook.yml").is_file()
            || folder.join("content").is_dir()
    };
    from.ancestors().find(is_root).map(Path::to_path_buf)
}

/// The files of a book as they were last read, so that only what changed is read again.
#[derive(Debug, Default)]
pub struct Shelf {
    files: HashMap<String, Held>,
}

/// A file that was read.
#[derive(Debug)]
struct Held {
    stamp: Option<Stamp>,
    content: Content,
    /// Whether the last reading met it.
    met: bool,
}

/// What of a file changes when it does.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: SystemTime,
    #[cfg(unix)]
    node: (u64, u64, i64, i64),
}

impl Stamp {
    /// A stamp to be trusted: a file touched so lately may be touched again within one tick of the disk's clock.
    fn of(data: &Metadata, now: SystemTime) -> Option<Self> {
        let modified = data.modified().ok()?;
        let settled = now.duration_since(modified).is_ok_and(|age| age > TICK);
        let stamp = Self {
            length: data.len(),
            modified,
            #[cfg(unix)]
            node: (data.dev(), data.ino(), data.ctime(), data.ctime_nsec()),
        };
        settled.then_some(stamp)
    }
}

impl Shelf {
    /// Reads a book, and gives the paths of files that came, went or changed since the last reading.
    ///
    /// # Errors
    /// When the root cannot be listed; a single file that cannot be read is a diagnostic of the book.
    pub fn read(&mut self, root: &Path) -> Result<(BookFiles, Vec<String>), Diagnostic> {
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
        let mut changed = Vec::new();
        for (path, place) in found {
            self.take(&path, &place, &mut files, &mut changed);
        }
        self.files.retain(|path, held| {
            let met = std::mem::take(&mut held.met);
            if !met {
                changed.push(path.clone());
            }
            met
        });
        changed.sort();
        Ok((files, changed))
    }

    /// Takes in one file: as it was held if its stamp is the same, else read anew.
    fn take(&mut self, path: &str, place: &Path, files: &mut BookFiles, changed: &mut Vec<String>) {
        let kind = kind_of(path);
        if kind == Kind::Litter {
            return;
        }
        let data = place.metadata().ok();
        let stamp = data.as_ref().and_then(|data| Stamp::of(data, SystemTime::now()));
        if let Some(held) = self.files.get_mut(path)
            && held.stamp.is_some()
            && held.stamp == stamp
        {
            held.met = true;
            files.add(path, kind, &held.content);
            return;
        }
        let length = data.map_or(0, |data| data.len());
        let Some(content) = read(path, place, &kind, length, &mut files.diagnostics) else { return };
        files.add(path, kind, &content);
        let before = self.files.get(path).map(|held| &held.content);
        // What is not read may have changed whenever its stamp has.
        if before != Some(&content) || content == Content::Unread {
            changed.push(path.to_string());
        }
        self.files.insert(path.to_string(), Held { stamp, content, met: true });
    }
}

/// Reads a book.
///
/// # Errors
/// When the root cannot be listed; a single file that cannot be read is a diagnostic of the book.
pub fn read_book(root: &Path) -> Result<BookFiles, Diagnostic> {
    Shelf::default().read(root).map(|(files, _)| files)
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

fn read(path: &str, place: &Path, kind: &Kind, length: u64, faults: &mut Diagnostics) -> Option<Content> {
    // What is only copied or passed over is not read here.
    if matches!(kind, Kind::Litter | Kind::Stray(_) | Kind::Static(_)) {
        return Some(Content::Unread);
    }
    if length > LARGEST && !matches!(kind, Kind::Original(_)) {
        let message = format!("`{path}` is larger than {} MB", LARGEST / 1024 / 1024);
        faults.push(Diagnostic::about_path(Code::FileTooLarge, path, message).help("split it into several files"));
        return None;
    }
    match std::fs::read(place) {
        Ok(bytes) => Some(Content::of(kind, bytes)),
        // Gone since it was listed: as if it had never been there.
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => None,
        Err(fault) => {
            let message = format!("`{path}` cannot be read: {fault}");
            faults.push(Diagnostic::about_path(Code::UnreadableFile, path, message));
            None
        }
    }
}
