//! What the actions about the subsidy of a quarter carry, and those about a change in the business and about calls.

use api::servicing::LoanActionRequest;
use api::subsidy::CallRequest;
use domain::Date;
use workflow::servicing::{
    Call, ChangeAnswer, Quarter, ServicingDetail, ServicingFile, StopCode, SubsidyDecision,
    SubsidyQuery,
};

use super::{REASON_CHARS, reason};
use crate::applications::staff::check::Check;

/// Longest citation of what a decision rests on.
const ARTICLE_CHARS: usize = 200;

pub(super) fn approved(
    check: &mut Check,
    file: &ServicingFile,
    request: &LoanActionRequest,
) -> ServicingDetail {
    decision(check, file, request, (String::new(), None))
}

pub(super) fn stopped(
    check: &mut Check,
    file: &ServicingFile,
    request: &LoanActionRequest,
) -> ServicingDetail {
    let reason = reason(check, request);
    check.holds(request.code.is_some(), "/code", "required");
    decision(check, file, request, (reason, request.code))
}

/// The amount follows from the schedule; the officer decides on it and does not type it.
fn decision(
    check: &mut Check,
    file: &ServicingFile,
    request: &LoanActionRequest,
    (reason, code): (String, Option<StopCode>),
) -> ServicingDetail {
    let Some(quarter) = quarter(check, request) else {
        return ServicingDetail::None;
    };
    let share = file.share_of(quarter);
    ServicingDetail::Subsidy(SubsidyDecision {
        quarter,
        amount_fen: share.map_or(0, |share| share.state_pays.fen()),
        reason,
        code,
    })
}

fn quarter(check: &mut Check, request: &LoanActionRequest) -> Option<Quarter> {
    let sent = request.quarter.as_deref().unwrap_or_default();
    let quarter = sent.parse::<Quarter>().ok();
    check.holds(quarter.is_some(), "/quarter", "required");
    quarter
}

pub(super) fn query(check: &mut Check, request: &LoanActionRequest) -> ServicingDetail {
    let quarter = quarter(check, request);
    let Some(sent) = &request.query else {
        check.refuse("/query", "required");
        return ServicingDetail::None;
    };
    let question = check.text("/query/question", &sent.question, REASON_CHARS);
    let to = sent.to;
    quarter.map_or(ServicingDetail::None, |quarter| {
        ServicingDetail::Query(SubsidyQuery {
            quarter,
            to,
            question,
        })
    })
}

/// What was answered to a question, at a pointer.
pub(in crate::servicing) fn words(
    check: &mut Check,
    sent: Option<&str>,
    at: &str,
) -> ServicingDetail {
    let words = check.text(at, sent.unwrap_or_default(), REASON_CHARS);
    ServicingDetail::Words { words }
}

pub(super) fn change_answer(check: &mut Check, request: &LoanActionRequest) -> ServicingDetail {
    let reason = reason(check, request);
    let Some(sent) = &request.change_answer else {
        check.refuse("/change_answer", "required");
        return ServicingDetail::None;
    };
    let at = "/change_answer/article";
    let stops_from = match sent.stops_from.as_deref() {
        None => None,
        Some(text) => {
            let day = Date::parse_iso(text);
            check.holds(
                day.is_some(),
                "/change_answer/stops_from",
                "date_unreadable",
            );
            day
        }
    };
    let article = if sent.stops_from.is_some() {
        check.text(at, &sent.article, ARTICLE_CHARS)
    } else {
        check.optional(at, &sent.article, ARTICLE_CHARS)
    };
    ServicingDetail::ChangeAnswer(ChangeAnswer {
        stops_from,
        reason,
        article,
    })
}

pub(super) fn call(check: &mut Check, sent: Option<&CallRequest>) -> ServicingDetail {
    let Some(sent) = sent else {
        check.refuse("/call", "required");
        return ServicingDetail::None;
    };
    let words = check.optional("/call/words", &sent.words, REASON_CHARS);
    let Some(on) = Date::parse_iso(&sent.on) else {
        check.refuse("/call/on", "date_unreadable");
        return ServicingDetail::None;
    };
    ServicingDetail::Call(Call {
        on,
        outcome: sent.outcome,
        words,
    })
}
