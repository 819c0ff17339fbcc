//! Who does something to a file, when, and from what.

use domain::Date;
use http::HeaderMap;
use http::header::USER_AGENT;
use workflow::loan::{EventDetail, LoanAction, LoanEvent};
use workflow::{DeviceKind, Role, Step};

use crate::idempotency::IdempotencyKey;
use crate::session::{ResidentSession, StaffSession};
use crate::state::AppState;

/// The one at the keyboard. The instant is an argument, so that jobs and the demonstration say their own.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Person id, staff id, or a name of the portal's own job.
    pub id: String,
    /// In what capacity.
    pub role: Role,
    /// From what kind of device.
    pub device: DeviceKind,
    /// When, unix milliseconds.
    pub now_ms: i64,
    /// The key of the request.
    pub idempotency_key: String,
    /// Whom a helper acts for.
    pub on_behalf: Option<OnBehalf>,
}

/// Whom somebody acts for, and what allows it.
#[derive(Clone, Debug)]
pub struct OnBehalf {
    /// The resident.
    pub person_id: String,
    /// The resident's consent.
    pub consent_id: String,
}

impl Actor {
    /// A resident at a browser, or a clerk in a resident's place.
    #[must_use]
    pub fn resident(
        state: &AppState,
        session: &ResidentSession,
        headers: &HeaderMap,
        key: &IdempotencyKey,
    ) -> Self {
        let Some(helper) = &session.helper else {
            let who = (session.person_id.clone(), Role::Resident);
            return Self::at_browser(state, who, headers, key);
        };
        let who = (helper.staff_id.clone(), Role::Resident);
        Self {
            device: DeviceKind::ServicePoint,
            on_behalf: Some(OnBehalf {
                person_id: session.person_id.clone(),
                consent_id: helper.consent_id.clone(),
            }),
            ..Self::at_browser(state, who, headers, key)
        }
    }

    /// The resident whose file this is about: the one at the keyboard, or the one helped.
    #[must_use]
    pub fn person_id(&self) -> &str {
        let helped = self.on_behalf.as_ref();
        helped.map_or(self.id.as_str(), |helped| helped.person_id.as_str())
    }

    fn helped(&self) -> (Option<String>, Option<String>) {
        let helped = self.on_behalf.clone();
        helped
            .map(|helped| (helped.person_id, helped.consent_id))
            .unzip()
    }

    /// A member of staff at a browser.
    #[must_use]
    pub fn staff(
        state: &AppState,
        session: &StaffSession,
        headers: &HeaderMap,
        key: &IdempotencyKey,
    ) -> Self {
        let who = (session.staff_id.clone(), session.role);
        Self::at_browser(state, who, headers, key)
    }

    fn at_browser(
        state: &AppState,
        (id, role): (String, Role),
        headers: &HeaderMap,
        key: &IdempotencyKey,
    ) -> Self {
        Self {
            id,
            role,
            device: device_of_headers(headers),
            now_ms: state.clock.now_ms(),
            idempotency_key: key.as_str().to_owned(),
            on_behalf: None,
        }
    }

    /// The day in the district.
    #[must_use]
    pub fn today(&self) -> Date {
        Date::from_unix_ms_shanghai(self.now_ms)
    }

    /// What the log of a class or an enrolment keeps of it.
    #[must_use]
    pub fn step<A, D>(&self, action: A, detail: D) -> Step<A, D> {
        let (on_behalf_of, consent_id) = self.helped();
        Step {
            action,
            role: self.role,
            actor_id: self.id.clone(),
            on_behalf_of,
            consent_id,
            device: self.device,
            at_ms: self.now_ms,
            on: self.today(),
            idempotency_key: self.idempotency_key.clone(),
            detail,
        }
    }

    /// The portal itself, acting in the same write.
    #[must_use]
    pub fn portal(&self) -> Self {
        Self {
            id: "portal".to_owned(),
            role: Role::System,
            device: DeviceKind::Server,
            on_behalf: None,
            ..self.clone()
        }
    }

    /// What the file's log keeps of it.
    #[must_use]
    pub fn event(&self, action: LoanAction, detail: EventDetail) -> LoanEvent {
        let (on_behalf_of, consent_id) = self.helped();
        LoanEvent {
            action,
            role: self.role,
            actor_id: self.id.clone(),
            on_behalf_of,
            consent_id,
            package_id: None,
            papers: Vec::new(),
            device: self.device,
            at_ms: self.now_ms,
            on: self.today(),
            idempotency_key: self.idempotency_key.clone(),
            detail,
        }
    }
}

/// The kind of device a browser says it runs on. It says nothing else about the person, so nothing else is kept.
#[must_use]
pub fn device_of(user_agent: &str) -> DeviceKind {
    let has = |word: &str| user_agent.contains(word);
    if has("iPad") || has("Tablet") || (has("Android") && !has("Mobile")) {
        DeviceKind::Tablet
    } else if has("Mobile") || has("iPhone") {
        DeviceKind::Phone
    } else {
        DeviceKind::Computer
    }
}

/// The kind of device a request says it comes from.
pub(crate) fn device_of_headers(headers: &HeaderMap) -> DeviceKind {
    let user_agent = headers
        .get(USER_AGENT)
        .and_then(|value| value.to_str().ok());
    user_agent.map_or(DeviceKind::Computer, device_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices() {
        for (user_agent, device) in [
            (
                "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Mobile Safari/537.36",
                DeviceKind::Phone,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148",
                DeviceKind::Phone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 13; SM-X200) Safari/537.36",
                DeviceKind::Tablet,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) Chrome/130",
                DeviceKind::Computer,
            ),
            ("", DeviceKind::Computer),
        ] {
            assert_eq!(device_of(user_agent), device, "{user_agent}");
        }
    }
}
