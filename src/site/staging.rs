//! The one writer of a site: files are streamed in, and the output changes only when all are there.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::checksum::sha256;

use super::beside::Beside;
use super::disk;
use super::error::{During, SiteError};
use super::guard;
use super::inplace;
use super::journal::{self, Journal};
use super::manifest::{MANIFEST, Manifest};
use super::paths::Claims;
use super::tree::{Ours, Survey, carry};

/// What putting a site in place did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that keep their bytes, number and time.
    pub unchanged: usize,
    /// Files of the last build that this one does not make.
    pub removed: usize,
    /// Files and folders (with a final `/`) that no build made; they stay.
    pub foreign: Vec<String>,
}

/// A site on its way. Dropped without [`Staging::commit`], it leaves the output as it was.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    beside: Beside,
    force: bool,
    old: Manifest,
    new: BTreeMap<String, String>,
    staged: Vec<String>,
    claims: Claims,
    /// Folders above the output that were made for it, outermost first.
    made: Vec<PathBuf>,
    /// Whether the output is between two states, so that only the journal may touch it.
    underway: bool,
    committed: bool,
}

impl Staging {
    /// Begins a site for an output folder, which is followed if it is a link. Folders whose replacement would take more
    /// than a site with it are refused before anything is touched.
    pub fn begin(output: &Path, root: &Path, force: bool) -> Result<Self, SiteError> {
        let output = guard::real_path(output)?;
        let root = guard::real_path(root)?;
        let home =
            std::env::home_dir().filter(|home| home.is_absolute()).map(|home| guard::real_path(&home)).transpose()?;
        guard::refuse_dangerous(&output, &root, home.as_deref())?;
        let made = make_parents(&output)?;
        let beside = Beside::take(&output).inspect_err(|_| unmake(&made))?;
        let old = Manifest::read(&output);
        let site = beside.site();
        let staging = Self {
            output,
            beside,
            force,
            old,
            new: BTreeMap::new(),
            staged: Vec::new(),
            claims: Claims::default(),
            made,
            underway: false,
            committed: false,
        };
        disk::create_dir(&site).during("create", &site)?;
        Ok(staging)
    }

    /// Adds a file of the site. One that the output has already with the same bytes is not written again.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), SiteError> {
        self.claims.claim(path)?;
        if !self.has_already(path, bytes)? {
            let staged = self.beside.site().join(path);
            let parent = staged.parent().unwrap_or(&staged);
            disk::create_dir_all(parent).during("create", parent)?;
            disk::write(&staged, bytes).during("write", &staged)?;
            self.staged.push(path.to_string());
        }
        self.new.insert(path.to_string(), sha256(bytes));
        Ok(())
    }

    fn has_already(&self, path: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        let present = self.output.join(path);
        let Ok(metadata) = fs::symlink_metadata(&present) else { return Ok(false) };
        if metadata.is_dir() {
            // Only the whole picture tells whether it goes away with its last file.
            return Ok(false);
        }
        let hidden = path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
        if !self.force && !hidden && !self.old.owns(path) {
            return Err(SiteError::NotOurs { path: present });
        }
        let same_length = metadata.is_file() && metadata.len() == bytes.len() as u64;
        Ok(same_length && fs::read(&present).is_ok_and(|present| present == bytes))
    }

    /// Puts the site in place: stale files go, foreign ones stay, and nothing happens if nothing has changed.
    pub fn commit(mut self) -> Result<Placed, SiteError> {
        let ours = Ours::new(&self.old, &self.new);
        let exists = self.output.is_dir();
        let survey = if exists { ours.survey(&self.output)? } else { Survey::default() };
        let placed = Placed {
            written: self.staged.len(),
            unchanged: self.new.len() - self.staged.len(),
            removed: survey.stale.len(),
            foreign: ours.listed(&survey),
        };
        let manifest = Manifest { files: self.new.clone() }.to_json();
        let known = fs::read(self.output.join(MANIFEST)).is_ok_and(|present| present == manifest);
        if placed.written == 0 && placed.removed == 0 && known {
            return Ok(placed);
        }
        let path = self.beside.site().join(MANIFEST);
        disk::write(&path, &manifest).during("write", &path)?;
        self.put_in_place(&survey, exists)?;
        self.committed = true;
        Ok(placed)
    }

    fn put_in_place(&mut self, survey: &Survey, exists: bool) -> Result<(), SiteError> {
        if !exists {
            return disk::rename(&self.beside.site(), &self.output).during("create", &self.output);
        }
        let stays = self.beside.inside || survey.mounts || guard::stands_inside(&self.output);
        let done = if stays { Err(busy(&self.output)) } else { self.complete(survey).and_then(|()| self.replace()) };
        match done {
            Err(SiteError::Io { source, .. }) if must_stay(&source) => self.write_in_place(survey),
            other => other,
        }
    }

    /// Brings what stays into the new site, so that it is whole.
    fn complete(&self, survey: &Survey) -> Result<(), SiteError> {
        let site = self.beside.site();
        let mut staged = self.staged.clone();
        staged.sort_unstable();
        for path in self.new.keys().filter(|path| staged.binary_search(path).is_err()) {
            let present = self.output.join(path);
            carry(&present, &site.join(path)).during("keep", &present)?;
        }
        for path in &survey.foreign_folders {
            disk::create_dir_all(&site.join(path)).during("keep", &self.output.join(path))?;
        }
        for path in &survey.foreign {
            let present = self.output.join(path);
            match carry(&present, &site.join(path)) {
                // Somebody else's file may go away at any time.
                Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(&present).is_err() => {}
                other => other.during("keep", &present)?,
            }
        }
        for path in survey.foreign_folders.iter().rev().map(PathBuf::as_path).chain([Path::new("")]) {
            let mode = fs::metadata(self.output.join(path)).map(|metadata| metadata.permissions());
            mode.and_then(|mode| fs::set_permissions(site.join(path), mode)).during("keep", &self.output.join(path))?;
        }
        Ok(())
    }

    /// Exchanges the folders in one step, or in two with a journal where one is refused.
    fn replace(&mut self) -> Result<(), SiteError> {
        match disk::exchange(&self.beside.site(), &self.output) {
            Ok(()) => Ok(()),
            Err(error) if must_stay(&error) => Err(error).during("replace", &self.output),
            Err(_) => {
                self.underway = true;
                let done = journal::swap(&self.beside, &self.output);
                self.underway = !self.output.exists();
                done
            }
        }
    }

    fn write_in_place(&mut self, survey: &Survey) -> Result<(), SiteError> {
        let mut write = self.staged.clone();
        write.push(MANIFEST.to_string());
        let journal = Journal::Place { remove: survey.stale.clone(), write };
        journal.note(&self.beside)?;
        self.underway = true;
        let Journal::Place { remove, write } = &journal else { return Ok(()) };
        inplace::apply(&self.beside, &self.output, remove, write)?;
        self.underway = false;
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.underway {
            return;
        }
        // What cannot be removed now is removed when the next site begins.
        let _ = self.beside.remove();
        if !self.committed {
            unmake(&self.made);
        }
    }
}

fn busy(output: &Path) -> SiteError {
    SiteError::Io { action: "replace", path: output.to_path_buf(), source: io::ErrorKind::ResourceBusy.into() }
}

/// Whether the file system says that the output has to stay the folder it is.
fn must_stay(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices)
}

fn make_parents(output: &Path) -> Result<Vec<PathBuf>, SiteError> {
    let missing: Vec<PathBuf> =
        output.ancestors().skip(1).take_while(|above| !above.exists()).map(PathBuf::from).collect();
    let made: Vec<PathBuf> = missing.into_iter().rev().collect();
    for folder in &made {
        disk::create_dir(folder).during("create", folder).inspect_err(|_| unmake(&made))?;
    }
    Ok(made)
}

/// Removes the folders that were made for an output, unless something is in them by now.
fn unmake(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = disk::remove_dir(folder);
    }
}
