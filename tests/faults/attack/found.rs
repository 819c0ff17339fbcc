//! Whether what a tool was answered is something that nobody should get.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::Portal;
use crate::harness::wire::{Line, Request};

/// What is there for everybody.
pub(super) struct Known {
    /// What every page is answered with: the page of a front end, or the notice that none is in this build. Status and
    /// length of each.
    pages: BTreeSet<(u16, usize)>,
    /// Operations of the interface.
    operations: Vec<String>,
}

impl Known {
    pub(super) async fn of(portal: &Portal, description: &Value) -> Self {
        let mut line = Line::to(portal).await.unwrap();
        let mut pages = BTreeSet::new();
        for path in [
            "/",
            // The bare shell: that of "/" says where it is.
            "/no-such-page",
            "/courses",
            "/eligibility",
            "/track",
            "/my",
            "/classes",
            "/apply",
            "/staff",
        ] {
            let answer = line.ask(&Request::get(path, "").bytes()).await.unwrap();
            pages.insert((answer.status, answer.body.len()));
            // Of a page that came compressed ffuf counts the letters.
            let letters = String::from_utf8_lossy(&answer.body).chars().count();
            pages.insert((answer.status, letters));
        }
        let operations = description["paths"].as_object().unwrap().keys();
        Self {
            pages,
            operations: operations.cloned().collect(),
        }
    }

    /// What is wrong with an answer, if anything is.
    pub(super) fn judge(&self, path: &str, status: u16, length: usize) -> Option<String> {
        let is_refused = [400, 401, 403, 404, 405, 414, 429].contains(&status);
        let is_page = self.pages.contains(&(status, length));
        let is_moved = status == 308;
        let is_described = status < 400 && self.is_described(path);
        let is_right = is_refused || is_page || is_moved || is_described;
        (!is_right).then(|| format!("{path}: {status}, {length} bytes"))
    }

    fn is_described(&self, path: &str) -> bool {
        let path = path.split('?').next().unwrap_or_default();
        let parts: Vec<_> = path.split('/').collect();
        self.operations.iter().any(|operation| {
            let wanted: Vec<_> = operation.split('/').collect();
            let mut pairs = wanted.iter().zip(&parts);
            wanted.len() == parts.len()
                && pairs.all(|(wanted, part)| wanted.starts_with('{') || wanted == part)
        })
    }
}
