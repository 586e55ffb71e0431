//! The files named on the command line, read within limits.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Diagnostic};
use crate::import::decode::{LARGEST, too_large};
use crate::import::{Input, refused};

/// Reads every file once, also one that is named twice.
pub(super) fn read(files: &[PathBuf]) -> (Vec<Input>, Vec<Diagnostic>) {
    let (mut inputs, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for file in files {
        if !seen.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())) {
            continue;
        }
        match read_one(file) {
            Ok(input) => inputs.push(input),
            Err(fault) => faults.push(fault),
        }
    }
    (inputs, faults)
}

fn read_one(file: &Path) -> Result<Input, Diagnostic> {
    let name = file.display().to_string();
    let unreadable =
        |why: String| Diagnostic::about_path(Code::UnreadableFile, &name, format!("`{name}` cannot be read: {why}"));
    let metadata = fs::metadata(file).map_err(|error| unreadable(error.to_string()))?;
    if metadata.is_dir() {
        return Err(unreadable("it is a folder".into()).help("name the files in it"));
    }
    if metadata.len() > LARGEST {
        return Err(refused(&name, &too_large()));
    }
    let mut bytes = Vec::new();
    // A pipe has no length beforehand.
    let open = File::open(file).map_err(|error| unreadable(error.to_string()))?;
    open.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    Ok(Input { name, bytes })
}
