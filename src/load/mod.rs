//! The book as values: `load(files) -> RawBook` and what is wrong with it.

pub mod raw;
pub fn load(_: &crate::source::BookFiles, _: &crate::settings::Settings) -> (raw::RawBook, crate::diagnostics::Diagnostics) { todo!() }
