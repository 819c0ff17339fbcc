//! Printing and passing on, without anything of the person who looked.

use i18n::t;
use leptos::{prelude::*, task::spawn_local};
use ui::{
    Button, ButtonKind,
    element::{Element, el},
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::address::Address;

/// The buttons; `title` and the page's address are all that is passed on.
pub(super) fn hand_out(title: String, page: Address) -> Element {
    let said = RwSignal::new(String::new());
    let print = |()| {
        let _ = window().print();
    };
    let share = move |()| {
        let origin = window().location().origin().unwrap_or_default();
        pass_on(title.clone(), link_of(&origin, &page), said);
    };
    let buttons = view! {
        <Button kind=ButtonKind::Secondary on_press=print>{t::eligibility::result::print()}</Button>
        <Button kind=ButtonKind::Secondary on_press=share>{t::eligibility::result::share()}</Button>
    };
    el("div")
        .class("eligibility__acts no-print")
        .child(el("div").class("row").child(buttons.into_any()))
        .child(el("p").attr("role", "status").child(move || said.get()))
        .child(
            el("p")
                .class("eligibility__note")
                .child(t::eligibility::result::print_note())
                .child(" ")
                .child(t::print::how()),
        )
}

/// The address that is passed on. No answer has a way into it.
fn link_of(origin: &str, page: &Address) -> String {
    [origin, &page.href()].concat()
}

/// Opens the phone's own sharing; where there is none, copies the link; where that is forbidden, shows it.
fn pass_on(title: String, link: String, said: RwSignal<String>) {
    let navigator = window().navigator();
    let has = |name: &str| js_sys::Reflect::has(&navigator, &JsValue::from_str(name)) == Ok(true);
    if has("share") {
        let data = web_sys::ShareData::new();
        data.set_title(&title);
        data.set_url(&link);
        // Closing the phone's list without a choice is no failure.
        let sharing = navigator.share_with_data(&data);
        spawn_local(async move { drop(JsFuture::from(sharing).await) });
    } else if has("clipboard") {
        let copying = navigator
            .clipboard()
            .write_text(&[&title, "\n", &link].concat());
        spawn_local(async move {
            let words = match JsFuture::from(copying).await {
                Ok(_) => t::eligibility::result::copied().to_owned(),
                Err(_) => t::eligibility::result::copy_this(link),
            };
            said.try_set(words);
        });
    } else {
        said.set(t::eligibility::result::copy_this(link));
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, link_of};

    #[test]
    fn a_link_names_the_page_and_nobody() {
        for (page, expected) in [
            (Address::Start, "https://fumin.example/eligibility"),
            (
                Address::Programme("training_subsidy".into()),
                "https://fumin.example/eligibility/programme/training_subsidy",
            ),
        ] {
            assert_eq!(link_of("https://fumin.example", &page), expected);
        }
    }
}
