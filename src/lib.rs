//! `briefbook`: a folder of documents and stand-off annotations becomes a cross-linked briefing book.
//!
//! The way of a book: [`source`] reads files, [`load`] makes raw values with places, [`resolve`] checks them against each
//! other, [`render`] makes pages, [`site`] puts them in place. [`pipeline`] runs them in order and is the one that knows them all.

pub mod checksum;
pub mod cli;
pub mod diagnostics;
pub mod edtf;
pub mod external;
pub mod import;
pub mod load;
pub mod markdown;
pub mod memo;
pub mod model;
pub mod percent;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod resolve;
pub mod scripts;
pub mod search;
pub mod serve;
pub mod settings;
pub mod site;
pub mod source;
pub mod suggest;
pub mod text;
pub mod windows;
pub mod yaml;
