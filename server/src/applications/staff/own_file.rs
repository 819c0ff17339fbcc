//! Nobody acts on a file of their own, of a spouse, of somebody whose consent it rests on, or of somebody close.
//!
//! The name of an account is compared: a namesake is stopped too and leaves the file to a colleague. So are the phone and ID
//! number that the administrator recorded of an officer, where there are any: they recognise who is known by another name,
//! and another supervisor lifts it where it does not hold. A relative is known to the portal once the officer says so
//! (`super::conflict`).

use application::{Answers, Field};

use super::officer::Officer;
use crate::applications::file::ApplicationFile;

/// Whether the name of an account is the applicant's, the spouse's, or that of somebody asked for a consent, its officer is
/// recognised by phone or ID number, or has declared to be close to the applicant.
#[must_use]
pub fn is_own_file(officer: &Officer, file: &ApplicationFile) -> bool {
    let asked = file
        .people
        .iter()
        .filter(|asked| !asked.file.state().is_put_away());
    let names = asked.map(|asked| asked.person.name.as_str());
    file.conflicts.is_declared(&officer.id)
        || is_recognised(officer, file)
        || is_named(&officer.display_name, &file.draft.answers, names)
}

/// Whether the phone or ID number recorded of an officer is that of somebody of the file, and no supervisor has found since
/// that it does not hold.
#[must_use]
pub fn is_recognised(officer: &Officer, file: &ApplicationFile) -> bool {
    let since_ms = officer.identities.since_ms();
    officer.identities.are_among(file) && !file.conflicts.is_lifted_since(&officer.id, since_ms)
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
pub(crate) fn bare(name: &str) -> String {
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
        // An enterprise is asked for no spouse.
        assert!(named("王秀兰", &answers) && !named("李强", &answers));
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
