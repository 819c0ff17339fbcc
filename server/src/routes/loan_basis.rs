//! What a loan's figures rest on: LPR and who pays the interest from the district, the limits from the rules in force.

use axum::extract::State;
use axum::response::Response;
use catalogue::{LoanBasis, LoanLimit, LoanLimitKind, Source, SourceStatus};
use http::HeaderMap;
use policy::{Citation, Pack, ParameterValue, Status};

use crate::problem::ApiError;
use crate::representation::Snapshot;
use crate::state::AppState;

/// LPR, who pays the interest, and the limits, each with its days and its source.
#[utoipa::path(get, path = api::path::LOAN_BASIS, operation_id = "find_loan_basis", tag = "portal",
    responses((status = 200, description = "The tables, with an ETag.", body = Object)))]
pub(crate) async fn find_loan_basis(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let today = state.clock.today();
    state
        .store
        .read(|connection| state.packs.follow(connection, today))?;
    let known = state.packs.pack_on(today);
    let basis = LoanBasis {
        rules: state.loan_rules.clone(),
        limits: limits(known.pack()),
    };
    let json = serde_json::to_vec(&basis)
        .map_err(|source| ApiError::internal("write the loan's tables", source))?;
    Ok(Snapshot::new(json).respond(&headers))
}

fn limits(pack: &Pack) -> Vec<LoanLimit> {
    let all = LoanLimitKind::ALL.iter().copied();
    all.flat_map(|kind| {
        let values = pack.parameter_values(kind.code());
        values.iter().map(move |value| limit(pack, kind, value))
    })
    .collect()
}

fn limit(pack: &Pack, kind: LoanLimitKind, value: &ParameterValue) -> LoanLimit {
    LoanLimit {
        kind,
        from: value.from,
        until: value.until,
        value: value.value,
        source: source(pack, &value.citation),
        is_local_confirm: value.citation.local_confirm,
    }
}

/// A text by its number, or by its title where it has none.
fn source(pack: &Pack, citation: &Citation) -> Source {
    let number = pack
        .document(&citation.document)
        .map(|document| document.number.to_string())
        .filter(|number| !number.is_empty());
    let title = || {
        let words = pack.words("zh");
        words.map_or_else(String::new, |words| {
            words.document(&citation.document).to_owned()
        })
    };
    Source {
        document: number.unwrap_or_else(title),
        clause: Some(citation.clause.to_string()).filter(|clause| !clause.is_empty()),
        status: match citation.status {
            Status::Verified => SourceStatus::Verified,
            Status::Secondary => SourceStatus::Secondary,
            Status::Unconfirmed => SourceStatus::Unconfirmed,
        },
    }
}
