//! Townships and streets.

use serde::{Deserialize, Serialize};

use crate::code::coded_enum;

coded_enum! {
    /// What sort of place a division is, as the statistical code table says.
    DivisionKind {
        /// 街道.
        Street = "street",
        /// 镇.
        Town = "town",
        /// 乡.
        Township = "township",
        /// A unit of the statistical table that is no township: an industrial park, a headquarters.
        Other = "other",
    }
}

/// A township, street or the like of the district, known by its nine-digit code.
///
/// Names repeat across the country (永昌镇, 和平镇), so everything else refers to the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// Nine digits.
    pub code: String,
    /// Full name, such as 黄羊镇.
    pub name: String,
    /// What sort of place it is.
    pub kind: DivisionKind,
}

impl Division {
    /// The name as people say it: 黄羊 for 黄羊镇, 东大街 for 东大街街道.
    pub fn short_name(&self) -> &str {
        let ending = match self.kind {
            DivisionKind::Street => "街道",
            DivisionKind::Town => "镇",
            DivisionKind::Township => "乡",
            DivisionKind::Other => return &self.name,
        };
        self.name
            .strip_suffix(ending)
            .filter(|short| !short.is_empty())
            .unwrap_or(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_those_people_say() {
        for (name, kind, short) in [
            ("黄羊镇", DivisionKind::Town, "黄羊"),
            ("东大街街道", DivisionKind::Street, "东大街"),
            ("凉州工业园区", DivisionKind::Other, "凉州工业园区"),
            ("镇", DivisionKind::Town, "镇"),
        ] {
            let division = Division {
                code: "620602100".into(),
                name: name.into(),
                kind,
            };
            assert_eq!(division.short_name(), short);
        }
    }
}
