//! `service_points.toml`.

use serde::{Deserialize, Serialize};

use super::check;
use super::district::read_toml;
use super::{LoadDefect, LoadError, whole};
use crate::district::District;
use crate::service_point::ServicePoint;

pub(super) const POINTS_FILE: &str = "service_points.toml";

#[derive(Serialize, Deserialize)]
struct PointsFile {
    point: Vec<ServicePoint>,
}

/// Reads the service points of a district.
///
/// # Errors
/// Every defect found.
pub fn parse_service_points(
    text: &str,
    district: &District,
) -> Result<Vec<ServicePoint>, Vec<LoadError>> {
    let mut errors = Vec::new();
    let Some(PointsFile { point: points }) = read_toml(POINTS_FILE, text, &mut errors) else {
        return Err(errors);
    };
    for (index, point) in points.iter().enumerate() {
        let others = points.iter().take(index);
        let is_taken = others.map(|other| &other.id).any(|id| *id == point.id)
            || district.agency(&point.id).is_some();
        let is_marked = point.is_sample == point.name.starts_with("示例");
        let code = point.division.clone();
        let is_known = district.division(&code).is_some();
        let defects = [
            check::id(&point.id),
            is_taken.then_some(LoadDefect::DuplicateId),
            check::text("name", &point.name),
            check::text("source", &point.source),
            (!is_marked).then_some(LoadDefect::NotMarkedSample),
            (!is_known).then_some(LoadDefect::UnknownDivision { code }),
        ];
        let defects = defects.into_iter().flatten();
        errors.extend(
            defects.map(|defect| LoadError::in_record(POINTS_FILE, point.id.clone(), defect)),
        );
    }
    whole(points, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_defect_of_a_point_is_named() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../districts/620602");
        let district = super::super::load_district(folder.as_ref()).unwrap();
        let text = "[[point]]\nid = \"Sample\"\nname = \"示例点\"\ndivision = \"1\"\nis_sample = false\nsource = \"\"\n";
        let errors = parse_service_points(text, &district).unwrap_err();
        let defects: Vec<_> = errors.into_iter().map(|error| error.defect).collect();
        let expected = [
            LoadDefect::BadId,
            LoadDefect::Empty { field: "source" },
            LoadDefect::NotMarkedSample,
            LoadDefect::UnknownDivision { code: "1".into() },
        ];
        assert_eq!(defects, expected);
        assert!(
            super::super::load_service_points(folder.as_ref())
                .unwrap()
                .len()
                >= 2
        );
    }
}
