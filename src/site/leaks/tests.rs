//! What is found, and what is not.

use super::{LeakCheck, Origin};

const INTERFACE: &[&str] = &["documents name the and of in March Notes on"];

fn check(withheld: &[&str], visible: &[&str]) -> LeakCheck {
    LeakCheck::new(withheld.iter().map(ToString::to_string).collect(), visible, INTERFACE)
}

/// The words found in a file of this name.
fn found(check: &LeakCheck, path: &str, text: &str) -> Option<String> {
    let leak = check.find(path, text.as_bytes(), Origin::Made).into_iter().next()?;
    Some(check.withheld[leak.text][leak.range].to_string())
}

#[test]
fn a_secret_is_found_in_every_dress() {
    let check = check(&["He hid the **money** behind the red d*oo*r of caf\u{e9} Ok\u{e9}."], &["Something else."]);
    for (path, text) in [
        ("a.html", "<p>x behind the red door y</p>"),
        ("a.html", "<p>BEHIND <em>the</em> <b>r</b>ed\n door</p>"),
        ("a.html", "<p>behind <a href=x>the red</a> door</p>"),
        ("a.html", "<p>behind&#32;the re&#x64; door</p>"),
        ("a.html", "<img alt='behind the red door'>"),
        ("a.html", "<!-- behind the red door -->"),
        ("a.html", "<a href='?q=behind%20the%20red%20door'>x</a>"),
        ("a.html", "<a href='?q=behind+the+red%20door'>x</a>"),
        ("a.html", "<script>let a = \"behind\\u0020the red\\x20door\";</script>"),
        ("a.html", "<style>p::before { content: \"behind the \\72 ed door\"; }</style>"),
        ("a.html", "<div data-behind-the-red-door>"),
        ("a.html", "<title>behind the red door</title>"),
        ("a.json", r#"{"x": "behind\u0020the\nred door"}"#),
        ("a.json", r#"{"behind the red door": 1}"#),
        ("a.xml", "<x>behind the red door</x>"),
        ("a.txt", "behind\n  the red door"),
        ("a.js", "f('behind the red door')"),
        ("a.css", "p::before { content: 'behind the red \\64oor' }"),
        ("documents/behind-the-red-door.html", ""),
        ("documents/behind%2Dthe%2Dred%2Ddoor.html", ""),
        ("a.html", "<p>door of Cafe</p>"),
        ("a.html", "<p>hid the <strong>money</strong></p>"),
        ("a.html", "<p>red d<em>oo</em>r of caf\u{e9}</p>"),
    ] {
        assert!(found(&check, path, text).is_some(), "{path}: {text}");
    }
    assert_eq!(found(&check, "a.html", "<p>the money behind</p>").as_deref(), Some("the **money** behind"));
}

#[test]
fn a_part_of_a_text_without_spaces_is_found() {
    for first in ['\u{a000}', '\u{3105}', '\u{ff71}', '\u{4e00}', '\u{e01}'] {
        let letters: String = (0..36).filter_map(|at| char::from_u32(u32::from(first) + at)).collect();
        let part = |from: usize, to: usize| -> String { letters.chars().skip(from).take(to - from).collect() };
        let withheld = format!("{letters}{letters}");
        let check = check(&[&withheld], &["Something else."]);
        assert!(found(&check, "a.html", &format!("<p>{}</p>", part(5, 25))).is_some(), "{letters}");
        assert_eq!(found(&check, "a.html", &format!("<p>{}</p>", part(5, 10))), None, "{letters}");
        let copied = |text: &str| check.find("a.txt", text.as_bytes(), Origin::Copied).len();
        assert_eq!(copied(&part(5, 35)), 0, "{letters}");
        assert!(copied(&format!("{}{}", part(5, 36), part(0, 20))) > 0, "{letters}");
    }
}

#[test]
fn what_is_visible_or_too_short_is_no_secret() {
    let check = check(
        &["On 12 March 2009 Keita met the Board in Bamako, with Amadou Traor\u{e9}.", "Lee, Ann Marie Diallo"],
        &["Keita was there.", "The Board", "Bamako", "Amadou Traor\u{e9}", "Ann Marie", "title: Lee", "Diallo"],
    );
    for text in [
        "<p>12 March 2009</p>",
        "<p>On 12 March 2009 Keita</p>",
        "<p>Amadou Traor\u{e9} of Bamako</p>",
        "<p><a>Lee</a>, <a>Ann Marie</a> <a>Diallo</a></p>",
        "<p>met the</p>",
        "<p>the Board</p><p>in Bamako</p>",
    ] {
        assert_eq!(found(&check, "a.html", text), None, "{text}");
    }
    for text in ["<p>Keita met the Board</p>", "<p>Lee, Ann Marie Diallo</p>", "<p>in Bamako, with Amadou</p>"] {
        assert!(found(&check, "a.html", text).is_some(), "{text}");
    }
}

#[test]
fn twelve_characters_are_enough_and_eleven_are_not() {
    for (secret, leaks) in
        [("Agent Orange", true), ("Agent Pink x", true), ("Agent Green", false), ("zzhush-doc12", true)]
    {
        let check = check(&[secret], &["nothing"]);
        assert_eq!(found(&check, "a.html", &format!("<p>so {secret} it was</p>")).is_some(), leaks, "{secret}");
    }
}

#[test]
fn files_copied_as_they_are_may_share_a_turn_of_phrase() {
    let check =
        check(&["It was for the purposes of the said agreement that they came to the old pier at night."], &["x"]);
    let copied = |text: &str| check.find("annex.txt", text.as_bytes(), Origin::Copied);
    assert!(copied("This is for the purposes of the said act.").is_empty());
    assert!(copied("that they came to the old pier at night").is_empty(), "39 characters");
    assert!(!copied("agreement that they came to the old pier at night.").is_empty());
}

#[test]
fn where_nothing_is_withheld_nothing_is_searched() {
    let check = check(&[], &["x"]);
    assert!(check.is_empty() && !check.has_secret("anything at all, however long"));
}
