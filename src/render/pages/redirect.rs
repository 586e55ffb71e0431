//! Stub.

use crate::diagnostics::Diagnostic;

use super::Context;

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(_ctx: &Context, _at: usize) -> Result<Vec<u8>, Diagnostic> {
    Ok(Vec::new())
}
