//! Recording that money came back after its list was recorded.

use super::{TypedPayment, reasons, recorded, refused, who};
use crate::{desk::use_desk, said::Said};
use api::settlement::{CameBackRequest, SettlementRow, SettlementView};
use client::ClientError;
use i18n::t;
use leptos::prelude::*;
use ui::{Bound, Choice, Confirm, ErrorSummary, FieldError, Select, provide_form_errors};

const BACK_OF: &str = "back-of";
const BACK_WHY: &str = "back-why";

/// That money came back after its list was recorded.
#[component]
pub(super) fn BackForm(
    /// Which class.
    id: String,
    /// The version on screen.
    version: u32,
    /// Everybody in the sheet.
    rows: Vec<SettlementRow>,
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
        move |request: CameBackRequest, key| {
            let id = id.clone();
            async move { desk.staff.note_came_back(&id, &request, &key).await }
        },
        move |answer: Result<SettlementView, ClientError>| match answer {
            Ok(_) => recorded(typed, said, again),
            Err(error) => {
                said.set(Some(refused(&error)));
                if error.is(api::ProblemCode::Stale) {
                    again.run(());
                }
            }
        },
    );
    let send = move |()| {
        said.set(None);
        let line = typed.with_untracked(TypedPayment::back);
        let missing = line.is_none();
        let flaw = missing.then(|| FieldError::new(BACK_OF, texts::back_empty()));
        errors.show(flaw.into_iter().collect());
        if let Some(line) = line {
            act.send(CameBackRequest {
                version,
                lines: vec![line],
            });
        }
    };
    let people: Vec<Choice> = rows
        .iter()
        .filter(|row| row.paid_on.is_some())
        .map(|row| Choice::new(row.id.clone(), who(Some(row))))
        .collect();
    let of = Bound::part(
        typed,
        |typed: &TypedPayment| typed.back.0.clone(),
        |typed, id| typed.back.0 = id,
    );
    let why = Bound::part(
        typed,
        |typed: &TypedPayment| typed.back.1.clone(),
        |typed, code| typed.back.1 = code,
    );
    view! {
        <details>
            <summary>{texts::back_title()}</summary>
            <p>{texts::back_about()}</p>
            <ErrorSummary />
            <Select id=BACK_OF label=texts::back_who() choices=people value=of />
            <Select id=BACK_WHY label=texts::back_why() choices=reasons() value=why />
            <Confirm label=texts::back_submit() question=texts::back_ask() action=texts::back_submit() pending=act.pending on_confirm=send />
        </details>
    }
    .into_any()
}
