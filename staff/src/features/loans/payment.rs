//! What was paid of a quarter's subsidies, and recording that the rest is paid: by somebody who approved none of it.

use super::model::money;
use crate::{
    clock::today,
    desk::Desk,
    no_conflict::{NoConflictOfMany, Ticked, is_ticked, is_unanswered, needed},
    said::{Said, SaidNotice},
};
use api::subsidy::{
    ListSubsidiesResponse, PaySubsidiesRequest, PaySubsidiesResponse, SubsidyBatchView,
};
use client::ClientError;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Button, DateField, ErrorSummary, FieldError, TextField, provide_form_errors};

const ON: &str = "paid-on";
const REFERENCE: &str = "batch";
/// So many characters of the digest stand below the list that finance pays by.
const CODE_CHARS: usize = 8;
const NO_CONFLICT: &str = "no-conflict";

/// The batches that were paid, and the form for the next one while something waits.
pub(super) fn payment(desk: Desk, found: &ListSubsidiesResponse, again: Callback<()>) -> AnyView {
    use t::staff_loan::payment as said;
    let lines: Vec<AnyView> = found.batches.iter().map(batch).collect();
    let batches = (!lines.is_empty()).then(|| view! { <ul>{lines}</ul> });
    let left = found.left_to_others;
    let left = (left > 0).then(|| view! { <p>{said::left_to_others(left)}</p> });
    let next = if found.waiting == 0 {
        ().into_any()
    } else if found.is_approver {
        view! { <p>{said::second_person()}</p> }.into_any()
    } else {
        let request = PaySubsidiesRequest {
            quarter: found.quarter.clone(),
            paid_on: String::new(),
            reference: String::new(),
            loans: found.waiting,
            total_fen: found.waiting_fen,
            digest: found.waiting_digest.clone(),
            no_conflict: false,
        };
        let is_asked = found.is_conflict_asked;
        view! { <NextBatch desk=desk request=request is_asked=is_asked again=again /> }.into_any()
    };
    if batches.is_none() && left.is_none() && found.waiting == 0 {
        return ().into_any();
    }
    view! {
        <section class="panel">
            <h2>{said::title()}</h2>
            {batches} {left} {next}
        </section>
    }
    .into_any()
}

fn batch(batch: &SubsidyBatchView) -> AnyView {
    let line = t::staff_loan::payment::batch(
        i18n::date(batch.paid_on),
        &batch.reference,
        batch.loans,
        money(batch.total_fen),
        &batch.recorded_by,
    );
    let digest = batch.digest.clone();
    let proof = digest.map(|digest| {
        let code = t::staff_loan::payment::proof(short(&digest));
        view! { <br /> {code} " " <code class="loans__digest">{digest}</code> }
    });
    view! { <li>{line} {proof}</li> }.into_any()
}

#[component]
fn NextBatch(
    /// Whose desk.
    desk: Desk,
    /// What waits, as it stands on screen.
    request: PaySubsidiesRequest,
    /// Whether the officer has to say to have nothing to do with the borrowers.
    is_asked: bool,
    /// Asks for the list anew.
    again: Callback<()>,
) -> impl IntoView {
    use t::staff_loan::payment as words;
    let errors = provide_form_errors();
    let said = RwSignal::new(None);
    let ticked: Ticked = RwSignal::default();
    let asked = RwSignal::new(is_asked);
    let (on, reference) = (
        RwSignal::new(today().to_string()),
        RwSignal::new(String::new()),
    );
    let send = desk.press(
        move |request: PaySubsidiesRequest, key| async move {
            desk.staff.pay_subsidies(&request, &key).await
        },
        move |answer: Result<PaySubsidiesResponse, ClientError>| match answer {
            Ok(_) => again.run(()),
            Err(error) => {
                // A supervisor may have lifted something since the list was fetched: then it has to be said anew.
                if is_unanswered(&error) {
                    asked.set(true);
                }
                let lines: Vec<FieldError> = error.fields().iter().filter_map(line).collect();
                if lines.is_empty() {
                    said.set(Some(refused(&error)));
                } else {
                    errors.show(lines);
                }
            }
        },
    );
    let what = words::what(request.loans, money(request.total_fen));
    let code = words::code(short(&request.digest));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let (paid_on, reference) = (on.get_untracked(), reference.get_untracked());
        let mut flaws = flaws(&paid_on, &reference);
        let no_conflict = is_ticked(ticked);
        flaws.extend((asked.get_untracked() && !no_conflict).then(|| needed(NO_CONFLICT)));
        let is_whole = flaws.is_empty();
        errors.show(flaws);
        if is_whole {
            send.send(PaySubsidiesRequest {
                paid_on,
                reference: reference.trim().to_owned(),
                no_conflict,
                ..request.clone()
            });
        }
    };
    let question = move || {
        asked
            .get()
            .then(|| view! { <NoConflictOfMany id=NO_CONFLICT ticked=ticked /> })
    };
    view! {
        <form class="loans__form" novalidate on:submit=submit>
            <p>{what}</p>
            <p>{code}</p>
            <p>{words::about()}</p>
            <ErrorSummary />
            <SaidNotice said=said />
            <DateField id=ON label=words::on() value=Bound::from(on) />
            <TextField
                id=REFERENCE
                label=words::reference()
                hint=words::reference_hint()
                value=Bound::from(reference)
            />
            {question}
            <Button pending=send.pending>{words::submit()}</Button>
        </form>
    }
    .into_any()
}

/// What is compared by eye of a digest.
fn short(digest: &str) -> String {
    let code: String = digest.chars().take(CODE_CHARS).collect();
    code.to_uppercase()
}

/// Another list than the one on screen is said as that; the rest in the words of its code.
fn refused(error: &ClientError) -> Said {
    let own = error
        .fields()
        .iter()
        .find(|field| field.pointer == "/digest");
    let own = own.and_then(|field| t::loan_code::by_key(&["problem.", &field.code].concat()));
    own.map_or_else(|| Said::of(error), |words| Said::Failed(words.into(), None))
}

fn flaws(on: &str, reference: &str) -> Vec<FieldError> {
    let day = match Date::parse_iso(on) {
        None => Some("date_unreadable"),
        Some(day) if day > today() => Some("date_in_future"),
        Some(_) => None,
    };
    let missing = reference.trim().is_empty().then_some("required");
    let found = [(ON, day), (REFERENCE, missing)].into_iter();
    found
        .filter_map(|(id, code)| Some(flaw(id, code?)))
        .collect()
}

fn flaw(id: &'static str, code: &str) -> FieldError {
    let words = t::loan_code::by_key(&["problem.", code].concat());
    let words = words.or_else(|| crate::words::problem(code));
    FieldError::new(id, words.unwrap_or_else(t::staff_file::error::server))
}

fn line(field: &api::FieldError) -> Option<FieldError> {
    let id = match field.pointer.as_str() {
        "/paid_on" | "/on" => ON,
        "/reference" => REFERENCE,
        "/no_conflict" => NO_CONFLICT,
        _ => return None,
    };
    Some(flaw(id, &field.code))
}
