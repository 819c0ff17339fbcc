//! The form of an action.

use super::{
    model::{Control, DUE, EARLY, GOES_ON, STOPS, Typed, possible},
    open::{OpenLoan, use_open_loan},
};
use crate::{
    clock::today,
    no_conflict::{NoConflict, is_ticked, needed},
    words,
};
use api::servicing::LoanActionRequest;
use i18n::t;
use leptos::{html, prelude::*};
use ui::{
    Bound, Button, ButtonKind, Choice, DateField, ErrorSummary, MoneyField, Radios, Select,
    TextArea, TextField,
};
use workflow::servicing::{CallOutcome, QueryTo, ServicingAction, StopCode};

/// The form, its heading focused when it opens.
pub(super) fn form(what: (ServicingAction, String)) -> AnyView {
    let open_loan = use_open_loan();
    let typed = RwSignal::new(Typed {
        on: today().to_string(),
        purpose: DUE.to_owned(),
        ..Typed::default()
    });
    let heading = NodeRef::<html::H3>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let (action, quarter) = what.clone();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (request, is_asked) = open_loan.loan.with_untracked(|loan| {
            let request = typed.with_untracked(|typed| typed.request(&what, loan, today()));
            (request, loan.is_conflict_asked)
        });
        let no_conflict = is_ticked(open_loan.no_conflict);
        let missing = (is_asked && !no_conflict).then(|| needed(Control::NoConflict.id()));
        match (request, missing) {
            (Ok(request), None) => {
                open_loan.errors.show(Vec::new());
                open_loan.send.send(LoanActionRequest {
                    no_conflict,
                    ..request
                });
            }
            (request, missing) => {
                let mut flaws = request.err().unwrap_or_default();
                flaws.extend(missing);
                open_loan.errors.show(flaws);
            }
        }
    };
    let asked = Memo::new(move |_| open_loan.loan.with(|loan| loan.is_conflict_asked));
    let question = move || {
        asked.get().then(|| {
            view! { <NoConflict id=Control::NoConflict.id() ticked=open_loan.no_conflict /> }
        })
    };
    let leave = Callback::new(move |()| open_loan.leave());
    view! {
        <form class="loans__form" novalidate on:submit=send>
            <h3 tabindex="-1" node_ref=heading>{words::loan_action(action)} " " {quarter}</h3>
            <p>{about(action)}</p>
            <ErrorSummary />
            {controls(action, typed, open_loan)}
            {question}
            <div class="row">
                <Button pending=open_loan.send.pending>{t::staff_loan::submit()}</Button>
                <Button kind=ButtonKind::Secondary on_press=leave>{t::staff_loan::leave()}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn about(action: ServicingAction) -> &'static str {
    use t::staff_loan::about;
    match action {
        ServicingAction::RecordPayment => about::record_payment(),
        ServicingAction::ReversePayment => about::reverse_payment(),
        ServicingAction::Compensate => about::compensate(),
        ServicingAction::Recover => about::recover(),
        ServicingAction::AskExtension => about::ask_extension(),
        ServicingAction::ProposePlan => about::propose_plan(),
        ServicingAction::AgreeExtension => about::agree_extension(),
        ServicingAction::RefuseExtension => about::refuse_extension(),
        ServicingAction::ProposeWriteOff => about::propose_write_off(),
        ServicingAction::ConfirmWriteOff => about::confirm_write_off(),
        ServicingAction::DismissWriteOff => about::dismiss_write_off(),
        ServicingAction::ApproveSubsidy => about::approve_subsidy(),
        ServicingAction::StopSubsidy => about::stop_subsidy(),
        ServicingAction::QuerySubsidy => about::query_subsidy(),
        ServicingAction::AnswerQuery => about::answer_query(),
        ServicingAction::AnswerChange => about::answer_change(),
        ServicingAction::ResumeSubsidy => about::resume_subsidy(),
        ServicingAction::NoteCall => about::note_call(),
        _ => "",
    }
}

fn controls(action: ServicingAction, typed: RwSignal<Typed>, open_loan: OpenLoan) -> AnyView {
    let part = move |part: fn(&mut Typed) -> &mut String| {
        Bound::part(
            typed,
            move |typed: &Typed| part(&mut typed.clone()).clone(),
            move |typed, text| *part(typed) = text,
        )
    };
    let on = part(|typed| &mut typed.on);
    let amount = part(|typed| &mut typed.amount);
    match action {
        ServicingAction::RecordPayment => {
            let purposes = vec![
                Choice::new(DUE, t::staff_loan::field::due()),
                Choice::new(EARLY, t::staff_loan::field::early()),
            ];
            view! {
                <DateField id=Control::On.id() label=t::staff_loan::field::on() value=on />
                {hint(typed, open_loan)}
                <MoneyField id=Control::Amount.id() label=t::staff_loan::field::amount() value=amount />
                <Radios
                    id=Control::Purpose.id()
                    label=t::staff_loan::field::purpose()
                    choices=purposes
                    value=part(|typed| &mut typed.purpose)
                />
                <TextField
                    id=Control::Reference.id()
                    label=t::staff_loan::field::reference()
                    hint=t::staff_loan::field::reference_hint()
                    value=part(|typed| &mut typed.reference)
                />
            }
            .into_any()
        }
        ServicingAction::Compensate | ServicingAction::Recover => view! {
            <DateField id=Control::On.id() label=t::staff_loan::field::on() value=on />
            <MoneyField id=Control::Amount.id() label=t::staff_loan::field::amount() value=amount />
        }
        .into_any(),
        ServicingAction::AskExtension | ServicingAction::ProposePlan => {
            let most = open_loan
                .loan
                .with_untracked(|loan| loan.extension_rules.most_months);
            let months: Vec<Choice> = (1..=most)
                .map(|n| Choice::new(n.to_string(), t::staff_loan::field::months_of(n)))
                .collect();
            view! {
                <Select
                    id=Control::Months.id()
                    label=t::staff_loan::field::months()
                    choices=Signal::stored(months)
                    value=part(|typed| &mut typed.months)
                />
                {why(part(|typed| &mut typed.reason))}
            }
            .into_any()
        }
        ServicingAction::StopSubsidy => {
            let codes = StopCode::ALL.iter().map(|code| code.as_str());
            view! {
                <Select
                    id=Control::Code.id()
                    label=t::staff_loan::field::code()
                    choices=Signal::stored(choices("stop", codes))
                    value=part(|typed| &mut typed.code)
                />
                {why(part(|typed| &mut typed.reason))}
            }
            .into_any()
        }
        ServicingAction::QuerySubsidy => {
            let whom = QueryTo::ALL.iter().map(|to| to.as_str());
            let question = part(|typed| &mut typed.reason);
            view! {
                <Radios
                    id=Control::To.id()
                    label=t::staff_loan::field::to()
                    choices=choices("query_to", whom)
                    value=part(|typed| &mut typed.to)
                />
                {said(t::staff_loan::field::question(), question)}
            }
            .into_any()
        }
        ServicingAction::AnswerQuery => said(
            t::staff_loan::field::answer(),
            part(|typed| &mut typed.reason),
        ),
        ServicingAction::AnswerChange => change(typed, part(|typed| &mut typed.reason)),
        ServicingAction::NoteCall => {
            let outcomes = CallOutcome::ALL.iter().map(|outcome| outcome.as_str());
            let words = part(|typed| &mut typed.reason);
            view! {
                <DateField id=Control::On.id() label=t::staff_loan::field::on() value=on />
                <Select
                    id=Control::Outcome.id()
                    label=t::staff_loan::field::outcome()
                    choices=Signal::stored(choices("call", outcomes))
                    value=part(|typed| &mut typed.outcome)
                />
                {said(t::staff_loan::field::said(), words)}
            }
            .into_any()
        }
        ServicingAction::ReversePayment
        | ServicingAction::RefuseExtension
        | ServicingAction::ProposeWriteOff
        | ServicingAction::ResumeSubsidy => why(part(|typed| &mut typed.reason)),
        _ => ().into_any(),
    }
}

/// The codes of a group with their words.
fn choices(group: &str, codes: impl Iterator<Item = &'static str>) -> Vec<Choice> {
    codes
        .map(|code| Choice::new(code, words::repayment(group, code)))
        .collect()
}

/// What a change means: the subsidy goes on, or stops from a day on, with what that rests on.
fn change(typed: RwSignal<Typed>, reason: Bound<String>) -> AnyView {
    use t::staff_loan::field;
    let effects = vec![
        Choice::new(GOES_ON, field::goes_on()),
        Choice::new(STOPS, field::stops()),
    ];
    let effect = Bound::part(
        typed,
        |typed: &Typed| typed.effect.clone(),
        |typed, text| typed.effect = text,
    );
    let stops = Memo::new(move |_| typed.with(|typed| typed.effect == STOPS));
    let more = move || {
        stops.get().then(|| {
            let from = Bound::part(
                typed,
                |typed: &Typed| typed.from.clone(),
                |typed, text| typed.from = text,
            );
            let article = Bound::part(
                typed,
                |typed: &Typed| typed.article.clone(),
                |typed, text| typed.article = text,
            );
            view! {
                <DateField id=Control::From.id() label=field::from() value=from />
                <TextField
                    id=Control::Article.id()
                    label=field::article()
                    hint=field::article_hint()
                    value=article
                />
            }
        })
    };
    view! {
        <Radios id=Control::Effect.id() label=field::effect() choices=effects value=effect />
        {more}
        {why(reason)}
    }
    .into_any()
}

fn why(value: Bound<String>) -> AnyView {
    said(t::staff_loan::field::reason(), value)
}

fn said(label: &'static str, value: Bound<String>) -> AnyView {
    view! {
        <TextArea
            id=Control::Reason.id()
            label=label
            value=value
            rows=3
            limit=500
        />
    }
    .into_any()
}

/// What is due by the next due date, and what pays everything off on the day typed.
fn hint(typed: RwSignal<Typed>, open_loan: OpenLoan) -> AnyView {
    let words = move || {
        let on = typed.with(|typed| typed.on.clone());
        let (due, owed) = open_loan.loan.with(|loan| possible(loan, &on))?;
        Some(t::staff_loan::possible(i18n::money(due), i18n::money(owed)))
    };
    view! { <p class="loans__hint" role="status">{words}</p> }.into_any()
}
