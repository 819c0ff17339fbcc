//! What is sent about the subsidies of a class, and the card they are paid to.

use super::opening;

/// A school or an officer entered to which card a person's subsidies are paid.
#[must_use]
pub fn card_given(last_four: &str, is_sample: bool) -> String {
    format!(
        "{}您的培训补贴登记发到尾号 {last_four} 的社会保障卡。不是您本人的卡，请登录“我的课程”改，或者找区人社局。",
        opening(is_sample)
    )
}

/// The subsidies of a class were decided. It says neither which nor how: whoever holds the phone may read it.
#[must_use]
pub fn subsidies_decided(is_sample: bool) -> String {
    format!(
        "{}您的培训补贴有了结果。请登录“我的课程”看，没登记社会保障卡的请填上。",
        opening(is_sample)
    )
}

/// The subsidies of a class were paid. It says neither which nor how much: whoever holds the phone may read it.
#[must_use]
pub fn subsidies_paid(is_sample: bool) -> String {
    format!(
        "{}您的培训补贴发了。请登录“我的课程”看，没到账的请问区人社局。",
        opening(is_sample)
    )
}

/// The subsidies of a class came back. It says neither why nor how much: whoever holds the phone may read it.
#[must_use]
pub fn subsidies_came_back(is_sample: bool) -> String {
    format!(
        "{}您的培训补贴没有发成。请登录“我的课程”看，要换卡的请重新登记。",
        opening(is_sample)
    )
}
