//! What the rules said when the application was handed in: frozen, condition by condition, each with its source.

use super::{corrections::verdict_now, draft::conditions, open_file::use_open_file};
use api::policy::{ConditionView, ReceiptMismatchView, VerdictView};
use domain::{Date, Money};
use i18n::t;
use leptos::prelude::*;
use ui::{Notice, StatusTag, Text, Tone};

/// The frozen verdict.
#[component]
pub(super) fn Verdict() -> impl IntoView {
    let file = use_open_file().file;
    let verdict = Memo::new(move |_| file.with(|file| file.application.verdict.clone()));
    let shown = move || match verdict.get() {
        Some(verdict) => frozen(&verdict),
        None => view! { <p>{t::staff_file::verdict::none()}</p> }.into_any(),
    };
    let mismatch = Memo::new(move |_| file.with(|file| file.receipt_mismatch.clone()));
    let now = Memo::new(move |_| file.with(|file| file.corrections.verdict.clone()));
    let now = move || {
        let now = now.get()?;
        Some(verdict.with(|frozen| verdict_now(frozen.as_ref(), &now)))
    };
    view! {
        <section id="verdict" tabindex="-1">
            <h2>{t::staff_file::verdict::title()}</h2>
            {shown}
            {now}
            {move || mismatch.get().as_ref().map(mark)}
        </section>
    }
    .into_any()
}

fn frozen(verdict: &VerdictView) -> AnyView {
    let (tone, words) = whole(&verdict.verdict);
    let provisional = verdict.is_provisional.then(|| {
        view! {
            <StatusTag tone=Tone::Warning label=t::staff_file::verdict::provisional() />
            <span>{t::staff_file::verdict::provisional_note()}</span>
        }
    });
    let cap = verdict.amount_fen.map(|fen| {
        let sum = i18n::money_in_words(Money::from_fen(fen));
        view! { <p>{t::staff_file::verdict::cap(sum)}</p> }
    });
    let conditions: Vec<AnyView> = conditions(verdict).into_iter().map(condition).collect();
    let version = (!verdict.version.is_empty())
        .then(|| t::staff_file::verdict::version(verdict.version.clone()));
    view! {
        <p class="row"><StatusTag tone=tone label=words /> {provisional}</p>
        {cap}
        <p class="file__note">{t::staff_file::verdict::frozen(day(&verdict.as_of))} " " {version}</p>
        <h3>{t::staff_file::verdict::conditions()}</h3>
        <ul class="file__conditions">{conditions}</ul>
        <details>
            <summary>{t::staff_file::verdict::hashes()}</summary>
            <p class="file__hash">{t::staff_file::verdict::pack(verdict.pack_hash.clone())}</p>
            <p class="file__hash">{t::staff_file::verdict::receipt(verdict.receipt_hash.clone())}</p>
        </details>
    }
    .into_any()
}

/// What the resident saw was not what the server comes to: the officer is told, and goes by the server's verdict.
fn mark(mismatch: &ReceiptMismatchView) -> AnyView {
    let (reason, browser) = (of_mismatch(&mismatch.reason), mismatch.browser_hash.clone());
    let server = mismatch.server_hash.clone();
    view! {
        <Notice tone=Tone::Warning title=t::staff_file::verdict::mismatch()>
            <p>{reason}</p>
            <p>{t::staff_file::verdict::mismatch_note()}</p>
            <details>
                <summary>{t::staff_file::verdict::hashes()}</summary>
                <p class="file__hash">{t::staff_file::verdict::browser_receipt(browser.clone())}</p>
                {server
                    .clone()
                    .map(|hash| view! { <p class="file__hash">{t::staff_file::verdict::receipt(hash)}</p> })}
            </details>
        </Notice>
    }
    .into_any()
}

/// Why a browser's receipt does not match.
fn of_mismatch(code: &str) -> &'static str {
    match code {
        "differs" => t::staff_file::verdict::mismatch_differs(),
        "unknown_pack" => t::staff_file::verdict::mismatch_unknown_pack(),
        "other_programme" => t::staff_file::verdict::mismatch_other_programme(),
        "too_large" => t::staff_file::verdict::mismatch_too_large(),
        _ => t::staff_file::verdict::mismatch_unreadable(),
    }
}

/// A whole verdict as tone and word.
pub(super) fn whole(code: &str) -> (Tone, &'static str) {
    match code {
        "eligible" => (Tone::Success, t::staff_file::verdict::eligible()),
        "not_eligible" => (Tone::Error, t::staff_file::verdict::not_eligible()),
        "not_in_force" => (Tone::Warning, t::staff_file::verdict::not_in_force()),
        "not_sourced" => (Tone::Warning, t::staff_file::verdict::not_sourced()),
        _ => (Tone::Warning, t::staff_file::verdict::unknown()),
    }
}

/// A condition's verdict as tone and word.
pub(super) fn of_condition(code: &str) -> (Tone, &'static str) {
    match code {
        "met" => (Tone::Success, t::staff_file::verdict::met()),
        "unmet" => (Tone::Error, t::staff_file::verdict::unmet()),
        _ => (Tone::Warning, t::staff_file::verdict::open()),
    }
}

fn condition(condition: &ConditionView) -> AnyView {
    let (tone, words) = of_condition(&condition.verdict);
    let status = match condition.status.as_str() {
        "verified" => t::staff_file::verdict::verified(),
        "secondary" => t::staff_file::verdict::secondary(),
        _ => t::staff_file::verdict::unconfirmed(),
    };
    view! {
        <li class="file__condition">
            <p class="file__condition-label">
                <StatusTag tone=tone label=words />
                <span>{condition.label.clone()}</span>
            </p>
            <p class="file__note">{t::staff_file::verdict::citation(condition.citation.clone())} " · " {status}</p>
        </li>
    }
    .into_any()
}

/// An ISO day of the wire as it is read.
pub(super) fn day(iso: &str) -> Text {
    match Date::parse_iso(iso) {
        Some(day) => i18n::date(day).into(),
        None => iso.to_owned().into(),
    }
}
