//! Plain errors that an officer puts right: what was corrected, what the applicant said, the form for more.

mod form;
mod typed;

use self::form::CorrectionForm;
use super::{open_file::use_open_file, verdict::of_condition};
use crate::{
    said::{Said, SaidNotice},
    words,
};
use api::{
    correction::{CorrectedAnswer, CorrectionView, CorrectionsView},
    policy::VerdictView,
};
use application::{Answers, Field};
use catalogue::District;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Notice, StatusTag, Text, Tone};
use workflow::correction::{CorrectionOutcome, CorrectionReason};

/// The section; nothing where nothing was corrected and nothing can be.
#[component]
pub(super) fn Corrections() -> impl IntoView {
    let open_file = use_open_file();
    let found = Memo::new(move |_| open_file.file.with(|file| file.corrections.clone()));
    let is_open = RwSignal::new(false);
    let said = RwSignal::new(None);
    let list = move || {
        let found = found.get();
        if found.made.is_empty() && found.open_fields.is_empty() {
            return None;
        }
        let district = open_file.district.get().flatten();
        Some(drawn(&found, district.as_ref()))
    };
    // Whatever else of it changes, what is typed stays.
    let can = Memo::new(move |_| found.with(|found| !found.open_fields.is_empty()));
    let form = move || {
        can.get().then(|| {
            let days = found.with_untracked(|found| found.working_days);
            form_or_button(is_open, said, days)
        })
    };
    view! { <div class="file__corrections">{list} <SaidNotice said=said /> {form}</div> }.into_any()
}

fn form_or_button(is_open: RwSignal<bool>, said: RwSignal<Option<Said>>, days: u32) -> AnyView {
    let toggle = Callback::new(move |()| {
        said.set(None);
        is_open.update(|is_open| *is_open = !*is_open);
    });
    let on_done = Callback::new(move |()| {
        is_open.set(false);
        said.set(Some(Said::Done(t::staff_correction::done().into())));
    });
    // In a place of its own, so that its errors are not those of the forms beside it.
    let form = move || {
        is_open.get().then(|| {
            view! {
                <p>{t::staff_correction::about(days)}</p>
                <CorrectionForm on_done=on_done />
            }
        })
    };
    let label = move || {
        if is_open.get() {
            t::staff_correction::close()
        } else {
            t::staff_correction::open()
        }
    };
    view! {
        {form}
        <Button kind=ButtonKind::Secondary on_press=toggle>{label}</Button>
    }
    .into_any()
}

fn drawn(found: &CorrectionsView, district: Option<&District>) -> AnyView {
    let waits = found
        .refusal_waits_until
        .map(|until| view! { <p>{t::staff_correction::refusal_waits(i18n::date(until))}</p> });
    let made: Vec<AnyView> = found
        .made
        .iter()
        .rev()
        .map(|made| one(made, district))
        .collect();
    view! {
        <h2>{t::staff_correction::title()}</h2>
        {waits}
        {made}
    }
    .into_any()
}

fn one(made: &CorrectionView, district: Option<&District>) -> AnyView {
    use t::staff_correction as said;
    let (tone, label) = match made.outcome {
        CorrectionOutcome::Open => (Tone::Warning, said::outcome::open()),
        CorrectionOutcome::Accepted => (Tone::Success, said::outcome::accepted()),
        CorrectionOutcome::Objected => (Tone::Error, said::outcome::objected()),
        CorrectionOutcome::Stands => (Tone::Success, said::outcome::stands()),
    };
    let changes: Vec<AnyView> = made
        .changes
        .iter()
        .map(|change| difference(change, district))
        .collect();
    let until = (made.outcome == CorrectionOutcome::Open)
        .then(|| view! { <p>{said::until(i18n::date(made.until))}</p> });
    let objection = made
        .objection
        .clone()
        .map(|text| view! { <p><strong>{said::objection(text)}</strong></p> });
    let by = said::by(made.made_by.clone(), i18n::time_ms(made.made_ms));
    view! {
        <div class="file__correction">
            <p><StatusTag tone=tone label=label /></p>
            {changes}
            <p class="file__note">{by}</p>
            {until}
            {objection}
        </div>
    }
    .into_any()
}

fn difference(change: &CorrectedAnswer, district: Option<&District>) -> AnyView {
    let paper = words::name(&["documents/", &change.paper].concat());
    let reason = t::staff_correction::taken_from(reason_words(change.reason), paper);
    let note = (!change.note.is_empty()).then(|| view! { <p>{change.note.clone()}</p> });
    view! {
        <p>
            {words::name(&change.field)} " " <del>{value(&change.field, &change.before, district)}</del> " "
            <strong>{value(&change.field, &change.after, district)}</strong>
        </p>
        <p class="file__note">{reason}</p>
        {note}
    }
    .into_any()
}

/// An answer as it is read.
fn value(id: &str, text: &str, district: Option<&District>) -> Text {
    let Some(field) = Field::from_id(id) else {
        return text.to_owned().into();
    };
    let mut answers = Answers::default();
    answers.set_text(field, text);
    let words = words::answer(field, &answers, district);
    if words.is_empty() {
        t::common::not_answered().into()
    } else {
        words
    }
}

/// Why an answer is corrected.
fn reason_words(reason: CorrectionReason) -> &'static str {
    match reason {
        CorrectionReason::AsInPaper => t::staff_correction::reason::as_in_paper(),
        CorrectionReason::Slip => t::staff_correction::reason::slip(),
        CorrectionReason::Other => t::staff_correction::reason::other(),
    }
}

/// Beside an answer that is what an officer made of it: what stood there, struck through, and who it was.
pub(super) fn corrected(
    found: &CorrectionsView,
    field: Field,
    now: &str,
    district: Option<&District>,
) -> Option<AnyView> {
    let stands = |made: &&CorrectionView| made.outcome != CorrectionOutcome::Objected;
    let (made, change) = found.made.iter().rev().filter(stands).find_map(|made| {
        let mut changes = made.changes.iter();
        let change = changes.find(|change| change.field == field.id() && change.after == now)?;
        Some((made, change))
    })?;
    let before = value(field.id(), &change.before, district);
    let by = t::staff_correction::by(made.made_by.clone(), i18n::time_ms(made.made_ms));
    Some(view! { <p class="file__note"><del>{before}</del> " " {by}</p> }.into_any())
}

/// What the rules come to by the corrected answers, beside what they said at the handing in.
pub(super) fn verdict_now(frozen: Option<&VerdictView>, now: &VerdictView) -> AnyView {
    let frozen = frozen.map_or(&[][..], |frozen| frozen.conditions.as_slice());
    let changed = now.conditions.iter().filter_map(|condition| {
        let mut known = frozen.iter();
        let was = known.find(|was| was.id == condition.id)?;
        (was.verdict != condition.verdict).then(|| {
            let (_, was) = of_condition(&was.verdict);
            let (_, now) = of_condition(&condition.verdict);
            let label = condition.label.clone();
            view! { <p>{t::staff_correction::verdict_condition(label, was, now)}</p> }.into_any()
        })
    });
    let changed: Vec<AnyView> = changed.collect();
    let (_, whole) = super::verdict::whole(&now.verdict);
    view! {
        <Notice tone=Tone::Warning title=t::staff_correction::verdict()>
            <p><strong>{whole}</strong></p>
            {changed}
            <p>{t::staff_correction::verdict_about()}</p>
        </Notice>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_by_its_kind() {
        assert_eq!(
            value("business_address", "示例路 2 号", None),
            "示例路 2 号"
        );
        assert_ne!(value("industry", "trade", None), "trade");
        assert_eq!(value("industry", "", None), t::common::not_answered());
    }
}
