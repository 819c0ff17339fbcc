//! What rules do: check, cases, difference, simulation.

mod cases;
mod check;
mod day;
mod diff;
mod simulation;

pub(super) use cases::CasesPage;
pub(super) use check::CheckPage;
pub(super) use diff::DiffPage;
pub(super) use simulation::SimulationPage;

use super::{
    desk::{Asked, Desk},
    place::Subject,
    words::Lexicon,
};
use client::{ClientError, Staff};
use leptos::prelude::*;
use std::{future::Future, sync::Arc};
use ui::Loadable;

/// A report with the names it is told in.
type Told<T> = (T, Lexicon);

/// Asks for a report and the outline it is read with, and draws both.
fn told<T, F>(
    desk: Desk,
    subject: Subject,
    ask: impl Fn(Staff, Subject) -> F + Clone + 'static,
    draw: impl Fn(Told<T>) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, ClientError>> + 'static,
{
    let report: Asked<Told<T>> = desk.ask(move |staff| {
        let (subject, ask) = (subject.clone(), ask.clone());
        async move {
            let outline = staff.find_policy_outline(subject.asked()).await?;
            let report = ask(staff, subject).await?;
            Ok((report, Lexicon(Arc::new(outline))))
        }
    });
    view! { <Loadable resource=report view=draw /> }.into_any()
}
