//! The subsidy of one's own loan quarter by quarter, the bureau's question about it, and telling of a change in the business.

use api::FieldError;
use api::subsidy::{ChangeView, QueryView, TakenBackView};
use domain::{Date, Money};
use i18n::t;
use maud::{Markup, html};
use workflow::servicing::{ChangeKind, Quarter};

use super::frame::OwnPage;
use super::look::Look;
use super::own;

/// What the page is about.
#[derive(Debug)]
pub(crate) struct OwnLoanPage<'a> {
    /// The application.
    pub(crate) id: &'a str,
    /// Every quarter of which something is to be told, the newest first.
    pub(crate) quarters: &'a [(Quarter, i64, Quarterly)],
    /// Whether the days are the portal's own.
    pub(crate) is_local_confirm: bool,
    /// What the bureau asks the borrower.
    pub(crate) query: Option<&'a QueryView>,
    /// What was told, oldest first.
    pub(crate) changes: &'a [ChangeView],
    /// Whether a change can be told now.
    pub(crate) may_tell: bool,
    /// Whether something is still owed to the bank.
    pub(crate) is_owed: bool,
    /// The day on which it is read.
    pub(crate) today: Date,
    /// The key of the form.
    pub(crate) key: &'a str,
}

/// Where the subsidy of a quarter is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Quarterly {
    /// Paid on a day.
    Paid(Date),
    /// Approved on a day, to be paid by another, which may move.
    Approved(Date, Date, bool),
    /// Looked at until a day, which may move.
    Review(Date, bool),
    /// A question is open.
    Paused,
    /// Held back on a day: the code's words, and the officer's.
    Stopped(Date, String, String),
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct TypedLoan<'a> {
    /// The answer to a question.
    pub(crate) answer: &'a str,
    /// Which change.
    pub(crate) kind: &'a str,
    /// Since when: year, month and day.
    pub(crate) on: [&'a str; 3],
    /// How.
    pub(crate) words: &'a str,
    /// What is wrong, by pointer.
    pub(crate) errors: &'a [FieldError],
}

/// The page.
pub(crate) fn own_loan_page(look: Look, page: &OwnLoanPage<'_>, typed: &TypedLoan<'_>) -> String {
    let here = super::LOAN.replace("{id}", page.id);
    let above = format!("/my/applications/{}", page.id);
    let wrong: Vec<(&str, String)> = typed
        .errors
        .iter()
        .map(|error| (control(&error.pointer), words(&error.code).to_owned()))
        .collect();
    let matter = html! {
        (own::summary(&wrong, &fields()))
        @if let Some(query) = page.query { (question(look, (page, query), typed, (&here, &wrong))) }
        @else { (own::unsent(&[typed.answer])) }
        (subsidy(page))
        (told(page.changes))
        @if page.may_tell { (change(look, page, typed, (&here, &wrong))) }
        @else { (own::unsent(&[typed.words])) }
        @if page.is_owed { (extension(look, page.id)) }
    };
    OwnPage {
        look,
        title: t::own_loan::title(),
        here: &here,
        back: (&above, t::own_loan::back()),
        matter,
    }
    .write()
}

/// The controls of both forms by their names, in the order of the page.
fn fields() -> [(&'static str, &'static str); 4] {
    use t::own_loan::change as said;
    [
        ("answer", t::own_loan::query::answer()),
        ("kind", said::kind()),
        ("on", said::on()),
        ("words", said::words()),
    ]
}

fn control(pointer: &str) -> &'static str {
    match pointer {
        "/answer" => "answer",
        "/on" => "on",
        "/words" => "words",
        _ => "kind",
    }
}

fn words(code: &str) -> &str {
    let own = t::loan_code::by_key(&format!("problem.{code}"));
    t::problem::by_key(code).or(own).unwrap_or(code)
}

fn quarter_of(quarter: Quarter) -> String {
    t::own_loan::subsidy::quarter(quarter.year(), quarter.number())
}

fn kind_of(kind: ChangeKind) -> &'static str {
    t::loan_code::by_key(&format!("change.{kind}")).unwrap_or_default()
}

fn subsidy(page: &OwnLoanPage<'_>) -> Markup {
    let may_move = page.quarters.iter().any(|(_, _, state)| {
        matches!(
            state,
            Quarterly::Approved(_, _, true) | Quarterly::Review(_, true)
        )
    });
    let is_late = page.quarters.iter().any(|(_, _, state)| match state {
        Quarterly::Approved(_, due, _) | Quarterly::Review(due, _) => *due < page.today,
        Quarterly::Paid(_) | Quarterly::Paused | Quarterly::Stopped(..) => false,
    });
    html! {
        h2 { (t::own_loan::subsidy::title()) }
        @if page.quarters.is_empty() { p { (t::own_loan::subsidy::none()) } }
        @else {
            ul {
                @for (quarter, fen, state) in page.quarters { li { (line(*quarter, *fen, state)) } }
            }
        }
        @if is_late { p { strong { (t::own_loan::subsidy::late()) } } }
        @if may_move { p { (t::own_loan::subsidy::provisional()) } }
        @if page.is_local_confirm { p { (t::own_loan::subsidy::local_confirm()) } }
    }
}

fn line(quarter: Quarter, fen: i64, state: &Quarterly) -> String {
    use t::own_loan::subsidy as said;
    let quarter = quarter_of(quarter);
    let sum = i18n::money(Money::from_fen(fen));
    match state {
        Quarterly::Paid(on) => said::paid(quarter, i18n::date(*on), sum),
        Quarterly::Approved(on, due, _) => {
            said::approved(quarter, sum, i18n::date(*on), i18n::date(*due))
        }
        Quarterly::Review(due, _) => said::review(quarter, sum, i18n::date(*due)),
        Quarterly::Paused => said::paused(quarter, sum),
        Quarterly::Stopped(on, code, reason) => {
            said::stopped(quarter, i18n::date(*on), code, reason)
        }
    }
}

fn question(
    look: Look,
    (page, query): (&OwnLoanPage<'_>, &QueryView),
    typed: &TypedLoan<'_>,
    (here, wrong): (&str, &[(&str, String)]),
) -> Markup {
    let of_quarter = query.quarter.parse::<Quarter>().map(quarter_of);
    let about =
        t::own_loan::query::about(of_quarter.unwrap_or_default(), i18n::date(query.asked_on));
    html! {
        h2 { (t::own_loan::query::title()) }
        p { (about) }
        div.notice data-tone="warning" { p { strong { (query.question) } } }
        form method="post" action=(look.link(here)) novalidate {
            (own::key_field(page.key))
            input type="hidden" name="what" value="answer";
            (area("answer", (t::own_loan::query::answer(), t::own_loan::query::answer_hint()), typed.answer, wrong))
            p { button.button type="submit" { (t::own_loan::query::send()) } }
        }
    }
}

/// What was told, the newest first.
fn told(changes: &[ChangeView]) -> Markup {
    use t::own_loan::change as said;
    html! {
        @for change in changes.iter().rev() {
            div.notice {
                p { strong { (said::told(i18n::date(change.told_on), kind_of(change.kind))) } }
                p { (said::since(i18n::date(change.on), &change.words)) }
                @match &change.answer {
                    None => { p { (said::waits()) } }
                    Some(answer) => {
                        @match answer.stops_from {
                            None => { p { (said::goes_on(i18n::date(answer.on), &answer.reason)) } }
                            Some(from) => { p { (said::stops(i18n::date(answer.on), i18n::date(from), &answer.reason)) } }
                        }
                        @if !answer.article.is_empty() { p { (said::article(&answer.article)) } }
                        @if let Some(back) = &answer.taken_back { (resumed(back)) }
                    }
                }
            }
        }
    }
}

/// That it does not stop after all, and when the rest of a quarter that was approved meanwhile is due.
fn resumed(back: &TakenBackView) -> Markup {
    use t::own_loan::change as said;
    let quarter = back.quarter.parse::<Quarter>().map(quarter_of);
    let sum = i18n::money(Money::from_fen(back.arrears_fen));
    html! {
        p { strong { (said::resumed(i18n::date(back.on), &back.reason)) } }
        @if back.arrears_fen > 0 { p { (said::arrears(sum, quarter.unwrap_or_default())) } }
    }
}

fn change(
    look: Look,
    page: &OwnLoanPage<'_>,
    typed: &TypedLoan<'_>,
    (here, wrong): (&str, &[(&str, String)]),
) -> Markup {
    use t::own_loan::change as said;
    let of = |id: &str| {
        let found = wrong.iter().find(|(control, _)| *control == id);
        found.map(|(_, words)| words.as_str())
    };
    let (kind, on) = (of("kind"), of("on"));
    html! {
        h2 { (said::title()) }
        p { (said::about()) }
        p { strong { (said::effect()) } }
        form method="post" action=(look.link(here)) novalidate {
            (own::key_field(page.key))
            input type="hidden" name="what" value="change";
            (own::field("kind", (said::kind(), ""), kind, |described| html! {
                select.field__control.field__control--short #kind name="kind"
                    aria-describedby=[(!described.is_empty()).then_some(described)] aria-invalid=[kind.map(|_| "true")] {
                    option value="" { (said::choose()) }
                    @for one in ChangeKind::ALL {
                        option value=(one.as_str()) selected[typed.kind == one.as_str()] { (kind_of(*one)) }
                    }
                }
            }))
            (day(typed.on, on))
            (area("words", (said::words(), said::words_hint()), typed.words, wrong))
            p { button.button type="submit" { (said::send()) } }
        }
    }
}

/// Year, month and day in a box each, for the keys with figures.
fn day(typed: [&str; 3], wrong: Option<&str>) -> Markup {
    use t::common::date;
    let [year, month, day] = typed;
    let parts = [
        ("on", date::year(), year, "date-field__year"),
        ("on-month", date::month(), month, "date-field__number"),
        ("on-day", date::day(), day, "date-field__number"),
    ];
    html! {
        fieldset.field {
            legend.field__label { (t::own_loan::change::on()) }
            @if let Some(words) = wrong { p.field__error #on-error { (words) } }
            div.date-field {
                @for (id, label, typed, width) in parts {
                    label.date-field__part for=(id) {
                        (label)
                        input class={ "field__control " (width) } id=(id) name=(id) inputmode="numeric" autocomplete="off" value=(typed)
                            aria-describedby=[wrong.map(|_| "on-error")] aria-invalid=[wrong.map(|_| "true")];
                    }
                }
            }
        }
    }
}

fn area(id: &'static str, named: (&str, &str), typed: &str, wrong: &[(&str, String)]) -> Markup {
    let found = wrong.iter().find(|(control, _)| *control == id);
    let found = found.map(|(_, words)| words.as_str());
    own::field(id, named, found, |described| {
        html! {
            textarea.field__control id=(id) name=(id) rows="4" maxlength="2000" aria-describedby=(described)
                aria-invalid=[found.map(|_| "true")] { (typed) }
        }
    })
}

fn extension(look: Look, id: &str) -> Markup {
    let there = super::EXTENSION.replace("{id}", id);
    html! {
        p {
            (t::own_loan::to_extension_about()) " "
            a href=(look.link(&there)) { (t::own_loan::to_extension()) }
        }
    }
}
