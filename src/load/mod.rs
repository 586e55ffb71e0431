//! The book as values: `load(files) -> RawBook` and what is wrong with it.

pub mod raw;
