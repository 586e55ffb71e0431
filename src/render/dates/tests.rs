//! What dates are called, and when they are `<time>`.

use super::*;
use crate::model::samples::dating;

fn english() -> Words {
    Words::read(include_str!("../../../themes/default/words/en.yaml")).expect("the built-in words can be read")
}

#[test]
fn words_say_no_more_than_the_date() {
    let english = english();
    for (text, expected) in [
        ("2009-06-12T11:16Z", "12 June 2009, 11:16\u{a0}Z"),
        ("2009-06-12T11:16-03:00", "12 June 2009, 11:16\u{a0}\u{2212}03:00"),
        ("2009-06-12", "12 June 2009"),
        ("2009-06", "June 2009"),
        ("2009-06-XX", "June 2009"),
        ("2009", "2009"),
        ("2009-XX", "2009"),
        ("1969~", "c. 1969"),
        ("1969?", "1969 (uncertain)"),
        ("1969-05%", "c. May 1969 (uncertain)"),
        ("199X", "1990s"),
        ("190X", "between 1900 and 1909"),
        ("19XX", "between 1900 and 1999"),
        ("2020-21", "spring 2020"),
        ("2020-24~", "c. winter 2020"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("0079", "AD 79"),
        ("-019X", "between 200 BC and 191 BC"),
        ("Y17000", "17000"),
        ("2009-06/2010-03", "June 2009 to March 2010"),
        ("2009-06-01/2009-06-03", "1 to 3 June 2009"),
        ("2009-05-31/2009-06-03", "31 May to 3 June 2009"),
        ("2009-05/2009-06", "May to June 2009"),
        ("2009-05~/2009-06", "c. May 2009 to June 2009"),
        ("2009-06/2009-06-03", "June 2009 to 3 June 2009"),
        ("1991/1992", "1991 to 1992"),
        ("2022-01-09/..", "since 9 January 2022"),
        ("2022-01-09/", "from 9 January 2022"),
        ("../1969", "until 1969"),
        ("/1969", "until 1969"),
        ("from=2022-01-09 to=2022-03-31", "between 9 January and 31 March 2022"),
        ("from=1969-05-01 to=1969-05-04", "between 1 and 4 May 1969"),
        ("from=2022-01-09", "not before 9 January 2022"),
        ("to=2025-08", "not after August 2025"),
        ("2009~ to=2009-10-06", "c. 2009, not after 6 October 2009"),
        ("2009~/.. from=2009-01 to=2009-10-06", "since c. 2009, between January 2009 and 6 October 2009"),
        ("", "no date given"),
    ] {
        assert_eq!(words(&dating(text), &english), expected, "{text}");
    }
}

#[test]
fn french_has_articles_and_a_first_of_the_month() {
    let french =
        Words::read(include_str!("../../../themes/default/words/fr.yaml")).expect("the built-in words can be read");
    for (text, expected) in [
        ("2009-06-12T11:16Z", "12 juin 2009, 11:16\u{a0}Z"),
        ("2009-06-01", "1er juin 2009"),
        ("1969~", "1969 environ"),
        ("1969-05%", "mai 1969 environ (date incertaine)"),
        ("199X", "années 1990"),
        ("19XX", "entre 1900 et 1999"),
        ("-0043-03-15", "15 mars 44 av. J.-C."),
        ("2009-06/2010-03", "juin 2009 à mars 2010"),
        ("2009-06-01/2009-06-03", "1er au 3 juin 2009"),
        ("2009-06/2009-06-03", "juin 2009 au 3 juin 2009"),
        ("2020-21/2021-22", "printemps 2020 à l’été 2021"),
        ("2022-01-09/..", "depuis le 9 janvier 2022"),
        ("2022-01/..", "depuis janvier 2022"),
        ("2022-01-09~/..", "depuis le 9 janvier 2022 environ"),
        ("199X/..", "depuis les années 1990"),
        ("2022-22/", "dès l’été 2022"),
        ("../1969", "jusqu’à 1969"),
        ("../1969-08-01", "jusqu’au 1er août 1969"),
        ("from=2022-01-09 to=2022-03-31", "entre le 9 janvier et le 31 mars 2022"),
        ("from=2009-06 to=2009-10-06", "entre juin 2009 et le 6 octobre 2009"),
        ("from=2022-01-09", "pas avant le 9 janvier 2022"),
        ("to=2025-08", "pas après août 2025"),
    ] {
        assert_eq!(words(&dating(text), &french), expected, "{text}");
    }
    let html = html(&dating("2022-01-09/.."), &french);
    assert_eq!(html, "depuis le <time datetime=\"2022-01-09\">9 janvier 2022</time>");
    assert_eq!(years(1991, 2025, &french), "1991 à 2025");
}

#[test]
fn a_period_says_what_is_known_of_it() {
    let english = english();
    let edtf = |text: &str| dating(text).date;
    for (since, until, expected) in [
        ("", "", None),
        ("2009-06-12", "", Some("since 12 June 2009")),
        ("", "2013", Some("until 2013")),
        ("2009-06", "2013", Some("June 2009 to 2013")),
    ] {
        let (since, until) = (edtf(since), edtf(until));
        assert_eq!(period(since.as_ref(), until.as_ref(), &english).as_deref(), expected);
    }
}

#[test]
fn what_is_not_known_is_said() {
    let english = english();
    for (text, expected) in [
        ("2009-06-12", None),
        ("2009-06", Some("day not known")),
        ("2009-21", Some("day not known")),
        ("2009", Some("month not known")),
        ("2009?", Some("month not known")),
        ("199X", Some("year not known")),
        ("2009~", Some("approximate")),
        ("2009-06-12/..", Some("open-ended in the source")),
        ("2009-06-12~/", Some("end not known")),
        ("../2009", Some("without a beginning in the source")),
        ("/2009", Some("beginning not known")),
        ("1991/1992", Some("days not known")),
        ("1991~/1992", Some("approximate")),
        ("2009-06-01/2009-06-03", None),
        ("to=2025-08", Some("day not known")),
        ("", None),
    ] {
        assert_eq!(precision_note(&dating(text), &english).as_deref(), expected, "{text}");
    }
}

#[test]
fn time_elements_carry_only_what_html_can_say() {
    let english = english();
    for (text, expected) in [
        ("2009-06-12", "<time datetime=\"2009-06-12\">12 June 2009</time>"),
        ("2009-06", "<time datetime=\"2009-06\">June 2009</time>"),
        ("2009-XX", "<time datetime=\"2009\">2009</time>"),
        ("Y17000", "<time datetime=\"17000\">17000</time>"),
        ("2009-06-12T11:16Z", "<time datetime=\"2009-06-12T11:16Z\">12 June 2009, 11:16\u{a0}Z</time>"),
        ("2009-06-12T11:16+01", "<time datetime=\"2009-06-12T11:16+01:00\">12 June 2009, 11:16\u{a0}+01</time>"),
        ("2009-06-12T11:16-00:00", "<time datetime=\"2009-06-12\">12 June 2009, 11:16\u{a0}\u{2212}00:00</time>"),
        ("2009~", "<span data-edtf=\"2009~\">c. 2009</span>"),
        ("199X", "<span data-edtf=\"199X\">1990s</span>"),
        ("2020-21", "<span data-edtf=\"2020-21\">spring 2020</span>"),
        ("-0043", "<span data-edtf=\"-0043\">44 BC</span>"),
        (
            "2009-06-01/2009-06-03",
            "<time datetime=\"2009-06-01\">1</time> to <time datetime=\"2009-06-03\">3 June 2009</time>",
        ),
        ("2022-01-09/..", "since <time datetime=\"2022-01-09\">9 January 2022</time>"),
        ("to=2025-08", "not after <time datetime=\"2025-08\">August 2025</time>"),
        ("", "no date given"),
    ] {
        assert_eq!(html(&dating(text), &english), expected, "{text}");
    }
    assert_eq!(html_ahead(&dating("2025?/.."), &english), "<span data-edtf=\"2025?/..\">from 2025 (uncertain)</span>");
}

#[test]
fn words_of_a_theme_are_escaped() {
    let mut own = english();
    own.overlay(Words::read("date_since: '<b>{date}</b> & on'\ndate_month_6: J<une").expect("valid"));
    assert_eq!(
        html(&dating("2009-06/.."), &own),
        "&lt;b&gt;<time datetime=\"2009-06\">J&lt;une 2009</time>&lt;/b&gt; &amp; on"
    );
}
