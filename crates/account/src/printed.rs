//! What of an application is put on paper, and when there is something to put there.

use api::application::ApplicationView;

/// A printed page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// The application as a form.
    Form,
    /// That it was handed in, when, and how to ask after it.
    Receipt,
    /// Everything to put right, and by when.
    Correction,
    /// Why it was refused, and what can be done.
    Refusal,
    /// What the bank offers, and by when to sign.
    Offer,
    /// What was paid out.
    Disbursement,
}

impl Printed {
    /// In the order of a file's life.
    pub const ALL: [Self; 6] = [
        Self::Form,
        Self::Receipt,
        Self::Correction,
        Self::Refusal,
        Self::Offer,
        Self::Disbursement,
    ];

    /// As an address names it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Receipt => "receipt",
            Self::Correction => "correction",
            Self::Refusal => "refusal",
            Self::Offer => "offer",
            Self::Disbursement => "disbursement",
        }
    }

    /// The page with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.id() == id)
    }

    /// Whether the file has what the page says.
    pub fn is_there(self, file: &ApplicationView) -> bool {
        match self {
            Self::Form => true,
            Self::Receipt => file.acceptance_number.is_some(),
            Self::Correction => file.state.is_returned() && !file.defects.is_empty(),
            Self::Refusal => file.refusal.is_some(),
            Self::Offer => file.terms.is_some(),
            Self::Disbursement => file.disbursement.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Printed;

    #[test]
    fn names_are_read_back() {
        for each in Printed::ALL {
            assert_eq!(Printed::from_id(each.id()), Some(each));
        }
        assert_eq!(Printed::from_id("poster"), None);
    }
}
