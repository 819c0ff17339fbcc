//! The people of an organisation: their accounts, what each does there, inviting somebody.

use super::super::words;
use crate::{desk::use_desk, place::Place, said::SaidNotice};
use api::organisation::{
    ChangeAccountRequest, InvitationView, InviteRequest, OpenInvitation, OrganisationView,
    TrainerAccount, WithdrawInvitationRequest,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, ButtonKind, Choice, Confirm, FieldError, Notice, Select, TextField, Tone, focus_title,
    provide_form_errors,
};
use workflow::Duty;

/// What a duty is called.
fn named(duty: Duty) -> &'static str {
    t::staff_training_code::by_key(&["duty.", duty.as_str()].concat()).unwrap_or_default()
}

fn choices() -> Vec<Choice> {
    let choice = |duty: &Duty| Choice::new(duty.as_str(), named(*duty));
    Duty::ALL.iter().map(choice).collect()
}

/// Its accounts, and who is invited.
#[component]
pub(super) fn People(
    /// The organisation.
    one: OrganisationView,
    /// The invitation whose link is on screen.
    made: RwSignal<Option<InvitationView>>,
    /// Told when an account was closed or does something else now, and when an invitation ended.
    on_changed: Callback<()>,
) -> impl IntoView {
    let accounts: Vec<AnyView> = one
        .accounts
        .iter()
        .map(|account| {
            let (id, account) = (one.id.clone(), account.clone());
            view! { <Account id=id account=account on_changed=on_changed /> }.into_any()
        })
        .collect();
    let accounts = if accounts.is_empty() {
        view! { <p class="loadable__empty">{t::staff_training::org::accounts_empty()}</p> }
            .into_any()
    } else {
        view! { <ul>{accounts}</ul> }.into_any()
    };
    let invited: Vec<AnyView> = one
        .invited
        .iter()
        .map(|invited| {
            let (id, invited) = (one.id.clone(), invited.clone());
            view! { <Invited id=id invited=invited made=made on_changed=on_changed /> }.into_any()
        })
        .collect();
    let invited = (!invited.is_empty()).then(|| {
        view! { <h3>{t::staff_training::org::invited()}</h3> <ul>{invited}</ul> }
    });
    let about: Vec<AnyView> = Duty::ALL
        .iter()
        .map(|duty| {
            let key = ["duty_about.", duty.as_str()].concat();
            let words = t::staff_training_code::by_key(&key).unwrap_or_default();
            view! { <li><strong>{named(*duty)}</strong> " " {words}</li> }.into_any()
        })
        .collect();
    view! {
        <h2>{t::staff_training::org::accounts()}</h2>
        <ul>{about}</ul>
        {accounts}
        {invited}
    }
    .into_any()
}

/// One invitation that nobody took up.
#[component]
fn Invited(
    /// The organisation's id.
    id: String,
    /// The invitation.
    invited: OpenInvitation,
    /// The invitation whose link is on screen; nothing once that one has ended.
    made: RwSignal<Option<InvitationView>>,
    /// Told when it ended.
    on_changed: Callback<()>,
) -> impl IntoView {
    use t::staff_training::org as texts;
    let desk = use_desk();
    let said = RwSignal::new(None);
    let expires_at_ms = invited.expires_at_ms;
    let withdraw = desk.press(
        move |request: WithdrawInvitationRequest, key| {
            let id = id.clone();
            async move { desk.staff.withdraw_invitation(&id, &request, &key).await }
        },
        move |answer: Result<OrganisationView, ClientError>| match answer {
            Ok(_) => {
                let is_shown = |made: &InvitationView| made.expires_at_ms == expires_at_ms;
                if made.with_untracked(|made| made.as_ref().is_some_and(is_shown)) {
                    made.set(None);
                }
                focus_title();
                on_changed.run(());
            }
            Err(error) => said.set(Some(words::failed(&error))),
        },
    );
    let name = invited.display_name;
    let line = texts::invited_until(name.clone(), i18n::time_ms(expires_at_ms));
    let (label, question) = (
        texts::withdraw(name.clone()),
        texts::withdraw_ask(name.clone()),
    );
    let press = move |()| {
        withdraw.send(WithdrawInvitationRequest {
            display_name: name.clone(),
            expires_at_ms,
        });
    };
    view! {
        <li>
            {line} " " {invited.duty.map(named)}
            <Confirm label=label question=question action=texts::withdraw_yes() pending=withdraw.pending on_confirm=press />
            <SaidNotice said=said />
        </li>
    }
    .into_any()
}

/// One account.
#[component]
fn Account(
    /// The organisation's id.
    id: String,
    /// The account.
    account: TrainerAccount,
    /// Told when it was closed or does something else now.
    on_changed: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let fail = move |error: &ClientError| {
        said.set(Some(words::failed(error)));
    };
    let school = id.clone();
    let reset = desk.press(
        move |username: String, key| {
            let (id, staff) = (school.clone(), desk.staff);
            async move {
                staff
                    .reset_trainer_second_factor(&id, &username, &key)
                    .await
            }
        },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => on_changed.run(()),
            Err(error) => fail(&error),
        },
    );
    let organisation = id.clone();
    let close = desk.press(
        move |username: String, key| {
            let id = organisation.clone();
            async move { desk.staff.close_account(&id, &username, &key).await }
        },
        move |answer: Result<(), ClientError>| match answer {
            Ok(()) => on_changed.run(()),
            Err(error) => fail(&error),
        },
    );
    let username = account.username.clone();
    let change = desk.press(
        move |request: ChangeAccountRequest, key| {
            let (id, username) = (id.clone(), username.clone());
            async move {
                let staff = desk.staff;
                staff.change_account(&id, &username, &request, &key).await
            }
        },
        move |answer: Result<OrganisationView, ClientError>| match answer {
            Ok(_) => on_changed.run(()),
            Err(error) => fail(&error),
        },
    );
    let closed = account.is_closed.then(t::staff_training::org::closed);
    let now = account.duty.map(named);
    let duty = RwSignal::new(
        account
            .duty
            .map(|duty| duty.as_str().to_owned())
            .unwrap_or_default(),
    );
    let control = ["duty-", &account.username].concat();
    let send = move |()| {
        if let Ok(duty) = duty.with_untracked(|duty| duty.parse::<Duty>()) {
            change.send(ChangeAccountRequest { duty });
        }
    };
    let acts = (!account.is_closed).then(|| {
        let username = account.username.clone();
        let press = move |()| close.send(username.clone());
        let lost = account.has_second_factor.then(|| {
            let username = account.username.clone();
            let press = move |()| reset.send(username.clone());
            view! {
                <Confirm label=t::staff_colleague::reset(&account.display_name)
                    question=t::staff_colleague::reset_question(&account.display_name)
                    action=t::staff_colleague::reset_action() pending=reset.pending on_confirm=press />
            }
        });
        view! {
            <details>
                <summary>
                    {t::staff_training::duty::change()} <span class="visually-hidden">" " {account.display_name.clone()}</span>
                </summary>
                <Select id=control label=t::staff_training::duty::label() choices=choices() value=duty />
                <Button kind=ButtonKind::Secondary pending=change.pending on_press=send>{t::staff_training::duty::save()}</Button>
                <Confirm label=t::staff_training::org::close()
                    question=t::staff_training::org::close_ask(account.display_name.clone())
                    action=t::staff_training::org::close_yes() pending=close.pending on_confirm=press />
                {lost}
            </details>
        }
    });
    view! {
        <li>
            {account.display_name.clone()} " (" {account.username.clone()} ") " {now} " " {closed}
            {acts}
            <SaidNotice said=said />
        </li>
    }
    .into_any()
}

const INVITED: &str = "invited-name";
const DUTY: &str = "invited-duty";

/// Inviting somebody: the link is shown this once.
#[component]
pub(super) fn Invite(
    /// The organisation.
    id: String,
    /// Receives the invitation, whose link is shown.
    made: RwSignal<Option<InvitationView>>,
    /// Told when somebody was.
    on_invited: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = provide_form_errors();
    let (name, said) = (RwSignal::new(String::new()), RwSignal::new(None));
    // The training section invites the first, who answers for the others.
    let first = if desk.may_change {
        ""
    } else {
        Duty::Owner.as_str()
    };
    let duty = RwSignal::new(first.to_owned());
    let invite = desk.press(
        move |request: InviteRequest, key| {
            let id = id.clone();
            async move { desk.staff.invite_trainer(&id, &request, &key).await }
        },
        move |answer: Result<InvitationView, ClientError>| match answer {
            Ok(invitation) => {
                name.set(String::new());
                said.set(None);
                made.set(Some(invitation));
                on_invited.run(());
            }
            Err(error) => said.set(Some(words::failed(&error))),
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let display_name = name.get_untracked().trim().to_owned();
        let chosen = duty.with_untracked(|duty| duty.parse::<Duty>()).ok();
        let required = || t::listing_finding::by_key("required").unwrap_or_default();
        let mut wrong = Vec::new();
        if display_name.is_empty() {
            wrong.push(FieldError::new(INVITED, required()));
        }
        if chosen.is_none() {
            wrong.push(FieldError::new(DUTY, t::staff_training::duty::empty()));
        }
        let is_right = wrong.is_empty();
        errors.show(wrong);
        if is_right {
            invite.send(InviteRequest {
                display_name,
                duty: chosen,
            });
        }
    };
    let link = move || {
        made.get().map(|made| {
            let origin = window().location().origin().unwrap_or_default();
            let link = format!("{origin}{}#{}", Place::Join, made.code);
            view! {
                <Notice tone=Tone::Success title=t::staff_training::org::code() is_live=true>
                    <p>{t::staff_training::org::code_about()}</p>
                    <code class="training__code">{link}</code>
                </Notice>
            }
        })
    };
    view! {
        <form class="panel" novalidate on:submit=submit>
            <TextField id=INVITED label=t::staff_training::org::invite_name()
                hint=t::staff_training::org::invite_hint() value=name />
            <Select id=DUTY label=t::staff_training::duty::label() choices=choices() value=duty
                empty=t::staff_training::duty::choose() />
            <SaidNotice said=said />
            {link}
            <Button pending=invite.pending>{t::staff_training::org::invite()}</Button>
        </form>
    }
    .into_any()
}
