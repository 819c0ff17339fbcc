//! What of a settlement is saved as a file: the sheet, the roster, the list to pay by.

use crate::desk::use_desk;
use crate::said::{Said, SaidNotice};
use crate::save::save;
use api::settlement::SettlementView;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, Doing};
use workflow::settlement::SettlementState;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Everybody with lessons and results.
    Roster,
    /// Verdicts and sums.
    Sheet,
    /// Whom to pay how much to which card.
    Payments,
    /// Every settlement of the own classes.
    Statements,
}

/// The buttons that fetch what there is.
pub(super) fn files(sheet: &SettlementView, is_trainer: bool) -> AnyView {
    let is_seen = matches!(
        sheet.state,
        SettlementState::Submitted | SettlementState::Settled
    );
    let mut kinds = vec![Kind::Roster];
    if !is_trainer && is_seen {
        kinds.push(Kind::Sheet);
    }
    if !is_trainer && sheet.state == SettlementState::Settled {
        kinds.push(Kind::Payments);
    }
    let said = RwSignal::new(None);
    let buttons: Vec<AnyView> = kinds
        .into_iter()
        .map(|kind| button(kind, sheet.id.clone(), said))
        .collect();
    view! { <div class="row">{buttons}</div> <SaidNotice said=said /> }.into_any()
}

/// The roster of a class, before it is over too.
pub(in super::super) fn roster_file(class: String) -> AnyView {
    let said = RwSignal::new(None);
    let button = button(Kind::Roster, class, said);
    view! { <div class="row">{button}</div> <SaidNotice said=said /> }.into_any()
}

/// Every settlement of a trainer's own classes.
pub(in super::super) fn statements_file() -> AnyView {
    let said = RwSignal::new(None);
    let button = button(Kind::Statements, String::new(), said);
    view! { <div class="row">{button}</div> <SaidNotice said=said /> }.into_any()
}

fn button(kind: Kind, class: String, said: RwSignal<Option<Said>>) -> AnyView {
    use t::staff_settlement::{act, payments, roster, statements};
    let desk = use_desk();
    let fetch = Doing::new(move |class: String| async move {
        said.set(None);
        let (answer, name) = match kind {
            Kind::Roster => (desk.staff.export_roster(&class).await, roster::file(&class)),
            Kind::Sheet => (
                desk.staff.export_settlement(&class).await,
                act::file(&class),
            ),
            Kind::Payments => (
                desk.staff.export_payments(&class).await,
                payments::file(&class),
            ),
            Kind::Statements => (
                desk.staff.export_settlement_statements().await,
                statements::file().to_owned(),
            ),
        };
        said.set(match &answer {
            Ok(bytes) if save(bytes, &name) => Some(Said::Done(act::saved().into())),
            Ok(_) => Some(Said::Failed(t::staff_export::not_saved().into(), None)),
            Err(error) if desk.has_ended_by(error) => None,
            Err(error) => Some(Said::of(error)),
        });
    });
    let words = match kind {
        Kind::Roster => roster::download(),
        Kind::Sheet => act::export(),
        Kind::Payments => payments::download(),
        Kind::Statements => statements::download(),
    };
    let pending = fetch.pending();
    let press = move |()| fetch.start(class.clone());
    view! { <Button kind=ButtonKind::Secondary pending=pending on_press=press>{words}</Button> }
        .into_any()
}
