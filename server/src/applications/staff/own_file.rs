//! Nobody acts on a file of their own, of a spouse, of somebody whose consent it rests on, or of somebody close.
//!
//! Staff accounts hold a name and no ID number or phone, so the name is all there is to compare: a namesake is stopped
//! too and leaves the file to a colleague, and an account under another name is not recognised. A relative by another
//! name is known to the portal once the officer says so (`super::conflict`).

use application::{Answers, Field};

use super::officer::Officer;
use crate::applications::file::ApplicationFile;

/// Whether the name of an account is the applicant's, the spouse's, or that of somebody asked for a consent, or its
/// officer has declared to be close to the applicant.
#[must_use]
pub fn is_own_file(officer: &Officer, file: &ApplicationFile) -> bool {
    let asked = file
        .people
        .iter()
        .filter(|asked| !asked.file.state().is_put_away());
    let names = asked.map(|asked| asked.person.name.as_str());
    file.conflicts.is_declared(&officer.id)
        || is_named(&officer.display_name, &file.draft.answers, names)
}

fn is_named<'a>(
    display_name: &str,
    answers: &'a Answers,
    people: impl Iterator<Item = &'a str>,
) -> bool {
    let officer = bare(display_name);
    let answered = [Field::ApplicantName, Field::SpouseName].map(|field| answers.text(field));
    !officer.is_empty()
        && answered
            .into_iter()
            .chain(people)
            .any(|name| bare(name) == officer)
}

/// The name without spaces: accounts are often named `王 芳`.
pub(super) fn bare(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared() {
        let mut answers = Answers::default();
        let named =
            |officer, answers: &Answers| is_named(officer, answers, ["赵 保人"].into_iter());
        assert!(!named("", &answers));
        answers.set_text(Field::ApplicantName, "王秀兰");
        answers.set_text(Field::SpouseName, "李 强");
        for (officer, is_own) in [
            ("王秀兰", true),
            ("王 秀兰", true),
            ("李强", true),
            ("赵保人", true),
            ("王秀", false),
            ("王主任", false),
        ] {
            assert_eq!(named(officer, &answers), is_own, "{officer}");
        }
    }
}
