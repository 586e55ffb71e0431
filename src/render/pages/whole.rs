//! What every page says of the whole book, worked out for the first page that asks.

use std::sync::OnceLock;

use crate::model::Book;

use super::{Context, about};

/// What was worked out so far of one book; of another, or one that has changed, it is not true.
#[derive(Debug, Default)]
pub struct Whole {
    unplaced: OnceLock<bool>,
    about: OnceLock<Option<String>>,
}

impl Whole {
    /// Whether some annotation has no sure place.
    pub(super) fn has_unplaced(&self, book: &Book) -> bool {
        *self.unplaced.get_or_init(|| book.has_unplaced())
    }

    /// What the book says of itself in a line.
    pub(super) fn about(&self, ctx: &Context) -> Option<String> {
        self.about.get_or_init(|| about::of_itself(ctx)).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pages::{render, render_among};
    use crate::render::{pages, sample, templates::Theme};

    #[test]
    fn a_page_among_others_is_the_page_alone() {
        let (theme, _) = Theme::new(&[]);
        let mut book = sample::book();
        book.settings.subtitle = None;
        for book in [book, Book::default()] {
            let whole = Whole::default();
            for key in pages(&book, &theme) {
                assert_eq!(render_among(&book, &theme, &whole, &key), render(&book, &theme, &key), "{key:?}");
            }
            assert_eq!(whole.about.get().map(Option::is_some), Some(book.front.is_some()));
            assert_eq!(whole.unplaced.get().is_some(), book.objectives.is_empty());
        }
    }
}
