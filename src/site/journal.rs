//! What a build is about to do to an output that cannot be exchanged in one step, written down so that the next build
//! can finish it.

use std::fs;
use std::io;
use std::path::Path;

use super::beside::Beside;
use super::disk;
use super::error::{During, SiteError};
use super::inplace;

const NAME: &str = "journal.json";

/// One intention.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub(super) enum Journal {
    /// Move the output away, then the new site to its place.
    Swap,
    /// Remove and write single files of the output.
    Place {
        /// Files to remove.
        remove: Vec<String>,
        /// Staged files to move into the output, in order.
        write: Vec<String>,
    },
}

impl Journal {
    /// Writes the journal down, whole or not at all.
    pub(super) fn note(&self, beside: &Beside) -> Result<(), SiteError> {
        let (draft, path) = (beside.join("journal.new"), beside.join(NAME));
        let text = serde_json::to_vec(self).expect("strings are always JSON");
        disk::write(&draft, &text).during("write", &draft)?;
        disk::rename(&draft, &path).during("write", &path)
    }

    /// Forgets the journal, if there is one.
    pub(super) fn forget(beside: &Beside) -> io::Result<()> {
        disk::remove_file(&beside.join(NAME))
    }

    /// Brings an output to its old or new state whole, if a killed build left it between the two.
    pub(super) fn recover(beside: &Beside, output: &Path) -> Result<(), SiteError> {
        let path = beside.join(NAME);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error).during("read", &path),
        };
        match serde_json::from_slice(&text).map_err(io::Error::from).during("read", &path)? {
            Self::Swap => recover_swap(beside, output),
            Self::Place { remove, write } => inplace::apply(beside, output, &remove, &write),
        }
    }
}

/// Only the moment between the two renames needs help; the new site is complete before the first.
fn recover_swap(beside: &Beside, output: &Path) -> Result<(), SiteError> {
    if output.exists() || !beside.old().exists() {
        return Ok(());
    }
    let whole = if beside.site().exists() { beside.site() } else { beside.old() };
    disk::rename(&whole, output).during("replace", output)
}

/// Puts the new site in the output's place with two renames.
pub(super) fn swap(beside: &Beside, output: &Path) -> Result<(), SiteError> {
    Journal::Swap.note(beside)?;
    disk::rename(output, &beside.old()).during("replace", output)?;
    disk::rename(&beside.site(), output).during("replace", output).inspect_err(|_| {
        // Should this fail too, the journal lets the next build do it.
        let _ = disk::rename(&beside.old(), output);
    })
}
