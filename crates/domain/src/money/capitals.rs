//! Amounts in the capitals that contracts and receipts are written with (大写).

use super::Money;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

impl Money {
    /// The amount in Chinese capitals, as a contract or a cheque writes it.
    ///
    /// ```
    /// # use domain::Money;
    /// assert_eq!(Money::from_yuan(200_000).to_capitals(), "贰拾万元整");
    /// assert_eq!(Money::from_fen(1_449_978).to_capitals(), "壹万肆仟肆佰玖拾玖元柒角捌分");
    /// assert_eq!(Money::from_fen(100_105).to_capitals(), "壹仟零壹元零伍分");
    /// assert_eq!(Money::ZERO.to_capitals(), "零元整");
    /// ```
    #[must_use]
    pub fn to_capitals(self) -> String {
        let fen = self.fen().unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut text = String::new();
        if self.fen() < 0 {
            text.push('负');
        }
        if yuan > 0 || (jiao == 0 && fen == 0) {
            text.push_str(&whole(yuan));
            text.push('元');
        }
        match (jiao, fen) {
            (0, 0) => text.push('整'),
            (0, _) => {
                if yuan > 0 {
                    text.push('零');
                }
            }
            _ => {
                push_digit(&mut text, jiao);
                text.push('角');
            }
        }
        if fen > 0 {
            push_digit(&mut text, fen);
            text.push('分');
        } else if jiao > 0 {
            text.push('整');
        }
        text
    }
}

/// A whole number by groups of four digits; one 零 stands for any run of zeroes inside.
fn whole(number: u64) -> String {
    if number == 0 {
        return "零".to_owned();
    }
    let mut text = String::new();
    let mut has_gap = false;
    for (place, name) in GROUPS.iter().enumerate().rev() {
        let scale = 10_000_u64.saturating_pow(u32::try_from(place).unwrap_or(0));
        let group = number / scale % 10_000;
        if group == 0 {
            has_gap |= !text.is_empty();
            continue;
        }
        if !text.is_empty() && (has_gap || group < 1_000) {
            text.push('零');
        }
        has_gap = false;
        push_group(&mut text, group);
        text.push_str(name);
    }
    text
}

/// Up to four digits with their places.
fn push_group(text: &mut String, group: u64) {
    let mut has_begun = false;
    let mut has_gap = false;
    for (place, name) in PLACES.iter().enumerate().rev() {
        let scale = 10_u64.saturating_pow(u32::try_from(place).unwrap_or(0));
        let digit = group / scale % 10;
        if digit == 0 {
            has_gap |= has_begun;
            continue;
        }
        if has_gap {
            text.push('零');
        }
        (has_begun, has_gap) = (true, false);
        push_digit(text, digit);
        text.push_str(name);
    }
}

fn push_digit(text: &mut String, digit: u64) {
    let digit = usize::try_from(digit)
        .ok()
        .and_then(|digit| DIGITS.get(digit));
    text.extend(digit);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_a_contract_writes_them() {
        for (fen, capitals) in [
            (0, "零元整"),
            (1, "壹分"),
            (10, "壹角整"),
            (11, "壹角壹分"),
            (100, "壹元整"),
            (101, "壹元零壹分"),
            (110, "壹元壹角整"),
            (1_000, "壹拾元整"),
            (10_500, "壹佰零伍元整"),
            (100_010, "壹仟元壹角整"),
            (1_001_000, "壹万零壹拾元整"),
            (1_100_000, "壹万壹仟元整"),
            (20_000_000, "贰拾万元整"),
            (20_050_000, "贰拾万零伍佰元整"),
            (100_000_000, "壹佰万元整"),
            (1_000_000_000_000, "壹佰亿元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (10_001_000_000, "壹亿零壹万元整"),
            (10_010_000_000, "壹亿零壹拾万元整"),
            (
                1_010_101_010_101,
                "壹佰零壹亿零壹佰零壹万零壹佰零壹元零壹分",
            ),
            (
                99_999_999_999_999_999,
                "玖佰玖拾玖万亿玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
            ),
            (-5, "负伍分"),
        ] {
            assert_eq!(Money::from_fen(fen).to_capitals(), capitals, "{fen}");
        }
    }

    #[test]
    fn the_largest_amounts_have_capitals_too() {
        for fen in [i64::MAX, i64::MIN] {
            assert!(Money::from_fen(fen).to_capitals().ends_with('分'));
        }
    }
}
