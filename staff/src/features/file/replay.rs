//! The file as it stood at a moment of its past, to read: chosen in what happened, with a way back and nothing to do.

use super::{
    answers::Answers, beside::PapersBeside, head::standing, open_file::use_open_file,
    papers::Papers, proposal::Proposals, record::Record, timeline::Timeline, verdict::Verdict,
};
use crate::{
    desk::{Asked, use_desk},
    loan_rows::loan_rows,
    place::Place,
    words,
};
use api::{
    replay::ReplayView,
    servicing::{LoanScheduleView, LoanView},
    staff::StaffApplicationView,
};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{Awaited, Loadable, Notice, PageTitle, Text, Tone};

/// The page in place of the present one.
#[component]
pub(super) fn Replay(
    /// The moment, as the address has it.
    at: String,
) -> impl IntoView {
    let file = use_open_file().file;
    let id = file.with_untracked(|file| file.application.id.clone());
    let back = Place::File(id.clone()).to_string();
    let title: Text = match at.parse::<u32>() {
        Ok(event) => t::staff_file::replay::title(event).into(),
        Err(_) => t::staff_file::replay::open().into(),
    };
    let found: Asked<ReplayView> = use_desk().ask(move |staff| {
        let (id, at) = (id.clone(), at.clone());
        async move { staff.replay_application(&id, &at).await }
    });
    let refused = Memo::new(move |_| match found.answer() {
        Some(Err(error)) => {
            let mut codes = error.fields().iter().map(|field| field.code.as_str());
            codes.find_map(words::problem)
        }
        _ => None,
    });
    let refused = move || {
        let words = refused.get();
        words.map(|words| view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> })
    };
    view! {
        <PageTitle title=title />
        <p><a href=back>{t::staff_file::replay::back()}</a></p>
        {refused}
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

fn drawn(found: ReplayView) -> AnyView {
    view! { <Past found=found /> }.into_any()
}

#[component]
fn Past(
    /// What the server gave.
    found: ReplayView,
) -> impl IntoView {
    let open_file = use_open_file();
    let banner = banner(&found);
    let unkept = (!found.is_form_kept).then(|| {
        view! { <Notice tone=Tone::Info><p>{t::staff_file::replay::unkept()}</p></Notice> }
    });
    let loan = found.application.loan.as_ref().map(loan);
    let schedule = found.schedule.as_ref().map(schedule);
    let past = open_file
        .file
        .with_untracked(|present| as_it_stood(present, found));
    let head = standing(&past.application, past.account_phone_masked.clone());
    provide_context(open_file.showing(RwSignal::new(past)));
    view! {
        {banner}
        {head}
        <PapersBeside />
        <div class="file">
            <section class="file__answers" id="answers" tabindex="-1">
                {unkept}
                <Answers />
                <Papers />
                {schedule}
            </section>
            <div class="file__side">
                {loan}
                <Proposals />
                <Record />
                <Verdict />
                <Timeline />
            </div>
        </div>
    }
    .into_any()
}

/// That it is not the present, and the ways out.
fn banner(found: &ReplayView) -> AnyView {
    let (event, events) = (found.event, found.events);
    let title = t::staff_file::replay::notice(i18n::time_ms(found.at_ms));
    let about = t::staff_file::replay::about(event, events);
    let id = &found.application.id;
    let earlier = (event > 1).then(|| {
        let href = Place::Then(id.clone(), event - 1).to_string();
        view! { <a href=href>{t::staff_file::replay::earlier()}</a> }
    });
    let later = (event < events).then(|| {
        let href = Place::Then(id.clone(), event + 1).to_string();
        view! { <a href=href>{t::staff_file::replay::later()}</a> }
    });
    let ways = view! { <p class="row">{earlier} {later}</p> }.into_any();
    view! { <div><Notice tone=Tone::Warning title=title><p>{about}</p></Notice> {ways}</div> }
        .into_any()
}

/// Where the loan stood.
fn loan(loan: &LoanView) -> AnyView {
    let sum = Money::from_fen;
    let state = words::loan_state(loan.state);
    let owed = match loan.ended_on {
        Some(day) => t::staff_history::ended(state, i18n::date(day)),
        None => t::staff_history::owed(state, sum(loan.balance_fen)),
    };
    let overdue = (loan.overdue_fen > 0).then(|| {
        let words = t::staff_history::overdue(sum(loan.overdue_fen));
        view! { <p>{words}</p> }
    });
    view! {
        <section>
            <h2>{t::staff_history::loan()}</h2>
            <p>{owed}</p>
            {overdue}
            <p>{t::staff_history::subsidy(sum(loan.subsidy_fen))}</p>
        </section>
    }
    .into_any()
}

/// When what was due, with what was paid of it by then.
fn schedule(found: &LoanScheduleView) -> AnyView {
    view! {
        <h3>{t::staff_loan::rows::title()}</h3>
        {loan_rows(&found.rows)}
    }
    .into_any()
}

/// The file with everything of then, and nothing that only the present has.
fn as_it_stood(present: &StaffApplicationView, found: ReplayView) -> StaffApplicationView {
    let mut application = found.application;
    // The way to it leads to the present.
    application.loan = None;
    let steps = present.consent_steps.iter();
    let steps = steps.filter(|step| step.at_ms <= found.at_ms);
    StaffApplicationView {
        application,
        consent_steps: steps.cloned().collect(),
        account_phone_masked: present.account_phone_masked.clone(),
        papers_scanned: present.papers_scanned,
        pending_refusal: found.pending_refusal,
        pending_disbursement: found.pending_disbursement,
        particulars: found.particulars,
        office_papers: found.office_papers,
        is_appeal_barred: false,
        appeal_left_to: None,
        returns_in_stage: 0,
        is_return_left_to_supervisor: false,
        is_wait_left_to_supervisor: false,
        is_pass_left_to_colleague: false,
        loan_count: None,
        rate_cap: None,
        receipt_mismatch: None,
        changes: None,
        corrections: api::correction::CorrectionsView::default(),
        people: None,
        may_see_people: false,
        assignment: None,
        conflicts: Vec::new(),
        is_conflict_asked: false,
        roster: None,
        re_reviews: Vec::new(),
        desk_clocks: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::testing;
    use super::*;
    use application::Field;

    #[test]
    fn what_only_the_present_has_is_not_shown_of_the_past() {
        let mut present = testing::file();
        present.is_conflict_asked = true;
        present.returns_in_stage = 2;
        let mut then = testing::file().application;
        then.actions.clear();
        then.answers.set_text(Field::Purpose, "那时写的");
        let found = ReplayView {
            at_ms: testing::MORNING_MS,
            event: 1,
            events: 2,
            application: then,
            is_form_kept: true,
            particulars: present.particulars.clone(),
            office_papers: Vec::new(),
            pending_refusal: None,
            pending_disbursement: None,
            schedule: None,
        };
        let past = as_it_stood(&present, found);
        assert_eq!(past.application.answers.text(Field::Purpose), "那时写的");
        assert_eq!(past.application.actions, []);
        assert_eq!((past.returns_in_stage, past.is_conflict_asked), (0, false));
        assert_eq!(past.account_phone_masked, present.account_phone_masked);
    }
}
