//! How far a form is: the state of each task, and which question comes next.

use application::{Answers, Field, FieldProblem, Product, Section, is_left_out};

/// How far one task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nothing is answered.
    NotStarted,
    /// Something is missing or wrong.
    Partial,
    /// Everything is answered.
    Done,
    /// Nothing has to be answered, and nothing is.
    Optional,
}

impl Progress {
    /// How far a section is.
    pub(crate) fn of_section(
        section: Section,
        product: Product,
        answers: &Answers,
        problems: &[FieldProblem],
    ) -> Self {
        let fields = section.fields(product, answers);
        if is_left_out(&fields, answers) {
            return Self::Optional;
        }
        if !fields.iter().any(|field| has_problem(problems, field.id())) {
            return Self::Done;
        }
        if fields.iter().any(|field| answers.has(*field)) {
            Self::Partial
        } else {
            Self::NotStarted
        }
    }

    /// How far the consents of others are: where none is missing nobody has to be named, but a guarantor may be.
    pub(crate) const fn of_people(is_missing: bool, has_people: bool) -> Self {
        match (is_missing, has_people) {
            (true, _) => Self::NotStarted,
            (false, true) => Self::Done,
            (false, false) => Self::Optional,
        }
    }

    /// How far the papers are; `supplied` counts those uploaded or explained.
    pub(crate) fn of_documents(supplied: usize, problems: &[FieldProblem]) -> Self {
        if !problems
            .iter()
            .any(|problem| problem.field.starts_with("documents/"))
        {
            return Self::Done;
        }
        if supplied == 0 {
            Self::NotStarted
        } else {
            Self::Partial
        }
    }
}

/// Where work on a section begins: its first open question, or its first of all.
pub(crate) fn first_question(
    section: Section,
    product: Product,
    answers: &Answers,
    problems: &[FieldProblem],
) -> Option<Field> {
    let fields = section.fields(product, answers);
    fields
        .iter()
        .copied()
        .find(|field| has_problem(problems, field.id()))
        .or_else(|| fields.first().copied())
}

/// The question after this one: the next not yet answered well, so that nothing is asked twice; none when the section is done.
///
/// An optional question left blank is asked once on the way, and is not gone back for.
pub(crate) fn next_question(
    field: Field,
    product: Product,
    answers: &Answers,
    problems: &[FieldProblem],
) -> Option<Field> {
    let fields = field.section().fields(product, answers);
    let at = fields.iter().position(|each| *each == field)?;
    let later = fields.iter().skip(at + 1).copied();
    let earlier = fields.iter().take(at).copied();
    let is_open = |each: &Field| has_problem(problems, each.id());
    later
        .clone()
        .find(|each| is_open(each) || !answers.has(*each))
        .or_else(|| earlier.clone().find(is_open))
}

/// The question before this one in its section.
pub(crate) fn previous_question(
    field: Field,
    product: Product,
    answers: &Answers,
) -> Option<Field> {
    let fields = field.section().fields(product, answers);
    let at = fields.iter().position(|each| *each == field)?;
    fields.get(at.checked_sub(1)?).copied()
}

fn has_problem(problems: &[FieldProblem], field: &str) -> bool {
    problems.iter().any(|problem| problem.field == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use application::{Answer, problem};

    const INDIVIDUAL: Product = Product::StartupLoanIndividual;

    fn answers(texts: &[(Field, &str)]) -> Answers {
        texts
            .iter()
            .map(|(field, text)| (*field, Answer::One((*text).into())))
            .collect()
    }

    fn problems(fields: &[Field]) -> Vec<FieldProblem> {
        fields
            .iter()
            .map(|field| problem(field.id(), "required"))
            .collect()
    }

    #[test]
    fn nobody_named_is_not_everybody_asked() {
        for (is_missing, has_people, expected) in [
            (true, false, Progress::NotStarted),
            (true, true, Progress::NotStarted),
            (false, true, Progress::Done),
            (false, false, Progress::Optional),
        ] {
            let found = Progress::of_people(is_missing, has_people);
            assert_eq!(found, expected, "{is_missing} {has_people}");
        }
    }

    #[test]
    fn a_section_is_done_when_nothing_in_it_is_wrong() {
        let given = answers(&[(Field::AmountYuan, "200000")]);
        let table = [
            (&given, vec![], Progress::Done),
            (&given, vec![Field::Purpose], Progress::Partial),
            (&given, vec![Field::ApplicantName], Progress::Done),
            (
                &Answers::default(),
                vec![Field::Purpose],
                Progress::NotStarted,
            ),
        ];
        for (answers, wrong, expected) in table {
            assert_eq!(
                Progress::of_section(Section::Loan, INDIVIDUAL, answers, &problems(&wrong)),
                expected,
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn a_section_that_may_be_left_out_is_done_once_something_is_said() {
        let of_plan = |answers: &Answers, wrong: &[Field]| {
            Progress::of_section(Section::Plan, INDIVIDUAL, answers, &problems(wrong))
        };
        let blank = Answers::default();
        assert_eq!(of_plan(&blank, &[]), Progress::Optional);
        let begun = answers(&[(Field::PlanIncome, "九千")]);
        assert_eq!(of_plan(&begun, &[]), Progress::Done);
        assert_eq!(of_plan(&begun, &[Field::PlanIncome]), Progress::Partial);
        assert_eq!(
            first_question(Section::Plan, INDIVIDUAL, &blank, &[]),
            Some(Field::PlanCustomers)
        );
        assert_eq!(
            next_question(Field::PlanCustomers, INDIVIDUAL, &begun, &[]),
            Some(Field::PlanCosts)
        );
    }

    #[test]
    fn papers_are_done_when_each_is_there_or_explained() {
        let missing = [problem("documents/id_card_front", "document_missing")];
        assert_eq!(Progress::of_documents(0, &missing), Progress::NotStarted);
        assert_eq!(Progress::of_documents(1, &missing), Progress::Partial);
        assert_eq!(
            Progress::of_documents(2, &problems(&[Field::Purpose])),
            Progress::Done
        );
    }

    #[test]
    fn answered_questions_are_passed_over() {
        let given = answers(&[
            (Field::TermMonths, "24"),
            (Field::Purpose, "买面粉"),
            (Field::BankCard, "1"),
        ]);
        let open = problems(&[Field::AmountYuan, Field::Bank]);
        let next = |field| next_question(field, INDIVIDUAL, &given, &open);
        assert_eq!(next(Field::AmountYuan), Some(Field::Bank));
        assert_eq!(next(Field::Bank), Some(Field::AmountYuan));
        assert_eq!(next_question(Field::Bank, INDIVIDUAL, &given, &[]), None);
        assert_eq!(
            next_question(Field::Bank, INDIVIDUAL, &Answers::default(), &[]),
            Some(Field::BankCard)
        );
        assert_eq!(
            next_question(Field::BankCard, INDIVIDUAL, &Answers::default(), &[]),
            None
        );
    }

    #[test]
    fn an_answer_opens_and_closes_questions() {
        let married = answers(&[(Field::MaritalStatus, "married")]);
        assert_eq!(
            next_question(Field::MaritalStatus, INDIVIDUAL, &married, &[]),
            Some(Field::SpouseName)
        );
        let single = answers(&[(Field::MaritalStatus, "single")]);
        assert_eq!(
            next_question(Field::MaritalStatus, INDIVIDUAL, &single, &[]),
            None
        );
        assert_eq!(
            previous_question(Field::SpouseName, INDIVIDUAL, &married),
            Some(Field::MaritalStatus)
        );
        assert_eq!(
            previous_question(Field::ApplicantName, INDIVIDUAL, &married),
            None
        );
    }

    #[test]
    fn work_begins_at_the_first_open_question() {
        let open = problems(&[Field::Purpose, Field::Bank]);
        assert_eq!(
            first_question(Section::Loan, INDIVIDUAL, &Answers::default(), &open),
            Some(Field::Purpose)
        );
        assert_eq!(
            first_question(Section::Loan, INDIVIDUAL, &Answers::default(), &[]),
            Some(Field::AmountYuan)
        );
    }
}
