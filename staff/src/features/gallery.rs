//! Every component of `crates/ui` in its states, for whoever builds pages; made up, and without the server.

mod controls;
mod faces;

use controls::{Controls, Wrong};
use faces::{Faces, Icons, Lists, Notices, States};
use i18n::t;
use leptos::prelude::*;
use ui::{BackLink, Button, ButtonKind, Confirm, LinkButton, PageTitle, SampleMark};

/// The surfaces and the colours of text on them, as `style/tokens.css` names them.
const SWATCHES: [&str; 8] = [
    "text",
    "text-secondary",
    "brand",
    "accent",
    "error",
    "notice",
    "link",
    "border-input",
];

/// The page.
#[component]
pub(crate) fn GalleryPage() -> impl IntoView {
    view! {
        <BackLink href="/staff/" />
        <PageTitle title=t::staff_gallery::title() />
        <p><SampleMark />" "{t::staff_gallery::about()}</p>
        <Part title=t::staff_gallery::colours()><Colours /></Part>
        <Part title=t::staff_gallery::buttons()><Buttons /></Part>
        <Part title=t::staff_gallery::notices()><Notices /></Part>
        <Part title=t::staff_gallery::states()><States /></Part>
        <Part title=t::staff_gallery::icons()><Icons /></Part>
        <Part title=t::staff_gallery::faces()><Faces /></Part>
        <Part title=t::staff_gallery::lists()><Lists /></Part>
        <Part title=t::staff_gallery::controls()><Controls /></Part>
        <Part title=t::staff_gallery::wrong()><Wrong /></Part>
    }
    .into_any()
}

#[component]
fn Part(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="gallery__part">
            <h2>{title}</h2>
            {children()}
        </section>
    }
    .into_any()
}

#[component]
fn Colours() -> impl IntoView {
    let swatches = SWATCHES.map(|name| {
        let colour = format!("var(--colour-{name})");
        view! { <li class="gallery__swatch"><span class="gallery__colour" style:background=colour></span>{name}</li> }
    });
    view! {
        <p>{t::staff_gallery::text()}</p>
        <p class="gallery__secondary">{t::staff_gallery::text_secondary()}</p>
        <p class="money">{i18n::money(domain::Money::from_fen(20_000_000))}</p>
        <ul class="gallery__row">{swatches.into_iter().collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Buttons() -> impl IntoView {
    let nothing = Callback::new(|()| ());
    let pending = Signal::derive(|| true);
    view! {
        <div class="gallery__row">
            <Button on_press=nothing>{t::staff_gallery::press()}</Button>
            <Button kind=ButtonKind::Secondary on_press=nothing>{t::staff_gallery::press_other()}</Button>
            <Button kind=ButtonKind::Danger on_press=nothing>{t::staff_gallery::press_danger()}</Button>
            <Button kind=ButtonKind::Quiet on_press=nothing>{t::staff_gallery::press_link()}</Button>
            <Button pending=pending on_press=nothing>{t::staff_gallery::press_pending()}</Button>
            <LinkButton href="/staff/gallery">{t::staff_gallery::press()}</LinkButton>
        </div>
        <Confirm label=t::staff_gallery::press_danger() question=t::staff_gallery::confirm_question()
            action=t::staff_gallery::press_danger() on_confirm=nothing />
    }
    .into_any()
}
