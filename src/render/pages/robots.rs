//! `robots.txt`: open for the first audience, closed for every other.

use super::Context;

/// The file.
pub fn render(ctx: &Context) -> Vec<u8> {
    let mut out = String::from("User-agent: *\n");
    if ctx.book.audience.0 > 0 {
        out.push_str("Disallow: /\n");
    } else {
        out.push_str("Disallow:\n");
        if let Some(base) = &ctx.book.settings.base_url {
            out.push_str(&format!("Sitemap: {base}sitemap.xml\n"));
        }
    }
    out.into_bytes()
}
