//! The rules as browsers get them: by day, by hash, in parts, and never a broken one.

use std::collections::BTreeMap;
use std::io::Read as _;

use api::ProblemCode;
use api::path::{self, with_id, with_language};
use api::policy::PolicyPackPointer;
use axum::body::Body;
use domain::Date;
use http::header::{ACCEPT_ENCODING, IF_NONE_MATCH};
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;
use server::clock::Clock as _;
use server::jobs;
use store::policy_packs::{self, PolicyPack};
use store::policy_publications::{self, Publication};
use store::{StoreError, policy_sources};

use crate::portal::{Answer, Browser, TestPortal};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub(crate) async fn pointer(portal: &TestPortal) -> PolicyPackPointer {
    portal.anonymous().get(path::POLICY_PACK).await.json()
}

async fn get_as(browser: &mut Browser, path: &str, name: http::HeaderName, value: &str) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(name, value.parse().unwrap());
    browser
        .send(Method::GET, path, headers, Body::empty())
        .await
}

/// The shipped pack with other caps, as the compiler would have named it.
pub(crate) fn another_pack(portal: &TestPortal, marker: &str) -> (String, String) {
    let mut pack: Value = serde_json::from_str(portal.state.packs.shipped().document()).unwrap();
    pack["documents"][0]["number"] = marker.into();
    pack["hash"] = "".into();
    let hash = sha256_hex(&policy::canonical_json(&pack));
    pack["hash"] = hash.clone().into();
    (hash, policy::canonical_json(&pack))
}

fn sha256_hex(text: &str) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Writes a pack and its publication as another process would.
pub(crate) async fn publish(portal: &TestPortal, hash: &str, document: &str, effective_on: Date) {
    let (hash, document) = (hash.to_owned(), document.to_owned());
    let work = move |tx: &store::Tx| {
        let pack = PolicyPack {
            hash: hash.clone(),
            effective_from: effective_on,
            document: document.clone(),
            published_ms: 1,
        };
        policy_packs::keep(tx, &pack, &BTreeMap::new())?;
        let publication = Publication {
            seq: 0,
            kind: "publish".into(),
            pack_hash: hash.clone(),
            effective_on,
            proposal_id: None,
            prepared_by: None,
            approved_by: None,
            approved_ms: 2,
            reason: String::new(),
        };
        policy_publications::append(tx, &publication)
    };
    portal
        .state
        .store
        .write::<_, _, StoreError>(work)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_pack_comes_in_parts_that_never_change() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let first = browser.get(path::POLICY_PACK).await;
    assert_eq!(first.header("cache-control"), "no-cache");
    let found: PolicyPackPointer = first.json();
    assert_eq!(found.effective_from, "2026-11-24");
    let again = get_as(
        &mut browser,
        path::POLICY_PACK,
        IF_NONE_MATCH,
        first.header("etag"),
    )
    .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);

    let rules_path = with_id(path::POLICY_PACK_RULES, &found.hash);
    let rules = browser.get(&rules_path).await;
    assert_eq!(
        rules.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let mut whole = rules.value();
    assert_eq!(
        (&whole["hash"], &whole["words"]),
        (&found.hash.clone().into(), &Value::Null)
    );
    let known = get_as(
        &mut browser,
        &rules_path,
        IF_NONE_MATCH,
        rules.header("etag"),
    )
    .await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);

    let brotli = get_as(&mut browser, &rules_path, ACCEPT_ENCODING, "gzip, br").await;
    assert_eq!(brotli.header("content-encoding"), "br");
    let gzip = get_as(&mut browser, &rules_path, ACCEPT_ENCODING, "gzip").await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let mut unpacked = String::new();
    flate2::read::GzDecoder::new(&*gzip.body)
        .read_to_string(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked.as_bytes(), &*rules.body);

    for language in ["zh", "en"] {
        let words = browser
            .get(&with_language(
                path::POLICY_PACK_WORDS,
                &found.hash,
                language,
            ))
            .await
            .value();
        assert_eq!(words["hash"], *found.hash);
        whole["words"][language] = words["words"].clone();
    }
    let pack = policy::Pack::from_json(&whole.to_string()).unwrap();
    assert!(pack.programme("startup_loan_individual").is_some());
    assert_eq!(
        policy::canonical_json(&whole),
        portal.state.packs.shipped().document()
    );
}

#[tokio::test]
async fn what_is_not_published_is_not_there() {
    let portal = TestPortal::start().await;
    let hash = pointer(&portal).await.hash;
    let (kept, document) = another_pack(&portal, "not yet");
    let row = PolicyPack {
        hash: kept.clone(),
        effective_from: portal.clock.today(),
        document,
        published_ms: 1,
    };
    portal
        .state
        .store
        .write::<_, _, StoreError>(move |tx| policy_packs::keep(tx, &row, &BTreeMap::new()))
        .await
        .unwrap();
    let mut browser = portal.anonymous();
    for path in [
        with_id(path::POLICY_PACK_RULES, "nothing"),
        with_id(path::POLICY_PACK_RULES, &kept),
        with_language(path::POLICY_PACK_WORDS, "nothing", "zh"),
        with_language(path::POLICY_PACK_WORDS, &hash, "fr"),
    ] {
        browser.get(&path).await.problem(ProblemCode::NotFound);
    }
}

/// Nothing restarts and nothing runs: the day alone changes.
#[tokio::test]
async fn a_pack_comes_into_force_at_midnight_and_the_old_one_can_still_be_had() {
    let portal = TestPortal::start().await;
    let old = pointer(&portal).await.hash;
    let (new, document) = another_pack(&portal, "new");
    let tomorrow = portal.clock.today().add_days(1);
    publish(&portal, &new, &document, tomorrow).await;
    assert_eq!(pointer(&portal).await.hash, old);
    // 10:00 in the morning: 14 hours to midnight.
    portal.clock.advance_ms(14 * 60 * 60 * 1000 - 1);
    assert_eq!(pointer(&portal).await.hash, old);
    portal.clock.advance_ms(1);
    let found = pointer(&portal).await;
    assert_eq!(
        (found.hash.as_str(), found.effective_from),
        (new.as_str(), tomorrow.to_string())
    );
    for hash in [&old, &new] {
        let rules = portal
            .anonymous()
            .get(&with_id(path::POLICY_PACK_RULES, hash))
            .await;
        assert_eq!(rules.status, StatusCode::OK);
    }
    portal.clock.advance_ms(DAY_MS);
    jobs::clock::run_once(&portal.state, portal.clock.now_ms())
        .await
        .unwrap();
    assert_eq!(pointer(&portal).await.hash, new);
}

#[tokio::test]
async fn a_broken_pack_never_takes_over() {
    let portal = TestPortal::start().await;
    let shipped = pointer(&portal).await.hash;
    let today = portal.clock.today();
    let (good, document) = another_pack(&portal, "good");
    publish(&portal, &good, &document, today).await;
    assert_eq!(pointer(&portal).await.hash, good);
    let (half, document) = another_pack(&portal, "half");
    publish(&portal, &half, &document[..document.len() / 2], today).await;
    // Not what its hash says: a value was changed in the database.
    let (changed, document) = another_pack(&portal, "changed");
    publish(
        &portal,
        &changed,
        &document.replace("changed", "chanGed"),
        today,
    )
    .await;
    assert_eq!(pointer(&portal).await.hash, good);
    let refused = portal
        .anonymous()
        .get(&with_id(path::POLICY_PACK_RULES, &half))
        .await;
    refused.problem(ProblemCode::NotFound);
    // Nothing that can be read is left: the program's own rules hold.
    let work = move |tx: &store::Tx| {
        tx.execute(
            "DELETE FROM policy_publications WHERE pack_hash = $1 OR pack_hash = $2",
            &[(&good).into(), (&shipped).into()],
        )
    };
    portal
        .state
        .store
        .write::<_, _, StoreError>(work)
        .await
        .unwrap();
    portal
        .state
        .store
        .read(|connection| portal.state.packs.refresh(connection, today))
        .unwrap();
    let shipped = portal.state.packs.shipped().pack().hash().to_string();
    assert_eq!(pointer(&portal).await.hash, shipped);
}

/// A newer program brings other rules: they come into force by themselves only where no person has ever decided.
#[tokio::test]
async fn a_newer_program_does_not_overrule_people() {
    for by_hand in [false, true] {
        let portal = TestPortal::start().await;
        let shipped = pointer(&portal).await.hash;
        let (other, document) = another_pack(&portal, "an older program's");
        // As if an older program with other rules had made the database.
        let (old, kind) = (other.clone(), if by_hand { "publish" } else { "seed" });
        let work = move |tx: &store::Tx| {
            let today = Date::parse_iso("2026-11-20").unwrap();
            for sql in [
                "DELETE FROM policy_publications WHERE pack_hash <> $1",
                "DELETE FROM policy_sources WHERE pack_hash <> $1",
                "DELETE FROM policy_packs WHERE hash <> $1",
            ] {
                tx.execute(sql, &[(&old).into()])?;
            }
            let pack = PolicyPack {
                hash: old.clone(),
                effective_from: today,
                document: document.clone(),
                published_ms: 1,
            };
            policy_packs::keep(tx, &pack, &BTreeMap::new())?;
            let publication = Publication {
                seq: 0,
                kind: kind.into(),
                pack_hash: old.clone(),
                effective_on: today,
                proposal_id: None,
                prepared_by: None,
                approved_by: None,
                approved_ms: 2,
                reason: String::new(),
            };
            policy_publications::append(tx, &publication)
        };
        portal
            .state
            .store
            .write::<_, _, StoreError>(work)
            .await
            .unwrap();
        portal.state.store.close();
        let config = portal.state.config.clone();
        let again = server::startup::open(config, portal.clock.clone())
            .await
            .unwrap();
        let in_force = again.packs.pack_on(again.clock.today());
        let expected = if by_hand { &other } else { &shipped };
        assert_eq!(**in_force.pack().hash(), **expected, "by hand: {by_hand}");
        let sources = again
            .store
            .read::<_, StoreError>(|connection| policy_sources::list(connection, &shipped))
            .unwrap();
        assert!(sources.contains_key("parameters.toml"));
    }
}

#[tokio::test]
async fn the_pointer_brings_the_first_question_along() {
    let portal = TestPortal::start().await;
    let found = pointer(&portal).await;
    let opening = found.opening.unwrap();
    let known = portal.state.packs.shipped().pack();
    let programmes = known.programmes().iter();
    let programmes: Vec<&str> = programmes.map(|programme| &*programme.id).collect();
    let today = portal.clock.today();
    let first = policy::next_question(known, &programmes, today, &policy::Facts::default(), &[]);
    let asked = known.fact(&first.unwrap().fact).unwrap();

    for (language, words) in [("zh", &opening.words_zh), ("en", &opening.words_en)] {
        let mut pack = policy::Pack::from_parts(&opening.rules).unwrap();
        pack.add_words(language, words).unwrap();
        assert_eq!(pack.hash(), known.hash());
        assert!(pack.programmes().is_empty());
        let [spec] = pack.facts() else {
            panic!("{:?}", pack.facts())
        };
        assert_eq!(
            (&spec.id, spec.kind, &spec.options),
            (&asked.id, asked.kind, &asked.options)
        );
        let (here, there) = (
            pack.words(language).unwrap(),
            known.words(language).unwrap(),
        );
        assert_eq!(here.question(&spec.id), there.question(&spec.id));
        assert!(!here.question(&spec.id).is_empty());
        for option in &spec.options {
            assert_eq!(
                here.option(&spec.id, option),
                there.option(&spec.id, option)
            );
        }
    }
}
