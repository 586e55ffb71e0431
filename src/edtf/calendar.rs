//! Days of the proleptic Gregorian calendar, for any year a 32-bit number holds.

use jiff::civil::Date as Civil;

use super::Day;

/// Days in four hundred years, after which the calendar repeats.
const CYCLE_DAYS: i64 = 146_097;
const CYCLE_YEARS: i64 = 400;
/// A cycle well inside the years that jiff knows.
const BASE: i64 = 2000;

/// The day of a calendar date; `None` when there is no such day.
pub fn day(year: i64, month: u8, day: u8) -> Option<Day> {
    let civil = Civil::new(in_base(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let cycles = (year - BASE).div_euclid(CYCLE_YEARS);
    Some(since_epoch(civil) + cycles * CYCLE_DAYS)
}

/// The year, month and day of the month of a day.
pub fn civil(day: Day) -> (i64, u8, u8) {
    let base = since_epoch(Civil::constant(2000, 1, 1));
    let cycles = (day - base).div_euclid(CYCLE_DAYS);
    let within = (day - base).rem_euclid(CYCLE_DAYS);
    let date = Civil::constant(2000, 1, 1).saturating_add(jiff::Span::new().days(within));
    let small = |n: i8| u8::try_from(n).unwrap_or(1);
    (i64::from(date.year()) + cycles * CYCLE_YEARS, small(date.month()), small(date.day()))
}

/// The year a day lies in.
pub fn year_of(day: Day) -> i64 {
    civil(day).0
}

/// How many days a month has; zero for a month that does not exist.
pub fn days_in_month(year: i64, month: u8) -> u8 {
    let Ok(month) = i8::try_from(month) else { return 0 };
    Civil::new(in_base(year), month, 1).map_or(0, |first| u8::try_from(first.days_in_month()).unwrap_or(0))
}

fn in_base(year: i64) -> i16 {
    i16::try_from(BASE + (year - BASE).rem_euclid(CYCLE_YEARS)).expect("a year of the base cycle is below 2400")
}

fn since_epoch(date: Civil) -> Day {
    date.duration_since(Civil::constant(1970, 1, 1)).as_secs() / 86_400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for ((year, month, of), expected) in [
            ((1970, 1, 1), Some(0)),
            ((1969, 12, 31), Some(-1)),
            ((2009, 6, 12), Some(14_407)),
            ((2000, 2, 29), Some(11_016)),
            ((1900, 2, 29), None),
            ((2021, 2, 30), None),
            ((2021, 13, 1), None),
            ((0, 1, 1), Some(-719_528)),
            ((-400, 1, 1), Some(-719_528 - 146_097)),
        ] {
            assert_eq!(day(year, month, of), expected, "{year}-{month}-{of}");
        }
    }

    #[test]
    fn a_day_leads_back_to_its_date() {
        let years = [i64::from(i32::MIN), -44, -1, 0, 1, 1600, 1999, 2000, 2024, 2399, 2400, i64::from(i32::MAX)];
        for year in years {
            for month in 1..=12 {
                for of in [1, days_in_month(year, month)] {
                    let at = day(year, month, of).expect("first and last days exist");
                    assert_eq!(civil(at), (year, month, of));
                    assert_eq!(year_of(at), year);
                }
            }
        }
    }

    #[test]
    fn months_have_their_days() {
        for (year, month, days) in
            [(2021, 2, 28), (2024, 2, 29), (1900, 2, 28), (2000, 2, 29), (2021, 4, 30), (2021, 13, 0)]
        {
            assert_eq!(days_in_month(year, month), days);
        }
    }
}
