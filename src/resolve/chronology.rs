//! The one order of events and dated documents, and which dates contradict each other.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::edtf::{Date, Day, Edtf, End, Precision};
use crate::model::{ChronologyEntry, Dating, Document, DocumentId, Event, EventId};

/// What an entry of the chronology is sorted by. Derived order is the order of the chronology.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    /// Entries without any day come last.
    undated: bool,
    /// The first day it may be; the last one where the start is open.
    day: Day,
    /// A year precedes its months, a month its days.
    precision: Precision,
    /// The last day it may be; an open end is the latest.
    latest: (bool, Day),
    /// The time of day in UTC; a day without a time precedes its hours.
    clock: Option<i32>,
    /// What happened precedes what was written of it.
    document: bool,
    id: String,
}

/// The sort key of something dated, for tables that are sorted before they have ids.
pub fn sort_key(dating: Option<&Dating>, document: bool, id: &str) -> SortKey {
    let (earliest, latest) = dating.map_or((None, None), |dating| (dating.earliest(), dating.latest()));
    let first = dating.and_then(first_date);
    SortKey {
        undated: earliest.is_none() && latest.is_none(),
        day: earliest.or(latest).unwrap_or(Day::MAX),
        precision: first.map_or(Precision::Day, |date| date.precision),
        latest: (latest.is_none(), latest.unwrap_or(Day::MAX)),
        clock: first.and_then(Date::clock),
        document,
        id: id.into(),
    }
}

/// The date that decides where an entry stands: its start, or its end where the start is open.
fn first_date(dating: &Dating) -> Option<&Date> {
    let edtf = dating.date.as_ref().or(dating.not_before.as_ref()).or(dating.not_after.as_ref())?;
    [Some(&edtf.start), edtf.end.as_ref()].into_iter().flatten().find_map(|end| match end {
        End::Date(date) => Some(date),
        _ => None,
    })
}

/// Events and documents in one order, undated events last; undated documents are not in it.
pub fn order(events: &[Event], documents: &[Document]) -> Vec<ChronologyEntry> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let of_events = events.iter().enumerate().map(|(at, event)| {
        (sort_key(event.date.as_ref(), false, &event.id), ChronologyEntry::Event(EventId(number(at))))
    });
    let of_documents = documents.iter().enumerate().map(|(at, document)| {
        (sort_key(document.date.as_ref(), true, &document.id), ChronologyEntry::Document(DocumentId(number(at))))
    });
    let dated = of_documents.filter(|(key, _)| !key.undated);
    let mut entries: Vec<(SortKey, ChronologyEntry)> = of_events.chain(dated).collect();
    entries.par_sort_by(|a, b| a.0.cmp(&b.0));
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// Whether some of these dates cannot both be true.
///
/// Days on a line all meet if every two of them do, so the last beginning is compared with the first end.
pub fn conflict(dates: &[&Dating]) -> bool {
    let last_start = dates.iter().filter_map(|dating| reach(dating).0).max();
    let first_end = dates.iter().filter_map(|dating| reach(dating).1).map(Reverse).max();
    matches!((last_start, first_end), (Some(start), Some(Reverse(end))) if start > end)
}

/// The first and last day a date allows. An approximate one reaches its own length to either side: "about 2009" does
/// not contradict January 2010.
fn reach(dating: &Dating) -> (Option<Day>, Option<Day>) {
    let slack = |end: Option<&End>| match end {
        Some(End::Date(date)) if date.approximate => date.latest - date.earliest + 1,
        _ => 0,
    };
    let own = dating.date.as_ref();
    let before = slack(own.map(|date| &date.start));
    let after = slack(own.map(|date| date.end.as_ref().unwrap_or(&date.start)));
    let start = own.and_then(Edtf::earliest).map(|day| day - before);
    let end = own.and_then(Edtf::latest).map(|day| day + after);
    let not_before = dating.not_before.as_ref().and_then(Edtf::earliest);
    let not_after = dating.not_after.as_ref().and_then(Edtf::latest);
    (start.max(not_before), [end, not_after].into_iter().flatten().min())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples::dating;

    #[test]
    fn entries_stand_by_their_first_day_and_the_coarser_first() {
        let in_order = [
            "Y-17000",
            "-0043",
            "19XX",
            "../1968",
            "1969",
            "1969-21",
            "1969-03",
            "1969-03-01",
            "2009~",
            "2009~/..",
            "2009-01",
            "2009-01-01",
            "2009-01-01T09:00+01:00",
            "2009-01-01T08:30Z",
            "2009-01-01/2009-01-03",
            "2009-01-01/..",
            "from=2009-01-02 to=2009-03",
            "to=2009-03",
            "2009-06-12",
        ];
        let keys: Vec<_> = in_order.iter().map(|text| (sort_key(Some(&dating(text)), false, "x"), *text)).collect();
        for pair in keys.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} before {}", pair[0].1, pair[1].1);
        }
    }

    #[test]
    fn ties_are_broken_by_kind_and_id_and_undated_stand_last() {
        let day = dating("2009-06-12");
        let key = |document, id| sort_key(Some(&day), document, id);
        assert!(key(false, "b") < key(true, "a"));
        assert!(key(false, "a") < key(false, "b"));
        assert!(sort_key(Some(&dating("Y99999")), true, "z") < sort_key(None, false, "a"));
        assert_eq!(sort_key(Some(&Dating::default()), false, "a"), sort_key(None, false, "a"));
    }

    #[test]
    fn dates_that_cannot_both_be_true_conflict() {
        for (dates, expected) in [
            (&["2022-02", "2022-04"][..], true),
            (&["2009-05-31", "2009-06-03"], true),
            (&["2020-08", "2020"], false),
            (&["2020-08-18", "2020-08", "202X"], false),
            (&["2020", "2020-08", "2021"], true),
            (&["2020-08/..", "2024"], false),
            (&["2020-08/..", "2019"], true),
            (&["../1969", "1970"], true),
            (&["2009~", "2010-01"], false),
            (&["2009~", "2011-01"], true),
            (&["2009-06~/2009-07", "2009-05-02"], false),
            (&["2009?", "2010"], true),
            (&["from=2022-01-09 to=2022-12", "2023"], true),
            (&["from=2022-01-09", "2023"], false),
            (&["2009"], false),
            (&[], false),
        ] {
            let owned: Vec<Dating> = dates.iter().map(|text| dating(text)).collect();
            assert_eq!(conflict(&owned.iter().collect::<Vec<_>>()), expected, "{dates:?}");
        }
    }
}
