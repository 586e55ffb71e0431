//! `sitemap.xml`: the addresses of all pages meant for readers.

use crate::render::escape::escape;
use crate::render::{PageKey, pages, routes};

use super::Context;
use super::shell::canonical;

/// The most addresses that the protocol lets one file have.
const MOST: usize = 50_000;

/// The file; empty of addresses for any but the first audience.
pub fn render(ctx: &Context) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    if let Some(base) = ctx.book.settings.base_url.as_ref().filter(|_| ctx.book.audience.0 == 0) {
        for key in pages(ctx.book, ctx.theme).iter().filter(|key| is_page(key)).take(MOST) {
            let address = format!("{base}{}", canonical(&routes::path(ctx.book, key)));
            out.push_str(&format!("<url><loc>{}</loc></url>\n", escape(&address)));
        }
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

fn is_page(key: &PageKey) -> bool {
    !matches!(
        key,
        PageKey::NotFound
            | PageKey::Print(_)
            | PageKey::Search
            | PageKey::Redirect(_)
            | PageKey::Sitemap
            | PageKey::Feed
            | PageKey::Robots
            | PageKey::NoJekyll
            | PageKey::Asset(_)
    )
}
