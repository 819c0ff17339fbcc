//! The controls of a listing: one for each field, as its kind wants it.

use super::super::words;
use catalogue::{Audience, CourseKind, Division, SkillLevel, TeachingMode, TimeOfDay};
use i18n::t;
use leptos::prelude::*;
use listing::{Draft, Field, Licence, Values};
use ui::{Bound, Checkboxes, Choice, InputKind, Select, Text, TextArea, TextField};

/// What the choices of a listing are made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choices {
    /// The organisation's licence.
    pub(super) licence: Licence,
    /// The district's townships and streets.
    pub(super) divisions: Vec<Division>,
}

/// The id of the control at a place, which is also its key among the form's errors.
pub(in super::super) fn control_id(at: &str) -> String {
    at.replace('/', "-")
}

/// A field of the course, bound to the draft.
pub(super) fn of_course(draft: RwSignal<Draft>, field: Field) -> Bound<String> {
    Bound::part(
        draft,
        move |draft| text(&draft.course, field),
        move |draft, value| {
            draft.course.insert(field, value);
        },
    )
}

/// A field of a class, bound to the draft.
pub(super) fn of_class(draft: RwSignal<Draft>, index: usize, field: Field) -> Bound<String> {
    Bound::part(
        draft,
        move |draft| {
            let class = draft.classes.get(index);
            class.map(|class| text(class, field)).unwrap_or_default()
        },
        move |draft, value| {
            if let Some(class) = draft.classes.get_mut(index) {
                class.insert(field, value);
            }
        },
    )
}

fn text(values: &Values, field: Field) -> String {
    values.get(&field).cloned().unwrap_or_default()
}

/// A line to type a field into, as a sheet has it.
pub(in super::super) fn typed_field(field: Field, id: String, value: Bound<String>) -> AnyView {
    typed(field, id, (words::field(field), words::hint(field)), value)
}

/// The control of a field.
pub(super) fn control(
    field: Field,
    id: String,
    value: Bound<String>,
    choices: &Choices,
) -> AnyView {
    let (label, hint) = (words::field(field), words::hint(field));
    match options(field, choices) {
        Some(options) if field == Field::Audiences => {
            let many = many(value);
            view! { <Checkboxes id=id label=label hint=hint.unwrap_or_default() choices=options value=many /> }
                .into_any()
        }
        Some(options) => {
            let options = Signal::stored(options);
            view! { <Select id=id label=label hint=hint.unwrap_or_default() choices=options value=value /> }
                .into_any()
        }
        None => typed(field, id, (label, hint), value),
    }
}

fn typed(
    field: Field,
    id: String,
    (label, hint): (Text, Option<Text>),
    value: Bound<String>,
) -> AnyView {
    let hint = hint.unwrap_or_default();
    match field {
        Field::Summary | Field::Outline | Field::Bring => {
            let limit = field.most_chars();
            view! { <TextArea id=id label=label hint=hint value=value limit=limit rows=3 /> }
                .into_any()
        }
        Field::Hours | Field::VenueSeats | Field::Seats => {
            view! { <TextField id=id label=label hint=hint value=value kind=InputKind::Digits /> }
                .into_any()
        }
        Field::Price => {
            view! { <TextField id=id label=label hint=hint value=value kind=InputKind::Decimal /> }
                .into_any()
        }
        _ => view! { <TextField id=id label=label hint=hint value=value /> }.into_any(),
    }
}

/// The choices of a field; none for one that is typed.
fn options(field: Field, choices: &Choices) -> Option<Vec<Choice>> {
    let coded = |codes: Vec<&'static str>| -> Option<Vec<Choice>> {
        let word = |code: &'static str| t::course_code::by_key(code).unwrap_or(code);
        let option = |code| Choice::new(code, word(code));
        Some(codes.into_iter().map(option).collect())
    };
    match field {
        Field::Kind => coded(CourseKind::ALL.iter().map(|one| one.code()).collect()),
        Field::Level => coded(SkillLevel::ALL.iter().map(|one| one.code()).collect()),
        Field::Mode => coded(TeachingMode::ALL.iter().map(|one| one.code()).collect()),
        Field::TimeOfDay => coded(TimeOfDay::ALL.iter().map(|one| one.code()).collect()),
        Field::Audiences => coded(Audience::ALL.iter().map(|one| one.code()).collect()),
        Field::IsSubsidised => Some(vec![
            Choice::new("yes", t::staff_training::edit::yes()),
            Choice::new("no", t::staff_training::edit::no()),
        ]),
        Field::Trade => {
            let trades = choices.licence.scopes.iter();
            Some(
                trades
                    .map(|scope| Choice::new(scope.trade.clone(), scope.trade.clone()))
                    .collect(),
            )
        }
        Field::Division => {
            let own = &choices.licence.divisions;
            let is_own = |division: &&Division| own.is_empty() || own.contains(&division.code);
            let own = choices.divisions.iter().filter(is_own);
            Some(
                own.map(|one| Choice::new(one.code.clone(), one.name.clone()))
                    .collect(),
            )
        }
        _ => None,
    }
}

/// Codes in one text as the codes ticked.
fn many(value: Bound<String>) -> Bound<Vec<String>> {
    let read = Signal::derive(move || {
        let text = value.get();
        let codes = text.split(LIST_MARK).filter(|code| !code.is_empty());
        codes.map(str::to_owned).collect()
    });
    let write = Callback::new(move |codes: Vec<String>| value.set(codes.join(LIST_MARK)));
    Bound::new(read, write)
}

/// What stands between the codes of a list.
const LIST_MARK: &str = "\u{3001}";
