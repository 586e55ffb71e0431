//! The nearest address that would work, for a link that does not.

use std::collections::HashMap;

use super::address;
use crate::diagnostics::nearest;

/// Looking for a like name among many is slow, and after so many faults nobody reads the suggestions.
const AT_MOST: usize = 200;
const NEIGHBOURS: usize = 5_000;

/// The paths of a site by name and by folder, sorted in when the first suggestion is asked for.
pub(super) struct Suggestions<'a> {
    paths: Vec<&'a str>,
    by_name: HashMap<String, Vec<&'a str>>,
    by_folder: HashMap<&'a str, Vec<&'a str>>,
    left: usize,
}

impl<'a> Suggestions<'a> {
    pub(super) fn new(paths: impl Iterator<Item = &'a str>) -> Self {
        Self { paths: paths.collect(), by_name: HashMap::new(), by_folder: HashMap::new(), left: AT_MOST }
    }

    /// A page near a path that does not exist, as an address seen from a folder.
    pub(super) fn page(&mut self, folder: &str, missing: &str) -> Option<String> {
        self.left = self.left.checked_sub(1)?;
        self.sort_in();
        let index = format!("{}/index.html", missing.trim_end_matches('/'));
        if let Ok(at) = self.paths.binary_search(&index.as_str()) {
            return Some(address::relative(folder, self.paths[at]));
        }
        let (missing_folder, name) = missing.split_at(address::folder(missing).len());
        let same_name = self.by_name.get(&name.to_lowercase()).into_iter().flatten();
        if let Some(path) = same_name.min_by_key(|path| (strsim::levenshtein(path, missing), **path)) {
            return Some(address::relative(folder, path));
        }
        // Only names are compared: a long folder in common would make any two paths alike.
        let beside = self.by_folder.get(missing_folder).filter(|beside| beside.len() <= NEIGHBOURS)?;
        let near = nearest(name, beside.iter().map(|path| &path[missing_folder.len()..]))?;
        Some(address::relative(folder, &format!("{missing_folder}{near}")))
    }

    /// An id near one that does not exist.
    pub(super) fn anchor<'ids>(&mut self, ids: &'ids str, missing: &str) -> Option<&'ids str> {
        self.left = self.left.checked_sub(1)?;
        nearest(missing, ids.lines())
    }

    fn sort_in(&mut self) {
        if !self.by_folder.is_empty() {
            return;
        }
        self.paths.sort_unstable();
        for path in &self.paths {
            let folder = address::folder(path);
            let name = &path[folder.len()..];
            self.by_folder.entry(folder).or_default().push(path);
            // Every folder has an index; the name says nothing.
            if name != "index.html" {
                self.by_name.entry(name.to_lowercase()).or_default().push(path);
            }
        }
    }
}
