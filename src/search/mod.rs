//! Book → search index: records, words with their places, and the scripts that a page for searching loads.
//!
//! Pure. In: a book, which has only what its audience may see. Out: files below `search/`. Not here: the page and the
//! scripts that read the index (`themes/default`), the same for every book.

mod bits;
mod inverted;
mod passages;
mod records;
mod shards;
mod stem;
mod words;

pub use shards::File;

use crate::model::Book;
use crate::render::words::Words;

/// The folder of the index.
pub const FOLDER: &str = "search/";

/// All files of a book's index; none when the settings want no search.
pub fn files(book: &Book, words: &Words) -> Vec<File> {
    if !book.settings.search {
        return Vec::new();
    }
    let stems = stem::rules(&book.settings.language);
    let groups = records::records(book, words);
    shards::files(&groups, &inverted::invert(&groups, stems), stems)
}

#[cfg(test)]
mod tests;
