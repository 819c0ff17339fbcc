//! A file as the wire shows it: the same parts for the resident and for officers, cut to who looks.

use std::collections::BTreeMap;

use api::application::{
    AppealDecisionView, AppealUntilView, AppealView, ApplicationSummary, ApplicationView,
    DefectView, DisbursementView, DocumentView, HolderView, RefusalView, StageDays, TermsView,
    TimelineEntry, UsualBy, VisitView,
};

use api::service_point::OnBehalf;
use api::servicing::LoanView;
use domain::Date;
use store::documents::Document;
use workflow::loan::{
    Appeal, Defect, Disbursement, LoanAction, LoanEvent, LoanFile, LoanState, LoanTerms, Refusal,
    Stage, Visit,
};
use workflow::servicing::ServicingState;
use workflow::{Role, Usual};

use super::agency::{holder_view, office_of};
use super::clocks::{loan_clocks, with_rules};
use super::file::ApplicationFile;
use super::limits::FormLimits;
use super::loan_count::{most, told};
use super::offer::offer_view;
use super::staff::appeal_unit::unit_of;
use super::verdict::freeze;
use crate::corrections;
use crate::service_point::names::Helpers;
use crate::servicing::view::loan_view;
use crate::state::Parts;

/// Who looks at a file: the role decides what is shown, the id what can be done.
#[derive(Clone, Copy, Debug)]
pub struct Viewer<'a> {
    /// In what capacity.
    pub role: Role,
    /// Which person or staff account.
    pub id: &'a str,
}

fn stage_days(parts: &Parts) -> StageDays {
    let days = loan_clocks(&parts.district).stage_working_days;
    StageDays {
        bureau: days.hr,
        guarantor: days.guarantee,
        bank: days.bank,
    }
}

/// Everything one file shows to whom it may be shown.
#[must_use]
pub fn application_view(
    parts: &Parts,
    file: &ApplicationFile,
    viewer: Viewer<'_>,
    today: Date,
) -> ApplicationView {
    let loan = &file.loan;
    let limits = is_editable(loan.state())
        .then(|| FormLimits::new(parts, file.product, &file.judged_answers(today), today));
    let verdict = file
        .verdict
        .as_ref()
        .filter(|_| loan.submission().is_some())
        .cloned();
    ApplicationView {
        id: file.row.id.clone(),
        product: file.product,
        state: loan.state(),
        version: loan.version(),
        answers: file.draft.answers.clone(),
        documents: document_views(file),
        cannot_supply: file.draft.cannot_supply.clone(),
        // Read where the applicant or an officer looks at the file.
        trained: BTreeMap::new(),
        errors: limits
            .as_ref()
            .map(|limits| file.errors(&limits.as_limits()))
            .unwrap_or_default(),
        cap_fen: match &limits {
            Some(limits) => limits.cap_fen(),
            None => verdict.as_ref().and_then(|verdict| verdict.amount_fen),
        },
        acceptance_number: file.row.acceptance_number.clone(),
        query_code: file
            .row
            .query_code
            .clone()
            .filter(|_| viewer.role == Role::Resident),
        holder: holder_or_helpline(parts, file),
        clock: with_rules(parts, |rules| loan.clock_view(today, rules)),
        stage_days: stage_days(parts),
        usual: usual(parts, file, today),
        usual_by: usual_by(parts, file, today),
        posted_until: with_rules(parts, |rules| loan.public_notice_until(rules)),
        reopen_until: reopen_until(parts, loan, today),
        correction: corrections::view::address(file, today)
            .filter(|_| viewer.role == Role::Resident),
        defects: defects(file, viewer.role)
            .iter()
            .map(|defect| defect_view(loan, defect))
            .collect(),
        refusal: loan.refusal().map(refusal_view),
        would_change: loan
            .refusal()
            .map(|refusal| refusal.would_change.clone())
            .filter(|words| !words.is_empty()),
        appeal_until: appeal_until(parts, loan),
        appeal: loan.appeal().map(appeal_view),
        terms: loan.terms().map(terms_view),
        offer: offer_view(parts, loan, today),
        // Officers read later that there was one; whoever waits for it reads it until the agency has decided.
        visit: loan
            .visit()
            .filter(|visit| viewer.role != Role::Resident || is_awaited(loan, visit))
            .map(visit_view),
        disbursement: loan.disbursement().map(disbursement_view),
        loan: own_loan(parts, file, today),
        verdict,
        outlook: limits
            .as_ref()
            .filter(|_| viewer.role == Role::Resident)
            .and_then(|_| {
                let in_force = parts.packs.pack_on(today);
                freeze(
                    in_force.pack(),
                    file.product,
                    &file.judged_answers(today),
                    today,
                )
            })
            .map(|found| {
                let mut outlook = found.view;
                // Of what is not answered the rules say nothing, and a form just begun is nothing else.
                outlook.conditions.retain(|one| one.verdict != "unknown");
                outlook
            }),
        timeline: timeline(&file.events, &file.helpers, viewer.role),
        actions: with_rules(parts, |rules| {
            loan.available(viewer.role, viewer.id, today, rules)
        }),
        saved_at_ms: file.row.updated_ms,
    }
}

/// Whether the file is with the agency that comes to see the business, and came to stand there before the day of the visit.
fn is_awaited(loan: &LoanFile, visit: &Visit) -> bool {
    let is_there =
        loan.stage() == Some(Stage::Guarantee) && loan.state() != LoanState::AppealReview;
    is_there && loan.entered_on().is_none_or(|since| visit.on >= since)
}

/// The loan, and which of its borrower's it is.
fn own_loan(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<LoanView> {
    let servicing = file.servicing.as_ref()?;
    let loan = loan_view(&parts.extension_rules, &servicing.file, today)?;
    Some(LoanView {
        nth: told(file).and_then(|before| before.checked_add(1)),
        most: most(parts, today),
        ..loan
    })
}

/// One line of a list.
#[must_use]
pub fn application_summary(
    parts: &Parts,
    file: &ApplicationFile,
    today: Date,
) -> ApplicationSummary {
    ApplicationSummary {
        id: file.row.id.clone(),
        product: file.product,
        state: file.loan.state(),
        servicing: file
            .servicing
            .as_ref()
            .map(|servicing| servicing.file.state()),
        acceptance_number: file.row.acceptance_number.clone(),
        holder: holder(parts, file),
        clock: with_rules(parts, |rules| file.loan.clock_view(today, rules)),
        updated_at_ms: file.row.updated_ms,
    }
}

/// How long the office whose clock runs usually takes.
#[must_use]
pub fn usual(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<Usual> {
    let clock = with_rules(parts, |rules| file.loan.clock_view(today, rules));
    // An appeal is no check of a file, and has days of its own.
    let is_appeal = file.loan.state() == LoanState::AppealReview;
    let running = clock.filter(|clock| !clock.paused && !is_appeal)?;
    parts.usual.of(running.stage)
}

/// The days that come to for this file; none once both are past, or where holidays are not announced that far.
#[must_use]
pub fn usual_by(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<UsualBy> {
    let usual = usual(parts, file, today)?;
    let clock = with_rules(parts, |rules| file.loan.clock_view(today, rules))?;
    let day_of = |days: u32| {
        let left = days.checked_sub(clock.day).filter(|left| *left > 0)?;
        let due = parts.calendar.nth_working_day_after(today, left);
        (!due.provisional).then_some(due.on)
    };
    Some(UsualBy {
        half_on: day_of(usual.half),
        nine_tenths_on: day_of(usual.nine_tenths)?,
    })
}

/// Who holds the file: an appeal the unit that decides on it, where one is named.
#[must_use]
pub fn holder(parts: &Parts, file: &ApplicationFile) -> HolderView {
    let holder = holder_view(&parts.district, &file.loan, file.row.agency_id.as_deref());
    match unit_of(&parts.appeal_units, file) {
        // The unit is another office than the one whose phone is known.
        Some(unit) => HolderView {
            agency: Some(unit.to_owned()),
            phone: None,
            ..holder
        },
        None => holder,
    }
}

/// The same for whoever may know how the loan is paid back: of a late one, whom to call.
fn holder_or_helpline(parts: &Parts, file: &ApplicationFile) -> HolderView {
    let holder = holder(parts, file);
    HolderView {
        phone: holder.phone.or_else(|| helpline(parts, file)),
        ..holder
    }
}

/// The phone of whoever a late loan is owed to.
fn helpline(parts: &Parts, file: &ApplicationFile) -> Option<String> {
    let stage = match file.servicing.as_ref()?.file.state() {
        ServicingState::Overdue => Stage::Bank,
        ServicingState::Compensated | ServicingState::WrittenOff => Stage::Guarantee,
        _ => return None,
    };
    office_of(&parts.district, stage, file)?.phone.clone()
}

/// Whether answers and papers may change in this state.
#[must_use]
pub fn is_editable(state: LoanState) -> bool {
    state == LoanState::Draft || state.is_returned()
}

/// What is to be fixed, to its resident also what was missing when the file was closed for it.
fn defects(file: &ApplicationFile, viewer: Role) -> &[Defect] {
    if viewer == Role::Resident && !is_closed_for_them(file) {
        file.loan.open_defects()
    } else {
        file.loan.defects()
    }
}

/// Whether it was closed because what it was returned for did not come; an offer that nobody signed closes it too.
fn is_closed_for_them(file: &ApplicationFile) -> bool {
    let states = LoanFile::states(&file.events).unwrap_or_default();
    let before = states.iter().rev().nth(1);
    file.loan.state() == LoanState::ClosedIncomplete
        && before.is_some_and(|state| state.is_returned())
}

/// What happened, oldest first. What one officer proposes to another is not yet the agency's word, and which condition is
/// met stands with the conditions, so residents do not see it here.
#[must_use]
pub fn timeline(events: &[LoanEvent], helpers: &Helpers, viewer: Role) -> Vec<TimelineEntry> {
    // A file whose log does not fold is not loaded at all.
    let states = LoanFile::states(events).unwrap_or_default();
    let mut entries = Vec::new();
    // What came with a step that is not shown counts with the next that is.
    let mut papers = 0;
    for (event, state) in events.iter().zip(states) {
        papers += event.papers.len();
        if viewer == Role::Resident && is_internal(event.action) {
            continue;
        }
        entries.push(TimelineEntry {
            action: event.action,
            role: event.role,
            state,
            at_ms: event.at_ms,
            on_behalf: helper_of(event, helpers),
            papers: u32::try_from(papers).unwrap_or(u32::MAX),
        });
        papers = 0;
    }
    entries
}

fn helper_of(event: &LoanEvent, helpers: &Helpers) -> Option<OnBehalf> {
    helpers.get(event.consent_id.as_ref()?).cloned()
}

fn is_internal(action: LoanAction) -> bool {
    matches!(
        action,
        LoanAction::ProposeRefusal
            | LoanAction::DismissRefusal
            | LoanAction::MeetCondition
            | LoanAction::ProposeDisbursement
    )
}

/// A paper.
#[must_use]
pub fn document_view(document: &Document, doubts: &[String]) -> DocumentView {
    DocumentView {
        id: document.id.clone(),
        kind: document.kind.clone(),
        media_type: document.mime.clone(),
        size_bytes: u64::try_from(document.byte_length).unwrap_or_default(),
        received_at_ms: document.created_ms,
        doubts: doubts.to_vec(),
    }
}

fn document_views(file: &ApplicationFile) -> Vec<DocumentView> {
    let papers = file.documents.iter();
    papers
        .map(|paper| document_view(paper, file.draft.doubts_of(&paper.id)))
        .collect()
}

/// Something to fix, and what the resident said of it.
#[must_use]
pub fn defect_view(loan: &LoanFile, defect: &Defect) -> DefectView {
    let said = loan
        .cannot_supply()
        .iter()
        .find(|said| said.field == defect.field);
    DefectView {
        field: defect.field.clone(),
        code: defect.code,
        note: defect.note.clone(),
        cannot_supply: said.map(|said| said.reason.clone()),
    }
}

/// A refusal.
#[must_use]
pub fn refusal_view(refusal: &Refusal) -> RefusalView {
    RefusalView {
        reason_code: refusal.reason_code.clone(),
        article: refusal.article.clone(),
        evidence: refusal.evidence.clone(),
        remedies: refusal.remedies.clone(),
    }
}

/// Until when it can be taken up again; none once the day has passed.
pub(super) fn reopen_until(parts: &Parts, loan: &LoanFile, today: Date) -> Option<Date> {
    let until = with_rules(parts, |rules| loan.reopen_until(rules));
    until.filter(|until| *until >= today)
}

fn appeal_until(parts: &Parts, loan: &LoanFile) -> Option<AppealUntilView> {
    let is_local = parts.district.parameters.appeal.is_local_confirm;
    let due = with_rules(parts, |rules| loan.appeal_until(rules))?;
    Some(AppealUntilView {
        on: due.on.to_string(),
        is_provisional: due.provisional || is_local,
    })
}

fn appeal_view(appeal: &Appeal) -> AppealView {
    AppealView {
        text: appeal.text.clone(),
        on: appeal.on.to_string(),
        decision: appeal.decision.as_ref().map(|decision| AppealDecisionView {
            is_overturned: decision.is_overturned,
            text: decision.text.clone(),
            on: decision.on.to_string(),
        }),
    }
}

/// An offer.
#[must_use]
pub fn terms_view(terms: &LoanTerms) -> TermsView {
    TermsView {
        amount_fen: terms.amount_fen,
        rate_basis_points: terms.rate_basis_points,
        months: terms.months,
        bank_branch: terms.bank_branch.clone(),
    }
}

/// A visit.
#[must_use]
pub fn visit_view(visit: &Visit) -> VisitView {
    VisitView {
        on: visit.on.to_string(),
        note: visit.note.clone(),
    }
}

/// A payment.
#[must_use]
pub fn disbursement_view(payment: &Disbursement) -> DisbursementView {
    DisbursementView {
        amount_fen: payment.amount_fen,
        on: payment.on.to_string(),
        account_tail: payment.account_tail.clone(),
    }
}
