//! The page on which a borrower asks that the loan ends later.

use api::extension::AskExtensionRequest;
use api::{FieldError, ProblemCode};
use axum::response::Response;
use serde::Deserialize;

use super::own_form::OwnForm;
use super::own_pages::{OwnPage, fresh_key};
use crate::applications::own::open_own;
use crate::plain::{self, Asked, ExtensionPage, extension_page};
use crate::problem::ApiError;
use crate::servicing::{act, extension};

/// The lengths whose cost is shown, as far as they are allowed.
const SHOWN_MONTHS: [u32; 3] = [3, 6, 12];

/// Asking that my loan ends later: what it means, what it costs, the form, what came of it.
#[utoipa::path(get, path = plain::EXTENSION, operation_id = "show_extension", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "The page.", content_type = "text/html", body = String),
        (status = 404, description = "No such loan of mine.", content_type = "text/html", body = String)))]
pub(crate) async fn show_extension(page: OwnPage) -> Result<Response, ApiError> {
    let drawn = as_it_is(&page, &Asked::default())?;
    page.seen("view_loan", Some(&page.id), drawn).await
}

fn as_it_is(own: &OwnPage, asked: &Asked<'_>) -> Result<String, ApiError> {
    let (state, session, id) = (&own.state, &own.session, own.id.as_str());
    let today = state.clock.today();
    let file = state
        .store
        .read(|connection| open_own(state, connection, id, &session.person_id))?;
    let servicing = file.servicing.as_ref().ok_or(ProblemCode::NotFound)?;
    let (rules, loan) = (&state.extension_rules, &servicing.file);
    let most_months = extension::months_to_ask(rules, loan, today);
    let shown = SHOWN_MONTHS
        .into_iter()
        .filter(|months| *months <= most_months);
    let costs: Vec<_> = shown
        .filter_map(|months| {
            let (until, fen) = extension::cost(loan, months, today)?;
            Some((months, until, fen))
        })
        .collect();
    let last = extension::extension_view(loan);
    let key = fresh_key();
    let page = ExtensionPage {
        id,
        most_months,
        refused: loan.can_be_extended(today).err().map(|why| why.code()),
        last: last.as_ref(),
        costs: &costs,
        rules,
        key: &key,
    };
    Ok(i18n::speak(own.look.language, || {
        extension_page(own.look, &page, asked)
    }))
}

/// What somebody typed, as the browser sends it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct TypedExtension {
    #[serde(default)]
    months: String,
    #[serde(default)]
    reason: String,
}

/// Asks that my loan ends later.
#[utoipa::path(post, path = plain::EXTENSION, operation_id = "ask_extension_plainly", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    request_body(content = Object, content_type = "application/x-www-form-urlencoded",
        description = "`key`, `months` and `reason`."),
    responses((status = 303, description = "Asked: the page shows it."),
        (status = 404, description = "No such loan of mine.", content_type = "text/html", body = String),
        (status = 409, description = "It cannot be asked for now; the page says why.", content_type = "text/html", body = String),
        (status = 422, description = "Everything that is missing or wrong.", content_type = "text/html", body = String)))]
pub(crate) async fn ask_extension_plainly(
    form: OwnForm<TypedExtension>,
) -> Result<Response, ApiError> {
    let done = ask(&form).await;
    form.answer(plain::EXTENSION, done, |errors| {
        let asked = Asked {
            months: &form.typed.months,
            reason: &form.typed.reason,
            errors,
        };
        as_it_is(&form.page, &asked)
    })
}

async fn ask(form: &OwnForm<TypedExtension>) -> Result<(), ApiError> {
    let typed = &form.typed;
    let required = |pointer: &str| FieldError {
        pointer: pointer.to_owned(),
        code: "required".to_owned(),
    };
    let Ok(months) = typed.months.parse::<u32>() else {
        let reason = typed.reason.trim().is_empty().then(|| required("/reason"));
        let errors = [Some(required("/months")), reason];
        return Err(ApiError::invalid(errors.into_iter().flatten().collect()));
    };
    let request = AskExtensionRequest {
        months,
        reason: typed.reason.clone(),
    };
    let asked = request.clone();
    form.once("ask_extension", &request, move |tx, parts, actor, id| {
        let mut file = open_own(parts, tx, id, actor.person_id())?;
        act::ask_extension(tx, parts, &mut file, actor, &asked)?;
        Ok(())
    })
    .await
}
