//! What was paid of a settled class, and recording that the rest is paid: by somebody who did not settle it.

mod came_back;
mod form;

use self::came_back::BackForm;
use self::form::PayForm;
use super::super::words;
use crate::{clock::today, said::Said};
use api::settlement::{
    PaymentLineView, SettlementPaymentView, SettlementRow, SettlementView, UnpaidLine,
};
use client::ClientError;
use domain::{Date, Money};
use i18n::t;
use leptos::prelude::*;
use std::collections::BTreeMap;
use ui::{Choice, FieldError, focus_title};
use workflow::settlement::{SettlementAction, UnpaidReason};

const ON: &str = "paid-on";
const REFERENCE: &str = "batch";
/// So many characters of the digest stand below the list that finance pays by.
const CODE_CHARS: usize = 8;

/// What is typed of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedPayment {
    on: String,
    reference: String,
    /// Why it came back, by enrolment; empty for what was paid.
    unpaid: BTreeMap<String, String>,
    /// Whose money came back later, and why.
    back: (String, String),
}

impl TypedPayment {
    pub(super) fn new() -> Self {
        Self {
            on: today().to_string(),
            reference: String::new(),
            unpaid: BTreeMap::new(),
            back: (String::new(), String::new()),
        }
    }

    /// What came back of the people of a list.
    fn unpaid(&self, next: &[PaymentLineView]) -> Vec<UnpaidLine> {
        let lines = next.iter().filter_map(|line| {
            let reason = self.unpaid.get(&line.id)?.parse().ok()?;
            Some(UnpaidLine {
                id: line.id.clone(),
                reason,
            })
        });
        lines.collect()
    }

    /// Whose money came back later; nothing while either is not chosen.
    fn back(&self) -> Option<UnpaidLine> {
        let (of, why) = &self.back;
        let reason = why.parse().ok()?;
        (!of.is_empty()).then(|| UnpaidLine {
            id: of.clone(),
            reason,
        })
    }

    /// Whether the day has come is the server's to say: the clock of a desk may be wrong.
    fn flaws(&self) -> Vec<FieldError> {
        let is_day = Date::parse_iso(&self.on).is_some();
        let day = (!is_day).then_some("date_unreadable");
        let missing = self.reference.trim().is_empty().then_some("required");
        let found = [(ON, day), (REFERENCE, missing)].into_iter();
        found
            .filter_map(|(id, code)| Some(flaw(id, code?)))
            .collect()
    }
}

/// The words of a reason.
pub(super) fn reason(reason: UnpaidReason) -> &'static str {
    use t::staff_settlement::pay as said;
    match reason {
        UnpaidReason::CardMismatch => said::card_mismatch(),
        UnpaidReason::CardClosed => said::card_closed(),
        UnpaidReason::Other => said::other(),
    }
}

/// The sum alone: the sentences name its currency.
const fn money(fen: i64) -> Money {
    Money::from_fen(fen)
}

/// What was paid, and the form for what waits; nothing before the class is settled.
pub(super) fn payments(
    sheet: &SettlementView,
    typed: RwSignal<TypedPayment>,
    said: RwSignal<Option<Said>>,
    again: Callback<()>,
) -> AnyView {
    use t::staff_settlement::pay as texts;
    let Some(found) = sheet.payments.clone() else {
        return ().into_any();
    };
    let lines: Vec<AnyView> = found.paid.iter().map(paid).collect();
    let lines = (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> });
    let held = (found.held > 0).then(|| view! { <p>{texts::held(found.held)}</p> });
    let next = if found.next.is_empty() {
        view! { <p>{texts::nobody()}</p> }.into_any()
    } else if found.is_settler {
        view! { <p>{texts::second_person()}</p> }.into_any()
    } else {
        let (id, version, rows) = (sheet.id.clone(), sheet.version, sheet.rows.clone());
        view! {
            <PayForm id=id version=version rows=rows found=found typed=typed said=said again=again />
        }
        .into_any()
    };
    let may_take_back = sheet.actions.contains(&SettlementAction::TakeBack);
    let back = may_take_back.then(|| {
        let (id, version, rows) = (sheet.id.clone(), sheet.version, sheet.rows.clone());
        view! { <BackForm id=id version=version rows=rows typed=typed said=said again=again /> }
    });
    view! {
        <section>
            <h2>{texts::title()}</h2>
            {lines} {held} {next} {back}
        </section>
    }
    .into_any()
}

fn paid(one: &SettlementPaymentView) -> AnyView {
    use t::staff_settlement::pay as texts;
    let line = texts::list(
        i18n::date(one.paid_on),
        one.reference.clone(),
        one.lines,
        money(one.total_fen),
        one.recorded_by.clone(),
    );
    let back = (one.unpaid > 0).then(|| {
        let words = texts::back(one.unpaid, money(one.unpaid_fen));
        view! { <br /> {words} }
    });
    let code = texts::code(short(&one.digest));
    view! { <li>{line} {back} <br /> {code}</li> }.into_any()
}

/// What is compared by eye of a digest.
fn short(digest: &str) -> String {
    let code: String = digest.chars().take(CODE_CHARS).collect();
    code.to_uppercase()
}

/// Name and phone of somebody in the sheet.
fn who(row: Option<&SettlementRow>) -> String {
    let name = words::person_name(row.and_then(|row| row.name.clone()));
    let phone = row.map(|row| row.phone.clone()).unwrap_or_default();
    t::staff_lessons::roster::person(name, phone)
}

/// Why money comes back, to choose from.
fn reasons() -> Vec<Choice> {
    let all = UnpaidReason::ALL.iter();
    all.map(|one| Choice::new(one.as_str(), reason(*one)))
        .collect()
}

/// What was typed is recorded: the form is empty again, and the sheet comes anew.
fn recorded(typed: RwSignal<TypedPayment>, said: RwSignal<Option<Said>>, again: Callback<()>) {
    let done = t::staff_settlement::pay::done();
    said.set(Some(Said::Done(done.into())));
    typed.set(TypedPayment::new());
    focus_title();
    again.run(());
}

/// Another list than the one on screen, and the same person, are said as that; the rest in the words of its code.
fn refused(error: &ClientError) -> Said {
    use t::staff_settlement::pay as texts;
    let has = |code: &str| error.fields().iter().any(|field| field.code == code);
    if has("lines_changed") {
        Said::Failed(texts::changed().into(), None)
    } else if has("same_person") {
        Said::Failed(texts::second_person().into(), None)
    } else {
        words::failed(error)
    }
}

fn flaw(id: &'static str, code: &str) -> FieldError {
    let words = t::loan_code::by_key(&["problem.", code].concat());
    let words = words.or_else(|| crate::words::problem(code));
    FieldError::new(id, words.unwrap_or_else(t::staff_file::error::server))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(on: &str, reference: &str, unpaid: &[(&str, &str)]) -> TypedPayment {
        let unpaid = unpaid.iter();
        TypedPayment {
            on: on.into(),
            reference: reference.into(),
            unpaid: unpaid
                .map(|(id, code)| ((*id).to_owned(), (*code).to_owned()))
                .collect(),
            back: (String::new(), String::new()),
        }
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        assert_eq!(typed("2027-02-30", " ", &[]).flaws().len(), 2);
        assert!(typed("2027-04-20", "CZ-1", &[]).flaws().is_empty());
    }

    #[test]
    fn money_comes_back_of_somebody_and_for_a_reason() {
        let mut typed = typed("2027-04-20", "CZ-1", &[]);
        for (of, why, is_whole) in [
            ("", "", false),
            ("a", "", false),
            ("", "other", false),
            ("a", "other", true),
        ] {
            typed.back = (of.into(), why.into());
            assert_eq!(typed.back().is_some(), is_whole, "{of} {why}");
        }
    }

    #[test]
    fn whoever_is_not_in_the_list_came_back_from_none() {
        let line = |id: &str| PaymentLineView {
            id: id.into(),
            fen: 100,
        };
        let typed = typed(
            "2027-04-20",
            "CZ-1",
            &[("a", "card_closed"), ("b", ""), ("gone", "other")],
        );
        let back = typed.unpaid(&[line("a"), line("b")]);
        let back: Vec<(&str, UnpaidReason)> = back
            .iter()
            .map(|one| (one.id.as_str(), one.reason))
            .collect();
        assert_eq!(back, [("a", UnpaidReason::CardClosed)]);
    }
}
