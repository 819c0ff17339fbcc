//! The one press that enrols, with everything to know before it.

use account::{Failure, Intent, Place, code_for, failure_notice, use_go, use_session, words};
use api::{ProblemCode, enrolment::EnrolRequest, settlement::Claim};
use catalogue::Entry;
use client::Resident;
use i18n::t;
use leptos::prelude::*;
use ui::{
    Button, Doing, FieldError, FormErrors, LinkButton, SummaryRow, TextField, Tone,
    element::{Element, IntoChild, el},
    notice, page_title, provide_form_errors, sample_mark, summary_list,
};

use super::{
    card::{DATA_LANGUAGE, price},
    claim::{Typed, claim_form, flaws, today},
    enrol::{Found, Reload},
    list::NEW,
    model::{find_mine, overlapping, withdraw_by},
    unsent::{self, Unsent, keep_typed},
};

/// The id of the control for the name.
const NAME: &str = "name";

/// Where the server points to when the price on screen is another one by now.
const PRICE: &str = "price_fen";

/// The page of a class that is there.
pub(super) fn enrol_form(
    resident: Resident,
    found: Found,
    (failure, is_price_new): (RwSignal<Option<Failure>>, RwSignal<bool>),
    reload: Reload,
) -> AnyView {
    let entry = found.now.as_ref().map(|now| now.entry());
    let is_in = find_mine(&found.mine, &found.course, &found.days).is_some();
    let title = match entry {
        Some(Entry::WaitList(_)) if !is_in => t::my_courses::enrol::wait_title(),
        _ => t::my_courses::enrol::title(),
    };
    let name = el("h2")
        .class("enrolment__name")
        .child(
            el("span")
                .attr("lang", DATA_LANGUAGE)
                .child(found.course.title.clone()),
        )
        .child(found.course.is_sample.then(sample_mark));
    let mut parts = vec![page_title(title).into_child(), name.into_child()];
    if is_in {
        parts.push(already());
        return parts.into_any();
    }
    parts.push(failure_notice(failure));
    if is_price_new.get_untracked() {
        let now = price(found.course.price_fen);
        let words = el("p").child(t::my_courses::enrol::price_changed(now));
        parts.push(notice(Tone::Warning, None, true).child(words).into_child());
    }
    let full = match entry {
        Some(Entry::Seat) => el("p").child(t::my_courses::enrol::free(free(&found))),
        Some(Entry::WaitList(0)) => el("p").child(t::my_courses::enrol::waiting_first()),
        Some(Entry::WaitList(waiting)) => {
            el("p").child(t::my_courses::enrol::waiting(waiting, waiting + 1))
        }
        Some(entry) => return closed(parts, words_of(entry)),
        None => return closed(parts, t::courses::enrol::at_provider()),
    };
    parts.push(full.class("enrolment__sentence").into_child());
    if found.course.is_sample {
        let words = el("p").child(t::my_courses::enrol::sample());
        let title = t::courses::page::sample_title().into();
        parts.push(
            notice(Tone::Warning, Some(title), false)
                .child(words)
                .into_child(),
        );
    }
    parts.push(summary_list(rows(&found)).into_child());
    let overlap = overlap_notice(&found);
    let accepts_overlap = overlap.is_some();
    parts.push(overlap.into_child());
    let label = match (accepts_overlap, entry) {
        (true, _) => t::my_courses::enrol::press_overlap(),
        (false, Some(Entry::WaitList(_))) => t::my_courses::enrol::press_wait(),
        _ => t::my_courses::enrol::press(),
    };
    let blank = Unsent::of(&found);
    let begun = found.unsent;
    if begun.is_some() {
        parts.push(el("p").child(t::my_courses::draft::found()).into_child());
    }
    let begun = begun.unwrap_or_else(|| blank.clone());
    let request = EnrolRequest {
        course: found.course.id,
        session: found.days.id,
        accepts_overlap,
        name: None,
        price_fen: Some(found.course.price_fen.fen()),
        claim: None,
    };
    let name = RwSignal::new(begun.name);
    let errors = provide_form_errors();
    parts.push(view! { <TextField id=NAME label=t::my_courses::enrol::name() hint=t::my_courses::enrol::name_hint() value=name autocomplete="name" /> }.into_any());
    let typed = RwSignal::new(begun.typed);
    keep_typed(blank, name, typed);
    if found.course.is_subsidised {
        parts.push(claim_form(typed).into_child());
    }
    let asked = (request, name, typed, errors);
    let enrol = use_enrol(resident, asked, (failure, is_price_new), reload);
    let press = Callback::new(move |()| enrol.start(()));
    parts
        .push(view! { <Button pending=enrol.pending() on_press=press>{label}</Button> }.into_any());
    parts.into_any()
}

/// Sends it once, and leads to where the answer is shown.
fn use_enrol(
    resident: Resident,
    (request, name, typed, errors): (EnrolRequest, RwSignal<String>, RwSignal<Typed>, FormErrors),
    (failure, is_price_new): (RwSignal<Option<Failure>>, RwSignal<bool>),
    reload: Reload,
) -> Doing {
    let (session, go) = (use_session(), use_go());
    let intent = Intent::default();
    let sent = StoredValue::new((None::<String>, None::<Claim>));
    Doing::new(move |()| {
        failure.set(None);
        is_price_new.set(false);
        errors.show(Vec::new());
        let named = name.get_untracked();
        let checked = typed.with_untracked(|typed| typed.check(today(), false));
        let (claim, wrong) = match checked {
            Ok(claim) => (claim, Vec::new()),
            Err(wrong) => (None, wrong),
        };
        let request = EnrolRequest {
            name: (!named.trim().is_empty()).then_some(named),
            claim,
            ..request.clone()
        };
        // Another name, or another thing said, is another request.
        let now = (request.name.clone(), request.claim.clone());
        if sent.get_value() != now {
            intent.renew();
            sent.set_value(now);
        }
        async move {
            if !wrong.is_empty() {
                errors.show(flaws(wrong, ""));
                return;
            }
            match intent.settle(resident.enrol(&request, &intent.key()).await) {
                Ok(place) => {
                    unsent::forget(&request.course, &request.session).await;
                    go.instead(&[&Place::Courses.to_string(), "?", NEW, "=", &place.id].concat())
                }
                Err(found) => {
                    let is_news = [
                        ProblemCode::ClassOverlap,
                        ProblemCode::AlreadyEnrolled,
                        ProblemCode::ClassClosed,
                        ProblemCode::WaitlistFull,
                    ]
                    .into_iter()
                    .any(|code| found.is(code));
                    let is_other_price = code_for(found.fields(), PRICE).is_some();
                    let wrong = code_for(found.fields(), NAME);
                    if let Some(code) = wrong {
                        errors.show(vec![FieldError::new(NAME, words::problem(code))]);
                    } else if is_other_price {
                        is_price_new.try_set(true);
                    } else if let Some(found) = session.watch(found) {
                        failure.try_set(Some(found));
                    }
                    if is_news || is_other_price {
                        reload.try_run(());
                    }
                }
            }
        }
    })
}

fn free(found: &Found) -> u32 {
    found.now.as_ref().map_or(0, |now| now.free)
}

fn already() -> AnyView {
    let mine = view! { <LinkButton href=Place::Courses.to_string()>{t::courses::enrol::see_mine()}</LinkButton> };
    notice(Tone::Info, Some(t::courses::enrol::mine().into()), false)
        .child(el("p").child(mine.into_any()))
        .into_child()
}

fn closed(mut parts: Vec<AnyView>, words: &'static str) -> AnyView {
    let all = view! { <LinkButton href="/courses">{t::my_courses::enrol::all()}</LinkButton> };
    let word =
        notice(Tone::Warning, Some(words.into()), false).child(el("p").child(all.into_any()));
    parts.push(word.into_child());
    parts.into_any()
}

fn words_of(entry: Entry) -> &'static str {
    match entry {
        Entry::Full => t::courses::enrol::full(),
        Entry::Postponed => t::courses::enrol::postponed(),
        Entry::Cancelled => t::courses::enrol::cancelled(),
        Entry::Closed | Entry::Seat | Entry::WaitList(_) => t::courses::enrol::closed(),
    }
}

fn rows(found: &Found) -> Vec<SummaryRow> {
    let Found { course, days, .. } = found;
    let dates = t::my_courses::days(
        i18n::date_with_weekday(days.starts_on),
        i18n::date(days.ends_on),
    );
    let place = match &course.place {
        Some(place) => [place.as_str(), course.venue.as_str()].join(" "),
        None => course.venue.clone(),
    };
    let mut rows = vec![
        SummaryRow::new(t::my_courses::row::days(), dates),
        SummaryRow::new(t::my_courses::row::time(), days.schedule.clone()),
        SummaryRow::new(t::my_courses::row::place(), place),
        SummaryRow::new(t::my_courses::row::provider(), course.provider.clone()),
        SummaryRow::new(t::my_courses::row::price(), price(course.price_fen)),
    ];
    if !course.bring.is_empty() {
        let things = course.bring.join(t::courses::comma());
        rows.push(SummaryRow::new(t::my_courses::row::bring(), things));
    }
    let last = i18n::date(withdraw_by(days.starts_on));
    rows.extend([
        SummaryRow::new(t::courses::session::enrol_by(), i18n::date(days.enrol_by)),
        SummaryRow::new(
            t::my_courses::row::withdraw(),
            t::my_courses::withdraw_until(last),
        ),
    ]);
    rows
}

/// Which of one's classes are on the same days.
fn overlap_notice(found: &Found) -> Option<Element> {
    let others = overlapping(&found.mine, &found.course, &found.days);
    if others.is_empty() {
        return None;
    }
    let lines: Vec<Element> = others
        .into_iter()
        .map(|other| {
            let title = other.title.clone().unwrap_or_else(|| other.course.clone());
            let words = t::my_courses::enrol::overlap(
                title,
                i18n::date(other.starts_on),
                i18n::date(other.ends_on),
            );
            el("li").child(words)
        })
        .collect();
    let title = t::my_courses::overlap_title().into();
    let word = notice(Tone::Warning, Some(title), false)
        .child(el("p").child(t::my_courses::enrol::overlap_detail()))
        .child(el("ul").child(lines));
    Some(word)
}
