//! Another class by its title, its school and its first day, with the way to it.

use super::super::{place::TrainingPlace, words::course_title};
use api::settlement::NamedClass;
use i18n::t;
use leptos::prelude::*;

/// The class of an id.
pub(super) fn class_link(id: &str, classes: &[NamedClass]) -> AnyView {
    let href = TrainingPlace::Class(id.to_owned()).to_string();
    let mut classes = classes.iter();
    let Some(class) = classes.find(|one| one.id == id) else {
        return view! { <a href=href>{id.to_owned()}</a> }.into_any();
    };
    let title = course_title(class.title.clone());
    let begins = t::staff_section::complaints::class(i18n::date(class.starts_on));
    view! { <a href=href>{title} " " {class.provider.clone()} " " {begins}</a> }.into_any()
}
