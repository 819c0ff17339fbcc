//! What the plan leaves in a month, beside the principal of one.

use application::{Answers, Field, expected_month};
use domain::Money;
use i18n::t;
use leptos::prelude::*;
use ui::{StatusTag, Tone};

/// Worked out from the answers, so that nobody has to; nothing while income or costs are missing.
pub(super) fn month(answers: &Answers) -> Option<AnyView> {
    use t::staff_file::answers as words;
    let month = expected_month(answers)?;
    let fen = month.left.fen();
    let left = if fen < 0 {
        words::month_short(i18n::money_in_words(Money::from_fen(-fen)))
    } else {
        words::month_left(i18n::money_in_words(month.left))
    };
    let principal = month.principal.map(|sum| {
        let months = answers.text(Field::TermMonths).to_owned();
        words::month_principal(months, i18n::money_in_words(sum))
    });
    let short = (!month.is_enough() && month.principal.is_some()).then(|| {
        view! { <StatusTag tone=Tone::Warning label=words::month_not_enough() /> }
    });
    Some(view! { <p class="file__note">{left} " " {principal} " " {short}</p> }.into_any())
}
