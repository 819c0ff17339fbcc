//! The settlement of one class.

use super::super::{place::TrainingPlace, words::course_title};
use super::cards::cards;
use super::files::files;
use super::list::code;
use super::model::{Decision, Unsaved, state_tone};
use super::officer::OfficerForm;
use super::pay::{TypedPayment, payments};
use super::person::people;
use super::school::school_signs;
use super::trainer::TrainerForm;
use crate::desk::{Asked, use_desk};
use crate::half_typed::HalfTyped;
use crate::papers::{OF_SETTLEMENT, links};
use crate::said::{Said, SaidNotice};
use api::settlement::{CatalogueWord, SettlementView};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{
    BackLink, LinkButton, Loadable, Notice, PageTitle, SampleMark, StatusTag, SummaryList,
    SummaryRow, Tone,
};
use workflow::class::ClassState;
use workflow::settlement::{SettlementAction, SettlementState};

/// The page.
#[component]
pub(in super::super) fn SettlementPage(
    /// Which class.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let class = TrainingPlace::Class(id.clone()).to_string();
    let back = if desk.may_change {
        (class.clone(), t::staff_settlement::to_class())
    } else {
        let list = TrainingPlace::Settlements.to_string();
        (list, t::staff_settlement::back())
    };
    let found: Asked<SettlementView> = desk.ask(move |staff| {
        let id = id.clone();
        async move { staff.find_settlement(&id).await }
    });
    let again = Callback::new(move |()| found.refetch());
    // What was just done is said on the page as it then is.
    let said = RwSignal::new(None);
    let typing = Typing {
        unsaved: StoredValue::new(Unsaved::default()),
        decision: RwSignal::new(Decision::default()),
        cards: HalfTyped::new(),
        payment: RwSignal::new(TypedPayment::new()),
    };
    let drawn = move |sheet: SettlementView| drawn(sheet, desk.may_change, typing, said, again);
    let to_class = (!desk.may_change).then(|| {
        view! { <p><LinkButton href=class>{t::staff_settlement::to_class()}</LinkButton></p> }
    });
    view! {
        <BackLink href=back.0 label=back.1 />
        <PageTitle title=t::staff_settlement::one() />
        <SaidNotice said=said />
        <Loadable resource=found view=drawn />
        {to_class}
    }
    .into_any()
}

/// What is typed: a card that is saved, or somebody who was first, draws the sheet anew.
#[derive(Clone, Copy)]
struct Typing {
    unsaved: StoredValue<Unsaved>,
    decision: RwSignal<Decision>,
    cards: HalfTyped,
    payment: RwSignal<TypedPayment>,
}

fn drawn(
    sheet: SettlementView,
    is_trainer: bool,
    typing: Typing,
    said: RwSignal<Option<Said>>,
    again: Callback<()>,
) -> AnyView {
    let head = head(&sheet);
    if sheet.rows.is_empty() {
        let empty = t::staff_settlement::no_people();
        return view! { {head} <p class="loadable__empty">{empty}</p> }.into_any();
    }
    let may = |action| sheet.actions.contains(&action);
    let (writes, decides) = (may(SettlementAction::Write), may(SettlementAction::Settle));
    let is_early =
        sheet.class_state != ClassState::Finished && sheet.class_state != ClassState::Settled;
    let early = (is_trainer && is_early).then(|| {
        view! { <Notice tone=Tone::Warning><p>{t::staff_settlement::locked()}</p></Notice> }
    });
    let files = files(&sheet, is_trainer);
    let papers = papers(&sheet);
    let school = school_signs(&sheet.school, &sheet.classes);
    let sums = sums(&sheet);
    let paid = payments(&sheet, typing.payment, said, again);
    let cards = cards(&sheet, typing.cards, again);
    let body = if writes {
        view! { <TrainerForm sheet=sheet unsaved=typing.unsaved said=said again=again /> }
            .into_any()
    } else if decides {
        view! { <OfficerForm sheet=sheet typed=typing.decision said=said again=again /> }.into_any()
    } else {
        people(&sheet, |_| ().into_any())
    };
    view! { {head} {early} {papers} {files} {school} {sums} {paid} {body} {cards} }.into_any()
}

/// What came with decisions so far.
fn papers(sheet: &SettlementView) -> AnyView {
    let came = || sheet.papers.iter().filter(|one| one.event.is_some());
    if came().next().is_none() {
        return ().into_any();
    }
    let lines = links(OF_SETTLEMENT, &sheet.id, came());
    view! { <p>{t::staff_settlement::came_with()}</p> {lines} }.into_any()
}

fn head(sheet: &SettlementView) -> AnyView {
    let title = course_title(sheet.title.clone());
    let sample = sheet.is_sample.then(|| view! { " " <SampleMark /> });
    let days = t::staff_lessons::from_until(i18n::date(sheet.starts_on), i18n::date(sheet.ends_on));
    let listed = match sheet.listed {
        Some(true) => t::staff_settlement::listed::yes(),
        Some(false) => t::staff_settlement::listed::no(),
        None => t::staff_settlement::listed::unknown(),
    };
    let rows = vec![
        SummaryRow::new(
            t::staff_lessons::provider(),
            sheet.provider.clone().unwrap_or_default(),
        ),
        SummaryRow::new(t::staff_lessons::days(), days),
        SummaryRow::new(t::staff_settlement::listed::label(), listed),
    ];
    let reason = sheet.reason.clone().map(|reason| {
        let words = t::staff_settlement::person::remark(reason);
        view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> }
    });
    view! {
        <h2>{title} {sample}</h2>
        <p><StatusTag tone=state_tone(sheet.state) label=code("state", sheet.state.as_str()) /></p>
        <SummaryList rows=rows />
        {sheet.catalogues.map(catalogue_word)}
        {reason}
    }
    .into_any()
}

/// What the district's catalogues say of trade and school.
fn catalogue_word(said: CatalogueWord) -> AnyView {
    use t::staff_settlement::catalogue as words;
    let (tone, line) = match (said.has_trade, said.has_institution) {
        (true, true) => (Tone::Info, words::both()),
        (false, true) => (Tone::Warning, words::no_trade()),
        (true, false) => (Tone::Warning, words::no_institution()),
        (false, false) => (Tone::Warning, words::neither()),
    };
    let sample = said
        .is_sample
        .then(|| view! { <p><SampleMark /> " " {words::sample()}</p> });
    view! { <Notice tone=tone><p>{line}</p> {sample}</Notice> }.into_any()
}

/// The sums that were decided.
fn sums(sheet: &SettlementView) -> AnyView {
    if sheet.state != SettlementState::Settled {
        return ().into_any();
    }
    let lines: Vec<AnyView> = sheet
        .rates
        .iter()
        .map(|rate| {
            let mut subsidies = sheet.rows.iter().flat_map(|row| &row.subsidies);
            let named = subsidies.find(|one| one.programme == rate.programme);
            let title = named.map_or(rate.programme.clone(), |one| one.title.clone());
            let sum = Money::from_fen(rate.fen);
            let words = t::staff_settlement::rate::entered(title, sum, rate.document.clone());
            view! { <li>{words}</li> }.into_any()
        })
        .collect();
    let total = sheet.total_fen.map(|fen| {
        let words = t::staff_settlement::rate::total(Money::from_fen(fen));
        view! { <p><strong>{words}</strong></p> }
    });
    view! { <ul>{lines}</ul> {total} }.into_any()
}
