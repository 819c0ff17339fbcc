//! Small print on a photo, after the phone has made it small and the server has drawn it anew: few bytes, and read by a machine.

use std::path::Path;
use std::process::Command;

use i18n::t;
use serde_json::json;

use super::paper::lines_of;
use super::{Look, choose, open_papers, photograph, received};
use crate::drafts::sign_in_and_fill;
use crate::harness::{Portal, Screen, Tab};

/// What papers of this kind say, in 9 points.
const TEXT: &str = "统一社会信用代码91620602700912345名称示例凉州面馆类型个体工商户经营场所甘肃省武威市凉州区西大街街道示例路二十六号法定代表人示例甲注册资本人民币贰拾万元整成立日期2025年03月01日营业期限长期经营范围餐饮服务食品销售粮油批发零售登记机关凉州区市场监督管理局申请贷款金额200000元期限24个月联系电话13800000001";

#[tokio::test]
async fn small_print_stays_readable() {
    crate::harness::run(Screen::Phone, async |portal, tab| look(portal, tab).await).await;
}

async fn look(portal: &mut Portal, tab: &Tab) {
    let (resident, id) = sign_in_and_fill(portal, tab, "13800000057").await;
    open_papers(tab, &id).await;
    let print = Look {
        text: TEXT,
        ..Look::default()
    };
    let photo = photograph(tab, &print).await;
    // The field stands empty again as soon as the file is taken over.
    let note = "document.addEventListener('change', ({ target }) => { target.shot = target.files[0]; }, true)";
    tab.script(note, vec![]).await.unwrap();
    choose(portal, tab, "business_licence", "photo.jpg", &photo).await;
    received(tab, &resident, &id, 1).await;
    tab.see(t::apply::papers::remove()).await;
    let (bytes, width, height) = made_small(tab).await;
    assert!(bytes <= 400_000, "{bytes} bytes leave the phone");
    assert!(width.max(height) >= 1_800, "{width} × {height}");

    let document = &resident.find(&id).await.documents[0];
    let kept = resident.read_paper(portal, &id, &document.id).await;
    let (Some(figures), Some(_)) = (
        std::env::var_os("FUMIN_FIGURES"),
        std::env::var_os("FUMIN_OCR"),
    ) else {
        return;
    };
    let read = read_by_machine(&portal.file("kept.jpg", &kept));
    let printed: Vec<char> = lines_of(TEXT).concat().chars().collect();
    let wrong = distance(&printed, &read);
    let right = 100.0 * (1.0 - wrong as f64 / printed.len() as f64);
    let words = format!(
        "- **Small print**: an A4 sheet with {} letters and digits of 9 points, photographed with 12 megapixels ({} KB, uneven light, noise): {} KB and {width} × {height} pixels leave the phone, and of what the server keeps of it `tesseract` (`chi_sim`) reads {right:.1} % of the characters right; the bar is 95 %.\n",
        printed.len(),
        photo.len() / 1_000,
        bytes / 1_000,
    );
    std::fs::write(figures, words).unwrap();
    assert!(right >= 95.0, "{right:.1} % are read");
}

/// Bytes and pixels of what the page makes of the same photo.
async fn made_small(tab: &Tab) -> (u64, u64, u64) {
    let script = "const [done] = arguments;
        (async () => {
          const { shrink } = await import('/photos.js');
          const file = document.querySelector('[id=business_licence]').shot;
          const { blob } = await shrink(file);
          const { width, height } = await createImageBitmap(blob);
          done([blob.size, width, height]);
        })();";
    let made = tab.driver.execute_async(script, vec![]).await.unwrap();
    serde_json::from_value(json!(made.json())).unwrap()
}

fn read_by_machine(file: &Path) -> Vec<char> {
    let read = Command::new("tesseract")
        .arg(file)
        .args(["-", "-l", "chi_sim", "--psm", "6", "--dpi", "160"])
        // Threads of its own wait for each other more than they help.
        .env("OMP_THREAD_LIMIT", "1")
        .output()
        .expect("tesseract is there: script/setup --photo");
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// Letters to add, leave out or change (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, found) in other.iter().enumerate() {
            let change = before + usize::from(letter != found);
            before = row[place + 1];
            row[place + 1] = change.min(before + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}

#[test]
fn letters_that_differ_are_counted() {
    let letters = |text: &str| text.chars().collect::<Vec<_>>();
    for (one, other, expected) in [
        ("面粉", "面粉", 0),
        ("面粉", "面", 1),
        ("", "面", 1),
        ("abcd", "xbd", 2),
    ] {
        assert_eq!(distance(&letters(one), &letters(other)), expected);
    }
}
