//! What is typed to sign in, and whether it can be sent.

use crate::six_digits::{half_width, is_six_digits};
use api::session::StaffSignInRequest;

/// The controls of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Username,
    Password,
    Totp,
}

impl Control {
    /// The control's id.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Password => "password",
            Self::Totp => "totp",
        }
    }
}

/// What is typed.
#[derive(Clone, Default)]
pub(super) struct SignInDraft {
    pub(super) username: String,
    pub(super) password: String,
    pub(super) totp: String,
}

impl SignInDraft {
    /// Every control to put right.
    pub(super) fn check(&self) -> Vec<Control> {
        let code = half_width(&self.totp);
        let is_code = code.is_empty() || is_six_digits(&code);
        [
            (!self.username.trim().is_empty(), Control::Username),
            (!self.password.is_empty(), Control::Password),
            (is_code, Control::Totp),
        ]
        .into_iter()
        .filter(|(is_good, _)| !is_good)
        .map(|(_, control)| control)
        .collect()
    }

    /// What is sent. A password is sent as typed, spaces and all.
    pub(super) fn request(&self) -> StaffSignInRequest {
        StaffSignInRequest {
            username: self.username.trim().to_owned(),
            password: self.password.clone(),
            totp: half_width(&self.totp),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        use Control::{Password, Totp, Username};
        let table: [(&str, &str, &str, &[Control]); 6] = [
            ("li", "secret", "", &[]),
            ("li", "secret", "123 456", &[]),
            ("li", "secret", "１２３４５６", &[]),
            ("", "", "12", &[Username, Password, Totp]),
            (" ", "x", "", &[Username]),
            ("li", "x", "12345a", &[Totp]),
        ];
        for (username, password, totp, expected) in table {
            let draft = SignInDraft {
                username: username.into(),
                password: password.into(),
                totp: totp.into(),
            };
            assert_eq!(draft.check(), expected, "{username:?} {totp:?}");
        }
    }

    #[test]
    fn a_password_keeps_its_spaces() {
        let draft = SignInDraft {
            username: " li ".into(),
            password: " p ".into(),
            totp: "１２３ ４５６".into(),
        };
        let request = draft.request();
        assert_eq!(
            (
                request.username.as_str(),
                request.password.as_str(),
                request.totp.as_str()
            ),
            ("li", " p ", "123456")
        );
    }
}
