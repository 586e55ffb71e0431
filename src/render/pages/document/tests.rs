use super::*;
use crate::model::{Book, Document};
use crate::render::PageKey;
use crate::render::templates::Theme;

#[test]
fn notes_run_on_beside_rows_that_have_none() {
    for (rows, expected) in [("", vec![]), ("n..n", vec![3, 0, 0, 1]), (".n.", vec![0, 2, 0]), ("nn", vec![1, 1])] {
        let bare: Vec<bool> = rows.chars().map(|row| row == '.').collect();
        assert_eq!(spans(&bare), expected, "{rows}");
    }
    let mut long = vec![true; 40];
    long[0] = false;
    assert_eq!(spans(&long)[0], MOST_ROWS);
}

#[test]
fn a_theme_compiles() {
    let (_, diagnostics) = Theme::new(&[]);
    assert_eq!(diagnostics, []);
}
