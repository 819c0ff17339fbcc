//! A refusal: reason, article, evidence, what would change it, remedies.

use super::{
    super::{
        control::Control,
        draft::{Drafts, OTHER, conditions},
        open_file::{OpenFile, use_open_file},
        template::InsertTemplate,
        verdict::of_condition,
    },
    ActionForm,
};
use api::template::TemplatePurpose;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Button, ButtonKind, Choice, Select, TextArea, TextField};
use workflow::loan::{LoanAction, LoanState};

/// The parts a resident is entitled to.
#[component]
pub(super) fn RefusalForm() -> impl IntoView {
    let open_file = use_open_file();
    let drafts = open_file.drafts;
    let article = Bound::part(
        drafts,
        |drafts| drafts.refusal.article(),
        |drafts, text| drafts.refusal.set_article(text),
    );
    let evidence = Bound::part(
        drafts,
        |drafts| drafts.refusal.evidence.clone(),
        |drafts, text| drafts.refusal.evidence = text,
    );
    let would_change = Bound::part(
        drafts,
        |drafts| drafts.refusal.would_change(),
        |drafts, text| drafts.refusal.set_would_change(text),
    );
    view! {
        <ActionForm
            action=LoanAction::ProposeRefusal
            about=t::staff_file::refusal::about()
            submit=t::staff_file::refusal::submit()
            kind=ButtonKind::Danger
        >
            {of_offer(open_file)}
            <Select
                id=Control::Reason.id()
                label=t::staff_file::refusal::reason()
                hint=t::staff_file::refusal::reason_hint()
                choices=Signal::stored(reasons(open_file))
                value=reason(open_file)
            />
            <TextArea
                id=Control::Article.id() limit=300
                label=t::staff_file::refusal::article()
                hint=t::staff_file::refusal::article_hint()
                value=article
                rows=2
            />
            <TextArea
                id=Control::Evidence.id() limit=2000
                label=t::staff_file::refusal::evidence()
                hint=t::staff_file::refusal::evidence_hint()
                value=evidence
                rows=3
            />
            <InsertTemplate id="template-evidence" purpose=TemplatePurpose::Refusal target=evidence />
            <TextArea
                id=Control::WouldChange.id() limit=500
                label=t::staff_file::refusal::would_change()
                hint=t::staff_file::refusal::would_change_hint()
                value=would_change
                rows=2
            />
            <Remedies drafts=drafts />
        </ActionForm>
    }
    .into_any()
}

/// What the step is for once the bank has made its offer.
fn of_offer(open_file: OpenFile) -> Option<AnyView> {
    let state = open_file
        .file
        .with_untracked(|file| file.application.state);
    let words = t::staff_file::refusal::about_offer();
    (state == LoanState::ContractReady).then(|| view! { <p>{words}</p> }.into_any())
}

/// The conditions, those against the application first, then any other reason.
fn reasons(open_file: OpenFile) -> Vec<Choice> {
    let verdict = open_file
        .file
        .with_untracked(|file| file.application.verdict.clone());
    let mut choices: Vec<Choice> = Vec::new();
    for condition in verdict.iter().flat_map(conditions) {
        let (_, word) = of_condition(&condition.verdict);
        let label = t::staff_file::refusal::reason_line(condition.label.clone(), word);
        choices.push(Choice::new(condition.id.clone(), label));
    }
    choices.push(Choice::new(OTHER, t::staff_file::refusal::reason_other()));
    choices
}

fn reason(open_file: OpenFile) -> Bound<String> {
    let drafts = open_file.drafts;
    Bound::part(
        drafts,
        |drafts: &Drafts| drafts.refusal.reason_code.clone(),
        move |drafts, code| {
            open_file.file.with_untracked(|file| {
                drafts
                    .refusal
                    .choose(&code, file.application.verdict.as_ref());
            });
        },
    )
}

/// One line for each remedy, and buttons for more and fewer.
#[component]
fn Remedies(
    /// Everything typed.
    drafts: RwSignal<Drafts>,
) -> impl IntoView {
    let count = Memo::new(move |_| drafts.with(|drafts| drafts.refusal.remedy_count()));
    let lines = move || {
        let count = count.get();
        (0..count)
            .map(|at| remedy(drafts, at, count))
            .collect::<Vec<AnyView>>()
    };
    let add = Callback::new(move |()| drafts.update(|drafts| drafts.refusal.add_remedy()));
    view! {
        <fieldset class="file__remedies">
            <legend class="field__label">{t::staff_file::refusal::remedies()}</legend>
            <p class="field__hint">{t::staff_file::refusal::remedies_hint()}</p>
            {lines}
            <Button kind=ButtonKind::Secondary on_press=add>{t::staff_file::refusal::remedy_add()}</Button>
        </fieldset>
    }
    .into_any()
}

fn remedy(drafts: RwSignal<Drafts>, at: usize, count: usize) -> AnyView {
    let text = Bound::part(
        drafts,
        move |drafts: &Drafts| drafts.refusal.remedy(at),
        move |drafts, text| drafts.refusal.set_remedy(at, text),
    );
    let remove = Callback::new(move |()| drafts.update(|drafts| drafts.refusal.remove_remedy(at)));
    let button = (count > 1).then(|| {
        view! { <Button kind=ButtonKind::Quiet on_press=remove>{t::staff_file::refusal::remedy_remove(at + 1)}</Button> }
    });
    view! {
        <div class="file__remedy">
            <TextField id=Control::Remedy(at).id() label=t::staff_file::refusal::remedy(at + 1) value=text />
            {button}
        </div>
    }
    .into_any()
}
