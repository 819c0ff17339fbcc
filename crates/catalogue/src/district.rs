//! Everything local to a district that is no policy and no course.

use serde::{Deserialize, Serialize};

use crate::code::coded_enum;
use crate::division::Division;
use crate::season::Months;

/// A district: its names, places, agencies and local parameters. Rates, caps and conditions are policy and live in the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// Six-digit code.
    pub code: String,
    /// Name, such as 凉州区.
    pub name: String,
    /// City above it.
    pub city: String,
    /// Province above that.
    pub province: String,
    /// What the portal is called.
    pub portal_name: String,
    /// Townships, streets and the like, by code.
    #[serde(default)]
    pub divisions: Vec<Division>,
    /// Offices a file passes through.
    #[serde(default)]
    pub agencies: Vec<Agency>,
    /// The groups of people a startup loan is for, in the order in which they are asked.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// Local numbers and choices.
    pub parameters: Parameters,
}

impl District {
    /// The division with this code.
    pub fn division(&self, code: &str) -> Option<&Division> {
        self.divisions.iter().find(|division| division.code == code)
    }

    /// The agency with this identifier.
    pub fn agency(&self, id: &str) -> Option<&Agency> {
        self.agencies.iter().find(|agency| agency.id == id)
    }

    /// The agencies that play this part.
    pub fn agencies_with_role(&self, role: AgencyRole) -> impl Iterator<Item = &Agency> {
        self.agencies
            .iter()
            .filter(move |agency| agency.role == role)
    }

    /// The guarantee agency for the files of a bank and a place: the first that names them, else the one that names
    /// nothing.
    pub fn guarantor_for(&self, bank: &str, division: &str) -> Option<&Agency> {
        let takes = |named: &[String], code: &str| {
            named.is_empty() || named.iter().any(|known| known == code)
        };
        let all = || self.agencies_with_role(AgencyRole::Guarantor);
        all()
            .filter(|agency| agency.is_choosy())
            .find(|agency| takes(&agency.banks, bank) && takes(&agency.divisions, division))
            .or_else(|| all().find(|agency| !agency.is_choosy()))
    }
}

coded_enum! {
    /// What part an agency plays in a loan file.
    AgencyRole {
        /// 人社局: reviews who qualifies.
        HrBureau = "hr_bureau",
        /// 担保机构: due diligence.
        Guarantor = "guarantor",
        /// 经办银行: credit and disbursement.
        Bank = "bank",
    }
}

/// An office a file passes through.
///
/// What no source gives is absent: a phone or an address is never made up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Identifier, unique in the district.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its part in a loan file.
    pub role: AgencyRole,
    /// Address, where known.
    #[serde(default)]
    pub address: Option<String>,
    /// Phone, where known.
    #[serde(default)]
    pub phone: Option<String>,
    /// Of a guarantee agency: the banks whose files it takes; those of every bank where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub banks: Vec<String>,
    /// Of a guarantee agency: where the businesses are whose files it takes; everywhere where no place is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub divisions: Vec<String>,
    /// Whether it is a sample (示例) standing for an agency the district has still to name.
    pub is_sample: bool,
    /// Where the name comes from.
    pub source: String,
}

impl Agency {
    /// Whether it takes the files of some banks or places alone.
    #[must_use]
    pub fn is_choosy(&self) -> bool {
        !self.banks.is_empty() || !self.divisions.is_empty()
    }
}

/// One of the groups of people a startup loan is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Code, the same as in the policy pack's `categories` fact.
    pub code: String,
    /// Its present name.
    pub name: String,
    /// Where it comes from.
    pub source: Source,
}

/// Local numbers and choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    /// Days each party to a loan file has.
    pub loan_clocks: LoanClockDays,
    /// Days of an appeal against a refusal.
    #[serde(default)]
    pub appeal: AppealDays,
    /// Whether an approved file is posted publicly (公示) before the guarantee agency sees it.
    pub has_public_notice: bool,
    /// Calendar days it stays posted, [`SHORTEST_NOTICE_DAYS`] to [`LONGEST_NOTICE_DAYS`].
    #[serde(default = "shortest_notice_days")]
    pub public_notice_days: u32,
    /// Where the cap on the loan's rate is kept. The number itself is dated policy and stays in the pack.
    pub rate_cap_bp: PolicyParameter,
    /// Seats, wait-lists and offers of classes.
    #[serde(default)]
    pub enrolment: EnrolmentParameters,
    /// When the fields leave time to learn; residents can ask for classes that begin then where it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slow_season: Option<SlowSeason>,
    /// Where residents reach the portal, such as `https://…`; messages carry links where it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_address: Option<String>,
}

/// Fewest calendar days an approved file is posted.
pub const SHORTEST_NOTICE_DAYS: u32 = 3;
/// Most of them.
pub const LONGEST_NOTICE_DAYS: u32 = 7;

const fn shortest_notice_days() -> u32 {
    SHORTEST_NOTICE_DAYS
}

/// When the fields leave time to learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlowSeason {
    /// The months.
    pub months: Months,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
}

/// How the seats of classes are given out. What the district does not name keeps the portal's own default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EnrolmentParameters {
    /// The longest a wait-list may grow, as a share of the seats in percent.
    pub wait_list_percent: u32,
    /// Hours an offered seat stands.
    pub offer_hours: u32,
    /// The same when a day that is not worked lies in them.
    pub offer_weekend_hours: u32,
    /// Working days between opening a class and its first day.
    pub opening_notice_working_days: u32,
    /// The share of the lessons in percent on which one must have been there.
    pub attendance_percent: u32,
    /// The share of the approved seats in percent below which a class has too few people shortly before it begins.
    pub minimum_percent: u32,
    /// Working days in which the section says whether a subsidy pays for a person.
    pub eligibility_working_days: u32,
    /// Working days to put right what was returned.
    pub fix_working_days: u32,
    /// Working days to ask the bureau to look again.
    pub appeal_working_days: u32,
    /// Working days in which the bureau answers that.
    pub decide_appeal_working_days: u32,
    /// Working days from the end of a class to the results.
    pub result_working_days: u32,
    /// Working days from a result to the certificate.
    pub certificate_working_days: u32,
    /// Working days before the first day from which a class with too few people must be decided on.
    pub minimum_check_working_days: u32,
    /// Working days in which those in a postponed class may leave or stay.
    pub consent_working_days: u32,
    /// Calendar days after which a request nobody sends is thrown away.
    pub draft_days: u32,
    /// Whether the district has still to confirm them: no source gives any.
    pub is_local_confirm: bool,
}

impl Default for EnrolmentParameters {
    fn default() -> Self {
        Self {
            wait_list_percent: 50,
            offer_hours: 24,
            offer_weekend_hours: 48,
            opening_notice_working_days: 5,
            attendance_percent: 80,
            minimum_percent: 30,
            eligibility_working_days: 3,
            fix_working_days: 5,
            appeal_working_days: 10,
            decide_appeal_working_days: 10,
            result_working_days: 10,
            certificate_working_days: 10,
            minimum_check_working_days: 3,
            consent_working_days: 3,
            draft_days: 30,
            is_local_confirm: true,
        }
    }
}

/// Days each party to a loan file has: working days, counted from the next one, unless the field says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanClockDays {
    /// Opening a submitted file; inside the days of the bureau's review.
    pub opening: u32,
    /// Review by the human resources bureau.
    pub hr_review: u32,
    /// Due diligence by the guarantee agency.
    pub guarantee_review: u32,
    /// From the bank's acceptance to disbursement.
    pub bank_review: u32,
    /// Telling an applicant who does not qualify, with the reasons.
    pub refusal_notice: u32,
    /// The resident's answer to a return by the bureau.
    pub answer_hr: u32,
    /// The resident's answer to a return by the guarantee agency.
    pub answer_guarantee: u32,
    /// The resident's answer to a return by the bank.
    pub answer_bank: u32,
    /// How long the bank's offer stands.
    pub offer: u32,
    /// Calendar days in which a withdrawn file can be reopened.
    pub reopen_withdrawn_calendar: u32,
    /// Calendar days in which a file closed as incomplete can be reopened.
    pub reopen_incomplete_calendar: u32,
    /// What the four official clocks rest on; the others are the portal's own.
    pub source: Source,
}

/// Working days of an appeal against a refused loan application. No source gives any, so the default is the portal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppealDays {
    /// In which the resident can appeal.
    pub make: u32,
    /// In which the agency that refused decides.
    pub decide: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
}

impl Default for AppealDays {
    fn default() -> Self {
        Self {
            make: 10,
            decide: 10,
            is_local_confirm: true,
        }
    }
}

/// A parameter of the policy pack, named rather than repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyParameter {
    /// Identifier in the pack's parameters.
    pub parameter: String,
    /// Whether the district's bureau has still to confirm it.
    pub is_local_confirm: bool,
}

/// What a value rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Document number or title.
    pub document: String,
    /// Article, row or section.
    #[serde(default)]
    pub clause: Option<String>,
    /// How well it is confirmed.
    pub status: SourceStatus,
}

coded_enum! {
    /// How well a source is confirmed, in the words of the fact sheet.
    SourceStatus {
        /// Seen in an official text.
        Verified = "verified",
        /// Seen second-hand, or only in an unofficial reprint.
        Secondary = "secondary",
        /// The district has still to say.
        Unconfirmed = "unconfirmed",
    }
}
