//! The files that wait for one thing, and for a supervisor the form that lets the oldest go on.

use super::model::{Came, came, is_asked, oldest, request};
use crate::{
    desk::use_desk,
    no_conflict::{NoConflictOfMany, Ticked, is_ticked, is_unanswered, needed},
    place::Place,
    said::{Said, SaidNotice},
    table::table,
    words,
};
use api::quota_wait::{EndQuotaWaitsRequest, EndQuotaWaitsResponse, MOST_FILES, QuotaWaitEntry};
use client::ClientError;
use domain::{Date, Money};
use i18n::t;
use leptos::prelude::*;
use std::collections::BTreeSet;
use ui::{Button, ButtonKind, ErrorSummary, FieldError, InputKind, TextField, provide_form_errors};
use workflow::loan::WaitReason;

/// What is ticked.
type Chosen = RwSignal<BTreeSet<String>>;

/// One list under the reason it waits for.
#[component]
pub(super) fn Waiting(
    /// What is used up.
    reason: WaitReason,
    /// The files, the oldest first.
    files: Vec<QuotaWaitEntry>,
    /// Whether whoever looks lets them go on.
    may_end: bool,
    /// What is ticked.
    ticked: Chosen,
    /// Hears what came of a press.
    on_done: Callback<Came>,
) -> impl IntoView {
    let title = title(reason);
    let rows = files
        .iter()
        .map(|file| row(file, may_end.then_some(ticked)))
        .collect();
    let mut heads = vec![
        t::staff_queue::column::number(),
        t::staff_queue::column::name(),
        t::staff_queue::column::product(),
        t::staff_queue::column::amount(),
        t::staff_quota::submitted(),
        t::staff_quota::since(),
        t::staff_quota::stage(),
        t::staff_quota::note(),
    ];
    if may_end {
        heads.insert(0, t::staff_assign::tick_column());
    }
    let form = may_end.then(|| {
        view! { <Form reason=reason files=files ticked=ticked on_done=on_done /> }
    });
    view! {
        <h2 id=heading(reason) tabindex="-1">{title}</h2>
        {form}
        {table(title, &heads, rows)}
    }
    .into_any()
}

#[component]
fn Form(
    /// What is used up.
    reason: WaitReason,
    /// The files, the oldest first.
    files: Vec<QuotaWaitEntry>,
    /// What is ticked.
    ticked: Chosen,
    /// Hears what came of a press.
    on_done: Callback<Came>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let said = RwSignal::new(None);
    let typed = RwSignal::new(String::new());
    let files = StoredValue::new(files);
    let no_conflict: Ticked = RwSignal::default();
    // A supervisor may lift something after the list was fetched: then it has to be said anew.
    let is_lifted = RwSignal::new(false);
    let send = desk.press(
        move |request: EndQuotaWaitsRequest, key| async move {
            desk.staff.end_quota_waits(&request, &key).await
        },
        move |answer: Result<EndQuotaWaitsResponse, ClientError>| match answer {
            Ok(answer) => on_done.run(files.with_value(|files| came(files, answer))),
            Err(error) if is_unanswered(&error) => {
                is_lifted.set(true);
                errors.show(vec![needed(box_id(reason))]);
            }
            Err(error) => said.set(Some(Said::of(&error))),
        },
    );
    let tick = Callback::new(move |()| {
        let found = files.with_value(|files| oldest(files, &typed.get_untracked()));
        let line = || FieldError::new(control(reason), t::staff_quota::how_many_wrong(MOST_FILES));
        errors.show(found.is_none().then(line).into_iter().collect());
        if let Some(ids) = found {
            ticked.set(ids.into_iter().collect());
        }
    });
    let asked = Memo::new(move |_| {
        is_lifted.get() || files.with_value(|files| ticked.with(|ticked| is_asked(files, ticked)))
    });
    let question = move || {
        asked
            .get()
            .then(|| view! { <NoConflictOfMany id=box_id(reason) ticked=no_conflict /> })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let request = files.with_value(|files| request(files, &ticked.get_untracked()));
        let wrong = match request.files.len() {
            0 => Some(t::staff_quota::nothing_ticked().to_owned()),
            count if count > MOST_FILES => Some(t::staff_quota::too_many(MOST_FILES)),
            _ => None,
        };
        let line = |words: String| FieldError::new(heading(reason), words);
        let mut flaws: Vec<FieldError> = wrong.map(line).into_iter().collect();
        let (is_said, is_needed) = (is_ticked(no_conflict), asked.get_untracked());
        flaws.extend((is_needed && !is_said).then(|| needed(box_id(reason))));
        let is_right = flaws.is_empty();
        errors.show(flaws);
        if is_right {
            send.send(EndQuotaWaitsRequest {
                no_conflict: is_said,
                ..request
            });
        }
    };
    let count = move || {
        let ticked = ticked.get();
        let of_these = files.with_value(|files| request(files, &ticked).files.len());
        t::staff_assign::ticked(of_these)
    };
    view! {
        <form class="panel" novalidate on:submit=submit>
            <ErrorSummary />
            <TextField id=control(reason) label=t::staff_quota::how_many() hint=t::staff_quota::how_many_hint() value=typed kind=InputKind::Digits />
            <p class="row">
                <Button kind=ButtonKind::Secondary on_press=tick>{t::staff_quota::tick_oldest()}</Button>
                <span role="status">{count}</span>
            </p>
            {question}
            <SaidNotice said=said />
            <Button pending=send.pending>{t::staff_quota::submit()}</Button>
        </form>
    }
    .into_any()
}

fn title(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::QuotaUsedUp => t::staff_quota::reason::quota_used_up(),
        WaitReason::FundUsedUp => t::staff_quota::reason::fund_used_up(),
    }
}

/// The id of a list's heading; a line about the ticks leads there.
fn heading(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::QuotaUsedUp => "waits-for-quota",
        WaitReason::FundUsedUp => "waits-for-fund",
    }
}

/// The id of the box for how many.
fn control(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::QuotaUsedUp => "how-many-quota",
        WaitReason::FundUsedUp => "how-many-fund",
    }
}

/// The id of the box about the applicants.
fn box_id(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::QuotaUsedUp => "no-conflict-quota",
        WaitReason::FundUsedUp => "no-conflict-fund",
    }
}

fn row(file: &QuotaWaitEntry, ticked: Option<Chosen>) -> AnyView {
    let tick = ticked.map(|ticked| {
        let tick = tick_box(file, ticked);
        view! { <td>{tick}</td> }
    });
    let amount = match file.amount_fen {
        Some(fen) => i18n::money_in_words(Money::from_fen(fen)),
        None => t::staff_queue::row::no_amount().to_owned(),
    };
    let submitted = file
        .submitted_at_ms
        .map(|at_ms| i18n::date(Date::from_unix_ms_shanghai(at_ms)))
        .unwrap_or_default();
    let href = Place::File(file.id.clone()).to_string();
    view! {
        <tr>
            {tick}
            <th scope="row" class="figures"><a href=href>{file.acceptance_number.clone()}</a></th>
            <td>{file.applicant_masked.clone()}</td>
            <td>{words::product(file.product)}</td>
            <td class="figures">{amount}</td>
            <td class="figures">{submitted}</td>
            <td class="figures">{i18n::date(file.since)}</td>
            <td>{words::role(file.stage.officer())}</td>
            <td>{file.note.clone()}</td>
        </tr>
    }
    .into_any()
}

fn tick_box(file: &QuotaWaitEntry, ticked: Chosen) -> AnyView {
    let (id, shown, changed) = (file.id.clone(), file.id.clone(), file.id.clone());
    let is_ticked = move || ticked.with(|ticked| ticked.contains(&shown));
    let change = move |event| {
        let is_on = event_target_checked(&event);
        ticked.update(|ticked| {
            if is_on {
                ticked.insert(changed.clone());
            } else {
                ticked.remove(&changed);
            }
        });
    };
    let words = t::staff_assign::tick(&file.acceptance_number);
    view! {
        <label class="quota__tick">
            <input type="checkbox" class="quota__box" name="file" value=id prop:checked=is_ticked on:change=change />
            <span class="visually-hidden">{words}</span>
        </label>
    }
    .into_any()
}
