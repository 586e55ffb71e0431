//! Elements of pages, by what they mean for the words in them.

/// Whether a list has a name.
pub(super) fn has(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|known| known == name)
}

/// Elements whose words are no words of the page.
pub(super) const NO_WORDS: &str = "script style";
/// Elements whose words readers are not shown.
pub(super) const HIDDEN: &str = "template noscript iframe noembed noframes title";
/// Elements that stand around an article, never in it.
pub(super) const AROUND: &str = "nav footer button select menu";
/// Elements that stand beside an article, or are part of it.
pub(super) const BESIDE: &str = "aside dialog";
/// Elements inside a line.
pub(super) const INLINE: &str = "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt \
    ruby s samp small span strike strong sub sup time tt u var wbr svg path";
/// Elements whose text has no tags in it.
pub(super) const RAW: &str = "script style title textarea iframe noembed noframes noscript xmp plaintext";
