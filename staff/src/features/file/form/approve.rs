//! The bank's offer: typed, and read back as the resident will see it.

use super::{
    super::{
        control::Control,
        draft::{Drafts, TermsDraft, rate_text},
        open_file::{OpenFile, use_open_file},
    },
    ActionForm,
    conditions::Conditions,
};
use application::Field;
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, InputKind, MoneyField, TextField};
use workflow::loan::LoanAction;

/// Amount, rate, months, branch.
#[component]
pub(super) fn ApproveForm() -> impl IntoView {
    let open_file = use_open_file();
    let part = move |part: fn(&mut TermsDraft) -> &mut String| {
        Bound::part(
            open_file.drafts,
            move |drafts: &Drafts| part(&mut drafts.terms.clone()).clone(),
            move |drafts, text| *part(&mut drafts.terms) = text,
        )
    };
    view! {
        <ActionForm action=LoanAction::Approve about=t::staff_file::terms::about() submit=t::staff_file::terms::submit()>
            {limits(open_file)}
            <MoneyField id=Control::Amount.id() label=t::staff_file::terms::amount() value=part(|terms| &mut terms.amount) />
            {warning(open_file)}
            <TextField
                id=Control::Rate.id()
                label=t::staff_file::terms::rate()
                hint=t::staff_file::terms::rate_hint()
                value=part(|terms| &mut terms.rate)
            />
            <TextField
                id=Control::Months.id()
                label=t::staff_file::terms::months()
                hint=t::staff_file::terms::months_hint()
                value=part(|terms| &mut terms.months)
                kind=InputKind::Digits
            />
            <TextField id=Control::Branch.id() label=t::staff_file::terms::branch() value=part(|terms| &mut terms.branch) />
            <Conditions part=|drafts| &mut drafts.terms.conditions />
            {preview(open_file)}
        </ActionForm>
    }
    .into_any()
}

fn asked(open_file: OpenFile) -> (Option<Money>, String, Option<Money>) {
    open_file.file.with_untracked(|file| {
        let application = &file.application;
        (
            Money::parse_yuan(application.answers.text(Field::AmountYuan)).ok(),
            application.answers.text(Field::TermMonths).to_owned(),
            application.cap_fen.map(Money::from_fen),
        )
    })
}

/// What was asked for, and the most and the dearest the policy allows.
fn limits(open_file: OpenFile) -> AnyView {
    let (sum, months, cap) = asked(open_file);
    let asked = sum.map(
        |sum| view! { <li>{t::staff_file::terms::asked(i18n::money_in_words(sum), months)}</li> },
    );
    let cap =
        cap.map(|cap| view! { <li>{t::staff_file::terms::cap(i18n::money_in_words(cap))}</li> });
    let rate = open_file.file.with_untracked(|file| file.rate_cap);
    let rate = rate.map(|cap| {
        let words = t::staff_file::terms::rate_cap(
            rate_text(cap.most_basis_points),
            i18n::date(cap.lpr_from),
            rate_text(cap.lpr_basis_points),
            rate_text(cap.spread_basis_points),
        );
        view! { <li>{words}</li> }
    });
    view! { <ul>{asked} {cap} {rate}</ul> }.into_any()
}

/// An amount above the policy's limit is seen before it is sent; the limit may be provisional, so it does not stop the offer.
fn warning(open_file: OpenFile) -> AnyView {
    let (_, _, cap) = asked(open_file);
    let words = move || {
        let typed = open_file
            .drafts
            .with(|drafts| Money::parse_yuan(&drafts.terms.amount).ok())?;
        cap.is_some_and(|cap| typed > cap)
            .then(t::staff_file::terms::above_cap)
    };
    view! { <p class="file__warning" role="status">{words}</p> }.into_any()
}

fn preview(open_file: OpenFile) -> AnyView {
    let line = Memo::new(move |_| {
        let terms = open_file
            .drafts
            .with(|drafts| open_file.file.with(|file| drafts.terms.check(file).ok()))?;
        Some(t::staff_file::terms::line(
            i18n::money_in_words(Money::from_fen(terms.amount_fen)),
            terms.months,
            rate_text(terms.rate_basis_points),
            terms.bank_branch,
        ))
    });
    let shown = move || {
        line.get().map(|line| {
            view! {
                <div class="file__preview">
                    <p class="file__preview-title">{t::staff_file::terms::preview()}</p>
                    <p>{line}</p>
                </div>
            }
        })
    };
    shown.into_any()
}
