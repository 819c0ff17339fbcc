//! To which card each person of a class is paid: who has none yet, and the way to enter one with the person's card at hand.

use super::super::words::person_name;
use crate::desk::use_desk;
use crate::half_typed::HalfTyped;
use crate::said::{Said, SaidNotice};
use api::settlement::{GivePaymentCardRequest, PaymentCardView, SettlementRow, SettlementView};
use client::ClientError;
use domain::BankCardNumber;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, FieldError, InputKind, StatusTag, Text, TextField, Tone};
use workflow::enrolment::EnrolmentState;

/// Everybody with the card that was given.
pub(super) fn cards(sheet: &SettlementView, typed: HalfTyped, again: Callback<()>) -> AnyView {
    use t::staff_settlement::card as said;
    let people: Vec<&SettlementRow> = sheet
        .rows
        .iter()
        .filter(|row| row.state != EnrolmentState::NoShow && row.statement.left_out.is_none())
        .collect();
    if people.is_empty() {
        return ().into_any();
    }
    let missing = people.iter().filter(|row| row.card.is_none()).count();
    let is_shared = |row: &&&SettlementRow| row.card.as_ref().is_some_and(|card| card.is_shared);
    let shared = people.iter().filter(is_shared).count();
    let mut counts: Vec<AnyView> = Vec::new();
    if missing > 0 {
        let words = said::missing(missing);
        counts.push(view! { <li><StatusTag tone=Tone::Warning label=words /></li> }.into_any());
    }
    if shared > 0 {
        let words = said::shared_count(shared);
        counts.push(view! { <li><StatusTag tone=Tone::Error label=words /></li> }.into_any());
    }
    if counts.is_empty() {
        let words = said::complete();
        counts.push(view! { <li><StatusTag tone=Tone::Success label=words /></li> }.into_any());
    }
    let lines: Vec<AnyView> = people
        .into_iter()
        .map(|row| {
            let (class, row) = (sheet.id.clone(), row.clone());
            view! { <Line class=class row=row typed=typed again=again /> }.into_any()
        })
        .collect();
    view! {
        <h2>{said::title()}</h2>
        <p>{said::about()}</p>
        <ul>{counts}</ul>
        {lines}
    }
    .into_any()
}

fn given(card: &PaymentCardView) -> String {
    use t::staff_settlement::card as said;
    let by = match card.given_by.as_str() {
        "resident" => said::by_resident(),
        "trainer" => said::by_trainer(),
        _ => said::by_training_officer(),
    };
    said::given(card.last_four.clone(), i18n::date(card.given_on), by)
}

/// One person.
#[component]
fn Line(
    /// The class.
    class: String,
    /// The person.
    row: SettlementRow,
    /// What stands half typed.
    typed: HalfTyped,
    /// Loads the sheet anew.
    again: Callback<()>,
) -> impl IntoView {
    use t::staff_settlement::card as said;
    let name = person_name(row.name.clone());
    let name = t::staff_lessons::roster::person(name, row.phone.clone());
    let now: Text = match &row.card {
        Some(card) => given(card).into(),
        None => said::none().into(),
    };
    let is_shared = row.card.as_ref().is_some_and(|card| card.is_shared);
    let shared =
        is_shared.then(|| view! { " " <StatusTag tone=Tone::Error label=said::shared() /> });
    let is_own = row
        .card
        .as_ref()
        .is_some_and(|card| card.given_by == "resident");
    let form = if row.may_give_card {
        view! { <Entry class=class id=row.id name=name.clone() typed=typed again=again /> }
            .into_any()
    } else if is_own {
        view! { <p>{said::own()}</p> }.into_any()
    } else {
        ().into_any()
    };
    view! {
        <section class="training__row">
            <h3>{name}</h3>
            <p><span class="figures">{now}</span> {shared}</p>
            {form}
        </section>
    }
    .into_any()
}

/// The form of one person.
#[component]
fn Entry(
    /// The class.
    class: String,
    /// The enrolment.
    id: String,
    /// Whose it is, for those who hear the page.
    name: String,
    /// What stands half typed.
    typed: HalfTyped,
    /// Loads the sheet anew.
    again: Callback<()>,
) -> impl IntoView {
    use t::staff_settlement::card as said;
    let desk = use_desk();
    let errors = typed.errors(&id);
    let (number, row) = (typed.text(&id, "number"), id.clone());
    let is_begun = typed.is_wrong(&id) || number.with_untracked(|number| !number.is_empty());
    let came = RwSignal::new(None);
    let control = ["card-", &id].concat();
    let at = control.clone();
    let flaw = move |code: &str| {
        let message: Text = match crate::words::problem(code) {
            Some(message) => message.into(),
            None => code.to_owned().into(),
        };
        errors.show(vec![FieldError::new(at.clone(), message)]);
    };
    let refused = flaw.clone();
    let press = desk.press(
        move |request: GivePaymentCardRequest, key| {
            let (class, id) = (class.clone(), id.clone());
            async move {
                let staff = desk.staff;
                staff
                    .give_member_payment_card(&class, &id, &request, &key)
                    .await
            }
        },
        move |answer: Result<PaymentCardView, ClientError>| match answer {
            Ok(_) => {
                typed.forget(&row);
                came.set(Some(Said::Done(said::saved().into())));
                again.run(());
            }
            Err(error) => match error.fields().first() {
                Some(field) => refused(&field.code),
                None => came.set(Some(Said::of(&error))),
            },
        },
    );
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        errors.show(Vec::new());
        came.set(None);
        let typed = number.get_untracked();
        match BankCardNumber::parse(&typed) {
            Ok(_) => press.send(GivePaymentCardRequest { number: typed }),
            Err(error) => flaw(error.code()),
        }
    };
    view! {
        <details prop:open=is_begun>
            <summary>{said::enter()} <span class="visually-hidden">" " {name}</span></summary>
            <form novalidate on:submit=send>
                <TextField id=control label=said::number() hint=said::hint() kind=InputKind::Digits value=number />
                <Button kind=ButtonKind::Secondary pending=press.pending>{said::press()}</Button>
            </form>
        </details>
        <SaidNotice said=came />
    }
    .into_any()
}
