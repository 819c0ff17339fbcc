//! A bank's files of payments: uploading one, those that came before, one with its rows.

use super::{model::money, page::Guarded};
use crate::{
    desk::{Asked, Desk, use_desk},
    intent::Intent,
    no_conflict::{NoConflictOfMany, Ticked, is_ticked, is_unanswered, needed},
    place::Place,
    said::{Said, SaidNotice},
    session::SignedInOnly,
    table::table,
};
use api::payment_sheet::{
    ListPaymentSheetsResponse, PaymentFigures, PaymentRowView, PaymentSheetSummary,
    PaymentSheetView, RowJudgement, TakeInRequest, TakenIn,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::{
    BackLink, Button, Doing, ErrorSummary, Explain, FileField, Loadable, Notice, PageTitle,
    StatusTag, SummaryList, SummaryRow, Tone, provide_form_errors,
};
use web_sys::File;
use workflow::Role;

const ACCEPT: &str = ".xlsx,.csv";
/// The id of the box about the borrowers.
const NO_CONFLICT: &str = "no-conflict";

/// Uploading, and the files that came before.
#[component]
pub(crate) fn PaymentsPage() -> impl IntoView {
    let files = |staff| {
        let files = |()| view! { <Files /> }.into_any();
        view! { <Guarded staff=staff of=vec![Role::BankOfficer] view=files /> }.into_any()
    };
    view! {
        <BackLink href=Place::Loans.to_string() label=t::staff_loan::title() />
        <PageTitle title=t::staff_loan::sheet::title() />
        <SignedInOnly view=files />
    }
    .into_any()
}

/// One file, by the id in the address.
#[component]
pub(crate) fn PaymentSheetPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    view! {
        <BackLink href=Place::Payments.to_string() label=t::staff_loan::sheet::title() />
        <PageTitle title=t::staff_loan::sheet::one() />
        {move || {
            let id = id.get();
            let guarded = move |staff| {
                let id = id.clone();
                let one = move |()| view! { <OneFile id=id.clone() /> }.into_any();
                view! { <Guarded staff=staff of=vec![Role::BankOfficer] view=one /> }.into_any()
            };
            view! { <SignedInOnly view=guarded /> }
        }}
    }
    .into_any()
}

#[component]
fn Files() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListPaymentSheetsResponse> =
        desk.ask(|staff| async move { staff.list_payment_sheets().await });
    let drawn = |found: ListPaymentSheetsResponse| {
        use t::staff_loan::sheet;
        let heads = [sheet::name(), sheet::came(), sheet::rows(), sheet::taken()];
        let rows = found.sheets.into_iter().map(summary).collect();
        table(sheet::before(), &heads, rows)
    };
    view! {
        <Upload />
        <h2>{t::staff_loan::sheet::before()}</h2>
        <Loadable
            resource=found
            view=drawn
            is_empty={|found: &ListPaymentSheetsResponse| found.sheets.is_empty()}
            empty=t::staff_loan::sheet::none()
        />
    }
    .into_any()
}

fn summary(sheet: PaymentSheetSummary) -> AnyView {
    let href = Place::PaymentSheet(sheet.id).to_string();
    let name = if sheet.name.is_empty() {
        t::staff_loan::sheet::one().to_owned()
    } else {
        sheet.name
    };
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a></th>
            <td class="figures">{i18n::time_ms(sheet.created_at_ms)}</td>
            <td class="figures">{sheet.rows}</td>
            <td class="figures">{sheet.taken}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn Upload() -> impl IntoView {
    let desk = use_desk();
    let said = RwSignal::new(None);
    let intent = Intent::new();
    let upload = Doing::new(move |file: File| async move {
        said.set(None);
        let (name, key) = (file.name(), intent.key_of_file("", &file));
        let answer = desk.staff.add_payment_sheet(&name, file.into(), &key).await;
        intent.settle(&answer);
        match answer {
            Ok(sheet) => desk.go.to(&Place::PaymentSheet(sheet.id).to_string()),
            Err(error) if desk.has_ended_by(&error) => {}
            Err(error) => said.set(Some(refused(&error))),
        }
    });
    let pending = upload.pending();
    let choose = Callback::new(move |file: File| upload.start(file));
    let reading = move || {
        pending
            .get()
            .then(|| view! { <p role="status">{t::staff_loan::sheet::reading()}</p> })
    };
    view! {
        <p>{t::staff_loan::sheet::about()}</p>
        <FileField
            id="payments"
            label=t::staff_loan::sheet::choose()
            hint=t::staff_loan::sheet::columns()
            accept=ACCEPT
            on_choose=choose
        />
        {reading}
        <SaidNotice said=said />
    }
    .into_any()
}

/// A refusal by the code of its field, where it has one.
fn refused(error: &ClientError) -> Said {
    let code = error.fields().first().map(|field| field.code.as_str());
    let words = code.and_then(problem);
    let words = words.map_or_else(|| error.explain(), Into::into);
    Said::Failed(words, error.request_id().map(str::to_owned))
}

fn problem(code: &str) -> Option<&'static str> {
    let key = ["problem.", code].concat();
    t::loan_code::by_key(&key).or_else(|| t::listing_finding::by_key(code))
}

#[component]
fn OneFile(
    /// Which.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let found: Asked<PaymentSheetView> = desk.ask(move |staff| {
        let id = id.clone();
        async move { staff.find_payment_sheet(&id).await }
    });
    let opened = move |found: PaymentSheetView| opened(desk, found);
    view! { <Loadable resource=found view=opened /> }.into_any()
}

fn opened(desk: Desk, found: PaymentSheetView) -> AnyView {
    let id = found.id.clone();
    let sheet = RwSignal::new(found);
    let said = RwSignal::new(None);
    let errors = provide_form_errors();
    let ticked: Ticked = RwSignal::default();
    let press = desk.press(
        move |request: TakeInRequest, key| {
            let id = id.clone();
            async move {
                let answer = desk.staff.take_in_payment_sheet(&id, &request, &key).await;
                // Taken in or refused, the rows stand otherwise now.
                if let Ok(newer) = desk.staff.find_payment_sheet(&id).await {
                    sheet.try_set(newer);
                }
                answer
            }
        },
        move |answer: Result<TakenIn, ClientError>| {
            said.try_set(match answer {
                Ok(taken) => {
                    let sum = money(taken.sum_fen);
                    Some(Said::Done(
                        t::staff_loan::sheet::done(taken.rows, sum).into(),
                    ))
                }
                // A supervisor may have lifted something since the file was fetched: then it has to be said anew.
                Err(error) if is_unanswered(&error) => {
                    errors.show(vec![needed(NO_CONFLICT)]);
                    None
                }
                Err(error) => Some(refused(&error)),
            });
        },
    );
    let take_in = Callback::new(move |()| {
        said.set(None);
        let no_conflict = is_ticked(ticked);
        let (version, figures) = sheet.with_untracked(|sheet| (sheet.version, sheet.figures));
        let is_needed = !no_conflict && figures.asked == figures.good;
        errors.show(is_needed.then(|| needed(NO_CONFLICT)).into_iter().collect());
        if !is_needed {
            press.send(TakeInRequest {
                version,
                no_conflict,
            });
        }
    });
    let question = move || {
        let is_asked = sheet.with(|sheet| sheet.figures.asked > 0 && is_right(sheet));
        is_asked.then(|| view! { <NoConflictOfMany id=NO_CONFLICT ticked=ticked /> })
    };
    let button = move || {
        let is_said = ticked.with(|ticked| !ticked.is_empty());
        let (figures, is_right) = sheet.with(|sheet| (sheet.figures, is_right(sheet)));
        let (count, fen) = next_press(figures, is_said);
        (count > 0 && is_right).then(|| {
            view! {
                <Button pending=press.pending on_press=take_in>
                    {t::staff_loan::sheet::take_in(count, money(fen))}
                </Button>
            }
        })
    };
    view! {
        {move || sheet.with(head)}
        <ErrorSummary />
        <SaidNotice said=said />
        {question}
        {button}
        {move || sheet.with(missing)}
        {move || sheet.with(rows)}
    }
    .into_any()
}

/// How many rows the next press takes in and what they come to: without the tick those that were answered for, where there
/// are any.
const fn next_press(figures: PaymentFigures, is_said: bool) -> (u32, i64) {
    if is_said || figures.asked == figures.good {
        (figures.good, figures.good_fen)
    } else {
        (
            figures.good.saturating_sub(figures.asked),
            figures.good_fen.saturating_sub(figures.asked_fen),
        )
    }
}

fn is_right(sheet: &PaymentSheetView) -> bool {
    sheet
        .control
        .as_ref()
        .is_none_or(|control| control.is_right)
}

/// The figures to reconcile with the bank's own.
fn head(sheet: &PaymentSheetView) -> AnyView {
    use t::staff_loan::sheet as words;
    let figures = sheet.figures;
    let rows = vec![
        SummaryRow::new(words::name(), sheet.name.clone()),
        SummaryRow::new(
            words::good(),
            words::sum_of(figures.good, money(figures.good_fen)),
        ),
        SummaryRow::new(words::bad(), words::rows_of(figures.bad)),
        SummaryRow::new(
            words::taken(),
            words::sum_of(figures.taken, money(figures.taken_fen)),
        ),
    ];
    let control = sheet.control.as_ref().map(|control| {
        let counted = money(control.counted_fen);
        if control.is_right {
            view! { <p>{words::control_right(counted)}</p> }.into_any()
        } else {
            let differs = words::control_differs(&control.stated, counted);
            view! { <Notice tone=Tone::Error><p>{differs}</p></Notice> }.into_any()
        }
    });
    view! { <SummaryList rows=rows /> {control} }.into_any()
}

fn rows(sheet: &PaymentSheetView) -> AnyView {
    use t::staff_loan::sheet as words;
    let heads = [
        words::number(),
        words::loan(),
        t::staff_loan::head::borrower(),
        words::on(),
        words::amount(),
        words::reference(),
        words::judgement(),
    ];
    table(words::rows(), &heads, sheet.rows.iter().map(row).collect())
}

/// Loans of which the file should have had a row.
fn missing(sheet: &PaymentSheetView) -> Option<AnyView> {
    use t::staff_loan::{column, sheet as words};
    let found = sheet.missing.as_ref()?;
    let until = i18n::date(found.until);
    if found.count == 0 {
        return Some(view! { <p>{words::missing_none(until)}</p> }.into_any());
    }
    let heads = [column::number(), column::next(), words::missing_due()];
    let lines = found.first.iter().map(|loan| {
        let href = Place::Loan(loan.loan_id.clone()).to_string();
        view! {
            <tr>
                <th scope="row" class="figures"><a href=href>{loan.acceptance_number.clone()}</a></th>
                <td class="figures">{loan.due_on.to_string()}</td>
                <td class="figures">{money(loan.due_fen)}</td>
            </tr>
        }
        .into_any()
    });
    let table = table(words::missing(), &heads, lines.collect());
    let rest = usize::try_from(found.count).is_ok_and(|count| count > found.first.len());
    let rest = rest.then(|| view! { <p>{words::missing_first(found.first.len())}</p> });
    let about = words::missing_about(found.count, until);
    Some(
        view! {
            <h2>{words::missing()}</h2>
            <Notice tone=Tone::Warning><p>{about}</p></Notice>
            {table}
            {rest}
        }
        .into_any(),
    )
}

fn row(row: &PaymentRowView) -> AnyView {
    use t::staff_loan::sheet as words;
    let (tone, label) = match (row.state, row.is_early) {
        (RowJudgement::Taken, _) => (Tone::Success, words::is_taken()),
        (RowJudgement::Good, true) => (Tone::Info, words::is_early()),
        (RowJudgement::Good, false) => (Tone::Info, words::is_good()),
        (RowJudgement::Bad, _) => (Tone::Error, words::is_bad()),
    };
    let why = row.code.as_deref().and_then(problem);
    let asked = row.is_conflict_asked.then(words::is_asked);
    // The way out is on the page of the loan.
    let loan = match &row.loan_id {
        Some(id) => {
            let href = Place::Loan(id.clone()).to_string();
            view! { <a href=href>{row.loan.clone()}</a> }.into_any()
        }
        None => row.loan.clone().into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="figures">{row.number}</th>
            <td class="figures">{loan}</td>
            <td>{row.borrower_masked.clone()}</td>
            <td class="figures">{row.on.clone()}</td>
            <td class="figures">{row.amount.clone()}</td>
            <td>{row.reference.clone()}</td>
            <td><StatusTag tone=tone label=label /> " " {why} " " {asked}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_tick_the_rows_that_were_answered_for_go_in() {
        let figures = PaymentFigures {
            good: 3,
            good_fen: 300,
            asked: 1,
            asked_fen: 100,
            ..PaymentFigures::default()
        };
        assert_eq!(next_press(figures, true), (3, 300));
        assert_eq!(next_press(figures, false), (2, 200));
        // The press then says what is missing.
        let all = PaymentFigures {
            asked: 3,
            asked_fen: 300,
            ..figures
        };
        assert_eq!(next_press(all, false), (3, 300));
    }
}
