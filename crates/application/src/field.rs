//! The fields, each with its id, section, kind and the moment it applies.

use crate::{Answers, FieldKind, Product, Section};

/// The ten groups of facts.md 2.6, by the policy vocabulary's codes.
const CATEGORIES: &[&str] = &[
    "registered_unemployed",
    "hard_to_employ",
    "veteran",
    "released_prisoner",
    "graduate",
    "overcapacity_worker",
    "returning_migrant",
    "online_merchant",
    "poverty_exited",
    "rural_entrepreneur",
    "none",
];
const YES_NO: &[&str] = &["yes", "no"];

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $section:ident, $kind:expr;)+) => {
        /// One question of the application form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $name,)+ }

        impl Field {
            /// Every field, in the order asked.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Key of its words, its JSON name and its place in the address.
            pub const fn id(self) -> &'static str { match self { $(Self::$name => $id,)+ } }

            /// The task it belongs to.
            pub const fn section(self) -> Section { match self { $(Self::$name => Section::$section,)+ } }

            /// What kind of answer it takes.
            pub const fn kind(self) -> FieldKind { match self { $(Self::$name => $kind,)+ } }
        }
    };
}

fields! {
    /// Full name as on the ID card; for an enterprise, its legal representative.
    ApplicantName = "applicant_name", Applicant, FieldKind::Name;
    /// Resident identity number.
    IdNumber = "id_number", Applicant, FieldKind::IdNumber;
    /// Where officers and banks call.
    ContactPhone = "contact_phone", Applicant, FieldKind::Phone;
    /// Township or street lived in.
    ResidenceDivision = "residence_division", Applicant, FieldKind::Division;
    /// Village, street, house number.
    ResidenceAddress = "residence_address", Applicant, FieldKind::Text(100);
    /// Decides whether a spouse is asked for.
    MaritalStatus = "marital_status", Applicant, FieldKind::Choice(&["single", "married", "divorced", "widowed"]);
    /// The spouse's name: their loans count too (facts.md 0.1).
    SpouseName = "spouse_name", Applicant, FieldKind::Name;

    /// Which of the ten groups the applicant belongs to.
    Categories = "categories", Category, FieldKind::Many(CATEGORIES);
    /// Work that excludes: facts.md 2.2 (6).
    ExcludedWork = "excluded_work", Category,
        FieldKind::Many(&["in_school", "public_employee", "welfare_post", "none"]);

    /// Kind of business.
    BusinessKind = "business_kind", Business,
        FieldKind::Choice(&["self_employed", "partnership", "cooperative", "family_farm", "small_micro_enterprise", "none"]);
    /// Name on the licence.
    BusinessName = "business_name", Business, FieldKind::Text(60);
    /// Unified social credit code on the licence.
    CreditCode = "credit_code", Business, FieldKind::CreditCode;
    /// Date on the licence.
    BusinessRegisteredOn = "business_registered_on", Business, FieldKind::PastDate;
    /// Is it open now?
    BusinessOperating = "business_operating", Business, FieldKind::Choice(YES_NO);
    /// Township or street of the business.
    BusinessDivision = "business_division", Business, FieldKind::Division;
    /// Street and number of the business.
    BusinessAddress = "business_address", Business, FieldKind::Text(100);
    /// What it does, by the policy vocabulary's codes; `restricted` ones are listed on the page (facts.md 2.2 (3)).
    Industry = "industry", Business,
        FieldKind::Choice(&["farming", "processing", "trade", "catering", "transport", "services", "other", "restricted"]);
    /// Number of partners, the applicant included.
    Partners = "partners", Business, FieldKind::Integer(2, 50);
    /// Headcount, new hires included.
    Employees = "employees", Business, FieldKind::Integer(1, 3000);
    /// People newly hired in the twelve months before applying.
    NewHires = "new_hires_12m", Business, FieldKind::Integer(0, 3000);
    /// The shortest of their contracts, in months.
    ContractMonths = "contract_months_min", Business, FieldKind::Integer(0, 600);
    /// Wages or insurance owed.
    Arrears = "wage_or_insurance_arrears", Business, FieldKind::Choice(YES_NO);

    /// Loans held by the applicant or the spouse.
    OtherLoans = "other_loans", Credit,
        FieldKind::Many(&["student", "poverty_relief", "housing", "car", "consumer", "business", "other", "none"]);
    /// What is still owed on consumer loans and credit cards.
    ConsumerLoanBalance = "consumer_loan_balance", Credit, FieldKind::Yuan;
    /// Guaranteed loans had before.
    PriorLoans = "prior_guaranteed_loans", Credit, FieldKind::Integer(0, 20);
    /// Ever overdue on a guaranteed loan.
    OverdueRecord = "loan_overdue_record", Credit, FieldKind::Choice(YES_NO);

    /// Amount asked for.
    AmountYuan = "amount_yuan", Loan, FieldKind::Yuan;
    /// Term in months.
    TermMonths = "term_months", Loan, FieldKind::Choice(&["12", "24", "36"]);
    /// What the money is for.
    Purpose = "purpose", Loan, FieldKind::LongText(500);
    /// The bank to apply through.
    Bank = "bank", Loan, FieldKind::Bank;
    /// Card the loan is paid to; may wait until the contract.
    BankCard = "bank_card", Loan, FieldKind::BankCard;

    /// What is sold, and to whom. What the money goes into is `Purpose`, what trade it is `Industry`.
    PlanCustomers = "plan_customers", Plan, FieldKind::LongText(300);
    /// What the business takes in a month.
    PlanIncome = "plan_income", Plan, FieldKind::Yuan;
    /// What it spends in a month, this loan left aside.
    PlanCosts = "plan_costs", Plan, FieldKind::Yuan;
    /// Where the money comes from that the loan is paid back with.
    PlanRepayment = "plan_repayment", Plan, FieldKind::LongText(300);
    /// What could go wrong, and what is done then.
    PlanRisks = "plan_risks", Plan, FieldKind::LongText(300);
}

impl Field {
    /// The field with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.id() == id)
    }

    /// May be left blank on submission. No rule we have seen asks for a business plan (facts.md 2.2, 2.6).
    pub const fn is_optional(self) -> bool {
        matches!(self, Self::BankCard) || matches!(self.section(), Section::Plan)
    }

    /// Whether the question is asked, given the product and what is answered so far.
    pub fn applies(self, product: Product, answers: &Answers) -> bool {
        let is_enterprise = product == Product::StartupLoanEnterprise;
        match self {
            // An enterprise borrows in its own name; whom its legal representative married is nobody's business.
            Self::MaritalStatus => !is_enterprise,
            Self::SpouseName => !is_enterprise && answers.text(Self::MaritalStatus) == "married",
            // The ten groups and the excluding kinds of work are conditions of the individual loan alone.
            Self::Categories | Self::ExcludedWork => !is_enterprise,
            Self::BusinessKind => !is_enterprise,
            Self::Partners => !is_enterprise && answers.text(Self::BusinessKind) == "partnership",
            Self::NewHires | Self::ContractMonths | Self::Arrears | Self::Employees => {
                is_enterprise
            }
            Self::OtherLoans | Self::OverdueRecord => !is_enterprise,
            Self::ConsumerLoanBalance => {
                !is_enterprise
                    && answers
                        .many(Self::OtherLoans)
                        .iter()
                        .any(|kind| kind == "consumer")
            }
            Self::BusinessName
            | Self::CreditCode
            | Self::BusinessRegisteredOn
            | Self::BusinessOperating
            | Self::BusinessDivision
            | Self::BusinessAddress => is_enterprise || answers.text(Self::BusinessKind) != "none",
            _ => true,
        }
    }

    /// The codes offered, where the kind offers any; a term longer than the product allows is not offered.
    pub fn options(self, product: Product) -> Vec<&'static str> {
        match self.kind() {
            FieldKind::Choice(options) if self == Self::TermMonths => options
                .iter()
                .copied()
                .filter(|months| {
                    months
                        .parse::<u32>()
                        .is_ok_and(|months| months <= product.max_term_months())
                })
                .collect(),
            FieldKind::Choice(options) | FieldKind::Many(options) => options.to_vec(),
            _ => Vec::new(),
        }
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marriage_is_asked_about_where_a_person_borrows() {
        let (individual, enterprise) = (
            Product::StartupLoanIndividual,
            Product::StartupLoanEnterprise,
        );
        for (product, status, asked) in [
            (individual, "", (true, false)),
            (individual, "single", (true, false)),
            (individual, "married", (true, true)),
            (enterprise, "", (false, false)),
            // What a draft of before was told.
            (enterprise, "married", (false, false)),
        ] {
            let mut answers = Answers::default();
            answers.set_text(Field::MaritalStatus, status);
            let applies = |field: Field| field.applies(product, &answers);
            let found = (applies(Field::MaritalStatus), applies(Field::SpouseName));
            assert_eq!(found, asked, "{} {status}", product.id());
        }
    }
}
