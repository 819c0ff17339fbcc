//! The pack in force, those to come, those that were, and beginning a draft.

use super::super::{
    desk::{Asked, use_desk},
    place::{DeskPlace, Subject},
    start::Start,
    words::{code, day, short},
};
use crate::table::table;
use api::policy_desk::{ListPacksResponse, PublicationView};
use i18n::t;
use leptos::prelude::*;
use ui::{Loadable, SummaryList, SummaryRow};

/// The section.
#[component]
pub(super) fn Packs() -> impl IntoView {
    let desk = use_desk();
    let found: Asked<ListPacksResponse> =
        desk.ask(|staff| async move { staff.list_policy_packs().await });
    let drawn = move |found: ListPacksResponse| {
        let start = desk
            .may_change
            .then(|| view! { <Start based_on=found.in_force.clone() /> });
        view! { {in_force(&found)} {start} {publications(&found)} }.into_any()
    };
    view! {
        <h2>{t::staff_policy::in_force::title()}</h2>
        <Loadable resource=found view=drawn />
    }
    .into_any()
}

/// The publication that a day falls into: the last one made for that day or an earlier one.
pub(super) fn current(found: &ListPacksResponse) -> Option<&PublicationView> {
    let begun = found
        .publications
        .iter()
        .filter(|one| one.effective_on <= found.today && one.pack_hash == found.in_force);
    begun.max_by(|one, other| (&one.effective_on, one.seq).cmp(&(&other.effective_on, other.seq)))
}

fn in_force(found: &ListPacksResponse) -> AnyView {
    let hash = found.in_force.clone();
    let place = DeskPlace::Rules(Subject::Pack(hash.clone())).to_string();
    let origin = found.packs.iter().find(|pack| pack.hash == hash);
    let mut rows = Vec::new();
    if let Some(publication) = current(found) {
        rows.push(SummaryRow::new(
            t::staff_policy::in_force::since(),
            day(&publication.effective_on),
        ));
    }
    if let Some(origin) = origin {
        rows.push(SummaryRow::new(
            t::staff_policy::in_force::origin(),
            code("origin", origin.origin.id()),
        ));
    }
    rows.push(SummaryRow::new(t::staff_policy::pack::hash(), hash.clone()));
    view! {
        <SummaryList rows=rows />
        <p><a href=place>{t::staff_policy::in_force::look()}</a></p>
    }
    .into_any()
}

fn publications(found: &ListPacksResponse) -> AnyView {
    let (coming, past): (Vec<_>, Vec<_>) = found
        .publications
        .iter()
        .partition(|one| one.effective_on > found.today);
    let coming = if coming.is_empty() {
        view! { <p class="loadable__empty">{t::staff_policy::coming::empty()}</p> }.into_any()
    } else {
        list(t::staff_policy::coming::title(), &coming)
    };
    view! {
        <h2>{t::staff_policy::coming::title()}</h2>
        {coming}
        <h2>{t::staff_policy::past::title()}</h2>
        <p>{t::staff_policy::past::about()}</p>
        {list(t::staff_policy::past::title(), &past)}
    }
    .into_any()
}

fn list(name: &'static str, rows: &[&PublicationView]) -> AnyView {
    use t::staff_policy::column;
    let heads = [
        column::since(),
        column::kind(),
        column::pack(),
        column::people(),
        column::reason(),
    ];
    table(name, &heads, rows.iter().map(|one| row(one)).collect())
}

fn row(one: &PublicationView) -> AnyView {
    let place = DeskPlace::Rules(Subject::Pack(one.pack_hash.clone())).to_string();
    let people = if one.prepared_by.is_empty() {
        t::staff_policy::by_program().to_owned()
    } else {
        t::staff_policy::two_people(one.prepared_by.clone(), one.approved_by.clone())
    };
    view! {
        <tr>
            <th scope="row" class="figures">{day(&one.effective_on)}</th>
            <td>{code("kind", one.kind.id())}</td>
            <td><a href=place><code>{short(&one.pack_hash)}</code></a></td>
            <td>{people}</td>
            <td class="policy__long">{one.reason.clone()}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::policy_desk::PublicationKind;

    fn publication(seq: i64, pack: &str, effective_on: &str) -> PublicationView {
        PublicationView {
            seq,
            kind: PublicationKind::Publish,
            pack_hash: pack.into(),
            effective_on: effective_on.into(),
            prepared_by: String::new(),
            approved_by: String::new(),
            approved_at_ms: 0,
            reason: String::new(),
        }
    }

    #[test]
    fn since_when_the_pack_is_in_force() {
        let found = ListPacksResponse {
            today: "2026-11-24".into(),
            in_force: "a".into(),
            packs: Vec::new(),
            publications: vec![
                publication(4, "a", "2026-12-01"),
                publication(3, "a", "2026-11-20"),
                publication(2, "b", "2026-11-01"),
                publication(1, "a", "2026-01-01"),
            ],
        };
        assert_eq!(current(&found).unwrap().seq, 3);
    }
}
