//! Another code, when the first does not arrive.

use super::model::RESEND_S;
use account::Failure;
use api::session::SendCodeRequest;
use client::Anonymous;
use i18n::t;
use leptos::prelude::*;
use std::time::Duration;
use ui::{Button, ButtonKind, Doing, Explain, Text, element::el};

/// Counts down, then offers to send the code again.
#[component]
pub(super) fn Resend(
    /// The phone the code goes to.
    phone: String,
) -> impl IntoView {
    let left_s = RwSignal::new(RESEND_S);
    let news = RwSignal::new(Text::default());
    let tick = set_interval_with_handle(
        move || left_s.update(|left| *left = left.saturating_sub(1)),
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let send = Doing::new(move |()| {
        let request = SendCodeRequest {
            phone: phone.clone(),
        };
        async move {
            let (words, wait_s) = match Anonymous.send_code(&request).await.map_err(Failure::from) {
                Ok(()) => (t::signin::sent_again().into(), RESEND_S),
                Err(failure) => (failure.explain(), failure.retry_after_s().unwrap_or(0)),
            };
            news.try_set(words);
            left_s.try_set(wait_s);
        }
    });
    let press = Callback::new(move |()| send.start(()));
    let is_waiting = Memo::new(move |_| left_s.get() > 0);
    let button = move || {
        if is_waiting.get() {
            el("p")
                .class("sign-in__wait")
                .child(move || t::signin::wait(left_s.get()))
                .into_any()
        } else {
            view! { <Button kind=ButtonKind::Secondary pending=send.pending() on_press=press>{t::signin::resend()}</Button> }.into_any()
        }
    };
    el("div")
        .class("sign-in__resend")
        .child(el("p").attr("role", "status").child(move || news.get()))
        .child(el("p").child(t::signin::not_arrived()))
        .child(button)
        .into_any()
}
