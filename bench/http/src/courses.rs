//! A catalogue of 5,000: the district's courses again and again under other ids and names.

use catalogue::Course;

use crate::Fault;

/// How many.
pub const COUNT: usize = 5_000;

/// The courses, each a little different from the next.
///
/// # Errors
/// When the district's own cannot be read.
pub fn many() -> Result<Vec<Course>, Fault> {
    let own = server::district::load_courses(None)?;
    let courses = own.iter().cycle().take(COUNT).enumerate();
    Ok(courses
        .map(|(number, course)| Course {
            id: format!("{}-{number}", course.id),
            title: format!("{}（示例 {number}）", course.title),
            hours: course.hours + (number / own.len().max(1)) as u32 % 40,
            ..course.clone()
        })
        .collect())
}
