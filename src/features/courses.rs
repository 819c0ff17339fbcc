//! 学什么: the catalogue of courses, its filters in the address, and a page for each course.

mod active_filter;
mod after_paint;
mod card;
mod changing;
mod chips;
mod compare_choice;
mod compare_page;
mod compared;
mod course_page;
mod covers;
mod empty;
mod enrol;
mod fetch;
mod filter_in_url;
mod filter_panel;
mod in_order;
mod keep_search;
mod kept;
mod list_page;
mod memory;
mod model;
mod next_courses;
mod resting;
mod results;
mod row_limit;
mod rows;
mod search_box;
mod seats;
mod session_table;
mod sessions;
mod spot;
#[cfg(test)]
mod testing;
mod words;

pub(crate) use compare_page::ComparePage;
pub(crate) use course_page::CoursePage;
pub(crate) use list_page::CourseListPage;
pub(crate) use memory::provide_courses_memory;
pub(crate) use next_courses::NextCourses;

/// Address of the list.
const LIST: &str = "/courses";

/// Courses are data in Chinese whatever language the page speaks, so their words carry their own.
const DATA_LANGUAGE: &str = "zh-CN";

/// Address of a course.
fn course_address(id: &str) -> String {
    [LIST, "/", id].concat()
}
