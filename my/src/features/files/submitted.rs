//! Right after handing in: the numbers to keep and what happens next.

use super::model::reading;
use account::{OpenFile, Part, Place, words};
use api::path;
use i18n::t;
use leptos::prelude::*;
use ui::{Button, ButtonKind, ClockMeter, LinkButton, Notice, PageTitle, Tone};

/// Acceptance number, query code large and as a picture, and the next steps.
#[component]
pub(crate) fn SubmittedPage(open: OpenFile) -> impl IntoView {
    let (id, number, code, clock, state) = open.file.with_untracked(|file| {
        (
            file.id.clone(),
            file.acceptance_number.clone(),
            file.query_code.clone(),
            file.clock,
            file.state,
        )
    });
    let Some(number) = number else {
        return view! {
            <PageTitle title=words::state(state, "name") />
            <p>{words::state(state, "sentence")}</p>
            <LinkButton href=Place::of(&id, Part::Overview).to_string()>{t::files::done::to_file()}</LinkButton>
        }
        .into_any();
    };
    let print = Callback::new(|()| drop(window().print()));
    view! {
        <PageTitle title=t::files::done::title() />
        <Notice tone=Tone::Success title=t::files::done::number()>
            <p class="submitted__number">{number}</p>
        </Notice>
        {code.map(|code| query_code(&id, code))}
        <h2>{t::files::done::next_title()}</h2>
        <p>{words::state(state, "sentence")} " " {words::state(state, "next")}</p>
        {clock.map(|clock| view! { <ClockMeter reading=reading(&clock) /> })}
        <ol>
            <li>{t::files::done::step::bureau()}</li>
            <li>{t::files::done::step::guarantor()}</li>
            <li>{t::files::done::step::bank()}</li>
        </ol>
        <p>{t::files::done::fix()}</p>
        <div class="row no-print">
            <LinkButton href=Place::of(&id, Part::Overview).to_string()>{t::files::done::to_file()}</LinkButton>
            <Button kind=ButtonKind::Secondary on_press=print>{t::files::print()}</Button>
            <a href=Place::of(&id, Part::Print).to_string()>{t::files::see_form()}</a>
        </div>
    }
    .into_any()
}

fn query_code(id: &str, code: String) -> AnyView {
    let picture = path::with_id(path::APPLICATION_QR, id);
    view! {
        <section class="submitted__code">
            <h2>{t::files::done::code()}</h2>
            <p class="submitted__letters">{code}</p>
            <img class="submitted__picture" src=picture alt=t::files::done::picture() width="180" height="180" />
            <p>{t::files::done::code_use()}</p>
        </section>
    }
    .into_any()
}
