//! A course in the words of schema.org, for whoever reads pages without eyes.

use api::path;
use catalogue::{
    CourseDetails, CourseListing, CoursePhoto, District, SessionDetails, SessionListing,
    TeachingMode,
};
use domain::Date;
use serde_json::{Value, json};

/// The course and its classes to come as JSON-LD that can stand in a page as it is; none of a sample, which nobody can
/// attend and no search engine should offer.
pub(crate) fn json_ld(
    district: &District,
    listing: &CourseListing,
    details: &CourseDetails,
    today: Date,
) -> Option<String> {
    if listing.is_sample {
        return None;
    }
    let text = described(district, listing, details, today).to_string();
    // Nothing a trainer writes may end the element it stands in.
    Some(text.replace('<', "\\u003c"))
}

/// The address of a course's page where the district says under which the portal is reached, otherwise its path.
pub(crate) fn address(district: &District, id: &str) -> String {
    below_portal(district, &format!("/courses/{id}"))
}

fn below_portal(district: &District, path: &str) -> String {
    let portal = district.parameters.portal_address.as_deref();
    [portal.unwrap_or_default().trim_end_matches('/'), path].concat()
}

fn described(
    district: &District,
    listing: &CourseListing,
    details: &CourseDetails,
    today: Date,
) -> Value {
    let upcoming = listing.sessions.iter().zip(&details.sessions);
    let instances: Vec<Value> = upcoming
        .filter(|(session, _)| session.is_upcoming(today))
        .map(|(session, more)| instance(district, listing, details, (session, more)))
        .collect();
    let is_free = listing.price_fen == domain::Money::ZERO;
    let image = details.photo.as_ref().map(|photo| image(district, photo));
    json!({
        "@context": "https://schema.org",
        "@type": "Course",
        "name": listing.title,
        "description": details.summary,
        "url": address(district, &listing.id),
        "image": image,
        "inLanguage": "zh-CN",
        "provider": { "@type": "Organization", "name": listing.provider },
        "teaches": details.outline,
        "educationalCredentialAwarded": details.certificate,
        "timeRequired": format!("PT{}H", details.hours),
        "isAccessibleForFree": is_free,
        "offers": {
            "@type": "Offer",
            "category": if is_free { "Free" } else { "Paid" },
            "price": yuan(listing.price_fen.fen()),
            "priceCurrency": "CNY",
        },
        "hasCourseInstance": instances,
    })
}

fn image(district: &District, photo: &CoursePhoto) -> Value {
    let path = path::with_id(path::COURSE_PHOTO, &photo.sha256);
    json!({
        "@type": "ImageObject",
        "url": below_portal(district, &path),
        "width": photo.width,
        "height": photo.height,
        "caption": photo.alt,
    })
}

fn instance(
    district: &District,
    listing: &CourseListing,
    details: &CourseDetails,
    (session, more): (&SessionListing, &SessionDetails),
) -> Value {
    let mode = match listing.mode {
        TeachingMode::InPerson => "onsite",
        TeachingMode::Online => "online",
        TeachingMode::Mixed => "blended",
    };
    let division = district.division(&listing.division);
    json!({
        "@type": "CourseInstance",
        "courseMode": mode,
        "startDate": session.starts_on.to_string(),
        "endDate": more.ends_on.to_string(),
        "description": more.schedule,
        "maximumAttendeeCapacity": session.seats,
        "remainingAttendeeCapacity": session.seats_left(),
        "location": {
            "@type": "Place",
            "name": details.venue,
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "CN",
                "addressRegion": district.province,
                "addressLocality": format!("{}{}", district.city, district.name),
                "streetAddress": division.map(|division| division.name.as_str()),
            },
        },
    })
}

/// Yuan with two decimals, as schema.org wants a price.
fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalogue::Course;
    use catalogue::load::{DistrictTexts, parse_district};

    fn district() -> District {
        let mut district = parse_district(DistrictTexts {
            district: include_str!("../../../districts/620602/district.toml"),
            divisions: include_str!("../../../districts/620602/divisions.csv"),
            agencies: include_str!("../../../districts/620602/agencies.toml"),
        })
        .unwrap();
        district.parameters.portal_address = Some("https://fumin.example/".into());
        district
    }

    fn course(is_sample: bool, title: &str) -> (CourseListing, CourseDetails) {
        let json = json!({
            "id": "welder", "title": title, "kind": "employment_skill", "trade": "焊工", "level": "level_5",
            "hours": 120, "price_fen": 80_050, "is_subsidised": true, "provider": "某学校", "division": "620602101",
            "venue": "三楼", "mode": "in_person", "summary": "学焊接。", "outline": ["安全"], "source": "s",
            "is_sample": is_sample,
            "sessions": [
                { "id": "1", "starts_on": "2026-11-01", "ends_on": "2026-11-20", "time_of_day": "day",
                    "schedule": "白天", "seats": 30, "seats_taken": 4, "enrol_by": "2026-10-28" },
                { "id": "2", "starts_on": "2027-03-01", "ends_on": "2027-03-26", "time_of_day": "evening",
                    "schedule": "晚上", "seats": 30, "seats_taken": 4, "enrol_by": "2027-02-20" },
            ],
        });
        let whole: Course = serde_json::from_value(json.clone()).unwrap();
        (
            CourseListing::from(&whole),
            serde_json::from_value(json).unwrap(),
        )
    }

    fn today() -> Date {
        Date::new(2026, 11, 24).unwrap()
    }

    #[test]
    fn a_course_and_its_classes_to_come_are_described() {
        let (listing, details) = course(false, "焊工班");
        let said = json_ld(&district(), &listing, &details, today()).unwrap();
        let said: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(said["@type"], "Course");
        assert_eq!(said["url"], "https://fumin.example/courses/welder");
        assert_eq!(said["offers"]["price"], "800.50");
        let classes = said["hasCourseInstance"].as_array().unwrap();
        assert_eq!(classes.len(), 1);
        assert_eq!(classes[0]["startDate"], "2027-03-01");
        assert_eq!(classes[0]["remainingAttendeeCapacity"], 26);
        assert_eq!(classes[0]["courseMode"], "onsite");
    }

    #[test]
    fn the_photo_is_named_with_its_whole_address() {
        let (listing, mut details) = course(false, "焊工班");
        details.photo = Some(CoursePhoto {
            sha256: "ab12".into(),
            width: 1_200,
            height: 900,
            alt: "学员在练焊接".into(),
        });
        let said = json_ld(&district(), &listing, &details, today()).unwrap();
        let said: Value = serde_json::from_str(&said).unwrap();
        let address = "https://fumin.example/api/course-photos/ab12";
        assert_eq!(said["image"]["url"], address);
        assert_eq!(said["image"]["caption"], "学员在练焊接");
    }

    #[test]
    fn nothing_a_trainer_writes_ends_the_element() {
        let (listing, details) = course(false, "</script><script>alert(1)");
        let said = json_ld(&district(), &listing, &details, today()).unwrap();
        assert!(!said.contains('<'), "{said}");
        let said: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(said["name"], "</script><script>alert(1)");
    }

    #[test]
    fn a_sample_is_offered_to_no_search_engine() {
        let (listing, details) = course(true, "焊工班");
        assert_eq!(json_ld(&district(), &listing, &details, today()), None);
    }
}
