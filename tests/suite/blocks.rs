//! What a reader sees of each kind of block.

use scraper::{ElementRef, Html, Selector};

use crate::harness::{Book, files};

fn page(book: &Book, path: &str) -> Html {
    let bytes = &files(&book.output())[path];
    Html::parse_document(&String::from_utf8_lossy(bytes))
}

fn one<'p>(page: &'p Html, selector: &str) -> ElementRef<'p> {
    let wanted = Selector::parse(selector).expect("a selector");
    page.select(&wanted).next().unwrap_or_else(|| panic!("no {selector} in\n{}", page.html()))
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

const MARKED: &str = "\
1. (C) A paragraph.

- (S/NF) An item.

  Its second paragraph.

> (SBU) A quotation.

| (C) a | b |
|---|---|
| (TS) cell | two |

## (U) A heading

```
code
```
";

#[test]
fn every_block_shows_its_marking_and_a_link_to_itself() {
    let book = Book::new(&[("content/documents/memo.md", MARKED)]);
    book.build();
    let page = page(&book, "documents/memo.html");
    for (anchor, marking, said) in [
        ("p1", Some("C"), "A paragraph."),
        ("p1b", Some("S/NF"), "An item."),
        ("p1c", None, "Its second paragraph."),
        ("p1d", Some("SBU"), "A quotation."),
        ("p1e", Some("TS"), "cell"),
        ("b1", Some("U"), "A heading"),
        ("b2", None, "code"),
    ] {
        let block = one(&page, &format!("[id={anchor}]"));
        assert!(words(block).contains(said), "{anchor}: {}", words(block));
        one(&page, &format!("a[href='#{anchor}']"));
        if let Some(marking) = marking {
            assert_eq!(words(one(&page, &format!("[id={anchor}] .pm"))), marking, "{anchor}");
        }
    }
}

#[test]
fn no_footnote_is_lost_and_their_ids_are_the_pages_own() {
    let note = "- { document: memo, quote: A paragraph, note: \"One[^a] of two.\\n\\n[^a]: First.\" }\n\
                - { document: memo, quote: Another, note: \"- a list\\n- Two[^a].\\n\\n[^a]: Second.\" }\n";
    let text = "A paragraph.[^1]\n\nAnother.\n\n[^1]: Referred to.\n\n[^2]: Forgotten.\n";
    let book = Book::new(&[("content/documents/memo.md", text), ("content/annotations/a.yaml", note)]);
    book.build();
    let page = page(&book, "documents/memo.html");
    let all = words(page.root_element());
    for footnote in ["Referred to.", "Forgotten.", "First.", "Second."] {
        assert!(all.contains(footnote), "{footnote} is not in {all}");
    }
}
