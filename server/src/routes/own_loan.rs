//! The page of a resident's own loan that the server draws whole: its subsidy, the bureau's question, a change in the business.

use api::ProblemCode;
use api::subsidy::QueryView;
use axum::response::Response;
use domain::{Date, Money};
use i18n::t;
use serde::{Deserialize, Serialize};
use store::Tx;
use workflow::Role;
use workflow::servicing::{
    Quarter, QuarterShare, QueryTo, ServicingAction, ServicingFile, ServicingState, SubsidyDuty,
};

use super::own_form::OwnForm;
use super::own_pages::{OwnPage, fresh_key};
use crate::applications::actor::Actor;
use crate::applications::own::open_own;
use crate::plain::{self, OwnLoanPage, Quarterly, TypedLoan, own_loan_page};
use crate::problem::ApiError;
use crate::servicing::subsidy_view::{changes, days_of, queries};
use crate::servicing::told;
use crate::state::{AppState, Parts};

/// The subsidy of my loan by quarter, what the bureau asks, what I told of my business.
#[utoipa::path(get, path = plain::LOAN, operation_id = "show_own_loan", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "The page.", content_type = "text/html", body = String),
        (status = 404, description = "No such loan of mine.", content_type = "text/html", body = String)))]
pub(crate) async fn show_own_loan(page: OwnPage) -> Result<Response, ApiError> {
    let drawn = as_it_is(&page, &TypedLoan::default())?;
    page.seen("view_loan", Some(&page.id), drawn).await
}

fn as_it_is(own: &OwnPage, typed: &TypedLoan<'_>) -> Result<String, ApiError> {
    let (state, session, id) = (&own.state, &own.session, own.id.as_str());
    let today = state.clock.today();
    let file = state
        .store
        .read(|connection| open_own(state, connection, id, &session.person_id))?;
    let servicing = file.servicing.as_ref().ok_or(ProblemCode::NotFound)?;
    let loan = &servicing.file;
    let query = asked_of_resident(loan);
    let changes = changes(loan);
    let may_tell = loan
        .available(Role::Resident, today)
        .contains(&ServicingAction::TellChange);
    let is_owed = loan.state() == ServicingState::Repaying;
    let key = fresh_key();
    Ok(i18n::speak(own.look.language, || {
        let quarters = quarterly(state, loan, today);
        let page = OwnLoanPage {
            id,
            quarters: &quarters,
            is_local_confirm: state.subsidy_rules.is_local_confirm,
            query: query.as_ref(),
            changes: &changes,
            may_tell,
            is_owed,
            today,
            key: &key,
        };
        own_loan_page(own.look, &page, typed)
    }))
}

/// The question that waits for the borrower.
fn asked_of_resident(loan: &ServicingFile) -> Option<QueryView> {
    let last = queries(loan).pop()?;
    (last.closed_on.is_none() && last.to == QueryTo::Resident).then_some(last)
}

/// Every quarter of which something is to be told, the newest first.
fn quarterly(parts: &Parts, loan: &ServicingFile, today: Date) -> Vec<(Quarter, i64, Quarterly)> {
    let shares = loan.shares().into_iter().rev();
    // What was decided stays, whatever the schedule says by now.
    let is_decided = |quarter: Quarter| loan.subsidies().iter().any(|one| one.quarter == quarter);
    shares
        .filter(|share| share.state_pays > Money::ZERO || is_decided(share.quarter))
        .filter_map(|share| of_quarter(parts, loan, share, today))
        .collect()
}

fn of_quarter(
    parts: &Parts,
    loan: &ServicingFile,
    share: QuarterShare,
    today: Date,
) -> Option<(Quarter, i64, Quarterly)> {
    let quarter = share.quarter;
    let mut known = loan.subsidies().iter();
    let decided = known.find(|one| one.quarter == quarter);
    let fen = decided.map_or(share.state_pays.fen(), |one| one.amount_fen);
    if let Some(paid) = decided.and_then(|one| one.paid.as_ref()) {
        return Some((quarter, fen, Quarterly::Paid(paid.on)));
    }
    if let Some((decided, reason)) = decided.and_then(|one| Some((one, one.stopped.as_ref()?))) {
        let code = decided
            .code
            .and_then(|code| t::loan_code::by_key(&format!("stop.{code}")));
        let code = code.or_else(|| t::loan_code::by_key("stop.other"));
        let code = code.unwrap_or_default().to_owned();
        return Some((
            quarter,
            fen,
            Quarterly::Stopped(decided.on, code, reason.clone()),
        ));
    }
    let days = days_of(&parts.subsidy_rules);
    let clock = loan.subsidy_clock(quarter, today, days, &parts.calendar)?;
    let state = match (clock.duty, decided) {
        (SubsidyDuty::Pay, Some(decided)) => {
            Quarterly::Approved(decided.on, clock.due_on, clock.provisional)
        }
        _ if clock.is_paused => Quarterly::Paused,
        _ => Quarterly::Review(clock.due_on, clock.provisional),
    };
    Some((quarter, fen, state))
}

/// What somebody typed, as the browser sends it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct TypedOwnLoan {
    /// `answer` or `change`.
    #[serde(default)]
    what: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    on: String,
    #[serde(default, rename = "on-month")]
    month: String,
    #[serde(default, rename = "on-day")]
    day: String,
    #[serde(default)]
    words: String,
}

impl TypedOwnLoan {
    /// The three boxes as one date; empty when all of them are.
    fn date(&self) -> String {
        let parts = [&self.on, &self.month, &self.day].map(|part| part.trim());
        if parts.iter().all(|part| part.is_empty()) {
            return String::new();
        }
        let [year, month, day] = parts;
        format!("{year}-{month:0>2}-{day:0>2}")
    }
}

/// Answers the bureau, or tells it of a change in the business.
#[utoipa::path(post, path = plain::LOAN, operation_id = "tell_of_own_loan", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    request_body(content = Object, content_type = "application/x-www-form-urlencoded",
        description = "`key` and `what`: `answer` with `answer`, or `change` with `kind`, `on`, `on-month`, `on-day` and `words`."),
    responses((status = 303, description = "Told: the page shows it."),
        (status = 404, description = "No such loan of mine.", content_type = "text/html", body = String),
        (status = 409, description = "Nothing is asked, or the change before it waits.", content_type = "text/html", body = String),
        (status = 422, description = "Everything that is missing or wrong.", content_type = "text/html", body = String)))]
pub(crate) async fn tell_of_own_loan(form: OwnForm<TypedOwnLoan>) -> Result<Response, ApiError> {
    let typed = form.typed.clone();
    let work = move |tx: &Tx, parts: &AppState, actor: &Actor, id: &str| {
        let mut file = open_own(parts, tx, id, actor.person_id())?;
        if typed.what == "answer" {
            return told::answer_query(tx, &mut file, actor, &typed.answer);
        }
        let on = typed.date();
        let change = (typed.kind.as_str(), on.as_str(), typed.words.as_str());
        told::tell_change(tx, &mut file, actor, change)
    };
    let done = form.once("tell_of_own_loan", &form.typed, work).await;
    form.answer(plain::LOAN, done, |errors| {
        let typed = &form.typed;
        let shown = TypedLoan {
            answer: &typed.answer,
            kind: &typed.kind,
            on: [&typed.on, &typed.month, &typed.day],
            words: &typed.words,
            errors,
        };
        as_it_is(&form.page, &shown)
    })
}
