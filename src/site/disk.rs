//! The changes this part makes to a disk, one function each; nothing else here writes.

use std::fs::{self, File, FileTimes, Metadata};
use std::io;
use std::path::Path;

#[cfg(not(test))]
fn check(_kind: &'static str) -> io::Result<()> {
    Ok(())
}
#[cfg(test)]
use super::faults::check;

/// Writes a new file.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    check("write")?;
    fs::write(path, bytes)
}

/// Makes one folder.
pub(super) fn create_dir(path: &Path) -> io::Result<()> {
    check("create")?;
    fs::create_dir(path)
}

/// Makes a folder and those above it.
pub(super) fn create_dir_all(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    check("create")?;
    fs::create_dir_all(path)
}

/// Gives a file or folder another name on the same file system.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    check("rename")?;
    fs::rename(from, to)
}

/// Renames into the output folder; refused where that is another file system.
pub(super) fn place(from: &Path, to: &Path) -> io::Result<()> {
    check("place")?;
    fs::rename(from, to)
}

/// Gives a file a second name.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    check("link")?;
    fs::hard_link(from, to)
}

/// Removes a file that may be gone already.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    check("remove")?;
    gone_is_fine(fs::remove_file(path))
}

/// Removes an empty folder that may be gone already.
pub(super) fn remove_dir(path: &Path) -> io::Result<()> {
    check("remove")?;
    gone_is_fine(fs::remove_dir(path))
}

fn gone_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Removes a folder with all in it, following no link. One that is gone is fine.
pub(super) fn remove_tree(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(path).contents_first(true) {
        let entry = entry.map_err(io::Error::from)?;
        if entry.file_type().is_dir() { remove_dir(entry.path())? } else { remove_file(entry.path())? }
    }
    Ok(())
}

/// Copies a file with its mode and time, where a second name is refused.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    check("copy")?;
    let metadata = fs::symlink_metadata(from)?;
    if metadata.is_symlink() {
        return copy_symlink(from, to);
    }
    fs::copy(from, to)?;
    let times = FileTimes::new().set_modified(metadata.modified()?);
    // A file that is read-only by now cannot be opened to set its time; its bytes matter more.
    let _ = File::options().write(true).open(to).and_then(|file| file.set_times(times));
    Ok(())
}

#[cfg(unix)]
fn copy_symlink(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_symlink(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Exchanges two folders in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    check("exchange")?;
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanges two folders in one step, which this system cannot.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// What tells one file from another whatever its name: device and number.
#[cfg(unix)]
pub(super) fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

/// What tells one file from another whatever its name: not known on this system.
#[cfg(not(unix))]
pub(super) fn identity(_metadata: &Metadata) -> Option<(u64, u64)> {
    None
}
