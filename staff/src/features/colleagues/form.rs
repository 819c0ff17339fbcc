//! Saying until when somebody is away and who stands in.

use crate::{
    clock::today,
    desk::use_desk,
    half_typed::HalfTyped,
    said::{Said, SaidNotice},
};
use api::assignment::{AbsenceRequest, ColleagueView, ListColleaguesResponse};
use client::ClientError;
use domain::Date;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Button, Choice, DateField, ErrorSummary, FieldError, Select, Text};

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    deputy_id: String,
    until: String,
}

/// The form.
#[component]
pub(super) fn AbsenceForm(
    /// Who is away.
    of: ColleagueView,
    /// What is typed.
    typed: RwSignal<Typed>,
    /// What stands half typed.
    forms: HalfTyped<Typed>,
    /// Who can stand in.
    deputies: Vec<Choice>,
    /// Hears that it was saved.
    on_saved: Callback<Text>,
) -> impl IntoView {
    let desk = use_desk();
    let errors = forms.errors(&of.id);
    let said = RwSignal::new(None);
    let id = StoredValue::new(of.id);
    let save = desk.press(
        move |request: AbsenceRequest, key| {
            let id = id.get_value();
            async move { desk.staff.save_absence(&id, &request, &key).await }
        },
        move |answer: Result<ListColleaguesResponse, ClientError>| match answer {
            Ok(_) => {
                id.try_with_value(|id| forms.forget(id));
                on_saved.run(t::staff_colleague::saved().into());
            }
            Err(error) => errors.show(id.with_value(|id| refused(&error, id, said))),
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        let wrong = typed.with_untracked(|typed| wrong(typed, today()));
        let is_right = wrong.is_empty();
        let line = |(part, code): (&'static str, &'static str)| {
            FieldError::new(id.with_value(|id| control(part, id)), code_words(code))
        };
        errors.show(wrong.into_iter().map(line).collect());
        if is_right {
            let Typed { deputy_id, until } = typed.get_untracked();
            save.send(AbsenceRequest { deputy_id, until });
        }
    };
    let deputy = Bound::part(
        typed,
        |typed: &Typed| typed.deputy_id.clone(),
        |typed, id| typed.deputy_id = id,
    );
    let until = Bound::part(
        typed,
        |typed: &Typed| typed.until.clone(),
        |typed, text| typed.until = text,
    );
    let at = |part: &str| id.with_value(|id| control(part, id));
    view! {
        <form novalidate on:submit=submit>
            <ErrorSummary />
            <Select id=at("deputy_id") label=t::staff_colleague::deputy() hint=t::staff_colleague::deputy_hint() choices=deputies value=deputy />
            <DateField id=at("until") label=t::staff_colleague::until() hint=t::staff_colleague::until_hint() value=until />
            <SaidNotice said=said />
            <Button pending=save.pending>{t::staff_colleague::save()}</Button>
        </form>
    }
    .into_any()
}

/// What is known of somebody.
pub(super) fn typed_of(of: &ColleagueView) -> Typed {
    of.absence
        .as_ref()
        .map(|away| Typed {
            deputy_id: away.deputy_id.clone(),
            until: away.until.to_string(),
        })
        .unwrap_or_default()
}

/// The parts that are wrong, with what is wrong.
fn wrong(typed: &Typed, today: Date) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    if typed.deputy_id.is_empty() {
        found.push(("deputy_id", "required"));
    }
    match Date::parse_iso(&typed.until) {
        None if typed.until.is_empty() => found.push(("until", "required")),
        None => found.push(("until", "date_unreadable")),
        Some(until) if until < today => found.push(("until", "date_in_past")),
        Some(_) => {}
    }
    found
}

/// The id of a control; each colleague has a form.
fn control(part: &str, id: &str) -> String {
    ["absence-", part, "-", id].concat()
}

fn code_words(code: &str) -> Text {
    let own = match code {
        "deputy_away" => Some(t::staff_colleague::deputy_away()),
        "stands_in" => Some(t::staff_colleague::stands_in()),
        "date_too_far" => Some(t::staff_colleague::too_far()),
        "supervisor_needed" => Some(t::staff_colleague::not_yours()),
        code => crate::words::problem(code),
    };
    own.unwrap_or_else(t::staff_file::error::server).into()
}

/// What the server refused, at its controls; what has none is said below.
fn refused(error: &ClientError, id: &str, said: RwSignal<Option<Said>>) -> Vec<FieldError> {
    let line = |field: &api::FieldError| {
        let part = field.pointer.trim_start_matches('/');
        FieldError::new(control(part, id), code_words(&field.code))
    };
    let found: Vec<FieldError> = error.fields().iter().map(line).collect();
    if found.is_empty() {
        said.set(Some(Said::of(error)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        let today = Date::new(2026, 11, 24).unwrap();
        let typed = |deputy_id: &str, until: &str| Typed {
            deputy_id: deputy_id.into(),
            until: until.into(),
        };
        let both = [("deputy_id", "required"), ("until", "required")];
        assert_eq!(wrong(&typed("", ""), today), both);
        for (until, code) in [
            ("2026-11-", "date_unreadable"),
            ("2026-11-23", "date_in_past"),
        ] {
            assert_eq!(wrong(&typed("li", until), today), [("until", code)]);
        }
        assert!(wrong(&typed("li", "2026-11-24"), today).is_empty());
    }
}
