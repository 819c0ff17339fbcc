//! Things written in two places that must agree.

use crate::tree::root;

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

#[test]
fn the_wasm_bindgen_tool_is_of_the_version_in_the_lock() {
    let lock = read("Cargo.lock");
    let version = lock
        .split("name = \"wasm-bindgen\"\nversion = \"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    assert!(
        read("script/env").contains(&format!("WASM_BINDGEN_VERSION={version} ")),
        "script/env, {version}"
    );
    for config in [
        "Trunk.toml",
        "eligibility/Trunk.toml",
        "calculator/Trunk.toml",
        "track/Trunk.toml",
        "my/Trunk.toml",
        "classes/Trunk.toml",
        "apply/Trunk.toml",
        "print/Trunk.toml",
        "staff/Trunk.toml",
    ] {
        assert!(
            read(config).contains(&format!("wasm_bindgen = \"{version}\"")),
            "{config}, {version}"
        );
    }
}

#[test]
fn every_problem_code_has_words_in_both_languages() {
    let source = read("crates/api/src/problem.rs");
    let codes: Vec<&str> = source
        .lines()
        .filter(|line| line.trim_end().ends_with(';') && line.contains(" = \""))
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    assert!(codes.len() > 15, "{codes:?}");
    for language in ["zh-CN", "en"] {
        let words = read(&format!("locales/{language}/problem.toml"));
        for code in &codes {
            assert!(
                words.contains(&format!("\n{code} = ")),
                "{language} has no words for {code}"
            );
        }
    }
}

#[test]
fn every_code_of_a_checked_value_has_words() {
    let mut codes = Vec::new();
    for name in [
        "id_number",
        "phone_number",
        "credit_code",
        "person_name",
        "bank_card_number",
        "money",
    ] {
        let source = read(&format!("crates/domain/src/{name}.rs"));
        let found = source
            .split("=> \"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        codes.extend(
            found
                .filter(|code| code.starts_with(name))
                .map(str::to_owned),
        );
    }
    let check = read("crates/application/src/check.rs");
    let production = check.split("#[cfg(test)]").next().unwrap();
    codes.extend(
        production
            .split("Err(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned),
    );
    assert!(codes.len() > 25, "{codes:?}");
    for language in ["zh-CN", "en"] {
        let words = ["problem", "form_problem", "money_problem"]
            .map(|name| read(&format!("locales/{language}/{name}.toml")))
            .concat();
        for code in &codes {
            assert!(
                words.contains(&format!("\n{code} = ")),
                "{language} has no words for {code}"
            );
        }
    }
}

/// The start page of the form is read before anything is asked of the server, so its words carry the days themselves.
#[test]
fn the_days_named_before_one_begins_are_the_districts() {
    let district: toml::Value = toml::from_str(&read("districts/620602/district.toml")).unwrap();
    let clocks = &district["parameters"]["loan_clocks"];
    let days = |stage: &str| clocks[stage].as_integer().unwrap();
    let (bureau, guarantor, bank) = (
        days("hr_review"),
        days("guarantee_review"),
        days("bank_review"),
    );
    for (language, named) in [
        (
            "zh-CN",
            [
                format!("人社局 {bureau} 个工作日"),
                format!("担保机构 {guarantor} 个工作日"),
                format!("银行 {bank} 个工作日"),
            ],
        ),
        (
            "en",
            [
                format!("within {bureau} working days"),
                format!("within {guarantor}"),
                format!("within {bank}"),
            ],
        ),
    ] {
        let words: toml::Value =
            toml::from_str(&read(&format!("locales/{language}/apply.toml"))).unwrap();
        let after = words["start"]["after"].as_str().unwrap();
        for named in named {
            assert!(after.contains(&named), "{language}: {named}: {after}");
        }
    }
}
