//! Recording that finance paid the list on screen, and what came back of it at once.

use super::{ON, REFERENCE, TypedPayment, flaw, money, reasons, recorded, refused, short, who};
use crate::{desk::use_desk, said::Said};
use api::settlement::{
    PaySettlementRequest, PaymentLineView, SettlementPaymentsView, SettlementRow, SettlementView,
};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Bound, Confirm, DateField, ErrorSummary, FieldError, Select, TextField, provide_form_errors,
};

/// The list that waits, its day and number, and what came back.
#[component]
pub(super) fn PayForm(
    /// Which class.
    id: String,
    /// The version on screen.
    version: u32,
    /// Everybody in the sheet.
    rows: Vec<SettlementRow>,
    /// What waits, as it stands on screen.
    found: SettlementPaymentsView,
    /// What is typed: it outlives the sheet that is drawn anew.
    typed: RwSignal<TypedPayment>,
    /// What came of the last press.
    said: RwSignal<Option<Said>>,
    /// Loads the sheet anew.
    again: Callback<()>,
) -> impl IntoView {
    use t::staff_settlement::pay as texts;
    let desk = use_desk();
    let errors = provide_form_errors();
    let act = desk.press(
        move |request: PaySettlementRequest, key| {
            let id = id.clone();
            async move { desk.staff.pay_settlement(&id, &request, &key).await }
        },
        move |answer: Result<SettlementView, ClientError>| match answer {
            Ok(_) => recorded(typed, said, again),
            Err(error) => {
                let lines: Vec<FieldError> = error.fields().iter().filter_map(line).collect();
                if lines.is_empty() {
                    said.set(Some(refused(&error)));
                } else {
                    errors.show(lines);
                }
                if error.is(api::ProblemCode::Stale) {
                    again.run(());
                }
            }
        },
    );
    let people: Vec<AnyView> = found
        .next
        .iter()
        .map(|line| person(typed, line, &rows))
        .collect();
    let what = texts::next(found.next.len(), money(found.next_fen));
    let code = texts::code(short(&found.digest));
    let next = StoredValue::new(found);
    let send = move |()| {
        said.set(None);
        let flaws = typed.with_untracked(TypedPayment::flaws);
        let is_whole = flaws.is_empty();
        errors.show(flaws);
        if is_whole {
            let request = typed.with_untracked(|typed| {
                next.with_value(|found| PaySettlementRequest {
                    version,
                    paid_on: typed.on.clone(),
                    reference: typed.reference.trim().to_owned(),
                    digest: found.digest.clone(),
                    unpaid: typed.unpaid(&found.next),
                })
            });
            act.send(request);
        }
    };
    let on = Bound::part(
        typed,
        |typed: &TypedPayment| typed.on.clone(),
        |typed, text| typed.on = text,
    );
    let reference = Bound::part(
        typed,
        |typed: &TypedPayment| typed.reference.clone(),
        |typed, text| typed.reference = text,
    );
    view! {
        <p>{texts::about()}</p>
        <p><strong>{what}</strong></p>
        <p>{code}</p>
        <ErrorSummary />
        <DateField id=ON label=texts::on() value=on />
        <TextField id=REFERENCE label=texts::reference() hint=texts::reference_hint() value=reference />
        <details>
            <summary>{texts::unpaid_title()}</summary>
            <p>{texts::unpaid_about()}</p>
            {people}
        </details>
        <Confirm label=texts::submit() question=texts::ask() action=texts::submit() pending=act.pending on_confirm=send />
    }
    .into_any()
}

/// What came of one line: paid, or why not.
fn person(
    typed: RwSignal<TypedPayment>,
    line: &PaymentLineView,
    rows: &[SettlementRow],
) -> AnyView {
    use t::staff_settlement::pay as texts;
    let row = rows.iter().find(|row| row.id == line.id);
    let label = texts::line(who(row), money(line.fen));
    let (of, to) = (line.id.clone(), line.id.clone());
    let value = Bound::part(
        typed,
        move |typed: &TypedPayment| typed.unpaid.get(&of).cloned().unwrap_or_default(),
        move |typed, code| drop(typed.unpaid.insert(to.clone(), code)),
    );
    let id = ["unpaid-", &line.id].concat();
    view! { <Select id=id label=label choices=reasons() value=value empty=texts::paid() /> }
        .into_any()
}

fn line(field: &api::FieldError) -> Option<FieldError> {
    let id = match field.pointer.as_str() {
        "/paid_on" => ON,
        "/reference" => REFERENCE,
        _ => return None,
    };
    Some(flaw(id, &field.code))
}
