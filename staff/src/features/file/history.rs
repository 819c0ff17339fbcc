//! What else the portal knows of the applicant: fetched by a press, because each look is written down.

use super::{open_file::use_open_file, people::finding};
use crate::{
    desk::{Asked, use_desk},
    focus,
    past_classes::past_classes,
    place::Place,
    table::table,
    words,
};
use api::person_history::{LoanCountView, PastFile, PastLoan, PersonHistoryView};
use domain::{Date, Money};
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Loadable, Notice, Text, Tone};

/// The button, and what it fetched.
#[component]
pub(super) fn PersonHistory() -> impl IntoView {
    let is_open = RwSignal::new(false);
    let open = Callback::new(move |()| {
        is_open.set(true);
        // The button goes away.
        focus::soon_on(".file__history h3".to_owned());
    });
    let part = move || {
        if is_open.get() {
            return view! { <Opened /> }.into_any();
        }
        view! { <Button kind=ButtonKind::Secondary on_press=open>{t::staff_history::open()}</Button> }
            .into_any()
    };
    view! {
        <section class="file__history">
            <h3 tabindex="-1">{t::staff_history::title()}</h3>
            <p class="file__note">{t::staff_history::about()}</p>
            {part}
        </section>
    }
    .into_any()
}

#[component]
fn Opened() -> impl IntoView {
    let file = use_open_file().file;
    let id = file.with_untracked(|file| file.application.id.clone());
    let found: Asked<PersonHistoryView> = use_desk().ask(move |staff| {
        let id = id.clone();
        async move { staff.find_person_history(&id).await }
    });
    view! { <Loadable resource=found view=drawn /> }.into_any()
}

fn drawn(found: PersonHistoryView) -> AnyView {
    let unsure = (!found.is_checked).then(|| {
        view! { <Notice tone=Tone::Warning><p>{t::staff_history::not_checked()}</p></Notice> }
    });
    let unchecked = (found.unchecked > 0).then(
        || view! { <p class="file__note">{t::staff_history::unchecked(found.unchecked)}</p> },
    );
    let findings: Vec<AnyView> = found.findings.iter().map(|code| finding(code)).collect();
    let left_out = (found.left_out > 0)
        .then(|| view! { <p class="file__note">{t::staff_history::left_out(found.left_out)}</p> });
    let files = if found.files.is_empty() {
        view! { <p class="loadable__empty">{t::staff_history::no_files()}</p> }.into_any()
    } else {
        let heads = [
            t::staff_queue::column::number(),
            t::staff_queue::column::product(),
            t::staff_queue::column::amount(),
            t::staff_queue::column::state(),
            t::staff_history::loan(),
        ];
        let rows = found.files.into_iter().map(past_file).collect();
        table(t::staff_history::files(), &heads, rows)
    };
    let classes = found.classes.map(|classes| {
        let table = if classes.is_empty() {
            view! { <p class="loadable__empty">{t::staff_history::no_classes()}</p> }.into_any()
        } else {
            past_classes(classes, |_| None)
        };
        view! { <h4>{t::staff_section::history::classes()}</h4> {table} }
    });
    let count = found.count.map(loan_count);
    view! {
        {unsure}
        <h4>{t::staff_history::files()}</h4>
        {findings}
        {count}
        {files}
        {left_out}
        {unchecked}
        {classes}
    }
    .into_any()
}

/// Beside the work, unasked: more loans than were told of, or as many as are subsidised.
#[component]
pub(super) fn LoanCount() -> impl IntoView {
    let file = use_open_file().file;
    let shown = move || {
        let count = file.with(|file| file.loan_count);
        count.filter(|count| is_conspicuous(*count)).map(loan_count)
    };
    view! { {shown} }.into_any()
}

/// How many loans, beside what was answered and what the rules allow.
fn loan_count(count: LoanCountView) -> AnyView {
    let mut lines = vec![t::staff_history::count::known(count.known)];
    if let Some(told) = count.told {
        lines.push(t::staff_history::count::told(told));
    }
    if let Some(most) = count.most {
        lines.push(t::staff_history::count::most(most));
    }
    let said = lines.join(" ");
    if is_conspicuous(count) {
        let more = t::staff_history::count::look();
        return view! { <Notice tone=Tone::Warning><p>{said}</p><p>{more}</p></Notice> }.into_any();
    }
    view! { <p>{said}</p> }.into_any()
}

/// More than was answered, or as many as there can be.
fn is_conspicuous(count: LoanCountView) -> bool {
    let had = count.told.unwrap_or_default().max(count.known);
    count.told.is_some_and(|told| told < count.known) || count.most.is_some_and(|most| had >= most)
}

fn past_file(one: PastFile) -> AnyView {
    let number = match one.id {
        Some(id) => {
            let href = Place::File(id).to_string();
            view! { <a href=href>{one.acceptance_number}</a> }.into_any()
        }
        None => one.acceptance_number.into_any(),
    };
    let asked: Text = match one.asked_fen {
        Some(fen) => i18n::money_in_words(Money::from_fen(fen)).into(),
        None => t::staff_queue::row::no_amount().into(),
    };
    let on = |day: Option<Date>| day.map(i18n::date).unwrap_or_default();
    let times = t::staff_history::times(on(one.submitted_on), on(one.last_on));
    let loan: Vec<AnyView> = match one.loan {
        Some(loan) => past_loan(&loan)
            .into_iter()
            .map(|line| view! { <p>{line}</p> }.into_any())
            .collect(),
        None => vec![t::staff_history::not_paid_out().into_any()],
    };
    view! {
        <tr>
            <th scope="row" class="figures">{number}</th>
            <td>{words::product(one.product)}</td>
            <td class="figures">{asked}</td>
            <td><p>{words::state(one.state)}</p> <p class="file__note">{times}</p></td>
            <td>{loan}</td>
        </tr>
    }
    .into_any()
}

/// The lines about a loan that was paid out.
fn past_loan(loan: &PastLoan) -> Vec<String> {
    let sum = Money::from_fen;
    let mut lines = vec![
        t::staff_history::paid_out(i18n::date(loan.start_on), sum(loan.amount_fen)),
        match loan.ended_on {
            Some(day) => t::staff_history::ended(words::loan_state(loan.state), i18n::date(day)),
            None => t::staff_history::owed(words::loan_state(loan.state), sum(loan.balance_fen)),
        },
    ];
    if loan.overdue_fen > 0 {
        lines.push(t::staff_history::overdue(sum(loan.overdue_fen)));
    }
    if loan.times_overdue > 0 {
        lines.push(t::staff_history::times_overdue(loan.times_overdue));
    }
    lines.push(t::staff_history::subsidy(sum(loan.subsidy_fen)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::servicing::ServicingState;

    #[test]
    fn more_loans_than_were_told_or_are_subsidised_stand_out() {
        let table = [
            (0, Some(0), Some(3), false),
            (1, Some(1), Some(3), false),
            (1, Some(2), Some(3), false),
            (1, Some(0), Some(3), true),
            (3, Some(3), Some(3), true),
            (0, Some(3), Some(3), true),
            (2, None, Some(3), false),
            (5, Some(5), None, false),
        ];
        for (known, told, most, expected) in table {
            let count = LoanCountView { known, told, most };
            assert_eq!(is_conspicuous(count), expected, "{count:?}");
        }
    }

    #[test]
    fn a_loan_is_told_with_what_went_wrong() {
        let loan = PastLoan {
            state: ServicingState::Repaid,
            amount_fen: 10_000_000,
            start_on: Date::new(2024, 3, 1).unwrap(),
            balance_fen: 0,
            overdue_fen: 0,
            times_overdue: 0,
            subsidy_fen: 120_000,
            ended_on: Date::new(2026, 3, 1),
        };
        assert_eq!(past_loan(&loan).len(), 3);
        let worse = PastLoan {
            state: ServicingState::Overdue,
            balance_fen: 5_000_000,
            overdue_fen: 100,
            times_overdue: 2,
            ended_on: None,
            ..loan
        };
        let lines = past_loan(&worse);
        assert_eq!(lines.len(), 5);
        assert!(lines[1].contains("50,000.00 元"), "{lines:?}");
        assert!(!lines.concat().contains("元 元"), "{lines:?}");
    }
}
