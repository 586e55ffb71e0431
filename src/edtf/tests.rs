//! EDTF values, their bounds, and the faults that authors make.

use proptest::prelude::*;

use super::{DateError, Edtf, End, Precision, calendar};

fn parse(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn fault(text: &str) -> DateError {
    Edtf::parse(text).expect_err(text)
}

fn words(day: Option<i64>) -> String {
    day.map_or("none".into(), |day| {
        let (year, month, day) = calendar::civil(day);
        format!("{year}-{month:02}-{day:02}")
    })
}

#[test]
fn dates_have_the_days_they_may_cover() {
    for (text, earliest, latest) in [
        ("2009-06-12", "2009-06-12", "2009-06-12"),
        ("2009-06", "2009-06-01", "2009-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1XXX", "1000-01-01", "1999-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("2004-XX-XX", "2004-01-01", "2004-12-31"),
        ("2004-06-XX", "2004-06-01", "2004-06-30"),
        ("2020-21", "2020-03-01", "2020-05-31"),
        ("2020-22", "2020-06-01", "2020-08-31"),
        ("2020-23", "2020-09-01", "2020-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("-0043-03-15", "-43-03-15", "-43-03-15"),
        ("-019X", "-199-01-01", "-190-12-31"),
        ("0000", "0-01-01", "0-12-31"),
        ("Y-17000", "-17000-01-01", "-17000-12-31"),
        ("Y2147483647", "2147483647-01-01", "2147483647-12-31"),
        ("2009-06/2010-03", "2009-06-01", "2010-03-31"),
        ("2022-01-09/..", "2022-01-09", "none"),
        ("2022-01-09/", "2022-01-09", "none"),
        ("../1969", "none", "1969-12-31"),
        ("/1969-05", "none", "1969-05-31"),
        ("2004/2004-06", "2004-01-01", "2004-06-30"),
        ("2009-06-12T11:16Z", "2009-06-12", "2009-06-12"),
    ] {
        let date = parse(text);
        assert_eq!((words(date.earliest()), words(date.latest())), (earliest.into(), latest.into()), "{text}");
        assert_eq!(date.text, text);
    }
}

#[test]
fn parts_are_kept_as_given() {
    use Precision::{Century, Day, Decade, Millennium, Month, Season, Year};
    for (text, precision, year, month, day, uncertain, approximate) in [
        ("2009-06-12?", Day, 2009, Some(6), Some(12), true, false),
        ("2009-06~", Month, 2009, Some(6), None, false, true),
        ("2009-06-XX%", Month, 2009, Some(6), None, true, true),
        ("2009-XX", Year, 2009, None, None, false, false),
        ("2009-24", Season, 2009, Some(24), None, false, false),
        ("199X?", Decade, 1990, None, None, true, false),
        ("19XX", Century, 1900, None, None, false, false),
        ("1XXX", Millennium, 1000, None, None, false, false),
        ("Y17000~", Year, 17000, None, None, false, true),
        ("-0043", Year, -43, None, None, false, false),
    ] {
        let End::Date(date) = parse(text).start else { panic!("{text} has a date") };
        let found = (date.precision, date.year, date.month, date.day, date.uncertain, date.approximate);
        assert_eq!(found, (precision, year, month, day, uncertain, approximate), "{text}");
    }
}

#[test]
fn open_and_unknown_ends_differ() {
    assert_eq!(parse("2009/..").end, Some(End::Open));
    assert_eq!(parse("2009/").end, Some(End::Unknown));
    assert_eq!(parse("../2009").start, End::Open);
    assert_eq!(parse("/2009").start, End::Unknown);
    assert_eq!(parse("2009").end, None);
}

#[test]
fn a_time_of_day_stays_as_written() {
    for time in ["11:16", "11:16Z", "11:16:30", "00:00:00Z", "23:59+01:00", "11:16-03", "11:16:30+05:30"] {
        let End::Date(date) = parse(&format!("2009-06-12T{time}")).start else { panic!("{time}") };
        assert_eq!(date.time.as_deref(), Some(time));
    }
    for time in [
        "",
        "11",
        "24:00",
        "11:60",
        "11:16:60",
        "1:16",
        "11:16z",
        "11:16+",
        "11:16+1",
        "11:16ZZ",
        "11:16+15:00",
        "é:16",
    ] {
        assert!(Edtf::parse(&format!("2009-06-12T{time}")).is_err(), "{time}");
    }
}

#[test]
fn impossible_dates_say_why() {
    for (text, message) in [
        ("2021-02-30", "`2021-02-30` does not exist: February 2021 has 28 days"),
        ("2021-02-00", "`2021-02-00` does not exist: February 2021 has 28 days"),
        ("2021-13", "`2021-13` does not exist: there is no month 13"),
        ("2021-00", "`2021-00` does not exist: there is no month 00"),
        ("2009-06T11:16Z", "`2009-06T11:16Z` has a time of day but no day"),
        ("2009-06-12T25:00", "`25:00` in `2009-06-12T25:00` is no time of day"),
        ("2009/2010/2011", "`2009/2010/2011` has more than one `/`"),
        ("../..", "`../..` names no date at either end"),
        ("", "a date is empty"),
        ("1985-33", "`1985-33` is EDTF level 2, which is not read"),
        ("Y2147483648", "the year of `Y2147483648` is too far away to be counted"),
        ("soon", "`soon` is not a date as EDTF writes it"),
    ] {
        let error = fault(text);
        assert_eq!((error.message.as_str(), error.order), (message, false));
    }
}

#[test]
fn an_interval_that_ends_before_it_begins_is_a_fault_of_order() {
    for text in [
        "2010/2009",
        "2010-05/2010-04-30",
        "2009-06-12/2009-06-11",
        "1990/198X",
        "2009-06-12T12:00Z/2009-06-12T12:30+01:00",
    ] {
        let error = fault(text);
        assert!(error.order, "{text}");
        assert_eq!(error.message, format!("`{text}` ends before it begins"));
    }
    assert_eq!(fault("2010/2009").help.as_deref(), Some("write `2009/2010`"));
    for text in
        ["2010/2010", "2010/2010-01", "2009-06-12T12:00Z/2009-06-12T13:30+01:00", "2009-06-12T12:00/2009-06-12T11:00Z"]
    {
        parse(text);
    }
}

#[test]
fn what_level_1_does_not_have_is_refused() {
    for text in [
        "199",
        "20091",
        "2009-6",
        "2009-06-1",
        "2009-06-12-13",
        "199X-06",
        "XXXX",
        "1X9X",
        "2004-1X",
        "2004-06-1X",
        "2004-XX-12",
        "2004-21-XX",
        "Y2009",
        "Y017000",
        "Y17E7",
        "-0000",
        "~2009",
        "2004-06~-11",
        "2009??",
        "[1667,1668]",
        "{1960..1970}",
        "2009-06-12T11:16Z?",
        "..",
        "/",
        "2009/../2010",
        "1960..1970",
        "２００９",
    ] {
        assert!(Edtf::parse(text).is_err(), "{text}");
    }
}

/// Any date of level 1, with its qualification.
fn any_date() -> impl Strategy<Value = String> {
    let day = (-9999i64..=9999, 1u8..=12, 1u8..=31).prop_map(|(year, month, day)| {
        let day = day.min(calendar::days_in_month(year, month));
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
    });
    let fine = "[12][0-9]{3}(-(0[1-9]|1[0-2]|2[1-4]|XX|XX-XX|0[1-9]-XX))?";
    let coarse = "-?(1XXX|[1-9]{2}XX|[1-9]{3}X|[1-9][0-9]{3})";
    (prop_oneof![day, fine, coarse, "Y-?[1-9][0-9]{4,8}"], "[?~%]?").prop_map(|(date, qualified)| date + &qualified)
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in "\\PC*") {
        let _ = Edtf::parse(&text);
    }

    #[test]
    fn text_that_looks_like_a_date_never_panics(text in "[-0-9XYTZ:+?~%/.usc ]{0,24}") {
        let _ = Edtf::parse(&text);
    }

    #[test]
    fn bounds_are_in_order_and_the_text_stays(text in any_date()) {
        let date = parse(&text);
        prop_assert!(date.earliest().expect("a date has a start") <= date.latest().expect("a date has an end"));
        prop_assert_eq!(date.text, text);
    }

    #[test]
    fn an_interval_is_read_or_out_of_order(a in any_date(), b in any_date()) {
        let text = format!("{a}/{b}");
        match Edtf::parse(&text) {
            Ok(date) => {
                prop_assert!(date.earliest() <= date.latest());
                prop_assert_eq!(date.text, text);
            }
            Err(error) => prop_assert!(error.order && parse(&b).latest() < parse(&a).earliest()),
        }
    }
}
