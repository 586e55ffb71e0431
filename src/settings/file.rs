//! stub
use crate::diagnostics::*; use crate::source::Sources;
pub fn read(_: &Sources, _: FileId) -> (super::Settings, Diagnostics) { todo!() }
