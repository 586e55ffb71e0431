//! Admiralty grades.

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Grade;
use crate::yaml::{Fields, Reader};

/// `grade:`, such as `B2`.
pub(super) fn grade(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<Grade> {
    let word = f.words(r, "grade")?;
    let grade = parse(&word.value);
    if grade.is_none() {
        let upper = word.value.to_uppercase().replace(['-', ' ', '/'], "");
        let help = match parse(&upper) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write a letter from A to F for the source and a digit from 1 to 6 for the information: `B2`"
                .to_string(),
        };
        let message = format!("`{}` is no grade of the Admiralty code", word.value);
        r.report(Diagnostic::new(Code::GradeInvalid, word.span, message).help(help));
    }
    grade
}

fn parse(text: &str) -> Option<Grade> {
    let [reliability @ b'A'..=b'F', credibility @ b'1'..=b'6'] = text.as_bytes() else { return None };
    Some(Grade { reliability: char::from(*reliability), credibility: credibility - b'0' })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_grade_is_a_letter_and_a_digit() {
        for text in ["A1", "B2", "F6"] {
            assert_eq!(parse(text).map(|grade| grade.to_string()).as_deref(), Some(text));
        }
        for text in ["", "A", "G1", "A0", "A7", "b2", "B22", "2B"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
