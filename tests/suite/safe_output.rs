//! What a build may do to a disk, requirement by requirement: OUT-1 to OUT-3, OUT-5 and OUT-6. OUT-4 is in `killed.rs` and
//! `full_disk.rs`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::harness::{Book, Run, files, times};
use crate::preview::Preview;

const MEMO: (&str, &str) = ("content/documents/memo.md", "1. The pier is old.\n\n2. It is to be repaired.\n");
const LETTER: (&str, &str) = ("content/documents/letter.md", "1. The pier was mended.\n");

/// Everything below a folder: bytes of files, targets of links, and for each its number, mode and time.
fn state(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, u64, u32, i64, i64)> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    walk.map(|entry| {
        let data = entry.metadata().expect("its data");
        let bytes = match entry.file_type() {
            kind if kind.is_file() => fs::read(entry.path()).expect("a file"),
            kind if kind.is_symlink() => {
                fs::read_link(entry.path()).expect("a link").into_os_string().into_encoded_bytes()
            }
            _ => Vec::new(),
        };
        (entry.into_path(), (bytes, data.ino(), data.mode(), data.mtime(), data.mtime_nsec()))
    })
    .collect()
}

#[test]
fn out_1_what_no_build_made_survives_and_is_listed_once() {
    let book = Book::new(&[MEMO, LETTER]);
    book.build();
    for (path, text) in [("CNAME", "pier.example\n"), (".git/config", "[core]\n"), ("notes.txt", "mine\n")] {
        book.write(&format!("output/{path}"), text);
    }
    for number in 0..8 {
        book.write(&format!("output/mine/{number}.txt"), "mine\n");
    }
    fs::remove_file(book.root().join("content/documents/letter.md")).expect("the document");
    let run = book.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("left alone")).collect();
    assert_eq!(told, ["left alone in the output, for no build made it: `CNAME`, `mine/`, `notes.txt`"]);
    let left = files(&book.output());
    assert!(!left.contains_key("documents/letter.html") && left.contains_key("documents/memo.html"));
    for path in ["CNAME", ".git/config", "notes.txt", "mine/7.txt"] {
        assert!(left.contains_key(path), "{path}");
    }
    let manifest = String::from_utf8_lossy(&left[".briefbook.json"]).into_owned();
    assert!(!manifest.contains("notes.txt") && !manifest.contains("letter.html"), "{manifest}");
}

#[test]
fn out_2_dangerous_folders_are_refused_before_anything_is_touched() {
    let book = Book::new(&[MEMO, ("themes/plain/words/en.yaml", "{}\n"), ("file.txt", "mine\n")]);
    let (root, above) = (book.root(), book.root().parent().expect("a folder").to_path_buf());
    for folder in ["elsewhere/objectives", "home/someone/site"] {
        fs::create_dir_all(above.join(folder)).expect("a folder");
    }
    symlink("content", root.join("to-content")).expect("a link");
    symlink("..", root.join("to-above")).expect("a link");
    symlink("/", root.join("to-slash")).expect("a link");
    symlink("circle", root.join("circle")).expect("a link");
    symlink("file.txt", root.join("to-file")).expect("a link");
    let before = state(&above);
    let home = above.join("home/someone");
    for (output, why) in [
        ("/", "the root of a file system"),
        ("to-slash", "the root of a file system"),
        ("../home/someone", "your home folder"),
        ("../home", "your home folder"),
        (".", "the book itself"),
        ("..", "your home folder"),
        ("to-above", "your home folder"),
        ("to-above/book", "the book itself"),
        ("content", "lies in `content`"),
        ("content/new/deep", "lies in `content`"),
        ("missing/../content", "lies in `content`"),
        ("to-content", "lies in `content`"),
        ("themes", "lies in `themes`"),
        ("themes/plain", "lies in `themes`"),
        (".git/site", "a git folder"),
        ("/etc", "a folder of the system"),
        ("file.txt", "it is a file"),
        ("to-file", "it is a file"),
        ("file.txt/site", "a folder on the way is a file"),
        ("circle", "too many links"),
    ] {
        for force in [&[][..], &["--force"]] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_briefbook"));
            command.current_dir(&root).env("HOME", &home).args(["build", "--output", output]).args(force);
            let run = command.output().expect("the program starts");
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            assert_eq!(run.status.code(), Some(3), "{output} {force:?}: {said}");
            assert!(said.contains(why) && said.contains("BB910"), "{output}: {said}");
            assert!(state(&above) == before, "{output} {force:?}: something was touched");
        }
    }
}

#[test]
fn out_2_a_book_whose_content_is_a_link_is_not_overwritten_where_it_leads() {
    let book = Book::new(&[]);
    let above = book.root().parent().expect("a folder").to_path_buf();
    book.write("../elsewhere/content/documents/memo.md", MEMO.1);
    symlink("../elsewhere/content", book.root().join("content")).expect("a link");
    for output in ["../elsewhere", "../elsewhere/content", "../elsewhere/content/site"] {
        let before = state(&above);
        let run = book.run(&["build", "--force", "--output", output]);
        assert_eq!(run.code, 3, "{output}: {}", run.stderr);
        assert!(run.stderr.contains("where the book's own files are"), "{output}: {}", run.stderr);
        assert!(state(&above) == before, "{output}");
    }
    assert_eq!(book.run(&["build", "--output", "../elsewhere/site"]).code, 0, "beside the files is no danger");
}

#[test]
fn out_2_a_file_of_somebody_else_is_overwritten_with_force_only() {
    let book = Book::new(&[MEMO, ("output/index.html", "mine\n"), ("output/other.txt", "mine\n")]);
    let before = (files(&book.root()), times(&book.root()));
    let run = book.run(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 3);
    assert!(run.stdout.contains("was not made by briefbook; `--force` replaces it"), "{}", run.stdout);
    assert!((files(&book.root()), times(&book.root())) == before, "every file is as it was, and none came");
    assert_eq!(book.run(&["build", "--force"]).code, 0);
    assert_eq!(fs::read_to_string(book.output().join("other.txt")).expect("kept"), "mine\n");
    assert_ne!(fs::read_to_string(book.output().join("index.html")).expect("a page"), "mine\n");
}

#[test]
fn out_3_a_preview_that_is_interrupted_leaves_the_output_as_it_was() {
    let book = Book::new(&[MEMO]);
    book.build();
    let before = state(&book.root());
    let mut preview = Preview::of(&book, &[]);
    assert_eq!(preview.get("documents/memo.html").0, 200);
    let stop = Command::new("kill").args(["-INT", &preview.program.id().to_string()]).status();
    assert!(stop.expect("`kill` starts").success());
    preview.program.wait().expect("an end");
    assert!(state(&book.root()) == before);
}

#[test]
fn out_5_files_that_stay_the_same_are_not_written() {
    let book = Book::new(&[MEMO, LETTER]);
    book.build();
    let before = state(&book.output());
    book.build();
    assert!(state(&book.output()) == before, "nothing changed, so nothing is written");
    book.write(LETTER.0, "1. The pier was mended at last.\n");
    book.build();
    let after = state(&book.output());
    let page = |name: &str| book.output().join(name);
    assert_ne!(after[&page("documents/letter.html")].0, before[&page("documents/letter.html")].0);
    for (path, now) in after.iter().filter(|(path, now)| path.is_file() && before[*path].0 == now.0) {
        assert_eq!((now.1, now.3, now.4), (before[path].1, before[path].3, before[path].4), "{}", path.display());
    }
    assert_eq!(after[&page("documents/memo.html")], before[&page("documents/memo.html")]);
}

/// A place to build in that differs from others in all that must not matter.
struct Place {
    folder: &'static str,
    variables: &'static [(&'static str, &'static str)],
    /// The mask that new files get.
    mask: &'static str,
    /// Whether files are copied in the opposite order, with other times.
    backwards: bool,
}

const PLACES: [Place; 3] = [
    Place {
        folder: "one",
        variables: &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")],
        mask: "022",
        backwards: false,
    },
    Place {
        folder: "a longer path/of \u{e4}\u{2603}/ones",
        variables: &[("TZ", "America/Adak"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "2"), ("USER", "ann")],
        mask: "077",
        backwards: true,
    },
    Place {
        folder: "x/y/z",
        variables: &[("TZ", "Asia/Kathmandu"), ("LANG", "de_DE.UTF-8"), ("RAYON_NUM_THREADS", "7"), ("HOSTNAME", "h")],
        mask: "027",
        backwards: false,
    },
];

impl Place {
    /// Copies a book here and builds it: every file of the site.
    fn build(&self, base: &Path, from: &Path, audience: &str) -> (Run, BTreeMap<String, Vec<u8>>) {
        let root = base.join(self.folder).join(audience);
        let mut book: Vec<(String, Vec<u8>)> = files(from).into_iter().collect();
        if self.backwards {
            book.reverse();
        }
        for (path, bytes) in book.iter().filter(|(path, _)| !path.starts_with("output/")) {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
            fs::write(&path, bytes).expect("a file");
            if self.backwards {
                let old = fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH);
                fs::File::options().write(true).open(&path).and_then(|file| file.set_times(old)).expect("a time");
            }
        }
        let mut words: Vec<OsString> =
            vec!["-c".into(), format!("umask {} && exec \"$@\"", self.mask).into(), "sh".into()];
        words.push(env!("CARGO_BIN_EXE_briefbook").into());
        words.extend(["build", "--audience", audience, "--message-format", "short"].map(OsString::from));
        let mut command = Command::new("sh");
        command.args(words).current_dir(&root).envs(self.variables.iter().copied()).stdin(Stdio::null());
        let output = command.output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().expect("an exit code");
        let run = Run { code, stdout: text(&output.stdout), stderr: text(&output.stderr) };
        (run, files(&root.join("output")))
    }
}

#[test]
fn out_6_the_same_bytes_wherever_and_however_a_book_is_built() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books");
    let own = Book::our_own();
    for (book, audience) in [
        (own.root(), "public"),
        (tests.join("editions/withheld"), "public"),
        (tests.join("editions/withheld"), "internal"),
        (tests.join("keys/every"), "public"),
        (tests.join("diagnostics/drifted_quote/book"), "public"),
    ] {
        let base = tempfile::tempdir().expect("a temporary folder");
        let built: Vec<_> = PLACES.iter().map(|place| place.build(base.path(), &book, audience)).collect();
        let (first, site) = &built[0];
        assert_eq!(first.code, 0, "{}: {}{}", book.display(), first.stdout, first.stderr);
        assert!(site.len() > 10);
        for (place, (run, other)) in PLACES.iter().zip(&built) {
            assert_eq!(run.stdout, first.stdout, "{}: {}", book.display(), place.folder);
            let differ = |path: &&String| site.get(*path) != other.get(*path);
            let differ: Vec<&String> = site.keys().chain(other.keys()).filter(differ).collect();
            assert!(differ.is_empty(), "{} in {}: {differ:?} differ", book.display(), place.folder);
        }
    }
}
