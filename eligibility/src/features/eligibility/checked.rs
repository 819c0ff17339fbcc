//! What was checked: which rules, of which day, from how many texts, and how fresh they are.

use domain::Date;
use i18n::t;
use policy::{Citation, Evaluation, Pack};
use ui::{
    SummaryRow,
    element::{Element, el},
    summary_list,
};

use super::{citations::freshness, standing::Standing};

/// How much of the rules' name is shown: enough to tell two packs apart over the telephone.
const NAME: usize = 12;

/// The list, for a whole result or for one programme.
pub(super) fn checked(pack: &Pack, as_of: Date, found: &[Evaluation]) -> Element {
    let ruled = found
        .iter()
        .filter(|found| Standing::of(found).has_rule())
        .count();
    let conditions: usize = found.iter().map(|found| found.conditions.len()).sum();
    let extent = match found.len() {
        1 => t::eligibility::checked::conditions(conditions),
        all if all == ruled => t::eligibility::checked::programmes_all(all, conditions),
        all => t::eligibility::checked::programmes_some(all, all - ruled, conditions),
    };
    let fresh = freshness(pack, texts(pack, as_of, found));
    let mut rows = vec![
        SummaryRow::new(t::eligibility::checked::day(), i18n::date(as_of)),
        SummaryRow::new(t::eligibility::checked::programmes(), extent),
        SummaryRow::new(
            t::eligibility::checked::texts(),
            t::eligibility::checked::texts_value(fresh.documents, fresh.unsure),
        ),
    ];
    if let Some(day) = fresh.oldest {
        rows.push(SummaryRow::new(
            t::eligibility::checked::fresh(),
            i18n::date(day),
        ));
    }
    let name: String = pack.hash().chars().take(NAME).collect();
    rows.push(SummaryRow::new(t::eligibility::checked::rules(), name));
    el("section")
        .class("eligibility__checked")
        .child(el("h2").child(t::eligibility::checked::title()))
        .child(summary_list(rows))
}

/// Every place in a text that these verdicts rest on.
fn texts<'a>(
    pack: &'a Pack,
    as_of: Date,
    found: &'a [Evaluation],
) -> impl Iterator<Item = &'a Citation> {
    found.iter().flat_map(move |found| {
        let version = pack
            .programme(&found.programme)
            .and_then(|known| known.version_on(as_of));
        let of_version = version
            .into_iter()
            .flat_map(|version| version.citations.iter());
        let of_conditions = found
            .conditions
            .iter()
            .flat_map(|condition| condition.citations.iter());
        of_version.chain(of_conditions)
    })
}
