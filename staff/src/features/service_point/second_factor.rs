//! Taking up an authenticator, before the first resident is helped.

use super::draft::{half_width, is_six_digits};
use crate::desk::use_desk;
use api::session::{BeginSecondFactorResponse, ConfirmSecondFactorRequest};
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ErrorSummary, Explain, FieldError, InputKind, Loadable, PageTitle, TextField,
    provide_form_errors,
};

const CODE: &str = "second-factor-code";

/// The secret, as a picture and in letters, and the digits that prove it.
#[component]
pub(super) fn SecondFactorForm(
    /// Whether it is still missing.
    needs: RwSignal<bool>,
) -> impl IntoView {
    let desk = use_desk();
    let begun = desk.ask(|staff| async move { staff.begin_second_factor().await });
    let show = Callback::new(move |begun: BeginSecondFactorResponse| {
        view! { <Confirm begun=begun needs=needs /> }.into_any()
    });
    view! {
        <PageTitle title=t::staff_service_point::second_factor::title() />
        <Loadable resource=begun view=show />
    }
    .into_any()
}

#[component]
fn Confirm(
    /// The secret.
    begun: BeginSecondFactorResponse,
    /// Whether it is still missing.
    needs: RwSignal<bool>,
) -> impl IntoView {
    let errors = provide_form_errors();
    let desk = use_desk();
    let code = RwSignal::new(String::new());
    let confirm = desk.press(
        move |request, _| async move { desk.staff.confirm_second_factor(&request).await },
        move |answer| match answer {
            Ok(()) => needs.set(false),
            Err(error) if error.fields().is_empty() => {
                errors.show(vec![FieldError::new(CODE, error.explain())]);
            }
            Err(_) => errors.show(vec![wrong()]),
        },
    );
    let pending = begun.pending.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let code = half_width(&code.get_untracked());
        if !is_six_digits(&code) {
            return errors.show(vec![wrong()]);
        }
        errors.show(Vec::new());
        let pending = pending.clone();
        confirm.send(ConfirmSecondFactorRequest { pending, code });
    };
    let picture = begun.qr_svg.clone();
    view! {
        <form class="prose" novalidate on:submit=submit>
            <ErrorSummary />
            <p>{t::staff_service_point::second_factor::about()}</p>
            <div class="service-point__qr" role="img" aria-label=t::staff_service_point::second_factor::picture() inner_html=picture></div>
            <p>{t::staff_service_point::second_factor::letters()} " " <code class="service-point__secret">{begun.secret}</code></p>
            <TextField id=CODE label=t::staff_signin::totp() value=code kind=InputKind::Digits autocomplete="one-time-code" />
            <Button pending=confirm.pending>{t::staff_service_point::second_factor::submit()}</Button>
        </form>
    }
    .into_any()
}

fn wrong() -> FieldError {
    FieldError::new(CODE, t::staff_service_point::second_factor::wrong())
}
