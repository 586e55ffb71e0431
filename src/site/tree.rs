//! The present output against the new site: what is stale, what is somebody else's, and how both come along.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::beside::INSIDE;
use super::disk;
use super::error::{During, SiteError};
use super::manifest::{MANIFEST, Manifest};

/// What a walk through the present output found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Files of the last build that this one does not make.
    pub(super) stale: Vec<String>,
    /// Files, links and the like that no build made.
    pub(super) foreign: Vec<PathBuf>,
    /// Folders that no build made.
    pub(super) foreign_folders: Vec<PathBuf>,
    /// Whether another file system is mounted inside.
    pub(super) mounts: bool,
}

/// The files of a site with their folders.
pub(super) struct Ours<'a> {
    old: &'a Manifest,
    new: &'a BTreeMap<String, String>,
    old_folders: BTreeSet<&'a str>,
    new_folders: BTreeSet<&'a str>,
}

impl<'a> Ours<'a> {
    pub(super) fn new(old: &'a Manifest, new: &'a BTreeMap<String, String>) -> Self {
        Self { old, new, old_folders: folders(&old.files), new_folders: folders(new) }
    }

    fn has_folder(&self, path: &str) -> bool {
        self.new_folders.contains(path) || self.old_folders.contains(path)
    }

    /// Walks through the output; refuses it where something foreign stands in a place the new site needs.
    pub(super) fn survey(&self, output: &Path) -> Result<Survey, SiteError> {
        let mut survey = Survey::default();
        let device = fs::metadata(output).ok().and_then(|metadata| disk::identity(&metadata)).map(|(device, _)| device);
        let walk = walkdir::WalkDir::new(output).min_depth(1).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() != 1 || !is_housekeeping(entry)) {
            let entry = entry.map_err(io::Error::from).during("read", output)?;
            if entry.file_type().is_dir() {
                let metadata = entry.metadata().map_err(io::Error::from).during("read", entry.path())?;
                survey.mounts |= disk::identity(&metadata).map(|(device, _)| device) != device;
            }
            self.sort_in(output, &entry, &mut survey)?;
        }
        Ok(survey)
    }

    fn sort_in(&self, output: &Path, entry: &walkdir::DirEntry, survey: &mut Survey) -> Result<(), SiteError> {
        let below = entry.path().strip_prefix(output).unwrap_or(entry.path());
        let path = slashed(below).unwrap_or_default();
        let folder = entry.file_type().is_dir();
        let known = if folder { self.has_folder(&path) } else { self.old.owns(&path) || self.new.contains_key(&path) };
        if known {
            if !folder && !self.new.contains_key(&path) {
                survey.stale.push(path);
            }
            return Ok(());
        }
        if let Some(wanted) = self.wanted_at(&path, folder) {
            return Err(SiteError::Blocked { path: entry.path().to_path_buf(), wanted });
        }
        if folder {
            survey.foreign_folders.push(below.into());
        } else {
            survey.foreign.push(below.into());
        }
        Ok(())
    }

    /// The path of the new site that cannot be while something foreign is at this one.
    fn wanted_at(&self, path: &str, folder: bool) -> Option<String> {
        if !folder && self.new_folders.contains(path) {
            return Some(format!("{path}/"));
        }
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        above.chain([path]).find(|part| self.new.contains_key(*part)).map(str::to_string)
    }

    /// The foreign things as an author wants to read of them: whole folders once, hidden ones never.
    pub(super) fn listed(&self, survey: &Survey) -> Vec<String> {
        let mut listed = BTreeSet::new();
        for below in survey.foreign.iter().chain(&survey.foreign_folders) {
            let path = slashed(below).unwrap_or_else(|| below.to_string_lossy().into_owned());
            if path.split('/').any(|part| part.starts_with('.')) {
                continue;
            }
            let folder = path.match_indices('/').map(|(at, _)| &path[..at]).find(|above| !self.has_folder(above));
            listed.insert(match folder {
                Some(folder) => format!("{folder}/"),
                None if survey.foreign_folders.contains(below) => format!("{path}/"),
                None => path,
            });
        }
        listed.into_iter().collect()
    }
}

fn is_housekeeping(entry: &walkdir::DirEntry) -> bool {
    entry.file_name() == MANIFEST || entry.file_name().to_str().is_some_and(|name| name.starts_with(INSIDE))
}

fn folders(files: &BTreeMap<String, String>) -> BTreeSet<&str> {
    let mut folders = BTreeSet::new();
    for path in files.keys() {
        for (at, _) in path.rmatch_indices('/') {
            if !folders.insert(&path[..at]) {
                break;
            }
        }
    }
    folders
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

/// Brings a file of the present output into the new site: by a second name, or as a copy where names are refused.
pub(super) fn carry(from: &Path, to: &Path) -> io::Result<()> {
    use io::ErrorKind::{CrossesDevices, NotFound, ReadOnlyFilesystem, StorageFull};
    if let Some(parent) = to.parent() {
        disk::create_dir_all(parent)?;
    }
    match disk::link(from, to) {
        Err(error) if !matches!(error.kind(), CrossesDevices | NotFound | ReadOnlyFilesystem | StorageFull) => {
            disk::copy(from, to)
        }
        other => other,
    }
}
