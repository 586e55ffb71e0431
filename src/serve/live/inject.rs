//! The one element that pages of a followed book have beyond a build's.

/// Adds the script before the end of the body; not to a page that leads elsewhere by itself.
pub(super) fn script(mut page: Vec<u8>, mark: &str) -> Vec<u8> {
    let leaves = b"http-equiv=\"refresh\"";
    if page.windows(leaves.len()).any(|window| window == leaves) {
        return page;
    }
    let element = format!("<script src=\"/_briefbook/live.js\" data-state=\"{mark}\" defer></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    page.splice(at..at, element.into_bytes());
    page
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn a_page_that_leads_elsewhere_stays_as_it_is() {
        let page = "<meta http-equiv=\"refresh\" content=\"0; url=x.html\"><body></body>";
        assert_eq!(script(page.into(), "a.1"), page.as_bytes());
    }

    #[test]
    fn the_element_stands_at_the_end_of_the_body() {
        let element = "<script src=\"/_briefbook/live.js\" data-state=\"a.1\" defer></script>";
        for (before, after) in
            [("<p>x</p></body></html>\n", "</body></html>\n"), ("<p>no &lt;/body></BODY>", "</BODY>"), ("<p>x", "")]
        {
            let made = String::from_utf8(script(before.into(), "a.1")).expect("UTF-8");
            assert_eq!(made, format!("{}{element}{after}", before.strip_suffix(after).expect("the end")));
        }
    }
}
