//! `training.toml`.

use super::check;
use super::district::read_toml;
use super::training_clocks;
use super::{LoadDefect, LoadError, whole};
use crate::training_plan::{
    ColumnKind, SheetColumns, SubsidyCatalogues, SubsidyStandard, TrainingPlan,
};
use domain::{CreditCode, Money};

pub(super) const PLAN_FILE: &str = "training.toml";

pub(super) const fn is_percentage(number: u32) -> bool {
    1 <= number && number <= 100
}

/// Reads what a district plans of training.
///
/// # Errors
/// Every defect found.
pub fn parse_training_plan(text: &str) -> Result<TrainingPlan, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(plan) = read_toml::<TrainingPlan>(PLAN_FILE, text, &mut errors) else {
        return Err(errors);
    };
    if !is_percentage(plan.spot_check.percent) {
        let field = "spot_check.percent";
        let defect = LoadDefect::NoPercentage { field };
        errors.push(LoadError::in_file(PLAN_FILE, defect));
    }
    errors.extend(training_clocks::check(&plan.clocks, PLAN_FILE));
    for (index, target) in plan.targets.iter().enumerate() {
        let mut others = plan.targets.iter().take(index);
        let is_taken = others.any(|other| other.kind == target.kind);
        let is_wrong = target.kind.is_rate() && !is_percentage(target.number);
        let defects = [
            is_taken.then_some(LoadDefect::DuplicateId),
            is_wrong.then_some(LoadDefect::NoPercentage { field: "number" }),
            (target.number == 0 && !is_wrong).then_some(LoadDefect::Empty { field: "number" }),
            check::text("source.document", &target.source.document),
        ];
        let defects = defects.into_iter().flatten();
        let name = target.kind.code();
        errors.extend(defects.map(|defect| LoadError::in_record(PLAN_FILE, name, defect)));
    }
    for season in &plan.busy_seasons {
        let defects = [
            check::text("name", &season.name),
            (!season.months.is_possible()).then_some(LoadDefect::Empty { field: "months" }),
        ];
        let defects = defects.into_iter().flatten();
        errors.extend(defects.map(|defect| LoadError::in_record(PLAN_FILE, &season.name, defect)));
    }
    errors.extend(standard_defects(&plan.standards));
    if let Some(columns) = &plan.columns {
        errors.extend(column_defects(columns));
    }
    if let Some(catalogues) = &plan.catalogues {
        errors.extend(catalogue_defects(catalogues));
    }
    whole(plan, errors)
}

/// An organisation is found by its code, so a wrong one would leave it out without a word.
fn catalogue_defects(catalogues: &SubsidyCatalogues) -> Vec<LoadError> {
    let mut errors = Vec::new();
    for trade in &catalogues.trades {
        let defect = check::text("trades", trade);
        errors.extend(defect.map(|defect| LoadError::in_record(PLAN_FILE, trade, defect)));
    }
    for (index, one) in catalogues.institutions.iter().enumerate() {
        let mut others = catalogues.institutions.iter().take(index);
        let is_taken = others.any(|other| other.credit_code == one.credit_code);
        let is_right =
            CreditCode::parse(&one.credit_code).is_ok_and(|code| code.as_str() == one.credit_code);
        let defects = [
            check::text("name", &one.name),
            is_taken.then_some(LoadDefect::DuplicateId),
            (!is_right).then_some(LoadDefect::BadCreditCode),
        ];
        let defects = defects.into_iter().flatten();
        errors.extend(defects.map(|defect| LoadError::in_record(PLAN_FILE, &one.name, defect)));
    }
    errors
}

/// A sum is of one document, and a trade has one at each level from each day on.
fn standard_defects(standards: &[SubsidyStandard]) -> Vec<LoadError> {
    let mut errors = Vec::new();
    for (index, one) in standards.iter().enumerate() {
        let mut others = standards.iter().take(index);
        let is_taken = others.any(|other| {
            (&other.trade, other.level, other.from) == (&one.trade, one.level, one.from)
        });
        let is_never = one.until.is_some_and(|until| one.from > Some(until));
        let defects = [
            check::text("trade", &one.trade),
            is_taken.then_some(LoadDefect::DuplicateId),
            is_never.then(|| LoadDefect::Malformed {
                reason: "a standard ends before it begins".to_owned(),
            }),
            (one.fen <= Money::ZERO).then_some(LoadDefect::Empty { field: "fen" }),
            check::text("source.document", &one.source.document),
        ];
        let defects = defects.into_iter().flatten();
        errors.extend(defects.map(|defect| LoadError::in_record(PLAN_FILE, &one.trade, defect)));
    }
    errors
}

/// A form names each column once, with a heading; what is of one subsidy is no part of a roster, and only what pays is part
/// of a list to pay by.
fn column_defects(columns: &SheetColumns) -> Vec<LoadError> {
    type Alien = fn(ColumnKind) -> Option<&'static str>;
    let mut errors = Vec::new();
    let any: Alien = |_| None;
    let of_roster: Alien = |id| {
        id.is_of_subsidy()
            .then_some("a roster has no column of one subsidy")
    };
    let of_payments: Alien =
        |id| (!id.is_of_payment()).then_some("a list to pay by has no such column");
    let forms = [
        (&columns.settlement, any),
        (&columns.roster, of_roster),
        (&columns.payments, of_payments),
    ];
    for (form, alien) in forms {
        for (index, one) in form.iter().enumerate() {
            let mut others = form.iter().take(index);
            let is_taken = others.any(|other| other.id == one.id);
            let defects = [
                check::text("title", &one.title),
                is_taken.then_some(LoadDefect::DuplicateId),
                alien(one.id).map(|reason| LoadDefect::Malformed {
                    reason: reason.to_owned(),
                }),
            ];
            let defects = defects.into_iter().flatten();
            errors.extend(
                defects.map(|defect| LoadError::in_record(PLAN_FILE, one.id.code(), defect)),
            );
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SkillLevel;
    use crate::training_plan::TargetKind;
    use domain::Date;

    #[test]
    fn every_defect_of_a_plan_is_named() {
        let target = |kind: &str, number: u32, document: &str| {
            format!(
                "[[targets]]\nkind = \"{kind}\"\nnumber = {number}\nuntil_year = 2020\nis_local_confirm = true\n\
                source = {{ document = \"{document}\", status = \"verified\" }}\n"
            )
        };
        let text = [
            "[spot_check]\npercent = 0\nis_local_confirm = true\n".to_owned(),
            target("pass_rate", 101, "a"),
            target("pass_rate", 100, " "),
            target("assessments", 0, "a"),
        ];
        let errors = parse_training_plan(&text.concat()).unwrap_err();
        let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
        let expected = [
            LoadDefect::NoPercentage {
                field: "spot_check.percent",
            },
            LoadDefect::NoPercentage { field: "number" },
            LoadDefect::DuplicateId,
            LoadDefect::Empty {
                field: "source.document",
            },
            LoadDefect::Empty { field: "number" },
        ];
        assert_eq!(defects, expected);
        assert!(parse_training_plan("spot = 1").is_err());
        assert_eq!(parse_training_plan("").unwrap(), TrainingPlan::default());
    }

    #[test]
    fn a_catalogue_names_its_defects() {
        let institution = |name: &str, code: &str| {
            format!("[[catalogues.institutions]]\nname = \"{name}\"\ncredit_code = \"{code}\"\n")
        };
        let text = [
            "[[busy_seasons]]\nname = \"春播\"\nmonths = { from = 0, until = 4 }\nis_local_confirm = true\n".to_owned(),
            "[catalogues]\nis_sample = true\ntrades = [\" \"]\n\
            source = { document = \"a\", status = \"verified\" }\n"
                .to_owned(),
            institution("甲", "91620602MA0000001"),
            institution("乙", "91620602MA0000001"),
        ];
        let errors = parse_training_plan(&text.concat()).unwrap_err();
        let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
        let expected = [
            LoadDefect::Empty { field: "months" },
            LoadDefect::Empty { field: "trades" },
            LoadDefect::BadCreditCode,
            LoadDefect::DuplicateId,
            LoadDefect::BadCreditCode,
        ];
        assert_eq!(defects, expected);
    }

    #[test]
    fn a_standard_is_of_one_document_and_a_form_names_a_column_once() {
        let standard = |trade: &str, fen: i64, days: &str| {
            format!(
                "[[standards]]\ntrade = \"{trade}\"\nfen = {fen}\nis_local_confirm = true\n{days}\
                source = {{ document = \"a\", status = \"verified\" }}\n"
            )
        };
        let text = [
            standard("焊工", 100, ""),
            standard("焊工", 0, ""),
            standard("焊工", 100, "from = \"2027-01-01\"\n"),
            standard("焊工", 100, "from = \"2027-01-01\"\n"),
            standard(
                "电工",
                100,
                "from = \"2027-01-01\"\nuntil = \"2026-12-31\"\n",
            ),
            "[[columns.roster]]\nid = \"name\"\ntitle = \"姓名\"\n".to_owned(),
            "[[columns.roster]]\nid = \"name\"\ntitle = \" \"\n".to_owned(),
            "[[columns.roster]]\nid = \"amount\"\ntitle = \"金额\"\n".to_owned(),
            "[[columns.payments]]\nid = \"receipt\"\ntitle = \"凭证\"\n".to_owned(),
        ];
        let errors = parse_training_plan(&text.concat()).unwrap_err();
        let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
        let expected = [
            LoadDefect::DuplicateId,
            LoadDefect::Empty { field: "fen" },
            LoadDefect::DuplicateId,
            LoadDefect::Malformed {
                reason: "a standard ends before it begins".into(),
            },
            LoadDefect::Empty { field: "title" },
            LoadDefect::DuplicateId,
            LoadDefect::Malformed {
                reason: "a roster has no column of one subsidy".into(),
            },
            LoadDefect::Malformed {
                reason: "a list to pay by has no such column".into(),
            },
        ];
        assert_eq!(defects, expected);
        let unknown = "[[columns.roster]]\nid = \"shoe_size\"\ntitle = \"鞋码\"\n";
        assert!(parse_training_plan(unknown).is_err());
    }

    #[test]
    fn the_level_has_its_own_standard_before_the_trade() {
        let day = |text| Date::parse_iso(text).unwrap();
        let one = |level, yuan| SubsidyStandard {
            trade: "焊工".into(),
            level,
            fen: Money::from_yuan(yuan),
            from: None,
            until: None,
            source: crate::Source {
                document: "a".into(),
                clause: None,
                status: crate::SourceStatus::Verified,
            },
            is_local_confirm: true,
        };
        let all = [one(None, 100), one(Some(SkillLevel::Four), 200)];
        let on = day("2027-03-01");
        let sum = |trade, level| SubsidyStandard::find(&all, trade, level, on).map(|one| one.fen);
        assert_eq!(sum("焊工", None), Some(Money::from_yuan(100)));
        assert_eq!(
            sum("焊工", Some(SkillLevel::Five)),
            Some(Money::from_yuan(100))
        );
        assert_eq!(
            sum("焊工", Some(SkillLevel::Four)),
            Some(Money::from_yuan(200))
        );
        assert_eq!(sum("电工", None), None);

        // Another one from a day on, and one at a level that ends.
        let later = SubsidyStandard {
            from: Some(on),
            ..one(None, 300)
        };
        let over = SubsidyStandard {
            until: Some(day("2027-02-28")),
            ..one(Some(SkillLevel::Four), 200)
        };
        let all = [later, one(None, 100), over];
        let sum = |on, level| {
            let found = SubsidyStandard::find(&all, "焊工", level, day(on));
            found.map(|one| one.fen)
        };
        for (on, level, yuan) in [
            ("2027-02-28", None, 100),
            ("2027-03-01", None, 300),
            ("2027-02-28", Some(SkillLevel::Four), 200),
            ("2027-03-01", Some(SkillLevel::Four), 300),
        ] {
            assert_eq!(sum(on, level), Some(Money::from_yuan(yuan)), "{on}");
        }
    }

    #[test]
    fn the_catalogues_of_the_repository_are_samples() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");
        let plan = super::super::load_training_plan(folder.as_ref()).unwrap();
        let catalogues = plan.catalogues.unwrap();
        assert!(catalogues.is_sample && !catalogues.trades.is_empty());
        let mut institutions = catalogues.institutions.iter();
        assert!(institutions.all(|one| one.name.starts_with("示例")));
        assert!(
            plan.busy_seasons
                .iter()
                .all(|season| season.is_local_confirm)
        );
    }

    #[test]
    fn the_plan_of_the_repository_says_the_figures_of_its_source() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");
        let plan = super::super::load_training_plan(folder.as_ref()).unwrap();
        let said: Vec<_> = plan
            .targets
            .iter()
            .map(|one| (one.kind, one.number))
            .collect();
        let expected = [
            (TargetKind::SkillsPeople, 10_000),
            (TargetKind::StartupPeople, 1_000),
            (TargetKind::Assessments, 6_000),
            (TargetKind::PassRate, 100),
            (TargetKind::EmploymentRate, 95),
        ];
        assert_eq!(said, expected);
        // The plan they stand in ended with 2020: whether they hold today the district has to say.
        assert!(
            plan.targets
                .iter()
                .all(|one| one.is_local_confirm && one.until_year == 2020)
        );
        assert_eq!(
            (plan.spot_check.percent, plan.spot_check.is_local_confirm),
            (5, true)
        );
    }
}
