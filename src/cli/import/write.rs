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
    let mut new: Vec<&Path> = Vec::new();
    for (draft, target) in &staged {
        let fresh = fs::symlink_metadata(target).is_err();
        if let Err(error) = fs::rename(draft, target) {
            discard(&staged);
            // What was there before is better than half of what was to come.
            for path in new {
                let _ = fs::remove_file(path);
            }
            return Err(failed(target, &error));
        }
        if fresh {
            new.push(target);
        }
    }
    Ok(())
}

/// Writes a draft of the objectives; what is there already stays unless replacing is asked for.
pub(super) fn objectives(target: &Path, draft: &str, force: bool) -> Result<(), Diagnostic> {
    match fs::read_to_string(target) {
        Ok(there) if there == draft => return Ok(()),
        Ok(_) if !force => {
            let message =
                format!("the objectives are not written: `{}` is there already, with other words", target.display());
            let fault = Diagnostic::about_path(Code::ImportExists, target.display().to_string(), message);
            return Err(fault.help("name another file, or replace it with `--force`"));
        }
        _ => {}
    }
    let draft = stage(target, draft.as_bytes()).map_err(|error| failed(target, &error))?;
    fs::rename(&draft, target).map_err(|error| {
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
