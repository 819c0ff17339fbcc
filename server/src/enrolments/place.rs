//! Where a class is taught.

use catalogue::{Course, District};

/// The whole address, as a map is asked for it; none of a sample, which is nowhere, nor of what is taught online alone.
pub(crate) fn address(district: &District, course: &Course) -> Option<String> {
    if course.is_sample || course.mode == catalogue::TeachingMode::Online {
        return None;
    }
    let township = district.division(&course.division);
    let township = township.map_or("", |township| township.name.as_str());
    let area = [&district.province, &district.city, &district.name];
    let area: String = area.into_iter().map(String::as_str).collect();
    Some([area.as_str(), township, " ", course.venue.as_str()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::TeachingMode;
    use catalogue::load::{DistrictTexts, parse_district};
    use serde_json::json;

    #[test]
    fn a_place_is_named_from_the_province_to_the_room() {
        let district = parse_district(DistrictTexts {
            district: include_str!("../../../districts/620602/district.toml"),
            divisions: include_str!("../../../districts/620602/divisions.csv"),
            agencies: include_str!("../../../districts/620602/agencies.toml"),
        })
        .unwrap();
        let mut course: Course = serde_json::from_value(json!({
            "id": "welder", "title": "焊工", "kind": "employment_skill", "trade": "焊工", "level": "level_5",
            "hours": 120, "price_fen": 0, "is_subsidised": true, "provider": "某学校", "division": "620602101",
            "venue": "北街 3 号", "mode": "in_person", "summary": "学焊接。", "outline": ["安全"], "source": "s",
            "is_sample": false, "sessions": [],
        }))
        .unwrap();
        let found = address(&district, &course).unwrap();
        let township = &district.division("620602101").unwrap().name;
        assert_eq!(found, format!("甘肃省武威市凉州区{township} 北街 3 号"));
        course.mode = TeachingMode::Online;
        assert_eq!(address(&district, &course), None);
        course.mode = TeachingMode::InPerson;
        course.is_sample = true;
        assert_eq!(address(&district, &course), None);
    }
}
