//! Hints from the system that something below the book's folder changed.
//!
//! A hint says only that it is worth looking. What is watched are folders: the root for `briefbook.yaml` and for folders
//! that come and go, `content/` and `themes/` with all below them, and the folders that files lie in to which links lead.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, PoisonError, RwLock};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::is_litter;

use super::hint::{Hint, Wish};

/// The folders of a book that are watched with all below them.
const FOLDERS: [&str; 2] = ["content", "themes"];
/// What else at the root makes a book.
const FILES: [&str; 2] = ["briefbook.yaml", "briefbook.yml"];

/// A watch on a book's folder.
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    armed: BTreeSet<PathBuf>,
    filter: Arc<Filter>,
}

/// Which events are hints.
struct Filter {
    root: PathBuf,
    /// Folders outside the book that links lead into.
    linked: RwLock<BTreeSet<PathBuf>>,
    /// Whether a folder that is watched came or went as a whole.
    stale: AtomicBool,
}

impl Filter {
    /// What an event says may have changed; `None` when it says nothing of the book.
    fn hint(&self, event: &Event) -> Option<Hint> {
        // Our own reading is an event, too.
        if matches!(event.kind, EventKind::Access(_)) {
            return None;
        }
        if event.need_rescan() || event.paths.is_empty() {
            return Some(Hint::All);
        }
        let mut paths = event.paths.iter().filter(|path| self.concerns(path)).peekable();
        paths.peek()?;
        let below: Option<BTreeSet<String>> = paths.map(|path| self.below(path)).collect();
        // What editors leave behind is no part of the book.
        below.map_or(Some(Hint::All), |mut below| {
            below.retain(|path| !is_litter(path));
            (!below.is_empty()).then_some(Hint::Files(below))
        })
    }

    /// A path of the book as the book's files are named.
    fn below(&self, path: &Path) -> Option<String> {
        let parts = path.strip_prefix(&self.root).ok()?.components();
        let parts: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
        parts.map(|parts| parts.join("/"))
    }

    fn concerns(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else { return self.is_linked(path) };
        let mut parts = below.components();
        let first = parts.next().map(|part| part.as_os_str().to_string_lossy());
        let Some(first) = first else {
            self.stale.store(true, Ordering::Relaxed);
            return true;
        };
        if FOLDERS.contains(&first.as_ref()) {
            if parts.next().is_none() {
                self.stale.store(true, Ordering::Relaxed);
            }
            return true;
        }
        FILES.contains(&first.as_ref()) || self.is_linked(path)
    }

    fn is_linked(&self, path: &Path) -> bool {
        let linked = self.linked.read().unwrap_or_else(PoisonError::into_inner);
        path.parent().is_some_and(|folder| linked.contains(folder))
    }
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system gives no events, or not for so many folders.
    pub(super) fn new(root: &Path, hints: Sender<Wish>) -> notify::Result<Self> {
        let root = root.canonicalize().map_err(notify::Error::io)?;
        let filter = Arc::new(Filter { root: root.clone(), linked: RwLock::default(), stale: AtomicBool::new(false) });
        let judge = Arc::clone(&filter);
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // An error is as good a reason to look as any.
            if let Some(hint) = event.map_or(Some(Hint::All), |event| judge.hint(&event)) {
                let _ = hints.send(Wish::Look(hint));
            }
        })?;
        let mut watch = Self { root: root.clone(), watcher, armed: BTreeSet::new(), filter };
        watch.watcher.watch(&root, RecursiveMode::NonRecursive)?;
        watch.arm()?;
        Ok(watch)
    }

    /// Whether a folder that is watched came or went as a whole.
    pub(super) fn is_stale(&self) -> bool {
        self.filter.stale.load(Ordering::Relaxed)
    }

    /// Follows what changed: folders that came and went, and links to files elsewhere. Gives whether a folder is watched
    /// only now, so that what happened in it before was not seen.
    ///
    /// # Errors
    /// When the system cannot watch so many folders.
    pub(super) fn follow(&mut self, changed: &[String]) -> notify::Result<bool> {
        let mut anew = false;
        if self.filter.stale.swap(false, Ordering::Relaxed) {
            for folder in std::mem::take(&mut self.armed) {
                // What is gone cannot be let go.
                let _ = self.watcher.unwatch(&folder);
            }
            let _ = self.watcher.unwatch(&self.root);
            // A root that is gone has nothing to watch; it is looked for at every rescan.
            if self.watcher.watch(&self.root, RecursiveMode::NonRecursive).is_err() {
                self.filter.stale.store(true, Ordering::Relaxed);
            }
            self.filter.linked.write().unwrap_or_else(PoisonError::into_inner).clear();
            anew = true;
        }
        anew |= self.arm()?;
        for path in changed {
            anew |= self.link(&self.root.join(path))?;
        }
        Ok(anew)
    }

    /// Watches the folders of the book that are there and not watched yet.
    fn arm(&mut self) -> notify::Result<bool> {
        let mut anew = false;
        for folder in FOLDERS.map(|name| self.root.join(name)) {
            if !self.armed.contains(&folder) && folder.is_dir() {
                ignore_gone(self.watcher.watch(&folder, RecursiveMode::Recursive))?;
                self.armed.insert(folder);
                anew = true;
            }
        }
        Ok(anew)
    }

    /// Watches the folder that a linked file really lies in.
    fn link(&mut self, path: &Path) -> notify::Result<bool> {
        if !path.symlink_metadata().is_ok_and(|data| data.is_symlink()) {
            return Ok(false);
        }
        let Ok(target) = path.canonicalize() else { return Ok(false) };
        let Some(folder) = target.parent() else { return Ok(false) };
        let fresh = self.filter.linked.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_path_buf());
        let known = folder == self.root || self.armed.iter().any(|armed| folder.starts_with(armed));
        if fresh && !known {
            ignore_gone(self.watcher.watch(folder, RecursiveMode::NonRecursive))?;
            self.armed.insert(folder.to_path_buf());
        }
        Ok(fresh)
    }
}

/// A folder that went while it was being watched is no failure of the watching.
fn ignore_gone(result: notify::Result<()>) -> notify::Result<()> {
    match result {
        Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => Ok(()),
        Err(error) if matches!(&error.kind, notify::ErrorKind::Io(io) if io.kind() == std::io::ErrorKind::NotFound) => {
            Ok(())
        }
        other => other,
    }
}
