//! Every text the server itself sends: the only Chinese of the server, because no client shows it.
//!
//! A message may be read by whoever holds the phone, so it names the acceptance number and what to do, and nothing of
//! the person or the decision's reasons.

use api::service_point::HelpPurpose;
use domain::Date;

mod course_change;
mod loan;

pub use course_change::{course_changed, lessons_changed};
pub use loan::{
    change_answered, loan_compensated, loan_due, loan_extended, loan_not_extended, loan_overdue,
    loan_repaid, loan_restructured, payment_reversed, plan_refused, subsidy_asked, subsidy_paid,
    subsidy_resumed, subsidy_stopped,
};

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

/// A file has left the account of this phone: at a service point somebody showed the applicant's identity card.
#[must_use]
pub fn file_moved(number: &str) -> String {
    format!(
        "【富民通】申请 {number} 凭身份证，已经转到另一个手机号名下。不是您本人办的，请马上到受理单位说明。"
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

fn help(purpose: HelpPurpose) -> &'static str {
    match purpose {
        HelpPurpose::Loan => "办贷款申请",
        HelpPurpose::Courses => "报培训班",
        HelpPurpose::Everything => "办贷款申请和报培训班",
    }
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

/// A draft that nobody touched is thrown away soon.
#[must_use]
pub fn draft_due(until: Date) -> String {
    format!(
        "【富民通】您有一份没有交的贷款申请，{} 以前不接着填，就会删掉。请登录“我的申请”。",
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

/// A seat came free for somebody who waits. None of these says which class: whoever holds the phone may read it.
#[must_use]
pub fn seat_offered(until_ms: i64, is_sample: bool) -> String {
    let until = Date::from_unix_ms_shanghai(until_ms);
    let minutes = (until_ms - until.start_ms_shanghai()) / 60_000;
    let (hour, minute) = (minutes / 60, minutes % 60);
    format!(
        "{}您候补的班有位子了。请最晚 {} {hour:02}:{minute:02} 登录“我的课程”确认，过时就给下一位。",
        opening(is_sample),
        day(until)
    )
}

/// A new class fits a search that somebody keeps. It says neither which search nor which class.
#[must_use]
pub fn search_found() -> String {
    "【富民通】您留的课程搜索有新班了。请登录“我的申请”，点“我的搜索”看。不想再收，在那里删掉就行。"
        .to_owned()
}

/// A class begins in some days.
#[must_use]
pub fn class_begins(starts_on: Date, days: i32, is_sample: bool) -> String {
    let opening = opening(is_sample);
    let day = day(starts_on);
    if days == 1 {
        return format!(
            "{opening}您报名的班明天（{day}）开课。请登录“我的课程”，看时间、地点和要带什么。"
        );
    }
    format!(
        "{opening}您报名的班 {day}开课。时间、地点见“我的课程”。去不了请早点退出，位子留给别人。"
    )
}

/// A class that somebody is in, or waits for, will not be taught. The link leads to why, and where there are any to classes
/// like it with seats.
#[must_use]
pub fn class_cancelled(starts_on: Date, is_sample: bool, link: Option<(&str, bool)>) -> String {
    let (opening, day) = (opening(is_sample), day(starts_on));
    match link {
        Some((link, true)) => format!(
            "{opening}您报的 {day}开课的班取消了，对不住。原因和还有位子的差不多的课，在“我的课程”里：{link}"
        ),
        Some((link, false)) => {
            format!("{opening}您报的 {day}开课的班取消了，对不住。原因在“我的课程”里：{link}")
        }
        None => format!(
            "{opening}您报的 {day}开课的班取消了，对不住。请登录“我的课程”看原因，可以另报别的班。"
        ),
    }
}

/// A class that somebody is in is taught later. The link leads to where one leaves it, and where there are any
/// to classes like it with seats.
#[must_use]
pub fn class_postponed(starts_on: Date, is_sample: bool, link: Option<(&str, bool)>) -> String {
    let (opening, day) = (opening(is_sample), day(starts_on));
    match link {
        Some((link, true)) => format!(
            "{opening}您报的班改到 {day}开课，位子给您留着。去不了，可以在“我的课程”里退出，或者换差不多的课：{link}"
        ),
        Some((link, false)) => format!(
            "{opening}您报的班改到 {day}开课，位子给您留着。去不了，可以在“我的课程”里退出，不收钱：{link}"
        ),
        None => format!(
            "{opening}您报的班改到 {day}开课，位子给您留着。去不了，请登录“我的课程”退出，不收钱。"
        ),
    }
}

/// A class that somebody waits for is taught later; with the link as for who has a seat.
#[must_use]
pub fn wait_list_postponed(starts_on: Date, is_sample: bool, link: Option<(&str, bool)>) -> String {
    let (opening, day) = (opening(is_sample), day(starts_on));
    match link {
        Some((link, true)) => format!(
            "{opening}您候补的班改到 {day}开课，名次不变。不想再排，可以在“我的课程”里退出，或者换差不多的课：{link}"
        ),
        Some((link, false)) => format!(
            "{opening}您候补的班改到 {day}开课，名次不变。不想再排，可以在“我的课程”里退出，不收钱：{link}"
        ),
        None => format!(
            "{opening}您候补的班改到 {day}开课，名次不变。不想再排，请登录“我的课程”退出，不收钱。"
        ),
    }
}

/// A certificate was issued.
#[must_use]
pub fn certified(is_sample: bool) -> String {
    format!(
        "{}您的培训合格证明发了。请登录“我的课程”看，可以打印。",
        opening(is_sample)
    )
}

/// A school or an officer entered to which card a person's subsidies are paid.
#[must_use]
pub fn card_given(last_four: &str, is_sample: bool) -> String {
    format!(
        "{}您的培训补贴登记发到尾号 {last_four} 的社会保障卡。不是您本人的卡，请登录“我的课程”改，或者找区人社局。",
        opening(is_sample)
    )
}

/// A request for a seat with a subsidy was answered. It does not say how: whoever holds the phone may read it.
#[must_use]
pub fn request_answered(is_sample: bool) -> String {
    format!(
        "{}您报的班有了答复。请登录“我的课程”看，要改的请按上面写的日子改好。",
        opening(is_sample)
    )
}

/// What was returned of a request for a seat was not put right in its days.
#[must_use]
pub fn request_lapsed(is_sample: bool) -> String {
    format!(
        "{}您报的班过了要改的日子，位子不再留了。还想上，请登录“我的课程”再报。",
        opening(is_sample)
    )
}

/// An offered seat was neither taken nor passed on in its hours.
#[must_use]
pub fn offer_lapsed(is_sample: bool) -> String {
    format!(
        "{}给您留的位子过了时间没有确认，不再留了。还想上课，请登录“我的课程”看别的班。",
        opening(is_sample)
    )
}

/// A class began, and who still waited gets no seat in it any more.
#[must_use]
pub fn wait_list_over(is_sample: bool) -> String {
    format!(
        "{}您候补的班开课了，没有等到位子，对不住。还想上课，请登录“我的课程”看别的班。",
        opening(is_sample)
    )
}

/// The school, or the portal by the school's list, takes a person for one who does not come. It does not say which.
#[must_use]
pub fn not_there(is_sample: bool) -> String {
    format!(
        "{}您上的班记着您没来，或者不上了。请登录“我的课程”点一下原因；记错了，请告诉培训机构。",
        opening(is_sample)
    )
}

/// A result was entered, or looked at again. It does not say which: whoever holds the phone may read it.
#[must_use]
pub fn result_is_in(is_sample: bool) -> String {
    format!(
        "{}您上的班考核结果有了。请登录“我的课程”看。",
        opening(is_sample)
    )
}

/// The assessment can be taken again on a day. It does not say that it is for another time: whoever holds the phone may read it.
#[must_use]
pub fn assessment_on(on: Date, is_sample: bool) -> String {
    format!(
        "{}您上的班 {}考核。请登录“我的课程”看，时间和地点请问培训机构。",
        opening(is_sample),
        day(on)
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

/// A complaint about a course was answered. It says neither which nor how: whoever holds the phone may read it.
#[must_use]
pub fn complaint_answered(is_sample: bool) -> String {
    format!(
        "{}您对培训班的投诉有了答复。请登录“我的课程”看。",
        opening(is_sample)
    )
}

/// Some weeks after a class: what came of it. With the link one tap answers.
#[must_use]
pub fn what_came_of_it(link: Option<&str>, is_sample: bool) -> String {
    let opening = opening(is_sample);
    match link {
        Some(link) => {
            format!("{opening}您上的班结束有些日子了，现在怎样？点开选一项就好，不用登录：{link}")
        }
        None => format!("{opening}您上的班结束有些日子了，现在怎样？请登录“我的课程”选一项。"),
    }
}

fn opening(is_sample: bool) -> &'static str {
    if is_sample {
        "【富民通】（示例）"
    } else {
        "【富民通】"
    }
}

fn day(on: Date) -> String {
    format!("{} 月 {} 日", on.month(), on.day())
}

#[cfg(test)]
mod tests;
