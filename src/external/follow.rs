//! One link followed: its head, then the whole where a host answers no heads, over redirects to the end.

use super::address;
use super::{Answer, Client, Pace, Trouble};

/// Browsers give up after twenty; nobody means more than a few.
const HOPS: usize = 10;

/// What came of following a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It leads to a page.
    Fine,
    /// It leads to a page, which has another address for good.
    Moved(String),
    /// Its host says that there is no such page.
    Gone(u16),
    /// Nobody can say.
    Unknown(String),
}

/// Follows a link to its end.
pub(super) fn follow(url: &str, client: &impl Client, pace: Pace) -> Verdict {
    let mut here = url.to_string();
    // Where it leads by permanent redirects alone.
    let mut lasting = url.to_string();
    for _ in 0..HOPS {
        let answer = match ask(&here, client, pace) {
            Ok(answer) => answer,
            Err(trouble) => return Verdict::Unknown(trouble.message),
        };
        let Answer { status, location } = answer;
        let next = location.as_deref().and_then(|to| address::join(&here, to));
        match (status, next) {
            (301 | 302 | 303 | 307 | 308, Some(next)) => {
                if matches!(status, 301 | 308) && lasting == here {
                    lasting.clone_from(&next);
                }
                here = next;
            }
            (200..=299, _) if lasting == url || only_decoration(url, &lasting) => return Verdict::Fine,
            (200..=299, _) => return Verdict::Moved(lasting),
            (404 | 410, _) => return Verdict::Gone(status),
            (300..=399, _) => return Verdict::Unknown(format!("its host sends on to nowhere ({status})")),
            (401 | 403 | 451, _) => return Verdict::Unknown(format!("its host refuses to show it ({status})")),
            (429, _) => return Verdict::Unknown("its host asks for fewer questions (429)".into()),
            _ => return Verdict::Unknown(format!("its host answers {status}")),
        }
    }
    Verdict::Unknown(format!("its host sends on more than {HOPS} times"))
}

/// A last `/` more or less is no news to anybody.
fn only_decoration(url: &str, to: &str) -> bool {
    url.trim_end_matches('/') == to.trim_end_matches('/')
}

/// Asks for the head; for the whole where the answer may be about heads only; once more where trouble may pass.
fn ask(url: &str, client: &impl Client, pace: Pace) -> Result<Answer, Trouble> {
    let once = || {
        std::thread::sleep(pace.pause);
        let head = client.ask(url, false);
        match &head {
            Ok(answer) if answer.status < 400 => return head,
            Err(trouble) if !trouble.passing => return head,
            _ => {}
        }
        std::thread::sleep(pace.pause);
        client.ask(url, true)
    };
    let first = once();
    let passing = match &first {
        Ok(answer) => matches!(answer.status, 429 | 502 | 503 | 504),
        Err(trouble) => trouble.passing,
    };
    if !passing {
        return first;
    }
    std::thread::sleep(pace.again);
    once()
}
