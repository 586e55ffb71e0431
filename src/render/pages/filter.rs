//! What a page's entries can be filtered by: choices for the form that the theme's script puts in place.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::edtf::calendar;
use crate::model::Dating;
use crate::render::bars;

/// Between the values that an entry has of one field.
const BETWEEN: &str = "|";

/// The form.
#[derive(Debug, Default, Serialize)]
pub struct Filter {
    /// Fields with something to choose.
    pub fields: Vec<Field>,
    /// The first year of what is dated; none where there is nothing to choose between.
    pub first: Option<i64>,
    /// The last such year.
    pub last: Option<i64>,
}

/// One field.
#[derive(Debug, Serialize)]
pub struct Field {
    /// Its name in addresses.
    pub name: &'static str,
    /// The key of its label.
    pub label: &'static str,
    /// What can be chosen.
    pub groups: Vec<Choices>,
}

/// Choices under a heading.
#[derive(Debug, Serialize)]
pub struct Choices {
    /// The heading.
    pub label: Option<String>,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Choice {
    /// As addresses and entries have it.
    pub value: String,
    /// In words.
    pub text: String,
}

/// The years of something dated, as attributes have them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Years {
    /// The first; nothing where it is undated.
    pub first: String,
    /// The last.
    pub last: String,
}

impl Filter {
    /// Adds a field, unless there is nothing to choose.
    pub fn field(mut self, name: &'static str, label: &'static str, choices: Vec<Choice>) -> Self {
        let groups = vec![Choices { label: None, choices }];
        self.grouped(name, label, groups);
        self
    }

    /// Adds a field whose choices stand under headings.
    pub fn grouped(&mut self, name: &'static str, label: &'static str, mut groups: Vec<Choices>) {
        groups.retain(|group| !group.choices.is_empty());
        if !groups.is_empty() {
            self.fields.push(Field { name, label, groups });
        }
    }

    /// Adds the years of what is dated, if there is more than one.
    pub fn dated<'d>(mut self, of: impl Iterator<Item = &'d Dating>) -> Self {
        let all: BTreeSet<i64> = of.filter_map(span).flat_map(|(first, last)| [first, last]).collect();
        if all.len() > 1 {
            (self.first, self.last) = (all.first().copied(), all.last().copied());
        }
        self
    }

    /// The form, if it has anything to choose.
    pub fn some(self) -> Option<Self> {
        (!self.fields.is_empty() || self.first.is_some()).then_some(self)
    }
}

/// A choice.
pub fn choice(value: impl Into<String>, text: impl Into<String>) -> Choice {
    Choice { value: value.into(), text: text.into() }
}

/// Values as one attribute, each once.
pub fn values<'v>(values: impl IntoIterator<Item = &'v str>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for value in values {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all.join(BETWEEN)
}

/// The years that something dated may belong to.
pub fn years(dating: Option<&Dating>) -> Years {
    let span = dating.and_then(span);
    span.map_or_else(Years::default, |(first, last)| Years { first: first.to_string(), last: last.to_string() })
}

fn span(dating: &Dating) -> Option<(i64, i64)> {
    let first = bars::year(dating)?;
    Some((first, dating.latest().map_or(first, calendar::year_of)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples;

    #[test]
    fn entries_have_their_values_once_and_their_years() {
        assert_eq!(values(["a", "b", "a"]), "a|b");
        for (date, expected) in
            [("2009-06-12", ("2009", "2009")), ("1991/1993-02", ("1991", "1993")), ("2010/..", ("2010", "2010"))]
        {
            let years = years(Some(&samples::dating(date)));
            assert_eq!((years.first.as_str(), years.last.as_str()), expected, "{date}");
        }
        assert_eq!(years(None).first, "");
    }

    #[test]
    fn a_form_without_choices_is_none() {
        let one = samples::dating("2009");
        assert!(Filter::default().field("kind", "filter_kind", vec![]).dated([&one].into_iter()).some().is_none());
        let other = samples::dating("2011");
        let two = Filter::default().dated([&one, &other].into_iter()).some().expect("years");
        assert_eq!((two.first, two.last), (Some(2009), Some(2011)));
    }
}
