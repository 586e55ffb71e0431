//! Hostile files: huge, unreadable, no files at all, odd names, links in rings.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;

use super::{Case, MEMO};
use crate::harness::Book;

/// Every place that a file of a book may be in.
const PLACES: [&str; 9] = [
    "content/documents/x.md",
    "content/annotations/x.yaml",
    "content/entities/x.yaml",
    "content/pages/x.md",
    "content/events.yaml",
    "content/index.md",
    "content/static/x.txt",
    "content/originals/x.txt",
    "themes/mine/templates/page.html",
];

pub(crate) const CASES: &[Case] = &[
    ("a sparse file of 1 GB", |book, _| sparse(book, &["content/documents/x.md"], 1 << 30)),
    ("a sparse file of 1 GB as annotations", |book, size| {
        sparse(book, &["content/annotations/x.yaml"], size.of(1 << 30));
    }),
    ("a sparse file of 1 GB as an original", |book, size| sparse(book, &["content/originals/x.pdf"], size.of(1 << 30))),
    ("a sparse file of 1 GB as a static file", |book, size| sparse(book, &["content/static/x.bin"], size.of(1 << 30))),
    ("a sparse file of 1 GB in a theme", |book, size| {
        book.write("briefbook.yaml", "theme: mine\n");
        sparse(book, &["themes/mine/static/x.bin"], size.of(1 << 30));
    }),
    ("static files of 60 MB in a theme", |book, size| {
        book.write("briefbook.yaml", "theme: mine\n");
        sparse(book, &["themes/mine/static/x.bin", "themes/mine/static/y.bin"], size.of(60_000_000));
    }),
    ("zeros of 8 MB as YAML", |book, size| sparse(book, &["content/events.yaml"], size.of(8_000_000))),
    ("zeros of 8 MB as Markdown", |book, size| sparse(book, &["content/documents/x.md"], size.of(8_000_000))),
    ("zeros of 60 MB as YAML", |book, size| sparse(book, &["content/events.yaml"], size.of(60_000_000))),
    ("zeros of 60 MB as Markdown", |book, size| sparse(book, &["content/documents/x.md"], size.of(60_000_000))),
    ("pipes", |book, _| {
        begin(book);
        for place in PLACES.into_iter().chain(["briefbook.yaml"]) {
            book.write(place, "");
            let path = book.root().join(place);
            fs::remove_file(&path).expect("removed");
            assert!(Command::new("mkfifo").arg(path).status().expect("`mkfifo` starts").success());
        }
    }),
    ("devices", |book, _| linked(book, "/dev/zero")),
    ("a terminal", |book, _| linked(book, "/dev/tty")),
    ("settings and files that the system makes up", |book, _| linked(book, "/proc/self/environ")),
    ("sockets", |book, _| {
        begin(book);
        for place in PLACES {
            book.write(place, "");
            fs::remove_file(book.root().join(place)).expect("removed");
            // A socket's path is short: bound elsewhere and moved.
            let path = book.root().join("s");
            drop(UnixListener::bind(&path).expect("a socket"));
            fs::rename(path, book.root().join(place)).expect("moved");
        }
    }),
    ("unreadable files", |book, _| {
        for place in PLACES {
            book.write(place, MEMO);
            let none = fs::Permissions::from_mode(0o000);
            fs::set_permissions(book.root().join(place), none).expect("permissions");
        }
    }),
    ("folders in the place of files", |book, _| {
        begin(book);
        for place in PLACES {
            book.write(&format!("{place}/inner.md"), MEMO);
        }
    }),
    ("links in rings", |book, _| {
        begin(book);
        for folder in ["content/documents", "content/static", "content/pages", "content/annotations"] {
            fs::create_dir_all(book.root().join(folder)).expect("a folder");
            symlink(".", book.root().join(folder).join("here")).expect("a link");
            symlink("../..", book.root().join(folder).join("above")).expect("a link");
            symlink("circle", book.root().join(folder).join("circle")).expect("a link");
        }
    }),
    ("links that double at each step", |book, size| {
        begin(book);
        let folder = book.root().join("content/documents");
        for depth in 0..size.of(40).min(22) {
            fs::create_dir(folder.join(format!("d{depth}"))).expect("a folder");
            for name in ["a", "b"] {
                symlink(format!("../d{}", depth + 1), folder.join(format!("d{depth}/{name}"))).expect("a link");
            }
        }
    }),
    ("a link to the root of the system", |book, _| {
        begin(book);
        symlink("/dev", book.root().join("content/static")).expect("a link");
    }),
    ("names of 255 bytes", |book, _| {
        for n in 0..50 {
            book.write(&format!("content/documents/{}{n:02}.md", "n".repeat(250)), MEMO);
        }
    }),
    ("odd names", |book, _| {
        for name in [
            "a b",
            "\u{202e}x",
            "\u{1f1f2}",
            "e\u{301}",
            "\u{e9}",
            "a\nb",
            "a\tb",
            "<b>",
            "a'\"b",
            "%2e%2e",
            "..a",
            "CON",
            "-",
            "{{x}}",
            "[[x]]",
        ] {
            book.write(&format!("content/documents/{name}.md"), MEMO);
            book.write(&format!("content/pages/{name}.md"), MEMO);
            book.write(&format!("content/static/{name}.txt"), MEMO);
        }
    }),
    ("names that are no Unicode", |book, _| {
        begin(book);
        for folder in ["content/documents", "content/static", "content/annotations"] {
            fs::create_dir_all(book.root().join(folder)).expect("a folder");
            for name in [&b"\xff\xfe.md"[..], b"a\x80.md"] {
                fs::write(book.root().join(folder).join(OsStr::from_bytes(name)), MEMO).expect("a file");
            }
        }
    }),
    ("folders in folders", |book, _| {
        book.write(&format!("content/documents/{}x.md", "d/".repeat(1_500)), MEMO);
        book.write(&format!("content/static/{}x.txt", "d/".repeat(1_500)), MEMO);
    }),
    ("50,000 files", |book, size| {
        begin(book);
        for n in 0..size.of(50_000) {
            book.write(&format!("content/static/{}/{n}.txt", n % 100), "x");
        }
    }),
    ("50,000 stray files", |book, size| {
        begin(book);
        for n in 0..size.of(50_000) {
            book.write(&format!("content/documents/{n}.docx"), "x");
        }
    }),
];

fn begin(book: &Book) {
    book.write("content/documents/memo.md", MEMO);
}

/// Files that take no room and read as zeros.
fn sparse(book: &Book, paths: &[&str], length: usize) {
    begin(book);
    for path in paths {
        book.write(path, "");
        let file = File::options().write(true).open(book.root().join(path)).expect("the file");
        file.set_len(length as u64).expect("its length");
    }
}

fn linked(book: &Book, target: &str) {
    begin(book);
    for place in PLACES.into_iter().chain(["briefbook.yaml"]) {
        book.write(place, "");
        fs::remove_file(book.root().join(place)).expect("removed");
        symlink(target, book.root().join(place)).expect("a link");
    }
}
