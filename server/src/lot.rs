//! Drawing by lot what is looked at again.
//!
//! The lot of a thing is the hash of a month's seed and the thing; the seed is a keyed hash of the month. So nobody
//! chooses, every server draws the same, and who has the seed can draw again.

use domain::Date;
use sha2::{Digest as _, Sha256};
use vault::Keyring;

/// The name of a day's month.
#[must_use]
pub fn month_of(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// First and last day of a month; none when the text names none.
#[must_use]
pub fn days_of(month: &str) -> Option<(Date, Date)> {
    let first = Date::parse_iso(&format!("{month}-01"))?;
    Some((first, first.add_months(1).add_days(-1)))
}

/// The seed of a month for one kind of draw: nobody can tell it beforehand or have it otherwise.
#[must_use]
pub fn seed(keyring: &Keyring, kind: &'static str, month: &str) -> String {
    hex(&keyring.blind_index(kind, month))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The lot of a thing under a seed.
#[must_use]
pub fn lot(seed: &str, id: &str) -> [u8; 32] {
    Sha256::digest(format!("{seed}/{id}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_days_and_others_have_none() {
        let day = |text| Date::parse_iso(text).unwrap();
        let february = (day("2028-02-01"), day("2028-02-29"));
        assert_eq!(days_of("2028-02"), Some(february));
        assert_eq!(month_of(day("2028-02-29")), "2028-02");
        for odd in ["", "2028", "2028-13", "2028-2", "2028-02-01", "now"] {
            assert_eq!(days_of(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_seed_is_of_its_month_its_kind_and_its_portal() {
        let folders = [(), ()].map(|()| tempfile::tempdir().unwrap());
        let [own, other] = folders
            .each_ref()
            .map(|folder| Keyring::create(folder.path()).unwrap());
        let of = |keyring: &Keyring, kind, month| seed(keyring, kind, month);
        assert_eq!(of(&own, "a", "2027-03"), of(&own, "a", "2027-03"));
        assert_ne!(of(&own, "a", "2027-03"), of(&own, "a", "2027-04"));
        assert_ne!(of(&own, "a", "2027-03"), of(&own, "b", "2027-03"));
        assert_ne!(of(&own, "a", "2027-03"), of(&other, "a", "2027-03"));
        assert_ne!(lot("a", "x.1"), lot("b", "x.1"));
    }
}
