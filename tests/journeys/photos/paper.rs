//! A paper with print on it, as a phone would have taken it: drawn by the browser, which has the letters.

use serde_json::json;

use crate::harness::Tab;

/// How it was taken.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// Pixels of the long edge.
    pub(crate) width: u32,
    /// How far the lens was off, in thousandths of the long edge times four.
    pub(crate) blur: u32,
    /// How much of the paper a lamp shines on, in hundredths of the long edge.
    pub(crate) glare: u32,
    /// What is printed on it, again and again.
    pub(crate) text: &'static str,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            width: 4_000,
            blur: 0,
            glare: 0,
            text: "甘肃省武威市凉州区营业执照统一社会信用代码经营范围小吃服务注册资本成立日期2025年3月1日",
        }
    }
}

/// Twelve million pixels of an A4 sheet in 9-point letters, in uneven light and with a sensor's noise, as a JPEG.
const DRAW: &str = r##"
const [{ width, blur, glare, lines }, done] = arguments;
const height = width * 3 / 4;
const canvas = Object.assign(document.createElement('canvas'), { width, height });
const pen = canvas.getContext('2d');
if (blur) pen.filter = `blur(${blur * width / 4000}px)`;
pen.fillStyle = 'rgb(214, 210, 198)';
pen.fillRect(-100, -100, width + 200, height + 200);
pen.fillStyle = 'rgb(50, 48, 52)';
const size = width * 9 / 72 * 25.4 / 297;
pen.font = `${size}px "Noto Sans CJK SC"`;
pen.textBaseline = 'top';
lines.forEach((line, at) => pen.fillText(line, width * 0.06, height * 0.06 + at * size * 1.75));
pen.filter = 'none';
const light = glare
  ? pen.createRadialGradient(width * 0.6, height * 0.5, 0, width * 0.6, height * 0.5, width * glare / 100)
  : pen.createLinearGradient(0, 0, width, height);
if (glare) {
  light.addColorStop(0, 'rgba(255, 255, 255, 1)');
  light.addColorStop(0.6, 'rgba(255, 255, 255, 1)');
  light.addColorStop(1, 'rgba(255, 255, 255, 0)');
} else {
  light.addColorStop(0, 'rgba(0, 0, 0, 0)');
  light.addColorStop(1, 'rgba(0, 0, 0, 0.2)');
}
pen.fillStyle = light;
pen.fillRect(0, 0, width, height);
const picture = pen.getImageData(0, 0, width, height);
let chance = 12345;
for (let at = 0; at < picture.data.length; at += 4) {
  chance ^= chance << 13; chance ^= chance >>> 17; chance ^= chance << 5;
  const noise = ((chance & 255) / 255 - 0.5) * 18;
  for (const colour of [0, 1, 2]) picture.data[at + colour] += noise;
}
pen.putImageData(picture, 0, 0);
const read = new FileReader();
read.onload = () => done(read.result.split(',')[1]);
canvas.toBlob((blob) => read.readAsDataURL(blob), 'image/jpeg', 0.92);
"##;

/// Letters of one line, and lines of one sheet.
const LETTERS: usize = 80;
const LINES: usize = 34;

/// The lines of print on a paper.
pub(crate) fn lines_of(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let endless = letters.iter().copied().cycle();
    (0..LINES)
        .map(|line| endless.clone().skip(line * 7).take(LETTERS).collect())
        .collect()
}

/// The photo, as a file.
pub(crate) async fn photograph(tab: &Tab, look: &Look) -> Vec<u8> {
    let Look {
        width, blur, glare, ..
    } = *look;
    let asked =
        json!({ "width": width, "blur": blur, "glare": glare, "lines": lines_of(look.text) });
    let drawn = tab.driver.execute_async(DRAW, vec![asked]).await.unwrap();
    from_base64(drawn.json().as_str().unwrap())
}

fn from_base64(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        bits = bits << 6 | u32::from(value(letter));
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
