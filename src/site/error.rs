//! What can keep a site from being put in place: faults of the environment, never of the book.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site was not put in place.
#[derive(Debug)]
pub enum SiteError {
    /// The output folder is one that must not be replaced.
    Refused {
        /// The folder as it really is.
        path: PathBuf,
        /// Why it must not be replaced.
        why: String,
    },
    /// A file that would be written is there already, and no build wrote it.
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// Something of another kind stands where a file or folder has to be.
    Blocked {
        /// What stands there.
        path: PathBuf,
        /// The path of the site that needs the place.
        wanted: String,
    },
    /// A path of the site that cannot be written everywhere, or comes twice.
    Path {
        /// The path below the output folder.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// Another build is writing the same output.
    Busy {
        /// The output folder.
        path: PathBuf,
    },
    /// The file system refused.
    Io {
        /// What was being done, as in "cannot …".
        action: &'static str,
        /// To which path.
        path: PathBuf,
        /// What it answered.
        source: io::Error,
    },
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { path, why } => write!(f, "`{}` cannot be the output folder: {why}", path.display()),
            Self::NotOurs { path } => {
                write!(f, "`{}` is already there and was not made by briefbook; `--force` replaces it", path.display())
            }
            Self::Blocked { path, wanted } => {
                write!(f, "cannot write `{wanted}`: `{}` is in the way; move it elsewhere", path.display())
            }
            Self::Path { path, why } => write!(f, "`{path}` cannot be a path of the site: {why}"),
            Self::Busy { path } => write!(f, "another build is writing `{}`", path.display()),
            Self::Io { action, path, source } => {
                write!(f, "cannot {action} `{}`: ", path.display())?;
                reason(source, f)
            }
        }
    }
}

fn reason(source: &io::Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => f.write_str("no space is left"),
        io::ErrorKind::ReadOnlyFilesystem => f.write_str("the file system is read-only"),
        io::ErrorKind::PermissionDenied => f.write_str("permission denied"),
        io::ErrorKind::NotADirectory => f.write_str("a folder on the way is a file"),
        _ => write!(f, "{source}"),
    }
}

impl std::error::Error for SiteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Says what was being done to which path when the file system refused.
pub(super) trait During<T> {
    fn during(self, action: &'static str, path: &Path) -> Result<T, SiteError>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, action: &'static str, path: &Path) -> Result<T, SiteError> {
        self.map_err(|source| SiteError::Io { action, path: path.to_path_buf(), source })
    }
}
