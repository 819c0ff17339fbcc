//! What everybody may open is opened in the journey without a server, and the worker knows the bundles it answers for.

use crate::tree::{none, root};

/// Where the addresses of everybody's bundles stand, and what they lie below.
const TABLES: &[(&str, &str)] = &[
    ("src/routes.rs", ""),
    ("eligibility/src/routes.rs", "/eligibility"),
    ("calculator/src/routes.rs", "/calculator"),
    ("track/src/routes.rs", "/track"),
];

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The addresses of a table, each as far as it is the same for all: what stands before `:`.
fn addresses(table: &str, base: &str) -> Vec<String> {
    let rows = table.split("(\"/").skip(1);
    let paths = rows.filter_map(|row| Some(row.split_once("\", ||")?.0));
    let paths = paths.filter(|path| !path.contains(char::is_whitespace));
    paths
        .map(|path| {
            let fixed = path.split(':').next().unwrap_or_default();
            if fixed.is_empty() && !base.is_empty() {
                base.to_owned()
            } else {
                format!("{base}/{fixed}")
            }
        })
        .collect()
}

#[test]
fn every_public_page_is_opened_without_a_server() {
    let journey = read("tests/journeys/offline.rs");
    let (_, after) = journey.split_once("portal.kill();").unwrap();
    let (mut findings, mut count) = (Vec::new(), 0);
    for (path, base) in TABLES {
        let found = addresses(&read(path), base);
        assert!(!found.is_empty(), "{path} has no addresses");
        for address in found {
            count += 1;
            // Whole, or the beginning of one where it goes on.
            let goes_on = address.ends_with('/') && address.len() > 1;
            let named = format!("\"{address}");
            let mut places = after.split(named.as_str()).skip(1);
            let is_opened = places.any(|rest| goes_on || rest.starts_with(['"', '#', '?']));
            if !is_opened {
                findings.push(format!("{path}: nobody opens {address} without a server"));
            }
        }
    }
    assert!(count > 10, "only {count} addresses");
    none(&findings);
}

#[test]
fn the_worker_answers_for_every_bundle_that_is_kept() {
    let portal = read("script/finish-portal");
    let bundles = portal
        .lines()
        .find_map(|line| line.strip_prefix("const BUNDLES = {"))
        .unwrap();
    let worker = read("public/sw.js");
    let shells = worker
        .lines()
        .find_map(|line| line.strip_prefix("const SHELLS = ["))
        .unwrap();
    let quoted = |line: &str| -> Vec<String> {
        let words = line.split('"').skip(1).step_by(2);
        let below = words.filter(|word| word.starts_with('/'));
        below.map(str::to_owned).collect()
    };
    let (kept, answered) = (quoted(bundles), quoted(shells));
    assert!(kept.len() > 5, "{kept:?}");
    assert_eq!(kept, answered);
    let proven = read("tests/journeys/updates.rs");
    for base in kept {
        assert!(
            proven.contains(&format!("'{base}'")),
            "{base} is not proven"
        );
    }
}
