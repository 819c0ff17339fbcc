//! The form, and what it finds: no more than the paper says.

use api::ProblemCode;
use api::certificate::{CertificateView, CheckCertificateRequest};
use client::{Anonymous, ClientError};
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, Bound, Button, ButtonKind, ErrorSummary, Explain, FieldError, Notice, PageTitle,
    SampleMark, SummaryList, SummaryRow, Text, TextField, Tone, provide_form_errors,
};

use super::model::{CODE, NUMBER, Typed};

type Check = Action<CheckCertificateRequest, Result<CertificateView, ClientError>>;

/// Number and code, which the picture on the paper brings along.
#[component]
pub(crate) fn CertificatePage(
    /// What the address brings along.
    hash: String,
) -> impl IntoView {
    let typed = RwSignal::new(Typed::of_hash(&hash));
    let check: Check = Action::new_local(|request: &CheckCertificateRequest| {
        let request = request.clone();
        async move { Anonymous.check_certificate(&request).await }
    });
    let another = Callback::new(move |()| {
        typed.set(Typed::default());
        check.clear();
    });
    let found = Memo::new(move |_| check.value().get().and_then(Result::ok));
    view! {
        <BackLink href="/track" label=t::track::title() />
        {move || match found.get() {
            Some(certificate) => drawn(certificate, another),
            None => form(typed, check),
        }}
    }
    .into_any()
}

fn form(typed: RwSignal<Typed>, check: Check) -> AnyView {
    let errors = provide_form_errors();
    let pending = check.pending();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        match typed.with_untracked(Typed::check) {
            Ok(request) => {
                errors.show(Vec::new());
                check.dispatch(request);
            }
            Err(wrong) => errors.show(wrong.into_iter().map(error).collect()),
        }
    };
    let failed = move || {
        let answer = check.value().get()?;
        let words = failure(&answer.err()?);
        Some(
            view! { <Notice tone=Tone::Error title=t::track::failed() is_live=true><p>{words}</p></Notice> },
        )
    };
    let number = Bound::part(
        typed,
        |typed| typed.number.clone(),
        |typed, number| typed.number = number,
    );
    let code = Bound::part(
        typed,
        |typed| typed.code.clone(),
        |typed, code| typed.code = code,
    );
    view! {
        <PageTitle title=t::certificate::check::title() />
        <p class="prose">{t::certificate::check::about()}</p>
        <form novalidate=true on:submit=submit>
            <ErrorSummary />
            {failed}
            <TextField id=NUMBER label=t::certificate::number() hint=t::certificate::check::number_hint() value=number />
            <TextField id=CODE label=t::certificate::code() hint=t::certificate::check::code_hint() value=code />
            <Button pending=pending>{t::certificate::check::press()}</Button>
        </form>
    }
    .into_any()
}

fn error(field: &'static str) -> FieldError {
    let words = if field == CODE {
        t::certificate::check::code_wrong()
    } else {
        t::certificate::check::number_wrong()
    };
    FieldError::new(field, words)
}

/// A wrong number and a wrong code sound the same: neither is given away.
fn failure(error: &ClientError) -> Text {
    if error.is(ProblemCode::NotFound) || error.is(ProblemCode::InvalidInput) {
        t::certificate::check::missing().into()
    } else if error.is(ProblemCode::TooManyRequests) {
        t::track::too_many().into()
    } else {
        error.explain()
    }
}

fn drawn(certificate: CertificateView, another: Callback<()>) -> AnyView {
    let (from, until) = (
        i18n::date(certificate.starts_on),
        i18n::date(certificate.ends_on),
    );
    let mut rows = vec![
        SummaryRow::new(t::certificate::number(), certificate.number),
        SummaryRow::new(t::certificate::name(), certificate.name),
        SummaryRow::new(t::certificate::course(), certificate.course),
        SummaryRow::new(t::certificate::provider(), certificate.provider),
        SummaryRow::new(
            t::certificate::days(),
            t::certificate::from_until(from, until),
        ),
        SummaryRow::new(
            t::certificate::hours(),
            t::certificate::hours_n(certificate.hours),
        ),
    ];
    let level = certificate.level.map(|level| {
        let words = t::course_code::by_key(level.as_str()).unwrap_or_default();
        SummaryRow::new(t::certificate::level(), words)
    });
    rows.extend(level);
    rows.push(SummaryRow::new(
        t::certificate::issued(),
        i18n::date(certificate.issued_on),
    ));
    let sample = certificate.is_sample.then(|| {
        view! { <p><SampleMark /> " " {t::certificate::sample()}</p> }
    });
    view! {
        <PageTitle title=t::certificate::check::found() />
        {sample}
        <p>{t::certificate::check::found_about()}</p>
        <SummaryList rows=rows />
        <p class="prose">{t::certificate::not_state()}</p>
        <Button kind=ButtonKind::Secondary on_press=another>{t::certificate::check::another()}</Button>
    }
    .into_any()
}
