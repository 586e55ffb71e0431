//! OUT-4 where the disk refuses: a clear fault, and the old site.
//!
//! A file system of its own needs a name space of its own, which not every machine gives: those tests are ignored, and
//! `.ci/run test` runs them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{Book, files};

const MEMO: (&str, &str) = ("content/documents/memo.md", "1. The pier is old.\n");

/// A shell's script, with the program as `$1` and the book as the current folder.
fn shell(book: &Book, before: &[&str], script: &str) -> (Option<i32>, String) {
    let words = [before, &["sh", "-c", script, "sh", env!("CARGO_BIN_EXE_briefbook")]].concat();
    let output = Command::new(words[0]).args(&words[1..]).current_dir(book.root()).output().expect("it starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let found = files(folder);
    assert!(found.contains_key("index.html") && found.contains_key(".briefbook.json"), "a whole site");
    found
}

#[cfg(target_os = "linux")]
#[test]
fn out_4_a_file_that_cannot_be_written_whole_leaves_the_old_site() {
    let book = Book::new(&[MEMO]);
    book.build();
    let old = site(&book.output());
    book.write("content/static/large.bin", vec![b'x'; 4 << 20]);
    let (code, said) = shell(&book, &[], "trap '' XFSZ; ulimit -f 2048; exec \"$1\" build --message-format short");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("BB910") && said.contains("cannot write `") && said.contains("large.bin"), "{said}");
    assert!(site(&book.output()) == old);
    assert!(!book.root().join(".output.briefbook-new").exists(), "nothing is left beside");
    book.build();
}

const MOUNTED: [&str; 5] = ["unshare", "--user", "--map-root-user", "--mount", "--"];

/// Fills a small disk to so many kilobytes, builds, and keeps what came of it.
const FULL: &str = r#"
set -e
mkdir -p disk
mount -t tmpfs -o size=1m none disk
"$1" build --quiet --output disk/site
cp -a disk/site before
echo '1. The pier was mended, and all of it is new.' > content/documents/memo.md
mkdir -p content/static
head -c 100000 /dev/zero > content/static/large.bin
left=$(df --output=avail -k disk | tail -n 1)
dd if=/dev/zero of=disk/filler bs=1k count=$((left - FREE)) status=none
code=0
"$1" build --message-format short --output disk/site || code=$?
cp -a disk/site after
ls -A disk | sort > beside
rm disk/filler
"$1" build --quiet --output disk/site
cp -a disk/site repaired
exit $code
"#;

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs mounts: run by `.ci/run test`"]
fn out_4_a_full_disk_is_a_clear_fault_and_leaves_the_old_site() {
    let (mut full, mut built) = (0, 0);
    for free in [0, 4, 8, 16, 32, 64, 100, 400] {
        let book = Book::new(&[MEMO]);
        let (code, said) = shell(&book, &MOUNTED, &FULL.replace("FREE", &free.to_string()));
        let [before, after, repaired] = ["before", "after", "repaired"].map(|name| site(&book.root().join(name)));
        if code == Some(0) {
            assert!(after == repaired, "{free}");
            built += 1;
        } else {
            assert_eq!(code, Some(3), "{free}: {said}");
            assert!(said.contains("error[BB910]: cannot ") && said.contains("no space is left"), "{free}: {said}");
            assert!(after == before, "{free}: the old site is there, whole");
            full += 1;
        }
        assert!(repaired != before, "{free}: with room again, it builds");
        let beside = fs::read_to_string(book.root().join("beside")).expect("a list");
        assert_eq!(beside, "filler\nsite\n", "{free}: nothing is left beside");
    }
    assert!(full >= 5 && built >= 1, "{full} were full, {built} were built");
}

/// Builds once, makes the disk read-only and builds something new.
const READ_ONLY: &str = r#"
set -e
mkdir -p disk
mount -t tmpfs -o size=4m none disk
"$1" build --quiet --output disk/site
cp -a disk/site before
echo '1. The pier was mended.' > content/documents/memo.md
mount -o remount,ro disk
code=0
"$1" build --message-format short --output disk/NAME || code=$?
cp -a disk/site after
exit $code
"#;

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs mounts: run by `.ci/run test`"]
fn out_4_a_read_only_disk_is_a_clear_fault_and_leaves_the_old_site() {
    for name in ["site", "new", "deep/new"] {
        let book = Book::new(&[MEMO]);
        let (code, said) = shell(&book, &MOUNTED, &READ_ONLY.replace("NAME", name));
        assert_eq!(code, Some(3), "{name}: {said}");
        assert!(said.contains("error[BB910]: cannot create `"), "{name}: {said}");
        assert!(said.contains("the file system is read-only"), "{name}: {said}");
        assert!(site(&book.root().join("before")) == site(&book.root().join("after")), "{name}");
    }
}

/// Builds as somebody who may not write, whoever runs the test.
const FORBIDDEN: &str = r#"
set -e
"$1" build --quiet
cp -a output before
echo '1. The pier was mended.' > content/documents/memo.md
chmod -R a+rX . ..
chmod -R a-w output .
code=0
if [ "$(id -u)" = 0 ]; then
    setpriv --reuid 65534 --regid 65534 --clear-groups -- ./program build --message-format short || code=$?
else
    ./program build --message-format short || code=$?
fi
chmod -R u+w .
exit $code
"#;

#[cfg(target_os = "linux")]
#[test]
fn out_4_a_folder_that_may_not_be_written_is_a_clear_fault_and_leaves_the_old_site() {
    let book = Book::new(&[MEMO]);
    // Where it was compiled, not everybody may run it.
    fs::copy(env!("CARGO_BIN_EXE_briefbook"), book.root().join("program")).expect("a copy");
    let (code, said) = shell(&book, &[], FORBIDDEN);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("error[BB910]: cannot create `") && said.contains("permission denied"), "{said}");
    assert!(site(&book.root().join("before")) == site(&book.output()));
}
