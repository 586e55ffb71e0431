//! What an output folder was last built from, noted with the book, so that building the same again has nothing to do.
//!
//! The note is no cache: nothing is taken from it but that the output is what it would become. It is never part of a site,
//! for it stands for what an audience may not see, too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use crate::checksum::sha256;

use super::beside::Beside;
use super::manifest::Manifest;

/// The folder of the note below the book's root.
const FOLDER: &str = ".briefbook";

/// Notes by the checksum of their output's path.
type Notes<T> = BTreeMap<String, Built<T>>;

#[derive(Serialize, Deserialize)]
struct Built<T> {
    /// Stands for everything that the site was made from.
    from: String,
    /// What was said of it.
    said: T,
}

/// What was said of an output when it was built from the same, and it is still as it was built.
pub fn same<T: DeserializeOwned>(root: &Path, output: &Path, from: &str) -> Option<T> {
    let output = output.canonicalize().ok()?;
    let built = read(root)?.remove(&name(&output)?)?;
    (built.from == from && !Beside::is_left(&output) && is_intact(&output)).then_some(built.said)
}

/// Notes what an output was built from. Where nothing can be noted the next build does all its work.
pub fn note<T: Serialize + DeserializeOwned>(root: &Path, output: &Path, from: String, said: T) {
    let Some(name) = name(output) else { return };
    let mut notes: Notes<T> = read(root).unwrap_or_default();
    // Outputs come and go; those of the last builds are enough.
    if notes.len() > 8 {
        notes.clear();
    }
    notes.insert(name, Built { from, said });
    let folder = root.join(FOLDER);
    let Ok(text) = serde_json::to_vec_pretty(&notes) else { return };
    let _ = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join(".gitignore"), "*\n"))
        .and_then(|()| fs::write(folder.join("built.json.tmp"), text))
        .and_then(|()| fs::rename(folder.join("built.json.tmp"), folder.join("built.json")));
}

/// Stands for this very program: one that was built anew may make other pages of the same book.
pub fn program() -> Option<String> {
    let data = std::env::current_exe().and_then(fs::metadata).ok()?;
    let made = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), data.len(), made.as_nanos()))
}

fn read<T: DeserializeOwned>(root: &Path) -> Option<Notes<T>> {
    serde_json::from_slice(&fs::read(root.join(FOLDER).join("built.json")).ok()?).ok()
}

fn name(output: &Path) -> Option<String> {
    let path: PathBuf = output.canonicalize().ok()?;
    Some(sha256(path.as_os_str().as_encoded_bytes()))
}

/// Whether every file that a build wrote is there with the bytes that it wrote, and nothing else that a build would name.
fn is_intact(output: &Path) -> bool {
    let files = Manifest::read(output).files;
    let as_written =
        |(path, sum): (&String, &String)| fs::read(output.join(path)).is_ok_and(|bytes| sha256(&bytes) == *sum);
    !files.is_empty() && !has_others(output, &files) && files.par_iter().all(as_written)
}

/// Whether there are files that no build made; hidden ones, like the mark that keeps the folder, are never named.
fn has_others(output: &Path, files: &BTreeMap<String, String>) -> bool {
    WalkDir::new(output).into_iter().any(|entry| {
        let Ok(entry) = entry else { return true };
        let path = entry.path().strip_prefix(output).map(Path::to_str);
        let Ok(Some(path)) = path else { return true };
        !entry.file_type().is_dir() && !files.contains_key(path) && !path.split('/').any(|part| part.starts_with('.'))
    })
}
