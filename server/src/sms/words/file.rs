//! What is sent about an application on its way, from the draft to the money.

use domain::Date;

use super::day;

/// A draft that nobody touched is thrown away soon.
#[must_use]
pub fn draft_due(until: Date) -> String {
    format!(
        "【富民通】您有一份没有交的贷款申请，{} 以前不接着填，就会删掉。请登录“我的申请”。",
        day(until)
    )
}

/// The file was handed in, for the first time or again.
#[must_use]
pub fn received(number: &str, office: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请收到了。{office}最晚 {} 答复。办到哪了，登录“我的申请”看。",
        day(until)
    )
}

/// The file went on to the next office.
#[must_use]
pub fn handed_over(number: &str, office: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请转到{office}了，最晚 {} 答复。办到哪了，登录“我的申请”看。",
        day(until)
    )
}

/// The applicant's name, in part, is on the public list.
#[must_use]
pub fn posted(number: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请通过了审核，正在公示，到 {} 为止。公示完就转到下一家。",
        day(until)
    )
}

/// Somebody objected to the posted list, and the office looks again. It does not say who or what.
#[must_use]
pub fn looked_at_again(number: &str, office: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请，公示时有人提出意见，{office}再核一次，最晚 {} 答复。不是不批。",
        day(until)
    )
}

/// The guarantee agency comes to see the business.
#[must_use]
pub fn visit_booked(number: &str, office: &str, on: Date) -> String {
    format!(
        "【富民通】{number} 号申请，{office}约好 {}上门看。那天不方便，请早点跟它说，联系办法见“我的申请”。",
        day(on)
    )
}

/// What came back is to be handed in again soon.
#[must_use]
pub fn answer_due(number: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请还有材料没有补。请最晚 {} 交回，过期会关闭，不算拒绝。来不及，可以登录“我的申请”延期。",
        day(until)
    )
}

/// The bank's offer stands for some days more.
#[must_use]
pub fn offer_due(number: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请还没有签合同。请最晚 {} 到网点签，过期会关闭，不算拒绝。",
        day(until)
    )
}

/// An office has not answered in its days.
#[must_use]
pub fn late(number: &str, office: &str) -> String {
    format!(
        "【富民通】{number} 号申请，{office}没有按时办完，对不住您。申请还在办，超期不等于不批。已经催办，不用您再跑。"
    )
}

/// The file came back.
#[must_use]
pub fn returned(number: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请有材料要补。请最晚 {} 登录“我的申请”，照着提示改好再交。",
        day(until)
    )
}

/// The file waits: the year's quota is used up. Nobody knows until when, so nothing is promised.
#[must_use]
pub fn quota_used_up(number: &str) -> String {
    waiting(number, "今年的贴息额度用完了")
}

/// The file waits: the guarantee fund is used up.
#[must_use]
pub fn fund_used_up(number: &str) -> String {
    waiting(number, "担保基金的额度用完了")
}

fn waiting(number: &str, why: &str) -> String {
    format!(
        "【富民通】{number} 号申请在等额度：{why}，有了新额度再接着办。不是不批，这段时间不算办理时限，您不用做什么。"
    )
}

/// The wait is over and the office goes on.
#[must_use]
pub fn goes_on(number: &str, office: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请不用等额度了，{office}接着办，最晚 {} 答复。办到哪了，登录“我的申请”看。",
        day(until)
    )
}

/// An officer corrected something. It does not say what: whoever holds the phone may read it.
#[must_use]
pub fn corrected(number: &str, until: Date, link: Option<&str>) -> String {
    let until = day(until);
    match link {
        Some(link) => {
            format!(
                "【富民通】{number} 号申请有更正，请看改得对不对。不对，最晚 {until} 说：{link}"
            )
        }
        None => format!(
            "【富民通】{number} 号申请有更正。请打开“办到哪了”，用查询码看改得对不对。不对，请最晚 {until} 说。"
        ),
    }
}

/// The file was refused.
#[must_use]
pub fn refused(number: &str, appeal_until: Date) -> String {
    format!(
        "【富民通】{number} 号申请这次没有通过。请登录“我的申请”，看理由和可以怎么办。不同意，最晚 {} 可以申诉。",
        day(appeal_until)
    )
}

/// An appeal was decided. It does not say how: whoever holds the phone may read it.
#[must_use]
pub fn appeal_decided(number: &str) -> String {
    format!("【富民通】{number} 号申请，您的申诉有了结果。请登录“我的申请”看。")
}

/// The bank made an offer.
#[must_use]
pub fn offered(number: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请银行已同意。请登录“我的申请”看贷款条件，最晚 {} 到网点签合同。",
        day(until)
    )
}

/// Whatever had to be so before the contract is, and the days to sign run from today.
#[must_use]
pub fn ready_to_sign(number: &str, until: Date) -> String {
    format!(
        "【富民通】{number} 号申请签合同前要办的都办好了。请最晚 {} 到网点签合同。",
        day(until)
    )
}

/// The money was paid.
#[must_use]
pub fn paid(number: &str) -> String {
    format!("【富民通】{number} 号申请已放款。请核对账户，并登录“我的申请”查看。")
}

/// Time ran out; no refusal.
#[must_use]
pub fn closed(number: &str, reopen_days: u32) -> String {
    format!(
        "【富民通】{number} 号申请过了期限，已经关闭，不算拒绝。{reopen_days} 天内可以登录“我的申请”重新打开。"
    )
}

/// Somebody asked has said yes, no or not any more. It does not say who or which.
#[must_use]
pub fn person_answered(number: Option<&str>) -> String {
    match number {
        Some(number) => {
            format!("【富民通】{number} 号申请里，您请的人有了新的答复。请登录“我的申请”看。")
        }
        None => "【富民通】您的贷款申请里，您请的人有了新的答复。请登录“我的申请”看。".to_owned(),
    }
}

/// Somebody asked has not answered in time. It does not say who.
#[must_use]
pub fn person_silent(number: Option<&str>) -> String {
    let of = number.map_or_else(
        || "您的贷款申请".to_owned(),
        |number| format!("{number} 号申请"),
    );
    format!("【富民通】{of}里，您请的人到期没有回答，给他的链接不能用了。请登录“我的申请”看。")
}

/// Somebody has taken a consent back after the application was handed in. It does not say who or which.
#[must_use]
pub fn person_withdrew(number: &str) -> String {
    format!(
        "【富民通】{number} 号申请里，有人收回了同意，补上以前办不下去。请登录“我的申请”，另请人同意，或者再请他一次。"
    )
}

/// A file has left the account of this phone: at a service point somebody showed the applicant's identity card.
#[must_use]
pub fn file_moved(number: &str) -> String {
    format!(
        "【富民通】申请 {number} 凭身份证，已经转到另一个手机号名下。不是您本人办的，请马上到受理单位说明。"
    )
}
