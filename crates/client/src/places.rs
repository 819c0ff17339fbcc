//! The names of a district that the form needs.

use catalogue::{AgencyRole, Division};
use serde::Deserialize;

/// The townships and streets of a district and the offices a file passes through.
///
/// Reading all of [`catalogue::District`] would bring every type of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Places {
    /// Townships, streets and the like, by code.
    pub divisions: Vec<Division>,
    /// Offices a file passes through.
    pub agencies: Vec<Office>,
}

/// An office a file passes through.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Office {
    /// Identifier, unique in the district.
    pub id: String,
    /// Name.
    pub name: String,
    /// Its part in a loan file.
    pub role: AgencyRole,
    /// Whether it is a sample (示例) standing for an office the district has still to name.
    pub is_sample: bool,
}

impl Places {
    /// The name of the division with this code.
    pub fn division_name(&self, code: &str) -> Option<&str> {
        let found = self.divisions.iter().find(|each| each.code == code)?;
        Some(&found.name)
    }

    /// The name of the office with this identifier.
    pub fn office_name(&self, id: &str) -> Option<&str> {
        let found = self.agencies.iter().find(|each| each.id == id)?;
        Some(&found.name)
    }

    /// The banks a resident can choose from.
    pub fn banks(&self) -> impl Iterator<Item = &Office> {
        self.agencies
            .iter()
            .filter(|office| office.role == AgencyRole::Bank)
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn a_district_is_read_for_its_names_alone() {
        let text = r#"{"code":"620602","name":"x","divisions":[{"code":"620602001","name":"东大街街道","kind":"street"}],
            "agencies":[{"id":"b","name":"某银行","role":"bank","address":null,"is_sample":true,"source":"s"},
            {"id":"h","name":"某局","role":"hr_bureau","is_sample":false,"source":"s"}],"parameters":{}}"#;
        let places: Places = json::from_str(text).unwrap();
        assert_eq!(places.division_name("620602001"), Some("东大街街道"));
        assert_eq!(places.office_name("h"), Some("某局"));
        assert_eq!(places.office_name("x"), None);
        let banks: Vec<&str> = places.banks().map(|bank| bank.id.as_str()).collect();
        assert_eq!(banks, ["b"]);
    }
}
