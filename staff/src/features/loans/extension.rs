//! What was asked for a later last day, what it changes and what that rests on; and what is written off.

use super::model::money;
use crate::words;
use api::extension::{ExtendedView, ExtensionEffectView, ExtensionRulesView, StaffExtensionView};
use api::servicing::StaffLoanView;
use i18n::t;
use leptos::prelude::*;
use loan::Account;
use ui::{StatusTag, SummaryList, SummaryRow, Tone};
use workflow::Role;
use workflow::loan::Urgency;
use workflow::servicing::ExtensionState;

/// Every request, the newest first; nothing where there is none.
pub(super) fn extensions(loan: &StaffLoanView) -> AnyView {
    if loan.extensions.is_empty() {
        return ().into_any();
    }
    let asked: Vec<AnyView> = loan.extensions.iter().rev().map(asked).collect();
    let is_open = loan.extensions.iter().any(|one| one.effect.is_some());
    let basis = is_open.then(|| basis(&loan.extension_rules));
    view! {
        <section class="panel">
            <h2>{t::staff_loan::extension::title()}</h2>
            {asked} {basis}
        </section>
    }
    .into_any()
}

fn asked(asked: &StaffExtensionView) -> AnyView {
    use t::staff_loan::extension as said;
    let by = if asked.is_plan {
        said::by_plan()
    } else if asked.asked_by == Role::Resident {
        said::by_resident()
    } else {
        said::by_bank()
    };
    let when = said::asked_of(i18n::date(asked.asked_on), asked.months);
    let mut rows = vec![
        SummaryRow::new(said::asked(), t::common::with_note(when, by)),
        SummaryRow::new(said::wish(), asked.wish.clone()),
    ];
    if asked.state == ExtensionState::Review {
        rows.push(SummaryRow::new(
            said::decide_by(),
            i18n::date(asked.decide_by),
        ));
        rows.push(SummaryRow::new(said::agreed(), agreed(&asked.agreed)));
    }
    if let Some(role) = asked.refused_by {
        let refused = said::refused_by(words::role(role), &asked.reason);
        rows.push(SummaryRow::new(said::refused(), refused));
    }
    rows.extend(asked.effect.iter().flat_map(effect));
    if asked.is_plan && asked.effect.is_some() {
        rows.push(SummaryRow::new(said::overdue(), said::overdue_about()));
    }
    let (tone, label) = match asked.state {
        ExtensionState::Granted => (Tone::Success, said::granted().to_owned()),
        ExtensionState::Refused => (Tone::Error, said::refused().to_owned()),
        ExtensionState::Review if asked.is_late => {
            (Tone::Error, said::late(i18n::date(asked.decide_by)))
        }
        ExtensionState::Review => (tone_of(asked.urgency), said::review().to_owned()),
    };
    let told = asked.escalated_on.map(|on| {
        let label = t::staff_queue::clock::escalated(i18n::date(on));
        view! { <StatusTag tone=Tone::Info label=label /> }
    });
    view! {
        <p><StatusTag tone=tone label=label /> " " {told}</p>
        <SummaryList rows=rows />
    }
    .into_any()
}

/// How near the last day of a request is, as a colour: the last day is the supervisors' already.
pub(super) fn tone_of(urgency: Option<Urgency>) -> Tone {
    match urgency {
        Some(Urgency::Last | Urgency::Over) => Tone::Error,
        _ => Tone::Warning,
    }
}

fn agreed(roles: &[Role]) -> String {
    if roles.is_empty() {
        return t::staff_loan::extension::agreed_none().to_owned();
    }
    let names: Vec<&str> = roles.iter().map(|role| words::role(*role)).collect();
    names.join(t::staff_loan::extension::agreed_join())
}

fn effect(effect: &ExtensionEffectView) -> Vec<SummaryRow> {
    use t::staff_loan::extension as said;
    let days = said::until_of(i18n::date(effect.from), i18n::date(effect.until));
    let mut rows = vec![SummaryRow::new(said::until(), days)];
    if let Some(fen) = effect.interest_more_fen {
        rows.push(SummaryRow::new(
            said::interest(),
            said::interest_of(money(fen)),
        ));
    }
    rows.push(SummaryRow::new(said::subsidy(), said::subsidy_about()));
    rows
}

/// The documents, by number and clause.
fn basis(rules: &ExtensionRulesView) -> AnyView {
    use t::staff_loan::extension as said;
    let lines: Vec<AnyView> = rules
        .sources
        .iter()
        .map(|source| {
            let clause = source.clause.clone().unwrap_or_default();
            view! { <li>{said::basis_of(source.document.clone(), clause)}</li> }.into_any()
        })
        .collect();
    let waits = rules
        .is_local_confirm
        .then(|| view! { <p>{said::local_confirm()}</p> });
    view! {
        <h3>{said::basis()}</h3>
        <ul>{lines}</ul>
        {waits}
    }
    .into_any()
}

/// With the later last day, and with what was overdue where that was planned anew.
pub(super) fn plan_anew(account: &mut Account, found: &ExtendedView) -> Option<()> {
    let planned = if found.is_restructured {
        account.restructure(found.on, found.until)
    } else {
        account.extend(found.on, found.until)
    };
    planned.ok()
}

/// What is written off, from the proposal on.
pub(super) fn write_off(loan: &StaffLoanView) -> AnyView {
    use t::staff_loan::write_off as said;
    let Some(found) = &loan.write_off else {
        return ().into_any();
    };
    let (tone, label) = match found.written_off_on {
        Some(on) => (Tone::Error, said::done(i18n::date(on))),
        None => (Tone::Warning, said::proposed(i18n::date(found.proposed_on))),
    };
    let is_mine = found.is_mine && found.written_off_on.is_none();
    let mine = is_mine.then(|| view! { <p>{said::mine()}</p> });
    let rows = vec![SummaryRow::new(said::reason(), found.reason.clone())];
    view! {
        <section class="panel">
            <h2>{said::title()}</h2>
            <p><StatusTag tone=tone label=label /></p>
            {mine}
            <SummaryList rows=rows />
        </section>
    }
    .into_any()
}
