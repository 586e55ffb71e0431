//! So many faults of one code and no more: a book with a hundred thousand is told the first, and how many more there are.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Code, Diagnostic, Diagnostics, Severity, count, sort};

/// No more faults of one code are told one by one.
pub const MOST_OF_A_CODE: usize = 50;

/// Faults of a file or a book, of which only the first of each code are kept and the others counted.
#[derive(Debug, Default)]
pub struct Tally {
    kept: Diagnostics,
    seen: BTreeMap<Code, usize>,
    more: BTreeMap<(Code, Severity), Diagnostic>,
}

impl Tally {
    /// Takes in a fault: to be told if it is among the first of its code, else to be counted.
    pub fn push(&mut self, fault: Diagnostic) {
        let seen = self.seen.entry(fault.code).or_default();
        if fault.more == 0 && *seen < MOST_OF_A_CODE {
            *seen += 1;
            self.kept.push(fault);
            return;
        }
        match self.more.entry((fault.code, fault.severity)) {
            Entry::Occupied(mut rest) => rest.get_mut().more += fault.number(),
            Entry::Vacant(rest) => {
                rest.insert(Diagnostic {
                    more: fault.number(),
                    label: None,
                    related: Vec::new(),
                    unknown: None,
                    ..fault
                });
            }
        }
    }

    /// What is told: the first of each code, then one fault for all others of it, at the place of the first of them.
    pub fn finish(mut self) -> Diagnostics {
        self.kept.extend(self.more.into_values().map(|rest| {
            let message = format!("{} of this kind more", count(rest.more, rest.severity.word()));
            let help = format!("the first {MOST_OF_A_CODE} are told one by one: mend those, and look again");
            Diagnostic { message, help: Some(help), ..rest }
        }));
        self.kept
    }
}

/// Orders faults as [`sort`] does, and keeps so many of each code.
pub fn settle(found: &mut Diagnostics) {
    sort(found);
    let all = found.len();
    let mut tally = Tally::default();
    found.drain(..).for_each(|fault| tally.push(fault));
    *found = tally.finish();
    if found.len() < all || found.iter().any(|fault| fault.more > 0) {
        sort(found);
    }
}

/// How many faults there are of a severity, those counted that are not told one by one.
pub fn number(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|fault| fault.severity == severity).map(Diagnostic::number).sum()
}

#[cfg(test)]
mod tests {
    use super::super::{FileId, Span};
    use super::*;

    fn faults(code: Code, places: std::ops::Range<usize>) -> Diagnostics {
        places.map(|at| Diagnostic::new(code, Span::new(FileId(0), at, at + 1), format!("fault {at}"))).collect()
    }

    #[test]
    fn the_first_of_a_code_are_told_and_all_are_counted() {
        let mut found = faults(Code::YamlValue, 0..60);
        found.reverse();
        found.extend(faults(Code::YamlTrap, 0..50));
        settle(&mut found);
        let told = |code: Code| found.iter().filter(|fault| fault.code == code).collect::<Vec<_>>();
        assert_eq!(told(Code::YamlTrap).len(), 50);
        let values = told(Code::YamlValue);
        assert_eq!(values.len(), 51);
        assert_eq!((values[0].message.as_str(), values[49].message.as_str()), ("fault 0", "fault 49"));
        assert_eq!(values[50].message, "10 errors of this kind more");
        assert_eq!(values[50].span.map(|span| span.start), Some(50));
        assert_eq!((number(&found, Severity::Error), number(&found, Severity::Warning)), (60, 50));
    }

    #[test]
    fn what_was_counted_is_counted_on() {
        let file = |from: usize| {
            let mut tally = Tally::default();
            faults(Code::YamlValue, from..from + 80).into_iter().for_each(|fault| tally.push(fault));
            tally.finish()
        };
        let mut found = [file(0), file(1000)].concat();
        for _ in 0..2 {
            settle(&mut found);
            assert_eq!((found.len(), number(&found, Severity::Error)), (51, 160));
            assert_eq!(found[50].message, "110 errors of this kind more");
        }
    }

    #[test]
    fn few_faults_are_told_as_they_are() {
        let mut found = faults(Code::YamlValue, 0..50);
        let before = found.clone();
        settle(&mut found);
        assert_eq!(found, before);
    }
}
