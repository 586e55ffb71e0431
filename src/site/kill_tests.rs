//! A build killed at each of its steps leaves an output that is old or new as a whole, and the next build cleans up.

use std::fs;
use std::io::ErrorKind;

use super::Staging;
use super::faults;
use super::tests::{book, build, leftovers, tree, write};

const OLD: &[(&str, &str)] = &[("index.html", "one"), ("documents/a.html", "a"), ("documents/b.html", "b")];
const NEW: &[(&str, &str)] = &[("index.html", "two"), ("documents/a.html", "a"), ("pages/c.html", "c")];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Exchange,
    TwoRenames,
    InPlace,
    AcrossFileSystems,
}

fn refused(way: Way) -> Vec<(&'static str, ErrorKind)> {
    match way {
        Way::Exchange => vec![],
        Way::TwoRenames => vec![("exchange", ErrorKind::Unsupported)],
        Way::InPlace => vec![("exchange", ErrorKind::ResourceBusy)],
        Way::AcrossFileSystems => vec![("exchange", ErrorKind::ResourceBusy), ("place", ErrorKind::CrossesDevices)],
    }
}

/// Kills a build after a number of steps; gives whether it was killed at all.
fn killed_after(way: Way, steps: usize) -> bool {
    let (book, output) = book();
    build(&book, &output, OLD).expect("placed");
    write(&output.join("notes/mine.txt"), "mine");
    let old = tree(&output);

    faults::refuse(&refused(way));
    faults::stop_after(Some(steps));
    let result = build(&book, &output, NEW);
    let killed = faults::seen() == steps;
    faults::stop_after(None);

    let seen = tree(&output);
    let new_index = seen.get("index.html").is_some_and(|text| text == "two");
    match way {
        Way::Exchange => assert!(seen == old || is_new(&seen), "step {steps}: {seen:?}"),
        Way::TwoRenames => assert!(seen.is_empty() || seen == old || is_new(&seen), "step {steps}: {seen:?}"),
        Way::InPlace | Way::AcrossFileSystems => {}
    }
    assert!(result.is_err() || new_index, "step {steps}");

    drop(Staging::begin(&output, book.path(), false).unwrap_or_else(|error| panic!("step {steps}: {error}")));
    let seen = tree(&output);
    assert!(seen == old || is_new(&seen), "{way:?}, step {steps}: {seen:?}");
    assert_eq!(leftovers(&book), Vec::<String>::new(), "{way:?}, step {steps}");

    build(&book, &output, NEW).unwrap_or_else(|error| panic!("step {steps}: {error}"));
    faults::refuse(&[]);
    assert!(is_new(&tree(&output)), "{way:?}, step {steps}");
    assert!(fs::read(output.join(".briefbook.json")).is_ok());
    killed
}

fn is_new(seen: &std::collections::BTreeMap<String, String>) -> bool {
    let mut seen = seen.clone();
    let manifest = seen.remove(".briefbook.json").unwrap_or_default();
    let text: Vec<String> = seen.iter().map(|(path, content)| format!("{path}={content}")).collect();
    let wanted = "documents=folder documents/a.html=a index.html=two notes=folder notes/mine.txt=mine pages=folder pages/c.html=c";
    text.join(" ") == wanted && manifest.contains("pages/c.html")
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new_site() {
    for way in [Way::Exchange, Way::TwoRenames, Way::InPlace, Way::AcrossFileSystems] {
        let mut steps = 0;
        while killed_after(way, steps) {
            steps += 1;
        }
        assert!(steps > 10, "{way:?} took {steps} steps");
    }
}

#[test]
fn a_killed_first_build_leaves_nothing_or_the_site() {
    let mut steps = 0;
    loop {
        let (book, output) = book();
        faults::refuse(&[]);
        faults::stop_after(Some(steps));
        let _ = build(&book, &output, NEW);
        let killed = faults::seen() == steps;
        faults::stop_after(None);
        assert!(!output.exists() || output.join("pages/c.html").exists());
        drop(Staging::begin(&output, book.path(), false).expect("begun"));
        assert_eq!(leftovers(&book), Vec::<String>::new(), "step {steps}");
        if !killed {
            return;
        }
        steps += 1;
    }
}
