//! Nobody acts on a file of their own or of a spouse.
//!
//! Staff accounts hold a name and no ID number or phone, so the name is all there is to compare: a namesake is stopped
//! too and leaves the file to a colleague, and an account under another name is not recognised. A relative by another
//! name is not known to the portal at all; the office's own rule has to hold there.

use application::{Answers, Field};

/// Whether the name of an account is the applicant's or the spouse's.
#[must_use]
pub fn is_own_file(display_name: &str, answers: &Answers) -> bool {
    let officer = bare(display_name);
    !officer.is_empty()
        && [Field::ApplicantName, Field::SpouseName]
            .into_iter()
            .any(|field| bare(answers.text(field)) == officer)
}

/// The name without spaces: accounts are often named `王 芳`.
fn bare(name: &str) -> String {
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
        assert!(!is_own_file("", &answers));
        answers.set_text(Field::ApplicantName, "王秀兰");
        answers.set_text(Field::SpouseName, "李 强");
        for (officer, is_own) in [
            ("王秀兰", true),
            ("王 秀兰", true),
            ("李强", true),
            ("王秀", false),
            ("王主任", false),
        ] {
            assert_eq!(is_own_file(officer, &answers), is_own, "{officer}");
        }
    }
}
