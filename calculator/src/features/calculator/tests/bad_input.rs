//! What cannot be is told beside its control, all of it at once.

use domain::Money;
use i18n::t;

use super::super::answer::Answer;
use super::super::typed::{AMOUNT, LPR, MONTHS, PARTNERS, RATE, START, Typed};
use super::super::words::problem;
use super::{asked, reading, typed};

/// What somebody does to a good form, the control it is told at, and the words.
type Slip = (fn(&mut Typed), &'static str, String);

#[test]
fn bad_input_is_told_beside_its_control() {
    let code = |code: &str| problem(code).into_owned();
    let above =
        |yuan| t::calculator::error::above_cap(i18n::money_in_words(Money::from_yuan(yuan)));
    let table: [Slip; 18] = [
        (
            |typed| typed.amount = "0".into(),
            AMOUNT,
            code("amount_zero"),
        ),
        (
            |typed| typed.amount = "-5".into(),
            AMOUNT,
            code("money_negative"),
        ),
        (
            |typed| typed.amount = "299,999.995".into(),
            AMOUNT,
            code("money_too_fine"),
        ),
        (
            |typed| typed.amount = "300000.01".into(),
            AMOUNT,
            above(300_000),
        ),
        (
            |typed| typed.amount = "三十万".into(),
            AMOUNT,
            code("money_not_a_number"),
        ),
        (
            |typed| typed.months = "0".into(),
            MONTHS,
            t::calculator::error::months(36),
        ),
        (
            |typed| typed.months = "37".into(),
            MONTHS,
            t::calculator::error::months(36),
        ),
        (
            |typed| typed.months = "2.5".into(),
            MONTHS,
            t::calculator::error::months(36),
        ),
        (
            |typed| typed.months = "+9".into(),
            MONTHS,
            t::calculator::error::months(36),
        ),
        (
            |typed| typed.rate = "4.61".into(),
            RATE,
            t::calculator::error::rate_above_cap("4.60", "3.10", "1.5"),
        ),
        (
            |typed| typed.rate = "-1".into(),
            RATE,
            t::calculator::error::rate().into(),
        ),
        (
            |typed| typed.rate = "101".into(),
            RATE,
            t::calculator::error::rate().into(),
        ),
        (
            |typed| typed.lpr = "x".into(),
            LPR,
            t::calculator::error::rate().into(),
        ),
        (
            |typed| typed.start = "2026-02-30".into(),
            START,
            code("date_unreadable"),
        ),
        (
            |typed| typed.start = "2026--".into(),
            START,
            code("date_unreadable"),
        ),
        (
            |typed| typed.start = "1026-11-24".into(),
            START,
            t::calculator::error::year(2015, 2031),
        ),
        (
            |typed| typed.start = "2126-11-24".into(),
            START,
            t::calculator::error::year(2015, 2031),
        ),
        (
            |typed| (typed.who, typed.partners) = ("partnership".into(), "1".into()),
            PARTNERS,
            t::calculator::error::partners().into(),
        ),
    ];
    for (break_it, field, message) in table {
        assert!(!message.is_empty(), "{field} has no words");
        let mut typed = typed("200000");
        break_it(&mut typed);
        let reading = reading(&typed);
        assert_eq!(reading.asked, None, "{typed:?}");
        let told: Vec<_> = reading
            .wrong
            .iter()
            .map(|error| (&*error.field, &*error.message))
            .collect();
        assert_eq!(told, [(field, message.as_str())], "{typed:?}");
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let typed = Typed {
        months: "37".into(),
        rate: "x".into(),
        lpr: "y".into(),
        start: "2026-13-01".into(),
        ..typed("-1")
    };
    let reading = reading(&typed);
    let mut fields: Vec<_> = reading
        .wrong
        .iter()
        .map(|error| error.field.to_string())
        .collect();
    fields.sort();
    assert_eq!(fields, [AMOUNT, LPR, MONTHS, RATE, START]);
}

#[test]
fn full_width_digits_are_understood() {
    let typed = Typed {
        months: "３６".into(),
        rate: "４．６％".into(),
        ..typed("２００，０００")
    };
    let asked = asked(&typed);
    assert_eq!(asked.terms.principal, Money::from_yuan(200_000));
    assert_eq!(
        (asked.months, asked.terms.annual_rate.to_string()),
        (36, "4.60".to_owned())
    );
}

#[test]
fn what_is_missing_is_named() {
    let open = |typed: &Typed| reading(typed).open;
    assert_eq!(open(&typed("")), [t::calculator::field::amount()]);
    // No source names the LPR of that day: neither the rate nor the borrower's part can be known without it.
    let old = Typed {
        start: "2022-03-15".into(),
        ..typed("200000")
    };
    assert_eq!(
        open(&old),
        [t::calculator::field::rate(), t::calculator::field::lpr()]
    );
    let known = Typed {
        rate: "4.20".into(),
        lpr: "3.70".into(),
        ..old
    };
    assert_eq!(open(&known), Vec::<&str>::new());
    // After the last day of the regime there is a schedule, and nobody says who pays.
    let late = Typed {
        start: "2029-01-01".into(),
        rate: "4".into(),
        ..typed("200000")
    };
    let answer = Answer::of(&asked(&late)).unwrap();
    assert_eq!((answer.shares, answer.yours()), (None, answer.interest));
}
