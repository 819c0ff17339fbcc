//! From what was typed to a loan: everything wrong at once, everything still open by name.

use catalogue::{LoanBasis, LoanLimitKind, LprQuotation, SubsidyPeriod, SubsidyRegime};
use domain::{Date, Money};
use i18n::t;
use loan::{Agreement, DayCount, Rate, Regime, Repayment, Subsidy, Terms};
use ui::{FieldError, Text};

use super::limits::{Borrower, PARTNERS_ALLOWED};
use super::typed::{AMOUNT, LPR, MONTHS, PARTNERS, RATE, START, Typed, plain};
use super::words;

/// The first year whose loans go by this name.
const FIRST_YEAR: i32 = 2015;
/// How many years ahead somebody plans.
const YEARS_AHEAD: i32 = 5;

/// The LPR a loan is reckoned with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lpr {
    Typed(Rate),
    Quoted(LprQuotation),
}

impl Lpr {
    pub(super) fn rate(&self) -> Rate {
        match self {
            Self::Typed(rate) => *rate,
            Self::Quoted(quotation) => Rate::from_basis_points(i64::from(quotation.rate_bp)),
        }
    }
}

/// A loan as asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) who: Borrower,
    pub(super) months: u32,
    pub(super) terms: Terms,
    /// Whether the rate was typed rather than taken from the limit.
    pub(super) is_rate_typed: bool,
    pub(super) lpr: Option<Lpr>,
    /// Who pays the interest, where a source says so for this day.
    pub(super) period: Option<SubsidyPeriod>,
}

impl Asked {
    /// What the state pays; none where no source says.
    pub(super) fn subsidy(&self) -> Option<Subsidy> {
        let period = self.period.as_ref()?;
        let regime = match period.regime {
            SubsidyRegime::LprMinus150bp => Regime::LprMinus150bp,
            SubsidyRegime::HalfOfActualRate => Regime::HalfOfActualRate,
        };
        Some(Subsidy {
            regime,
            lpr: self.lpr.as_ref().map(Lpr::rate),
            subsidised_years: period.subsidised_years,
            ends_on: None,
        })
    }
}

/// What the form says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// The loan, once everything is there and right.
    pub(super) asked: Option<Asked>,
    /// Everything to put right.
    pub(super) wrong: Vec<FieldError>,
    /// What is still empty, by name.
    pub(super) open: Vec<&'static str>,
}

impl Reading {
    fn refuse(&mut self, field: &'static str, message: impl Into<Text>) {
        self.wrong.push(FieldError::new(field, message));
    }

    /// What a filled control says; an empty one is open.
    fn filled<T>(
        &mut self,
        (field, name, text): (&'static str, &'static str, &str),
        judge: impl FnOnce(&str) -> Result<T, Text>,
    ) -> Option<T> {
        if text.trim().is_empty() {
            self.open.push(name);
            return None;
        }
        judge(text)
            .map_err(|message| self.refuse(field, message))
            .ok()
    }
}

/// Reads the form.
pub(super) fn read(typed: &Typed, basis: &LoanBasis, today: Date) -> Reading {
    let mut reading = Reading::default();
    let who = read_who(&mut reading, typed);
    let start = reading.filled(
        (START, t::calculator::field::start(), &typed.start),
        |text| read_day(text, today),
    );
    let most = who_code(typed).most_months();
    let months = reading.filled(
        (MONTHS, t::calculator::field::months(), &typed.months),
        |text| whole(text, 1..=most).ok_or_else(|| t::calculator::error::months(most).into()),
    );
    let cap = who
        .zip(start)
        .and_then(|(who, start)| who.cap(basis, start))
        .map(|(cap, _)| cap);
    let principal = reading.filled(
        (AMOUNT, t::calculator::field::amount(), &typed.amount),
        |text| read_amount(text, cap),
    );
    let lpr = read_lpr(&mut reading, typed, basis, start);
    let rate = read_rate(&mut reading, typed, basis, start, lpr.as_ref());
    let period = start
        .and_then(|start| basis.rules.subsidy_on(start))
        .cloned();
    let needs_lpr = period
        .as_ref()
        .is_some_and(|period| period.regime == SubsidyRegime::LprMinus150bp);
    if needs_lpr && lpr.is_none() && typed.lpr.trim().is_empty() {
        reading.open.push(t::calculator::field::lpr());
    }
    if reading.wrong.is_empty() && reading.open.is_empty() {
        reading.asked = who.zip(principal).zip(months).zip(start).zip(rate).map(
            |((((who, principal), months), start), annual_rate)| Asked {
                who,
                months,
                terms: terms(typed, principal, months, start, annual_rate),
                is_rate_typed: !typed.rate.trim().is_empty(),
                lpr,
                period,
            },
        );
    }
    reading
}

/// Who is chosen; a number of partners that cannot be read does not matter here.
pub(super) fn who_code(typed: &Typed) -> Borrower {
    match typed.who.as_str() {
        "partnership" => Borrower::Partnership { partners: 2 },
        "enterprise" => Borrower::Enterprise,
        _ => Borrower::Individual,
    }
}

fn read_who(reading: &mut Reading, typed: &Typed) -> Option<Borrower> {
    let who = who_code(typed);
    if !matches!(who, Borrower::Partnership { .. }) {
        return Some(who);
    }
    let name = t::calculator::field::partners();
    let partners = reading.filled((PARTNERS, name, &typed.partners), |text| {
        whole(text, PARTNERS_ALLOWED).ok_or_else(|| t::calculator::error::partners().into())
    })?;
    Some(Borrower::Partnership { partners })
}

/// A whole number within bounds.
fn whole(text: &str, allowed: std::ops::RangeInclusive<u32>) -> Option<u32> {
    let text = plain(text);
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_digits)?;
    allowed.contains(&number).then_some(number)
}

fn read_day(text: &str, today: Date) -> Result<Date, Text> {
    let day = Date::parse_iso(text).ok_or_else(|| words::problem("date_unreadable"))?;
    let last = today.year() + YEARS_AHEAD;
    if (FIRST_YEAR..=last).contains(&day.year()) {
        Ok(day)
    } else {
        Err(t::calculator::error::year(FIRST_YEAR, last).into())
    }
}

fn read_amount(text: &str, cap: Option<Money>) -> Result<Money, Text> {
    let amount = Money::parse_yuan(text).map_err(|error| words::problem(error.code()))?;
    if amount == Money::ZERO {
        return Err(words::problem("amount_zero"));
    }
    match cap {
        Some(cap) if amount > cap => {
            Err(t::calculator::error::above_cap(i18n::money_in_words(cap)).into())
        }
        // Without a limit known only what no loan comes to is refused.
        None if amount > Money::from_yuan(10_000_000_000) => Err(words::problem("money_too_large")),
        _ => Ok(amount),
    }
}

fn percent(text: &str) -> Result<Rate, Text> {
    Rate::parse_percent(&plain(text)).map_err(|_| t::calculator::error::rate().into())
}

fn read_lpr(
    reading: &mut Reading,
    typed: &Typed,
    basis: &LoanBasis,
    start: Option<Date>,
) -> Option<Lpr> {
    if typed.lpr.trim().is_empty() {
        let quotation = basis.rules.lpr_on(start?)?;
        return Some(Lpr::Quoted(quotation.clone()));
    }
    match percent(&typed.lpr) {
        Ok(rate) => Some(Lpr::Typed(rate)),
        Err(message) => {
            reading.refuse(LPR, message);
            None
        }
    }
}

/// The rate typed, or the highest allowed; open where neither is there.
fn read_rate(
    reading: &mut Reading,
    typed: &Typed,
    basis: &LoanBasis,
    start: Option<Date>,
    lpr: Option<&Lpr>,
) -> Option<Rate> {
    let highest = start.and_then(|start| highest_rate(basis, start, lpr));
    if typed.rate.trim().is_empty() {
        // Without a day nothing can be said of its rate.
        if highest.is_none() && start.is_some() {
            reading.open.push(t::calculator::field::rate());
        }
        return highest.map(|(rate, _)| rate);
    }
    let name = t::calculator::field::rate();
    reading.filled((RATE, name, &typed.rate), |text| {
        let rate = percent(text)?;
        match (highest, lpr) {
            (Some((cap, points)), Some(lpr)) if rate > cap => {
                let lpr = lpr.rate().to_string();
                let points = words::points(points);
                Err(t::calculator::error::rate_above_cap(cap, lpr, points).into())
            }
            _ => Ok(rate),
        }
    })
}

/// The highest rate of a day and the points it lies above LPR, where both are known.
pub(super) fn highest_rate(
    basis: &LoanBasis,
    start: Date,
    lpr: Option<&Lpr>,
) -> Option<(Rate, i64)> {
    let points = basis.limit_on(LoanLimitKind::RateCap, start)?.value;
    Some((
        loan::contract_rate(lpr?.rate(), points, points).rate,
        points,
    ))
}

fn terms(typed: &Typed, principal: Money, months: u32, start: Date, annual_rate: Rate) -> Terms {
    let repayment = match typed.method.as_str() {
        "equal_principal" => Repayment::EqualPrincipal,
        "monthly" => Repayment::InterestMonthly,
        "quarterly" => Repayment::InterestQuarterly,
        _ => Repayment::EqualInstallment,
    };
    let count = match typed.count.as_str() {
        "month_12" => Some(DayCount::Month12),
        "act_360" => Some(DayCount::Act360),
        "act_365" => Some(DayCount::Act365),
        _ => None,
    };
    let agreement = Agreement {
        repayment,
        count,
        principal,
        annual_rate,
        months,
        start_date: start,
    };
    agreement.terms()
}
