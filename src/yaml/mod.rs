//! Authors' YAML as text: a tree with a place on every value, and readers that collect all faults of a file.
//!
//! In: the text of one file, or a part of it. Out: typed values and diagnostics. The YAML grammar itself is
//! `serde_saphyr`'s; nothing outside this folder sees it. Scalars stay what the author typed (`1.10`, `NO`, `0643`). The other
//! way, [`write`](write()) makes YAML for authors out of values.

mod fault;
mod fields;
mod hints;
pub mod id;
mod node;
mod parse;
mod prose;
mod reader;
#[cfg(test)]
mod tests;
mod traps;
mod values;
mod write;

pub use fields::Fields;
pub use node::{Node, Scalar, Style, Value};
pub use parse::{MAX_DEPTH, MOST_VALUES, parse};
pub use reader::{Codes, Reader};
pub use values::{RawProse, Words};
pub use write::write;
