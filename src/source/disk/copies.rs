//! Files that a site gets as they are.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes of a text that are handed on at once.
const PIECE: usize = 16 << 20;
/// Bytes of a piece that stand in the next one again, so that no run of words is cut in both.
const AGAIN: usize = 64 << 10;

/// Whether a file can be opened.
///
/// # Errors
/// What the disk answers.
pub fn open(from: &Path) -> io::Result<()> {
    File::open(from).map(drop)
}

/// The bytes of a file.
///
/// # Errors
/// What the disk answers.
pub fn read(from: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(from)
}

/// Hands on a file's text: whole if it is not large, else in pieces that overlap. Nothing of a file that cannot be read,
/// and nothing more behind bytes that are no UTF-8.
pub fn text(from: &Path, take: impl FnMut(&str)) {
    if let Ok(file) = File::open(from) {
        pieces(file, PIECE, AGAIN, take);
    }
}

fn pieces(mut from: impl Read, piece: usize, again: usize, mut take: impl FnMut(&str)) {
    let mut held: Vec<u8> = Vec::new();
    loop {
        let before = held.len();
        let room = piece.saturating_sub(before);
        let read = from.by_ref().take(room as u64).read_to_end(&mut held);
        if !read.is_ok_and(|read| read > 0) {
            return;
        }
        // The last character of a piece may go on in the next one.
        let full = held.len() == before + room;
        let end = match std::str::from_utf8(&held) {
            Ok(text) => text.len(),
            Err(error) if full && error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return,
        };
        let text = std::str::from_utf8(&held[..end]).unwrap_or_default();
        take(text);
        let kept = text.floor_char_boundary(end.saturating_sub(again));
        held.drain(..kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        pieces(bytes, 10, 4, |text| found.push(text.to_string()));
        found
    }

    #[test]
    fn a_text_comes_whole_or_in_pieces_that_overlap() {
        for (bytes, expected) in [
            (&b""[..], &[][..]),
            (b"short", &["short"]),
            (b"0123456789", &["0123456789"]),
            (b"0123456789ab", &["0123456789", "6789ab"]),
            (b"0123456789abcdefgh", &["0123456789", "6789abcdef", "cdefgh"]),
            ("012345678é9".as_bytes(), &["012345678", "5678é9"]),
            ("01234é".as_bytes(), &["01234é"]),
            (b"01234\xc3", &[]),
            (b"\xff12", &[]),
            (b"0123456789\xff", &["0123456789"]),
        ] {
            assert_eq!(of(bytes), expected, "{bytes:?}");
        }
        let long = "naïve öre ".repeat(50);
        let found = of(long.as_bytes());
        assert!(found.iter().all(|piece| long.contains(piece.as_str()) && piece.len() <= 10));
        let places: Vec<usize> = (0..long.len() - 4).filter(|at| long.get(*at..*at + 3).is_some()).collect();
        assert!(places.iter().all(|at| found.iter().any(|piece| piece.contains(&long[*at..*at + 3]))));
    }
}
