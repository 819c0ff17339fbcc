//! Whether a subsidy is to pay, and what the engine has to know for that: the same questions before one enrols and after
//! something was returned.

use account::words;
use api::settlement::{Claim, GROUPS, Statement, WORK};
use domain::{Date, IdNumber, typed_number};
use i18n::t;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use ui::{
    Bound, Checkboxes, Choice, FieldError, InputKind, Radios, Select, Text, TextField,
    element::{Element, IntoChild, el},
    link,
};

use super::{card::DATA_LANGUAGE, list::now_ms};

/// That a subsidy is to pay.
const YES: &str = "yes";
/// That it is not, or not yet.
const LATER: &str = "later";
/// That one belongs to no group.
const NONE: &str = "none";
const NO: &str = "no";
/// The engine's most for a year.
const MOST_TIMES: u32 = 20;

/// A control of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Wants,
    Groups,
    Work,
    Times,
    Before,
    IdNumber,
}

impl Control {
    /// Its id on the page, where the form stands once or for one enrolment.
    fn id(self, of: &str) -> String {
        let name = match self {
            Self::Wants => "wants",
            Self::Groups => "groups",
            Self::Work => "work",
            Self::Times => "times",
            Self::Before => "before",
            Self::IdNumber => "id_number",
        };
        [name, of].concat()
    }
}

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    wants: String,
    groups: Vec<String>,
    work: String,
    times: String,
    before: String,
    id_number: String,
}

impl Typed {
    /// Before anything is said: one enrols, and the subsidy can wait.
    pub(super) fn fresh() -> Self {
        Self {
            wants: LATER.to_owned(),
            groups: Vec::new(),
            work: String::new(),
            times: String::new(),
            before: String::new(),
            id_number: String::new(),
        }
    }

    /// What was said before; the number is not shown again.
    pub(super) fn of(said: &Statement) -> Self {
        let groups = match &said.groups {
            Some(groups) if groups.is_empty() => vec![NONE.to_owned()],
            groups => groups.clone().unwrap_or_default(),
        };
        let times = said.subsidies_this_year.map(|times| times.to_string());
        let before = match said.same_level_before {
            Some(true) => YES,
            Some(false) => NO,
            None => "",
        };
        Self {
            wants: YES.to_owned(),
            groups,
            work: said.work.clone().unwrap_or_default(),
            times: times.unwrap_or_default(),
            before: before.to_owned(),
            id_number: String::new(),
        }
    }

    /// The claim, none where no subsidy is asked for now, or everything to put right. What was kept needs no number again.
    pub(super) fn check(
        &self,
        today: Date,
        has_number: bool,
    ) -> Result<Option<Claim>, Vec<(Control, &'static str)>> {
        if self.wants != YES {
            return Ok(None);
        }
        let mut wrong = Vec::new();
        let times = self.times.trim();
        let read = typed_number(times).filter(|one| *one <= MOST_TIMES);
        let missing = [
            (Control::Groups, self.groups.is_empty()),
            (Control::Work, self.work.is_empty()),
            (Control::Times, times.is_empty()),
            (Control::Before, self.before.is_empty()),
        ];
        let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
        wrong.extend(missing.map(|(control, _)| (control, "required")));
        if !times.is_empty() && read.is_none() {
            wrong.push((Control::Times, "number_too_large"));
        }
        let number = self.id_number.trim();
        if !(has_number && number.is_empty())
            && let Err(error) = IdNumber::parse(number, today)
        {
            wrong.push((Control::IdNumber, error.code()));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let groups = self.groups.iter().filter(|group| *group != NONE);
        Ok(Some(Claim {
            statement: Statement {
                left_out: None,
                groups: Some(groups.cloned().collect()),
                work: Some(self.work.clone()),
                subsidies_this_year: read,
                same_level_before: Some(self.before == YES),
                skills_subsidy_elsewhere: None,
            },
            id_number: number.to_owned(),
        }))
    }
}

/// The day by the server's clock.
pub(super) fn today() -> Date {
    Date::from_unix_ms_shanghai(now_ms())
}

/// What the summary and the controls say of something to put right.
pub(super) fn flaws(wrong: Vec<(Control, &'static str)>, of: &str) -> Vec<FieldError> {
    wrong
        .into_iter()
        .map(|(control, code)| FieldError::new(control.id(of), words::problem(code)))
        .collect()
}

/// Whether a subsidy is to pay now; the questions only where it is.
pub(super) fn claim_form(typed: RwSignal<Typed>) -> Element {
    use t::my_courses::claim as said;
    let wants = Bound::part(
        typed,
        |typed| typed.wants.clone(),
        |typed, wants| typed.wants = wants,
    );
    let choices = vec![
        Choice::new(LATER, said::later()).with_hint(said::later_hint()),
        Choice::new(YES, said::yes()).with_hint(said::yes_hint()),
    ];
    let wants_now = Memo::new(move |_| typed.with(|typed| typed.wants == YES));
    let more = move || wants_now.get().then(|| questions(typed, ""));
    let known = known(ui::covers(DATA_LANGUAGE));
    let radios = view! { <Radios id=Control::Wants.id("") label=said::wants() choices=choices value=wants /> };
    el("div")
        .child(known)
        .child(radios.into_any().into_child())
        .child(more)
}

/// What the check of this tab says of subsidies, before the press; without one, the way to it.
fn known(rows: Vec<Element>) -> Element {
    if rows.is_empty() {
        let check = link("/eligibility").child(t::courses::page::check());
        return el("p").child(check);
    }
    el("div")
        .child(el("p").child(t::courses::covers::title()))
        .child(el("ul").child(rows))
        .child(el("p").child(t::courses::covers::note()))
}

/// What the engine has to know.
pub(super) fn questions(typed: RwSignal<Typed>, of: &str) -> Element {
    use t::my_courses::claim as said;
    let code = |kind: &str, code: &str| -> Text {
        let words = t::staff_settlement_code::by_key(&[kind, ".", code].concat());
        words.unwrap_or_default().into()
    };
    let mut groups: Vec<Choice> = GROUPS
        .iter()
        .map(|group| Choice::new(*group, code("group", group)))
        .collect();
    groups.push(Choice::new(NONE, said::none()));
    let work: Vec<Choice> = WORK
        .iter()
        .map(|one| Choice::new(*one, code("work", one)))
        .collect();
    let before = vec![
        Choice::new(NO, said::before_no()),
        Choice::new(YES, said::before_yes()),
    ];
    let groups_value = Bound::part(typed, |one| one.groups.clone(), |one, to| one.groups = to);
    let work_value = Bound::part(typed, |one| one.work.clone(), |one, to| one.work = to);
    let times_value = Bound::part(typed, |one| one.times.clone(), |one, to| one.times = to);
    let before_value = Bound::part(typed, |one| one.before.clone(), |one, to| one.before = to);
    let id_value = Bound::part(
        typed,
        |one| one.id_number.clone(),
        |one, to| one.id_number = to,
    );
    let hint = if of.is_empty() {
        said::id_hint()
    } else {
        said::id_kept()
    };
    let parts: Vec<AnyView> = vec![
        view! { <Checkboxes id=Control::Groups.id(of) label=said::groups() choices=groups value=groups_value /> }.into_any(),
        view! { <Select id=Control::Work.id(of) label=said::work() choices=work value=work_value /> }.into_any(),
        view! { <TextField id=Control::Times.id(of) label=said::times() hint=said::times_hint() kind=InputKind::Digits value=times_value /> }.into_any(),
        view! { <Radios id=Control::Before.id(of) label=said::before() choices=before value=before_value /> }.into_any(),
        view! { <TextField id=Control::IdNumber.id(of) label=said::id() hint=hint value=id_value /> }.into_any(),
    ];
    el("div").child(parts.into_any().into_child())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> Date {
        Date::parse_iso("2026-11-24").unwrap()
    }

    fn asked() -> Typed {
        Typed {
            wants: YES.into(),
            groups: vec![NONE.into()],
            work: "unemployed".into(),
            times: " ０ ".into(),
            before: NO.into(),
            id_number: "11010519491231002X".into(),
        }
    }

    #[test]
    fn without_a_wish_nothing_is_asked() {
        assert_eq!(Typed::fresh().check(day(), false), Ok(None));
    }

    #[test]
    fn everything_is_asked_at_once() {
        let empty = Typed {
            wants: YES.into(),
            ..Typed::fresh()
        };
        let wrong = empty.check(day(), false).unwrap_err();
        assert_eq!(wrong.len(), 5);
        assert_eq!(wrong[4], (Control::IdNumber, "id_number_empty"));
        assert_eq!(empty.check(day(), true).unwrap_err().len(), 4);
        let many = Typed {
            times: "21".into(),
            ..asked()
        };
        let wrong = many.check(day(), false).unwrap_err();
        assert_eq!(wrong, [(Control::Times, "number_too_large")]);
    }

    #[test]
    fn what_is_said_comes_back_as_it_was() {
        let claim = asked().check(day(), false).unwrap().unwrap();
        assert_eq!(claim.statement.groups, Some(Vec::new()));
        assert_eq!(claim.statement.subsidies_this_year, Some(0));
        let again = Typed::of(&claim.statement);
        let kept = again.check(day(), true).unwrap().unwrap();
        assert_eq!(kept.statement, claim.statement);
        assert_eq!(kept.id_number, "");
    }
}
