//! The words that sites put around articles, in lower case, apart by bars.

/// Whether a list has words.
pub(super) fn has(list: &str, words: &str) -> bool {
    !words.is_empty() && list.split('|').any(|known| known == words)
}

/// Lines of menus, whole.
pub(super) const MENUS: &str = "menu|skip to content|skip to main content|toggle navigation|search|sign in|log in|login|register|subscribe|\
    back to top|load more|close|next article|previous article|next post|previous post|continue reading|read more|\
    read more>>|more>>|more »|click here|view all|see all|show more";

/// Lines that mark advertising, whole.
pub(super) const ADVERTISING: &str = "advertisement|advertisements|advertising|advert|ad|ads|sponsored|sponsored content|promoted|\
    story continues below|story continues below advertisement|article continues below|adblock detected|\
    ad blocker detected|adblocker detected|paid content";

/// Lines that ask to share, whole.
pub(super) const SHARE: &str = "share|share this|share this article|share this post|share this story|share this page|share on|share via|\
    facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|tumblr|tweet|email|print|copy link|copy url|\
    like this|follow us|follow us on";

/// Lines of comment forms, whole.
pub(super) const COMMENTS: &str = "leave a comment|leave a reply|leave a comment cancel reply|leave a reply cancel reply|post a comment|\
    add a comment|add comment|post comment|comments|comment|no comments|no comments yet|0 comments|\
    join the conversation|name|name *|email *|website|comment *|submit comment|cancel reply";

/// Lines where a name or date is missing, whole.
pub(super) const BYLINES: &str = "by|written by|author|posted by|published|posted|updated";

/// Headings of lists of other articles.
pub(super) const OTHERS: &str = "you may also like|you might also like|you might like|related|related articles|related article|related posts|\
    related news|related stories|related topics|related content|read also|also read|read next|more from|\
    more stories|more news|most read|most popular|popular posts|popular news|trending|trending now|latest news|\
    latest posts|latest stories|recent posts|recent news|recommended|recommended for you|recommended stories|\
    don't miss|top stories|other news|what to read next|more on this story|similar articles|similar posts";

/// What lists of words for search engines begin with.
pub(super) const KEYS: &str = "keywords|keyword|lsi keywords|lsi keyword|primary keyword|primary keywords|secondary keywords|focus keyword|\
    focus keywords|related search terms|related searches|search terms|related keywords|tags|tagged|hashtags|\
    filed under|seo keywords|long-tail keywords|categories";

/// How notes on cookies begin.
pub(super) const SITE: &str = "this website use|this site use|our website use|our site use|the website use|we use cookies|we and our|\
    by continuing|by using this|cookie settings|manage cookies|accept cookies|accept all cookies";

/// How notes of comment forms begin.
pub(super) const FORM: &str = "your email address will not be published|this site uses akismet|save my name, email|you must be logged in to|\
    please log in to comment|required fields are marked";

/// How lines that ask to share begin.
pub(super) const ASK: &str = "share this |share on |click to share|follow us on |share via ";

/// How notes on newsletters begin.
pub(super) const LETTERS: &str = "sign up for our |subscribe to our |get our newsletter|join our newsletter|sign up to our |\
    subscribe to the newsletter";

/// How lines with one other article begin.
pub(super) const ALSO: &str = "read also:|also read:|read more:|see also:|related:|read next:";
