//! The gallery shows every component, so that whoever changes one sees it.

use crate::tree::{none, sources};

/// They stand around every page, the gallery among them, or instead of one.
const AROUND: &[&str] = &["BottomBar", "NotFound", "SiteHeader", "SkipLink"];

#[test]
fn every_component_is_in_the_gallery() {
    let gallery = sources(".rs", &["staff/src/features/gallery"]);
    let mut findings = Vec::new();
    let mut seen = 0;
    for file in sources(".rs", &["crates/ui/src/"]) {
        let parts = file.text.split("#[component]\npub fn ").skip(1);
        for part in parts {
            let end = part.find(|letter: char| !letter.is_alphanumeric());
            let name = part.get(..end.unwrap_or(0)).unwrap_or_default();
            seen += 1;
            let tag = format!("<{name}");
            let is_drawn = gallery.iter().any(|page| page.text.contains(&tag));
            if !is_drawn && !AROUND.contains(&name) {
                findings.push(format!("{}: {name} is not in the gallery", file.path));
            }
        }
    }
    assert!(seen > 20, "only {seen} components");
    none(&findings);
}
