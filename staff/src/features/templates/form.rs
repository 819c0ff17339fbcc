//! Adding a template, and changing one.

use crate::{
    desk::use_desk,
    half_typed::HalfTyped,
    said::{Said, SaidNotice},
};
use api::template::{MOST_WORDS_CHARS, TemplatePurpose, TemplateRequest, TemplateView};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::{Bound, Button, Choice, ErrorSummary, FieldError, Radios, Text, TextArea, TextField};

/// The row of the one that is not there yet.
pub(super) const NEW: &str = "new";

/// What a template is for.
pub(super) fn purpose_words(purpose: TemplatePurpose) -> &'static str {
    match purpose {
        TemplatePurpose::Return => t::staff_template::purpose_return(),
        TemplatePurpose::Refusal => t::staff_template::purpose_refusal(),
        TemplatePurpose::Appeal => t::staff_template::purpose_appeal(),
    }
}

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// Of what is changed; what is half typed belongs to the one it was begun on.
    version: u32,
    purpose: String,
    title: String,
    words: String,
}

impl Typed {
    /// What is known now, with what was typed here: a field that nobody touched here is as somebody else left it.
    fn joined(before: &Self, theirs: &Self, mine: &Self) -> Self {
        let one = |of: fn(&Self) -> &String| {
            let is_mine = of(mine) != of(before);
            of(if is_mine { mine } else { theirs }).clone()
        };
        Self {
            version: theirs.version,
            purpose: one(|typed| &typed.purpose),
            title: one(|typed| &typed.title),
            words: one(|typed| &typed.words),
        }
    }
}

/// The form.
#[component]
pub(super) fn TemplateForm(
    /// The one that is changed, as it is shown; none for a new one.
    shown: Option<RwSignal<TemplateView>>,
    /// What is typed.
    typed: RwSignal<Typed>,
    /// What stands half typed.
    forms: HalfTyped<Typed>,
    /// Hears that it was saved.
    on_saved: Callback<&'static str>,
) -> impl IntoView {
    let desk = use_desk();
    let id = shown.map(|shown| shown.with_untracked(|one| one.id.clone()));
    let place = id.clone().unwrap_or_else(|| NEW.to_owned());
    let errors = forms.errors(&place);
    let said = RwSignal::new(None);
    let at = StoredValue::new(place);
    // Somebody was first: the newer one comes in, and what is typed stays.
    let come_second = move || {
        let Some(shown) = shown else { return };
        let id = at.get_value();
        spawn_local(async move {
            let Ok(found) = desk.staff.list_templates().await else {
                return;
            };
            let mut those = found.templates.into_iter();
            let Some(newer) = those.find(|one| one.id == id) else {
                return;
            };
            forms.comes_second(&id, typed_of(&newer), Typed::joined);
            shown.try_set(newer);
        });
    };
    let save = desk.press(
        move |request: TemplateRequest, key| {
            let id = id.clone();
            async move {
                desk.staff
                    .save_template(id.as_deref(), &request, &key)
                    .await
            }
        },
        move |answer: Result<TemplateView, ClientError>| match answer {
            Ok(_) => {
                at.try_with_value(|at| forms.forget(at));
                on_saved.run(t::staff_template::saved());
            }
            Err(error) => {
                errors.show(at.with_value(|at| refused(&error, at, said)));
                if error.is(api::ProblemCode::Stale) {
                    come_second();
                }
            }
        },
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        match typed.with_untracked(request) {
            Ok(request) => {
                errors.show(Vec::new());
                save.send(request);
            }
            Err(missing) => {
                let lines = missing.into_iter().map(|part| {
                    let id = at.with_value(|at| control(part, at));
                    FieldError::new(id, code_words("required"))
                });
                errors.show(lines.collect());
            }
        }
    };
    let part =
        |read: fn(&Typed) -> String, write: fn(&mut Typed, String)| Bound::part(typed, read, write);
    let purpose = part(
        |typed| typed.purpose.clone(),
        |typed, code| typed.purpose = code,
    );
    let title = part(
        |typed| typed.title.clone(),
        |typed, text| typed.title = text,
    );
    let words = part(
        |typed| typed.words.clone(),
        |typed, text| typed.words = text,
    );
    let choices = TemplatePurpose::ALL
        .into_iter()
        .map(|purpose| Choice::new(purpose.as_str(), purpose_words(purpose)))
        .collect::<Vec<_>>();
    let id = |part: &str| at.with_value(|at| control(part, at));
    view! {
        <form novalidate on:submit=submit>
            <ErrorSummary />
            <Radios id=id("purpose") label=t::staff_template::purpose() choices=choices value=purpose />
            <TextField id=id("title") label=t::staff_template::name() hint=t::staff_template::name_hint() value=title />
            <TextArea
                id=id("words") limit=MOST_WORDS_CHARS rows=4
                label=t::staff_template::words()
                hint=t::staff_template::words_hint()
                value=words
            />
            <SaidNotice said=said />
            <Button pending=save.pending>{t::staff_template::save()}</Button>
        </form>
    }
    .into_any()
}

/// What is known of one.
pub(super) fn typed_of(known: &TemplateView) -> Typed {
    Typed {
        version: known.version,
        purpose: known.purpose.as_str().to_owned(),
        title: known.title.clone(),
        words: known.words.clone(),
    }
}

/// The request, or the parts that are missing.
fn request(typed: &Typed) -> Result<TemplateRequest, Vec<&'static str>> {
    let purpose = TemplatePurpose::of_name(&typed.purpose);
    let missing: Vec<&'static str> = [
        ("purpose", purpose.is_none()),
        ("title", typed.title.trim().is_empty()),
        ("words", typed.words.trim().is_empty()),
    ]
    .into_iter()
    .filter_map(|(part, is_missing)| is_missing.then_some(part))
    .collect();
    match purpose {
        Some(purpose) if missing.is_empty() => Ok(TemplateRequest {
            version: typed.version,
            purpose,
            title: typed.title.trim().to_owned(),
            words: typed.words.trim().to_owned(),
        }),
        _ => Err(missing),
    }
}

/// The id of a control; each template has its own form.
fn control(part: &str, place: &str) -> String {
    ["template-", part, "-", place].concat()
}

fn code_words(code: &str) -> Text {
    let own = match code {
        "template_names_a_person" => Some(t::staff_template::names_a_person()),
        "template_too_many" => Some(t::staff_template::too_many()),
        "supervisor_needed" => Some(t::staff_template::not_yours()),
        code => crate::words::problem(code),
    };
    own.unwrap_or_else(t::staff_file::error::server).into()
}

/// What the server refused, at its controls; what has none is said below.
fn refused(error: &ClientError, place: &str, said: RwSignal<Option<Said>>) -> Vec<FieldError> {
    let found: Vec<FieldError> = error
        .fields()
        .iter()
        .map(|field| {
            let part = field.pointer.trim_start_matches('/');
            FieldError::new(control(part, place), code_words(&field.code))
        })
        .collect();
    if found.is_empty() {
        said.set(Some(Said::of(error)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_missing_is_said_at_once() {
        let all = ["purpose", "title", "words"];
        assert_eq!(request(&Typed::default()).unwrap_err(), all);
        let typed = Typed {
            version: 3,
            purpose: "return".into(),
            title: " 照片不清 ".into(),
            words: "请重拍。\n".into(),
        };
        let found = request(&typed).unwrap();
        assert_eq!(
            (found.version, found.title.as_str(), found.words.as_str()),
            (3, "照片不清", "请重拍。")
        );
    }

    #[test]
    fn whoever_comes_second_keeps_what_was_typed_beside_the_newer_fields() {
        let typed = |version, title: &str, words: &str| Typed {
            version,
            purpose: "return".into(),
            title: title.into(),
            words: words.into(),
        };
        let before = typed(3, "照片不清", "请重拍。");
        let theirs = typed(4, "照片看不清", "请再拍一次。");
        let mine = typed(3, "照片不清", "请在亮处重拍。");
        assert_eq!(
            Typed::joined(&before, &theirs, &mine),
            typed(4, "照片看不清", "请在亮处重拍。")
        );
        assert_eq!(Typed::joined(&before, &theirs, &before), theirs);
    }
}
