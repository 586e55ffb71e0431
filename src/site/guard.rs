//! Where an output folder really is, and the folders that must never be one.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::disk::identity;
use super::error::{During, SiteError};

/// Follows every link of a path, whose last parts need not exist yet.
pub(super) fn real_path(path: &Path) -> Result<PathBuf, SiteError> {
    let absolute = std::path::absolute(path).during("find", path)?;
    let mut real = PathBuf::new();
    let mut parts: VecDeque<OsString> = absolute.components().map(|part| part.as_os_str().to_os_string()).collect();
    let mut links = 0;
    while let Some(part) = parts.pop_front() {
        match Path::new(&part).components().next() {
            Some(Component::ParentDir) => drop(real.pop()),
            Some(Component::CurDir) | None => {}
            _ => real.push(&part),
        }
        let Ok(target) = fs::read_link(&real) else { continue };
        links += 1;
        if links > 40 {
            return Err(io::Error::other("too many links lead to each other")).during("follow", path);
        }
        real.pop();
        target.components().rev().for_each(|part| parts.push_front(part.as_os_str().to_os_string()));
    }
    Ok(real)
}

/// Refuses an output folder whose replacement would take more with it than a site. All paths are real ones.
pub(super) fn refuse_dangerous(output: &Path, root: &Path, home: Option<&Path>) -> Result<(), SiteError> {
    let refused = |why: &str| Err(SiteError::Refused { path: output.to_path_buf(), why: why.to_string() });
    if output.parent().is_none() {
        return refused("it is the root of a file system");
    }
    if home.is_some_and(|home| contains(output, home)) {
        return refused("it is or contains your home folder");
    }
    if contains(output, root) {
        return refused("it is or contains the book itself");
    }
    for part in ["content", "themes"] {
        if contains(&root.join(part), output) {
            return refused(&format!("it lies in `{part}`, where the book's own files are"));
        }
        // They may be links to elsewhere.
        if real_path(&root.join(part)).is_ok_and(|part| contains(output, &part)) {
            return refused(&format!("it contains the folder that `{part}` leads to, where the book's own files are"));
        }
    }
    if output.components().any(|part| part.as_os_str() == ".git") {
        return refused("it lies in a git folder");
    }
    if SYSTEM.iter().any(|folder| output == Path::new(folder)) {
        return refused("it is a folder of the system");
    }
    if output.exists() && !output.is_dir() {
        return refused("it is a file");
    }
    Ok(())
}

const SYSTEM: [&str; 21] = [
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/home",
    "/lib",
    "/lib64",
    "/media",
    "/mnt",
    "/opt",
    "/proc",
    "/root",
    "/run",
    "/sbin",
    "/sys",
    "/tmp",
    "/usr",
    "/usr/local",
    "/var",
    "/var/lib",
    "/Users",
];

/// Whether a folder is the other or one above it, whatever their spellings.
fn contains(folder: &Path, other: &Path) -> bool {
    let id = |path: &Path| fs::metadata(path).ok().and_then(|metadata| identity(&metadata));
    let wanted = id(folder);
    other.ancestors().any(|above| above == folder || (wanted.is_some() && id(above) == wanted))
}

/// Whether the current folder lies in the output: a swap would pull it from under the shell that stands there.
pub(super) fn stands_inside(output: &Path) -> bool {
    std::env::current_dir().is_ok_and(|here| here.starts_with(output))
}
