//! Sites put in place on a real disk.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use super::faults;
use super::{Placed, SiteError, Staging};

/// A folder tree as text: files with their bytes, links with their targets, folders with nothing.
pub(super) fn tree(folder: &Path) -> BTreeMap<String, String> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok);
    walk.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        let kind = entry.file_type();
        let content = if kind.is_symlink() {
            format!("-> {}", fs::read_link(entry.path()).expect("a link").display())
        } else if kind.is_dir() {
            "folder".into()
        } else {
            String::from_utf8_lossy(&fs::read(entry.path()).expect("a file")).into_owned()
        };
        (path, content)
    })
    .collect()
}

/// A book with an output folder that may not exist yet.
pub(super) fn book() -> (TempDir, PathBuf) {
    let book = TempDir::new().expect("a temporary folder");
    fs::create_dir_all(book.path().join("content/documents")).expect("a folder");
    let output = book.path().join("output");
    (book, output)
}

pub(super) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

pub(super) fn build(book: &TempDir, output: &Path, files: &[(&str, &str)]) -> Result<Placed, SiteError> {
    build_with(book, output, files, false)
}

fn build_with(book: &TempDir, output: &Path, files: &[(&str, &str)], force: bool) -> Result<Placed, SiteError> {
    let mut staging = Staging::begin(output, book.path(), force)?;
    for (path, text) in files {
        staging.add(path, text.as_bytes())?;
    }
    staging.commit()
}

fn state(path: &Path) -> (u64, SystemTime) {
    let metadata = fs::metadata(path).expect("a file");
    (metadata.ino(), metadata.modified().expect("a time"))
}

/// Names beside the output that a build left.
pub(super) fn leftovers(book: &TempDir) -> Vec<String> {
    tree(book.path()).into_keys().filter(|path| path.contains("briefbook-new")).collect()
}

const FIRST: &[(&str, &str)] =
    &[("index.html", "one"), ("documents/a.html", "a"), ("documents/b.html", "b"), (".nojekyll", "")];
const SECOND: &[(&str, &str)] =
    &[("index.html", "two"), ("documents/a.html", "a"), ("pages/c.html", "c"), (".nojekyll", "")];

#[test]
fn a_new_output_is_made_with_the_folders_above_it() {
    let (book, _) = book();
    let output = book.path().join("x/y/output");
    let placed = build(&book, &output, FIRST).expect("placed");
    assert_eq!(placed, Placed { written: 4, unchanged: 0, removed: 0, foreign: vec![] });
    assert_eq!(fs::read_to_string(output.join("documents/a.html")).expect("a file"), "a");
    assert_eq!(leftovers(&book), Vec::<String>::new());
}

/// The three ways into place give one result: in one step, in two, and file by file; and copies stand in for links.
#[test]
fn unchanged_files_stay_stale_ones_go_and_foreign_ones_are_kept() {
    use std::io::ErrorKind::{CrossesDevices, PermissionDenied, ResourceBusy, Unsupported};
    let ways: [&[(&'static str, std::io::ErrorKind)]; 6] = [
        &[],
        &[("exchange", Unsupported)],
        &[("exchange", ResourceBusy)],
        &[("exchange", ResourceBusy), ("place", CrossesDevices)],
        &[("link", CrossesDevices)],
        &[("link", PermissionDenied)],
    ];
    for way in ways {
        let (book, output) = book();
        build(&book, &output, FIRST).expect("placed");
        write(&output.join("CNAME"), "example.org");
        write(&output.join(".git/config"), "[core]");
        write(&output.join("notes/mine/x.txt"), "mine");
        write(&output.join("documents/mine.txt"), "mine too");
        fs::create_dir(output.join("empty")).expect("a folder");
        std::os::unix::fs::symlink("CNAME", output.join("link")).expect("a link");
        let same = state(&output.join("documents/a.html"));
        let foreign = state(&output.join("CNAME"));

        faults::refuse(way);
        let placed = build(&book, &output, SECOND);
        faults::refuse(&[]);
        let foreign_list = ["CNAME", "documents/mine.txt", "empty/", "link", "notes/"].map(String::from).to_vec();
        let expected = Placed { written: 2, unchanged: 2, removed: 1, foreign: foreign_list };
        assert_eq!(placed.expect("placed"), expected, "{way:?}");
        let copied = way.contains(&("link", PermissionDenied));
        assert_eq!(state(&output.join("documents/a.html")).1, same.1, "{way:?}");
        assert_eq!(state(&output.join("CNAME")).1, foreign.1, "{way:?}");
        if !copied {
            assert_eq!(
                (state(&output.join("documents/a.html")), state(&output.join("CNAME"))),
                (same, foreign),
                "{way:?}"
            );
        }
        let mut found = tree(&output);
        let manifest = found.remove(".briefbook.json").expect("a manifest");
        assert!(manifest.contains("\"pages/c.html\"") && !manifest.contains("b.html"), "{manifest}");
        let text: Vec<String> = found.into_iter().map(|(path, content)| format!("{path}={content}")).collect();
        let wanted = ".git=folder .git/config=[core] .nojekyll= CNAME=example.org documents=folder documents/a.html=a \
                      documents/mine.txt=mine_too empty=folder index.html=two link=->_CNAME notes=folder notes/mine=folder \
                      notes/mine/x.txt=mine pages=folder pages/c.html=c";
        let wanted: Vec<String> = wanted.split_whitespace().map(|line| line.replace('_', " ")).collect();
        assert_eq!(text, wanted, "{way:?}");
        assert_eq!(leftovers(&book), Vec::<String>::new(), "{way:?}");
    }
}

#[test]
fn a_build_without_changes_touches_nothing() {
    let (book, output) = book();
    build(&book, &output, FIRST).expect("placed");
    let before = (state(&output), state(&output.join(".briefbook.json")), state(&output.join("index.html")));
    let placed = build(&book, &output, FIRST).expect("placed");
    assert_eq!(placed, Placed { written: 0, unchanged: 4, removed: 0, foreign: vec![] });
    assert_eq!((state(&output), state(&output.join(".briefbook.json")), state(&output.join("index.html"))), before);
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let manifest = |files: &[(&str, &str)]| {
        let (book, output) = book();
        build(&book, &output, files).expect("placed");
        fs::read(output.join(".briefbook.json")).expect("a manifest")
    };
    let reversed: Vec<(&str, &str)> = FIRST.iter().rev().copied().collect();
    assert_eq!(manifest(FIRST), manifest(&reversed));
}

#[test]
fn a_deleted_or_edited_page_is_written_again() {
    let (book, output) = book();
    build(&book, &output, FIRST).expect("placed");
    fs::remove_file(output.join("index.html")).expect("removed");
    write(&output.join("documents/a.html"), "b");
    assert_eq!(build(&book, &output, FIRST).expect("placed").written, 2);
    assert_eq!(fs::read_to_string(output.join("documents/a.html")).expect("a file"), "a");
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    for way in [&[][..], &[("exchange", std::io::ErrorKind::ResourceBusy)][..]] {
        let (book, output) = book();
        let (file, folder) = (&[("x", "1"), ("index.html", "1")], &[("x/y", "1"), ("index.html", "1")]);
        faults::refuse(way);
        for files in [file, folder, file] {
            build(&book, &output, files).expect("placed");
            assert_eq!(output.join("x").is_dir(), files == folder);
        }
        faults::refuse(&[]);
    }
}

#[test]
fn only_a_file_that_would_be_overwritten_needs_force() {
    let (book, output) = book();
    write(&output.join(".gitkeep"), "");
    write(&output.join(".nojekyll"), "mine");
    write(&output.join("other.txt"), "mine");
    write(&output.join("index.html"), "mine");
    let before = tree(book.path());
    let error = build(&book, &output, FIRST).expect_err("refused");
    assert!(matches!(&error, SiteError::NotOurs { path } if path.ends_with("index.html")), "{error}");
    assert_eq!(tree(book.path()), before);
    let placed = build_with(&book, &output, FIRST, true).expect("placed");
    assert_eq!((placed.written, placed.foreign), (4, vec!["other.txt".to_string()]));
    assert_eq!(fs::read_to_string(output.join(".gitkeep")).expect("kept"), "");
    fs::remove_file(output.join("index.html")).expect("removed");
    assert!(build(&book, &output, FIRST).is_ok());
}

#[test]
fn what_stands_in_the_way_is_named_and_kept() {
    let cases: [(&str, &[(&str, &str)]); 3] = [
        ("documents", &[("documents/a.html", "a")]),
        ("x/mine.txt", &[("x", "file")]),
        ("x/y/mine.txt", &[("x/y", "file")]),
    ];
    for (foreign, files) in cases {
        let (book, output) = book();
        build(&book, &output, &[("index.html", "one")]).expect("placed");
        write(&output.join(foreign), "mine");
        let before = tree(book.path());
        let error = build_with(&book, &output, files, true).expect_err("blocked");
        assert!(matches!(error, SiteError::Blocked { .. }), "{foreign}: {error}");
        assert_eq!(tree(book.path()), before, "{foreign}");
    }
}

#[test]
fn a_linked_folder_inside_is_never_written_through() {
    let (book, output) = book();
    write(&book.path().join("elsewhere/a.html"), "mine");
    fs::create_dir(&output).expect("a folder");
    std::os::unix::fs::symlink("../elsewhere", output.join("documents")).expect("a link");
    let before = tree(book.path());
    assert!(build_with(&book, &output, &[("documents/a.html", "a"), ("documents/b.html", "b")], true).is_err());
    assert_eq!(tree(book.path()), before);
}

#[test]
fn dangerous_outputs_are_refused_before_anything_is_touched() {
    let (book, _) = book();
    let root = book.path().to_path_buf();
    write(&root.join("file"), "x");
    write(&root.join("themes/plain/x"), "x");
    std::os::unix::fs::symlink("content", root.join("to-content")).expect("a link");
    std::os::unix::fs::symlink("/", root.join("to-slash")).expect("a link");
    std::os::unix::fs::symlink("loop", root.join("loop")).expect("a link");
    let before = tree(&root);
    let above = root.parent().expect("a parent").to_path_buf();
    let home = std::env::home_dir().expect("a home");
    let cases = [
        PathBuf::from("/"),
        home,
        above,
        root.clone(),
        root.join("content"),
        root.join("content/documents"),
        root.join("content/new/deep"),
        root.join("themes"),
        root.join("themes/plain"),
        root.join("missing/../content"),
        root.join("to-content"),
        root.join("to-slash"),
        root.join("to-slash/tmp/.."),
        root.join("."),
        root.join(".git"),
        root.join("file"),
        root.join("file/x"),
        root.join("loop"),
        PathBuf::from("/etc"),
        PathBuf::from("/usr/"),
    ];
    for output in cases {
        let result = Staging::begin(&output, &root, true);
        assert!(result.is_err(), "{}", output.display());
        assert_eq!(tree(&root), before, "{}", output.display());
    }
}

#[test]
fn a_linked_output_is_followed() {
    let (book, output) = book();
    std::os::unix::fs::symlink("real/site", &output).expect("a link");
    for files in [FIRST, SECOND] {
        build(&book, &output, files).expect("placed");
        assert_eq!(fs::read_link(&output).expect("still a link"), Path::new("real/site"));
    }
    assert_eq!(fs::read_to_string(book.path().join("real/site/index.html")).expect("a file"), "two");
}

#[test]
fn a_dropped_staging_leaves_everything_as_it_was() {
    for existing in [true, false] {
        let (book, mut output) = book();
        if existing {
            drop(build(&book, &output, FIRST).expect("placed"));
        } else {
            output = output.join("deep/er");
        }
        let before = tree(book.path());
        let mut staging = Staging::begin(&output, book.path(), false).expect("begun");
        staging.add("index.html", b"two").expect("added");
        drop(staging);
        assert_eq!(tree(book.path()), before);
    }
}

#[test]
fn two_builds_at_once_do_not_meet() {
    let (book, output) = book();
    let first = Staging::begin(&output, book.path(), false).expect("begun");
    assert!(matches!(Staging::begin(&output, book.path(), false), Err(SiteError::Busy { .. })));
    drop(first);
    assert!(build(&book, &output, FIRST).is_ok());
}

#[test]
fn a_staging_folder_that_is_not_ours_is_left_alone() {
    let (book, output) = book();
    write(&book.path().join(".output.briefbook-new/letter.txt"), "mine");
    let before = tree(book.path());
    let error = build(&book, &output, FIRST).expect_err("refused");
    assert!(error.to_string().contains(".output.briefbook-new"), "{error}");
    assert_eq!(tree(book.path()), before);
}

#[test]
fn a_manifest_cannot_name_files_outside_the_output() {
    let (book, output) = book();
    build(&book, &output, FIRST).expect("placed");
    write(&book.path().join("precious.txt"), "mine");
    let text =
        "{\"briefbook\":1,\"files\":{\"../precious.txt\":\"00\",\"/etc/hostname\":\"00\",\"index.html\":\"00\"}}";
    write(&output.join(".briefbook.json"), text);
    faults::refuse(&[("exchange", std::io::ErrorKind::ResourceBusy)]);
    let placed = build(&book, &output, &[("index.html", "two")]);
    faults::refuse(&[]);
    assert_eq!(placed.expect("placed").removed, 0);
    assert_eq!(fs::read_to_string(book.path().join("precious.txt")).expect("kept"), "mine");
}

#[test]
fn faults_of_the_disk_say_what_was_being_done() {
    use std::io::ErrorKind::{ReadOnlyFilesystem, StorageFull};
    let (book, output) = book();
    build(&book, &output, FIRST).expect("placed");
    let before = tree(book.path());
    for (call, kind, expected) in
        [("write", StorageFull, "no space is left"), ("create", ReadOnlyFilesystem, "the file system is read-only")]
    {
        faults::refuse(&[(call, kind)]);
        let message = build(&book, &output, SECOND).expect_err("refused").to_string();
        faults::refuse(&[]);
        assert!(message.starts_with("cannot ") && message.contains('`') && message.ends_with(expected), "{message}");
        assert_eq!(tree(book.path()), before);
    }
}
