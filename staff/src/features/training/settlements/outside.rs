//! Lists of what other systems paid: how much is known, and taking in another one.

use super::super::words;
use crate::{
    desk::{Asked, use_desk},
    intent::Intent,
    said::{Said, SaidNotice},
};
use api::outside_payment::{OutsidePaymentFault, OutsidePaymentsTaken, OutsidePaymentsView};
use i18n::t;
use leptos::prelude::*;
use ui::{Doing, FileField, Loadable, Notice, Tone};
use web_sys::File;

const ACCEPT: &str = ".xlsx,.csv";

/// The panel.
#[component]
pub(super) fn OutsidePayments() -> impl IntoView {
    use t::staff_settlement::outside as texts;
    let desk = use_desk();
    let found: Asked<OutsidePaymentsView> =
        desk.ask(|staff| async move { staff.find_outside_payments().await });
    let (said, faults) = (RwSignal::new(None), RwSignal::new(Vec::new()));
    let intent = Intent::new();
    let upload = Doing::new(move |file: File| async move {
        said.set(None);
        faults.set(Vec::new());
        let key = intent.key_of_file("", &file);
        let answer = desk.staff.add_outside_payments(file.into(), &key).await;
        intent.settle(&answer);
        match answer {
            Ok(OutsidePaymentsTaken {
                taken,
                known,
                wrong,
            }) => {
                said.set(Some(Said::Done(texts::taken(taken, known).into())));
                faults.set(wrong);
                found.refetch();
            }
            Err(error) if desk.has_ended_by(&error) => {}
            Err(error) => said.set(Some(words::failed(&error))),
        }
    });
    let choose = Callback::new(move |file: File| upload.start(file));
    let drawn = |found: OutsidePaymentsView| {
        let count = match found.last_on {
            Some(on) => texts::count(found.count, i18n::date(on)),
            None => texts::empty().to_owned(),
        };
        view! { <p role="status">{count}</p> }.into_any()
    };
    view! {
        <section>
            <h2>{texts::title()}</h2>
            <p>{texts::about()}</p>
            <Loadable resource=found view=drawn />
            <FileField
                id="outside-payments"
                label=texts::choose()
                hint=texts::hint()
                accept=ACCEPT
                on_choose=choose
            />
            <SaidNotice said=said />
            {move || drawn_faults(&faults.read())}
        </section>
    }
    .into_any()
}

/// The rows that were not kept, each with its column and what to do.
fn drawn_faults(faults: &[OutsidePaymentFault]) -> AnyView {
    use t::staff_settlement::outside as texts;
    if faults.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = faults
        .iter()
        .map(|fault| {
            let column = match fault.column.as_str() {
                "id_number" => texts::id_number(),
                "subsidy" => texts::subsidy(),
                "paid_on" => texts::paid_on(),
                _ => texts::certificate(),
            };
            let what = crate::words::problem(&fault.code).unwrap_or_default();
            view! { <li>{texts::row(fault.row, column)} " " {what}</li> }.into_any()
        })
        .collect();
    view! {
        <Notice tone=Tone::Warning>
            <p>{texts::wrong()}</p>
            <ul>{lines}</ul>
        </Notice>
    }
    .into_any()
}
