use super::*;

#[test]
fn a_rate_is_a_percentage() {
    for (text, expected) in [
        ("3.1", Some(310)),
        ("3.10%", Some(310)),
        ("4", Some(400)),
        ("3.45", Some(345)),
        ("", None),
        ("3.456", None),
        ("-3", None),
        ("三", None),
        ("310", None),
    ] {
        assert_eq!(rate_basis_points(text), expected, "{text}");
    }
}
