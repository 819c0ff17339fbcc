//! What a clerk types to begin: checked at once, sent in one piece.

use crate::six_digits::{half_width, is_six_digits};
use api::service_point::{
    ConsentKind, ConsentProof, HelpPurpose, OpenHelpedSessionRequest, SendConsentCodeRequest,
};
use domain::{PersonName, PhoneNumber};

/// A control of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Name,
    Phone,
    Purpose,
    Kind,
    Code,
    Username,
    Password,
    Totp,
}

impl Control {
    /// Its id in the page.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Name => "helped-name",
            Self::Phone => "helped-phone",
            Self::Purpose => "helped-purpose",
            Self::Kind => "helped-kind",
            Self::Code => "helped-code",
            Self::Username => "witness-username",
            Self::Password => "witness-password",
            Self::Totp => "witness-totp",
        }
    }
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OpenDraft {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) purpose: String,
    pub(super) kind: String,
    pub(super) code: String,
    pub(super) username: String,
    pub(super) password: String,
    pub(super) totp: String,
}

impl Default for OpenDraft {
    fn default() -> Self {
        let empty = String::new;
        Self {
            name: empty(),
            phone: empty(),
            purpose: empty(),
            kind: ConsentKind::Code.id().to_owned(),
            code: empty(),
            username: empty(),
            password: empty(),
            totp: empty(),
        }
    }
}

impl OpenDraft {
    /// Whether a second member of staff saw a signature.
    pub(super) fn is_witnessed(&self) -> bool {
        self.kind == ConsentKind::Witnessed.id()
    }

    /// What the code's message needs, or everything that is wrong.
    pub(super) fn code_request(&self) -> Result<SendConsentCodeRequest, Vec<Control>> {
        let purpose = HelpPurpose::from_id(&self.purpose);
        match (PhoneNumber::parse(&self.phone), purpose) {
            (Ok(_), Some(purpose)) => Ok(SendConsentCodeRequest {
                phone: self.phone.clone(),
                purpose,
            }),
            (phone, purpose) => Err(wrong(&[
                (phone.is_ok(), Control::Phone),
                (purpose.is_some(), Control::Purpose),
            ])),
        }
    }

    /// The whole request, or everything that is wrong.
    pub(super) fn request(&self) -> Result<OpenHelpedSessionRequest, Vec<Control>> {
        let purpose = HelpPurpose::from_id(&self.purpose);
        let code = half_width(&self.code);
        let (is_witnessed, is_code) = (self.is_witnessed(), is_six_digits(&code));
        let totp = half_width(&self.totp);
        let flaws = wrong(&[
            (PersonName::parse(&self.name).is_ok(), Control::Name),
            (PhoneNumber::parse(&self.phone).is_ok(), Control::Phone),
            (purpose.is_some(), Control::Purpose),
            (is_witnessed || is_code, Control::Code),
            (
                !is_witnessed || !self.username.trim().is_empty(),
                Control::Username,
            ),
            (
                !is_witnessed || !self.password.is_empty(),
                Control::Password,
            ),
            (
                !is_witnessed || totp.is_empty() || is_six_digits(&totp),
                Control::Totp,
            ),
        ]);
        let Some(purpose) = purpose.filter(|_| flaws.is_empty()) else {
            return Err(flaws);
        };
        let proof = if is_witnessed {
            ConsentProof::Witnessed {
                username: self.username.trim().to_owned(),
                password: self.password.clone(),
                totp,
            }
        } else {
            ConsentProof::Code { code }
        };
        Ok(OpenHelpedSessionRequest {
            name: self.name.clone(),
            phone: self.phone.clone(),
            purpose,
            proof,
        })
    }
}

fn wrong(checks: &[(bool, Control)]) -> Vec<Control> {
    let flaws = checks.iter().filter(|(is_right, _)| !is_right);
    flaws.map(|(_, control)| *control).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> OpenDraft {
        OpenDraft {
            name: "示例甲".into(),
            phone: "138 0000 5678".into(),
            purpose: "loan".into(),
            code: "１２３ ４５６".into(),
            ..OpenDraft::default()
        }
    }

    #[test]
    fn what_a_clerk_types_is_read_kindly() {
        let request = draft().request().unwrap();
        let ConsentProof::Code { code } = request.proof else {
            panic!("by code");
        };
        assert_eq!(
            (code.as_str(), request.purpose),
            ("123456", HelpPurpose::Loan)
        );
        assert_eq!(draft().code_request().unwrap().purpose, HelpPurpose::Loan);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        use Control::{Code, Name, Password, Phone, Purpose, Username};
        let empty = OpenDraft::default();
        assert_eq!(empty.request().unwrap_err(), [Name, Phone, Purpose, Code]);
        assert_eq!(empty.code_request().unwrap_err(), [Phone, Purpose]);
        let witnessed = OpenDraft {
            kind: "witnessed".into(),
            code: String::new(),
            ..draft()
        };
        assert_eq!(witnessed.request().unwrap_err(), [Username, Password]);
    }
}
