//! Runs the program on books in temporary folders.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// What a run printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The lines on standard output, each as JSON.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
            .collect()
    }
}

/// Runs `briefbook` in a folder.
pub(crate) fn briefbook(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefbook"));
    command.current_dir(folder).args(arguments).env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1");
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code().expect("an exit code"), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A book in a folder of its own, gone when dropped.
pub(crate) struct Book {
    folder: tempfile::TempDir,
}

impl Book {
    /// A book of these files.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let book = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir(book.root()).expect("the book's folder");
        for (path, text) in files {
            book.write(path, text);
        }
        book
    }

    /// A copy of a folder.
    pub(crate) fn copy_of(from: &Path) -> Self {
        let book = Self::new(&[]);
        for (path, bytes) in files(from) {
            book.write(&path, &bytes);
        }
        book
    }

    /// A copy of the book in this repository.
    pub(crate) fn our_own() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let book = Self::new(&[]);
        book.write("briefbook.yaml", fs::read(root.join("briefbook.yaml")).expect("our settings"));
        for (path, bytes) in files(&root.join("content")) {
            book.write(&format!("content/{path}"), bytes);
        }
        book
    }

    /// The book's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    /// The site's folder.
    pub(crate) fn output(&self) -> PathBuf {
        self.root().join("output")
    }

    /// Writes a file of the book.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, bytes).expect("the file");
    }

    /// Writes a file of the book in one step: whoever looks meanwhile sees the old text or the new one, never half of it.
    pub(crate) fn exchange(&self, path: &str, text: &str) {
        rename_over(&self.root().join(path), text);
    }

    /// Runs `briefbook` in the book's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        briefbook(&self.root(), arguments)
    }

    /// Builds the book, which has to be without a fault or a warning.
    pub(crate) fn build(&self) {
        let run = self.run(&["build", "--strict", "--message-format", "short"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    }
}

/// Writes a new file beside another, and puts it in the other's place.
pub(crate) fn rename_over(path: &Path, text: &str) {
    let name = path.file_name().expect("a name").to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.new"));
    fs::write(&beside, text).expect("written");
    fs::rename(beside, path).expect("renamed");
}

/// The folder of the five texts that are no part of this repository.
pub(crate) fn sources() -> PathBuf {
    let folder = std::env::var_os("BRIEFBOOK_SOURCES").map(PathBuf::from).expect("BRIEFBOOK_SOURCES names a folder");
    assert!(folder.is_dir(), "BRIEFBOOK_SOURCES names no folder: {}", folder.display());
    folder
}

/// Every file below a folder: path with `/`, and bytes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    paths(folder)
        .into_iter()
        .map(|path| (path.clone(), fs::read(folder.join(path)).expect("a readable file")))
        .collect()
}

/// Every file below a folder with the time of its last change.
pub(crate) fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time = |path: &str| folder.join(path).metadata().and_then(|metadata| metadata.modified()).expect("a time");
    paths(folder).into_iter().map(|path| (path.clone(), time(&path))).collect()
}

fn paths(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("below the folder");
                found.push(below.to_str().expect("UTF-8").replace('\\', "/"));
            }
        }
    }
    found
}
