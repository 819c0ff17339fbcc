//! What carries a code, or stands in the place of one.

use api::service_point::HelpPurpose;

/// The message that carries a sign-in code.
#[must_use]
pub fn sign_in(code: &str) -> String {
    format!("【富民通】登录验证码 {code}，5 分钟内有效。不要告诉任何人，工作人员也不会向您要。")
}

/// The message that carries a code of consent: it names what the code is for, and that it signs nobody in.
#[must_use]
pub fn consent(code: &str, point: &str, purpose: HelpPurpose) -> String {
    format!(
        "【富民通】代办同意码 {code}，10 分钟内有效。念给对方，就是同意{point}当面为您{}。不是登录码；您没在那里，请不要念。",
        help(purpose)
    )
}

/// A signature was given in a resident's place of a code.
#[must_use]
pub fn witnessed(point: &str, purpose: HelpPurpose) -> String {
    format!(
        "【富民通】{point}凭您的签字，正在当面为您{}。不是您本人的意思，请登录“我的办理”，在“谁帮我办过”里停止。",
        help(purpose)
    )
}

/// The message that carries the code of somebody who is asked to consent to an application. It says neither whose nor what.
#[must_use]
pub fn consent_to_file(code: &str) -> String {
    format!(
        "【富民通】确认码 {code}，10 分钟内有效，只用来答复您打开的那份请求。不是登录码，不要告诉任何人。"
    )
}

/// The message that carries the code before one's own data goes out.
#[must_use]
pub fn own_data(code: &str, minutes: i64) -> String {
    format!(
        "【富民通】资料码 {code}，{minutes} 分钟内有效，只用来下载或者删除您自己的资料。不是登录码，不要告诉任何人。"
    )
}

pub(super) fn help(purpose: HelpPurpose) -> &'static str {
    match purpose {
        HelpPurpose::Loan => "办贷款申请",
        HelpPurpose::Courses => "报培训班",
        HelpPurpose::Everything => "办贷款申请和报培训班",
    }
}
