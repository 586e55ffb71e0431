//! A document's three files, put in place together or not at all.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic};
use crate::import::Imported;

/// Writes the original, its record and the document, in this order, so that a document never names what is not there.
pub(super) fn document(root: &Path, imported: &Imported, original: &[u8]) -> Result<(), Diagnostic> {
    let files = [
        (imported.original.as_str(), original),
        (imported.record.0.as_str(), imported.record.1.as_bytes()),
        (imported.path.as_str(), imported.document.as_bytes()),
    ];
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (path, bytes) in files {
        let target = root.join(path);
        match stage(&target, bytes) {
            Ok(draft) => staged.push((draft, target)),
            Err(error) => {
                discard(&staged);
                return Err(failed(&target, &error));
            }
        }
    }
    exchange(&staged).inspect_err(|_| discard(&staged))
}

/// Puts drafts in the place of their targets. Where one fails, all targets are again what they were before, since that is
/// better than half of what was to come.
fn exchange(staged: &[(PathBuf, PathBuf)]) -> Result<(), Diagnostic> {
    let mut done: Vec<(&Path, Option<PathBuf>)> = Vec::new();
    let mut result = Ok(());
    for (draft, target) in staged {
        let step = keep(draft, target).and_then(|kept| {
            let renamed = fs::rename(draft, target);
            match &renamed {
                Ok(()) => done.push((target.as_path(), kept)),
                Err(_) => kept.iter().for_each(|kept| drop(fs::remove_file(kept))),
            }
            renamed
        });
        if let Err(error) = step {
            result = Err(failed(target, &error));
            break;
        }
    }
    for (target, kept) in done {
        let _ = match (kept, result.is_ok()) {
            (Some(kept), true) => fs::remove_file(kept),
            (Some(kept), false) => fs::rename(kept, target),
            (None, true) => Ok(()),
            (None, false) => fs::remove_file(target),
        };
    }
    result
}

/// Keeps what is in the way of a draft under a second name beside it, until all is done. None where nothing is.
fn keep(draft: &Path, target: &Path) -> io::Result<Option<PathBuf>> {
    if fs::symlink_metadata(target).is_err() {
        return Ok(None);
    }
    let kept = draft.with_extension("old");
    // A second name keeps its times, too; not every drive has them.
    fs::hard_link(target, &kept).or_else(|_| fs::copy(target, &kept).map(drop))?;
    Ok(Some(kept))
}

/// Writes a draft of the objectives, and says whether it is new; what is there already stays unless replacing is asked for.
pub(super) fn objectives(target: &Path, draft: &str, force: bool) -> Result<&'static str, Diagnostic> {
    let state = match fs::read(target) {
        Ok(there) if there == draft.as_bytes() => return Ok("unchanged"),
        Ok(_) if !force => {
            let message =
                format!("the objectives are not written: `{}` is there already, with other words", target.display());
            let fault = Diagnostic::about_path(Code::ImportExists, target.display().to_string(), message);
            return Err(fault.help("name another file, or replace it with `--force`"));
        }
        Ok(_) => "replaced",
        Err(error) if error.kind() == ErrorKind::NotFound => "new",
        Err(error) => return Err(failed(target, &error)),
    };
    let draft = stage(target, draft.as_bytes()).map_err(|error| failed(target, &error))?;
    fs::rename(&draft, target).map(|()| state).map_err(|error| {
        let _ = fs::remove_file(&draft);
        failed(target, &error)
    })
}

/// Writes bytes beside the file they are for, under a name that a build passes over.
fn stage(target: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    if target.is_dir() {
        return Err(io::Error::new(ErrorKind::IsADirectory, "a folder has this name"));
    }
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let draft = folder.join(format!(".briefbook-{}-{name}.tmp", std::process::id()));
    match fs::write(&draft, bytes) {
        Ok(()) => Ok(draft),
        Err(error) => {
            let _ = fs::remove_file(&draft);
            Err(error)
        }
    }
}

fn discard(staged: &[(PathBuf, PathBuf)]) {
    for (draft, _) in staged {
        // One that was renamed already is gone.
        let _ = fs::remove_file(draft);
    }
}

fn failed(target: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::unplaced(Code::OutputFailed, format!("cannot write `{}`: {error}", target.display()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn files(folder: &Path) -> BTreeMap<String, String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
        let name = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        entries.map(|entry| (name(&entry), fs::read_to_string(entry.path()).expect("a text"))).collect()
    }

    #[test]
    fn files_take_the_place_of_others_together_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("b"), "old b").expect("written");
        fs::write(at("c"), "old c").expect("written");
        let before = files(folder.path());
        let staged = |lost: bool| -> Vec<(PathBuf, PathBuf)> {
            let stage = |name: &str| (stage(&at(name), format!("new {name}").as_bytes()).expect("staged"), at(name));
            let staged = ["a", "b", "c"].map(stage).to_vec();
            if lost {
                fs::remove_file(&staged[2].0).expect("lost");
            }
            staged
        };
        let half = staged(true);
        let fault = exchange(&half).expect_err("the last draft is gone");
        assert!(fault.message.starts_with("cannot write `"), "{}", fault.message);
        discard(&half);
        assert_eq!(files(folder.path()), before);
        exchange(&staged(false)).expect("all are there");
        let after = ["a", "b", "c"].map(|name| (name.to_string(), format!("new {name}")));
        assert_eq!(files(folder.path()), BTreeMap::from(after));
    }

    #[test]
    fn objectives_that_cannot_be_read_are_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("objectives.yaml");
        let state = |draft: &str, force| objectives(&target, draft, force).map_err(|fault| fault.code);
        assert_eq!(state("a", false), Ok("new"));
        assert_eq!(state("a", false), Ok("unchanged"));
        assert_eq!(state("b", false), Err(Code::ImportExists));
        assert_eq!(state("b", true), Ok("replaced"));
        fs::write(&target, b"caf\xe9").expect("written");
        assert_eq!(state("b", false), Err(Code::ImportExists), "in another encoding");
        assert_eq!(fs::read(&target).expect("kept"), b"caf\xe9");
    }
}
