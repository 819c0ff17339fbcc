//! Large sheets: that they go through whole. How long that takes is printed, and asserted nowhere; what of it is reading and
//! checking `script/bench-sheets` measures.

use std::time::Instant;

use api::course_sheet::SheetView;
use listing::Field;

use super::{officer, sheet, taken, trainer, upload};
use crate::portal::TestPortal;

/// `FUMIN_SHEET_ROWS` rows, a thousand unless it says otherwise.
fn rows() -> usize {
    let said = std::env::var("FUMIN_SHEET_ROWS").ok();
    said.and_then(|count| count.parse().ok()).unwrap_or(1_000)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_sheet_is_checked_row_by_row() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let titles: Vec<String> = (0..rows()).map(|row| format!("示例 课 {row}")).collect();
    let changes: Vec<Vec<(Field, &str)>> = titles
        .iter()
        .enumerate()
        .map(|(row, title)| {
            let division = if row % 10 == 0 {
                "武男镇"
            } else {
                "武南镇"
            };
            vec![(Field::Title, title.as_str()), (Field::Division, division)]
        })
        .collect();
    let changes: Vec<&[(Field, &str)]> = changes.iter().map(Vec::as_slice).collect();
    let text = sheet(&changes);
    let begun = Instant::now();
    let view: SheetView = upload(&mut trainer, "a.csv", text.into_bytes())
        .await
        .json();
    eprintln!(
        "{} rows read, checked and kept in {} ms",
        rows(),
        begun.elapsed().as_millis()
    );
    assert_eq!(view.bad + view.good, u32::try_from(rows()).unwrap());
    let begun = Instant::now();
    let came = taken(&mut trainer, &view, true).await;
    eprintln!(
        "{} rows taken in in {} ms",
        came.sheet.taken,
        begun.elapsed().as_millis()
    );
    assert!(came.courses > 0);
}
