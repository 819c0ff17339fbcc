//! Beginning to help somebody: for whom, with what, and what shows that they want it.

use super::draft::{Control, OpenDraft};
use crate::{desk::use_desk, no_conflict::Ticked, storage::StorageKey};
use api::{
    ProblemCode,
    service_point::{CONSENT_TEXT_VERSION, ConsentKind, HelpPurpose},
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Bound, Button, Checkboxes, Choice, ErrorSummary, Explain, FieldError, FormErrors, InputKind,
    Notice, Radios, TextField, Tone, provide_form_errors,
};

/// The form. A helped session opens in this tab, at the resident's own pages.
#[component]
pub(super) fn OpenForm() -> impl IntoView {
    let errors = provide_form_errors();
    let desk = use_desk();
    let draft = RwSignal::new(OpenDraft::default());
    let is_sent = RwSignal::new(false);
    let moved: Ticked = RwSignal::new(Vec::new());
    let code = desk.press(
        move |request, _| async move { desk.staff.send_consent_code(&request).await },
        move |answer| match answer {
            Ok(()) => is_sent.set(true),
            Err(error) => errors.show(refused(&error, false, Control::Phone)),
        },
    );
    let open = desk.press(
        move |request, _| async move { desk.staff.open_helped_session(&request).await },
        move |answer| match answer {
            Ok(opened) => {
                StorageKey::Helped.write(&opened.mark);
                let is_moved = !moved.with_untracked(Vec::is_empty);
                let home = if is_moved { MOVED } else { HELPED_HOME };
                let _ = window().location().assign(home);
            }
            Err(error) => {
                let is_witnessed = draft.with_untracked(OpenDraft::is_witnessed);
                errors.show(refused(&error, is_witnessed, Control::Name));
            }
        },
    );
    let ask_for_code = move |()| {
        is_sent.set(false);
        if let Some(request) = good(draft.get_untracked().code_request(), errors) {
            code.send(request);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(request) = good(draft.get_untracked().request(), errors) {
            open.send(request);
        }
    };
    let proof = Memo::new(move |_| draft.with(OpenDraft::is_witnessed));
    // What was wrong with one proof says nothing of the other.
    Effect::new(move |before: Option<bool>| {
        let is_witnessed = proof.get();
        if before.is_some_and(|before| before != is_witnessed) {
            errors.show(Vec::new());
        }
        is_witnessed
    });
    let shown = move || {
        if proof.get() {
            witness(draft)
        } else {
            by_code(draft, is_sent, code.pending, Callback::new(ask_for_code))
        }
    };
    view! {
        <form class="prose service-point__form" novalidate autocomplete="off" on:submit=submit>
            <ErrorSummary />
            <h2>{t::staff_service_point::open::title()}</h2>
            {whom(draft)}
            {has_moved(moved)}
            {shown}
            <Button pending=open.pending>{t::staff_service_point::open::submit()}</Button>
            <p class="service-point__key">{t::staff_service_point::open::key()}</p>
        </form>
    }
    .into_any()
}

/// The first page of the helped: the files, and from there everything else.
const HELPED_HOME: &str = "/my/";
/// Where the file of somebody with another phone is brought to this one: a page that the server draws.
const MOVED: &str = "/my/moved";

fn has_moved(moved: Ticked) -> AnyView {
    use t::staff_service_point::open;
    let choices = vec![Choice::new("moved", open::moved())];
    view! { <Checkboxes id="helped-moved" label=open::moved_about() choices=choices value=moved /> }
        .into_any()
}

fn good<T>(checked: Result<T, Vec<Control>>, errors: FormErrors) -> Option<T> {
    match checked {
        Ok(request) => {
            errors.show(Vec::new());
            Some(request)
        }
        Err(flaws) => {
            errors.show(flaws.into_iter().map(flaw).collect());
            None
        }
    }
}

fn whom(draft: RwSignal<OpenDraft>) -> AnyView {
    let name = Bound::part(
        draft,
        |draft| draft.name.clone(),
        |draft, text| draft.name = text,
    );
    let phone = Bound::part(
        draft,
        |draft| draft.phone.clone(),
        |draft, text| draft.phone = text,
    );
    let purpose = Bound::part(
        draft,
        |draft| draft.purpose.clone(),
        |draft, code| draft.purpose = code,
    );
    let kind = Bound::part(
        draft,
        |draft| draft.kind.clone(),
        |draft, code| draft.kind = code,
    );
    let purposes = HelpPurpose::ALL
        .iter()
        .map(|each| Choice::new(each.id(), super::sheet::purpose(*each)));
    let kinds = [
        Choice::new(
            ConsentKind::Code.id(),
            t::staff_service_point::open::by_code(),
        ),
        Choice::new(
            ConsentKind::Witnessed.id(),
            t::staff_service_point::open::by_signature(),
        )
        .with_hint(t::staff_service_point::open::by_signature_hint()),
    ];
    view! {
        <TextField id=Control::Name.id() label=t::staff_service_point::open::name() value=name autocomplete="off" />
        <TextField id=Control::Phone.id() label=t::staff_service_point::open::phone() value=phone kind=InputKind::Phone autocomplete="off" />
        <Radios id=Control::Purpose.id() label=t::staff_service_point::open::purpose() choices=purposes.collect() value=purpose />
        <Radios id=Control::Kind.id() label=t::staff_service_point::open::kind() choices=kinds.to_vec() value=kind />
    }
    .into_any()
}

fn by_code(
    draft: RwSignal<OpenDraft>,
    is_sent: RwSignal<bool>,
    pending: Signal<bool>,
    ask: Callback<()>,
) -> AnyView {
    let code = Bound::part(
        draft,
        |draft| draft.code.clone(),
        |draft, text| draft.code = text,
    );
    let sent = move || {
        is_sent
            .get()
            .then(|| view! { <p role="status">{t::staff_service_point::open::code_sent()}</p> })
    };
    // A button inside a form submits it unless it says otherwise; Enter in a field is the form's own.
    let press = move |_| {
        if !pending.get_untracked() {
            ask.run(());
        }
    };
    view! {
        <p>{t::staff_service_point::open::code_about()}</p>
        <p>
            <button type="button" class="button button--secondary" aria-disabled=move || pending.get().to_string() on:click=press>
                {t::staff_service_point::open::send_code()}
            </button>
        </p>
        {sent}
        <TextField id=Control::Code.id() label=t::staff_service_point::open::code() value=code kind=InputKind::Digits autocomplete="off" />
    }
    .into_any()
}

fn witness(draft: RwSignal<OpenDraft>) -> AnyView {
    let username = Bound::part(
        draft,
        |draft| draft.username.clone(),
        |draft, text| draft.username = text,
    );
    let password = Bound::part(
        draft,
        |draft| draft.password.clone(),
        |draft, text| draft.password = text,
    );
    let totp = Bound::part(
        draft,
        |draft| draft.totp.clone(),
        |draft, text| draft.totp = text,
    );
    let print = move |()| {
        let _ = window().print();
    };
    view! {
        <Notice tone=Tone::Info title=t::staff_service_point::consent::title()>
            <div class="service-point__consent">
                <p>{t::staff_service_point::consent::text()}</p>
                <p>{t::staff_service_point::consent::line_name()}</p>
                <p>{t::staff_service_point::consent::line_witness()}</p>
                <p>{t::staff_service_point::consent::version(CONSENT_TEXT_VERSION)}</p>
            </div>
        </Notice>
        <PrintButton on_press=print />
        <p>{t::staff_service_point::open::witness_about()}</p>
        <TextField id=Control::Username.id() label=t::staff_service_point::open::witness_username() value=username autocomplete="off" />
        <TextField id=Control::Password.id() label=t::staff_service_point::open::witness_password() value=password kind=InputKind::Password autocomplete="new-password" />
        <TextField id=Control::Totp.id() label=t::staff_signin::totp() hint=t::staff_signin::totp_hint() value=totp kind=InputKind::Digits autocomplete="off" />
    }
    .into_any()
}

#[component]
fn PrintButton(
    /// Prints the paper to be signed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <p>
            <button type="button" class="button button--secondary" on:click=move |_| on_press.run(())>
                {t::staff_service_point::consent::print()}
            </button>
        </p>
    }
    .into_any()
}

fn flaw(control: Control) -> FieldError {
    let words = match control {
        Control::Name => t::staff_service_point::error::name(),
        Control::Phone => t::staff_service_point::error::phone(),
        Control::Purpose | Control::Kind => t::staff_service_point::error::purpose(),
        Control::Code => t::staff_service_point::error::code(),
        Control::Username => t::staff_signin::error::username(),
        Control::Password => t::staff_signin::error::password(),
        Control::Totp => t::staff_signin::error::totp(),
    };
    FieldError::new(control.id(), words)
}

/// What the server refused, at its control; what belongs to none stands at the one named.
fn refused(error: &ClientError, is_witnessed: bool, otherwise: Control) -> Vec<FieldError> {
    let at = |control: Control, words: &str| vec![FieldError::new(control.id(), words.to_owned())];
    if error.is(ProblemCode::CredentialsWrong) {
        return if is_witnessed {
            at(Control::Username, t::staff_service_point::error::witness())
        } else {
            at(Control::Code, t::staff_service_point::error::code_wrong())
        };
    }
    if error.is(ProblemCode::CodeSpent) {
        return at(Control::Code, &error.explain());
    }
    if error.is(ProblemCode::SecondPersonNeeded) {
        return at(
            Control::Username,
            t::staff_service_point::error::same_person(),
        );
    }
    let fields = error.fields().iter();
    let found: Vec<FieldError> = fields
        .filter_map(|field| match field.pointer.as_str() {
            "/name" => Some(flaw(Control::Name)),
            "/phone" => Some(flaw(Control::Phone)),
            "/proof/totp" => Some(FieldError::new(
                Control::Totp.id(),
                t::staff_service_point::error::witness_bare(),
            )),
            _ => None,
        })
        .collect();
    if found.is_empty() {
        at(otherwise, &error.explain())
    } else {
        found
    }
}
