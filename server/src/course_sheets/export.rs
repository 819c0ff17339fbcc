//! Everything a trainer entered, as a sheet that can be uploaded again.

use catalogue::CoursePhoto;
use listing::{Draft, Field, Values};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::state::Parts;

/// One row for each class, in the columns of the template; a course without classes has one row. What has ended stands on a
/// page of its own, which an upload passes by: nobody brings a course back by accident. So do the templates, and which photo
/// each course has.
///
/// # Errors
/// When a sheet has no room for so many rows.
pub fn export(
    parts: &Parts,
    drafts: &[Draft],
    ended: &[Draft],
    templates: &[Draft],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    write(parts, book.add_worksheet().set_name("课程和班次")?, drafts)?;
    if !ended.is_empty() {
        write(parts, book.add_worksheet().set_name("已停办的课程")?, ended)?;
    }
    if !templates.is_empty() {
        write(parts, book.add_worksheet().set_name("课程模板")?, templates)?;
    }
    let all = [drafts, ended, templates].into_iter().flatten();
    let photos: Vec<_> = all
        .filter_map(|draft| Some((draft.title(), draft.photo.as_ref()?)))
        .collect();
    if !photos.is_empty() {
        write_photos(book.add_worksheet().set_name("课程照片")?, &photos)?;
    }
    book.save_to_buffer()
}

/// Which photo each course has, what is on it, and the hash of its bytes.
fn write_photos(sheet: &mut Worksheet, photos: &[(&str, &CoursePhoto)]) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 1)?;
    let heading = Format::new().set_bold();
    let text = Format::new().set_num_format("@").set_quote_prefix();
    for (column, name) in (0_u16..).zip(["课程名称", "照片说明", "照片编号"]) {
        sheet.set_column_width(column, 24)?;
        sheet.write_string_with_format(0, column, name, &heading)?;
    }
    for (row, (title, photo)) in (1_u32..).zip(photos) {
        for (column, value) in (0_u16..).zip([*title, photo.alt.as_str(), photo.sha256.as_str()]) {
            sheet.write_string_with_format(row, column, value, &text)?;
        }
    }
    Ok(())
}

fn write(parts: &Parts, sheet: &mut Worksheet, drafts: &[Draft]) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 1)?;
    let heading = Format::new().set_bold();
    // Text stays text when somebody edits it or saves it as CSV, whatever it begins with.
    let text = Format::new().set_num_format("@").set_quote_prefix();
    for (column, field) in (0_u16..).zip(Field::ALL) {
        sheet.set_column_width(column, 16)?;
        sheet.write_string_with_format(0, column, field.heading(), &heading)?;
    }
    let none = Values::new();
    let rows = drafts.iter().flat_map(|draft| {
        let classes = draft.classes.iter();
        let alone = draft.classes.is_empty().then_some(&none);
        classes
            .chain(alone)
            .map(move |class| (&draft.course, class))
    });
    for (row, (course, class)) in (1_u32..).zip(rows) {
        for (column, field) in (0_u16..).zip(Field::ALL) {
            let values = if field.is_of_class() { class } else { course };
            let value = values.get(field).map_or("", String::as_str);
            if !value.is_empty() {
                let words = listing::shown(*field, value, &parts.district.divisions);
                sheet.write_string_with_format(row, column, words, &text)?;
            }
        }
    }
    Ok(())
}
