//! Writing into an output that has to stay the folder it is (a mount point, the current folder), file by file.

use std::fs;
use std::io;
use std::path::Path;

use super::beside::{Beside, INSIDE};
use super::disk;
use super::error::{During, SiteError};
use super::paths;

/// Removes and writes the files a journal lists. Done again after a kill at any step, it ends in the same state.
pub(super) fn apply(beside: &Beside, output: &Path, remove: &[String], write: &[String]) -> Result<(), SiteError> {
    for path in remove.iter().filter(|path| paths::check(path).is_ok()) {
        let stale = output.join(path);
        disk::remove_file(&stale).during("remove", &stale)?;
        remove_empty_parents(output, &stale);
    }
    for path in write {
        let (staged, target) = (beside.site().join(path), output.join(path));
        if fs::symlink_metadata(&staged).is_err() {
            continue;
        }
        let parent = target.parent().unwrap_or(output);
        disk::create_dir_all(parent).during("create", parent)?;
        place(&staged, &target, output).during("write", &target)?;
    }
    Ok(())
}

fn remove_empty_parents(output: &Path, removed: &Path) {
    for parent in removed.ancestors().skip(1).take_while(|parent| *parent != output) {
        // A folder that still holds something is to stay.
        if disk::remove_dir(parent).is_err() {
            return;
        }
    }
}

fn place(staged: &Path, target: &Path, output: &Path) -> io::Result<()> {
    match disk::place(staged, target) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {}
        other => return other,
    }
    let draft = output.join(format!("{INSIDE}-file"));
    disk::remove_file(&draft)?;
    disk::copy(staged, &draft)?;
    disk::rename(&draft, target)?;
    disk::remove_file(staged)
}
