//! No page opens a window by itself: the browsers inside other apps block that, and say nothing of it.

use crate::tree::{Source, code_lines, none, sources};

const FRONT_ENDS: &[&str] = &[
    "src/",
    "eligibility/",
    "calculator/",
    "track/",
    "my/",
    "classes/",
    "apply/",
    "print/",
    "staff/",
    "public/",
    "crates/account/",
    "crates/client/",
    "crates/router/",
    "crates/ui/",
    "server/src/plain/",
    "server/src/packages/",
    "index.html",
];

/// What a script opens a window with, here and in `web_sys`.
const OPENS: &[&str] = &["window.open(", "globalThis.open(", ".open_with_url"];

/// Links that stand beside the page once somebody presses them, which no browser blocks, and what for.
const BESIDE: &[(&str, &str)] = &[
    (
        "eligibility/src/features/eligibility/citations.rs",
        "the authority's own page; the answers stay where they are",
    ),
    (
        "apply/src/features/form/documents/uploaded.rs",
        "one's own PDF; the form stays where it is",
    ),
    (
        "staff/src/papers.rs",
        "a photo beside the file, in a desk's own browser",
    ),
    (
        "staff/src/features/file/papers.rs",
        "a photo beside the file, in a desk's own browser",
    ),
];

/// A window of its own as a link's target, however it is quoted.
fn is_named(line: &str) -> bool {
    ["\"_blank", "'_blank", "=_blank"]
        .iter()
        .any(|target| line.contains(target))
}

fn pages() -> Vec<Source> {
    [".rs", ".js", ".html"]
        .iter()
        .flat_map(|ending| sources(ending, FRONT_ENDS))
        .collect()
}

#[test]
fn no_page_opens_a_window() {
    let mut findings = Vec::new();
    for page in pages() {
        let is_beside = BESIDE.iter().any(|(path, _)| *path == page.path);
        for (number, line) in code_lines(&page) {
            let opens = OPENS.iter().any(|call| line.contains(call));
            if opens || (!is_beside && is_named(line)) {
                findings.push(format!("{}:{number}: {}", page.path, line.trim()));
            }
        }
    }
    none(&findings);
}

#[test]
fn what_stands_beside_the_page_is_there() {
    let all = pages();
    let mut findings = Vec::new();
    for (path, reason) in BESIDE {
        let page = all.iter().find(|page| page.path == *path);
        let is_there = page.is_some_and(|page| code_lines(page).any(|(_, line)| is_named(line)));
        if !is_there {
            findings.push(format!("{path} opens nothing: {reason}"));
        }
    }
    none(&findings);
}
