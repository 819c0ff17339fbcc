//! What is done to a class as a whole: its seats, taught all the same, put off, given up.

use super::{
    super::words,
    page::OpenClass,
    putting_off::{Control, Flaw, SeatBounds, Typed},
    unsaved::Unsaved,
};
use crate::{
    desk::{Press, use_desk},
    said::{Said, SaidNotice},
};
use api::enrolment::{ClassActionRequest, MOST_REASON_CHARS, StaffClassView};
use client::ClientError;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Bound, Button, ButtonKind, Confirm, DateField, ErrorSummary, FieldError, FormErrors, InputKind,
    Notice, TextArea, TextField, Tone, provide_form_errors,
};
use workflow::class::ClassAction;

/// The acts that whoever sits here has now; nothing where there are none.
#[component]
pub(super) fn ClassActs(
    /// The class.
    open: OpenClass,
    /// What was typed before somebody was first.
    unsaved: Unsaved,
    /// Told when something was done, here or by somebody else.
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let (actions, warning, version, asked, bounds) = open.roster.with_untracked(|roster| {
        let warning = roster
            .is_minimum_not_met
            .then(|| t::staff_lessons::whole::few(roster.taken, roster.minimum));
        let actions = roster.class_actions.clone();
        let asked = (roster.starts_on, roster.consent_working_days);
        let bounds = SeatBounds {
            now: roster.seats,
            taken: roster.taken,
            most: roster.seats_approved.unwrap_or_default().max(roster.seats),
        };
        (actions, warning, roster.version, asked, bounds)
    });
    let (left, told) = unsaved.take_acts();
    let said = RwSignal::new(told);
    if actions.is_empty() {
        return view! { <SaidNotice said=said /> }.into_any();
    }
    let errors = provide_form_errors();
    let is_again = left.is_some();
    let typed = RwSignal::new(left.unwrap_or_else(|| Typed {
        seats: bounds.now.to_string(),
        ..Typed::default()
    }));
    let id = open.id();
    let send = desk.press(
        move |request: ClassActionRequest, key| {
            let id = id.clone();
            async move { desk.staff.act_on_class(&id, &request, &key).await }
        },
        move |answer: Result<StaffClassView, ClientError>| match answer {
            Ok(_) => on_done.run(()),
            Err(error) => {
                errors.show(refused(&error, said));
                if error.is(api::ProblemCode::Stale) {
                    // The page may have gone meanwhile.
                    if let Some(typed) = typed.try_get_untracked() {
                        unsaved.leave_acts(typed, said.get_untracked());
                        on_done.run(());
                    }
                }
            }
        },
    );
    let acting = Acting {
        typed,
        said,
        errors,
        send,
        version,
        begins: asked.0,
        consent_days: asked.1,
        bounds,
    };
    let is_open = warning.is_some() || is_again;
    let warning = warning.map(|words| {
        view! {
            <Notice tone=Tone::Warning title=t::staff_lessons::whole::few_title()>
                <p>{words}</p>
            </Notice>
        }
    });
    let reason = Bound::part(
        typed,
        |typed| typed.reason.clone(),
        |typed, text| typed.reason = text,
    );
    let has = |action| actions.contains(&action);
    let seats = has(ClassAction::ChangeCapacity).then(|| acting.seats());
    let confirm = has(ClassAction::Confirm).then(|| acting.confirm());
    let postpone = has(ClassAction::Postpone).then(|| acting.postpone());
    let cancel = has(ClassAction::Cancel).then(|| acting.cancel());
    view! {
        {warning}
        <details prop:open=is_open>
            <summary>{t::staff_lessons::whole::title()}</summary>
            <ErrorSummary />
            {seats}
            <TextArea id=Control::Reason.id() label=t::staff_lessons::whole::reason()
                hint=t::staff_lessons::whole::reason_hint() value=reason limit=MOST_REASON_CHARS rows=2 />
            {confirm} {postpone} {cancel}
            <SaidNotice said=said />
        </details>
    }
    .into_any()
}

/// The form and its press.
#[derive(Clone, Copy)]
struct Acting {
    typed: RwSignal<Typed>,
    said: RwSignal<Option<Said>>,
    errors: FormErrors,
    send: Press<ClassActionRequest>,
    version: u32,
    begins: Date,
    /// Working days in which people may leave freely once it is put off.
    consent_days: u32,
    bounds: SeatBounds,
}

impl Acting {
    fn press(self, action: ClassAction) {
        self.said.set(None);
        let checked = self
            .typed
            .with_untracked(|typed| typed.check(self.version, action, self.begins));
        match checked {
            Ok(request) => {
                self.errors.show(Vec::new());
                self.send.send(request);
            }
            Err(wrong) => self.errors.show(wrong.into_iter().map(flaw).collect()),
        }
    }

    fn seats(self) -> AnyView {
        let seats = Bound::part(
            self.typed,
            |typed| typed.seats.clone(),
            |typed, text| typed.seats = text,
        );
        let SeatBounds { now, taken, most } = self.bounds;
        let hint = t::staff_lessons::whole::seats_hint(now, taken, most);
        let press = move |()| {
            self.said.set(None);
            let typed = self.typed;
            match typed.with_untracked(|typed| typed.check_seats(self.version, self.bounds)) {
                Ok(request) => {
                    self.errors.show(Vec::new());
                    self.send.send(request);
                }
                Err(wrong) => self.errors.show(vec![flaw(wrong)]),
            }
        };
        view! {
            <fieldset class="field">
                <legend class="field__label">{t::staff_lessons::whole::seats_title()}</legend>
                <TextField id=Control::Seats.id() label=t::staff_lessons::whole::seats() hint=hint
                    kind=InputKind::Digits value=seats />
                <Button kind=ButtonKind::Secondary pending=self.send.pending on_press=press>
                    {t::staff_lessons::whole::seats_save()}
                </Button>
            </fieldset>
        }
        .into_any()
    }

    fn confirm(self) -> AnyView {
        let press = move |()| self.press(ClassAction::Confirm);
        view! {
            <p><Button pending=self.send.pending on_press=press>{t::staff_lessons::whole::confirm()}</Button></p>
        }
        .into_any()
    }

    fn postpone(self) -> AnyView {
        let typed = self.typed;
        let starts = Bound::part(
            typed,
            |typed| typed.starts_on.clone(),
            |typed, text| typed.starts_on = text,
        );
        let ends = Bound::part(
            typed,
            |typed| typed.ends_on.clone(),
            |typed, text| typed.ends_on = text,
        );
        let enrol = Bound::part(
            typed,
            |typed| typed.enrol_by.clone(),
            |typed, text| typed.enrol_by = text,
        );
        let press = move |()| self.press(ClassAction::Postpone);
        view! {
            <fieldset class="field">
                <legend class="field__label">{t::staff_lessons::whole::postpone_title()}</legend>
                <p>{t::staff_lessons::whole::postpone_hint(self.consent_days)}</p>
                <DateField id=Control::StartsOn.id() label=t::staff_lessons::whole::starts() value=starts />
                <DateField id=Control::EndsOn.id() label=t::staff_lessons::whole::ends() value=ends />
                <DateField id=Control::EnrolBy.id() label=t::staff_lessons::whole::enrol_by() value=enrol />
                <Button kind=ButtonKind::Secondary pending=self.send.pending on_press=press>
                    {t::staff_lessons::whole::postpone()}
                </Button>
            </fieldset>
        }
        .into_any()
    }

    fn cancel(self) -> AnyView {
        let press = move |()| self.press(ClassAction::Cancel);
        view! {
            <Confirm label=t::staff_lessons::whole::cancel() question=t::staff_lessons::whole::cancel_ask()
                action=t::staff_lessons::whole::cancel_yes() pending=self.send.pending on_confirm=press />
        }
        .into_any()
    }
}

fn flaw((control, flaw): (Control, Flaw)) -> FieldError {
    let words = match flaw {
        Flaw::Empty => t::staff_lessons::whole::reason_empty(),
        Flaw::NoDay => t::problem::by_key("date_unreadable").unwrap_or_default(),
        Flaw::NotLater => t::staff_lessons::whole::not_later(),
        Flaw::EndsBefore => t::staff_lessons::whole::ends_before(),
        Flaw::EnrolsAfter => t::staff_lessons::whole::enrols_after(),
        Flaw::NoNumber => t::staff_lessons::whole::seats_unreadable(),
        Flaw::SameSeats => t::staff_lessons::whole::seats_same(),
        Flaw::SeatsTaken => t::staff_lessons::whole::seats_taken(),
        Flaw::SeatsUnapproved => t::staff_lessons::whole::seats_unapproved(),
    };
    FieldError::new(control.id(), words)
}

/// What the server refused, at its controls; what has none is said below.
fn refused(error: &ClientError, said: RwSignal<Option<Said>>) -> Vec<FieldError> {
    let found: Vec<FieldError> = error
        .fields()
        .iter()
        .filter_map(|field| {
            let control = Control::at(&field.pointer)?;
            Some(FieldError::new(control.id(), words::refused(field)))
        })
        .collect();
    if found.is_empty() {
        said.set(Some(words::failed(error)));
    }
    found
}
