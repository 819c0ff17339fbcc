//! What is stored with an application: the same bytes every time, under a hash anyone can take again.
#![cfg(test)]

mod common;

use bench::people::{Dice, nearly_eligible};
use policy::{Pack, PackError, Receipt, Value, canonical_json, evaluate};

#[test]
fn the_pack_is_named_by_its_content() {
    let json = policy::compile::compile_to_json(&common::sources()).unwrap();
    let again = policy::compile::compile_to_json(&common::sources()).unwrap();
    assert_eq!(json, again);
    let pack = Pack::from_json(&json).unwrap();
    assert_eq!(pack.hash().len(), 64);
    let tree: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(canonical_json(&tree), json);
    let mut sources = common::sources();
    sources.parameters.text = sources
        .parameters
        .text
        .replace("value = 300000\n", "value = 300001\n");
    assert_ne!(
        policy::compile::compile(&sources).unwrap().hash(),
        pack.hash()
    );
}

#[test]
fn a_receipt_is_reproduced_from_its_own_facts() {
    let pack = common::pack();
    let day = common::day(2026, 11, 24);
    for seed in 0..50 {
        let mut dice = Dice::new(seed);
        let mut facts = nearly_eligible(pack, day, &mut dice);
        facts.set("no_such_fact", Value::Bool(true));
        let programme = dice.pick(pack.programmes()).id;
        let found = evaluate(pack, &programme, day, &facts).unwrap();
        let receipt = Receipt::new(pack, day, &facts, &found);
        assert_eq!(receipt.facts.get("no_such_fact"), None);
        let read: Receipt = serde_json::from_str(&receipt.to_json()).unwrap();
        assert_eq!(read, receipt);
        let again = evaluate(pack, &read.programme, read.as_of, &read.facts).unwrap();
        assert_eq!(
            Receipt::new(pack, read.as_of, &read.facts, &again).to_json(),
            receipt.to_json()
        );
        let tree = serde_json::to_value(&receipt).unwrap();
        assert_eq!(canonical_json(&tree), receipt.to_json());
        assert_eq!(receipt.hash().len(), 64);
    }
}

#[test]
fn the_parts_make_the_whole() {
    let parts = policy::compile::compile_to_parts(&common::sources()).unwrap();
    let whole = common::pack();
    assert_eq!(*whole.hash(), parts.hash.as_str());
    let mut pack = Pack::from_parts(&parts.rules).unwrap();
    assert!(pack.words("zh").is_none());
    for language in ["zh", "en"] {
        pack.add_words(language, parts.words(language).unwrap())
            .unwrap();
        for spec in whole.facts() {
            let asked = whole.words(language).unwrap().question(&spec.id);
            assert_eq!(pack.words(language).unwrap().question(&spec.id), asked);
        }
    }
    let day = common::day(2026, 11, 24);
    let facts = nearly_eligible(whole, day, &mut Dice::new(7));
    let receipt = |pack: &Pack| {
        let found = evaluate(pack, "startup_loan_enterprise", day, &facts).unwrap();
        Receipt::new(pack, day, &facts, &found).to_json()
    };
    assert_eq!(receipt(&pack), receipt(whole));
    let strange = parts.words("zh").unwrap().replace(&parts.hash, "0123");
    assert_eq!(pack.add_words("zh", &strange), Err(PackError::OtherPack));
    assert_eq!(
        pack.add_words("zh", "{}"),
        Err(PackError::Malformed("hash"))
    );
    assert!(!pack.words("zh").unwrap().question("birth_date").is_empty());
}

#[test]
fn a_damaged_pack_is_refused() {
    let json = policy::compile::compile_to_json(&common::sources()).unwrap();
    for (from, to) in [
        ("\"nodes\":", "\"knots\":"),
        ("\"verified\"", "\"rumour\""),
        ("\"bool\"", "\"maybe\""),
    ] {
        assert!(Pack::from_json(&json.replace(from, to)).is_err(), "{from}");
    }
    assert!(Pack::from_json("{}").is_err());
    assert!(Pack::from_json("no json").is_err());
}
