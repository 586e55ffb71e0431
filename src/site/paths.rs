//! Paths a site may have: writable on every file system and distinct on every file system.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::beside::INSIDE;
use super::error::SiteError;
use super::manifest::MANIFEST;
use crate::windows::is_device;

/// The paths given so far, by the form in which a careless file system compares them.
#[derive(Debug, Default)]
pub struct Claims {
    by_folded: HashMap<String, Claim>,
}

#[derive(Debug)]
struct Claim {
    spelled: String,
    folder: bool,
}

impl Claims {
    /// Takes a path, unless it cannot be one or clashes with one that is taken.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn claim(&mut self, path: &str) -> Result<(), SiteError> {
        check(path).map_err(|why| error(path, why))?;
        for (at, _) in path.match_indices('/') {
            self.take(path, &path[..at], true)?;
        }
        self.take(path, path, false)
    }

    /// Whether a file has a path already, whatever its case and Unicode form.
    pub fn is_taken(&self, path: &str) -> bool {
        self.by_folded.get(&folded(path)).is_some_and(|claim| !claim.folder)
    }

    fn take(&mut self, path: &str, part: &str, folder: bool) -> Result<(), SiteError> {
        let Some(taken) = self.by_folded.get(&folded(part)) else {
            self.by_folded.insert(folded(part), Claim { spelled: part.to_string(), folder });
            return Ok(());
        };
        if taken.spelled != part {
            return Err(error(path, format!("it differs from `{}` only by case or Unicode form", taken.spelled)));
        }
        match (taken.folder, folder) {
            (true, true) => Ok(()),
            (false, false) => Err(error(path, "two sources make it".into())),
            _ => Err(error(path, format!("`{part}` is both a file and a folder"))),
        }
    }
}

fn error(path: &str, why: String) -> SiteError {
    SiteError::Path { path: path.to_string(), why }
}

fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

/// What is wrong with a path, if something is.
pub(super) fn check(path: &str) -> Result<(), String> {
    if path == MANIFEST || path == INSIDE || path.starts_with(&format!("{INSIDE}/")) {
        return Err("briefbook keeps this name for itself".into());
    }
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), String> {
    if part.is_empty() || part == "." || part == ".." {
        return Err("it has an empty part, `.` or `..`".into());
    }
    if let Some(bad) = part.chars().find(|c| c.is_control() || "<>:\"|?*\\".contains(*c)) {
        return Err(format!("`{}` is forbidden on Windows", bad.escape_default()));
    }
    if part.ends_with(['.', ' ']) {
        return Err(format!("`{part}` ends in a dot or space, which Windows drops"));
    }
    if part.len() > 255 {
        return Err("a part of it is longer than 255 bytes".into());
    }
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    if is_device(part) { Err(format!("`{stem}` is a device name on Windows")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim_all(paths: &[&str]) -> Result<(), String> {
        let mut claims = Claims::default();
        paths.iter().try_for_each(|path| claims.claim(path)).map_err(|error| error.to_string())
    }

    #[test]
    fn paths_fit_for_every_file_system_pass() {
        let paths = ["index.html", "documents/a.html", "documents/b.html", ".nojekyll", "static/naïve.txt", "com.html"];
        assert_eq!(claim_all(&paths), Ok(()));
    }

    #[test]
    fn paths_unfit_for_some_file_system_are_refused() {
        let cases: [(&[&str], &str); 17] = [
            (&[""], "empty part"),
            (&["/etc/passwd"], "empty part"),
            (&["a//b"], "empty part"),
            (&["../a"], "`..`"),
            (&["a/./b"], "`.`"),
            (&["a:b"], "`:`"),
            (&["a\\b"], "`\\\\`"),
            (&["a\nb"], "`\\n`"),
            (&["what?.html"], "`?`"),
            (&["a./b"], "ends in a dot"),
            (&["AUX.html"], "device name"),
            (&["x/com1"], "device name"),
            (&[".briefbook.json"], "keeps this name"),
            (&["a.html", "a.html"], "two sources"),
            (&["a.html", "A.html"], "only by case"),
            (&["caf\u{e9}.html", "cafe\u{301}.html"], "only by case"),
            (&["x/a", "x"], "both a file and a folder"),
        ];
        for (paths, expected) in cases {
            let message = claim_all(paths).expect_err("refused");
            assert!(message.contains(expected), "{paths:?}: {message}");
        }
    }

    #[test]
    fn folders_that_differ_only_by_case_are_refused() {
        assert!(claim_all(&["Docs/a", "docs/b"]).is_err_and(|message| message.contains("`Docs`")));
    }
}
