//! The staging folder beside an output: taken, locked against a second build, and cleaned of what a killed one left.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::disk;
use super::error::{During, SiteError};
use super::journal::Journal;

/// The staging folder's name where nothing can be made beside the output, as on a mount point.
pub(super) const INSIDE: &str = ".briefbook-new";

const MARKER: &str = "briefbook-staging";
const MARK: &str = "briefbook stages a site here; safe to delete while no build runs\n";

/// A staging folder that is ours alone until it is dropped.
#[derive(Debug)]
pub(super) struct Beside {
    folder: PathBuf,
    /// Holds the lock; the system lets go of it when a build is killed.
    _lock: File,
    /// Whether it lies in the output, which then cannot be exchanged.
    pub(super) inside: bool,
}

impl Beside {
    /// Takes the staging folder of an output, after finishing or undoing what a killed build left.
    pub(super) fn take(output: &Path) -> Result<Self, SiteError> {
        let inside = output.join(INSIDE);
        let is_mount = output.is_dir() && is_mount_point(output);
        if !is_mount && inside.is_dir() {
            Self::take_at(&inside, output, true)?.remove().during("clear", &inside)?;
        }
        let sibling = sibling(output);
        let refused = match if is_mount { Err(unwanted(&sibling)) } else { Self::take_at(&sibling, output, false) } {
            Ok(taken) => return Ok(taken),
            Err(error) => error,
        };
        let unwritable = matches!(&refused, SiteError::Io { source, .. }
            if matches!(source.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem));
        if unwritable && output.is_dir() { Self::take_at(&inside, output, true) } else { Err(refused) }
    }

    /// Whether a killed build left something beside an output, for the next one to finish or undo.
    pub(super) fn is_left(output: &Path) -> bool {
        sibling(output).exists()
    }

    fn take_at(folder: &Path, output: &Path, inside: bool) -> Result<Self, SiteError> {
        match disk::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => check_ours(folder)?,
            other => other.during("create", folder)?,
        }
        let lock = lock(folder, output).inspect_err(|_| drop(disk::remove_dir(folder)))?;
        let beside = Self { folder: folder.to_path_buf(), _lock: lock, inside };
        let marker = folder.join(MARKER);
        if fs::metadata(&marker).is_ok_and(|metadata| metadata.len() == 0) {
            disk::write(&marker, MARK.as_bytes()).during("write", &marker).inspect_err(|_| drop(beside.remove()))?;
        }
        Journal::recover(&beside, output)?;
        beside.clear().during("clear", folder)?;
        Ok(beside)
    }

    /// A path in the staging folder.
    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The new site.
    pub(super) fn site(&self) -> PathBuf {
        self.join("site")
    }

    /// The former output, between two renames.
    pub(super) fn old(&self) -> PathBuf {
        self.join("old")
    }

    /// Removes all but the lock; the journal first, since it speaks of the rest.
    fn clear(&self) -> io::Result<()> {
        Journal::forget(self)?;
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_name() != MARKER {
                disk::remove_tree(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Removes the staging folder with all in it.
    pub(super) fn remove(&self) -> io::Result<()> {
        self.clear()?;
        disk::remove_file(&self.folder.join(MARKER))?;
        disk::remove_dir(&self.folder)
    }
}

/// `.NAME.briefbook-new` in the same folder.
pub(super) fn sibling(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!(".{name}{INSIDE}"))
}

fn unwanted(sibling: &Path) -> SiteError {
    SiteError::Io { action: "create", path: sibling.to_path_buf(), source: io::ErrorKind::PermissionDenied.into() }
}

fn is_mount_point(output: &Path) -> bool {
    let device =
        |path: &Path| fs::metadata(path).ok().and_then(|metadata| disk::identity(&metadata)).map(|(device, _)| device);
    output.parent().is_some_and(|parent| device(parent) != device(output))
}

/// Refuses a folder of that name that no build made. An empty one is what a build leaves that is killed at its first step.
fn check_ours(folder: &Path) -> Result<(), SiteError> {
    let refused = || SiteError::Blocked { path: folder.to_path_buf(), wanted: "its staging folder".into() };
    if !fs::symlink_metadata(folder).during("read", folder)?.is_dir() {
        return Err(refused());
    }
    let empty = fs::read_dir(folder).during("read", folder)?.next().is_none();
    let mut mark = String::new();
    let read = File::open(folder.join(MARKER)).and_then(|file| file.take(200).read_to_string(&mut mark));
    if empty || (read.is_ok() && (mark.is_empty() || mark == MARK)) { Ok(()) } else { Err(refused()) }
}

fn lock(folder: &Path, output: &Path) -> Result<File, SiteError> {
    let path = folder.join(MARKER);
    let busy = || SiteError::Busy { path: output.to_path_buf() };
    let file = File::options().create(true).truncate(false).write(true).open(&path).during("write", &path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Err(busy()),
        // A file system without locks leaves two builds at once to the author.
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    // The build that held the lock may have removed the folder while we opened the file.
    let ours = file.metadata().ok().as_ref().and_then(disk::identity);
    let named = fs::metadata(&path).ok().as_ref().and_then(disk::identity);
    if ours == named { Ok(file) } else { Err(busy()) }
}
