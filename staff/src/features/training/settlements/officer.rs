//! The officer's part: what is wrong at whom, the sums no document of the portal says, the decision.

use super::super::words;
use super::model::{Decision, TypedRate, YES};
use super::person::people;
use crate::desk::use_desk;
use crate::papers::{AttachPapers, OF_SETTLEMENT, link};
use crate::said::Said;
use api::settlement::{
    MOST_REASON_CHARS, Rate, RateNeeded, SettlementActionRequest, SettlementView,
};
use api::staff::OfficePaperView;
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Bound, Button, ButtonKind, Checkboxes, Choice, Confirm, ErrorSummary, FieldError, MoneyField,
    TextArea, TextField, focus_title, provide_form_errors,
};
use workflow::settlement::SettlementAction;

const REASON: &str = "settlement-reason";
const PAPERS: &str = "settlement-papers";
const COMPARED: &str = "settlement-compared";

/// The form.
#[component]
pub(super) fn OfficerForm(
    /// The sheet as it is.
    sheet: SettlementView,
    /// What is typed: it outlives the sheet that is drawn anew.
    typed: RwSignal<Decision>,
    /// What came of the last press.
    said: RwSignal<Option<Said>>,
    /// Loads the sheet anew.
    again: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (version, id) = (sheet.version, sheet.id.clone());
    let mine = sheet.papers.iter().filter(|one| one.event.is_none());
    let waiting = RwSignal::new(mine.cloned().collect::<Vec<_>>());
    let added = Callback::new(move |one: OfficePaperView| waiting.update(|all| all.push(one)));
    let removed = Callback::new(move |id: String| {
        waiting.update(|all| all.retain(|one| one.paper.id != id));
    });
    let (file_id, decided) = (sheet.id.clone(), sheet.id.clone());
    let opened = Callback::new(move |one: OfficePaperView| link(OF_SETTLEMENT, &decided, &one));
    let act = desk.press(
        move |request: SettlementActionRequest, key| {
            let id = id.clone();
            async move { desk.staff.act_on_settlement(&id, &request, &key).await }
        },
        move |answer: Result<SettlementView, ClientError>| match answer {
            Ok(done) => {
                let words =
                    if done.total_fen.is_some() && done.actions.is_empty() && done.reason.is_none()
                    {
                        t::staff_settlement::act::settled()
                    } else {
                        t::staff_settlement::act::returned()
                    };
                said.set(Some(Said::Done(words.into())));
                typed.set(Decision::default());
                focus_title();
                again.run(());
            }
            Err(error) => {
                said.set(Some(words::failed(&error)));
                if error.is(api::ProblemCode::Stale) {
                    // Compared was another state of it.
                    typed.update(|typed| typed.compared.clear());
                    again.run(());
                }
            }
        },
    );
    let send = move |action: SettlementAction, rates: Vec<Rate>| {
        errors.show(Vec::new());
        said.set(None);
        let papers = waiting.with_untracked(|all| {
            let ids = all.iter().map(|one| one.paper.id.clone());
            ids.collect::<Vec<_>>()
        });
        let request = typed.with_untracked(|typed| SettlementActionRequest {
            papers,
            version,
            action,
            reason: typed.reason.trim().to_owned(),
            remarks: typed.remarks(),
            rates,
            is_compared: !typed.compared.is_empty(),
        });
        act.send(request);
    };
    let give_back = move |()| {
        let is_empty = typed.with_untracked(|typed| typed.reason.trim().is_empty());
        if is_empty {
            let words = t::staff_settlement::act::reason_empty();
            errors.show(vec![FieldError::new(REASON, words)]);
        } else {
            send(SettlementAction::Return, Vec::new());
        }
    };
    let needed = StoredValue::new(sheet.rates_needed.clone());
    let settle = move |()| {
        let rates = typed.with_untracked(|typed| needed.with_value(|needed| typed.rates(needed)));
        let is_compared = typed.with_untracked(|typed| !typed.compared.is_empty());
        let mut wrong: Vec<FieldError> = rates
            .as_ref()
            .err()
            .into_iter()
            .flatten()
            .map(flaw)
            .collect();
        if !is_compared {
            let words = t::staff_settlement::act::compare_empty();
            wrong.push(FieldError::new(COMPARED, words));
        }
        match rates {
            Ok(rates) if wrong.is_empty() => send(SettlementAction::Settle, rates),
            _ => errors.show(wrong),
        }
    };
    let remarks = people(&sheet, move |row| {
        let (of, to) = (row.id.clone(), row.id.clone());
        let value = Bound::part(
            typed,
            move |typed: &Decision| typed.remarks.get(&of).cloned().unwrap_or_default(),
            move |typed, text| drop(typed.remarks.insert(to.clone(), text)),
        );
        let id = ["remark-", &row.id].concat();
        view! { <TextField id=id label=t::staff_settlement::act::remark() value=value /> }
            .into_any()
    });
    let reason = Bound::part(
        typed,
        |typed: &Decision| typed.reason.clone(),
        |typed, text| typed.reason = text,
    );
    let compared = Bound::part(
        typed,
        |typed: &Decision| typed.compared.clone(),
        |typed, ticked| typed.compared = ticked,
    );
    let compare = vec![Choice::new(YES, t::staff_settlement::act::compare())];
    let rates = rates(typed, &sheet.rates_needed);
    view! {
        <ErrorSummary />
        {remarks}
        {rates}
        <AttachPapers
            control=PAPERS
            hint=t::staff_settlement::act::papers_hint()
            of=(OF_SETTLEMENT, file_id)
            waiting=waiting
            opened=opened
            on_added=added
            on_removed=removed
        />
        <Checkboxes id=COMPARED label=t::staff_settlement::act::compare_title() choices=compare value=compared />
        <Confirm label=t::staff_settlement::act::settle() question=t::staff_settlement::act::settle_ask()
            action=t::staff_settlement::act::settle() pending=act.pending on_confirm=settle />
        <TextArea id=REASON label=t::staff_settlement::act::reason() value=reason limit=MOST_REASON_CHARS rows=3 />
        <Button kind=ButtonKind::Secondary pending=act.pending on_press=give_back>{t::staff_settlement::act::give_back()}</Button>
    }
    .into_any()
}

fn rate_id(programme: &str, is_sum: bool) -> String {
    let name = if is_sum { "rate-" } else { "document-" };
    [name, programme].concat()
}

fn flaw((programme, is_sum): &(String, bool)) -> FieldError {
    let words = if *is_sum {
        crate::words::problem("money_empty").unwrap_or_default()
    } else {
        t::staff_settlement::rate::document_empty()
    };
    FieldError::new(rate_id(programme, *is_sum), words)
}

/// The sums to enter.
fn rates(typed: RwSignal<Decision>, needed: &[RateNeeded]) -> AnyView {
    use t::staff_settlement::rate as said;
    if needed.is_empty() {
        return ().into_any();
    }
    let fields: Vec<AnyView> = needed
        .iter()
        .map(|one| {
            let title = one.title.clone();
            let label = if one.is_daily {
                said::day(title, one.people)
            } else {
                said::person(title, one.people)
            };
            let sum = rate(typed, one, |rate| rate.sum.clone(), |rate, text| rate.sum = text);
            let document = rate(
                typed,
                one,
                |rate| rate.document.clone(),
                |rate, text| rate.document = text,
            );
            view! {
                <MoneyField id=rate_id(&one.programme, true) label=label value=sum />
                <TextField id=rate_id(&one.programme, false) label=said::document() value=document />
            }
            .into_any()
        })
        .collect();
    view! { <h2>{said::title()}</h2> <p>{said::about()}</p> {fields} }.into_any()
}

fn rate(
    typed: RwSignal<Decision>,
    one: &RateNeeded,
    read: fn(&TypedRate) -> String,
    write: fn(&mut TypedRate, String),
) -> Bound<String> {
    let (of, to) = (one.programme.clone(), one.programme.clone());
    Bound::part(
        typed,
        move |typed: &Decision| typed.rates.get(&of).map(read).unwrap_or_default(),
        move |typed, text| write(typed.rates.entry(to.clone()).or_default(), text),
    )
}
