//! Stub.

use crate::diagnostics::Diagnostic;

use super::Context;

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(_ctx: &Context, _id: crate::model::PageId) -> Result<Vec<u8>, Diagnostic> {
    Ok(Vec::new())
}
