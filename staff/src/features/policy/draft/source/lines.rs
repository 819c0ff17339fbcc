//! Where a line begins and ends in a text, counted as the browser counts.

/// First and past-the-last place of a line (from 1) in UTF-16 units; the whole end for a line that is not there.
pub(super) fn span(text: &str, line: u32) -> (u32, u32) {
    let mut begin = 0;
    for (at, content) in (1_u32..).zip(text.split('\n')) {
        let length = u32::try_from(content.encode_utf16().count()).unwrap_or(u32::MAX);
        let end = begin + length;
        if at == line.max(1) {
            return (begin, end);
        }
        begin = end + 1;
    }
    let end = begin.saturating_sub(1);
    (end, end)
}

/// How far to scroll a text of this height for a line to be at the top.
pub(super) fn scroll_to(height: i32, text: &str, line: u32) -> i32 {
    let all = i64::try_from(text.split('\n').count()).unwrap_or(i64::MAX);
    let before = i64::from(line.saturating_sub(1)).min(all);
    let far = i64::from(height) * before / all.max(1);
    i32::try_from(far).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_as_the_browser_counts() {
        let text = "a = 1\n标题 = \"𠀀\"\n\nend";
        assert_eq!(span(text, 1), (0, 5));
        assert_eq!(span(text, 0), (0, 5));
        // Two units for the character outside the basic plane.
        assert_eq!(span(text, 2), (6, 15));
        assert_eq!(span(text, 3), (16, 16));
        assert_eq!(span(text, 4), (17, 20));
        assert_eq!(span(text, 99), (20, 20));
        assert_eq!(span("", 1), (0, 0));
    }

    #[test]
    fn scrolling_goes_by_the_lines_before() {
        assert_eq!(scroll_to(400, "a\nb\nc\nd", 1), 0);
        assert_eq!(scroll_to(400, "a\nb\nc\nd", 3), 200);
        assert_eq!(scroll_to(400, "a", 50), 400);
    }
}
