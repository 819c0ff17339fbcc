//! A device that does not give up.

use http::{Method, StatusCode};
use serde::Serialize;

use crate::portal::{Answer, Browser, fresh_key};

const PATIENCE: usize = 20;

/// Sends the same request under the same key until it is answered.
pub(super) async fn insist(
    resident: &mut Browser,
    method: Method,
    path: &str,
    body: &impl Serialize,
) -> Answer {
    let key = fresh_key();
    for _ in 0..PATIENCE {
        let answer = resident.send_json(method.clone(), path, &key, body).await;
        if answer.status != StatusCode::SERVICE_UNAVAILABLE {
            return answer;
        }
    }
    panic!("{path} was never answered");
}

/// How many files a test hands in; `script/faults` says more.
pub(super) fn files() -> usize {
    let said = std::env::var("FUMIN_CUT_FILES").ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(12)
}
