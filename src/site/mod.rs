//! A site put in place whole or not at all, and what is checked on its finished pages.
//!
//! [`Staging`] takes files as they are rendered, beside the present output, and swaps folders when all are there. Nothing
//! is synced to the medium: an order of renames is enough against a killed build, and a power cut costs a rebuild.

mod beside;
pub mod built;
mod disk;
mod error;
mod guard;
mod html;
mod inplace;
mod journal;
pub mod leaks;
pub mod links;
mod manifest;
pub mod minify;
mod paths;
mod staging;
mod tree;

#[cfg(test)]
mod faults;
#[cfg(test)]
mod kill_tests;
#[cfg(test)]
mod tests;

pub use error::SiteError;
pub use leaks::{Leak, LeakCheck, Origin};
pub use links::{BrokenLink, LinkCheck, LinkFault, PageLinks};
pub use manifest::MANIFEST;
pub use minify::{MinifyChanged, minify};
pub use paths::Claims;
pub use staging::{Placed, Staging};
